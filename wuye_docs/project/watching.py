"""Wait until sources change on disk. Looks at them at intervals: that works on shared folders too, where events do not."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from wuye_docs.loaders import DiskWorkspace
from wuye_docs.project.fingerprint import FileLook, look_at

# A look takes about 3 ms for a hundred files.
INTERVAL = 0.4
# Editors save in steps: a new file beside, the old one away, the new one in its place.
CALM = 0.2


def changes(root: Path, *, interval: float = INTERVAL, calm: float = CALM) -> Iterator[tuple[str, ...]]:
    """Without end: the sources that were made, changed or deleted, sorted, once they have been still for `calm` seconds.

    The first is waited for from the moment the iterator is made. Files that are no sources (an editor's backup, a hidden
    file) are passed over.
    """
    return _Changes(root, interval, calm)


class _Changes(Iterator[tuple[str, ...]]):
    def __init__(self, root: Path, interval: float, calm: float) -> None:
        self.root = root
        self.interval = interval
        self.calm = calm
        # At once, not at the first `next`: what is saved while the first check runs must not be missed.
        self.known = _states(root)

    def __next__(self) -> tuple[str, ...]:
        while True:
            states = _states(self.root)
            while states != self.known:
                time.sleep(self.calm)
                before, states = states, _states(self.root)
                if states == before:
                    changed = _different(self.known, states)
                    self.known = states
                    return changed
            time.sleep(self.interval)


def _states(root: Path) -> dict[str, FileLook]:
    found = ((path, look_at(root / path)) for path in DiskWorkspace(root).paths())
    # One may have been deleted since it was listed.
    return {path: look for path, look in found if look}


def _different(before: Mapping[str, FileLook], after: Mapping[str, FileLook]) -> tuple[str, ...]:
    return tuple(sorted(path for path in {*before, *after} if before.get(path) != after.get(path)))
