"""Who can be reached from whom in a flow."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from wuye_docs.model import Flow, StepKind


def graph_of(flow: Flow) -> nx.DiGraph[str]:
    """The steps of a flow by name, with an edge for each exit that leads to a step of the flow."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(flow.steps)
    graph.add_edges_from(
        (name, str(exit_.target))
        for name, step in flow.steps.items()
        for exit_ in step.next
        if exit_.target in flow.steps
    )
    return graph


def steps_of_kind(flow: Flow, kind: StepKind) -> list[str]:
    """The names of the steps of a kind, in reading order."""
    return [name for name, step in flow.steps.items() if step.kind is kind]


def steps_with_broken_exit(flow: Flow) -> set[str]:
    """Steps whose `next` names a step that does not exist: where they lead is not known."""
    return {
        name
        for name, step in flow.steps.items()
        if any(exit_.target not in flow.steps for exit_ in step.next)
    }


def has_all_steps(flow: Flow) -> bool:
    """Whether a flow has a start and an end, and every step that `next` names."""
    kinds = {step.kind for step in flow.steps.values()}
    return {StepKind.START, StepKind.END} <= kinds and not steps_with_broken_exit(flow)


def reached_from(graph: nx.DiGraph[str], starts: Iterable[str]) -> set[str]:
    """All steps that can be reached from some steps, these included."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        for step in graph.successors(waiting.pop()):
            if step not in found:
                found.add(step)
                waiting.append(step)
    return found


def first_of_each(flow: Flow, graph: nx.DiGraph[str], steps: set[str], *, at_end: bool) -> list[list[str]]:
    """The knots of a part of a flow that nothing else of that part leads to (or that lead to nothing else of it).

    One fault cuts off a whole stretch of a flow; it is named where the stretch begins, or ends. A knot is a step, or
    the steps of a loop, in reading order.
    """
    part = graph.subgraph(steps)
    knots = nx.condensation(part)
    order = {name: index for index, name in enumerate(flow.steps)}
    found = []
    for knot, members in knots.nodes(data="members"):
        if (knots.out_degree(knot) if at_end else knots.in_degree(knot)) == 0:
            found.append(sorted(members, key=lambda one: order[one]))
    return sorted(found, key=lambda members: order[members[0]])
