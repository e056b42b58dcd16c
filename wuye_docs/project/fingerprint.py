"""What the sources and the tool are, as hashes: the ground on which a build decides what to do."""

from __future__ import annotations

import os
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
    parts = [wuye_docs.__version__]
    for folder, subfolders, names in os.walk(package):
        subfolders[:] = sorted(name for name in subfolders if name != "__pycache__")
        for name in sorted(names):
            state = Path(folder, name).stat()
            parts.append(
                f"{Path(folder, name).relative_to(package).as_posix()}:{state.st_size}:{state.st_mtime_ns}"
            )
    # A library's folder is touched when another version is installed.
    for library in sorted(path.name for path in package.parent.glob("*.dist-info")):
        parts.append(library)
    return digest_bytes("\n".join(parts).encode())


def scan_sources(root: Path, known: dict[str, FileState]) -> dict[str, FileState]:
    """The state of every source file, by path from the root; a file whose size and time agree is not read again."""
    return {path: file_state(root / path, known.get(path)) for path in source_paths(root)}


def source_paths(root: Path) -> list[str]:
    """Every file below the source folders that is not hidden, from the root, sorted."""
    found = []
    for top in SOURCE_FOLDERS:
        for folder, subfolders, names in os.walk(root / top):
            subfolders[:] = [name for name in subfolders if not name.startswith(".")]
            found += [
                Path(folder, name).relative_to(root).as_posix() for name in names if not name.startswith(".")
            ]
    return sorted(found)


def file_state(path: Path, known: FileState | None) -> FileState:
    """The present state of a file. Raises OSError if it is gone."""
    state = path.stat()
    if known and (known.size, known.changed) == (state.st_size, state.st_mtime_ns):
        return known
    return FileState(state.st_size, state.st_mtime_ns, digest_bytes(path.read_bytes()))
