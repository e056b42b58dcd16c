"""Page numbers of Word's contents pages by probe: every stretch of a file that is not known yet is laid out once."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path

from wuye_docs.project.fingerprint import digest_bytes
from wuye_docs.project.state import write_whole
from wuye_docs.writers.docx.office import OfficeFault, convert_to_pdf
from wuye_docs.writers.docx.page_numbers import (
    Stretch,
    has_as_many_digits,
    joined_pages,
    read_answers,
    stored_pages,
    stretches,
    with_pages,
)

_MOST_ROUNDS = 3
"""A number that grows by a digit may move the contents page itself, so the file is asked again."""


@dataclass(frozen=True, slots=True)
class Probe:
    """Settles page numbers with one LibreOffice, several at a time, and keeps every answer."""

    office: Path
    identity: str
    cache: Path
    """Holds the answers, and the user profiles that LibreOffice wants."""
    jobs: int
    context: BaseContext
    """How processes are begun."""

    def settle(self, files: Iterable[Path]) -> dict[Path, str]:
        """Fill the numbers of files in, as they are laid out; returns why, for each file that could not be.

        Such a file keeps the numbers that it has.
        """
        faults: dict[Path, str] = {}
        open_files = list(files)
        for _ in range(_MOST_ROUNDS):
            if not open_files:
                break
            cut = {path: stretches(path.read_bytes()) for path in open_files}
            wanted = {self._key(one): one for listed in cut.values() for one in listed}
            missing = {key: one for key, one in wanted.items() if self._kept(key) is None}
            problem = self._ask(missing)
            open_files = []
            for path, listed in cut.items():
                answers = [self._kept(self._key(one)) for one in listed]
                if any(one is None for one in answers):
                    faults[path] = problem
                elif self._fill(
                    path, [(s, a) for s, a in zip(listed, answers, strict=True) if a is not None]
                ):
                    open_files.append(path)
        return faults | dict.fromkeys(open_files, "the pages do not come to rest")

    def _fill(self, path: Path, laid_out: list[tuple[Stretch, tuple[int, ...]]]) -> bool:
        """Put the numbers into a file; returns whether that may have moved its pages."""
        data = path.read_bytes()
        known = stored_pages(data)
        pages = {name: page for name, page in joined_pages(laid_out).items() if name in known}
        filled = with_pages(data, pages)
        if filled != data:
            write_whole(path, filled)
        return not has_as_many_digits(pages, known)

    def _key(self, stretch: Stretch) -> str:
        try:
            fonts = version("justmytype-intl-cjk")
        except PackageNotFoundError:
            fonts = ""
        return f"probe-{digest_bytes(f'{self.identity} {fonts} '.encode() + stretch.scratch)}.json"

    def _kept(self, key: str) -> tuple[int, ...] | None:
        try:
            return tuple(int(one) for one in json.loads((self.cache / key).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _ask(self, missing: Mapping[str, Stretch]) -> str:
        """Lay stretches out and keep the answers; returns what went wrong, if anything did."""
        if not missing:
            return ""
        shares: list[dict[str, Stretch]] = [{} for _ in range(min(self.jobs, len(missing)))]
        for place, key in enumerate(sorted(missing, key=lambda one: -len(missing[one].scratch))):
            shares[place % len(shares)][key] = missing[key]
        started: list[tuple[multiprocessing.process.BaseProcess, Connection]] = []
        try:
            for number, share in enumerate(shares):
                here, there = self.context.Pipe(duplex=False)
                process = self.context.Process(  # type: ignore[attr-defined]
                    target=_answer, args=(there, self, number, share), daemon=True
                )
                process.start()
                there.close()
                started.append((process, here))
            problems = [_received(here) for _, here in started]
        finally:
            for process, _ in started:
                _end_group(process)
        return "; ".join(dict.fromkeys(one for one in problems if one))

    def answer(self, number: int, share: dict[str, Stretch]) -> str:
        """Lay some stretches out in one run of LibreOffice and keep the answers; returns what went wrong."""
        folder = self.cache / f"probe-{number}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        problem = ""
        try:
            paths = [folder / f"{place}.docx" for place in range(len(share))]
            for path, stretch in zip(paths, share.values(), strict=True):
                path.write_bytes(stretch.scratch)
            profile = self.cache / f"office-{number}"
            # A build that was killed leaves a lock; our own lock says that nobody else is here.
            (profile / "user" / ".lock").unlink(missing_ok=True)
            convert_to_pdf(self.office, paths, folder, profile, pages="1")
        except (OfficeFault, OSError) as fault:
            problem = str(fault)
        for place, (key, stretch) in enumerate(share.items()):
            try:
                answers = read_answers((folder / f"{place}.pdf").read_bytes(), stretch)
                write_whole(self.cache / key, json.dumps(answers).encode())
            except (OSError, ValueError) as fault:
                problem = problem or str(fault)
        shutil.rmtree(folder, ignore_errors=True)
        return problem


def _answer(pipe: Connection, probe: Probe, number: int, share: dict[str, Stretch]) -> None:
    """What a process does that LibreOffice runs under: it takes LibreOffice along when the build is gone."""
    parent = multiprocessing.parent_process()
    if sys.platform != "win32":
        os.setsid()

    def wait() -> None:
        if parent is not None:
            parent.join()
        if sys.platform == "win32":
            os._exit(1)
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=wait, daemon=True).start()
    pipe.send(probe.answer(number, share))


def _received(pipe: Connection) -> str:
    try:
        problem: str = pipe.recv()
    except EOFError:
        return "the process of LibreOffice ended before its work was done"
    return problem


def _end_group(process: multiprocessing.process.BaseProcess) -> None:
    """End a process and whatever it has started."""
    if process.is_alive() and process.pid is not None and sys.platform != "win32":
        try:
            if os.getpgid(process.pid) == process.pid:
                os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    process.terminate()
    process.join()
