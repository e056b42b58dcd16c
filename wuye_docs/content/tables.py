"""Tables that the manual's data gives: step tables, registers, matrices, histories.

Each function returns a docutils table; cells hold plain text or cross references that are resolved already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

from wuye_docs.content.expressions import Expressions
from wuye_docs.content.nodes import cross_reference
from wuye_docs.model import Document, Flow, Form, Manual, Standard, Step, StepKind
from wuye_docs.references import Kind, ReferenceGraph, Relation, Target

Cell = str | nodes.Node | Sequence[nodes.Node | str]
DASH = "—"
_END_MARKS = {StepKind.START: "开始", StepKind.END: "结束"}


def make_table(
    kind: str,
    head: Sequence[Cell],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[int],
    row_ids: Sequence[str] = (),
) -> nodes.table:
    """A table of class `kind`, or of several with spaces between; `widths` are parts of the whole; `row_ids` name the rows."""
    group = nodes.tgroup("", cols=len(head))
    group.extend(nodes.colspec("", colwidth=width) for width in widths)
    group += nodes.thead("", _row(head))
    body = nodes.tbody()
    for index, cells in enumerate(rows):
        row = _row(cells)
        if index < len(row_ids) and row_ids[index]:
            row["ids"] = [row_ids[index]]
        body += row
    if not body.children:
        body += _row([DASH] * len(head))
    group += body
    return nodes.table("", group, classes=kind.split())


def _row(cells: Sequence[Cell]) -> nodes.row:
    row = nodes.row()
    for cell in cells:
        parts = [cell] if isinstance(cell, str | nodes.Node) else list(cell)
        paragraphs = [nodes.paragraph()]
        for part in parts:
            if isinstance(part, nodes.paragraph):
                paragraphs.append(part)
            else:
                paragraphs[-1] += nodes.Text(part) if isinstance(part, str) else part
        kept = [paragraph for paragraph in paragraphs if paragraph.children] or [nodes.paragraph()]
        row += nodes.entry("", *kept)
    return row


def refer(target: Target, text: str, anchor: str = "", mention: bool = False) -> cross_reference:
    """A resolved reference with its text."""
    return cross_reference(
        "", nodes.Text(text), kind=str(target.kind), key=target.key, anchor=anchor, mention=mention
    )


def titled(number: str, manual: Manual) -> cross_reference | nodes.Text:
    """A reference to a document, form or flow as 《title》."""
    record = manual.controlled_by(number)
    if record is None:
        return nodes.Text(number)
    kind = (
        Kind.DOCUMENT
        if isinstance(record, Document)
        else Kind.FORM
        if isinstance(record, Form)
        else Kind.FLOW
    )
    return refer(Target(kind, number), f"《{record.title}》")


def joined(items: Iterable[nodes.Node], separator: str = "、") -> list[nodes.Node | str]:
    """Nodes with a separator between them; a dash if there are none."""
    found: list[nodes.Node | str] = []
    for item in items:
        found += [separator, item] if found else [item]
    return found or [DASH]


def person(name: str, references: ReferenceGraph) -> nodes.Node:
    """A role, department or party as a quiet reference; the name as it is, if nobody answers to it."""
    named = references.names.person(name)
    return refer(named.target, named.target.key, mention=True) if named else nodes.Text(name)


def step_id(flow: Flow, step: Step, host: str = "") -> str:
    """The id of a step's row in a step table; `host` is the number of the document that shows it.

    Start and end shapes that say no more than that have no row: their id is the table's.
    """
    prefix = f"{host}_{flow.number}" if host else flow.number
    if step.ordinal:
        return f"{prefix}_s{step.ordinal}".replace("-", "_")
    if not _has_row(step):
        return steps_id(flow, host)
    place = list(flow.steps.values()).index(step) + 1
    return f"{prefix}_{step.kind}{place}".replace("-", "_")


def _has_row(step: Step) -> bool:
    """Whether a step table shows it: work and decisions, and a start or end that tells what is to be done."""
    return bool(step.ordinal or step.note or step.forms or step.documents or step.within)


def steps_id(flow: Flow, host: str = "") -> str:
    """The id of a flow's step table."""
    return (f"{host}_{flow.number}_steps" if host else f"{flow.number}_steps").replace("-", "_")


def step_table(
    flow: Flow, references: ReferenceGraph, expressions: Expressions, host: str = ""
) -> nodes.table:
    """步骤 / 责任岗位 / 工作内容 / 时限 / 记录 of every task and decision of a flow.

    The table says all that the chart shows: what begins the flow, where each decision leads, where the order is left.
    """
    manual = references.manual
    # A start or end that tells what is to be done has a row too; ends stand last.
    rank = {StepKind.START: 0, StepKind.END: 2}
    steps = sorted(
        (step for step in flow.steps.values() if _has_row(step)), key=lambda one: rank.get(one.kind, 1)
    )
    rows: list[Sequence[Cell]] = []
    for index, step in enumerate(steps):
        work = [nodes.paragraph("", "", nodes.strong("", expressions.fill(step.title)))]
        begun = [
            f"{one.lane}{expressions.fill(one.title)}"
            for one in flow.steps.values()
            if one.kind is StepKind.START
            and not _has_row(one)
            and any(way.target == step.name for way in one.next)
        ]
        if begun:
            work.append(nodes.paragraph("", f"起于：{'；'.join(begun)}", classes=["exits"]))
        if step.note:
            work.append(nodes.paragraph("", expressions.fill(step.note)))
        followed = [titled(number, manual) for number in step.documents]
        if followed:
            work.append(
                nodes.paragraph("", "", nodes.Text("按"), *_nodes(joined(followed)), nodes.Text("执行"))
            )
        below = steps[index + 1].name if index + 1 < len(steps) else ""
        work += _exits(flow, step, below, expressions, host)
        parameter = manual.parameters.get(step.within)
        records = [nodes.paragraph("", "", titled(number, manual)) for number in step.forms]
        rows.append(
            [
                step.mark or _END_MARKS[step.kind],
                person(step.lane, references),
                work,
                parameter.text if parameter else DASH,
                records or DASH,
            ]
        )
    table = make_table(
        "steps",
        ["步骤", "责任岗位", "工作内容", "时限", "记录"],
        rows,
        [8, 15, 44, 13, 20],
        [step_id(flow, one, host) for one in steps],
    )
    table["ids"] = [steps_id(flow, host)]
    return table


def _nodes(parts: Iterable[nodes.Node | str]) -> list[nodes.Node]:
    return [nodes.Text(part) if isinstance(part, str) else part for part in parts]


def _exits(flow: Flow, step: Step, below: str, expressions: Expressions, host: str) -> list[nodes.paragraph]:
    """Where a step leads, a line for each way; none if it only leads to the row below."""
    if len(step.next) == 1 and not step.next[0].label and step.next[0].target == below:
        return []
    lines = []
    for way in step.next:
        target = flow.steps.get(way.target)
        aim: nodes.Node
        if target is None:
            aim = nodes.Text(way.target)
        elif _has_row(target):
            # A number in a circle says that a row of this table is meant.
            aim = refer(
                Target(Kind.STEP, f"{flow.number}/{target.name}"),
                f"{target.mark}{expressions.fill(target.title)}",
                step_id(flow, target, host),
                mention=True,
            )
        else:
            aim = nodes.Text(expressions.fill(target.title))
        lead = f"{expressions.fill(way.label)}→" if way.label else "→"
        lines.append(nodes.paragraph("", "", nodes.Text(lead), aim, classes=["exits"]))
    if len(step.next) > 1 and step.kind is not StepKind.DECISION:
        lines[0].insert(0, nodes.Text("同时："))
    return lines


def related_documents(document: Document, references: ReferenceGraph) -> nodes.Element:
    """Documents and external standards that a document's text and flows cite, as a list."""
    manual = references.manual
    cited: dict[Target, None] = {}
    for target in cited_by(document, references):
        if target.kind in (Kind.DOCUMENT, Kind.STANDARD) and target.key != document.number:
            cited.setdefault(target)
    items = nodes.bullet_list("", bullet="-")
    order = {Kind.DOCUMENT: 0, Kind.STANDARD: 1}
    for target in sorted(cited, key=lambda one: (order[one.kind], one.key)):
        if target.kind is Kind.DOCUMENT:
            text = f"{display_number(manual.documents[target.key], manual)}《{manual.documents[target.key].title}》"
        else:
            standard = manual.standards[target.key]
            text = cited_title(standard)
        items += nodes.list_item("", nodes.paragraph("", "", refer(target, text)))
    return items if items.children else nodes.paragraph("", "无。")


def cited_title(standard: Standard) -> str:
    """`GB/T 19001—2016《质量管理体系 要求》`; a law, which is cited by its name, as `《中华人民共和国民法典》（2020年公布）`."""
    if any(character in "0123456789" for character in standard.number):
        return (
            standard.number if standard.title == standard.number else f"{standard.number}《{standard.title}》"
        )
    year = "年" if standard.edition.isdigit() else ""
    edition = f"（{standard.edition}{year}）" if standard.edition else ""
    return f"《{standard.title.strip('《》')}》{edition}"


def cited_by(document: Document, references: ReferenceGraph) -> list[Target]:
    """Everything that a document or one of its flows cites, in order."""
    manual = references.manual
    found = [one.target for one in references.uses(Target(Kind.DOCUMENT, document.number))]
    for flow in manual.flows_of(document.number):
        for step in flow.steps:
            found += [one.target for one in references.uses(Target(Kind.STEP, f"{flow.number}/{step}"))]
    return found


def clause_matrix(references: ReferenceGraph) -> list[nodes.Element]:
    """For every clause of each standard, the documents that answer it, or why it does not apply."""
    tables = []
    for table in references.manual.clause_tables:
        rows: list[Sequence[Cell]] = []
        for number, clause in table.clauses.items():
            answering = references.used_by(
                Target(Kind.CLAUSE, f"{table.standard}/{number}"), (Relation.ANSWERS,)
            )
            reason = table.exclusions.get(number)
            answers: list[nodes.Node | str] = joined(refer(one.source, one.source.key) for one in answering)
            if reason:
                answers = [f"不适用：{reason}"]
            rows.append([number, clause.title, answers])
        tables.append(
            make_table("clauses", ["条款", f"{table.standard} 要求", "对应文件"], rows, [12, 40, 48])
        )
    return list(tables)


def revision_history(document: Document, references: ReferenceGraph) -> nodes.table:
    """版次 / 日期 / 更改内容 / 更改岗位."""
    rows: list[Sequence[Cell]] = [
        [entry.revision, entry.date or DASH, entry.change, person(entry.by, references) if entry.by else DASH]
        for entry in document.history
    ]
    return make_table("revision-history", ["版次", "日期", "更改内容", "更改岗位"], rows, [10, 18, 52, 20])


def term_table(manual: Manual, expressions: Expressions) -> nodes.table:
    """术语 / 定义 / 同义词."""
    rows: list[Sequence[Cell]] = [
        [name, expressions.fill(term.definition), "、".join(term.aliases) or DASH]
        for name, term in manual.terms.items()
    ]
    return make_table("terms", ["术语", "定义", "同义词"], rows, [18, 62, 20])


def parameter_table(manual: Manual, prefix: str) -> nodes.table:
    """Figures of the manual whose names begin with `prefix`."""
    rows: list[Sequence[Cell]] = [
        [one.subject or name, one.text, one.note or DASH]
        for name, one in manual.parameters.items()
        if name.startswith(prefix) and not one.is_builtin
    ]
    return make_table("parameters", ["事项", "取值", "说明"], rows, [34, 18, 48])


def department_table(references: ReferenceGraph) -> nodes.table:
    """部门 / 负责岗位 / 职能."""
    rows: list[Sequence[Cell]] = [
        [
            refer(Target(Kind.DEPARTMENT, name), name, mention=True), one.code or DASH,
            person(one.head, references) if one.head else DASH, one.note or DASH,
        ]
        for name, one in references.manual.departments.items()
    ]  # fmt: skip
    return make_table("departments", ["部门", "代码", "负责岗位", "职能"], rows, [18, 8, 18, 56])


def post_table(references: ReferenceGraph) -> nodes.table:
    """岗位 / 所属部门 / 直接上级 / 编制 / 岗位说明书."""
    rows: list[Sequence[Cell]] = [
        [
            refer(Target(Kind.ROLE, name), name, mention=True),
            person(role.department, references) if role.department else DASH,
            person(role.reports_to, references) if role.reports_to else DASH,
            str(role.headcount) if role.headcount is not None else DASH,
            refer(Target(Kind.DOCUMENT, role.job), role.job) if role.job else DASH,
        ]
        for name, role in references.manual.roles.items()
    ]
    return make_table(
        "posts", ["岗位", "所属部门", "直接上级", "编制", "岗位说明书"], rows, [26, 24, 24, 8, 18]
    )


def party_table(references: ReferenceGraph) -> nodes.table:
    """相关方 / 说明."""
    rows: list[Sequence[Cell]] = [
        [
            refer(Target(Kind.PARTY, name), name, mention=True),
            "、".join(one.aliases) or DASH,
            one.note or DASH,
        ]
        for name, one in references.manual.parties.items()
    ]
    return make_table("parties", ["相关方", "别称", "说明"], rows, [24, 22, 54])


def display_number(record: Document, manual: Manual) -> str:
    """A document's number as manual.yaml wants it shown, with the year of issue where asked for."""
    pattern = manual.settings.numbering.display
    year = (record.issued or record.effective)[:4]
    if "{year}" in pattern and not year:
        return record.number
    return pattern.replace("{number}", record.number).replace("{year}", year)
