"""Release an edition: freeze the sources, build them, keep the hashes of it all, and enter it in the ledger.

Nothing counts before the entry is in the ledger: a release that is killed leaves at most folders that nobody refers to, which
the next one replaces. Outputs are made from the frozen sources alone, so that they can be made again.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from wuye_docs.control import Baseline, DocumentControl, Entry, IssueState, baselines
from wuye_docs.control.baselines import MANIFEST, folder_of
from wuye_docs.control.fingerprints import fingerprint
from wuye_docs.control.freezing import baseline_files, frozen_files
from wuye_docs.control.ledger import Action
from wuye_docs.control.ledger_file import LedgerRefusal, ledger_writer, replace_whole, sync_folder
from wuye_docs.control.signatures import signer
from wuye_docs.diagnostics import Message
from wuye_docs.loaders import DiskWorkspace, MemoryWorkspace, Workspace
from wuye_docs.model import Manual, Status
from wuye_docs.model.dates import months_later
from wuye_docs.project.build import FORMATS, BuildRefusal, BuildReport, Progress, build
from wuye_docs.project.histories import edition_history
from wuye_docs.project.obstacles import Obstacle, is_approved, obstacles
from wuye_docs.project.prepare import Release
from wuye_docs.project.staging import StagedFolder, recover
from wuye_docs.project.standing import Standing, read_standing
from wuye_docs.rules import check


class ReleaseRefusal(Exception):
    """An edition that cannot be released; `obstacles` says why, all of it."""

    def __init__(self, found: tuple[Obstacle, ...]) -> None:
        super().__init__(found[0].message.en)
        self.obstacles = found


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be released."""

    edition: str
    post: str = ""
    name: str = ""
    effective: str = ""
    """YYYY-MM-DD; empty for the day of the release."""
    note: str = ""
    allow_drafts: bool = False
    key: Path | None = None


@dataclass(frozen=True, slots=True)
class Released:
    """An edition that was released."""

    edition: str
    folder: Path
    """Where the built files are."""
    in_force: int
    changed: tuple[str, ...]
    """Numbers that this edition put in force."""
    drafts: tuple[str, ...]
    outputs: int


def release(
    root: Path,
    order: Order,
    *,
    now: datetime,
    formats: tuple[str, ...] = FORMATS,
    jobs: int = 1,
    progress: Progress = lambda *_: None,
) -> Released:
    """Release an edition. Raises ReleaseRefusal, LedgerRefusal, BuildRefusal; then nothing is released."""
    standing = read_standing(root)
    workspace = DiskWorkspace(root)
    findings = check(standing.loaded, workspace)
    found = tuple(obstacles(standing, findings, order.edition))
    if order.allow_drafts:
        found = tuple(one for one in found if not one.is_draft)
    if found:
        raise ReleaseRefusal(found)
    settings = standing.loaded.manual.settings.control
    sign = signer(order.key, order.post, settings) if order.key else None
    today = now.date().isoformat()
    issues = issues_of(standing, order, today)
    sources = frozen_files(workspace, further_files(standing.loaded.manual, workspace))
    history = edition_history(workspace, standing.control.baselines, order.edition, MemoryWorkspace(sources))
    published = build_edition(root, Release(order.edition, issues, history), sources, formats, jobs, progress)
    outputs = published.fingerprints()
    files = baseline_files(
        edition=order.edition, date=today, effective=order.effective or today, note=order.note,
        has_drafts=any(one.status in (Status.DRAFT, Status.IN_REVIEW) for one in issues.values()),
        issues=issues, sources=sources, outputs=outputs, ledger=standing.control.ledger,
    )  # fmt: skip
    with ledger_writer(root, now) as writer:
        if writer.ledger.head != standing.control.ledger.head:
            raise _meanwhile("台账有了新的条目", "the ledger has new entries")
        if frozen_files(workspace, further_files(standing.loaded.manual, workspace)) != sources:
            raise _meanwhile("源文件被改动", "sources were changed")
        published.commit()
        _place(root / folder_of(order.edition), files)
        writer.append(
            [
                Entry(
                    sequence=0, time="", action=Action.RELEASE.value, content=sha256(files[MANIFEST]).hexdigest(),
                    post=order.post, name=order.name, remark=order.note, details={"edition": order.edition},
                )
            ],
            sign,
        )  # fmt: skip
    changed = tuple(number for number, one in issues.items() if one.edition == order.edition)
    drafts = tuple(n for n, one in issues.items() if one.status in (Status.DRAFT, Status.IN_REVIEW))
    in_force = sum(one.status is Status.EFFECTIVE for one in issues.values())
    return Released(order.edition, published.target, in_force, changed, drafts, len(outputs))


def issues_of(standing: Standing, order: Order, today: str) -> dict[str, IssueState]:
    """Where every number stands once the edition is released."""
    control, manual = standing.control, standing.loaded.manual
    found: dict[str, IssueState] = {}
    for number, state in sorted(control.issues.items()):
        if is_approved(state) and state.status is Status.APPROVED:
            effective = state.effective or order.effective or today
            found[number] = replace(
                state,
                status=Status.EFFECTIVE,
                issued=today,
                effective=effective,
                next_review=months_later(effective, _review_every(number, control, manual)),
                edition=order.edition,
                in_force=state.revision,
                in_force_edition=order.edition,
                suspect_because=(),
            )
        elif is_approved(state) or state.status is Status.OBSOLETE:
            found[number] = replace(state, suspect_because=())
        else:
            found[number] = replace(state, status=Status.DRAFT if not state.reviewed else Status.IN_REVIEW)
    return found


def _review_every(number: str, control: DocumentControl, manual: Manual) -> int:
    document = control.authorities.document_of(number)
    return document.review_every if document else 12


def further_files(manual: Manual, workspace: Workspace) -> list[str]:
    """What manual.yaml names outside the source folders: the Word template, the list of facts."""
    named = [str(one) for one in (manual.settings.style.word_template, manual.settings.facts) if one]
    found = []
    for path in named:
        try:
            workspace.read(path)
        except (OSError, ValueError):
            continue
        found.append(path)
    return found


class Published:
    """The built files of an edition, ready to take the place of its folder."""

    def __init__(
        self, root: Path, edition: str, report: BuildReport, built: Path, formats: tuple[str, ...]
    ) -> None:
        self.report = report
        self.target = release_folder(root, edition)
        recover(self.target)
        self._staged = StagedFolder(self.target, root / "build" / "cache" / "releases" / "staging")
        self.paths: list[str] = []
        for format_ in formats:
            for path in sorted((built / format_).rglob("*")):
                if path.is_file():
                    relative = path.relative_to(built).as_posix()
                    copy = self._staged.path / relative
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    # A copy: a later build of the same folder must not reach what was released.
                    shutil.copyfile(path, copy)
                    self.paths.append(relative)

    def fingerprints(self) -> dict[str, Any]:
        """The fingerprint of every file, by path from the folder of the release."""
        return {path: fingerprint(path, (self._staged.path / path).read_bytes()) for path in self.paths}

    def commit(self) -> None:
        """Put the files in place."""
        self._staged.commit()


def release_folder(root: Path, edition: str) -> Path:
    """Where the built files of an edition are."""
    return root / "build" / "release" / edition.replace("/", "-")


def build_edition(
    root: Path,
    edition: Release,
    sources: Mapping[str, bytes],
    formats: tuple[str, ...],
    jobs: int,
    progress: Progress,
) -> Published:
    """Build frozen sources; nothing is put in place yet. Raises BuildRefusal if something could not be built."""
    work = root / "build" / "cache" / "releases" / edition.edition.replace("/", "-")
    _extract(work / "sources", sources)
    report = build(
        work / "sources", formats=formats, out=work / "out", jobs=jobs, progress=progress, release=edition
    )
    if report.failed:
        first = report.failed[0]
        more = len(report.failed) - 1
        raise BuildRefusal(
            Message(
                f"{first.span.path}: {first.message.zh}" + (f" (另有 {more} 个)" if more else ""),
                f"{first.span.path}: {first.message.en}" + (f" ({more} more)" if more else ""),
            )
        )
    return Published(root, edition.edition, report, work / "out", formats)


def rebuild_edition(
    root: Path,
    baseline: Baseline,
    formats: tuple[str, ...] = FORMATS,
    jobs: int = 1,
    progress: Progress = lambda *_: None,
) -> tuple[Published, tuple[str, ...]]:
    """Build a released edition again from its frozen sources, and put it in place.

    Returns it and the paths that differ from what was released: with another version of the tool that may be.
    Raises BuildRefusal, or OSError if the frozen sources cannot be read.
    """
    disk = DiskWorkspace(root)
    frozen = baseline.frozen()
    sources = {path: frozen.read(path) for path in baseline.sources}
    history = edition_history(disk, baselines(disk), baseline.edition, frozen)
    made = build_edition(
        root, Release(baseline.edition, baseline.issues, history), sources, formats, jobs, progress
    )
    now = {path: one["sha256"] for path, one in made.fingerprints().items()}
    then = {
        path: one["sha256"] for path, one in baseline.outputs.items() if path.partition("/")[0] in formats
    }
    made.commit()
    return made, tuple(sorted(path for path in {*now, *then} if now.get(path) != then.get(path)))


def _extract(folder: Path, sources: Mapping[str, bytes]) -> None:
    """Make a folder hold these files and no others; what is there already is not touched."""
    for present in sorted(folder.rglob("*")) if folder.exists() else []:
        if present.is_file() and present.relative_to(folder).as_posix() not in sources:
            present.unlink()
    for relative, data in sources.items():
        path = folder / relative
        if not path.resolve().is_relative_to(folder.resolve()):
            raise BuildRefusal(Message(f"{relative} 在项目之外", f"{relative} is outside the project"))
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _place(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the files of a baseline on the disk; a folder left by a release that was killed gives way."""
    beside = folder.with_name(f".{folder.name}.tmp")
    for stale in (beside, folder):
        if stale.exists():
            shutil.rmtree(stale)
    beside.mkdir(parents=True)
    for name, data in files.items():
        replace_whole(beside / name, data)
    beside.rename(folder)
    sync_folder(folder.parent)


def _meanwhile(zh: str, en: str) -> LedgerRefusal:
    return LedgerRefusal(
        Message(f"发布期间{zh}, 没有发布", f"{en} during the release; nothing was released"),
        Message(
            "再运行一次; 没有变化的部分不会重做", "run it again; what has not changed is not built again"
        ),
    )
