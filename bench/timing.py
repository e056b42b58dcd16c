"""Run a command as a whole process and say what it took."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
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
    # A file and no pipe: a pipe that nobody empties stops whoever has more to say than it holds.
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=said, env=environment
        )
        watched = psutil.Process(process.pid)
        peak = 0.0
        while process.poll() is None:
            try:
                family = [watched, *watched.children(recursive=True)]
                peak = max(peak, sum(one.memory_info().rss for one in family) / 1e6)
            except psutil.Error:
                pass
            time.sleep(0.1)  # Looking more often takes time from what is measured.
        seconds = time.perf_counter() - begun
        if process.returncode not in (0, 1):
            said.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, stderr=said.read())
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
