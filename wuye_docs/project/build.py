"""Build a manual: the site, the Word files and the PDFs, as far as something changed, each folder whole at every moment."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wuye_docs.diagnostics import Diagnostic, Message
from wuye_docs.project.fingerprint import FileState, digest_bytes, scan_sources, tool_fingerprint
from wuye_docs.project.office import Probing, find_office
from wuye_docs.project.state import BuildState, load_state

if TYPE_CHECKING:
    from wuye_docs.model import ChartFormat
    from wuye_docs.project.prepare import Release
    from wuye_docs.project.run import BuildRun

REGISTERS = "registers"
"""The registers of document control, as a workbook."""
FORMATS = ("html", "docx", "pdf", REGISTERS)
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    written: tuple[str, ...]
    """Paths from the output folder, sorted."""
    unchanged: int
    """Number of outputs that were left as they were."""
    failed: tuple[Diagnostic, ...]
    notes: tuple[Message, ...]
    seconds: float


class BuildRefusal(Exception):
    """A build that cannot begin; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class UnknownNumber(BuildRefusal):
    """A build of something that the manual does not have."""


def build(
    project_root: Path,
    *,
    formats: tuple[str, ...] = FORMATS,
    numbers: tuple[str, ...] = (),
    out: Path | None = None,
    jobs: int = 1,
    force: bool = False,
    word_charts: ChartFormat | None = None,
    probe: bool = False,
    progress: Progress = lambda *_: None,
    release: Release | None = None,
) -> BuildReport:
    """Bring the outputs up to date; `numbers` limits the work to these documents. Raises BuildRefusal.

    `word_charts` takes the place of what manual.yaml says of the charts in Word. `release` is given where the project is the
    frozen sources of an edition. Page numbers in the bound manual's Word file are LibreOffice's where it is installed; with
    `probe` those of all documents are.

    With nothing changed it only compares the state of files; with something changed it makes what depends on it.
    """
    begun = time.monotonic()
    target = out or project_root / "build"
    cache = target / "cache"
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise BuildRefusal(
            Message(f"无法写入 {target}: {fault.strerror}", f"cannot write to {target}: {fault.strerror}")
        ) from fault
    with _one_at_a_time(cache / "lock"):
        state = load_state(cache / "state.json")
        tool = tool_fingerprint()
        if force or state.tool != tool:
            state = BuildState(tool=tool, sources=state.sources)
        state.sources = scan_sources(project_root, state.sources)
        probing = Probing(find_office(), documents=probe)
        sources = f"{sources_digest(state.sources)} {word_charts or ''} {probing.identity} {probe}"
        sources += f" {release.key}" if release else ""
        if not numbers and _is_up_to_date(state, formats, sources, target):
            return BuildReport((), len(state.outputs), (), (), time.monotonic() - begun)
        from wuye_docs.project.run import BuildRun

        run: BuildRun = BuildRun(
            project_root, target, state, tool, max(jobs, 1), progress, word_charts, probing, release
        )
        written, failed, notes = run.run(formats, numbers, sources)
        return BuildReport(
            tuple(sorted(written)), len(state.outputs) - len(written), failed, notes, time.monotonic() - begun
        )


def sources_digest(sources: dict[str, FileState]) -> str:
    """One hash for the state of all sources."""
    return digest_bytes(
        "\n".join(f"{path}:{state.digest}" for path, state in sorted(sources.items())).encode()
    )


def _is_up_to_date(state: BuildState, formats: tuple[str, ...], sources: str, target: Path) -> bool:
    if any(state.complete.get(format_) != sources for format_ in formats):
        return False
    wanted = tuple(f"{format_}/" for format_ in formats)
    return (
        all(
            is_intact(target / path, output.file)
            for path, output in state.outputs.items()
            if path.startswith(wanted)
        )
        and (target / "manifest.json").exists()
    )


def is_intact(path: Path, known: FileState) -> bool:
    """Whether an output is still as it was written, by size and time of change."""
    try:
        found = path.stat()
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (known.size, known.changed)


# s; a build that was killed is followed by its workers as soon as they notice, and the lock is theirs too until then.
_PATIENCE = 3.0


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """Hold the lock of an output folder; the system lets go of it however the build ends."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        waited_until = time.monotonic() + _PATIENCE
        while not (held := _lock(handle)) and time.monotonic() < waited_until:
            time.sleep(0.05)
        if not held:
            raise BuildRefusal(
                Message("另一个构建正在进行, 请稍候", "another build is running; wait for it to end")
            )
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
