"""What a flow says, as BPMN's semantic model: a pool, lanes, steps and sequence flows. No places; `interchange` has them."""

from __future__ import annotations

from dataclasses import dataclass

from wuye_docs.content.expressions import Expressions
from wuye_docs.model import Flow, Manual, Step
from wuye_docs.swimlanes import FlowGraph, Node
from wuye_docs.swimlanes.graph import topology
from wuye_docs.writers.bpmn.gateways import ParallelGraph
from wuye_docs.writers.bpmn.identifiers import flow_identifiers, identifiers, plain


@dataclass(frozen=True, slots=True)
class FlowNode:
    """A step as an element: its tag without namespace, and the ids of the sequence flows at it."""

    id: str
    tag: str
    name: str
    documentation: str
    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]

    @property
    def is_event(self) -> bool:
        return self.tag.endswith("Event")

    @property
    def is_gateway(self) -> bool:
        return self.tag.endswith("Gateway")


@dataclass(frozen=True, slots=True)
class SequenceFlow:
    """A way from one step to the next; the name is the outcome that takes it."""

    id: str
    source: str
    target: str
    name: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A post, department or outside party, with the ids of its steps."""

    id: str
    name: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Process:
    """One flow; nodes and ways stand in the order of the graph, so that an edge's index is its way's."""

    number: str
    title: str
    company: str
    documentation: str
    lanes: tuple[Lane, ...]
    nodes: tuple[FlowNode, ...]
    ways: tuple[SequenceFlow, ...]
    ids: dict[str, str]
    """Id of a node by the key that the graph has for it."""


def process_of(flow: Flow, manual: Manual, parallel: ParallelGraph) -> Process:
    """The process of a flow, drawn as `parallel.graph` says."""
    graph = parallel.graph
    edges = topology(graph).edges
    ids = dict(identifiers("Step", (node.key for node in graph.nodes)))
    ends = [(ids[graph.nodes[source].key], ids[graph.nodes[target].key]) for source, target, _ in edges]
    ways = tuple(
        SequenceFlow(id, *between, label)
        for id, between, (_, _, label) in zip(flow_identifiers(ends), ends, edges, strict=True)
    )
    expressions = Expressions(manual.parameters)
    nodes = []
    for node in graph.nodes:
        id = ids[node.key]
        incoming = tuple(way.id for way in ways if way.target == id)
        outgoing = tuple(way.id for way in ways if way.source == id)
        step = flow.steps.get(node.key)
        tag = "parallelGateway" if node.key in parallel.parallel else _tag(node, step, incoming, outgoing)
        about = _about_step(step, manual, expressions) if step else ""
        nodes.append(FlowNode(id, tag, node.text, about, incoming, outgoing))
    return Process(
        number=plain(flow.number),
        title=str(flow.title),
        company=str(manual.settings.company.name) or str(flow.title),
        documentation=_about_flow(flow, manual, expressions),
        lanes=_lanes(graph, ids),
        nodes=tuple(nodes),
        ways=ways,
        ids=ids,
    )


def _tag(node: Node, step: Step | None, incoming: tuple[str, ...], outgoing: tuple[str, ...]) -> str:
    match node.kind:
        case "decision":
            return "exclusiveGateway"
        # A start event has no way in, an end event none out (BPMN 2.0.2, 10.5.2 and 10.5.3); such a flow has findings.
        case "start":
            return "intermediateThrowEvent" if incoming else "startEvent"
        case "end":
            return "intermediateThrowEvent" if outgoing else "endEvent"
    # Who fills in a form works with what a system could show him; the rest is done by hand (10.3.3).
    return "userTask" if step and step.forms else "manualTask"


def _lanes(graph: FlowGraph, ids: dict[str, str]) -> tuple[Lane, ...]:
    """The lanes that hold a step, as the chart draws no others."""
    names = [name for lane, name in enumerate(graph.lanes) if any(node.lane == lane for node in graph.nodes)]
    return tuple(
        Lane(id, name, tuple(ids[node.key] for node in graph.nodes if graph.lanes[node.lane] == name))
        for name, id in identifiers("Lane", names).items()
    )


def _about_step(step: Step, manual: Manual, expressions: Expressions) -> str:
    deadline = manual.parameters.get(step.within)
    lines = [
        expressions.fill(step.note),
        f"时限：{deadline.text if deadline else step.within}" if step.within else "",
        f"记录：{'、'.join(_titled(number, manual) for number in step.forms)}" if step.forms else "",
        f"依据：{'、'.join(_titled(number, manual) for number in step.documents)}" if step.documents else "",
        f"步骤：{step.mark}" if step.mark else "",
    ]
    return "\n".join(line for line in lines if line)


def _about_flow(flow: Flow, manual: Manual, expressions: Expressions) -> str:
    lines = [
        f"{flow.number}《{flow.title}》{flow.revision} {flow.status.label}",
        f"所属文件：{_titled(flow.document, manual)}" if flow.document else "",
        expressions.fill(flow.note),
    ]
    return "\n".join(line for line in lines if line)


def _titled(number: str, manual: Manual) -> str:
    record = manual.controlled_by(number)
    return f"{number}《{record.title}》" if record else number
