"""Real commands killed at random moments: the ledger and the baselines stay whole, and the command can be repeated.

Not a test, since when a process dies is chance: `python -m bench kills --kills 40 --seed 7`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from wuye_docs.control import read_ledger
from wuye_docs.loaders import DiskWorkspace
from wuye_docs.project.verification import verify_evidence

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "manuals" / "sample"
COMMANDS = (
    ["review", "--all-changed", "--as", "客服主管"],
    ["approve", "--all-changed", "--as", "管理处经理"],
    ["release", "A/0", "--as", "管理处经理"],
)
# Entries that the ledger holds before and after each.
ENTRIES = (0, 12, 24, 25)


def options(parser: argparse.ArgumentParser) -> None:
    """How many kills, and from which seed."""
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)


def measure(kills: int = 30, seed: int = 1) -> None:
    """Kill, look, go on; print what was killed where and what was found."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        done = 0
        while done < kills:
            shutil.rmtree(project, ignore_errors=True)
            shutil.copytree(SAMPLE, project)
            for step, command in enumerate(COMMANDS):
                seconds = _run(project, command, None) if step < 2 and chance.random() < 0.5 else None
                while seconds is None and done < kills:
                    # The longest a kill waits is a little more than the command takes on an idle machine.
                    wait = chance.uniform(0.2, 4.0 if step < 2 else 12.0)
                    seconds = _run(project, command, wait)
                    if seconds is None:
                        done += 1
                    _look(project, step, done, wait, seconds)
                if seconds is None:
                    _run(project, command, None)
            entries = len(read_ledger(DiskWorkspace(project)).entries)
            found = verify_evidence(project)
            print(
                f"after {done} kills: {entries} entries, {found.checked} compared, {len(found.faults)} faults"
            )
            assert entries == ENTRIES[-1] and not found.faults, found.faults


def _run(project: Path, command: list[str], wait: float | None) -> float | None:
    """Seconds that the command took; None if it was killed, with all its processes, after `wait` seconds."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "wuye_docs", *command], cwd=project, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        code = process.wait(wait)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return None
    assert code == 0 or len(read_ledger(DiskWorkspace(project)).entries) == ENTRIES[-1], command
    return time.monotonic() - begun


def _look(project: Path, step: int, done: int, wait: float, seconds: float | None) -> None:
    ledger = read_ledger(DiskWorkspace(project))
    faults = [one for one in verify_evidence(project).faults if "中断" not in one.message.zh]
    entries = len(ledger.entries)
    what = f"killed after {wait:.2f} s" if seconds is None else f"ended after {seconds:.2f} s"
    print(f"{done:3} {COMMANDS[step][0]:8} {what}: {entries} entries, {len(faults)} faults", flush=True)
    assert entries in ENTRIES[step : step + 2] and not faults, faults
