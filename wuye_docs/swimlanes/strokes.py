"""The shapes of lines and marks that a drawing's file formats have in common, in px; each format writes them its own way."""

from __future__ import annotations

from typing import Literal, NamedTuple

from wuye_docs.swimlanes.diagram import Connector, Diagram, Shape

RADIUS = 5.0
"""Of a line's rounded corners (px)."""
HOP = 4.5
"""Radius of the arc by which a line passes over another (px)."""
ARROW = (8.5, 4.0)
"""Length and half width of an arrow head (px)."""
MARK_RADIUS = 8.5
JUNCTION_RADIUS = 9.0

Point = tuple[float, float]


class Piece(NamedTuple):
    """A piece of a line up to `end`; a corner bends towards `control`, a hop is a half circle over the line."""

    kind: Literal["move", "line", "corner", "hop"]
    end: Point
    control: Point = (0.0, 0.0)


class Upright(NamedTuple):
    """An upright piece of a connector, which lines that run across pass over."""

    x: float
    top: float
    bottom: float
    connector: Connector


def uprights(diagram: Diagram) -> list[Upright]:
    """All upright pieces of a drawing's lines."""
    return [
        Upright(p[0], min(p[1], q[1]), max(p[1], q[1]), one)
        for one in diagram.connectors
        for p, q in zip(one.points, one.points[1:], strict=False)
        if abs(p[0] - q[0]) < 0.01
    ]


def in_drawing_order(diagram: Diagram) -> list[Connector]:
    """Lines that go back first, so that the others lie over them."""
    return sorted(diagram.connectors, key=lambda one: (not one.is_back, one.edge))


def line_pieces(connector: Connector, across: list[Upright]) -> list[Piece]:
    """A connector with rounded corners and hops over the lines of `across` that are not of its own trunk."""
    foreign = [
        one
        for one in across
        if one.connector.target != connector.target and one.connector.source != connector.source
    ]
    points = list(connector.points)
    if connector.has_arrow:
        points[-1] = back_off(points[-2], points[-1], 6.0)
    found = [Piece("move", points[0])]
    for index in range(1, len(points)):
        (x1, y1), (x2, y2) = points[index - 1], points[index]
        if abs(y1 - y2) < 0.01:
            found += _hops(x1, x2, y1, foreign)
        if index + 1 < len(points):
            x3, y3 = points[index + 1]
            radius = min(RADIUS, (abs(x2 - x1) + abs(y2 - y1)) / 2, (abs(x3 - x2) + abs(y3 - y2)) / 2)
            found.append(Piece("line", back_off((x1, y1), (x2, y2), radius)))
            found.append(Piece("corner", back_off((x3, y3), (x2, y2), radius), (x2, y2)))
        else:
            found.append(Piece("line", (x2, y2)))
    return found


def _hops(x1: float, x2: float, y: float, across: list[Upright]) -> list[Piece]:
    """Small arcs over the upright lines that a level one crosses."""
    left, right = min(x1, x2) + 8, max(x1, x2) - 8
    places = sorted(
        {round(one.x, 1) for one in across if left < one.x < right and one.top + 3 < y < one.bottom - 3},
        reverse=x1 > x2,
    )
    direction = 1 if x2 > x1 else -1
    found = []
    for x in places:
        found += [Piece("line", (x - direction * HOP, y)), Piece("hop", (x + direction * HOP, y))]
    return found


def back_off(before: Point, end: Point, by: float) -> Point:
    """The point `by` px before the end of a straight piece."""
    length = abs(end[0] - before[0]) + abs(end[1] - before[1])
    if not length:
        return end
    share = min(1.0, by / length)
    return end[0] - (end[0] - before[0]) * share, end[1] - (end[1] - before[1]) * share


def arrow_points(connector: Connector) -> tuple[Point, Point, Point]:
    """The head of a connector's arrow: tip, then the two wings."""
    (x1, y1), (x2, y2) = connector.points[-2:]
    dx, dy = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
    long, wide = ARROW
    base = (x2 - long * dx, y2 - long * dy)
    wing = (wide * dy, wide * dx)
    return (x2, y2), (base[0] + wing[0], base[1] + wing[1]), (base[0] - wing[0], base[1] - wing[1])


def diamond_points(shape: Shape) -> tuple[Point, Point, Point, Point]:
    """The tips of a decision: top, right, bottom, left."""
    x, y, half, high = shape.x, shape.y, shape.width / 2, shape.height / 2
    return (x, y - high), (x + half, y), (x, y + high), (x - half, y)


def mark_centre(shape: Shape) -> Point:
    """Where the circle with the step's number stands: on the upper left corner, or on that side of a decision."""
    if shape.kind == "decision":
        return shape.x - shape.width / 4 - 4, shape.y - shape.height / 4 - 6
    return shape.x - shape.width / 2, shape.y - shape.height / 2


def baselines(y: float, count: int, drop: float) -> list[float]:
    """The base lines (px) of some lines of text around `y`; `drop` is from a line's middle to its base."""
    first = y - (count - 1) * 9 + drop
    return [first + index * 18 for index in range(count)]


def plain_number(mark: str) -> str:
    """The number of a step's mark: 3 for ③."""
    for first, last, start in ((0x2460, 0x2473, 1), (0x3251, 0x325F, 21), (0x32B1, 0x32BF, 36)):
        if len(mark) == 1 and first <= ord(mark) <= last:
            return str(ord(mark) - first + start)
    return mark.strip("()")
