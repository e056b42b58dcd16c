"""What is served: one preview in one thread, the browsers that look at it, and the changes they are told of."""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import AsyncIterator, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from watchfiles import awatch

from wuye_docs.diagnostics import Diagnostic, Language
from wuye_docs.loaders.workspace import SOURCE_FOLDERS
from wuye_docs.project.preview import Preview
from wuye_docs.server.findings import Checker, findings_shown

T = TypeVar("T")
# How long saves are gathered (ms). Editors put a new file in the place of the old one, which may be gone for a moment.
TOGETHER = 10
GONE = 0.1
# How long nothing must have been saved before everything is checked (s).
CALM = 0.3


@dataclass(eq=False, slots=True)
class Viewer:
    """A browser that looks at a page."""

    page: str
    shown: str
    """The text of the page it has."""
    events: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    def tell(self, kind: str, data: Any) -> None:
        """Send an event; its data goes as JSON, which has no line breaks."""
        self.events.put_nowait(f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n")


class Live:
    """A project that is watched. Everything that touches the preview runs in one thread, in turn."""

    def __init__(self, root: Path, cache: Path, tool: str, language: Language) -> None:
        self.root, self.language = root, language
        self._viewers: set[Viewer] = set()
        self._found: tuple[Diagnostic, ...] | None = None
        self._saved = asyncio.Event()
        self._checker = Checker(root)
        self._worker = ThreadPoolExecutor(1, "preview")
        self._preview = self._worker.submit(Preview, root, cache, tool).result()
        # The manual is large and lasts: collecting garbage need not look at it again and again.
        gc.collect()
        gc.freeze()

    async def page(self, name: str) -> str | None:
        """The text of a page; None if there is none of that name."""
        return await self._ask(lambda: self._text(name))

    async def file(self, address: str) -> bytes | None:
        """A picture, style sheet or script of the site; None if there is none."""
        return await self._ask(lambda: self._preview.file(address))

    async def events(self, name: str) -> AsyncIterator[str]:
        """Without end: what a browser that looks at a page is told, as server-sent events."""
        viewer = Viewer(name, await self.page(name) or "")
        self._viewers.add(viewer)
        try:
            await self._tell_findings(viewer)
            while True:
                try:
                    yield await asyncio.wait_for(viewer.events.get(), 15)
                except TimeoutError:
                    # Shows both sides that the other is there.
                    yield ": still here\n\n"
        finally:
            self._viewers.discard(viewer)

    async def watch(self) -> None:
        """Without end: take over what is saved, tell the browsers, and check when it has been calm."""
        self._saved.set()
        checking = asyncio.create_task(self._check())
        folders = [self.root / name for name in SOURCE_FOLDERS if (self.root / name).is_dir()]
        try:
            async for changes in awatch(*folders, step=TOGETHER, debounce=200):
                paths = {Path(path) for _, path in changes}
                if any(not path.exists() for path in paths):
                    await asyncio.sleep(GONE)
                await self._take_over([path.relative_to(self.root).as_posix() for path in paths])
                self._saved.set()
        finally:
            checking.cancel()

    def close(self) -> None:
        """End everything that was begun."""
        self._checker.close()
        self._worker.submit(self._preview.close)
        self._worker.shutdown()

    async def _take_over(self, paths: Collection[str]) -> None:
        await self._ask(lambda: self._preview.update(paths))
        for viewer in list(self._viewers):
            text = await self.page(viewer.page)
            broken = sorted(self._preview.broken)
            if text is None:
                viewer.tell("gone", {"broken": broken})
            elif text != viewer.shown:
                viewer.shown = text
                viewer.tell("page", {"text": text, "broken": broken})
            else:
                viewer.tell("same", {"broken": broken})

    async def _check(self) -> None:
        """Without end: check once more after every save, one check at a time."""
        while True:
            await self._saved.wait()
            while self._saved.is_set():
                self._saved.clear()
                await asyncio.sleep(CALM)
            self._found = await asyncio.to_thread(self._checker.run)
            for viewer in list(self._viewers):
                await self._tell_findings(viewer)

    async def _tell_findings(self, viewer: Viewer) -> None:
        if self._found is not None:
            sources = await self._ask(lambda: self._preview.sources(viewer.page))
            viewer.tell("findings", findings_shown(self._found, sources, self.root, self.language))

    def _text(self, name: str) -> str | None:
        try:
            return self._preview.page(name)
        except KeyError:
            return None

    async def _ask(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)
