"""Way of each edge over the channel grid: A* with costs for bends, crossings and shared lines.

The grid's x lines are, lane by lane: left margin, column, (gap, column,) right margin; its y lines are channel, row, channel,
row … channel. Edges run along lines and turn where lines meet. Cells that hold a node are closed to others.
"""

from __future__ import annotations

import heapq
import itertools
from dataclasses import dataclass

from wuye_docs.swimlanes.graph import Topology
from wuye_docs.swimlanes.placement import Placement, columns_of

# Directions: right, left, down, up.
STEPS = ((1, 0), (-1, 0), (0, 1), (0, -1))
EAST, WEST, SOUTH, NORTH = range(4)
OPPOSITE = (WEST, EAST, NORTH, SOUTH)
BEND = 58
CROSSING = 150
ON_CENTRE_LINE = 420
IN_CHANNEL = 9


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines, and where the nodes stand on them."""

    kinds: tuple[tuple[str, int, int], ...]
    """(kind, lane, column) of each x line; kind is `left`, `column`, `gap` or `right`."""
    height: int
    """Number of y lines: twice the rows and one."""
    at: tuple[tuple[int, int], ...]
    """(x line, y line) of each node."""


@dataclass(frozen=True, slots=True)
class Routing:
    """The path of each edge as the grid points where it begins, turns and ends."""

    grid: Grid
    paths: tuple[tuple[tuple[int, int], ...], ...]
    cost: float


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


def route(graph: Topology, placement: Placement, rounds: int = 2) -> Routing:
    """Route every edge, then take each up and route it again among the others."""
    grid = make_grid(graph, placement)
    board = _Board(graph, placement, grid)
    order = sorted(range(len(graph.edges)), key=board.priority)
    for index in order:
        board.lay(index)
    for _ in range(rounds):
        changed = False
        for index in order:
            before = board.paths[index]
            board.take(index)
            board.lay(index)
            changed |= board.paths[index] != before
        if not changed:
            break
    paths = tuple(board.paths[index] for index in range(len(graph.edges)))
    return Routing(grid, tuple(_corners(path) for path in paths), board.total())


def _corners(path: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    kept = [path[0]]
    for before, here, after in zip(path, path[1:], path[2:], strict=False):
        if (here[0] - before[0], here[1] - before[1]) != (after[0] - here[0], after[1] - here[1]):
            kept.append(here)
    return (*kept, path[-1])


class _Board:
    """The grid with what is laid on it."""

    def __init__(self, graph: Topology, placement: Placement, grid: Grid) -> None:
        self.graph = graph
        self.placement = placement
        self.grid = grid
        self.width = len(grid.kinds)
        self.taken = {point: node for node, point in enumerate(grid.at)}
        self.is_column = tuple(kind == "column" for kind, _, _ in grid.kinds)
        self.paths: dict[int, tuple[tuple[int, int], ...]] = {}
        self.costs: dict[int, float] = {}
        self.units: dict[tuple[int, int, int], list[int]] = {}
        """Edges on the unit that leaves a point to the east (0) or south (1)."""
        self.sides: dict[tuple[int, int], list[tuple[int, bool]]] = {}
        """(edge, goes out) at each side of each node."""

    def priority(self, index: int) -> tuple[int, int, int]:
        source, target, _ = self.graph.edges[index]
        (x1, y1), (x2, y2) = self.grid.at[source], self.grid.at[target]
        straight = x1 == x2 or y1 == y2
        return (2 if index in self.graph.back else 0 if straight else 1, abs(x1 - x2) + abs(y1 - y2), index)

    def total(self) -> float:
        return sum(self.costs.values())

    def take(self, index: int) -> None:
        path = self.paths.pop(index)
        for unit in _units(path):
            self.units[unit].remove(index)
        for found in self.sides.values():
            if any(one == index for one, _ in found):
                found[:] = [item for item in found if item[0] != index]

    def lay(self, index: int) -> None:
        path, cost, leaving, entering = self.search(index)
        self.paths[index], self.costs[index] = path, cost
        for unit in _units(path):
            self.units.setdefault(unit, []).append(index)
        source, target, _ = self.graph.edges[index]
        self.sides.setdefault((source, leaving), []).append((index, True))
        self.sides.setdefault((target, entering), []).append((index, False))

    def search(self, index: int) -> tuple[tuple[tuple[int, int], ...], float, int, int]:
        """The cheapest path with its cost, the side it leaves by and the side it enters by."""
        source, target, _ = self.graph.edges[index]
        start, goal = self.grid.at[source], self.grid.at[target]
        width, height = self.width, self.grid.height
        heap: list[tuple[float, float, int, int, int]] = []
        cost_to: dict[tuple[int, int, int], float] = {}
        came: dict[tuple[int, int, int], tuple[int, int, int] | None] = {}
        goal_x, goal_y = goal
        for direction in range(4):
            x, y = start[0] + STEPS[direction][0], start[1] + STEPS[direction][1]
            if not (0 <= x < width and 0 <= y < height):
                continue
            state = (start[0], start[1], direction)
            cost_to[state] = self.exit_cost(index, direction)
            came[state] = None
            heapq.heappush(heap, (cost_to[state], cost_to[state], *state))
        best_end: tuple[int, int, int] | None = None
        best_cost = float("inf")
        while heap:
            bound, cost, x, y, direction = heapq.heappop(heap)
            if bound >= best_cost:
                break
            state = (x, y, direction)
            if cost > cost_to[state]:
                continue
            dx, dy = STEPS[direction]
            nx, ny = x + dx, y + dy
            if not (0 <= nx < width and 0 <= ny < height):
                continue
            step = cost + self.unit_cost(index, x, y, direction)
            if (nx, ny) == goal:
                final = step + self.entry_cost(index, OPPOSITE[direction])
                if final < best_cost:
                    best_cost, best_end = final, state
                continue
            if (nx, ny) in self.taken:
                continue
            for turn in range(4):
                if turn == OPPOSITE[direction]:
                    continue
                # Leave a row line only along it or where a vertical line may be taken: every x line is one.
                following = (
                    step
                    + (0 if turn == direction else BEND)
                    + self.point_cost(index, nx, ny, direction, turn)
                )
                key = (nx, ny, turn)
                if following < cost_to.get(key, float("inf")) - 1e-9:
                    cost_to[key] = following
                    came[key] = state
                    ahead = 20 * abs(nx - goal_x) + 32 * abs(ny - goal_y)
                    heapq.heappush(heap, (following + 0.8 * ahead, following, *key))
        if best_end is None:  # No node is walled in: the outer margins and channels are always free.
            return (start, goal), 1e6, SOUTH, NORTH
        points = [goal]
        state_: tuple[int, int, int] | None = best_end
        leaving = SOUTH
        while state_ is not None:
            points.append((state_[0], state_[1]))
            leaving = state_[2]
            state_ = came[state_]
        return tuple(points[::-1]), best_cost, leaving, OPPOSITE[best_end[2]]

    def exit_cost(self, index: int, side: int) -> float:
        graph = self.graph
        source, target, label = graph.edges[index]
        (x1, _y1), (x2, _y2) = self.grid.at[source], self.grid.at[target]
        decision = graph.is_decision[source]
        main = graph.main[source] == target
        if index in graph.back:
            cost = {EAST: 0.0, WEST: 0.0, SOUTH: 45.0, NORTH: 190.0 if decision else 90.0}[side]
            if side in (EAST, WEST) and x1 != x2 and (side == EAST) != (x2 > x1):
                cost = 26.0
        elif side == SOUTH:
            cost = 0.0 if main and x1 == x2 else 8.0 if main else 34.0 if decision else 12.0
        elif side == NORTH:
            cost = 260.0
        elif x1 == x2:
            cost = 22.0 if decision and not main else 60.0
        elif (side == EAST) == (x2 > x1):
            cost = 4.0 if not main else 8.0
        else:
            cost = 52.0 if decision else 85.0
        for other, out in self.sides.get((source, side), ()):
            if out:
                if decision:
                    cost += 700
                elif label or graph.edges[other][2]:
                    cost += 300
            else:
                cost += 700 if decision else 170
        return cost

    def entry_cost(self, index: int, side: int) -> float:
        graph = self.graph
        _, target, _ = graph.edges[index]
        going_back = index in graph.back
        if side == NORTH:
            cost = 18.0 if going_back else 0.0
        elif side == SOUTH:
            cost = 110.0 if going_back else 210.0
        else:
            cost = (0.0 if going_back else 10.0) + (22.0 if graph.is_decision[target] else 0.0)
        for _, out in self.sides.get((target, side), ()):
            if out:
                cost += 700 if graph.is_decision[target] else 170
        return cost

    def unit_cost(self, index: int, x: int, y: int, direction: int) -> float:
        """Of the step from a point in a direction."""
        graph = self.graph
        source, target, label = graph.edges[index]
        if direction in (EAST, WEST):
            from_x = x if direction == EAST else x - 1
            near_column = self.is_column[from_x] or self.is_column[from_x + 1]
            length = 84.0 if near_column else 24.0
            unit, on_row = (from_x, y, 0), y % 2 == 1
        else:
            from_y = y if direction == SOUTH else y - 1
            length = 41.0
            unit, on_row = (x, from_y, 1), self.is_column[x]
        others = self.units.get(unit)
        if not others:
            return length
        foreign = 0
        for other in others:
            other_source, other_target, other_label = graph.edges[other]
            if other_target == target or (other_source == source and not label and not other_label):
                continue
            foreign += 1
        if not foreign:
            return 0.8 * length
        return length + foreign * (ON_CENTRE_LINE if on_row else IN_CHANNEL)

    def point_cost(self, index: int, x: int, y: int, direction: int, turn: int) -> float:
        """Of passing or turning at a point: foreign trunks that cross here."""
        graph = self.graph
        source, target, label = graph.edges[index]
        horizontal = direction in (EAST, WEST) or turn in (EAST, WEST)
        vertical = direction in (SOUTH, NORTH) or turn in (SOUTH, NORTH)
        units = self.units
        crossed: set[int] = set()
        if horizontal:
            above, below = units.get((x, y - 1, 1), ()), units.get((x, y, 1), ())
            for other in above:
                if other in below:
                    crossed.add(other)
        if vertical:
            left, right = units.get((x - 1, y, 0), ()), units.get((x, y, 0), ())
            for other in left:
                if other in right:
                    crossed.add(other)
        targets = set()
        for other in crossed:
            other_source, other_target, other_label = graph.edges[other]
            if other_target != target and not (other_source == source and not label and not other_label):
                targets.add(other_target)
        return CROSSING * len(targets) if direction == turn else 0.6 * CROSSING * len(targets)


def _units(path: tuple[tuple[int, int], ...]) -> list[tuple[int, int, int]]:
    """The unit steps of a path, each by its west or north end."""
    found = []
    for (x1, y1), (x2, y2) in itertools.pairwise(path):
        if y1 == y2:
            found += [(x, y1, 0) for x in range(min(x1, x2), max(x1, x2))]
        else:
            found += [(x1, y, 1) for y in range(min(y1, y2), max(y1, y2))]
    return found
