"""Forks and joins of a flow, which its chart draws as bare lines, as nodes of their own: BPMN's parallel gateways.

A step that names several next steps without a choice begins them all (`next: [甲, 乙]`): a fork. The sources have no
word for a join. Where the branches of a fork, and nothing else, come together in one step, that step waits for all of
them; anywhere else lines that meet go on one by one, which is what BPMN makes of several incoming sequence flows
(BPMN 2.0.2, 13.3.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wuye_docs.swimlanes import Edge, FlowGraph, Node
from wuye_docs.swimlanes.graph import Topology, topology


@dataclass(frozen=True, slots=True)
class ParallelGraph:
    """A flow with its parallel gateways among the nodes."""

    graph: FlowGraph
    parallel: frozenset[str]
    """Keys of the parallel gateways; the layout takes them for decisions without words."""


def with_parallel_gateways(graph: FlowGraph) -> ParallelGraph:
    """The flow with a gateway behind each step that forks and before each step that joins what was forked."""
    shape = topology(graph)
    edges = [
        Edge(graph.nodes[source].key, graph.nodes[target].key, label) for source, target, label in shape.edges
    ]
    taken = {node.key for node in graph.nodes}
    before: dict[str, Node] = {}
    behind: dict[str, Node] = {}
    for join in _joins(shape):
        node = graph.nodes[join]
        gateway = before[node.key] = Node(_free(f"{node.key}·汇合", taken), node.lane, "decision", "")
        edges = [replace(one, target=gateway.key) if one.target == node.key else one for one in edges]
        edges.append(Edge(gateway.key, node.key))
    for fork in _forks(shape):
        node = graph.nodes[fork]
        gateway = behind[node.key] = Node(_free(f"{node.key}·分开", taken), node.lane, "decision", "")
        edges = [replace(one, source=gateway.key) if one.source == node.key else one for one in edges]
        edges.append(Edge(node.key, gateway.key))
    nodes = tuple(
        one for node in graph.nodes for one in (before.get(node.key), node, behind.get(node.key)) if one
    )
    parallel = frozenset(one.key for one in (*before.values(), *behind.values()))
    return ParallelGraph(replace(graph, nodes=nodes, edges=tuple(edges)), parallel)


def _forks(shape: Topology) -> Iterator[int]:
    for index, node in enumerate(shape.graph.nodes):
        if node.kind != "decision" and sum(source == index for source, _, _ in shape.edges) > 1:
            yield index


def _joins(shape: Topology) -> Iterator[int]:
    """Steps in which all branches of one fork come together, each by one line, and nothing else does."""
    for index in range(shape.size):
        sources = [source for source, target, _ in shape.edges if target == index]
        if len(sources) > 1 and any(_comes_together(shape, fork, index) for fork in _forks(shape)):
            yield index


def _comes_together(shape: Topology, fork: int, join: int) -> bool:
    heads = [target for source, target, _ in shape.edges if source == fork]
    if join == fork:
        return False
    inside: set[int] = set()
    for head in heads:
        branch = _until(shape, head, join)
        ways_in = [(s, t) for s, t, _ in shape.edges if t in branch and s not in branch]
        ways_out = [(s, t) for s, t, _ in shape.edges if s in branch and t not in branch]
        ends = any(all(s != node for s, _, _ in shape.edges) for node in branch)
        if branch & inside or fork in branch or ends:
            return False
        if branch and (ways_in != [(fork, head)] or [target for _, target in ways_out] != [join]):
            return False
        inside |= branch
    entering = [source for source, target, _ in shape.edges if target == join]
    return all(source in inside or source == fork for source in entering) and len(entering) == len(heads)


def _until(shape: Topology, start: int, stop: int) -> set[int]:
    """The nodes that are reached from `start` without passing `stop`."""
    found: set[int] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node != stop and node not in found:
            found.add(node)
            waiting += [target for source, target, _ in shape.edges if source == node]
    return found


def _free(wanted: str, taken: set[str]) -> str:
    key = wanted
    while key in taken:
        key += "·"
    taken.add(key)
    return key
