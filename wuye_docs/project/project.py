"""A project: the folder that holds a manual's sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wuye_docs.loaders import DiskWorkspace, Loaded, Workspace

# Written out here, because `wuye build` with nothing changed must not pay for importing the loaders.
_MANUAL_FILE = Path("manual", "manual.yaml")


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that has manual/manual.yaml, or None."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / _MANUAL_FILE).is_file()), None)


@dataclass(frozen=True, slots=True)
class Project:
    """A manual on disk."""

    root: Path

    def workspace(self) -> DiskWorkspace:
        """The sources as they stand on disk."""
        from wuye_docs.loaders import DiskWorkspace

        return DiskWorkspace(self.root)

    def workspace_with(self, buffers: Mapping[str, str | bytes]) -> Workspace:
        """The sources as they would stand if an editor saved its buffers, given by path from the root.

        A buffer may be a file that is not on disk yet.
        """
        from wuye_docs.loaders import MemoryWorkspace

        return MemoryWorkspace(buffers, below=self.workspace())

    def load(self) -> Loaded:
        """The manual, read; faults of sources are among its diagnostics."""
        from wuye_docs.loaders import load

        return load(self.workspace())
