"""Where sources come from: a folder, a git revision, or a dict; and what day it is.

Everything the outside gives to reading and checking comes through a workspace, so that a check of an unsaved buffer, of
last year's baseline and of a test case run the same code.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Protocol

# The folders that hold sources, from the project's root.
SOURCE_FOLDERS = ("manual", "flows", "forms")
# Ledger and baselines are written by the tool, not by people.
CONTROL_FOLDER = "manual/control"
MANUAL_FILE = "manual/manual.yaml"
# Larger text is no source that a person keeps.
MAX_SOURCE_BYTES = 4 * 1024 * 1024


class Workspace(Protocol):
    """A place that has sources."""

    def paths(self) -> tuple[str, ...]:
        """Every file below the source folders, from the root, with forward slashes, sorted."""
        ...

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises OSError if it is missing, unreadable or outside the project."""
        ...

    def today(self) -> date:
        """The day on which reviews are due or not."""
        ...


@dataclass(frozen=True, slots=True)
class DiskWorkspace:
    """The sources of a project folder."""

    root: Path
    day: date = field(default_factory=date.today)

    def paths(self) -> tuple[str, ...]:
        found = (path for top in SOURCE_FOLDERS for path in _files_below(self.root, top))
        return tuple(sorted(path for path in found if not _is_ignored(path)))

    def read(self, path: str) -> bytes:
        # As text: resolving a Path takes four times as long, longer than reading the file.
        target = os.path.realpath(self.root / path)
        if not target.startswith(os.path.realpath(self.root).rstrip(os.sep) + os.sep):
            raise PermissionError(f"outside the project: {path}")
        return Path(target).read_bytes()

    def today(self) -> date:
        return self.day


@dataclass(frozen=True, slots=True)
class MemoryWorkspace:
    """Sources given as a dict: test cases, and editor buffers laid over another workspace."""

    files: Mapping[str, str | bytes]
    below: Workspace | None = None
    day: date = date(2026, 1, 1)

    def paths(self) -> tuple[str, ...]:
        under = self.below.paths() if self.below else ()
        return tuple(sorted({*under, *self.files}))

    def read(self, path: str) -> bytes:
        if path in self.files:
            content = self.files[path]
            return content.encode() if isinstance(content, str) else content
        if self.below:
            return self.below.read(path)
        raise FileNotFoundError(path)

    def today(self) -> date:
        return self.below.today() if self.below else self.day


@dataclass(frozen=True, slots=True)
class KeptWorkspace:
    """Another workspace whose files are kept in memory until they are forgotten: a preview reads only what was saved."""

    below: Workspace
    files: dict[str, bytes] = field(default_factory=dict)
    listed: list[tuple[str, ...]] = field(default_factory=list)

    def paths(self) -> tuple[str, ...]:
        if not self.listed:
            self.listed.append(self.below.paths())
        return self.listed[0]

    def read(self, path: str) -> bytes:
        if path not in self.files:
            self.files[path] = self.below.read(path)
        return self.files[path]

    def today(self) -> date:
        return self.below.today()

    def forget(self, path: str) -> None:
        """Look anew whether a file is there, and what it holds."""
        self.files.pop(path, None)
        try:
            self.read(path)
        except OSError:
            self.listed.clear()
        if self.listed and path not in self.listed[0]:
            self.listed.clear()


@dataclass(frozen=True, slots=True)
class GitWorkspace:
    """The sources as they stood in a git revision."""

    root: Path
    revision: str
    day: date = field(default_factory=date.today)

    def paths(self) -> tuple[str, ...]:
        listed = self._git("ls-tree", "-r", "-z", "--name-only", self.revision, "--", *SOURCE_FOLDERS)
        return tuple(sorted(name for name in listed.decode().split("\0") if name and not _is_ignored(name)))

    def read(self, path: str) -> bytes:
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise PermissionError(f"outside the project: {path}")
        return self._git("show", f"{self.revision}:./{path}")

    def today(self) -> date:
        return self.day

    def _git(self, *arguments: str) -> bytes:
        import subprocess

        done = subprocess.run(["git", *arguments], cwd=self.root, capture_output=True, check=False)
        if done.returncode:
            raise FileNotFoundError(done.stderr.decode(errors="replace").strip())
        return done.stdout


def _files_below(root: Path, folder: str) -> Iterator[str]:
    """Every file below a folder of a project, from the root; links to folders are not followed."""
    try:
        entries = os.scandir(root / folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _files_below(root, path)
            elif entry.is_file():
                yield path


def _is_ignored(path: str) -> bool:
    """Whether a file below a source folder is not a source: hidden, an editor's backup, Word's lock, the ledger."""
    name = path.rsplit("/", 1)[-1]
    return (
        path.startswith(CONTROL_FOLDER + "/")
        or name.startswith((".", "~$"))
        or name.endswith(("~", ".swp", ".bak", ".tmp"))
        or name in {"Thumbs.db", "desktop.ini"}
        or "/." in path
    )
