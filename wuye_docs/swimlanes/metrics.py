"""How good a drawing is: what a careful draughtsman would avoid, counted.

The limits come from comparisons of drawings by people (crossings matter most, then bends; Purchase 1997) and from what prints
legibly on A4 (7.5 pt, 六号).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import combinations, pairwise

from wuye_docs.swimlanes.diagram import Connector, Diagram, Label, Shape
from wuye_docs.swimlanes.graph import FlowGraph

Point = tuple[float, float]
Piece = tuple[float, float, float, float]
"""A straight piece of a line: x1, y1, x2, y2 (px)."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom (px)."""

NEAR_LINE = 6.5
NEAR_SHAPE = 6.0
NEAR_BORDER = 3.0
"""Closer than this two things look like one (px)."""
TIP = 5.0
"""How far from its tip a decision's line may begin (px)."""
FAR_LABEL = 48.0
"""How far from its exit a label's centre may lie (px)."""


@dataclass(frozen=True, slots=True)
class Faults:
    """What no drawing may have: how often it has it."""

    shapes_upon_each_other: int
    shapes_outside_their_lane: int
    edges_missing: int
    lines_through_shapes: int
    lines_upon_each_other: int
    lines_too_close: int
    lines_near_shapes: int
    lines_along_borders: int
    oblique_lines: int
    exits_beside_tips: int
    labels_hit: int
    labels_far_off: int
    forward_lines_upwards: int

    @property
    def all(self) -> int:
        """The sum."""
        return sum(getattr(self, one.name) for one in fields(self))

    def __str__(self) -> str:
        """The faults that are there, by name."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        return ", ".join(f"{name} {count}" for name, count in found.items() if count) or "none"


@dataclass(frozen=True, slots=True)
class Quality:
    """What a drawing may have, as little as can be."""

    lines: int
    crossings: int
    bends: int
    most_bends: int
    straight: int
    detour: float
    """Length of all lines by the distance of the shapes' centres along both axes."""
    print_point_size: float


def faults(diagram: Diagram, graph: FlowGraph) -> Faults:
    """What is wrong with the drawing of a flow."""
    shapes = {shape.key: shape for shape in diagram.shapes}
    lines = [(one, _pieces(one)) for one in diagram.connectors]
    borders = sorted({edge for lane in diagram.lanes for edge in (lane.left, lane.right)})
    lanes = {lane.name: lane for lane in diagram.lanes}
    drawn = {(one.source, one.target) for one in diagram.connectors}
    return Faults(
        shapes_upon_each_other=sum(
            _overlap(_box(one), _box(other), -2) for one, other in combinations(diagram.shapes, 2)
        ),
        shapes_outside_their_lane=sum(
            not lanes[graph.lanes[node.lane]].left <= _box(shapes[node.key])[0]
            or not _box(shapes[node.key])[2] <= lanes[graph.lanes[node.lane]].right
            for node in graph.nodes
        ),
        edges_missing=sum(
            (one.source, one.target) not in drawn
            for one in graph.edges
            if one.source in shapes and one.target in shapes and one.source != one.target
        ),
        lines_through_shapes=sum(
            sum(_inside(piece, shape, 0) for piece in pieces) > 3
            for one, pieces in lines
            for shape in diagram.shapes
            if shape.key not in (one.source, one.target)
        ),
        lines_upon_each_other=foreign_overlaps(diagram),
        lines_too_close=sum(
            any(_beside(one, other, NEAR_LINE) > 12 for one in pieces for other in second_pieces)
            for (first, pieces), (second, second_pieces) in combinations(lines, 2)
            if first.source != second.source and first.target != second.target
        ),
        lines_near_shapes=sum(
            sum(_inside(piece, shape, NEAR_SHAPE) for piece in pieces) > 2
            for one, pieces in lines
            for shape in diagram.shapes
            if shape.key not in (one.source, one.target)
        ),
        lines_along_borders=sum(
            abs(x1 - x2) < 1
            and abs(y1 - y2) > 10
            and any(abs(x1 - border) < NEAR_BORDER for border in borders)
            for _, pieces in lines
            for x1, y1, x2, y2 in pieces
        ),
        oblique_lines=sum(
            min(abs(x1 - x2), abs(y1 - y2)) > 0.05 for _, pieces in lines for x1, y1, x2, y2 in pieces
        ),
        exits_beside_tips=sum(
            _from_tip(shapes[one.source], one.points[0]) > TIP
            for one in diagram.connectors
            if shapes[one.source].kind == "decision" and _exits(graph, one.source) <= 3
        ),
        labels_hit=label_hits(diagram),
        labels_far_off=sum(
            max(abs(label.x - one.points[0][0]), abs(label.y - one.points[0][1]))
            > FAR_LABEL + label.width / 2
            for one in diagram.connectors
            for label in diagram.labels
            if label.edge == one.edge and _exits(graph, one.source) <= 3
        ),
        forward_lines_upwards=sum(
            shapes[one.target].y < shapes[one.source].y - 6 for one in diagram.connectors if not one.is_back
        ),
    )


def quality(diagram: Diagram) -> Quality:
    """What could be better."""
    shapes = {shape.key: shape for shape in diagram.shapes}
    length = sum(abs(x1 - x2) + abs(y1 - y2) for one in diagram.connectors for x1, y1, x2, y2 in _pieces(one))
    distance = sum(
        abs(shapes[one.source].x - shapes[one.target].x) + abs(shapes[one.source].y - shapes[one.target].y)
        for one in diagram.connectors
    )
    return Quality(
        lines=len(diagram.connectors),
        crossings=crossings(diagram),
        bends=bends(diagram),
        most_bends=max((len(one.points) - 2 for one in diagram.connectors), default=0),
        straight=sum(len(one.points) == 2 for one in diagram.connectors),
        detour=length / distance if distance else 0.0,
        print_point_size=diagram.print_point_size,
    )


def foreign_overlaps(diagram: Diagram) -> int:
    """Pairs of connectors with neither end in common that lie upon each other for more than 3 px."""
    lines = [(one, _pieces(one)) for one in diagram.connectors]
    return sum(
        sum(_beside(one, other, 3) for one in pieces for other in second_pieces) > 3
        for (first, pieces), (second, second_pieces) in combinations(lines, 2)
        if first.source != second.source and first.target != second.target
    )


def crossings(diagram: Diagram) -> int:
    """Distinct points where lines cross; a trunk of several lines counts once."""
    points: list[Point] = []
    lines = [(one, _pieces(one)) for one in diagram.connectors]
    for (one, pieces), (other, second_pieces) in combinations(lines, 2):
        akin = one.target == other.target or one.source == other.source
        for point in _crossing_points(pieces, second_pieces, 3.0 if akin else 0.5):
            if not any(abs(point[0] - x) < 7 and abs(point[1] - y) < 7 for x, y in points):
                points.append(point)
    return len(points)


def label_hits(diagram: Diagram) -> int:
    """Labels that touch a line, a shape or another label."""
    pieces = [piece for one in diagram.connectors for piece in _pieces(one)]
    boxes = [_label_box(label) for label in diagram.labels]
    hits = 0
    for position, (label, box) in enumerate(zip(diagram.labels, boxes, strict=True)):
        left, top, right, bottom = box
        hits += (
            any(
                min(x1, x2) < right and max(x1, x2) > left and min(y1, y2) < bottom and max(y1, y2) > top
                for x1, y1, x2, y2 in pieces
            )
            or any(_label_on_shape(label, box, shape) for shape in diagram.shapes)
            or any(_overlap(box, other, -1) for other in boxes[:position])
        )
    return hits


def bends(diagram: Diagram) -> int:
    """Corners of all lines."""
    return sum(len(one.points) - 2 for one in diagram.connectors)


def _pieces(one: Connector) -> list[Piece]:
    return [(*begin, *end) for begin, end in pairwise(one.points) if begin != end]


def _box(shape: Shape) -> Box:
    return (
        shape.x - shape.width / 2,
        shape.y - shape.height / 2,
        shape.x + shape.width / 2,
        shape.y + shape.height / 2,
    )


def _label_box(label: Label) -> Box:
    """The ink of a label: lines are 18 px apart, characters 12 px high."""
    across, down = label.width / 2 - 1, label.height / 2 - 4
    return label.x - across, label.y - down, label.x + across, label.y + down


def _overlap(one: Box, other: Box, grown: float) -> bool:
    """Whether two boxes, each side grown by so much altogether, overlap (px)."""
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > -grown
        and min(one[3], other[3]) - max(one[1], other[1]) > -grown
    )


def _inside(piece: Piece, shape: Shape, margin: float) -> float:
    """How much of a straight piece runs inside a shape with a margin around it (px)."""
    x1, y1, x2, y2 = piece
    reach_x, reach_y = shape.width / 2 + margin, shape.height / 2 + margin
    if y1 == y2:
        reach = reach_x * (1 - abs(y1 - shape.y) / reach_y) if shape.kind == "decision" else reach_x
        if abs(y1 - shape.y) >= reach_y:
            return 0.0
        return max(0.0, min(max(x1, x2), shape.x + reach) - max(min(x1, x2), shape.x - reach))
    if x1 != x2:
        return 0.0  # Counted as oblique.
    reach = reach_y * (1 - abs(x1 - shape.x) / reach_x) if shape.kind == "decision" else reach_y
    if abs(x1 - shape.x) >= reach_x:
        return 0.0
    return max(0.0, min(max(y1, y2), shape.y + reach) - max(min(y1, y2), shape.y - reach))


def _beside(one: Piece, other: Piece, apart: float) -> float:
    """How far two pieces run along each other less than `apart` px away (px)."""
    x1, y1, x2, y2 = one
    u1, v1, u2, v2 = other
    if x1 == x2 and u1 == u2 and abs(x1 - u1) < apart:
        return max(0.0, min(max(y1, y2), max(v1, v2)) - max(min(y1, y2), min(v1, v2)))
    if y1 == y2 and v1 == v2 and abs(y1 - v1) < apart:
        return max(0.0, min(max(x1, x2), max(u1, u2)) - max(min(x1, x2), min(u1, u2)))
    return 0.0


def _crossing_points(one: list[Piece], other: list[Piece], inset: float) -> list[Point]:
    """Where pieces of two lines cross, `inset` px from their ends at least."""
    found = []
    for across, down in ((one, other), (other, one)):
        for x1, y1, x2, y2 in across:
            if y1 == y2:
                left, right = min(x1, x2) + inset, max(x1, x2) - inset
                for u1, v1, u2, v2 in down:
                    if u1 == u2 and left < u1 < right and min(v1, v2) + inset < y1 < max(v1, v2) - inset:
                        found.append((u1, y1))
    return found


def _from_tip(shape: Shape, point: Point) -> float:
    """How far a point on a decision lies from the nearest tip (px)."""
    x, y = abs(point[0] - shape.x), abs(point[1] - shape.y)
    return min(x + abs(y - shape.height / 2), y + abs(x - shape.width / 2))


def _exits(graph: FlowGraph, key: str) -> int:
    return sum(one.source == key for one in graph.edges)


def _label_on_shape(label: Label, box: Box, shape: Shape) -> bool:
    if shape.kind != "decision":
        return _overlap(box, _box(shape), 0)
    # The corner of the label that is nearest to the diamond's middle.
    x = max(0.0, abs(label.x - shape.x) - (box[2] - box[0]) / 2)
    y = max(0.0, abs(label.y - shape.y) - (box[3] - box[1]) / 2)
    return x / (shape.width / 2) + y / (shape.height / 2) < 1
