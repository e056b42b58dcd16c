"""The passes in order: graph, placements, routing, tracks, coordinates; the best drawing that fits the page."""

from __future__ import annotations

from dataclasses import replace

from wuye_docs.swimlanes.coordinates import set_coordinates
from wuye_docs.swimlanes.diagram import A4_PORTRAIT, FONT_PX, Diagram, LayoutRefusal, PageSize
from wuye_docs.swimlanes.graph import FlowGraph, Topology, topology
from wuye_docs.swimlanes.metrics import crossings, foreign_overlaps
from wuye_docs.swimlanes.placement import estimate, place
from wuye_docs.swimlanes.routing import Routing, route
from wuye_docs.swimlanes.tracks import Tracks, assign_tracks

TASK_WIDTHS = (136.0, 124.0, 112.0, 100.0, 90.0)
READABLE_PT = 7.5
"""六号: the smallest size that prints well."""
SMALLEST_PT = 7.2
"""Below this a chart goes onto a landscape page."""
MAX_NODES = 120
MAX_LANES = 12
ROUTED_PLACEMENTS = 4
FAULT = 40.0
CROSSING = 3.0
ROUTING_SHARE = 60.0
"""Routing costs are counted in px; one bend is about one unit of the placement's estimate."""


def lay_out(graph: FlowGraph, page: PageSize = A4_PORTRAIT) -> Diagram | LayoutRefusal:
    """The drawing of a flow on one sheet, shapes as wide as lets it print readably on `page`."""
    if not graph.nodes:
        return LayoutRefusal(graph.number, "流程没有步骤", "the flow has no steps")
    if len(graph.nodes) > MAX_NODES or len(graph.lanes) > MAX_LANES:
        return LayoutRefusal(
            graph.number,
            f"流程有 {len(graph.nodes)} 步、{len(graph.lanes)} 个泳道, 无法清楚绘制; 请按阶段拆成几个流程",
            f"{len(graph.nodes)} steps and {len(graph.lanes)} lanes cannot be drawn clearly; split the flow by stages",
        )
    shape = topology(_used_lanes(graph))
    routing, tracks = _best(shape)
    drawings = [set_coordinates(shape, routing, tracks, width) for width in TASK_WIDTHS]
    sized = [replace(one, print_point_size=round(point_size(one, page), 2)) for one in drawings]
    return next(
        (one for one in sized if one.print_point_size >= READABLE_PT),
        max(sized, key=lambda one: one.print_point_size),
    )


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


def _best(graph: Topology) -> tuple[Routing, Tracks]:
    """The cheapest routing of the best few placements, with its tracks; one whose lines lie upon each other comes last."""
    found = []
    for placement in place(graph)[:ROUTED_PLACEMENTS]:
        routing = route(graph, placement)
        tracks = assign_tracks(graph, routing)
        drawing = set_coordinates(graph, routing, tracks, TASK_WIDTHS[2])
        faults = FAULT * foreign_overlaps(drawing) + CROSSING * crossings(drawing)
        found.append((routing.cost / ROUTING_SHARE + estimate(graph, placement) + faults, routing, tracks))
    _, routing, tracks = min(found, key=lambda one: one[0])
    return routing, tracks
