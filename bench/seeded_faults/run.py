"""The run over the shipped manual, on all cores."""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from bench.seeded_faults.clean import Clean
from bench.seeded_faults.fault import Fault, Kind
from bench.seeded_faults.kinds import BEYOND, KINDS
from bench.seeded_faults.planting import Outcome, Planter, Verdict, chosen, drawn
from bench.seeded_faults.report import as_json, markdown, told
from bench.timing import ROOT
from wuye_docs.diagnostics import Diagnostic
from wuye_docs.project.project import Project

R = TypeVar("R")
# Set before the workers are forked: a kind is a function, which cannot be sent to them.
_work: list[tuple[Planter, Kind, Fault]] = []


def options(parser: argparse.ArgumentParser) -> None:
    """What the run may be asked for."""
    parser.add_argument("--count", type=int, default=600, help="how many faults")
    parser.add_argument(
        "--kinds",
        default="",
        help="names of kinds, or beginnings of their codes, with commas; all if left out",
    )
    parser.add_argument("--seed", type=int, default=1, help="of the places where faults are planted")
    parser.add_argument("--jobs", type=int, help="worker processes; one a core if left out")
    parser.add_argument(
        "--released", action="store_true", help="with ledger and baselines, as a released manual is edited"
    )
    parser.add_argument("--report", type=Path, help="a .md or .json file for the outcome")


def measure(
    count: int = 600,
    kinds: str = "",
    seed: int = 1,
    jobs: int | None = None,
    released: bool = False,
    report: Path | None = None,
) -> None:
    """Plant `count` faults in the shipped manual and print the table; `report` takes it as Markdown, or as JSON."""
    begun = time.perf_counter()
    planter = Planter(Clean.of(Project(ROOT).workspace()), is_released=released)
    named = [one for one in kinds.split(",") if one]
    wanted = chosen((*KINDS, *BEYOND), named) if named else KINDS
    outcomes = planted(planter, list(drawn(planter.clean, wanted, count, seed)), jobs)
    table = markdown(outcomes, planter.known)
    print(table)
    right = sum(one.verdict is Verdict.RIGHT for one in outcomes)
    print(f"{right} of {len(outcomes)} right, {time.perf_counter() - begun:.0f} s")
    if report is not None:
        report.write_text(as_json(outcomes, planter.known) if report.suffix == ".json" else table, "utf-8")


def planted(planter: Planter, faults: Sequence[tuple[Kind, Fault]], jobs: int | None = None) -> list[Outcome]:
    """What becomes of each fault, in the order of the kinds; the workers share the manual that was read once."""
    _work[:] = [(planter, kind, fault) for kind, fault in faults]
    # The clean manual is here to stay; the collector need not look through it again for every fault.
    gc.collect()
    gc.freeze()
    outcomes: list[Outcome] = []
    with multiprocessing.get_context("fork").Pool(jobs or os.cpu_count()) as pool:
        for found in _until_interrupted(pool.imap(_findings_of, range(len(_work)))):
            outcomes.append(Outcome(*_work[len(outcomes)][1:], found))
            if outcomes[-1].verdict is not Verdict.RIGHT:
                print(told(outcomes[-1]), file=sys.stderr, flush=True)
            if len(outcomes) % 50 == 0:
                print(f"{len(outcomes)} of {len(_work)} planted", file=sys.stderr, flush=True)
    order = {kind.name: number for number, kind in enumerate((*KINDS, *BEYOND))}
    return sorted(outcomes, key=lambda one: order[one.kind.name])


def _until_interrupted(results: Iterable[R]) -> Iterator[R]:
    """What comes until somebody presses Ctrl-C: a long run is of use without its end."""
    try:
        yield from results
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)


def _findings_of(index: int) -> tuple[Diagnostic, ...]:
    planter, kind, fault = _work[index]
    return planter.outcome(kind, fault).found
