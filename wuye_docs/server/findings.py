"""What is wrong in a project, found in a process of its own: a check takes seconds, and the pages must not wait for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from urllib.parse import quote

from wuye_docs.diagnostics import Diagnostic, Language, Severity


class Checker:
    """Checks a project again and again; what did not change is not read again."""

    def __init__(self, root: Path) -> None:
        # Spawned, because this process has threads.
        self._pool = ProcessPoolExecutor(1, get_context("spawn"), _begin, (str(root),))

    def run(self) -> tuple[Diagnostic, ...]:
        """The findings of the sources as they stand on disk."""
        return self._pool.submit(_check).result()

    def close(self) -> None:
        """End the process."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in list((self._pool._processes or {}).values()):
            process.terminate()


@dataclass(slots=True)
class _State:
    root: Path
    files: dict[str, Any]


_state: _State | None = None


def _begin(root: str) -> None:
    """State at module level is the only way a pool's process has."""
    global _state
    _state = _State(Path(root), {})


def _check() -> tuple[Diagnostic, ...]:
    from wuye_docs.loaders import DiskWorkspace, load
    from wuye_docs.rules.engine import check

    assert _state is not None
    workspace = DiskWorkspace(_state.root)
    return check(load(workspace, _state.files), workspace)


def findings_shown(
    found: Iterable[Diagnostic], sources: Iterable[str], root: Path, language: Language
) -> Mapping[str, Any]:
    """What the panel of a page shows: the findings in its sources, and how many there are in all."""
    everything, own = list(found), set(sources)
    return {
        "page": [_shown(one, root, language) for one in everything if one.span.path in own],
        "total": len(everything),
        "errors": sum(1 for one in everything if one.severity is Severity.ERROR),
        "first": [_shown(one, root, language) for one in everything if one.span.path not in own][:50],
    }


def _shown(one: Diagnostic, root: Path, language: Language) -> dict[str, Any]:
    absolute = (root / one.span.path).as_posix()
    place = f"{one.span.path}:{one.span.line}:{one.span.column}"
    return {
        "code": one.code,
        "severity": str(one.severity),
        "message": one.message.text(language),
        "hint": one.hint.text(language) if one.hint else "",
        "place": place,
        # https://code.visualstudio.com/docs/editor/command-line#_opening-vs-code-with-urls
        "open": f"vscode://file/{quote(absolute.lstrip('/'))}:{one.span.line}:{one.span.column}",
    }
