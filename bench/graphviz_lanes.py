"""The usual way to draw lanes with Graphviz: a cluster per lane, orthogonal lines; the yardstick of the swimlane bench."""

from __future__ import annotations

import pygraphviz

from wuye_docs.swimlanes import Diagram, FlowGraph
from wuye_docs.swimlanes.coordinates import size_of
from wuye_docs.swimlanes.diagram import Connector, LaneBand, Shape
from wuye_docs.swimlanes.graph import topology

TASK_WIDTH = 124.0
PX_PER_INCH = 72.0


def lay_out(graph: FlowGraph) -> Diagram:
    """The drawing that `dot` makes of a flow; labels are left out, as its orthogonal lines cannot carry any."""
    drawing = pygraphviz.AGraph(directed=True, strict=False)
    drawing.graph_attr.update(splines="ortho", newrank="true", nodesep="0.4", ranksep="0.4")
    drawing.node_attr.update(shape="box", fixedsize="true", label="")
    shape = topology(graph)
    sizes = [size_of(node, TASK_WIDTH) for node in graph.nodes]
    for index, (node, (width, height, _)) in enumerate(zip(graph.nodes, sizes, strict=True)):
        drawing.add_node(
            f"n{index}",
            width=width / PX_PER_INCH,
            height=height / PX_PER_INCH,
            shape="diamond" if node.kind == "decision" else "box",
        )
    for lane in range(len(graph.lanes)):
        drawing.subgraph(
            [f"n{i}" for i, node in enumerate(graph.nodes) if node.lane == lane], f"cluster{lane}"
        )
    for index, (source, target, _) in enumerate(shape.edges):
        drawing.add_edge(f"n{source}", f"n{target}", key=str(index))
    drawing.layout("dot")
    places = [
        tuple(map(float, drawing.get_node(f"n{i}").attr["pos"].split(","))) for i in range(len(graph.nodes))
    ]
    _, _, right, top = (float(value) for value in drawing.graph_attr["bb"].split(","))
    shapes = tuple(
        Shape(node.key, node.kind, lines, node.mark, x, top - y, width, height)
        for node, (x, y), (width, height, lines) in zip(graph.nodes, places, sizes, strict=True)
    )
    connectors = []
    for index, (source, target, _) in enumerate(shape.edges):
        spline = drawing.get_edge(f"n{source}", f"n{target}", key=str(index)).attr["pos"]
        points = [tuple(map(float, one.split(","))) for one in spline.split() if one[0] not in "se"]
        connectors.append(
            Connector(
                index,
                graph.nodes[source].key,
                graph.nodes[target].key,
                _corners([(x, top - y) for x, y in points[::3]]),
                index in shape.back,
            )
        )
    lanes = tuple(LaneBand(name, 0.0, right) for name in graph.lanes)
    return Diagram(graph.number, graph.title, lanes, shapes, tuple(connectors), (), right, top)


def _corners(points: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The points where a line turns; Graphviz writes each straight stretch as a curve of its own."""
    kept = [points[0]]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        across = (here[0] - before[0]) * (after[1] - here[1]) - (here[1] - before[1]) * (after[0] - here[0])
        if abs(across) > 1.0:
            kept.append(here)
    return tuple((round(x, 1), round(y, 1)) for x, y in (*kept, points[-1]))
