"""Which row and which sub-column of its lane each node takes: list scheduling, then a bounded local search.

Rows are shared by all lanes, so that a hand-over to another lane can be one straight horizontal line. The search minimises
an estimate of the drawing's cost that needs no routing; every step is counted, none is timed, so results are the same on
every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wuye_docs.swimlanes.graph import Topology

MAX_COLUMNS = 2
"""Sub-columns of a lane."""
MAX_EVALUATIONS = 400


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
    used = set(row)
    if len(used) <= max(row):
        rows = {value: index for index, value in enumerate(sorted(used))}
        row = [rows[value] for value in row]
    for own in {graph.lane[node] for node, column in enumerate(sub) if column}:
        taken = sorted({sub[node] for node in graph.in_lane[own]})
        if taken[-1] >= len(taken):
            for node in graph.in_lane[own]:
                sub[node] = taken.index(sub[node])
    return Placement(tuple(row), tuple(sub))


def _improve(graph: Topology, start: Placement, budget: int) -> tuple[Placement, float]:
    """First improvement over single moves, in a fixed order, until nothing helps or the budget is spent."""
    best, cost, spent = start, estimate(graph, start), 1
    improved = True
    while improved and spent < budget:
        improved = False
        for candidate in neighbours(graph, best, range(graph.size)):
            spent += 1
            tried = estimate(graph, candidate)
            if tried < cost - 1e-9:
                best, cost, improved = candidate, tried, True
                break
            if spent >= budget:
                break
    return best, cost


def neighbours(graph: Topology, placement: Placement, nodes: Iterable[int]) -> Iterator[Placement]:
    """Every single move of some nodes: up or down, to the other sub-column, a row opened, or with all that follows."""
    cells = {(placement.row[n], graph.lane[n], placement.sub[n]): n for n in range(graph.size)}
    for node in nodes:
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
            for at in range(max(0, placement.row[node] - 2), placement.row[node] + 3):
                row, sub = list(placement.row), list(placement.sub)
                other = cells.get((at, graph.lane[node], column))
                if other is not None:
                    row[other], sub[other] = row[node], sub[node]
                row[node], sub[node] = at, column
                yield _normal(graph, row, sub)
        at = placement.row[node]
        yield _normal(graph, [r + (r >= at) for r in placement.row], list(placement.sub))
        yield _normal(
            graph, [r + (r >= at and n != node) for n, r in enumerate(placement.row)], list(placement.sub)
        )
        for shift in (1, -1):
            moved = graph.descendants[node]
            row = [value + (shift if one in moved else 0) for one, value in enumerate(placement.row)]
            taken = {(row[n], graph.lane[n], placement.sub[n]) for n in range(graph.size)}
            if min(row) >= 0 and len(taken) == graph.size:
                yield _normal(graph, row, list(placement.sub))


def estimate(graph: Topology, placement: Placement) -> float:
    """What a drawing of this placement would cost, without routing it; smaller is better."""
    row, lane = placement.row, graph.lane
    counts = columns_of(graph, placement.sub)
    base, total = [], 0
    for count in counts:
        base.append(total)
        total += count
    column = [base[lane[n]] + placement.sub[n] for n in range(graph.size)]
    # Occupied cells as bits, by row and by column.
    in_row = [0] * (max(row) + 1)
    in_column = [0] * total
    for y, x in zip(row, column, strict=True):
        if in_row[y] >> x & 1:
            return 1e9
        in_row[y] |= 1 << x
        in_column[x] |= 1 << y
    cost = 1.1 * (max(row) + 1) + 3.2 * (total - len(counts)) + 14.0 * max(0, total - 6)
    used = [0] * (graph.size * 4)
    """Lines at each side of each node: right, left, below, above."""
    across: list[tuple[int, int, int]] = []
    down: list[tuple[int, int, int]] = []
    for source, target, main_below, is_plain_step in graph.estimated:
        top, bottom = row[source], row[target]
        here, there = column[source], column[target]
        left, right = (here, there) if here < there else (there, here)
        side = 0 if there > here else 1
        if bottom < top:
            cost += 30 + top - bottom
        elif here == there:
            blocked = (in_column[here] >> (top + 1) & ((1 << (bottom - top - 1)) - 1)).bit_count()
            cost += 0.25 * (bottom - top - 1) + (1.9 + 0.2 * blocked if blocked else 0)
            if main_below:
                cost += 0.7
            used[target * 4 + 3] += 1
            if not blocked:
                used[source * 4 + 2] += 1
                down.append((here, top, bottom))
        elif top == bottom:
            blocked = (in_row[top] >> (left + 1) & ((1 << (right - left - 1)) - 1)).bit_count()
            cost += 0.12 * (right - left) + (3.2 + 0.3 * blocked if blocked else 0) + 0.25 * side
            if is_plain_step:
                cost += 1.2
            if not blocked:
                used[source * 4 + side] += 1
                used[target * 4 + 1 - side] += 1
                across.append((top, left, right))
        else:
            between = (1 << (right - left - 1)) - 1 << (left + 1)
            under = (1 << (bottom - top - 1)) - 1 << (top + 1)
            first = in_row[top] & (between | 1 << there) or in_column[there] & under
            second = in_column[here] & under or in_row[bottom] & (between | 1 << here)
            side_first = 1.0 + (1.6 if first else 0) + (1.1 if used[source * 4 + side] else 0)
            down_first = 1.25 + (1.6 if second else 0) + (1.1 if main_below or used[source * 4 + 2] else 0)
            cost += min(side_first, down_first) + 0.12 * (right - left) + 0.16 * (bottom - top - 1)
            if side_first <= down_first:
                used[source * 4 + side] += 1
                used[target * 4 + 3] += 1
                across.append((top, left, right))
                down.append((there, top, bottom))
            else:
                used[source * 4 + 2] += 1
                used[target * 4 + 1 - side] += 1
                down.append((here, top, bottom))
                across.append((bottom, left, right))
    for index in graph.back:
        source, target, _ = graph.edges[index]
        rise = row[source] - row[target]
        cost += 0.14 * abs(rise) + 0.12 * abs(column[source] - column[target]) + (3 if rise < 0 else 0)
    for x, top, bottom in down:
        if bottom - top > 1:
            cost += 2.4 * sum(top < y < bottom and left < x < right for y, left, right in across)
    for node in graph.decisions:
        for count in used[node * 4 : node * 4 + 4]:
            if count > 1:
                cost += count - 1
    return cost
