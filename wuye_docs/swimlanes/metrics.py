"""How good a drawing is: what a careful draughtsman would avoid, counted."""

from __future__ import annotations

from itertools import combinations, pairwise

from wuye_docs.swimlanes.diagram import Connector, Diagram

Point = tuple[float, float]


def foreign_overlaps(diagram: Diagram) -> int:
    """Pairs of connectors with neither end in common that lie upon each other for more than 4 px."""
    return sum(
        1
        for one, other in combinations(diagram.connectors, 2)
        if one.source != other.source and one.target != other.target and _shared_length(one, other) > 4
    )


def crossings(diagram: Diagram) -> int:
    """Distinct points where lines to different targets cross; a trunk of several lines counts once."""
    points: set[tuple[int, int]] = set()
    for one, other in combinations(diagram.connectors, 2):
        if one.target != other.target:
            points |= _crossing_points(one, other) | _crossing_points(other, one)
    return len(points)


def label_hits(diagram: Diagram) -> int:
    """Labels that a line runs through."""
    hits = 0
    for label in diagram.labels:
        left, right = label.x - label.width / 2, label.x + label.width / 2
        top, bottom = label.y - label.height / 3, label.y + label.height / 3
        hits += any(
            max(min(x1, x2), left) < min(max(x1, x2), right) if y1 == y2 and top < y1 < bottom
            else x1 == x2 and left < x1 < right and max(min(y1, y2), top) < min(max(y1, y2), bottom)
            for one in diagram.connectors
            for (x1, y1), (x2, y2) in pairwise(one.points)
        )  # fmt: skip
    return hits


def bends(diagram: Diagram) -> int:
    """Corners of all lines."""
    return sum(len(one.points) - 2 for one in diagram.connectors)


def _shared_length(one: Connector, other: Connector) -> float:
    shared = 0.0
    for (x1, y1), (x2, y2) in pairwise(one.points):
        for (u1, v1), (u2, v2) in pairwise(other.points):
            if x1 == x2 and u1 == u2 and abs(x1 - u1) < 3:
                shared += max(0.0, min(max(y1, y2), max(v1, v2)) - max(min(y1, y2), min(v1, v2)))
            elif y1 == y2 and v1 == v2 and abs(y1 - v1) < 3:
                shared += max(0.0, min(max(x1, x2), max(u1, u2)) - max(min(x1, x2), min(u1, u2)))
    return shared


def _crossing_points(across: Connector, down: Connector) -> set[tuple[int, int]]:
    found = set()
    for (x1, y1), (x2, y2) in pairwise(across.points):
        if y1 == y2:
            for (u1, v1), (u2, v2) in pairwise(down.points):
                if (
                    u1 == u2
                    and min(x1, x2) + 1 < u1 < max(x1, x2) - 1
                    and min(v1, v2) + 1 < y1 < max(v1, v2) - 1
                ):
                    found.add((round(u1), round(y1)))
    return found
