"""Responsibility matrices: who does what in a flow, in all flows, and under which documents.

Only what the flows say is shown: whose lane a step stands in, whether it decides, whose step comes before and after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes

from wuye_docs.content.expressions import Expressions
from wuye_docs.content.tables import Cell, make_table, person, refer, titled
from wuye_docs.model import Flow, Manual, Step, StepKind
from wuye_docs.references import PEOPLE, Kind, ReferenceGraph, Target

DOES, DECIDES, HANDS_OVER, TAKES_OVER = "●", "◆", "△", "○"
STEP_LEGEND = f"{DOES} 办理　{DECIDES} 判断　{HANDS_OVER} 交来上一步的结果　{TAKES_OVER} 接办下一步"
FLOW_LEGEND = f"{DOES} 办理　{DECIDES} 办理并判断　{TAKES_OVER} 只发起或接收"
POSTS_A_TABLE = 11
"""So many columns as wide as one character stand beside the titles on an upright sheet."""


def flow_matrix(
    flow: Flow, references: ReferenceGraph, expressions: Expressions, *, captioned: bool = True
) -> nodes.table:
    """Steps against lanes: who does and decides, who hands the matter over and who takes it on."""
    lanes = [str(lane) for lane in dict.fromkeys(flow.lanes)]
    before: dict[str, list[str]] = {}
    for step in flow.steps.values():
        for way in step.next:
            before.setdefault(way.target, []).append(step.lane)
    rows: list[Sequence[Cell]] = []
    for step in flow.steps.values():
        if not step.ordinal:
            continue
        after = [flow.steps[way.target].lane for way in step.next if way.target in flow.steps]
        marks = [_mark_of_step(lane, step, before.get(step.name, ()), after) for lane in lanes]
        rows.append([step.mark, expressions.fill(step.title), *marks])
    head: list[Cell] = ["步骤", "工作", *(person(lane, references) for lane in lanes)]
    # In thousandths of an upright sheet: a head of up to five characters stands on one line while there is room.
    widths = [28 + 24 * min(5, len(lane)) for lane in lanes]
    if sum(widths) > 660:
        widths = [660 * one // sum(widths) for one in widths]
    table = make_table("matrix", head, rows, [80, 920 - sum(widths), *widths])
    return _finished(table, f"{flow.title}的职责" if captioned else "", STEP_LEGEND, (1,))


def _mark_of_step(lane: str, step: Step, before: Iterable[str], after: Iterable[str]) -> str:
    if lane == step.lane:
        return DECIDES if step.kind is StepKind.DECISION else DOES
    return (HANDS_OVER if lane in before else "") + (TAKES_OVER if lane in after else "")


def flow_matrices(references: ReferenceGraph, prefix: str = "") -> list[nodes.table]:
    """Flows against posts, a table for each series of flows, or of the series `prefix`.

    Posts are columns, in the order of the sources and only those that the series knows; departments and outside parties,
    who are many and seldom, are named in the last column. A series of more posts than fit has several tables.
    """
    tables = []
    for name, flows in _flows_by_series(references.manual, prefix):
        posts = [
            post
            for post in references.manual.roles
            if any(_mark_of_flow(Target(Kind.ROLE, post), flow, references) for flow in flows)
        ]
        count = max(1, -(-len(posts) // POSTS_A_TABLE))
        each = -(-len(posts) // count)
        for part in range(count):
            shown = posts[part * each : (part + 1) * each]
            label = f"{name}的岗位职责" + (f"（{part + 1}/{count}）" if count > 1 else "")
            tables.append(_flow_table(references, flows, shown, label, with_others=part == count - 1))
    return tables


def _flow_table(
    references: ReferenceGraph, flows: Sequence[Flow], posts: Sequence[str], label: str, *, with_others: bool
) -> nodes.table:
    rows: list[Sequence[Cell]] = []
    for flow in flows:
        marks = [_mark_of_flow(Target(Kind.ROLE, post), flow, references) for post in posts]
        row: list[Cell] = [refer(Target(Kind.FLOW, flow.number), flow.title), *marks]
        if with_others:
            row.append(_others(flow, references))
        rows.append(row)
    head: list[Cell] = ["流程", *(refer(Target(Kind.ROLE, post), post, mention=True) for post in posts)]
    # The upright columns are of one width in every table, just that of a character with the margins of a cell.
    left = 1000 - 48 * len(posts)
    others = [left * 42 // 100] if with_others else []
    widths = [left - sum(others), *[48] * len(posts), *others]
    if with_others:
        head.append("部门和外部方")
    return _finished(
        make_table("matrix upright", head, rows, widths), label, FLOW_LEGEND, (0, -1) if with_others else (0,)
    )


def _others(flow: Flow, references: ReferenceGraph) -> list[nodes.Node | str]:
    """The lanes of a flow that are no posts, each with its mark."""
    parts: list[nodes.Node | str] = []
    for lane in dict.fromkeys(flow.lanes):
        named = references.names.person(lane)
        if named and named.target.kind is not Kind.ROLE:
            mark = _mark_of_flow(named.target, flow, references)
            parts += ["、"] if parts else []
            parts += [refer(named.target, named.target.key, mention=True), mark]
    return parts or [""]


def _mark_of_flow(target: Target, flow: Flow, references: ReferenceGraph) -> str:
    """What somebody is to a flow; empty for nothing."""
    found = ""
    for step in flow.steps.values():
        named = references.names.person(step.lane)
        if named and named.target == target:
            if step.kind is StepKind.DECISION:
                return DECIDES
            found = DOES if step.kind is StepKind.TASK else found or TAKES_OVER
    return found


def _flows_by_series(manual: Manual, prefix: str) -> Iterator[tuple[str, list[Flow]]]:
    """The name and the flows of each series that has any, by number; what belongs to none comes last."""
    left = dict(sorted(manual.flows.items()))
    for series in manual.settings.numbering.series:
        flows = [left.pop(number) for number in list(left) if number.startswith(series.prefix)]
        if flows and prefix in ("", series.prefix):
            yield series.name or series.prefix, flows
    if left and not prefix:
        yield "其他流程", list(left.values())


def role_matrix(references: ReferenceGraph, wanted: str = "") -> nodes.table:
    """Posts against documents, with the steps that each post does there.

    `wanted` is a flow's number, or the name of a post, department or party, to be shown alone.
    """
    manual = references.manual
    flows = [manual.flows[wanted]] if wanted in manual.flows else list(manual.flows.values())
    alone = references.names.person(wanted)
    duties: dict[Target, dict[str, list[tuple[Flow, str]]]] = {}
    for flow in flows:
        marks: dict[Target, str] = {}
        for step in flow.steps.values():
            named = references.names.person(step.lane)
            if named and step.mark and (alone is None or alone.target == named.target):
                marks[named.target] = marks.get(named.target, "") + step.mark
        for target, found in marks.items():
            duties.setdefault(target, {}).setdefault(flow.document, []).append((flow, found))
    rank = {kind: index for index, kind in enumerate(PEOPLE)}
    names = [*manual.roles, *manual.departments, *manual.parties]
    rows: list[Sequence[Cell]] = []
    for target in sorted(duties, key=lambda one: (rank[one.kind], names.index(one.key))):
        lines: list[nodes.Node] = []
        for document, parts in sorted(duties[target].items()):
            line = nodes.paragraph("", "", titled(document, manual), nodes.Text("："))
            for index, (flow, found) in enumerate(parts):
                line += nodes.Text("；" if index else "")
                line += refer(Target(Kind.FLOW, flow.number), flow.title)
                line += nodes.Text(found)
            lines.append(line)
        rows.append([refer(target, target.key, mention=True), lines])
    return make_table("role-matrix", ["岗位或单位", "文件、流程和承担的步骤"], rows, [20, 80])


def _finished(table: nodes.table, label: str, legend: str, read: Sequence[int]) -> nodes.table:
    """The table with its caption, if it has one, and what its marks mean in a last row; the columns `read` hold words."""
    group = table.children[0]
    assert isinstance(group, nodes.tgroup)
    columns = [one for one in group.children if isinstance(one, nodes.colspec)]
    for index in read:
        columns[index]["align"] = "left"
    entry = nodes.entry("", nodes.paragraph("", f"图例：{legend}"), morecols=int(group["cols"]) - 1)
    group.children[-1].append(nodes.row("", entry, classes=["legend"]))  # type: ignore[attr-defined]
    if label:
        table.insert(0, nodes.title("", label))
    return table
