"""Which of its ways each edge takes: the choice that costs least together, found by improving one edge after another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wuye_docs.swimlanes.graph import Topology
from wuye_docs.swimlanes.placement import Placement, columns_of
from wuye_docs.swimlanes.ways import (
    ACROSS,
    BEND,
    LENGTH,
    STRIDE,
    Point,
    PriceList,
    Way,
    bit,
    crossing_points,
    shared_length,
    ways_over,
)

CROSSING = 330.0
ON_CENTRE_LINE = 400.0
"""Two lines on one stretch through the middle of nodes."""
BESIDE = 9.0
"""Two lines side by side along one stretch of a channel."""
SHARED_TIP = 1200.0
"""Two lines at one tip of a decision."""
SHARED_EXIT = 300.0
"""Two labelled lines out of one side of a step."""
IN_AND_OUT = 170.0
"""A line in and a line out at one side of a step."""
FALSE_JOINT = 120.0
"""Two lines to one step that join, part and join again."""
TRUNK = 0.7 * LENGTH * 41
"""What a stretch saves that is drawn only once."""
ROUNDABOUT = 3 * BEND
"""No way with three corners costs less."""
TROUBLE = 300.0
"""Lines that cost more than this are tried on other ways."""
SWEEPS = 4
"""How often all lines choose again at most."""
WALLED_IN = 1e5
"""What no search prefers."""
STRANGERS, SAME_TARGET, SAME_STEM, BRANCHES = range(4)
"""How two edges are related: SAME_STEM leaves one source unlabelled, BRANCHES with a label."""

Laid = tuple[int, int]
"""What is taken: units, and points passed."""
NOTHING: Laid = (0, 0)
State = list[tuple[Way | None, float]]


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines, and where the nodes stand on them."""

    kinds: tuple[tuple[str, int, int], ...]
    """(kind, lane, column) of each x line; kind is `left`, `column`, `gap` or `right`."""
    height: int
    """Number of y lines: twice the rows and one."""
    at: tuple[tuple[int, int], ...]
    """(x line, y line) of each node."""

    def blocked(self) -> int:
        """The points where nodes stand, as a set."""
        found = 0
        for x, y in self.at:
            found |= bit(x, y)
        return found


@dataclass(frozen=True, slots=True)
class Routing:
    """The path of each edge as the grid points where it begins, turns and ends."""

    grid: Grid
    paths: tuple[tuple[tuple[int, int], ...], ...]


def make_grid(graph: Topology, placement: Placement) -> Grid:
    """The grid of a placement."""
    kinds: list[tuple[str, int, int]] = []
    columns: dict[tuple[int, int], int] = {}
    for lane, count in enumerate(columns_of(graph, placement.sub)):
        kinds.append(("left", lane, 0))
        for column in range(count):
            if column:
                kinds.append(("gap", lane, column))
            columns[lane, column] = len(kinds)
            kinds.append(("column", lane, column))
        kinds.append(("right", lane, count - 1))
    at = tuple(
        (columns[graph.lane[node], placement.sub[node]], 2 * placement.row[node] + 1)
        for node in range(graph.size)
    )
    return Grid(tuple(kinds), 2 * (max(placement.row) + 1) + 1, at)


class Router:
    """Routes placements of one graph; the ways of an edge between two cells are listed once for all of them."""

    def __init__(self, graph: Topology) -> None:
        self._graph = graph
        self._prices: dict[tuple[tuple[str, int, int], ...], PriceList] = {}
        self._kinship = [[_kinship(one, other) for other in graph.edges] for one in graph.edges]

    def board(self, placement: Placement) -> Board:
        """The placement with every edge routed."""
        grid = make_grid(self._graph, placement)
        return Board(self._graph, grid, self._priced(grid), self._kinship)

    def least(self, placement: Placement) -> float:
        """What the ways cost if no two were in each other's way: less than any routing costs."""
        grid = make_grid(self._graph, placement)
        prices, at = self._priced(grid), grid.at
        blocked = grid.blocked()
        total = 0.0
        for index, (source, target, _) in enumerate(self._graph.edges):
            start, goal = at[source], at[target]
            above = blocked >> ((min(start[1], goal[1]) - 1) * STRIDE)
            for cost, way in prices.of(index, start, goal, False):
                if not way.touched & above:
                    total += cost
                    break
            else:
                total += ROUNDABOUT
        return total

    def _priced(self, grid: Grid) -> PriceList:
        found = self._prices.get(grid.kinds)
        if found is None:
            found = self._prices[grid.kinds] = PriceList(
                self._graph, ways_over(tuple(kind for kind, _, _ in grid.kinds))
            )
        return found


class Board:
    """A grid with a way chosen for every edge."""

    def __init__(self, graph: Topology, grid: Grid, prices: PriceList, kinship: list[list[int]]) -> None:
        self.graph = graph
        self.grid = grid
        self._list = prices.ways
        self._priced = prices
        self._kinship = kinship
        blocked = grid.blocked()
        self._down = [min(grid.at[s][1], grid.at[t][1]) - 1 for s, t, _ in graph.edges]
        self._above = [blocked >> (by * STRIDE) for by in self._down]
        """What is blocked, as the ways of each edge see it before they are lowered."""
        self._direct = [
            prices.of(index, grid.at[source], grid.at[target], roundabout=False)
            for index, (source, target, _) in enumerate(graph.edges)
        ]
        self.chosen: list[Way | None] = [None] * len(graph.edges)
        self._prices = [0.0] * len(graph.edges)
        self._ports: list[list[int]] = [[] for _ in range(graph.size * 4)]
        self._order = sorted(range(len(graph.edges)), key=self._priority)
        self._first: list[Way | None] = [None] * len(graph.edges)
        """The cheapest free way of each edge, once it has been chosen."""
        laid = NOTHING
        for index in self._order:
            way = self._choose(index, laid)
            laid = laid[0] | way.units, laid[1] | way.passes
        self.settle()

    def settle(self) -> None:
        """Let every edge that others disturb choose again until none changes its way."""
        for _ in range(SWEEPS):
            changed = False
            crossed, shared = self._disturbed()
            for index in self._order:
                before = self.chosen[index]
                assert before is not None  # All are chosen by now.
                if (
                    before is self._first[index]
                    and not before.passes & crossed
                    and not before.units & shared
                    and not self._sides(index, before)
                ):
                    continue
                if self._choose(index) is not before:
                    changed = True
                    crossed, shared = self._disturbed()
            if not changed:
                break

    def _disturbed(self) -> tuple[int, int]:
        """Points where lines cross, both ways, and units that several lines share."""
        units = passes = shared = crossed = 0
        for way in self._laid():
            shared |= units & way.units
            crossed |= way.crosses & passes
            units |= way.units
            passes |= way.passes
        points = crossing_points(crossed)
        return points | points << 1, shared

    def routing(self) -> Routing:
        """The paths as they stand."""
        return Routing(self.grid, tuple(way.corners for way in self._laid()))

    def cost(self) -> float:
        """What all ways cost together: their own cost, crossings (a trunk's counted once), shared stretches and sides."""
        laid = self._laid()
        total = sum(self._prices)
        total += CROSSING * self.crossing_points().bit_count()
        units = 0
        shares = []
        for index, way in enumerate(laid):
            total += 0.5 * self._sides(index, way)
            if way.units & units:
                shares.append(index)
            units |= way.units
        for index in shares:
            total += sum(self._pair(index, laid[index], other, laid[other]) for other in range(index))
        return total

    def conflict(self) -> float:
        """What the ways cost beyond their own prices: crossings, shared stretches and sides."""
        return self.cost() - sum(self._prices)

    def crossing_points(self) -> int:
        """The points where lines cross, as a set."""
        crossed, _ = self._disturbed()
        return crossed & ACROSS

    def polish(self, budget: int) -> None:
        """Try other ways for the edges in conflict, each with the others settling anew; `budget` bounds the trials."""
        cost = self.cost()
        for index in self.dearest(TROUBLE):
            for price, way in self._alternatives(index)[:8]:
                if way is self.chosen[index]:
                    continue
                if budget <= 0:
                    return
                budget -= 1
                kept = self._state()
                self._put(index, way, price)
                for other in self._order:
                    if other != index and self._meets(other, way):
                        self._choose(other)
                tried = self.cost()
                if tried < cost - 1e-6:
                    cost = tried
                else:
                    self._restore(kept)

    def _state(self) -> State:
        """What is chosen now, for `_restore`."""
        return list(zip(self.chosen, self._prices, strict=True))

    def _restore(self, state: State) -> None:
        """Put earlier ways back."""
        for index, (way, price) in enumerate(state):
            if way is not None and way is not self.chosen[index]:
                self._put(index, way, price)

    def _alternatives(self, index: int) -> list[tuple[float, Way]]:
        """The free ways of an edge with their price, the cheapest first."""
        above, by = self._above[index], self._down[index]
        found = sorted([*self._direct[index], *self._roundabout(index)], key=lambda one: one[0])
        return [(price, self._list.lowered(way, by)) for price, way in found if not way.touched & above]

    def _laid(self) -> list[Way]:
        return [way for way in self.chosen if way is not None]

    def _priority(self, index: int) -> tuple[int, int, int]:
        source, target, _ = self.graph.edges[index]
        (x1, y1), (x2, y2) = self.grid.at[source], self.grid.at[target]
        straight = x1 == x2 or y1 == y2
        return (2 if index in self.graph.back else 0 if straight else 1, abs(x1 - x2) + abs(y1 - y2), index)

    def _put(self, index: int, way: Way, price: float) -> None:
        """Give an edge a way instead of the one it has."""
        self._take_up(index)
        source, target, _ = self.graph.edges[index]
        self.chosen[index], self._prices[index] = way, price
        self._ports[source * 4 + way.leaving].append(index)
        self._ports[target * 4 + way.entering].append(index)

    def _take_up(self, index: int) -> None:
        source, target, _ = self.graph.edges[index]
        before = self.chosen[index]
        if before is not None:
            self._ports[source * 4 + before.leaving].remove(index)
            self._ports[target * 4 + before.entering].remove(index)
            self.chosen[index] = None

    def _choose(self, index: int, laid: Laid | None = None) -> Way:
        """Give an edge the way that costs least among the others, which are `laid` if that is known; returns the way."""
        self._take_up(index)
        laid = laid or self._taken()
        best, price, cost = self._cheapest(index, self._direct[index], laid, float("inf"))
        if cost > ROUNDABOUT:
            second, second_price, _ = self._cheapest(index, self._roundabout(index), laid, cost)
            if second is not None:
                best, price = second, second_price
        if best is None:  # Walled in on all sides: the line through what stands between.
            source, target, _ = self.graph.edges[index]
            best, price = self._list.straight(self.grid.at[source], self.grid.at[target]), WALLED_IN
        self._put(index, best, price)
        return best

    def _taken(self) -> Laid:
        units = passes = 0
        for way in self._laid():
            units |= way.units
            passes |= way.passes
        return units, passes

    def _cheapest(
        self,
        index: int,
        priced: tuple[tuple[float, Way], ...],
        laid: Laid,
        bound: float,
    ) -> tuple[Way | None, float, float]:
        """The way that costs least among what is laid, its price and its cost; None if all cost `bound` or more."""
        units, passes = laid
        above, by = self._above[index], self._down[index]
        best, best_price, best_cost = None, 0.0, bound
        first = bound == float("inf")
        for price, high in priced:
            if price >= best_cost:
                break
            if high.touched & above:
                continue
            way = self._list.lowered(high, by)
            if first:
                self._first[index], first = way, False
            cost = price
            crossed = way.crosses & passes
            if crossed:
                cost += CROSSING * crossed.bit_count()
                if cost >= best_cost:
                    continue
            cost += self._sides(index, way)
            if way.units & units:
                cost += self._beside(index, way)
            if cost < best_cost - 1e-9:
                best, best_price, best_cost = way, price, cost
        return best, best_price, best_cost

    def _roundabout(self, index: int) -> tuple[tuple[float, Way], ...]:
        source, target, _ = self.graph.edges[index]
        return self._priced.of(index, self.grid.at[source], self.grid.at[target], roundabout=True)

    def _sides(self, index: int, way: Way) -> float:
        """What a way costs because others use the sides where it leaves and enters."""
        graph = self.graph
        edges = graph.edges
        source, target, label = edges[index]
        cost = 0.0
        decision = graph.is_decision[source]
        for other in self._ports[source * 4 + way.leaving]:
            if other == index:
                continue
            if edges[other][0] == source:
                if decision:
                    cost += SHARED_TIP
                elif label or edges[other][2]:
                    cost += SHARED_EXIT
            else:
                cost += SHARED_TIP if decision else IN_AND_OUT
        for other in self._ports[target * 4 + way.entering]:
            if other != index and edges[other][0] == target:
                cost += SHARED_TIP if graph.is_decision[target] else IN_AND_OUT
        return cost

    def _beside(self, index: int, way: Way) -> float:
        """What a way costs because others run along the same stretches."""
        cost = 0.0
        units = way.units
        for other, second in enumerate(self.chosen):
            if second is not None and units & second.units and other != index:
                cost += self._pair(index, way, other, second)
        return cost

    def _pair(self, index: int, way: Way, other: int, second: Way) -> float:
        """What two ways cost each other along the stretches they share."""
        if not way.units & second.units:
            return 0.0
        kinship = self._kinship[index][other]
        key = (id(way), id(second), kinship)
        found = self._list.shared.get(key)
        if found is None:
            found = self._list.shared[key] = self._shared_cost(way, second, kinship)
        return found

    def _shared_cost(self, way: Way, second: Way, kinship: int) -> float:
        shared = way.units & second.units
        units = shared.bit_count()
        if kinship == SAME_TARGET and shared_length(way.corners[::-1], second.corners[::-1]) >= units:
            return -TRUNK * units
        if kinship == SAME_STEM and shared_length(way.corners, second.corners) >= units:
            return -TRUNK * units
        centre = (shared & self._list.centres).bit_count()
        cost = ON_CENTRE_LINE * centre + BESIDE * (units - centre)
        if kinship != STRANGERS:
            cost += FALSE_JOINT
        return cost + CROSSING * _twists(way, second, self._list.points)

    def _meets(self, index: int, way: Way) -> bool:
        """Whether the way of an edge is in the way of another."""
        own = self.chosen[index]
        return own is not None and bool(
            own.units & way.units or own.crosses & way.passes or self._sides(index, own)
        )

    def dearest(self, least: float) -> list[int]:
        """Edges that cost more than `least` with all they do to others, the dearest first."""
        points, _ = self._disturbed()
        found = []
        for index, way in enumerate(self._laid()):
            cost = self._prices[index] + self._sides(index, way) + self._beside(index, way)
            cost += CROSSING * (way.passes & points).bit_count()
            if cost > least:
                found.append((-cost, index))
        return [index for _, index in sorted(found)]


def _kinship(one: tuple[int, int, str], other: tuple[int, int, str]) -> int:
    if one[1] == other[1]:
        return SAME_TARGET
    if one[0] == other[0]:
        return BRANCHES if one[2] or other[2] else SAME_STEM
    return STRANGERS


def _twists(one: Way, other: Way, points: Callable[[Way], tuple[Point, ...]]) -> int:
    """Crossings that two ways cannot avoid along their shared stretches, whatever tracks they get."""
    first, second = points(one), points(other)
    where = {point: position for position, point in enumerate(second)}
    found, begin = 0, None
    for position in range(len(first)):
        follows = (
            position + 1 < len(first)
            and abs(where.get(first[position], -9) - where.get(first[position + 1], -99)) == 1
        )
        if follows and begin is None:
            begin = position
        elif not follows and begin is not None:
            found += _is_twisted(first, second, begin, position, where)
            begin = None
    return found


def _is_twisted(
    first: tuple[Point, ...],
    second: tuple[Point, ...],
    begin: int,
    end: int,
    where: dict[tuple[int, int], int],
) -> bool:
    """Whether the one that comes from the left of the other leaves to its right."""
    at_begin, at_end = where[first[begin]], where[first[end]]
    step = 1 if at_end > at_begin else -1
    before, after = at_begin - step, at_end + step
    if begin == 0 or end == len(first) - 1 or not 0 <= before < len(second) or not 0 <= after < len(second):
        return False
    (x, y), (x2, y2) = first[begin], first[begin + 1]
    came = _turn(x2 - x, y2 - y, x, y, first[begin - 1]) - _turn(x2 - x, y2 - y, x, y, second[before])
    (x1, y1), (x, y) = first[end - 1], first[end]
    went = _turn(x - x1, y - y1, x, y, first[end + 1]) - _turn(x - x1, y - y1, x, y, second[after])
    return came * went < 0


def _turn(dx: int, dy: int, x: int, y: int, to: tuple[int, int]) -> int:
    """1 if a point lies to the right of a direction, -1 to the left, 0 on its line."""
    value = dx * (to[1] - y) - dy * (to[0] - x)
    return (value > 0) - (value < 0)
