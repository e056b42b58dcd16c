"""Run a command as a whole process and say what it took."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import psutil

ROOT = Path(__file__).parents[1]


class Run(NamedTuple):
    """One run: seconds by the wall clock, and the most memory its processes held at once (MB)."""

    seconds: float
    megabytes: float


def run(command: list[str], folder: Path = ROOT) -> Run:
    """Run a command and its children to the end; its output is dropped. Raises CalledProcessError if it fails.

    Compiled modules may be kept, as on any ordinary machine, whatever this one is set to.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    )
    watched = psutil.Process(process.pid)
    peak = 0.0
    ended = threading.Event()

    def watch() -> None:
        nonlocal peak
        # Looking more often takes time from what is measured.
        while not ended.wait(0.1):
            try:
                family = [watched, *watched.children(recursive=True)]
                peak = max(peak, sum(one.memory_info().rss for one in family) / 1e6)
            except psutil.Error:
                pass

    # Beside the waiting, so that the end is seen when it comes and not up to a tenth of a second later.
    watcher = threading.Thread(target=watch)
    watcher.start()
    _, errors = process.communicate()
    seconds = time.perf_counter() - begun
    ended.set()
    watcher.join()
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors)
    return Run(seconds, peak)


def median(
    command: list[str], runs: int = 5, before: Callable[[], None] = lambda: None, folder: Path = ROOT
) -> Run:
    """The median time and memory of some runs, `before` called ahead of each."""
    found = []
    for _ in range(runs):
        before()
        found.append(run(command, folder))
    return Run(
        statistics.median(one.seconds for one in found), statistics.median(one.megabytes for one in found)
    )


def wuye(*arguments: str) -> list[str]:
    """The command line of this tool."""
    return [sys.executable, "-m", "wuye_docs", *arguments]


def line(what: str, one: Run, note: str = "") -> None:
    """Print a row."""
    print(f"{what:<58}{one.seconds:8.2f} s {one.megabytes:7.0f} MB  {note}", flush=True)


def cores() -> str:
    """The machine, as far as it matters."""
    return f"{os.cpu_count()} cores, Python {sys.version.split()[0]}"
