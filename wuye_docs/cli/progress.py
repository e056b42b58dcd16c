"""A progress bar while a person waits; nothing at all where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A function that takes (what is being done, how many are done, how many there are) and shows it on a terminal."""
    if not sys.stderr.isatty():
        yield lambda doing, done, total: None
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.stop()


class _Bar:
    """The bar, made when there is something to show: an up-to-date build ends before rich is imported."""

    def __init__(self) -> None:
        self.stop: Callable[[], None] = lambda: None
        self._update: Callable[[str, int, int], None] | None = None

    def show(self, doing: str, done: int, total: int) -> None:
        if self._update is None:
            self._start()
        if self._update is not None:
            self._update(doing, done, total)

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            # No thread of its own: a process with one thread can fork its workers, which is far quicker than starting them.
            auto_refresh=False,
        )
        task = progress.add_task("", total=None)
        progress.start()
        self.stop = progress.stop
        self._update = lambda doing, done, total: progress.update(
            task, description=doing, completed=done, total=total or None, refresh=True
        )
