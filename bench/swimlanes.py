"""Swimlane charts of the shipped manual and of random flows: time and quality side by side."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable

from bench.timing import ROOT, cores
from tests.swimlanes.random_flows import random_flow
from wuye_docs.content.charts import flow_graph
from wuye_docs.content.expressions import Expressions
from wuye_docs.loaders import DiskWorkspace, load
from wuye_docs.swimlanes import Diagram, FlowGraph, lay_out
from wuye_docs.swimlanes.metrics import bends, crossings, foreign_overlaps, label_hits

FIRST_SEED = 20_000


def measure(flows: int = 300) -> None:
    """Print the table."""
    print(f"\nswimlane charts ({cores()})")
    manual = load(DiskWorkspace(ROOT)).manual
    expressions = Expressions(manual.parameters)
    row("the shipped manual", [flow_graph(flow, expressions) for flow in manual.flows.values()])
    row(f"{flows} random flows", [random_flow(FIRST_SEED + seed) for seed in range(flows)])


def row(what: str, graphs: Iterable[FlowGraph]) -> None:
    """Lay out some flows and print what it took and what came of it."""
    seconds, drawn = [], []
    for graph in graphs:
        begun = time.perf_counter()
        made = lay_out(graph)
        seconds.append(time.perf_counter() - begun)
        if isinstance(made, Diagram):
            drawn.append(made)
    edges = sum(len(one.connectors) for one in drawn)
    print(
        f"{what:<24}{len(drawn)} drawn, mean {statistics.mean(seconds):.3f} s, worst {max(seconds):.2f} s; "
        f"crossings {sum(map(crossings, drawn)) / len(drawn):.2f} a flow, bends {sum(map(bends, drawn)) / edges:.2f} a line, "
        f"lines upon each other {sum(map(foreign_overlaps, drawn))}, labels hit {sum(map(label_hits, drawn))}"
    )
