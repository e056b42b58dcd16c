"""What the sources and the tool are, as hashes: the ground on which a build decides what to do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import wuye_docs

# The source folders, written out so that a build with nothing to do need not import the loaders.
SOURCE_FOLDERS = ("manual", "flows", "forms")


@dataclass(frozen=True, slots=True)
class FileState:
    """What is known of a file: its size in bytes, time of change in ns, and the hash of its bytes."""

    size: int
    changed: int
    digest: str


class FileLook(NamedTuple):
    """What shows without reading that a file is not the one it was: size in bytes, time of change in ns, number on its disk."""

    size: int
    changed: int
    inode: int


def look_at(path: Path) -> FileLook | None:
    """How a file looks; None if there is none, or no such path can be."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return FileLook(found.st_size, found.st_mtime_ns, found.st_ino)


def digest_bytes(data: bytes) -> str:
    """The hash of some bytes, 32 hexadecimal digits."""
    return blake2b(data, digest_size=16).hexdigest()


def tool_fingerprint() -> str:
    """A hash of this package's own files by size and time of change, and of the versions of what it is built on."""
    package = Path(wuye_docs.__file__).parent
    states = (
        (path, entry.stat()) for path, entry in _files_below(package, "", lambda name: name == "__pycache__")
    )
    own = sorted(f"{path}:{state.st_size}:{state.st_mtime_ns}" for path, state in states)
    # A library's folder has another name when another version is installed.
    libraries = sorted(path.name for path in package.parent.glob("*.dist-info"))
    return digest_bytes("\n".join([wuye_docs.__version__, *own, *libraries]).encode())


def scan_sources(root: Path, known: dict[str, FileState]) -> dict[str, FileState]:
    """The state of every source file, by path from the root; a file whose size and time agree is not read again."""
    return {path: file_state(root / path, known.get(path)) for path in source_paths(root)}


def source_paths(root: Path) -> list[str]:
    """Every file below the source folders that is not hidden, from the root, sorted."""
    return sorted(
        f"{top}/{path}"
        for top in SOURCE_FOLDERS
        for path, _ in _files_below(root / top, "", lambda name: name.startswith("."))
    )


def _files_below(
    folder: Path | str, prefix: str, is_passed_over: Callable[[str], bool]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below a folder with its path from there, `prefix` before it; links to folders are not followed.

    The system's own entries, because a Path for each file takes longer than looking at it.
    """
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            if is_passed_over(entry.name):
                continue
            if not entry.is_dir():
                yield f"{prefix}{entry.name}", entry
            elif not entry.is_symlink():
                yield from _files_below(entry.path, f"{prefix}{entry.name}/", is_passed_over)


def file_state(path: Path, known: FileState | None) -> FileState:
    """The present state of a file. Raises OSError if it is gone."""
    state = path.stat()
    if known and (known.size, known.changed) == (state.st_size, state.st_mtime_ns):
        return known
    return FileState(state.st_size, state.st_mtime_ns, digest_bytes(path.read_bytes()))
