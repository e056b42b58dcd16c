"""The passes in order: graph, placements, routing, tracks, coordinates; the best drawing that fits the page."""

from __future__ import annotations

from dataclasses import replace

from wuye_docs.swimlanes.coordinates import SizeOf, set_coordinates, size_of
from wuye_docs.swimlanes.diagram import A4_PORTRAIT, FONT_PX, Diagram, LayoutRefusal, PageSize
from wuye_docs.swimlanes.graph import FlowGraph, Topology, topology
from wuye_docs.swimlanes.metrics import crossings, foreign_overlaps, label_hits
from wuye_docs.swimlanes.routing import Routing
from wuye_docs.swimlanes.search import best_boards
from wuye_docs.swimlanes.tracks import Tracks, assign_tracks

TASK_WIDTHS = (136.0, 124.0, 112.0, 100.0, 90.0)
READABLE_PT = 7.5
"""六号: the smallest size that prints well."""
SMALLEST_PT = 7.2
"""Below this a chart goes onto a landscape page."""
MAX_NODES = 120
MAX_LANES = 12
FAULT = 1000.0
CROSSING = 300.0
"""A line upon another or through a label, and a crossing, in the scale of routing costs."""


def lay_out(
    graph: FlowGraph, page: PageSize = A4_PORTRAIT, *, sizes_of: SizeOf = size_of
) -> Diagram | LayoutRefusal:
    """The drawing of a flow on one sheet, shapes as wide as lets it print readably on `page`.

    `sizes_of` gives the shapes other sizes than the printed chart's.
    """
    if not graph.nodes:
        return LayoutRefusal(graph.number, "流程没有步骤", "the flow has no steps")
    if len(graph.nodes) > MAX_NODES or len(graph.lanes) > MAX_LANES:
        return LayoutRefusal(
            graph.number,
            f"流程有 {len(graph.nodes)} 步、{len(graph.lanes)} 个泳道, 无法清楚绘制; 请按阶段拆成几个流程",
            f"{len(graph.nodes)} steps and {len(graph.lanes)} lanes cannot be drawn clearly; split the flow by stages",
        )
    shape = topology(_used_lanes(graph))
    routing, tracks = _best(shape, sizes_of)
    best: Diagram | None = None
    for width in TASK_WIDTHS:
        drawing = set_coordinates(shape, routing, tracks, width, sizes_of)
        size = round(point_size(drawing, page), 2)
        if best is None or size > best.print_point_size:
            best = replace(drawing, print_point_size=size)
        if best.print_point_size >= READABLE_PT:
            break
    assert best is not None  # There is at least one width.
    return best


def point_size(diagram: Diagram, page: PageSize) -> float:
    """The size of the text when the drawing is as wide as the page's text block at most (pt)."""
    return FONT_PX * 0.75 * min(1.0, page.width / diagram.width)


def _used_lanes(graph: FlowGraph) -> FlowGraph:
    used = [lane for lane in range(len(graph.lanes)) if any(node.lane == lane for node in graph.nodes)]
    if len(used) == len(graph.lanes):
        return graph
    index = {lane: position for position, lane in enumerate(used)}
    return replace(
        graph,
        lanes=tuple(graph.lanes[lane] for lane in used),
        nodes=tuple(replace(node, lane=index[node.lane]) for node in graph.nodes),
    )


def _best(graph: Topology, sizes_of: SizeOf) -> tuple[Routing, Tracks]:
    """The drawing that costs least of the best few placements, with its tracks; faults count most."""
    found = []
    for cost, board in best_boards(graph):
        routing = board.routing()
        tracks = assign_tracks(graph, routing)
        drawing = set_coordinates(graph, routing, tracks, TASK_WIDTHS[2], sizes_of)
        faults = FAULT * (foreign_overlaps(drawing) + label_hits(drawing)) + CROSSING * crossings(drawing)
        found.append((cost + faults, routing, tracks))
    _, routing, tracks = min(found, key=lambda one: one[0])
    return routing, tracks
