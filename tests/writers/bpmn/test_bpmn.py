"""A flow as BPMN: what each step becomes, and what any reader of BPMN relies on in all flows of the shipped manual."""

from __future__ import annotations

import itertools
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from tests.swimlanes.random_flows import random_flow
from wuye_docs.loaders import DiskWorkspace, MemoryWorkspace, load
from wuye_docs.model import Manual
from wuye_docs.swimlanes import FlowGraph, LayoutRefusal
from wuye_docs.writers.bpmn.write import write_bpmn

ROOT = Path(__file__).parents[3]
SPACE = {
    "b": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "i": "http://www.omg.org/spec/BPMN/20100524/DI",
    "c": "http://www.omg.org/spec/DD/20100524/DC",
    "d": "http://www.omg.org/spec/DD/20100524/DI",
}
MANUAL_YAML = "company: {name: 恒安物业}\ntitle: 手册\nnumber: HAQM01\nnumbering: {}\nlevels: {}\n"


@cache
def shipped() -> Manual:
    return load(DiskWorkspace(ROOT)).manual


def manual_with(flow: str, **others: str) -> Manual:
    sources = {"manual/manual.yaml": MANUAL_YAML, "flows/HAFL01.yaml": flow}
    sources |= {f"manual/{name}.yaml": text for name, text in others.items()}
    return load(MemoryWorkspace({path: text.encode() for path, text in sources.items()})).manual


@cache
def schema() -> etree.XMLSchema:
    """OMG's schema of BPMN 2.0, which SpiffWorkflow carries; its code is not run."""
    spec = find_spec("SpiffWorkflow")
    assert spec and spec.origin, "no SpiffWorkflow: `make setup` installs it"
    return etree.XMLSchema(etree.parse(str(Path(spec.origin).parent / "bpmn/parser/schema/BPMN20.xsd")))


def exported(flow: str, **others: str) -> etree._Element:
    manual = manual_with(flow, **others)
    made = write_bpmn(manual.flows["HAFL01"], manual)
    assert isinstance(made, bytes), made
    root = etree.fromstring(made)
    assert faults_of(root) == []
    return root


def found(root: etree._Element, path: str) -> list[str]:
    """What an XPath finds, as text."""
    return [str(one) for one in root.xpath(path, namespaces=SPACE)]


def faults_of(root: etree._Element) -> list[str]:
    """What a reader would stumble over: BPMN 2.0.2, 7.6.1 (connections), 8.3, 10.5, 10.8 (lanes) and 12.2 (diagram)."""
    schema().validate(root)
    faults = [str(one) for one in schema().error_log]
    ids = found(root, "//@id")
    faults += [f"id twice: {one}" for one in set(ids) if ids.count(one) > 1]
    faults += [
        f"no NCName of ASCII: {one}" for one in ids if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", one)
    ]
    named = found(root, "//@sourceRef | //@targetRef | //@processRef | //@bpmnElement")
    named += found(root, "//b:flowNodeRef/text() | //b:incoming/text() | //b:outgoing/text()")
    faults += [f"refers to nothing: {one}" for one in named if one not in ids]
    process = root.find("b:process", SPACE)
    assert process is not None
    kinds = ("Event", "Task", "Gateway")
    nodes = {str(one.get("id")): one for one in process if str(one.tag).endswith(kinds)}
    for way in root.iter(f"{{{SPACE['b']}}}sequenceFlow"):
        for end, listed in (("sourceRef", "outgoing"), ("targetRef", "incoming")):
            if way.get("id") not in found(nodes[str(way.get(end))], f"b:{listed}/text()"):
                faults.append(f"{way.get('id')} is not {listed} at {way.get(end)}")
    at_ends = sum(len(found(one, "b:incoming | b:outgoing")) for one in nodes.values())
    if at_ends != 2 * len(found(root, "//b:sequenceFlow/@id")):
        faults.append("incoming and outgoing name more than the sequence flows")
    faults += found(root, "//b:startEvent[b:incoming]/@id | //b:endEvent[b:outgoing]/@id")
    laid = found(root, "//b:flowNodeRef/text()")
    faults += [f"in {laid.count(one)} lanes: {one}" for one in nodes if laid.count(one) != 1]
    shapes = found(root, "//i:BPMNShape/@bpmnElement")
    wanted = [*found(root, "//b:participant/@id | //b:lane/@id"), *nodes]
    if sorted(shapes) != sorted(wanted):
        faults.append(f"drawn: {sorted(set(shapes) ^ set(wanted))}")
    if sorted(found(root, "//i:BPMNEdge/@bpmnElement")) != sorted(found(root, "//b:sequenceFlow/@id")):
        faults.append("not every sequence flow has one edge")
    return faults or places_at_fault(root, nodes)


def places_at_fault(root: etree._Element, nodes: dict[str, etree._Element]) -> list[str]:
    """Shapes out of their lane, lanes out of the pool, edges that do not end at their shapes."""
    boxes = {}
    for shape in root.iter(f"{{{SPACE['i']}}}BPMNShape"):
        box = shape.find("c:Bounds", SPACE)
        assert box is not None
        boxes[str(shape.get("bpmnElement"))] = tuple(
            int(box.get(one, "")) for one in ("x", "y", "width", "height")
        )
    pool = found(root, "//b:participant/@id")[0]
    faults = [
        f"{lane} leaves the pool"
        for lane in found(root, "//b:lane/@id")
        if not holds(boxes[pool], boxes[lane])
    ]
    for lane in root.iter(f"{{{SPACE['b']}}}lane"):
        for node in found(lane, "b:flowNodeRef/text()"):
            if not holds(boxes[str(lane.get("id"))], boxes[node]):
                faults.append(f"{node} leaves its lane")
    for way in root.iter(f"{{{SPACE['b']}}}sequenceFlow"):
        edge = root.xpath("//i:BPMNEdge[@bpmnElement=$id]", namespaces=SPACE, id=way.get("id"))[0]
        points = [(int(one.get("x")), int(one.get("y"))) for one in edge.iterfind("d:waypoint", SPACE)]
        for end, point in (("sourceRef", points[0]), ("targetRef", points[-1])):
            if not is_on(nodes[str(way.get(end))].tag.rpartition("}")[2], boxes[str(way.get(end))], *point):
                faults.append(f"{way.get('id')} does not end at {way.get(end)}")
        if not all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in itertools.pairwise(points)):
            faults.append(f"{way.get('id')} is oblique")
    return faults


def holds(outer: tuple[int, ...], inner: tuple[int, ...]) -> bool:
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and inner[0] + inner[2] <= outer[0] + outer[2]
        and inner[1] + inner[3] <= outer[1] + outer[3]
    )


def is_on(tag: str, box: tuple[int, ...], x: int, y: int) -> bool:
    """Whether a point lies on the outline of a shape, within the px that rounding takes."""
    across, down = abs(x - box[0] - box[2] / 2), abs(y - box[1] - box[3] / 2)
    if tag.endswith("Event"):
        return abs((across**2 + down**2) ** 0.5 - box[2] / 2) <= 1.5
    if tag.endswith("Gateway"):
        return abs(across / box[2] * 2 + down / box[3] * 2 - 1) <= 0.08
    return max(across - box[2] / 2, down - box[3] / 2) in (0.0, -0.5, 0.5)


@pytest.mark.parametrize("number", sorted(shipped().flows))
def it_writes_every_flow_of_the_shipped_manual_soundly(number: str) -> None:
    flow = shipped().flows[number]
    made = write_bpmn(flow, shipped())
    assert isinstance(made, bytes)
    root = etree.fromstring(made)
    assert faults_of(root) == []
    # Nothing is lost, and nothing is there that the sources do not say.
    assert len(found(root, "//b:flowNodeRef")) == len(flow.steps)
    assert len(found(root, "//b:sequenceFlow")) == sum(len(step.next) for step in flow.steps.values())
    assert found(root, "//b:lane/@name") == list(flow.lanes)


def it_makes_of_each_step_what_bpmn_calls_it() -> None:
    root = exported(
        """
number: HAFL01
title: 报修流程
document: HAWI01
lanes: [业主, 维修工]
steps:
  报修: {lane: 业主, kind: start, next: 登记}
  登记:
    lane: 维修工
    text: 登记报修
    forms: [HAWI01-R01]
    within: 报修.时限
    next: 能修
    note: 问清{{ 报修.时限 }}内能否到场。
  能修: {lane: 维修工, kind: decision, text: 能否自修, next: {能: 修理, 否: 完}}
  修理: {lane: 维修工, next: 完}
  完: {lane: 业主, kind: end, text: 完成}
""",
        parameters="报修.时限: {value: 30, unit: 分钟, subject: 到场}\n",
    )
    steps = root.xpath("//b:process/*[@id = //b:flowNodeRef]", namespaces=SPACE)
    assert [(one.tag.rpartition("}")[2], one.get("id"), one.get("name")) for one in steps] == [
        ("startEvent", "Step_baoxiu", "报修"),
        ("userTask", "Step_dengji", "登记报修"),
        ("exclusiveGateway", "Step_nengxiu", "能否自修"),
        ("manualTask", "Step_xiuli", "修理"),
        ("endEvent", "Step_wan", "完成"),
    ]
    assert found(root, "//b:userTask/b:documentation/text()") == [
        "问清30分钟内能否到场。\n时限：30分钟\n记录：HAWI01-R01\n步骤：①"
    ]
    assert found(root, "//b:sequenceFlow[@name]/@name") == ["能", "否"]
    assert found(root, "//b:sequenceFlow[@name='否']/@id") == ["Flow_nengxiu_wan"]
    assert found(root, "//b:participant/@name") == ["恒安物业 报修流程"]
    assert found(root, "//i:BPMNShape[@isHorizontal]/@isHorizontal") == ["false"] * 3


def it_tells_names_of_the_same_sound_apart() -> None:
    root = exported(
        """
number: HAFL01
title: 同音
document: HAWI01
lanes: [甲]
steps:
  开始: {lane: 甲, kind: start, next: 核实}
  核实: {lane: 甲, next: 合时}
  合时: {lane: 甲, next: (1) OA & <审批>}
  (1) OA & <审批>: {lane: 甲, kind: end}
"""
    )
    assert found(root, "//b:flowNodeRef/text()") == [
        "Step_kaishi", "Step_heshi", "Step_heshi_2", "Step_1_oa_shenpi",
    ]  # fmt: skip
    assert found(root, "//b:endEvent/@name") == ["(1) OA & <审批>"]


FORKED = """
number: HAFL01
title: 并行
document: HAWI01
lanes: [甲, 乙]
steps:
  开始: {lane: 甲, kind: start, next: 通知}
  通知: {lane: 甲, next: [备料, 备人]}
  备料: {lane: 甲, next: 开工}
  备人: {lane: 乙, next: 开工}
  开工: {lane: 甲, next: 结束}
  结束: {lane: 甲, kind: end}
"""


def it_forks_and_joins_with_parallel_gateways() -> None:
    root = exported(FORKED)
    assert found(root, "//b:parallelGateway/@gatewayDirection") == ["Diverging", "Converging"]
    fork, join = found(root, "//b:parallelGateway/@id")
    assert found(root, f"//b:sequenceFlow[@sourceRef='{fork}']/@targetRef") == ["Step_beiliao", "Step_beiren"]
    assert found(root, f"//b:sequenceFlow[@targetRef='{fork}']/@sourceRef") == ["Step_tongzhi"]
    assert found(root, f"//b:sequenceFlow[@targetRef='{join}']/@sourceRef") == ["Step_beiliao", "Step_beiren"]
    assert found(root, f"//b:sequenceFlow[@sourceRef='{join}']/@targetRef") == ["Step_kaigong"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # A branch that may end never arrives: waiting for it would be waiting for ever.
        ("备人: {lane: 乙, next: 开工}", "备人: {lane: 乙, kind: decision, next: {有: 开工, 无: 结束}}"),
        # A loop comes back to the step without forking again.
        ("开工: {lane: 甲, next: 结束}", "开工: {lane: 甲, kind: decision, next: {好: 结束, 否: 备料}}"),
    ],
)
def it_joins_only_what_surely_arrives(old: str, new: str) -> None:
    assert old in FORKED
    root = exported(FORKED.replace(old, new))
    assert found(root, "//b:parallelGateway/@gatewayDirection") == ["Diverging"]


def it_takes_a_start_that_is_come_back_to_for_an_event_in_between() -> None:
    root = exported(FORKED.replace("开工: {lane: 甲, next: 结束}", "开工: {lane: 甲, next: 开始}"))
    assert found(root, "//b:startEvent") == []
    assert found(root, "//b:intermediateThrowEvent/@id") == ["Step_kaishi"]


def it_says_why_a_flow_cannot_be_drawn() -> None:
    manual = manual_with("number: HAFL01\ntitle: 空\ndocument: HAWI01\nlanes: [甲]\nsteps: {}\n")
    made = write_bpmn(manual.flows["HAFL01"], manual)
    assert isinstance(made, LayoutRefusal)
    assert made.reason_en == "the flow has no steps"


def flow_source(graph: FlowGraph) -> str:
    """A random graph as a source file."""
    lines = [
        "number: HAFL01",
        "title: 随机",
        "document: HAWI01",
        f"lanes: [{', '.join(graph.lanes)}]",
        "steps:",
    ]
    for node in graph.nodes:
        ways = [(one.label, one.target) for one in graph.edges if one.source == node.key]
        if node.kind == "decision":
            ways_out = (
                "{"
                + ", ".join(f"{label or index}: {target}" for index, (label, target) in enumerate(ways))
                + "}"
            )
        else:
            ways_out = "[" + ", ".join(target for _, target in ways) + "]"
        lines.append(
            f"  {node.key}: {{lane: {graph.lanes[node.lane]}, kind: {node.kind}, text: {node.text}, next: {ways_out}}}"
        )
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(5000, 5012))
def it_writes_random_flows_soundly(seed: int) -> None:
    exported(flow_source(random_flow(seed)))
