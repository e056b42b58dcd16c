"""Two states of a flow drawn as one chart: what was added, removed and changed stays where it belongs, and is marked."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from wuye_docs.swimlanes import Diagram, Edge, FlowGraph, Node, lay_out
from wuye_docs.swimlanes.diagram import Change
from wuye_docs.swimlanes.graph import topology

INSERTED: Final = "inserted"
DELETED: Final = "deleted"
EDITED: Final = "edited"
_GONE = "·原"
"""Ends the key of a step that has moved to another lane, where it stood before."""


def marked_chart(old: FlowGraph | None, new: FlowGraph | None) -> Diagram | None:
    """The drawing of both states, its shapes and lines marked; None if neither can be drawn."""
    if old is None or new is None:
        made = lay_out(new or old) if (new or old) else None  # type: ignore[arg-type]
        return made if isinstance(made, Diagram) else None
    graph, steps, ways = union(old, new)
    made = lay_out(graph)
    if not isinstance(made, Diagram):
        made = lay_out(new)
        return made if isinstance(made, Diagram) else None
    places = {index: ways.get(edge, "") for index, edge in enumerate(_drawn_edges(graph))}
    return replace(
        made,
        shapes=tuple(replace(one, change=steps.get(one.key, "")) for one in made.shapes),
        connectors=tuple(replace(one, change=places.get(one.edge, "")) for one in made.connectors),
        labels=tuple(replace(one, change=places.get(one.edge, "")) for one in made.labels),
    )


def union(old: FlowGraph, new: FlowGraph) -> tuple[FlowGraph, dict[str, Change], dict[Edge, Change]]:
    """The graph of both states, the change of each step by key, and of each way.

    A step that is gone stands behind the one that it followed; one in another lane stands in both.
    """
    lanes = (*new.lanes, *(one for one in old.lanes if one not in new.lanes))
    before = {node.key: node for node in old.nodes}
    after = {node.key: node for node in new.nodes}
    steps: dict[str, Change] = {}
    nodes: list[Node] = []
    for node in new.nodes:
        former = before.get(node.key)
        if former is None or old.lanes[former.lane] != new.lanes[node.lane]:
            steps[node.key] = INSERTED
        elif (former.text, former.kind) != (node.text, node.kind):
            steps[node.key] = EDITED
        nodes.append(node)
    for index, node in enumerate(old.nodes):
        moved = node.key in after and old.lanes[node.lane] != new.lanes[after[node.key].lane]
        if node.key in after and not moved:
            continue
        key = node.key + _GONE if moved else node.key
        steps[key] = DELETED
        neighbours = [one.key for one in old.nodes[:index]]
        place = next(
            (
                position + 1
                for name in reversed(neighbours)
                for position, one in enumerate(nodes)
                if one.key in (name, name + _GONE)
            ),
            0,
        )
        nodes.insert(place, replace(node, key=key, lane=lanes.index(old.lanes[node.lane]), mark=""))
    # A step in another lane is drawn twice: old ways lead to where it was, new ones to where it is.
    relaned = {key.removesuffix(_GONE) for key in steps if key.endswith(_GONE)}
    ways: dict[Edge, Change] = {
        edge: INSERTED for edge in new.edges if edge not in old.edges or relaned & {edge.source, edge.target}
    }
    edges: dict[Edge, None] = dict.fromkeys(new.edges)
    pairs = {(edge.source, edge.target) for edge in new.edges}
    for edge in old.edges:
        source, target = (name + _GONE if name in relaned else name for name in (edge.source, edge.target))
        kept = Edge(source, target, edge.label)
        # Where only the label changed, the new way shows it.
        if kept not in edges and (source, target) not in pairs:
            edges[kept] = None
            ways[kept] = DELETED
    return FlowGraph(new.number, new.title, lanes, tuple(nodes), tuple(edges)), steps, ways


def _drawn_edges(graph: FlowGraph) -> list[Edge]:
    """The ways in the order in which the layout counts them: without loops at one step, and each once."""
    keys = [node.key for node in graph.nodes]
    return [Edge(keys[source], keys[target], label) for source, target, label in topology(graph).edges]
