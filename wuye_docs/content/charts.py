"""From the records of a flow to the graph that the swimlane engine lays out."""

from __future__ import annotations

from wuye_docs.content.expressions import Expressions
from wuye_docs.model import Flow
from wuye_docs.swimlanes import Edge, FlowGraph, Node


def flow_graph(flow: Flow, expressions: Expressions) -> FlowGraph:
    """The graph of a flow; steps in undeclared lanes and exits to missing steps, which the checks name, are left out."""
    lanes = tuple(str(lane) for lane in dict.fromkeys(flow.lanes))
    steps = {name: step for name, step in flow.steps.items() if step.lane in lanes}
    return FlowGraph(
        number=str(flow.number),
        title=str(flow.title),
        lanes=lanes,
        nodes=tuple(
            Node(str(name), lanes.index(step.lane), step.kind.value, expressions.fill(step.title), step.mark)
            for name, step in steps.items()
        ),
        edges=tuple(
            Edge(str(name), str(way.target), expressions.fill(way.label))
            for name, step in steps.items()
            for way in step.next
            if way.target in steps
        ),
    )
