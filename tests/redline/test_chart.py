"""Two states of a flow as one chart."""

from __future__ import annotations

from xml.etree import ElementTree

from wuye_docs.redline.chart import marked_chart, union
from wuye_docs.swimlanes import Edge, FlowGraph, Node, render_svg

OLD = FlowGraph(
    "F1", "投诉", ("前台", "主管"),
    (
        Node("受理", 0, "start", "受理"),
        Node("登记", 0, "task", "登记", "①"),
        Node("派单", 1, "task", "派单", "②"),
        Node("关闭", 0, "end", "关闭"),
    ),
    (Edge("受理", "登记"), Edge("登记", "派单"), Edge("派单", "关闭")),
)  # fmt: skip
NEW = FlowGraph(
    "F1", "投诉", ("前台", "主管"),
    (
        Node("受理", 0, "start", "受理"),
        Node("登记", 1, "task", "登记", "①"),
        Node("回访", 0, "task", "回访业主", "②"),
        Node("关闭", 0, "end", "关闭投诉"),
    ),
    (Edge("受理", "登记"), Edge("登记", "回访"), Edge("回访", "关闭")),
)  # fmt: skip


def it_keeps_what_is_gone_where_it_stood_and_what_changed_lanes_in_both() -> None:
    graph, steps, ways = union(OLD, NEW)
    assert [(node.key, graph.lanes[node.lane], steps.get(node.key, "")) for node in graph.nodes] == [
        ("受理", "前台", ""),
        ("登记·原", "前台", "deleted"),
        ("派单", "主管", "deleted"),
        ("登记", "主管", "inserted"),
        ("回访", "前台", "inserted"),
        ("关闭", "前台", "edited"),
    ]
    assert {(one.source, one.target): change for one, change in ways.items()} == {
        ("受理", "登记"): "inserted",
        ("登记", "回访"): "inserted",
        ("回访", "关闭"): "inserted",
        ("受理", "登记·原"): "deleted",
        ("登记·原", "派单"): "deleted",
        ("派单", "关闭"): "deleted",
    }


def it_marks_nothing_in_a_flow_that_did_not_change() -> None:
    _, steps, ways = union(OLD, OLD)
    assert (steps, ways) == ({}, {})
    chart = marked_chart(OLD, OLD)
    assert chart is not None and "legend" not in render_svg(chart)


def it_marks_by_line_and_word_and_not_by_colour_alone() -> None:
    chart = marked_chart(OLD, NEW)
    assert chart is not None
    svg = render_svg(chart)
    root = ElementTree.fromstring(svg)
    texts = {"".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"新增", "删除", "修改"} <= texts
    gone = next(one for one in root.iter() if one.get("data-step") == "派单")
    assert gone[1].get("stroke-dasharray") and "〔删除〕" in (gone[0].text or "")
    assert float(root.get("height", "0")) > chart.height + 20, "the legend stands below the drawing"
