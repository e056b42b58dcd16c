"""A flow as the layout sees it: lanes, nodes, edges; which edges go back, and which way is the main one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

NodeKind = Literal["start", "task", "decision", "end"]


@dataclass(frozen=True, slots=True)
class Node:
    """A shape to be: `lane` is an index into the graph's lanes, `mark` the step's ① or empty."""

    key: str
    lane: int
    kind: NodeKind
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A connector to be."""

    source: str
    target: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class FlowGraph:
    """A flow; nodes stand in reading order."""

    number: str
    title: str
    lanes: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True)
class Topology:
    """What placement and routing ask of a graph, by index of node and edge; self loops and doubles are gone."""

    graph: FlowGraph
    edges: tuple[tuple[int, int, str], ...]
    """(source, target, label) by position in reading order."""

    @cached_property
    def size(self) -> int:
        return len(self.graph.nodes)

    @cached_property
    def lane(self) -> tuple[int, ...]:
        return tuple(node.lane for node in self.graph.nodes)

    @cached_property
    def in_lane(self) -> tuple[tuple[int, ...], ...]:
        """The nodes of each lane."""
        return tuple(
            tuple(node for node in range(self.size) if self.lane[node] == lane)
            for lane in range(len(self.graph.lanes))
        )

    @cached_property
    def is_decision(self) -> tuple[bool, ...]:
        return tuple(node.kind == "decision" for node in self.graph.nodes)

    @cached_property
    def decisions(self) -> tuple[int, ...]:
        return tuple(node for node in range(self.size) if self.is_decision[node])

    @cached_property
    def back(self) -> frozenset[int]:
        """Edges that close a loop, found by depth-first search in reading order."""
        following: list[list[tuple[int, int]]] = [[] for _ in range(self.size)]
        for index, (source, target, _) in enumerate(self.edges):
            following[source].append((target, index))
        for found in following:
            found.sort()
        entered = {target for _, target, _ in self.edges}
        starts = [n for n in range(self.size) if self.graph.nodes[n].kind == "start" or n not in entered]
        state = [0] * self.size
        back = set()
        for root in (*starts, *range(self.size)):
            if state[root]:
                continue
            stack = [(root, iter(following[root]))]
            state[root] = 1
            while stack:
                node, ways = stack[-1]
                for target, index in ways:
                    if state[target] == 1:
                        back.add(index)
                    elif state[target] == 0:
                        state[target] = 1
                        stack.append((target, iter(following[target])))
                        break
                else:
                    state[node] = 2
                    stack.pop()
        return frozenset(back)

    @cached_property
    def forward(self) -> tuple[tuple[int, int, int], ...]:
        """(source, target, edge) of the edges that do not go back."""
        return tuple((s, t, i) for i, (s, t, _) in enumerate(self.edges) if i not in self.back)

    @cached_property
    def estimated(self) -> tuple[tuple[int, int, bool, bool], ...]:
        """Forward edges: (source, target, the main way of a decision goes below instead, a step follows in its lane)."""
        lane, main = self.lane, self.main
        return tuple(
            (
                s,
                t,
                self.is_decision[s] and main[s] != t and lane[main[s]] == lane[s],
                lane[s] == lane[t] and not self.is_decision[s],
            )
            for s, t, _ in self.forward
        )

    @cached_property
    def before(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in range(self.size)]
        for source, target, _ in self.forward:
            found[target].append(source)
        return tuple(tuple(sorted(one)) for one in found)

    @cached_property
    def after(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in range(self.size)]
        for source, target, _ in self.forward:
            found[source].append(target)
        return tuple(tuple(sorted(one)) for one in found)

    @cached_property
    def order(self) -> tuple[int, ...]:
        """A topological order of the forward edges, ties by reading order."""
        waiting = [len(one) for one in self.before]
        ready = sorted(n for n in range(self.size) if not waiting[n])
        done: list[int] = []
        while ready:
            node = ready.pop(0)
            done.append(node)
            for target in self.after[node]:
                waiting[target] -= 1
                if not waiting[target]:
                    ready.append(target)
                    ready.sort()
        return tuple(done)

    @cached_property
    def depth(self) -> tuple[int, ...]:
        """Length of the longest way from each node to an end."""
        found = [0] * self.size
        for node in reversed(self.order):
            found[node] = 1 + max((found[target] for target in self.after[node]), default=0)
        return tuple(found)

    @cached_property
    def main(self) -> tuple[int, ...]:
        """The successor that carries on: of those in the same lane the one with the longest way to an end; -1 if none."""
        found = []
        for node in range(self.size):
            ways = self.after[node]
            same = [target for target in ways if self.lane[target] == self.lane[node]]
            found.append(max(same or ways, key=lambda one: (self.depth[one], -one)) if ways else -1)
        return tuple(found)

    @cached_property
    def descendants(self) -> tuple[frozenset[int], ...]:
        found: list[frozenset[int]] = [frozenset()] * self.size
        for node in reversed(self.order):
            found[node] = frozenset({node}).union(*(found[target] for target in self.after[node]))
        return tuple(found)


def topology(graph: FlowGraph) -> Topology:
    """The graph by indices; edges to or from nodes that are not there, self loops and doubles are left out."""
    index = {node.key: position for position, node in enumerate(graph.nodes)}
    edges: dict[tuple[int, int, str], None] = {}
    for edge in graph.edges:
        if edge.source in index and edge.target in index and edge.source != edge.target:
            edges.setdefault((index[edge.source], index[edge.target], edge.label))
    return Topology(graph, tuple(edges))
