"""The ways an edge can take over the channel grid, each with what it costs by itself.

The grid's x lines are, lane by lane: left margin, column, (gap, column,) right margin; its y lines are channel, row, channel,
row … channel. A way runs along lines and turns where lines meet. Orthogonal charts need few shapes (straight, L, Z, C, and those
with one corner more at either end), so the ways of an edge are listed rather than searched, and what two ways do to each other
is read off sets kept as integers. A set of points has point (x, y) at bit y * STRIDE + x; a set of units or of points passed
straight has two bits for each point, the lower one for across, the upper one for down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from wuye_docs.swimlanes.graph import Topology

EAST, WEST, SOUTH, NORTH = range(4)
STRIDE = 64
"""More x lines than 12 lanes of two columns need (12 * 5)."""
MOST_LINES = 2 * 125 + 1
"""More y lines than a chart of the most steps has."""
ACROSS = sum(1 << 2 * bit for bit in range(MOST_LINES * STRIDE))
BEND = 58.0
"""A corner; all costs of routing are counted in this scale, where a crossing is 330."""
LENGTH = 0.2
"""A px of line."""
BESIDE_COLUMN = 84.0
BETWEEN_MARGINS = 24.0
ROW_STEP = 41.0
"""How far apart lines are, roughly (px): from a column to a margin, between two margins, from a row to a channel."""
UPWARDS = 60.0
"""A line that goes forward should not climb on its way."""
KEPT = 40
"""Ways kept for an edge, the cheapest ones."""
REACH = 4
"""Margins tried beyond the outer end of an edge."""

Point = tuple[int, int]
Corners = tuple[Point, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A way from cell to cell. Bit sets hold units by their west or north end and points that are passed straight."""

    corners: Corners
    leaving: int
    entering: int
    touched: int
    """Points on the way, without its ends."""
    units: int
    """Units by their west or north end."""
    passes: int
    """Points passed straight."""
    crosses: int
    """The same with across and down exchanged: what a line that crosses this one passes."""
    length: float
    """In px, roughly."""
    climbs: bool


def bit(x: int, y: int) -> int:
    """The set of one point."""
    return 1 << (y * STRIDE + x)


def crossing_points(crossed: int) -> int:
    """Points where one line meets what crosses it, without telling which runs across; each has one bit."""
    return (crossed | crossed >> 1) & ACROSS


class WayList:
    """Lists the ways between cells over some x lines; each list is made once and serves every flow with these lines."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        self._margins = [x for x, kind in enumerate(kinds) if kind != "column"]
        self._place = [0.0]
        for one, other in pairwise(kinds):
            step = BESIDE_COLUMN if "column" in (one, other) else BETWEEN_MARGINS
            self._place.append(self._place[-1] + step)
        across = sum(1 << 2 * x for x in range(len(kinds)))
        down = sum(2 << 2 * x for x, kind in enumerate(kinds) if kind == "column")
        self.centres = sum((down | across * (y % 2)) << (2 * y * STRIDE) for y in range(MOST_LINES))
        """The units along rows and along columns, which run through the middle of nodes."""
        self.shared: dict[tuple[int, int, int], float] = {}
        """What two ways cost each other along shared stretches, by identity (they live as long as this list) and kinship."""
        self._shapes: dict[tuple[int, int, int, bool], tuple[Way, ...]] = {}
        self._straight: dict[tuple[Point, Point], Way] = {}
        self._lowered: dict[tuple[int, int], Way] = {}
        self._points: dict[int, tuple[Point, ...]] = {}

    def between(self, start: Point, goal: Point, roundabout: bool) -> tuple[Way, ...]:
        """The ways between two cells.

        The direct ones have two corners at most, the roundabout ones more. All are given as if the upper of the two cells
        lay in the first row: they have to be lowered.
        """
        key = (start[0], goal[0], start[1] - goal[1], roundabout)
        found = self._shapes.get(key)
        if found is None:
            by = min(start[1], goal[1]) - 1
            ends = (start[0], start[1] - by), (goal[0], goal[1] - by)
            shapes = dict.fromkeys(self._roundabout(*ends) if roundabout else self._direct(*ends))
            found = self._shapes[key] = tuple(_way(corners, self._place) for corners in shapes)
        return found

    def straight(self, start: Point, goal: Point) -> Way:
        """The line from cell to cell as if nothing stood between."""
        found = self._straight.get((start, goal))
        if found is None:
            found = self._straight[start, goal] = _way((start, (goal[0], start[1]), goal), self._place)
        return found

    def lowered(self, way: Way, by: int) -> Way:
        """A way further down."""
        if not by:
            return way
        key = (id(way), by)
        found = self._lowered.get(key)
        if found is None:
            shift = by * STRIDE
            found = self._lowered[key] = Way(
                tuple((x, y + by) for x, y in way.corners),
                way.leaving,
                way.entering,
                way.touched << shift,
                way.units << 2 * shift,
                way.passes << 2 * shift,
                way.crosses << 2 * shift,
                way.length,
                way.climbs,
            )
        return found

    def points(self, way: Way) -> tuple[Point, ...]:
        """Every grid point of a way in its order."""
        found = self._points.get(id(way))
        if found is None:
            made = [way.corners[0]]
            for (x1, y1), (x2, y2) in pairwise(way.corners):
                if y1 == y2:
                    step = 1 if x2 > x1 else -1
                    made += [(x, y1) for x in range(x1 + step, x2 + step, step)]
                else:
                    step = 1 if y2 > y1 else -1
                    made += [(x1, y) for y in range(y1 + step, y2 + step, step)]
            found = self._points[id(way)] = tuple(made)
        return found

    def _direct(self, start: Point, goal: Point) -> Iterator[Corners]:
        """Straight, with one corner, and the Z and C shapes with two."""
        (x1, y1), (x2, y2) = start, goal
        if x1 == x2 or y1 == y2:
            yield start, goal
        else:
            yield start, (x2, y1), goal
            yield start, (x1, y2), goal
        if x1 != x2:
            for y in (*_channels(y1, y2), max(y1, y2) + 1):
                yield start, (x1, y), (x2, y), goal
        if y1 != y2:
            for x in self._around(x1, x2):
                yield start, (x, y1), (x, y2), goal

    def _roundabout(self, start: Point, goal: Point) -> Iterator[Corners]:
        """In at the top round a margin, out at the bottom round a margin, both; out and in by a side over a channel."""
        (x1, y1), (x2, y2) = start, goal
        channels = _channels(y1, y2)
        beside_1 = [x for x in self._margins if abs(x - x1) == 1]
        beside_2 = [x for x in self._margins if abs(x - x2) == 1]
        for x in self._around(x1, x2):
            near = x in beside_1 or x in beside_2
            for y in {y2 - 1, *channels} if near else {y2 - 1}:
                if y != y1 and x2 != x:
                    yield start, (x, y1), (x, y), (x2, y), goal
            for y in {y1 + 1, *channels} if near else {y1 + 1}:
                if y != y2 and x1 != x:
                    yield start, (x1, y), (x, y), (x, y2), goal
            if y1 + 1 != y2 - 1:
                yield start, (x1, y1 + 1), (x, y1 + 1), (x, y2 - 1), (x2, y2 - 1), goal
        for out in beside_1:
            for into in beside_2:
                if out != into:
                    for y in dict.fromkeys((y1 - 1, y1 + 1, y2 - 1, y2 + 1)):
                        yield start, (out, y1), (out, y), (into, y), (into, y2), goal

    def _around(self, x1: int, x2: int) -> list[int]:
        """The margins between two x lines and some beyond them."""
        low, high = min(x1, x2), max(x1, x2)
        beyond = [x for x in self._margins if x > high][:REACH] + [x for x in self._margins if x < low][
            -REACH:
        ]
        return [x for x in self._margins if low < x < high] + beyond


class PriceList:
    """What the ways of a graph's edges cost by themselves over some x lines."""

    def __init__(self, graph: Topology, ways: WayList) -> None:
        self._graph = graph
        self.ways = ways
        self._priced: dict[tuple[int, int, int, int, bool], tuple[tuple[float, Way], ...]] = {}

    def of(self, edge: int, start: Point, goal: Point, roundabout: bool) -> tuple[tuple[float, Way], ...]:
        """The ways of an edge between two cells, as `WayList.between` gives them, with their price, the cheapest first."""
        key = (edge, start[0], goal[0], start[1] - goal[1], roundabout)
        found = self._priced.get(key)
        if found is None:
            exits = [self._exit_cost(edge, side, start[0], goal[0]) for side in range(4)]
            entries = [self._entry_cost(edge, side) for side in range(4)]
            climb = 0.0 if edge in self._graph.back else UPWARDS if goal[1] >= start[1] else 50 * UPWARDS
            priced = [
                (
                    BEND * (len(way.corners) - 2)
                    + LENGTH * way.length
                    + exits[way.leaving]
                    + entries[way.entering]
                    + climb * way.climbs,
                    way,
                )
                for way in self.ways.between(start, goal, roundabout)
            ]
            priced.sort(key=lambda one: one[0])
            found = self._priced[key] = tuple(priced[:KEPT])
        return found

    def _exit_cost(self, edge: int, side: int, from_x: int, to_x: int) -> float:
        """The main way leaves a node at the bottom, others by the side that faces where they go, loops by the side."""
        graph = self._graph
        source, target, _ = graph.edges[edge]
        decision = graph.is_decision[source]
        main = graph.main[source] == target
        if edge in graph.back:
            if side == SOUTH:
                return 25.0
            if side == NORTH:
                return 190.0 if decision else 90.0
            return 13.0 if from_x != to_x and (side == EAST) != (to_x > from_x) else 0.0
        if side == SOUTH:
            return 0.0 if main and from_x == to_x else 4.0 if main else 17.0 if decision else 6.0
        if side == NORTH:
            return 260.0
        if from_x == to_x:
            return 11.0 if decision and not main else 30.0
        if (side == EAST) == (to_x > from_x):
            return 4.0 if main else 2.0
        return 26.0 if decision else 43.0

    def _entry_cost(self, edge: int, side: int) -> float:
        """Into a node from the top, or from the side on a hand-over; a loop from the side."""
        back = edge in self._graph.back
        if side == NORTH:
            return 9.0 if back else 0.0
        if side == SOUTH:
            return 110.0 if back else 210.0
        decision = self._graph.is_decision[self._graph.edges[edge][1]]
        return (0.0 if back else 5.0) + (11.0 if decision else 0.0)


@lru_cache(maxsize=24)
def ways_over(kinds: tuple[str, ...]) -> WayList:
    """The ways over x lines of some kinds, from left to right."""
    return WayList(kinds)


def _way(corners: Corners, place: list[float]) -> Way:
    """The way along some corners; `place` says where each x line lies (px)."""
    units = passes = crosses = touched = 0
    length = 0.0
    climbs = False
    for (x1, y1), (x2, y2) in pairwise(corners):
        if y1 == y2:
            left, right = (x1, x2) if x1 < x2 else (x2, x1)
            run = _run(right - left, 1) << (y1 * STRIDE + left)
            pairs = _run(right - left, 2) << 2 * (y1 * STRIDE + left)
            units |= pairs
            passes |= pairs & (pairs - 1)  # Without its first point.
            crosses |= (pairs & (pairs - 1)) << 1
            length += place[right] - place[left]
        else:
            top, bottom = (y1, y2) if y1 < y2 else (y2, y1)
            climbs |= y2 < y1
            run = _run(bottom - top, STRIDE) << (top * STRIDE + x1)
            pairs = _run(bottom - top, 2 * STRIDE) << 2 * (top * STRIDE + x1)
            units |= pairs << 1
            passes |= (pairs & (pairs - 1)) << 1
            crosses |= pairs & (pairs - 1)
            length += ROW_STEP * (bottom - top)
        touched |= run & (run - 1)
    for x, y in corners[1:-1]:
        touched |= 1 << (y * STRIDE + x)
    leaving, entering = _side(corners[0], corners[1]), _side(corners[-1], corners[-2])
    return Way(corners, leaving, entering, touched, units, passes, crosses, length, climbs)


@cache
def _run(units: int, step: int) -> int:
    """So many points from the origin on, `step` bits apart."""
    return sum(1 << (step * unit) for unit in range(units))


def shared_length(one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]]) -> float:
    """How far two lines run together from their common first point, in the units of their corners."""
    shared = 0.0
    for (x1, y1), (x2, y2), (u2, v2) in zip(one, one[1:], other[1:], strict=False):
        if (x2, y2) != (u2, v2):
            if (x1 == x2 == u2 and (y2 > y1) == (v2 > y1)) or (y1 == y2 == v2 and (x2 > x1) == (u2 > x1)):
                shared += min(abs(x2 - x1) + abs(y2 - y1), abs(u2 - x1) + abs(v2 - y1))
            break
        shared += abs(x2 - x1) + abs(y2 - y1)
    return shared


def _channels(y1: int, y2: int) -> list[int]:
    """The channels between two rows, the outer ones if there are many; the one below if there is none."""
    found = list(range(min(y1, y2) + 1, max(y1, y2), 2)) or [y1 + 1]
    return found if len(found) <= 6 else [*found[:3], *found[-3:]]


def _side(here: Point, towards: Point) -> int:
    if here[1] == towards[1]:
        return EAST if towards[0] > here[0] else WEST
    return SOUTH if towards[1] > here[1] else NORTH
