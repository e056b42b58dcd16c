"""Placements tried with their lines routed: from the best estimates downhill, then the lines in conflict one by one."""

from __future__ import annotations

from wuye_docs.swimlanes.graph import Topology
from wuye_docs.swimlanes.placement import Placement, columns_of, neighbours, place
from wuye_docs.swimlanes.routing import CROSSING, Board, Router

# What the size of the sheet costs, in the scale of routing, where a bend is 58 and a crossing 330.
ROW = 80.0
EXTRA_COLUMN = 200.0
TOO_WIDE = 900.0
COLUMNS_ON_A4 = 5
"""More columns print below 7.2 pt on an upright page."""

# How much is tried. All is counted, none is timed, so that every machine draws the same.
STARTS = 4
"""Schedules to go downhill from."""
PEACE = 250.0
"""Below this lines hardly disturb each other: another start is not worth while."""
WORK = 800
"""Lines routed at most, over all placements."""
CROWDED = 0.1
"""Crossings by lines above which more work is worth while."""
MORE_WORK = 2400
ROUNDS = 6
"""Steps downhill from one start."""
DEAR = 90.0
"""Lines that cost more than this have their nodes moved."""
NODES = 8
TRIED = 14
"""Moved nodes, and placements routed, in one step at most."""
FINALISTS = 3
"""Placements drawn in the end."""
TRIALS = 12
"""Other ways tried for lines in conflict."""


def best_boards(graph: Topology) -> list[tuple[float, Board]]:
    """The best few routed placements, polished, with what each costs, its crossings left out."""
    search = _Search(graph)
    starts = sorted(place(graph), key=search.cost)[:STARTS]
    for start in starts:
        if search.descend(start) <= PEACE or search.is_spent():
            break
    if search.crossings() > max(2, CROWDED * len(graph.edges)):
        search.work = MORE_WORK
        for start in starts:
            search.descend(start)
    finalists = []
    for placement, board in search.best():
        board.polish(TRIALS)
        crossed = CROSSING * board.crossing_points().bit_count()
        finalists.append((board.cost() - crossed + sheet_cost(graph, placement), board))
    return finalists


class _Search:
    """What has been routed so far."""

    def __init__(self, graph: Topology) -> None:
        self.graph = graph
        self.router = Router(graph)
        self.routed: dict[Placement, tuple[float, Board]] = {}
        self.work = WORK

    def cost(self, placement: Placement) -> float:
        """What a placement costs with its lines routed."""
        found = self.routed.get(placement)
        if found is None:
            found = self._route(placement)
        return found[0]

    def descend(self, best: Placement) -> float:
        """Go to the best neighbour found, again and again, until none is better; what lines still do to each other there."""
        cost = self.cost(best)
        for _ in range(ROUNDS):
            before = cost
            for least, candidate in self._promising(best):
                if least >= cost or self.is_spent():
                    break
                tried, _ = self.routed.get(candidate) or self._route(candidate)
                if tried < cost - 1e-6:
                    best, cost = candidate, tried
            if cost == before:
                break
        return self.routed[best][1].conflict()

    def crossings(self) -> int:
        """How often lines cross on the best board."""
        return min(self.routed.values(), key=lambda one: one[0])[1].crossing_points().bit_count()

    def is_spent(self) -> bool:
        """Whether enough lines have been routed; counted, not timed, so that all machines draw the same."""
        return len(self.routed) * len(self.graph.edges) > self.work

    def best(self) -> list[tuple[Placement, Board]]:
        """The best few, the best first."""
        ranked = sorted(self.routed.items(), key=lambda item: (item[1][0], item[0].row, item[0].sub))
        return [(placement, board) for placement, (_, board) in ranked[:FINALISTS]]

    def _route(self, placement: Placement) -> tuple[float, Board]:
        board = self.router.board(placement)
        found = self.routed[placement] = (board.cost() + sheet_cost(self.graph, placement), board)
        return found

    def _promising(self, placement: Placement) -> list[tuple[float, Placement]]:
        """The moves of nodes at the dearest lines, with what they cost at least; the most hopeful first."""
        _, board = self.routed[placement]
        nodes: dict[int, None] = {}
        for edge in board.dearest(DEAR):
            nodes.update(dict.fromkeys(self.graph.edges[edge][:2]))
            if len(nodes) >= NODES:
                break
        found = []
        for candidate in dict.fromkeys(neighbours(self.graph, placement, nodes)):
            found.append((self.router.least(candidate) + sheet_cost(self.graph, candidate), candidate))
        found.sort(key=lambda one: (one[0], one[1].row, one[1].sub))
        return found[:TRIED]


def sheet_cost(graph: Topology, placement: Placement) -> float:
    """What the size of the sheet costs, in the scale of the routing."""
    counts = columns_of(graph, placement.sub)
    extra = sum(counts) - len(counts)
    too_wide = max(0, sum(counts) - max(COLUMNS_ON_A4, len(counts)))
    return ROW * (max(placement.row) + 1) + EXTRA_COLUMN * extra + TOO_WIDE * too_wide
