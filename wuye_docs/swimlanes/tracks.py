"""Lines that share a channel get tracks beside each other; lines to one target join into one trunk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, permutations

from wuye_docs.swimlanes.graph import Topology
from wuye_docs.swimlanes.routing import Routing

SPACING = 11.0


@dataclass(slots=True)
class Run:
    """A straight piece of a path: `line` is the x or y line it lies on, `low` and `high` where it reaches across."""

    edge: int
    position: int
    horizontal: bool
    line: int
    low: int
    high: int
    group: int = -1


@dataclass(slots=True)
class Group:
    """Runs drawn as one line."""

    horizontal: bool
    line: int
    runs: list[Run] = field(default_factory=list)
    offset: float = 0.0
    at_port: bool = False

    def ends(self) -> tuple[int, int]:
        return min(run.low for run in self.runs), max(run.high for run in self.runs)


@dataclass(frozen=True, slots=True)
class Tracks:
    """The groups, which group each run of each edge is in, and how wide each line's tracks are (px)."""

    groups: tuple[Group, ...]
    run_groups: tuple[tuple[int, ...], ...]
    extent: dict[tuple[bool, int], tuple[float, float]]
    """(horizontal, line) -> lowest and highest offset."""


def assign_tracks(graph: Topology, routing: Routing) -> Tracks:
    """Tracks for every line: vertical ones, horizontal ones, then both again with the others' offsets known."""
    runs = [_runs(index, path) for index, path in enumerate(routing.paths)]
    groups = _join(graph, routing, runs)
    _share_ports(graph, routing, groups, runs)
    for horizontal in (False, True, False, True):
        for line in sorted({group.line for group in groups if group.horizontal is horizontal}):
            _order(
                [group for group in groups if group.horizontal is horizontal and group.line == line],
                groups,
                runs,
                routing,
            )
    extent: dict[tuple[bool, int], tuple[float, float]] = {}
    for group in groups:
        low, high = extent.get((group.horizontal, group.line), (0.0, 0.0))
        extent[group.horizontal, group.line] = min(low, group.offset), max(high, group.offset)
    return Tracks(tuple(groups), tuple(tuple(run.group for run in one) for one in runs), extent)


def _runs(index: int, path: tuple[tuple[int, int], ...]) -> list[Run]:
    found = []
    for position, ((x1, y1), (x2, y2)) in enumerate(pairwise(path)):
        if y1 == y2:
            found.append(Run(index, position, True, y1, min(x1, x2), max(x1, x2)))
        else:
            found.append(Run(index, position, False, x1, min(y1, y2), max(y1, y2)))
    return found


def _join(graph: Topology, routing: Routing, runs: list[list[Run]]) -> list[Group]:
    """Union of runs that make one trunk: the same way on to one target, or the same way out of one source, unlabelled."""
    groups: list[Group] = []
    by_line: dict[tuple[bool, int], list[Run]] = {}
    for one in runs:
        for run in one:
            by_line.setdefault((run.horizontal, run.line), []).append(run)
    for (horizontal, line), found in sorted(by_line.items()):
        parent = list(range(len(found)))

        def root(index: int, parent: list[int] = parent) -> int:
            while parent[index] != index:
                index = parent[index]
            return index

        for a in range(len(found)):
            for b in range(a):
                if (
                    found[a].low <= found[b].high
                    and found[b].low <= found[a].high
                    and _is_trunk(graph, routing, found[a], found[b])
                ):
                    parent[root(a)] = root(b)
        members: dict[int, Group] = {}
        for index, run in enumerate(found):
            group = members.get(root(index))
            if group is None:
                group = members[root(index)] = Group(horizontal, line)
                groups.append(group)
            group.runs.append(run)
            run.group = groups.index(group)
    for group in groups:
        for run in group.runs:
            last = len(routing.paths[run.edge]) - 2
            group.at_port |= run.position == 0 or run.position == last
    return groups


def _is_trunk(graph: Topology, routing: Routing, one: Run, other: Run) -> bool:
    path, second = routing.paths[one.edge], routing.paths[other.edge]
    source, target, label = graph.edges[one.edge]
    other_source, other_target, other_label = graph.edges[other.edge]
    if target == other_target and path[one.position + 1 :] == second[other.position + 1 :]:
        return True
    unlabelled = not label and not other_label
    return source == other_source and unlabelled and path[: one.position + 1] == second[: other.position + 1]


def _share_ports(graph: Topology, routing: Routing, groups: list[Group], runs: list[list[Run]]) -> None:
    """Where a line in and a line out meet one side of a node, set them apart."""
    sides: dict[tuple[int, int, int], dict[bool, set[int]]] = {}
    for index, (source, target, _) in enumerate(graph.edges):
        path = routing.paths[index]
        first, last = runs[index][0], runs[index][-1]
        out = (source, _sign(path[1][0] - path[0][0]), _sign(path[1][1] - path[0][1]))
        into = (target, _sign(path[-2][0] - path[-1][0]), _sign(path[-2][1] - path[-1][1]))
        sides.setdefault(out, {}).setdefault(True, set()).add(first.group)
        sides.setdefault(into, {}).setdefault(False, set()).add(last.group)
    for (node, _, vertical), found in sorted(sides.items()):
        if True in found and False in found and not graph.is_decision[node]:
            apart = 20.0 if vertical else 9.0
            for group in found[True] - found[False]:
                groups[group].offset = apart
            for group in found[False] - found[True]:
                groups[group].offset = -apart


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def _order(found: list[Group], groups: list[Group], runs: list[list[Run]], routing: Routing) -> None:
    """Offsets for the groups of one line: conflicting ones side by side, in the order that crosses least."""
    line = found[0].line
    is_centre = line % 2 == 1 if found[0].horizontal else routing.grid.kinds[line][0] == "column"
    spans = [_span(group, groups, runs) for group in found]
    clash = [
        [a != b and spans[a][0] < spans[b][1] and spans[b][0] < spans[a][1] for b in range(len(found))]
        for a in range(len(found))
    ]
    seen: set[int] = set()
    for start in range(len(found)):
        if start in seen:
            continue
        members, waiting = [], [start]
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            members.append(one)
            waiting += [other for other in range(len(found)) if clash[one][other] and other not in seen]
        members.sort()
        if len(members) == 1:
            if not (is_centre and found[start].at_port):
                found[start].offset = 0.0
            continue
        if is_centre:
            _dodge(members, found, clash)
            continue
        cost = {
            (a, b): _before(found[a], found[b], spans[a], spans[b], groups, runs)
            for a in members
            for b in members
            if clash[a][b]
        }
        order = _best_order(members, cost)
        track: dict[int, int] = {}
        for one in order:
            track[one] = max((track[other] + 1 for other in track if clash[one][other]), default=0)
        middle = max(track.values()) / 2
        for one, at in track.items():
            found[one].offset = (at - middle) * SPACING


def _dodge(members: list[int], found: list[Group], clash: list[list[bool]]) -> None:
    """On a line through the middle of nodes, what touches a node stays; the others go to either side."""
    for one in members:
        if found[one].at_port:
            continue
        taken = {found[other].offset for other in members if clash[one][other]}
        for offset in (0.0, SPACING, -SPACING, 2 * SPACING, -2 * SPACING):
            if offset not in taken:
                found[one].offset = offset
                break


def _span(group: Group, groups: list[Group], runs: list[list[Run]]) -> tuple[float, float]:
    """Where a group begins and ends, by index of the perpendicular line times 1000 and that line's offset."""
    values = []
    for run in group.runs:
        for position, step in ((run.position - 1, 0), (run.position + 1, 1)):
            chain = runs[run.edge]
            point = _point_of(run, chain, step)
            offset = groups[chain[position].group].offset if 0 <= position < len(chain) else 0.0
            values.append(point * 1000 + offset)
    return min(values), max(values)


def _point_of(run: Run, chain: list[Run], step: int) -> int:
    """The perpendicular line at the beginning (0) or end (1) of a run, in the direction of its path."""
    other = (
        chain[run.position - 1]
        if step == 0 and run.position > 0
        else chain[run.position + 1]
        if step == 1 and run.position + 1 < len(chain)
        else None
    )
    if other is not None:
        return other.line
    # A port: the end of the run that does not touch its neighbour.
    neighbour = (
        chain[1].line if len(chain) > 1 and run.position == 0 else chain[-2].line if len(chain) > 1 else None
    )
    if neighbour is None:
        return run.low if step == 0 else run.high
    return run.low if run.high == neighbour else run.high


def _turns(group: Group, groups: list[Group], runs: list[list[Run]]) -> list[tuple[float, int]]:
    """(position, direction) of each end where the group turns off: -1 to the lower side, 1 to the higher."""
    found: dict[tuple[float, int], None] = {}
    for run in group.runs:
        chain = runs[run.edge]
        for position in (run.position - 1, run.position + 1):
            if 0 <= position < len(chain):
                other = chain[position]
                middle = (other.low + other.high) / 2
                found[other.line * 1000 + groups[other.group].offset, 1 if middle > run.line else -1] = None
    return list(found)


def _before(
    a: Group,
    b: Group,
    span_a: tuple[float, float],
    span_b: tuple[float, float],
    groups: list[Group],
    runs: list[list[Run]],
) -> float:
    """Crossings if `a` lies on the lower side of `b`; heavily dearer if two ends would lie upon each other."""
    cost = 0.0
    turns_a, turns_b = _turns(a, groups, runs), _turns(b, groups, runs)
    cost += sum(1 for at, side in turns_a if side > 0 and span_b[0] < at < span_b[1])
    cost += sum(1 for at, side in turns_b if side < 0 and span_a[0] < at < span_a[1])
    cost += sum(
        6 for at, side in turns_a if side > 0 for other, way in turns_b if way < 0 and abs(at - other) < 1
    )
    return cost


def _best_order(members: list[int], cost: dict[tuple[int, int], float]) -> list[int]:
    def total(order: Sequence[int]) -> float:
        return sum(cost.get((a, b), 0.0) for index, a in enumerate(order) for b in order[index + 1 :])

    if len(members) <= 6:
        return list(min((total(order), order) for order in permutations(members))[1])
    order: list[int] = []
    for one in members:
        order = min(([*order[:at], one, *order[at:]] for at in range(len(order) + 1)), key=total)
    return order
