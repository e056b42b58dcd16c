"""Ledgers and baselines made in memory, as `wuye` makes them on disk."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from wuye_docs.control import DocumentControl, Entry, read_control
from wuye_docs.control.baselines import MANIFEST, folder_of
from wuye_docs.control.freezing import baseline_files, frozen_files
from wuye_docs.control.ledger import LEDGER_FILE, parse_ledger
from wuye_docs.loaders import DiskWorkspace, MemoryWorkspace, load
from wuye_docs.model import Status
from wuye_docs.references import ReferenceGraph

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def sources() -> dict[str, str | bytes]:
    """The sources of the sample manual by path."""
    disk = DiskWorkspace(SAMPLE)
    return {path: disk.read(path).decode() for path in disk.paths()}


def control_of(files: Mapping[str, str | bytes]) -> DocumentControl:
    """Document control of a manual given as a dict."""
    workspace = MemoryWorkspace(files)
    return read_control(workspace, ReferenceGraph(load(workspace).manual))


def ledger_of(*drafts: Entry) -> bytes:
    """A ledger with these entries, chained."""
    lines: list[bytes] = []
    before: Entry | None = None
    for draft in drafts:
        before = replace(
            draft,
            sequence=before.sequence + 1 if before else 1,
            time=draft.time or NOW.isoformat(),
            previous=before.hash if before else "0" * 64,
        ).sealed()
        lines.append(before.as_line())
    return b"".join(lines)


def entry(action: str, number: str = "", **keys: object) -> Entry:
    """A draft of an entry."""
    return Entry(sequence=0, time="", action=action, number=number, **keys)  # type: ignore[arg-type]


def with_ledger(files: Mapping[str, str | bytes], *drafts: Entry) -> dict[str, str | bytes]:
    """The files with a ledger of these entries."""
    return {**files, LEDGER_FILE: ledger_of(*drafts)}


def approval(control: DocumentControl, number: str, post: str = "管理处经理", **keys: object) -> Entry:
    """An approval of what a number says now."""
    state = control.issues[number]
    values: dict[str, object] = {
        "revision": state.revision, "content": state.content, "post": post, "date": "2026-03-01",
        "details": {"refers": control.hashes.cited(number)} if state.content else {},
    }  # fmt: skip
    return entry("approve", number, **(values | keys))


def released(
    files: Mapping[str, str | bytes],
    edition: str = "A/0",
    day: str = "2026-03-02",
    approved: str = "2026-03-01",
    post: str = "管理处经理",
) -> dict[str, str | bytes]:
    """The files with everything in them approved, and released as an edition on a day."""
    control = control_of(files)
    approvals = [approval(control, number, post, date=approved) for number in control.issues]
    ledger = parse_ledger(ledger_of(*control.ledger.entries, *approvals))
    states = control_of(with_ledger(files, *ledger.entries)).issues
    issues = {
        number: replace(
            one, status=Status.EFFECTIVE, issued=day, effective=one.effective or day, edition=edition
        )
        for number, one in states.items()
    }
    made = baseline_files(
        edition=edition, date=day, effective=day, note="", has_drafts=False, issues=issues,
        sources=frozen_files(MemoryWorkspace(files)), outputs={}, ledger=ledger,
    )  # fmt: skip
    release = entry(
        "release", content=sha256(made[MANIFEST]).hexdigest(), post=post, details={"edition": edition}
    )
    frozen = {f"{folder_of(edition)}/{name}": data for name, data in made.items()}
    return {**files, **frozen, LEDGER_FILE: ledger_of(*ledger.entries, release)}
