"""A state of a manual by the name that people give it: an edition, a git revision, a folder, a zip, or as it stands here."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from wuye_docs.control import IssueState, baseline_workspace, baselines, read_control
from wuye_docs.control.baselines import is_git_revision
from wuye_docs.diagnostics import Message
from wuye_docs.loaders import DiskWorkspace, GitWorkspace, MemoryWorkspace, Workspace
from wuye_docs.loaders.workspace import MANUAL_FILE, SOURCE_FOLDERS
from wuye_docs.references import ReferenceGraph

HERE = "."
WORKING_COPY = Message("工作副本", "working copy")
_MOST_FILES, _LARGEST = 20_000, 512 * 1024 * 1024
"""What a zip of a project may hold, and unpack to (bytes)."""


class UnknownState(Exception):
    """A name that names no state; the message says what could be named."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


def state_named(name: str, root: Path, start: Path) -> tuple[str, Workspace]:
    """How the state is called in outputs, and its sources.

    `root` is the project's folder, `start` the folder that relative paths count from. Raises UnknownState.
    """
    if name in ("", HERE):
        return WORKING_COPY.zh, DiskWorkspace(root)
    frozen = _edition(name, root)
    if frozen is not None:
        return name, frozen
    path = start / name
    if path.is_dir():
        if not (path / MANUAL_FILE).is_file():
            raise UnknownState(
                Message(f"文件夹 `{name}` 中没有 {MANUAL_FILE}", f"the folder `{name}` has no {MANUAL_FILE}")
            )
        return path.name, DiskWorkspace(path)
    if path.is_file():
        return path.name, _zip(path, name)
    if is_git_revision(root, name):
        return name, GitWorkspace(root, name)
    raise UnknownState(
        Message(
            f"没有版本、git 提交、文件夹或 zip 叫 `{name}`",
            f"no edition, git revision, folder or zip is called `{name}`",
        )
    )


def issues_of(
    name: str, root: Path, workspace: Workspace
) -> Callable[[ReferenceGraph], Mapping[str, IssueState]]:
    """What tells where every number of a state stands: the manifest of a released edition, else the ledger among its sources."""

    def found(references: ReferenceGraph) -> Mapping[str, IssueState]:
        released = next((one for one in baselines(DiskWorkspace(root)) if one.edition == name), None)
        return released.issues if released else read_control(workspace, references).issues

    return found


def last_state(root: Path) -> str:
    """The name of the state before the working copy: the last edition, else the last git commit. Raises UnknownState."""
    released = baselines(DiskWorkspace(root))
    if released:
        return released[-1].edition
    if is_git_revision(root, "HEAD"):
        return "HEAD"
    raise UnknownState(
        Message(
            "还没有发布过版本, 也没有 git 提交: 请写明与什么对照 (文件夹或 zip)",
            "nothing was released and there is no git commit: say what to compare with (a folder or zip)",
        )
    )


def _edition(name: str, root: Path) -> Workspace | None:
    """The frozen sources of a released edition; None for a name that is none. Raises UnknownState for a broken one."""
    try:
        return baseline_workspace(DiskWorkspace(root), name)
    except LookupError:
        return None
    except OSError as fault:
        raise UnknownState(
            Message(
                f"版本 {name} 的存档无法读取: {fault}",
                f"the archive of edition {name} cannot be read: {fault}",
            )
        ) from fault


def _zip(path: Path, name: str) -> MemoryWorkspace:
    """The sources in a zip, at its root or in its only folder."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            if len(entries) > _MOST_FILES or sum(one.file_size for one in entries) > _LARGEST:
                raise UnknownState(
                    Message(
                        f"`{name}` 解压后过大, 不像是手册项目",
                        f"`{name}` unpacks to more than a manual holds",
                    )
                )
            manual = next((one.filename for one in entries if one.filename.endswith(MANUAL_FILE)), None)
            if manual is None:
                raise UnknownState(
                    Message(f"`{name}` 中没有 {MANUAL_FILE}", f"`{name}` has no {MANUAL_FILE}")
                )
            prefix = manual.removesuffix(MANUAL_FILE)
            files: dict[str, str | bytes] = {
                one.filename.removeprefix(prefix): archive.read(one)
                for one in entries
                if one.filename.startswith(tuple(prefix + folder + "/" for folder in SOURCE_FOLDERS))
            }
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as fault:
        raise UnknownState(
            Message(f"`{name}` 不是能读的 zip 文件", f"`{name}` is no readable zip: {fault}")
        ) from fault
    return MemoryWorkspace(files)
