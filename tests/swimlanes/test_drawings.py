"""What every drawing keeps to, whatever the flow: nothing overlaps, every line ends where it should."""

from __future__ import annotations

import hashlib
import itertools
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tests.swimlanes.random_flows import random_flow
from wuye_docs.swimlanes import (
    A4_LANDSCAPE,
    A4_PORTRAIT,
    Diagram,
    Edge,
    FlowGraph,
    LayoutRefusal,
    Node,
    lay_out,
    paginate,
    render_svg,
)
from wuye_docs.swimlanes.diagram import Shape
from wuye_docs.swimlanes.ways import ways_over

SEEDS = range(5000, 5060)


@cache
def drawn(graph: FlowGraph) -> Diagram:
    diagram = lay_out(graph)
    assert isinstance(diagram, Diagram), diagram
    return diagram


def overlap(one: Shape, other: Shape) -> bool:
    return (
        abs(one.x - other.x) < (one.width + other.width) / 2
        and abs(one.y - other.y) < (one.height + other.height) / 2
    )


def inside(shape: Shape, x1: float, y1: float, x2: float, y2: float) -> float:
    """The length of a straight piece inside a shape (px)."""
    left, right = shape.x - shape.width / 2, shape.x + shape.width / 2
    top, bottom = shape.y - shape.height / 2, shape.y + shape.height / 2
    if y1 == y2 and top < y1 < bottom:
        return max(0.0, min(right, max(x1, x2)) - max(left, min(x1, x2)))
    if x1 == x2 and left < x1 < right:
        return max(0.0, min(bottom, max(y1, y2)) - max(top, min(y1, y2)))
    return 0.0


@pytest.mark.parametrize("seed", SEEDS)
def it_keeps_shapes_apart_and_in_their_lanes(seed: int) -> None:
    graph = random_flow(seed)
    diagram = drawn(graph)
    lanes = {lane.name: lane for lane in diagram.lanes}
    shapes = {shape.key: shape for shape in diagram.shapes}
    assert set(shapes) == {node.key for node in graph.nodes}
    for node in graph.nodes:
        lane, shape = lanes[graph.lanes[node.lane]], shapes[node.key]
        assert lane.left <= shape.x - shape.width / 2
        assert shape.x + shape.width / 2 <= lane.right
    ordered = list(shapes.values())
    assert not [(a.key, b.key) for i, a in enumerate(ordered) for b in ordered[:i] if overlap(a, b)]
    assert [lane.left for lane in diagram.lanes] == sorted(lane.left for lane in diagram.lanes)


@pytest.mark.parametrize("seed", SEEDS)
def it_draws_every_edge_from_border_to_border_and_through_no_shape(seed: int) -> None:
    graph = random_flow(seed)
    diagram = drawn(graph)
    shapes = {shape.key: shape for shape in diagram.shapes}
    assert {(one.source, one.target) for one in diagram.connectors} == {
        (one.source, one.target) for one in graph.edges
    }
    for one in diagram.connectors:
        for key, (x, y) in ((one.source, one.points[0]), (one.target, one.points[-1])):
            shape = shapes[key]
            assert abs(x - shape.x) <= shape.width / 2 + 0.1
            assert abs(y - shape.y) <= shape.height / 2 + 0.1
        for (x1, y1), (x2, y2) in zip(one.points, one.points[1:], strict=False):
            assert abs(x1 - x2) < 0.05 or abs(y1 - y2) < 0.05, "oblique"
            for shape in diagram.shapes:
                if shape.key not in (one.source, one.target):
                    assert inside(shape, x1, y1, x2, y2) <= 3, (one, shape.key)


def flow(nodes: list[Node], edges: list[Edge], lanes: tuple[str, ...] = ("甲", "乙")) -> FlowGraph:
    return FlowGraph("F", "流程", lanes, tuple(nodes), tuple(edges))


def it_draws_what_is_odd_without_breaking() -> None:
    one = Node("a", 0, "task", "只有一步")
    assert drawn(flow([one], [])).shapes
    assert drawn(flow([one], [Edge("a", "a")])).connectors == ()
    assert drawn(
        flow([one, Node("b", 1, "task", "")], [Edge("a", "b"), Edge("a", "b"), Edge("b", "nowhere")])
    ).connectors
    four = [
        Node("d", 0, "decision", "四个出口"),
        *(Node(f"t{n}", n % 2, "task", "很长的一段文字，" * 6) for n in range(4)),
    ]
    assert len(drawn(flow(four, [Edge("d", f"t{n}", "超过5000元（含）") for n in range(4)])).labels) == 4
    mixed = [
        Node("a", 0, "start", "OA system login"),
        Node("b", 1, "task", "Supercalifragilisticexpialidocious-2026 表"),
    ]
    assert drawn(flow(mixed, [Edge("a", "b")]))


def it_refuses_with_a_reason_what_no_page_can_hold() -> None:
    assert isinstance(lay_out(flow([], [])), LayoutRefusal)
    many = [Node(f"n{n}", 0, "task", "步骤") for n in range(200)]
    refusal = lay_out(flow(many, []))
    assert isinstance(refusal, LayoutRefusal)
    assert "拆" in refusal.reason_zh


def it_draws_sixty_steps_in_eight_lanes() -> None:
    nodes = [Node(f"n{n}", n * 5 % 8, "task", "核实并登记") for n in range(60)]
    diagram = drawn(
        flow(nodes, [Edge(f"n{n}", f"n{n + 1}") for n in range(59)], tuple(f"岗位{n}" for n in range(8)))
    )
    assert len(diagram.shapes) == 60
    for part in paginate(diagram):
        page = A4_LANDSCAPE if part.landscape else A4_PORTRAIT
        assert part.height * min(1, page.width / part.width) <= page.height


@pytest.mark.parametrize("seed", [5003, 5017, 5031])
def it_splits_without_losing_a_shape_and_letters_what_it_cuts(seed: int) -> None:
    diagram = drawn(random_flow(seed))
    parts = paginate(diagram)
    assert sorted(shape.key for part in parts for shape in part.shapes) == sorted(
        shape.key for shape in diagram.shapes
    )
    assert [part.part for part in parts] == list(range(1, len(parts) + 1))
    for above, below in itertools.pairwise(parts):
        assert {one.letter for one in above.junctions} & {one.letter for one in below.junctions}


def it_writes_svg_that_parses_with_links_titles_and_escaped_text() -> None:
    nodes = [Node("a&b", 0, "start", '<开始> & "引号"'), Node("c", 1, "task", "处理", "①")]
    svg = render_svg(
        drawn(flow(nodes, [Edge("a&b", "c", "<是>")])), href=lambda key: f"#step-{key}", id_prefix="x-"
    )
    root = etree.fromstring(svg.encode())
    space = {"s": "http://www.w3.org/2000/svg"}
    assert root.xpath("//s:a/@href", namespaces=space) == ["#step-a&b", "#step-c"]
    assert root.xpath("string(//s:g[@data-step='c']/s:title)", namespaces=space) == "步骤1 处理（乙）"
    assert root.xpath("//s:style | //s:marker", namespaces=space) == []


def it_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib; from tests.swimlanes.random_flows import random_flow; from wuye_docs.swimlanes import *;"
        "print(hashlib.sha256(''.join(render_svg(lay_out(random_flow(s))) for s in range(5000, 5006)).encode()).hexdigest())"
    )
    root = Path(__file__).parents[2]
    found = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}, cwd=root,
            check=True, capture_output=True, text=True,
        ).stdout.strip()
        for seed in ("0", "1", "4711")
    }  # fmt: skip
    here = hashlib.sha256(
        "".join(render_svg(drawn(random_flow(s))) for s in range(5000, 5006)).encode()
    ).hexdigest()
    assert found == {here}


def it_draws_the_same_whatever_was_drawn_before() -> None:
    first = render_svg(drawn(random_flow(5001)))
    for columns in range(40):  # More sets of lines than are kept.
        ways_over(("left", "column", "right") * columns)
    lay_out(random_flow(5002))
    again = lay_out(random_flow(5001))
    assert isinstance(again, Diagram)
    assert render_svg(again) == first
