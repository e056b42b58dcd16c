"""Swimlane charts of the shipped manual and of random flows: time and quality side by side, ours and others'."""

from __future__ import annotations

import argparse
import runpy
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import graphviz_lanes
from bench.timing import ROOT, cores
from tests.swimlanes.random_flows import random_flow
from wuye_docs.content.charts import flow_graph
from wuye_docs.content.expressions import Expressions
from wuye_docs.loaders import DiskWorkspace, load
from wuye_docs.swimlanes import Diagram, FlowGraph, LayoutRefusal, lay_out
from wuye_docs.swimlanes.metrics import faults, quality

FIRST_SEED = 20_000

Engine = Callable[[FlowGraph], Diagram | LayoutRefusal]


def options(parser: argparse.ArgumentParser) -> None:
    """What the measurement is told."""
    parser.add_argument("--flows", type=int, default=300, help="how many random flows")
    parser.add_argument(
        "--rival", type=Path, help="a Python file with a function lay_out(graph) to measure beside ours"
    )


def measure(flows: int = 300, rival: Path | None = None) -> None:
    """Print the table; `rival` is a Python file with a function `lay_out` like ours, measured beside."""
    print(f"\nswimlane charts ({cores()}); processor seconds a flow")
    print(
        f"{'':<34}{'drawn':>6}{'mean':>7}{'worst':>7}{'faults':>8}{'crossings':>11}{'bends':>8}{'straight':>10}{'detour':>8}"
    )
    print(f"{'':<54}{'':>8}{'a line':>11}{'a line':>8}{'lines':>10}")
    manual = load(DiskWorkspace(ROOT)).manual
    expressions = Expressions(manual.parameters)
    shipped = [flow_graph(flow, expressions) for flow in manual.flows.values()]
    random = [random_flow(FIRST_SEED + seed) for seed in range(flows)]
    engines: list[tuple[str, Engine]] = [("ours", lay_out), ("dot, ortho, clusters", graphviz_lanes.lay_out)]
    if rival:
        engines.append((rival.stem, runpy.run_path(str(rival))["lay_out"]))
    for what, graphs in (("the manual", shipped), ("random", random)):
        for name, engine in engines:
            row(f"{what}: {name}", graphs, engine)


def row(what: str, graphs: Sequence[FlowGraph], engine: Engine) -> None:
    """Lay out some flows and print what it took and what came of it."""
    seconds, drawn = [], []
    for graph in graphs:
        begun = time.process_time()
        made = engine(graph)
        seconds.append(time.process_time() - begun)
        if isinstance(made, Diagram):
            drawn.append((graph, made))
    found = [quality(diagram) for _, diagram in drawn]
    lines = sum(one.lines for one in found)
    print(
        f"{what:<34}{len(drawn):>6}{statistics.mean(seconds):>7.3f}{max(seconds):>7.2f}"
        f"{sum(faults(diagram, graph).all for graph, diagram in drawn):>8}"
        f"{sum(one.crossings for one in found) / lines:>11.4f}{sum(one.bends for one in found) / lines:>8.3f}"
        f"{sum(one.straight for one in found) / lines:>9.0%}{statistics.mean(one.detour for one in found):>9.2f}",
        flush=True,
    )
