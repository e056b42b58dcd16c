"""A flow as a BPMN 2.0 document (OMG formal/2013-12-09): the process, and its diagram with the chart's own places."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

import wuye_docs
from wuye_docs.content.charts import flow_graph
from wuye_docs.content.expressions import Expressions
from wuye_docs.model import Flow, Manual
from wuye_docs.swimlanes import LayoutRefusal, lay_out
from wuye_docs.writers.bpmn.gateways import with_parallel_gateways
from wuye_docs.writers.bpmn.interchange import Bounds, Plane, plane_of, sizes_for
from wuye_docs.writers.bpmn.process import FlowNode, Process, process_of

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
_PREFIXES = {"bpmn": MODEL, "bpmndi": BPMNDI, "dc": DC, "di": DI}


def write_bpmn(flow: Flow, manual: Manual) -> bytes | LayoutRefusal:
    """The document in UTF-8, the same bytes for the same sources; or why the flow cannot be drawn."""
    parallel = with_parallel_gateways(flow_graph(flow, Expressions(manual.parameters)))
    diagram = lay_out(parallel.graph, sizes_of=sizes_for(parallel.parallel))
    if isinstance(diagram, LayoutRefusal):
        return diagram
    process = process_of(flow, manual, parallel)
    root = etree.Element(
        f"{{{MODEL}}}definitions",
        {
            "id": f"Definitions_{process.number}",
            "name": process.title,
            "targetNamespace": f"urn:wuye-docs:flow:{process.number}",
            "exporter": "wuye_docs",
            "exporterVersion": wuye_docs.__version__,
        },
        nsmap=_PREFIXES,
    )
    _write_collaboration(root, process)
    _write_process(root, process)
    _write_diagram(root, process, plane_of(process, diagram))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _write_collaboration(root: etree._Element, process: Process) -> None:
    """One pool for the company; outside parties are lanes of it, as on the chart."""
    collaboration = _model(root, "collaboration", id=f"Collaboration_{process.number}")
    _model(
        collaboration,
        "participant",
        id=f"Participant_{process.number}",
        name=f"{process.company} {process.title}".strip(),
        processRef=f"Process_{process.number}",
    )


def _write_process(root: etree._Element, process: Process) -> None:
    # A description for people: nothing in it is meant to be run by an engine (10.2).
    element = _model(
        root, "process", id=f"Process_{process.number}", name=process.title, isExecutable="false"
    )
    _document(element, process.documentation)
    lanes = _model(element, "laneSet", id=f"LaneSet_{process.number}")
    for lane in process.lanes:
        written = _model(lanes, "lane", id=lane.id, name=lane.name)
        for node in lane.nodes:
            _model(written, "flowNodeRef").text = node
    for one in process.nodes:
        _write_node(element, one)
    for way in process.ways:
        name = {"name": way.name} if way.name else {}
        _model(element, "sequenceFlow", id=way.id, **name, sourceRef=way.source, targetRef=way.target)


def _write_node(process: etree._Element, node: FlowNode) -> None:
    attributes = {"id": node.id}
    if node.name:
        attributes["name"] = node.name
    if node.is_gateway:
        attributes["gatewayDirection"] = _direction(node)
    element = _model(process, node.tag, **attributes)
    _document(element, node.documentation)
    for way in node.incoming:
        _model(element, "incoming").text = way
    for way in node.outgoing:
        _model(element, "outgoing").text = way


def _direction(node: FlowNode) -> str:
    """How many ways a gateway has in and out, in BPMN's word for it (8.3.9)."""
    match len(node.incoming) > 1, len(node.outgoing) > 1:
        case True, True:
            return "Mixed"
        case True, False:
            return "Converging"
        case False, True:
            return "Diverging"
    return "Unspecified"


def _write_diagram(root: etree._Element, process: Process, plane: Plane) -> None:
    diagram = etree.SubElement(
        root, f"{{{BPMNDI}}}BPMNDiagram", {"id": f"Diagram_{process.number}", "name": process.title}
    )
    canvas = etree.SubElement(
        diagram,
        f"{{{BPMNDI}}}BPMNPlane",
        {"id": f"Plane_{process.number}", "bpmnElement": f"Collaboration_{process.number}"},
    )
    _shape(canvas, f"Participant_{process.number}", plane.pool, isHorizontal="false")
    for id, box in plane.lanes.items():
        _shape(canvas, id, box, isHorizontal="false")
    tags = {node.id: node.tag for node in process.nodes}
    for id, box in plane.shapes.items():
        # The words stand where the cross of an exclusive gateway would, which may be left out (10.6.2).
        marker = {"isMarkerVisible": "false"} if tags[id] == "exclusiveGateway" else {}
        _label(_shape(canvas, id, box, **marker), plane.shape_labels, id)
    for id, points in plane.lines.items():
        edge = etree.SubElement(canvas, f"{{{BPMNDI}}}BPMNEdge", {"id": f"{id}_di", "bpmnElement": id})
        for x, y in points:
            etree.SubElement(edge, f"{{{DI}}}waypoint", {"x": str(x), "y": str(y)})
        _label(edge, plane.line_labels, id)


def _shape(canvas: etree._Element, id: str, box: Bounds, **attributes: str) -> etree._Element:
    shape = etree.SubElement(
        canvas, f"{{{BPMNDI}}}BPMNShape", {"id": f"{id}_di", "bpmnElement": id, **attributes}
    )
    _box(shape, box)
    return shape


def _label(element: etree._Element, labels: Mapping[str, Bounds], id: str) -> None:
    if id in labels:
        _box(etree.SubElement(element, f"{{{BPMNDI}}}BPMNLabel"), labels[id])


def _box(parent: etree._Element, box: Bounds) -> None:
    etree.SubElement(
        parent,
        f"{{{DC}}}Bounds",
        {"x": str(box.x), "y": str(box.y), "width": str(box.width), "height": str(box.height)},
    )


def _document(element: etree._Element, text: str) -> None:
    if text:
        _model(element, "documentation").text = text


def _model(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{MODEL}}}{tag}", attributes)
