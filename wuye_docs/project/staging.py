"""Output folders that are whole at every moment: the next one is prepared beside, then the two change places."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h; macOS calls it RENAME_SWAP, with the same value


class StagedFolder:
    """The next content of a folder. Nothing of the folder itself changes before `commit`."""

    def __init__(self, target: Path, staging: Path) -> None:
        """`staging` is a path on the same file system as `target`; what a killed build left there is removed."""
        self.target = target
        self.path = staging
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        self.kept: set[str] = set()

    def keep(self, relative: str) -> bool:
        """Take a file over from the present folder; False if it is not there."""
        source, copy = self.target / relative, self.path / relative
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            link_or_copy(source, copy)
        except OSError:
            return False
        self.kept.add(relative)
        return True

    def write(self, relative: str, data: bytes) -> None:
        """Put a new file in."""
        path = self.path / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def commit(self) -> None:
        """Let the prepared folder take the place of the present one."""
        exchange(self.path, self.target)
        shutil.rmtree(self.path, ignore_errors=True)

    def discard(self) -> None:
        """Forget what was prepared."""
        shutil.rmtree(self.path, ignore_errors=True)


def link_or_copy(source: Path, copy: Path) -> None:
    """A second name for a file, or a copy where the file system has no such thing. Raises OSError if there is none."""
    try:
        os.link(source, copy)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, copy)


def exchange(prepared: Path, target: Path) -> None:
    """Swap two folders in one step where the system can (Linux, macOS), else by two renames with the old one kept.

    A build that is killed between the two renames leaves the old folder as `.NAME.old`; `recover` puts it back.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        prepared.rename(target)
        return
    if _swap(prepared, target):
        return
    aside = _aside(target)
    shutil.rmtree(aside, ignore_errors=True)
    target.rename(aside)
    prepared.rename(target)
    shutil.rmtree(aside, ignore_errors=True)


def recover(target: Path) -> None:
    """Undo a swap by two renames that was cut off between them."""
    aside = _aside(target)
    if aside.exists():
        if target.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(target)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _swap(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system or file system cannot."""
    with contextlib.suppress(OSError, AttributeError, TypeError):
        # Windows has neither function, and no library without a name: TypeError.
        library = ctypes.CDLL(None, use_errno=True)
        first, second = os.fsencode(one), os.fsencode(other)
        if hasattr(library, "renameat2"):
            return bool(library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE) == 0)
        return bool(library.renamex_np(first, second, _RENAME_EXCHANGE) == 0)
    return False
