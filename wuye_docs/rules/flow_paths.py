"""Who can be reached from whom in a flow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wuye_docs.model import Flow, StepKind

Exits = Mapping[str, Sequence[str]]
"""The steps that each step leads to, by name."""


def exits_of(flow: Flow) -> Exits:
    """Where each step of a flow leads; exits to steps that do not exist are left out."""
    return {
        name: [str(exit_.target) for exit_ in step.next if exit_.target in flow.steps]
        for name, step in flow.steps.items()
    }


def reversed_exits(exits: Exits) -> Exits:
    """The steps from which each step is reached at once."""
    found: dict[str, list[str]] = {name: [] for name in exits}
    for name, targets in exits.items():
        for target in targets:
            found[target].append(name)
    return found


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


def reached_from(exits: Exits, starts: Iterable[str]) -> set[str]:
    """All steps that can be reached from some steps, these included."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        for step in exits[waiting.pop()]:
            if step not in found:
                found.add(step)
                waiting.append(step)
    return found


def first_of_each(exits: Exits, steps: set[str], *, at_end: bool) -> list[list[str]]:
    """The knots of a part of a flow that nothing else of that part leads to (or that lead to nothing else of it).

    One fault cuts off a whole stretch of a flow; it is named where the stretch begins, or ends. A knot is a step, or
    the steps of a loop, in reading order.
    """
    if not steps:
        return []
    # Imported here: only a faulty flow needs it, and it costs as much as checking a hundred sound ones.
    import networkx as nx

    part: nx.DiGraph[str] = nx.DiGraph()
    part.add_nodes_from(name for name in exits if name in steps)
    part.add_edges_from((name, target) for name in steps for target in exits[name] if target in steps)
    knots = nx.condensation(part)
    order = {name: index for index, name in enumerate(exits)}
    found = []
    for knot, members in knots.nodes(data="members"):
        if (knots.out_degree(knot) if at_end else knots.in_degree(knot)) == 0:
            found.append(sorted(members, key=lambda one: order[one]))
    return sorted(found, key=lambda members: order[members[0]])
