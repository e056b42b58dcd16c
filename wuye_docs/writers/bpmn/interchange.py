"""Where everything stands: BPMN diagram interchange (BPMN 2.0.2, clause 12) from our own layout, in whole px.

Rows, columns and lines are the printed chart's; shapes have the sizes that editors draw well. A task leaves room for the
mark of its kind above its words. An event is a circle with its words beside it, where no line comes or goes: the layout
keeps room for them on both sides, and lines are led on to the circle. A decision has its words inside, as on paper,
where the cross of an exclusive gateway may be left out (10.6.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, floor, sqrt

from wuye_docs.swimlanes import Diagram, Node
from wuye_docs.swimlanes.coordinates import SizeOf
from wuye_docs.swimlanes.diagram import Connector, Shape
from wuye_docs.swimlanes.text_metrics import width, wrap
from wuye_docs.writers.bpmn.process import FlowNode, Process

MARGIN = 30
"""Around the pool (px)."""
POOL_HEAD = 30
"""The height of the pool's head above the lanes (px), which is what editors give it."""
TASK_WIDTH = 120
EVENT = 36
"""The diameter of an event (px)."""
PARALLEL = 40
"""Width and height of a parallel gateway (px)."""
TASK_PX = 12
LABEL_PX = 11
"""The sizes that editors write tasks and labels in (px)."""
LABEL_PITCH = 14
_EVENT_EM, _GATEWAY_EM = 4.0, 5.0
"""How long a line of an event's and of a gateway's words may be."""
_BESIDE = 4
"""From an event to its words (px)."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box by its upper left corner and size (px)."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Plane:
    """The places of all that a process shows, by id."""

    pool: Bounds
    lanes: Mapping[str, Bounds]
    shapes: Mapping[str, Bounds]
    shape_labels: Mapping[str, Bounds]
    """Of events and gateways with words."""
    lines: Mapping[str, tuple[tuple[int, int], ...]]
    line_labels: Mapping[str, Bounds]


def sizes_for(parallel: frozenset[str]) -> SizeOf:
    """The sizes of shapes in editors; `parallel` are the keys of the parallel gateways."""

    def size_of(node: Node, _: float) -> tuple[float, float, tuple[str, ...]]:
        if node.key in parallel:
            return PARALLEL, PARALLEL, ("",)
        if node.kind == "decision":
            lines = wrap(node.text, _GATEWAY_EM)
            words, text = _widest(lines), LABEL_PITCH * len(lines)
            high = text + 44
            return max(90.0, ceil(words / (1 - text / high)) + 16), high, lines
        if node.kind in ("start", "end"):
            lines = wrap(node.text, _EVENT_EM)
            return EVENT + 2 * (_BESIDE + _roomy(lines)), max(EVENT, LABEL_PITCH * len(lines)), lines
        lines = wrap(node.text, (TASK_WIDTH - 16) / TASK_PX)
        return TASK_WIDTH, 50 + 16 * len(lines), lines

    return size_of


def plane_of(process: Process, diagram: Diagram) -> Plane:
    """The places of a process as its chart has them."""
    drawn = {process.ids[shape.key]: shape for shape in diagram.shapes}
    nodes = {node.id: node for node in process.nodes}
    lanes = {
        lane.id: _bounds(band.left, 0, band.right, diagram.height)
        for lane, band in zip(process.lanes, diagram.lanes, strict=True)
    }
    whole = _bounds(0, -POOL_HEAD, diagram.width, diagram.height)
    labels = {
        id: _label_of(nodes[id], shape, diagram.connectors) for id, shape in drawn.items() if nodes[id].name
    }
    return Plane(
        pool=whole,
        lanes=lanes,
        shapes={id: _box(nodes[id], shape) for id, shape in drawn.items()},
        shape_labels={id: found for id, found in labels.items() if found},
        lines={
            process.ways[one.edge].id: _line(one, nodes, drawn, process.ids) for one in diagram.connectors
        },
        line_labels={
            process.ways[one.edge].id: _around(one.x, one.y, one.text.split("\n")) for one in diagram.labels
        },
    )


def _box(node: FlowNode, shape: Shape) -> Bounds:
    if node.is_event:
        return Bounds(*_at(shape.x - EVENT / 2, shape.y - EVENT / 2), EVENT, EVENT)
    wide, high = shape.width / 2, shape.height / 2
    return _bounds(shape.x - wide, shape.y - high, shape.x + wide, shape.y + high)


def _label_of(node: FlowNode, shape: Shape, connectors: Iterable[Connector]) -> Bounds | None:
    """The box of a gateway's words, inside it, or of an event's, beside it where no line comes or goes; None for a task."""
    if node.is_gateway:
        return _around(shape.x, shape.y, shape.lines)
    if not node.is_event:
        return None
    sides = set()
    for one in connectors:
        for key, end, beside in (
            (one.source, one.points[0], one.points[1]),
            (one.target, one.points[-1], one.points[-2]),
        ):
            if key == shape.key and abs(end[1] - beside[1]) < 0.01:
                sides.add("right" if beside[0] > end[0] else "left")
    direction = -1 if "right" in sides and "left" not in sides else 1
    away = EVENT / 2 + _BESIDE + _roomy(shape.lines) / 2
    return _around(shape.x + direction * away, shape.y, shape.lines)


def _line(
    connector: Connector, nodes: Mapping[str, FlowNode], drawn: Mapping[str, Shape], ids: Mapping[str, str]
) -> tuple[tuple[int, int], ...]:
    """The points of a line from outline to outline."""
    points = list(connector.points)
    source, target = ids[connector.source], ids[connector.target]
    points[:1] = _led_to(nodes[source], drawn[source], points[0], points[1])[::-1]
    points[-1:] = _led_to(nodes[target], drawn[target], points[-1], points[-2])
    found: list[tuple[int, int]] = []
    for point in points:
        placed = _at(*point)
        if not found or found[-1] != placed:
            found.append(placed)
    return tuple(found)


def _led_to(node: FlowNode, shape: Shape, end: Point, before: Point) -> list[Point]:
    """The last points of a line that comes from `before`; at an event its end is led on to the circle."""
    if not node.is_event:
        return [end]
    radius = EVENT / 2
    upright = abs(end[0] - before[0]) < 0.01
    off = end[0] - shape.x if upright else end[1] - shape.y
    if abs(off) >= radius:
        # Beside the circle: on to its middle, then across.
        across = radius if off > 0 else -radius
        if upright:
            return [(end[0], shape.y), (shape.x + across, shape.y)]
        return [(shape.x, end[1]), (shape.x, shape.y + across)]
    depth = sqrt(radius**2 - off**2)
    if upright:
        return [(end[0], shape.y + (depth if end[1] > shape.y else -depth))]
    return [(shape.x + (depth if end[0] > shape.x else -depth), end[1])]


def _widest(lines: Iterable[str]) -> float:
    """The width of the widest line of a label (px)."""
    return max(width(line) for line in lines) * LABEL_PX


def _roomy(lines: Iterable[str]) -> int:
    """The width of a label's box (px): one em more than its words, since bpmn-js cuts Chinese lines one sign early."""
    return ceil(_widest(lines)) + LABEL_PX


def _around(x: float, y: float, lines: Iterable[str]) -> Bounds:
    """The box of a label by its centre."""
    listed = list(lines)
    wide, high = _roomy(listed), LABEL_PITCH * len(listed)
    return Bounds(*_at(x - wide / 2, y - high / 2), wide, high)


def _bounds(left: float, top: float, right: float, bottom: float) -> Bounds:
    (x1, y1), (x2, y2) = _at(left, top), _at(right, bottom)
    return Bounds(x1, y1, x2 - x1, y2 - y1)


def _at(x: float, y: float) -> tuple[int, int]:
    """A place of the chart on the plane; both ends of a straight line round alike."""
    return floor(x + MARGIN + 0.5), floor(y + MARGIN + POOL_HEAD + 0.5)
