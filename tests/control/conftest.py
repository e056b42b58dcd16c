"""The sample manual in memory, its hashes, and decisions about it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wuye_docs.control import DocumentControl, Entry, read_control
from wuye_docs.control.ledger import LEDGER_FILE
from wuye_docs.loaders import DiskWorkspace, MemoryWorkspace, load
from wuye_docs.references import ReferenceGraph

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def sources() -> dict[str, str]:
    """The sources of the sample manual by path."""
    disk = DiskWorkspace(SAMPLE)
    return {path: disk.read(path).decode() for path in disk.paths()}


def control_of(files: Mapping[str, str | bytes]) -> DocumentControl:
    """Document control of a manual given as a dict."""
    workspace = MemoryWorkspace(files)
    return read_control(workspace, ReferenceGraph(load(workspace).manual))


def ledger_of(*drafts: Entry) -> bytes:
    """A ledger with these entries, chained."""
    lines, before = [], None
    for draft in drafts:
        from dataclasses import replace

        entry = replace(
            draft,
            sequence=before.sequence + 1 if before else 1,
            time=draft.time or NOW.isoformat(),
            **({"previous": before.hash} if before else {}),
        ).sealed()
        lines.append(entry.as_line())
        before = entry
    return b"".join(lines)


def entry(action: str, number: str = "", **keys: object) -> Entry:
    """A draft of an entry."""
    return Entry(sequence=0, time="", action=action, number=number, **keys)  # type: ignore[arg-type]


@pytest.fixture
def files() -> dict[str, str | bytes]:
    """The sources of the sample manual, to be changed."""
    return dict(sources())


Edit = Callable[[str, str, str], None]


@pytest.fixture
def edit(files: dict[str, str | bytes]) -> Edit:
    """Replace what stands once in a file."""

    def replace_once(path: str, old: str, new: str) -> None:
        text = files[path]
        assert isinstance(text, str) and text.count(old) == 1, (path, old)
        files[path] = text.replace(old, new)

    return replace_once


def with_ledger(files: dict[str, str | bytes], *drafts: Entry) -> dict[str, str | bytes]:
    """The files with a ledger of these entries."""
    return {**files, LEDGER_FILE: ledger_of(*drafts)}


def released(files: dict[str, str | bytes], edition: str = "A/0") -> dict[str, str | bytes]:
    """The files with everything in them approved and released as an edition."""
    from dataclasses import replace
    from hashlib import sha256

    from wuye_docs.control.baselines import MANIFEST, folder_of
    from wuye_docs.control.freezing import baseline_files, frozen_files
    from wuye_docs.control.ledger import parse_ledger
    from wuye_docs.model import Status

    control = control_of(files)
    approvals = [approval(control, number) for number in control.issues]
    ledger = parse_ledger(ledger_of(*control.ledger.entries, *approvals))
    issues = {
        number: replace(
            one, status=Status.EFFECTIVE, issued="2026-03-02", effective="2026-03-02", edition=edition
        )
        for number, one in control_of({**files, LEDGER_FILE: ledger_of(*ledger.entries)}).issues.items()
    }
    made = baseline_files(
        edition=edition, date="2026-03-02", effective="2026-03-02", note="", has_drafts=False,
        issues=issues, sources=frozen_files(MemoryWorkspace(files)), outputs={}, ledger=ledger,
    )  # fmt: skip
    release = entry(
        "release", content=sha256(made[MANIFEST]).hexdigest(), post="管理处经理", details={"edition": edition}
    )
    return {
        **files,
        **{f"{folder_of(edition)}/{name}": data for name, data in made.items()},
        LEDGER_FILE: ledger_of(*ledger.entries, release),
    }


def approval(control: DocumentControl, number: str, post: str = "管理处经理", **keys: object) -> Entry:
    """An approval of what a number says now."""
    state = control.issues[number]
    values: dict[str, object] = {
        "revision": state.revision, "content": state.content, "post": post, "date": "2026-03-01",
        "details": {"refers": control.hashes.cited(number)} if state.content else {},
    }  # fmt: skip
    return entry("approve", number, **(values | keys))
