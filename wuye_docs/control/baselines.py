"""Baselines: what was released under an edition, frozen, readable without git and without network.

`manual/control/baselines/A-0/` holds `manifest.json` (what is in the edition, hashes of every source), `sources.zip` (the
sources as they were, stored and not packed, so that every machine writes the same bytes and git finds what two editions
share) and `outputs.json` (hashes of every file that was built). The release entry of the ledger holds the hash of the
manifest, the manifest those of the other two; a folder without such an entry is a release that was broken off.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from wuye_docs.control.issue_state import IssueState
from wuye_docs.control.ledger import BROKEN, Entry, Ledger, read_ledger
from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.loaders import CONTROL_FOLDER, DiskWorkspace, GitWorkspace, Workspace
from wuye_docs.model.dates import day_of

BASELINES_FOLDER = f"{CONTROL_FOLDER}/baselines"
MANIFEST, SOURCES, OUTPUTS = "manifest.json", "sources.zip", "outputs.json"
FORMAT = 1


@dataclass(frozen=True)
class Baseline:
    """A released edition."""

    edition: str
    """A/0."""
    date: str
    """The day of the release, YYYY-MM-DD."""
    effective: str
    """The day from which what it changed holds."""
    note: str
    tool: str
    has_drafts: bool
    """Released with `--allow-drafts`: some of it is not approved."""
    issues: Mapping[str, IssueState]
    """By number; those with status effective are in force, drafts of an edition with drafts are not."""
    sources: Mapping[str, str]
    """SHA-256 of each source by path from the root."""
    archive: str
    """SHA-256 of sources.zip."""
    outputs_hash: str
    """SHA-256 of outputs.json."""
    manifest: str
    """SHA-256 of manifest.json, as the ledger has it."""
    entry: Entry = field(compare=False)
    """The release entry of the ledger."""
    read: Workspace = field(compare=False, repr=False)

    @property
    def folder(self) -> str:
        """Its folder, from the project's root."""
        return folder_of(self.edition)

    def frozen(self) -> Workspace:
        """Its sources, on the day of its release. Raises OSError if the archive cannot be read."""
        # Checks mostly look at manifests alone: what opens archives is imported when it is wanted.
        from wuye_docs.control.archive_workspace import ArchiveWorkspace

        archive = self.read.read(f"{self.folder}/{SOURCES}")
        return ArchiveWorkspace(archive, self.sources, day_of(self.date) or self.read.today())

    @cached_property
    def outputs(self) -> Mapping[str, Any]:
        """What outputs.json says of each built file, by path from the folder of the release.

        `size`, `sha256`, `blocks` (see `control.fingerprints`) and, for packages, `entries`. Empty if it cannot be read or is
        not the one that was released.
        """
        try:
            data = self.read.read(f"{self.folder}/{OUTPUTS}").replace(b"\r\n", b"\n")
            if sha256(data).hexdigest() != self.outputs_hash:
                return {}
            files = json.loads(data)["files"]
        except (OSError, ValueError, KeyError, TypeError):
            return {}
        return files if isinstance(files, dict) else {}


def folder_of(edition: str) -> str:
    """The folder of an edition's baseline, from the project's root: A/0 is in `A-0`."""
    return f"{BASELINES_FOLDER}/{edition.replace('/', '-')}"


def baselines(workspace: Workspace, ledger: Ledger | None = None) -> tuple[Baseline, ...]:
    """The released editions, the first first; one that cannot be read is left out (`read_baselines` says why)."""
    return read_baselines(workspace, ledger or read_ledger(workspace))[0]


def read_baselines(
    workspace: Workspace, ledger: Ledger
) -> tuple[tuple[Baseline, ...], tuple[Diagnostic, ...]]:
    """The released editions, and what is wrong with their manifests."""
    found: dict[str, Baseline] = {}
    faults: list[Diagnostic] = []
    for entry in ledger.releases:
        edition = str(entry.details.get("edition", ""))
        path = f"{folder_of(edition)}/{MANIFEST}"
        place = Span.whole_file(path)
        if edition in found:
            faults.append(
                Diagnostic(
                    BROKEN, Severity.ERROR, entry.span,
                    Message(f"版本 {edition} 发布了两次", f"edition {edition} was released twice"),
                    Message("两个分支各自发布了同一版本: 保留先发布的一份, 另一份改用下一版本号重新发布", "two branches released it: keep the first and release the other under the next edition"),
                )
            )  # fmt: skip
            continue
        try:
            data = workspace.read(path).replace(b"\r\n", b"\n")
        except OSError:
            faults.append(
                _fault(place, f"版本 {edition} 的清单不见了", f"the manifest of edition {edition} is missing")
            )
            continue
        if sha256(data).hexdigest() != entry.content:
            faults.append(
                _fault(
                    place,
                    f"版本 {edition} 的清单被改动过, 与台账第 {entry.line} 行 (条目 {entry.sequence}) 不符",
                    f"the manifest of edition {edition} was changed: it differs from line {entry.line} of the ledger (entry {entry.sequence})",
                )
            )
            continue
        try:
            found[edition] = _baseline(json.loads(data), entry, workspace)
        except (ValueError, KeyError, TypeError, AttributeError):
            faults.append(
                _fault(
                    place,
                    f"版本 {edition} 的清单是另一版软件写的, 无法读取",
                    f"the manifest of edition {edition} was written by another version of the tool",
                    Message("请更新 wuye_docs", "update wuye_docs"),
                )
            )
    return tuple(found.values()), tuple(faults)


def _baseline(data: Mapping[str, Any], entry: Entry, workspace: Workspace) -> Baseline:
    if data["format"] != FORMAT:
        raise ValueError(data["format"])
    return Baseline(
        edition=str(data["edition"]),
        date=str(data["date"]),
        effective=str(data["effective"]),
        note=str(data["note"]),
        tool=str(data["tool"]),
        has_drafts=bool(data["has_drafts"]),
        issues={number: IssueState.from_data(number, one) for number, one in data["issues"].items()},
        sources={str(path): str(hash_) for path, hash_ in data["sources"].items()},
        archive=str(data["archive"]),
        outputs_hash=str(data["outputs"]),
        manifest=entry.content,
        entry=entry,
        read=workspace,
    )


def _fault(place: Span, zh: str, en: str, hint: Message | None = None) -> Diagnostic:
    restore = Message("从备份或 git 恢复 " + place.path, f"restore {place.path} from a backup or git")
    return Diagnostic(BROKEN, Severity.ERROR, place, Message(zh, en), hint or restore)


def baseline_workspace(workspace: Workspace, edition: str) -> Workspace:
    """The frozen sources of an edition, as a workspace on the day of its release.

    Raises LookupError if there is no such edition, OSError if its archive cannot be read.
    """
    baseline = next((one for one in baselines(workspace) if one.edition == edition), None)
    if baseline is None:
        raise LookupError(edition)
    return baseline.frozen()


def edition_workspace(root: Path, name: str) -> Workspace:
    """The sources of an edition (`A/0`), or of a git revision where no edition has that name.

    Raises LookupError if there is neither; git need not be installed.
    """
    disk = DiskWorkspace(root)
    try:
        return baseline_workspace(disk, name)
    except LookupError:
        if is_git_revision(root, name):
            return GitWorkspace(root, name)
        raise


def is_git_revision(root: Path, name: str) -> bool:
    """Whether a name is a commit of the repository around a project."""
    if not name or name.startswith("-"):
        return False
    import subprocess

    try:
        done = subprocess.run(
            ["git", "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"],
            cwd=root,
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0
