"""Which row and which sub-column of its lane each node takes: list scheduling, then a bounded local search.

Rows are shared by all lanes, so that a hand-over to another lane can be one straight horizontal line. The search minimises
an estimate of the drawing's cost that needs no routing; every step is counted, none is timed, so results are the same on
every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wuye_docs.swimlanes.graph import Topology

MAX_COLUMNS = 2
"""Sub-columns of a lane."""
MAX_EVALUATIONS = 700


@dataclass(frozen=True, slots=True)
class Placement:
    """Row and sub-column of each node; rows are numbered without gaps."""

    row: tuple[int, ...]
    sub: tuple[int, ...]


def place(graph: Topology) -> list[Placement]:
    """Good placements, the best first, all different."""
    found: dict[Placement, float] = {}
    starts = [
        _schedule(graph, same_row, columns) for same_row in (True, False) for columns in (1, MAX_COLUMNS)
    ]
    for start in dict.fromkeys(starts):
        placement, cost = _improve(graph, start, MAX_EVALUATIONS // 4)
        found.setdefault(placement, cost)
    return [one for one, _ in sorted(found.items(), key=lambda item: (item[1], item[0].row, item[0].sub))]


def columns_of(graph: Topology, sub: tuple[int, ...] | list[int]) -> list[int]:
    """How many sub-columns each lane has, at least one."""
    counts = [1] * len(graph.graph.lanes)
    for node in range(graph.size):
        counts[graph.lane[node]] = max(counts[graph.lane[node]], sub[node] + 1)
    return counts


def _schedule(graph: Topology, same_row: bool, columns: int) -> Placement:
    """Every node in topological order takes the cheapest free cell at or below its predecessors."""
    lane = graph.lane
    row, sub = [0] * graph.size, [0] * graph.size
    cells: dict[tuple[int, int, int], int] = {}
    spans: dict[int, list[tuple[float, float]]] = {}
    opened = [1] * len(graph.graph.lanes)
    deepest = 0
    for node in graph.order:
        best: tuple[float, int, int] | None = None
        own = lane[node]
        for column in range(min(columns, opened[own] + 1)):
            place_x = own + column * 0.5
            low = 0
            for source in graph.before[node]:
                beside = lane[source] != own or (sub[source] != column and graph.is_decision[source])
                low = max(low, row[source] + (0 if same_row and beside else 1))
            for at in range(low, low + 7):
                if (at, own, column) in cells:
                    continue
                cost = (
                    0.55 * (at - low)
                    + 0.9 * max(0, at - deepest)
                    + (3.0 if column >= opened[own] else 0)
                    + 0.35 * column
                )
                cost += sum(3.0 for left, right in spans.get(at, ()) if left < place_x < right)
                for source in graph.before[node]:
                    source_x = lane[source] + sub[source] * 0.5
                    if row[source] == at:
                        left, right = sorted((source_x, place_x))
                        blocked = sum(1 for r, one, k in cells if r == at and left < one + k * 0.5 < right)
                        blocked += sum(1 for a, b in spans.get(at, ()) if a < right and left < b)
                        cost += 4 * blocked + 0.2 * (right - left)
                    elif lane[source] == own and sub[source] == column:
                        cost += 1.2 * sum(1 for r in range(row[source] + 1, at) if (r, own, column) in cells)
                        main = graph.main[source]
                        if (
                            graph.is_decision[source]
                            and main != node
                            and lane[main] == own
                            and at == row[source] + 1
                        ):
                            cost += 2.2
                    else:
                        cost += 0.6
                if best is None or cost < best[0] - 1e-9:
                    best = (cost, at, column)
        if best is None:
            best = (0.0, deepest + 1, 0)
        _, row[node], sub[node] = best
        cells[row[node], own, sub[node]] = node
        opened[own] = max(opened[own], sub[node] + 1)
        deepest = max(deepest, row[node])
        for source in graph.before[node]:
            if row[source] == row[node]:
                left, right = sorted((lane[source] + sub[source] * 0.5, own + sub[node] * 0.5))
                spans.setdefault(row[node], []).append((left, right))
    return _normal(graph, row, sub)


def _normal(graph: Topology, row: list[int], sub: list[int]) -> Placement:
    """The same placement without empty rows and sub-columns."""
    rows = {value: index for index, value in enumerate(sorted(set(row)))}
    kept: dict[int, dict[int, int]] = {}
    for own in set(graph.lane):
        used = sorted({sub[node] for node in range(graph.size) if graph.lane[node] == own})
        kept[own] = {value: index for index, value in enumerate(used)}
    return Placement(
        tuple(rows[value] for value in row),
        tuple(kept[graph.lane[node]][sub[node]] for node in range(graph.size)),
    )


def _improve(graph: Topology, start: Placement, budget: int) -> tuple[Placement, float]:
    """First improvement over single moves, in a fixed order, until nothing helps or the budget is spent."""
    best, cost, spent = start, estimate(graph, start), 1
    improved = True
    while improved and spent < budget:
        improved = False
        for candidate in _neighbours(graph, best):
            spent += 1
            tried = estimate(graph, candidate)
            if tried < cost - 1e-9:
                best, cost, improved = candidate, tried, True
                break
            if spent >= budget:
                break
    return best, cost


def _neighbours(graph: Topology, placement: Placement) -> Iterator[Placement]:
    """Every single move: a node up or down, to the other sub-column, or with all that follows it."""
    cells = {(placement.row[n], graph.lane[n], placement.sub[n]): n for n in range(graph.size)}
    for node in range(graph.size):
        for shift in (-1, 1, -2, 2, -3, 3):
            at = placement.row[node] + shift
            if at < 0:
                continue
            row = list(placement.row)
            other = cells.get((at, graph.lane[node], placement.sub[node]))
            if other is not None:
                row[other] = placement.row[node]
            row[node] = at
            yield _normal(graph, row, list(placement.sub))
        for column in range(MAX_COLUMNS):
            if column == placement.sub[node]:
                continue
            sub = list(placement.sub)
            sub[node] = column
            other = cells.get((placement.row[node], graph.lane[node], column))
            if other is not None:
                sub[other] = placement.sub[node]
            yield _normal(graph, list(placement.row), sub)
        for shift in (1, -1):
            moved = graph.descendants[node]
            row = [value + (shift if one in moved else 0) for one, value in enumerate(placement.row)]
            taken = {(row[n], graph.lane[n], placement.sub[n]) for n in range(graph.size)}
            if min(row) >= 0 and len(taken) == graph.size:
                yield _normal(graph, row, list(placement.sub))


def estimate(graph: Topology, placement: Placement) -> float:
    """What a drawing of this placement would cost, without routing it; smaller is better."""
    row, sub, lane = placement.row, placement.sub, graph.lane
    counts = columns_of(graph, sub)
    base, total = [], 0
    for count in counts:
        base.append(total)
        total += count
    column = [base[lane[n]] + sub[n] for n in range(graph.size)]
    occupied = {(row[n], column[n]) for n in range(graph.size)}
    if len(occupied) < graph.size:
        return 1e9
    cost = 1.1 * (max(row) + 1) + 3.2 * (total - len(counts)) + 14.0 * max(0, total - 6)
    used: dict[tuple[int, str], int] = {}
    across: list[tuple[int, int, int, int]] = []
    down: list[tuple[int, int, int, int]] = []

    def use(node: int, side: str) -> int:
        used[node, side] = used.get((node, side), 0) + 1
        return used[node, side] - 1

    def between(at: int, one: int, other: int) -> int:
        left, right = (one, other) if one < other else (other, one)
        return sum((at, x) in occupied for x in range(left + 1, right))

    def under(x: int, top: int, bottom: int) -> int:
        return sum((y, x) in occupied for y in range(top + 1, bottom))

    for source, target, index in graph.forward:
        rise = row[target] - row[source]
        here, there = column[source], column[target]
        side = "E" if there > here else "W"
        off_main = graph.is_decision[source] and graph.main[source] != target
        main_below = off_main and lane[graph.main[source]] == lane[source]
        if rise < 0:
            cost += 7 - rise
        elif here == there:
            blocked = under(here, row[source], row[target])
            cost += 0.25 * (rise - 1) + (1.9 + 0.2 * blocked if blocked else 0) + (0.7 if main_below else 0)
            use(target, "N")
            if not blocked:
                use(source, "S")
                down.append((here, row[source], row[target], index))
        elif rise == 0:
            blocked = between(row[source], here, there)
            cost += (
                0.12 * abs(here - there)
                + (3.2 + 0.3 * blocked if blocked else 0)
                + (0.25 if there < here else 0)
            )
            if lane[source] == lane[target] and not graph.is_decision[source]:
                cost += 1.2
            if not blocked:
                use(source, side)
                use(target, "W" if side == "E" else "E")
                across.append((row[source], min(here, there), max(here, there), index))
        else:
            first = (
                between(row[source], here, there)
                + ((row[source], there) in occupied)
                + under(there, row[source], row[target])
            )
            second = (
                under(here, row[source], row[target])
                + ((row[target], here) in occupied)
                + between(row[target], here, there)
            )
            side_first = 1.0 + (1.6 if first else 0) + (1.1 if used.get((source, side)) else 0)
            down_first = 1.25 + (1.6 if second else 0) + (1.1 if used.get((source, "S")) or main_below else 0)
            cost += min(side_first, down_first) + 0.12 * abs(here - there) + 0.16 * (rise - 1)
            left, right = sorted((here, there))
            if side_first <= down_first:
                use(source, side)
                use(target, "N")
                across.append((row[source], left, right, index))
                down.append((there, row[source], row[target], index))
            else:
                use(source, "S")
                use(target, "W" if side == "E" else "E")
                down.append((here, row[source], row[target], index))
                across.append((row[target], left, right, index))
    for index in graph.back:
        source, target, _ = graph.edges[index]
        rise = row[source] - row[target]
        cost += 0.14 * abs(rise) + 0.12 * abs(column[source] - column[target]) + (3 if rise < 0 else 0)
    for y, left, right, one in across:
        for x, top, bottom, other in down:
            if one != other and left < x < right and top < y < bottom:
                cost += 2.4
    cost += sum(
        1.0 * (count - 1) for (node, _), count in used.items() if graph.is_decision[node] and count > 1
    )
    return cost
