"""Reports of checks, kept for as long as nothing that they rest on changes: the second `wuye check` only looks at dates."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wuye_docs.project.fingerprint import FileLook, digest_bytes, look_at, source_paths, tool_fingerprint
from wuye_docs.project.state import write_whole

if TYPE_CHECKING:
    from wuye_docs.loaders import Workspace

_FILE = Path("build", "cache", "checks.json")
_MOST = 8
# Some file systems count time of change in steps of two seconds (FAT): what was saved within the last two may be saved
# again and look the same.
_SETTLED_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check told."""

    text: str
    """The findings, in the format asked for; empty if there are none."""
    told: str
    """How much was found, in one line; empty for formats that machines read."""
    code: int
    """The exit code."""


@dataclass(slots=True)
class RecordingWorkspace:
    """A project's sources on disk, with a note of each file that was asked for."""

    below: Workspace
    asked: set[str] = field(default_factory=set)

    def paths(self) -> tuple[str, ...]:
        return self.below.paths()

    def read(self, path: str) -> bytes:
        self.asked.add(path)
        return self.below.read(path)

    def today(self) -> date:
        return self.below.today()


class KeptReports:
    """The reports kept in a project's cache for one way to ask."""

    def __init__(self, root: Path, asked: Iterable[object], day: date) -> None:
        """`asked` is everything but the files and the day that shows in a report: format, language, rules, paths."""
        self.root = root
        self.key = digest_bytes(repr((day.isoformat(), tool_fingerprint(), *asked)).encode())
        # Before anything is read: a file that is saved while the check runs makes the report stale at once.
        self.inside = _states(root, source_paths(root))

    def recall(self) -> CheckReport | None:
        """The report, if it was kept and every file is as it was."""
        kept: Any = self._read().get(self.key)
        try:
            outside, states, report = kept["outside"], kept["states"], kept["report"]
            if states == _digest({**self.inside, **_states(self.root, outside)}):
                return CheckReport(**report)
        except (KeyError, TypeError):
            pass
        return None

    def keep(self, report: CheckReport, asked: Iterable[str]) -> None:
        """Keep a report that rests on the sources and the files asked for; silently not, where nothing can be written."""
        outside = sorted(set(asked) - set(self.inside))
        states = {**self.inside, **_states(self.root, outside)}
        settled = time.time_ns() - _SETTLED_NS
        if self.inside != _states(self.root, source_paths(self.root)) or any(
            state and state.changed > settled for state in states.values()
        ):
            return
        kept = {key: value for key, value in self._read().items() if key != self.key}
        while len(kept) >= _MOST:
            del kept[next(iter(kept))]
        told = {"text": report.text, "told": report.told, "code": report.code}
        kept[self.key] = {"outside": outside, "states": _digest(states), "report": told}
        try:
            write_whole(self.root / _FILE, json.dumps(kept, ensure_ascii=False).encode())
        except OSError:
            return

    def _read(self) -> dict[str, Any]:
        try:
            kept = json.loads((self.root / _FILE).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}


def _states(root: Path, paths: Iterable[str]) -> dict[str, FileLook | None]:
    return {path: look_at(root / path) for path in paths}


def _digest(states: Mapping[str, FileLook | None]) -> str:
    return digest_bytes(repr(sorted(states.items())).encode())
