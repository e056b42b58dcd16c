"""How good the drawings are: nothing that no drawing may have, and little of what is merely not nice."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest

from tests.swimlanes.random_flows import random_flow
from wuye_docs.content.charts import flow_graph
from wuye_docs.content.expressions import Expressions
from wuye_docs.loaders import DiskWorkspace, load
from wuye_docs.swimlanes import Diagram, Edge, FlowGraph, Node, lay_out, paginate
from wuye_docs.swimlanes.diagram import Connector, LaneBand, Shape
from wuye_docs.swimlanes.metrics import Quality, crossings, faults, quality

SEEDS = range(30_000, 30_060)


@cache
def drawn(seed: int) -> Diagram:
    diagram = lay_out(random_flow(seed))
    assert isinstance(diagram, Diagram), diagram
    return diagram


@cache
def shipped() -> list[tuple[FlowGraph, Diagram]]:
    manual = load(DiskWorkspace(Path(__file__).parents[2])).manual
    graphs = [flow_graph(flow, Expressions(manual.parameters)) for flow in manual.flows.values()]
    made = [(graph, lay_out(graph)) for graph in graphs]
    return [(graph, diagram) for graph, diagram in made if isinstance(diagram, Diagram)]


@pytest.mark.parametrize("seed", SEEDS)
def it_has_no_fault(seed: int) -> None:
    assert str(faults(drawn(seed), random_flow(seed))) == "none"


@pytest.mark.parametrize("seed", SEEDS)
def it_bends_no_line_more_than_four_times(seed: int) -> None:
    assert quality(drawn(seed)).most_bends <= 4


def it_crosses_and_bends_little() -> None:
    found = [quality(drawn(seed)) for seed in SEEDS]
    lines = sum(one.lines for one in found)
    assert sum(one.crossings for one in found) / lines <= 0.03
    assert sum(one.bends for one in found) / lines <= 0.6
    assert sum(one.straight for one in found) / lines >= 0.65
    assert mean(one.detour for one in found) <= 0.75


def it_prints_up_to_four_lanes_legibly_on_an_upright_page() -> None:
    small = {
        seed: drawn(seed).print_point_size
        for seed in SEEDS
        if len(drawn(seed).lanes) <= 4 and drawn(seed).print_point_size < 7.5
    }
    assert small == {}


def it_prints_every_page_at_seven_points_at_least() -> None:
    parts = [part for seed in SEEDS for part in paginate(drawn(seed))]
    assert [part.number for part in parts if part.print_point_size < 7.0] == []


def it_cuts_two_lines_at_a_page_break_mostly() -> None:
    cuts = [
        len({one.letter for one in above.junctions} & {one.letter for one in below.junctions})
        for parts in (paginate(drawn(seed)) for seed in SEEDS)
        for above, below in pairwise(parts)
    ]
    assert cuts
    assert sum(cut > 2 for cut in cuts) <= len(cuts) // 20


def it_draws_every_flow_of_the_shipped_manual_without_fault() -> None:
    assert {graph.number: str(faults(diagram, graph)) for graph, diagram in shipped()} == {
        graph.number: "none" for graph, _ in shipped()
    }


def it_crosses_few_lines_in_the_shipped_manual() -> None:
    found = [quality(diagram) for _, diagram in shipped()]
    assert sum(one.crossings for one in found) / sum(one.lines for one in found) <= 0.03
    crowded = {
        graph.number: crossings(diagram)
        for graph, diagram in shipped()
        if crossings(diagram) > max(2, 0.2 * len(diagram.connectors))
    }
    assert crowded == {}


def it_lays_labels_of_ways_from_one_tip_behind_their_parting() -> None:
    """A decision has four tips; with one way in and four out, two share a tip."""
    nodes = [
        Node("a", 0, "task", "编制计划"),
        Node("d", 0, "decision", "属于哪一级"),
        *(Node(f"t{n}", n % 4, "task", f"组织第{n}级检查") for n in range(4)),
    ]
    edges = [Edge("a", "d"), *(Edge("d", f"t{n}", f"{n}级") for n in range(4))]
    graph = FlowGraph("F", "分级", ("甲", "乙", "丙", "丁"), tuple(nodes), tuple(edges))
    diagram = lay_out(graph)
    assert isinstance(diagram, Diagram)
    assert str(faults(diagram, graph)) == "none"


def drawing(*lines: tuple[tuple[float, float], ...]) -> Diagram:
    """Two lanes with a box in each corner, and some lines from box to box."""
    places = {"nw": (50.0, 100.0), "ne": (250.0, 100.0), "sw": (50.0, 300.0), "se": (250.0, 300.0)}
    ends = [("nw", "se"), ("sw", "ne"), ("nw", "sw")]
    return Diagram(
        "F", "", (LaneBand("甲", 0, 150), LaneBand("乙", 150, 300)),
        tuple(Shape(key, "task", (), "", x, y, 60, 40) for key, (x, y) in places.items()),
        tuple(Connector(i, *ends[i], points, False) for i, points in enumerate(lines)),
        (), 300, 400,
    )  # fmt: skip


GRAPH = FlowGraph(
    "F", "", ("甲", "乙"),
    tuple(Node(key, lane, "task", "") for key, lane in (("nw", 0), ("ne", 1), ("sw", 0), ("se", 1))), (),
)  # fmt: skip
CROSS = (
    ((80, 100), (200, 100), (200, 300), (220, 300)),
    ((80, 300), (100, 300), (100, 150), (250, 150), (250, 120)),
)


def it_counts_a_crossing() -> None:
    assert quality(drawing(*CROSS)) == Quality(
        lines=2,
        crossings=1,
        bends=5,
        most_bends=3,
        straight=0,
        detour=pytest.approx(0.8625),
        print_point_size=9.75,
    )


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([((80, 100), (220, 300))], "oblique_lines 1"),
        ([((80, 100), (250, 100), (250, 280))], "lines_through_shapes 1, lines_near_shapes 1"),
        ([((80, 100), (149, 100), (149, 300), (220, 300))], "lines_along_borders 1"),
        (
            [
                ((80, 100), (200, 100), (200, 300), (220, 300)),
                ((80, 300), (201, 300), (201, 100), (220, 100)),
            ],
            "lines_upon_each_other 1, lines_too_close 1, forward_lines_upwards 1",
        ),
        ([CROSS[0], CROSS[1]], "forward_lines_upwards 1"),
    ],
)
def it_names_a_fault(lines: list[tuple[tuple[float, float], ...]], fault: str) -> None:
    assert str(faults(drawing(*lines), GRAPH)) == fault
