"""`wuye show`: what something is, what it cites, and who cites it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from wuye_docs.cli.columns import padded, width_of, wrapped
from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings, terminal_width, wants_colour
from wuye_docs.diagnostics import Language, Message
from wuye_docs.diagnostics.render.wording import printable

if TYPE_CHECKING:
    from wuye_docs.diagnostics import Span
    from wuye_docs.model import Manual
    from wuye_docs.references import Reference, ReferenceGraph, Target

SHORT_HELP = Message(
    "显示一个对象: 是什么, 引用谁, 被谁引用", "show a thing: what it is, what it cites, who cites it"
)
HELP = Message(
    """显示一个对象: 它是什么, 引用了什么, 谁引用了它 (带条款号和文件行号)。

    可以写编号、名称、别名: 文件、记录表、流程、流程的步骤、岗位、部门、外部相关方、参数、术语、外部文件、标准条款。

    \b
    wuye show SYWIKF16
    wuye show 客服主管
    wuye show SYFLKF01/登记
    wuye show 投诉.处理时限
    wuye show 8.2.1
    """,
    """Show a thing: what it is, what it cites, and who cites it, with clause numbers and lines of files.

    NAME is a number, a name or an alias: of a document, form, flow, step of a flow, role, department, outside party,
    parameter, term, external document, or clause of the standard.

    \b
    wuye show SYWIKF16
    wuye show 客服主管
    wuye show SYFLKF01/登记
    wuye show 8.2.1
    """,
)

_KINDS = {
    "document": Message("文件", "document"),
    "form": Message("记录表", "form"),
    "flow": Message("流程", "flow"),
    "step": Message("流程步骤", "step"),
    "role": Message("岗位", "role"),
    "department": Message("部门", "department"),
    "party": Message("外部相关方", "outside party"),
    "parameter": Message("参数", "parameter"),
    "term": Message("术语", "term"),
    "standard": Message("外部文件", "external document"),
    "clause": Message("标准条款", "clause"),
}

STEP_KINDS = {"start": "开始", "task": "工作", "decision": "判断", "end": "结束"}


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def show(here: Surroundings, name: str, as_json: bool) -> int:
        return run_show(here, name, as_json=as_json)

    return Command(
        language,
        "show",
        callback=show,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Argument(["name"], metavar=Message("编号或名称", "NAME").text(language)),
            click.Option(
                ["--json", "as_json"], is_flag=True, help=Message("输出 JSON", "print JSON").text(language)
            ),
        ],
    )


def run_show(here: Surroundings, name: str, *, as_json: bool) -> int:
    """Print everything of that name; ends the command with 2 where there is none."""
    from wuye_docs.references import ReferenceGraph

    graph = ReferenceGraph(here.project().load().manual)
    targets = resolve(graph, name)
    if not targets:
        raise here.wrong_use(_unknown(graph, name))
    if as_json:
        click.echo(json.dumps([_as_data(here, graph, one) for one in targets], ensure_ascii=False, indent=2))
        return 0
    for index, target in enumerate(targets):
        if index:
            click.echo()
        _print(here, graph, target)
    return 0


def resolve(graph: ReferenceGraph, name: str) -> list[Target]:
    """Everything that a number, name, alias, title or clause stands for."""
    from wuye_docs.references import Kind, Target

    manual = graph.manual
    name = name.strip().strip("《》")
    found: dict[Target, None] = {}
    for target in (
        graph.names.numbered(name),
        *(named.target for named in (graph.names.person(name), graph.names.title(name)) if named),
    ):
        if target:
            found[target] = None
    for kind, group in (
        (Kind.PARAMETER, manual.parameters),
        (Kind.TERM, manual.terms),
        (Kind.STANDARD, manual.standards),
    ):
        if name in group:
            found[Target(kind, name)] = None
    for term, record in manual.terms.items():
        if name in (*record.aliases, *record.banned):
            found[Target(Kind.TERM, term)] = None
    flow, _, step = name.partition("/")
    if flow in manual.flows and step in manual.flows[flow].steps:
        found[Target(Kind.STEP, name)] = None
    for table in manual.clause_tables:
        for number in table.clauses:
            if name in (number, f"{table.standard} {number}", f"{table.standard}/{number}"):
                found[Target(Kind.CLAUSE, f"{table.standard}/{number}")] = None
    return list(found)


def facts_of(manual: Manual, target: Target) -> tuple[Span, list[tuple[Message, str]]]:
    """(where it is declared, what there is to say about it) of a target."""
    from wuye_docs.references import Kind

    key = target.key
    facts: list[tuple[Message, str]]
    match target.kind:
        case Kind.DOCUMENT:
            document = manual.documents[key]
            level = manual.settings.levels.get(document.level)
            facts = [
                (Message("层级", "level"), level.name if level else document.level),
                (Message("版次", "revision"), f"{document.revision} {document.status.label}"),
                (Message("归口", "owner"), document.owner),
                (Message("实施日期", "effective"), document.effective),
                (Message("复审周期 (月)", "review every (months)"), str(document.review_every)),
                (Message("别名", "aliases"), "、".join(document.aliases)),
                (Message("岗位", "post"), document.post),
                (Message("依据条目", "basis"), "、".join(document.basis)),
                (Message("章节", "sections"), "、".join(f"{one.number} {one.title}".strip() for one in document.body.sections if one.level == 1)),
            ]  # fmt: skip
            return document.span, facts
        case Kind.FORM:
            form = manual.forms[key]
            facts = [
                (Message("类别", "kind"), form.kind.label),
                (Message("版次", "revision"), f"{form.revision} {form.status.label}"),
                (Message("归口", "owner"), form.owner),
                (
                    Message("保存", "kept"),
                    f"{form.retention.text}, {form.retention.keeper}" if form.retention else "",
                ),
                (Message("别名", "aliases"), "、".join(form.aliases)),
                (Message("栏目", "fields"), "、".join(field.name for field in form.fields)),
            ]
            return form.span, facts
        case Kind.FLOW:
            flow = manual.flows[key]
            facts = [
                (Message("所属文件", "document"), flow.document),
                (Message("版次", "revision"), f"{flow.revision} {flow.status.label}"),
                (Message("泳道", "lanes"), "、".join(flow.lanes)),
                (
                    Message("步骤", "steps"),
                    " → ".join(f"{step.mark}{step.title}" for step in flow.steps.values()),
                ),
            ]
            return flow.span, facts
        case Kind.STEP:
            number, _, name = key.partition("/")
            step = manual.flows[number].steps[name]
            deadline = manual.parameters.get(step.within)
            facts = [
                (Message("泳道", "lane"), step.lane),
                (Message("类型", "kind"), STEP_KINDS[step.kind.value]),
                (Message("时限", "within"), deadline.text if deadline else step.within),
                (Message("下一步", "next"), "、".join(f"{one.label}: {one.target}" if one.label else one.target for one in step.next)),
                (Message("说明", "note"), step.note),
            ]  # fmt: skip
            return step.span, facts
        case Kind.ROLE:
            role = manual.roles[key]
            facts = [
                (Message("部门", "department"), role.department),
                (Message("直接上级", "reports to"), role.reports_to),
                (Message("编制", "headcount"), "" if role.headcount is None else str(role.headcount)),
                (Message("岗位说明书", "job description"), role.job),
                (Message("别名", "aliases"), "、".join(role.aliases)),
                (Message("禁用旧称", "banned names"), "、".join(role.banned)),
                (Message("说明", "note"), role.note),
            ]
            return role.span, facts
        case Kind.DEPARTMENT:
            department = manual.departments[key]
            facts = [
                (Message("代码", "code"), department.code),
                (Message("上级", "reports to"), department.reports_to),
                (Message("负责岗位", "head"), department.head),
                (Message("别名", "aliases"), "、".join(department.aliases)),
                (Message("禁用旧称", "banned names"), "、".join(department.banned)),
                (Message("说明", "note"), department.note),
            ]
            return department.span, facts
        case Kind.PARTY:
            party = manual.parties[key]
            return party.span, [
                (Message("别名", "aliases"), "、".join(party.aliases)),
                (Message("说明", "note"), party.note),
            ]
        case Kind.PARAMETER:
            parameter = manual.parameters[key]
            facts = [
                (Message("数值", "value"), parameter.text),
                (Message("所指事项", "subject"), parameter.subject),
                (Message("说明", "note"), parameter.note),
            ]
            return parameter.span, facts
        case Kind.TERM:
            term = manual.terms[key]
            facts = [
                (Message("定义", "definition"), term.definition),
                (Message("同义词", "synonyms"), "、".join(term.aliases)),
                (Message("禁用说法", "banned"), "、".join(term.banned)),
                (Message("出处", "source"), term.source),
            ]
            return term.span, facts
        case Kind.STANDARD:
            standard = manual.standards[key]
            facts = [
                (Message("类别", "kind"), standard.kind),
                (Message("版本", "edition"), standard.edition),
                (Message("状态", "status"), standard.status.value),
                (Message("其他写法", "other names"), "、".join(standard.aliases)),
                (Message("说明", "note"), standard.note),
            ]
            return standard.span, facts
        case _:
            standard_number, _, number = key.rpartition("/")
            table = next(one for one in manual.clause_tables if one.standard == standard_number)
            clause = table.clauses[number]
            facts = [
                (Message("标准", "standard"), table.standard),
                (Message("标题", "title"), clause.title),
                (Message("成文信息", "documented information"), "、".join(clause.evidence)),
                (Message("不适用理由", "exclusion"), table.exclusions.get(number, "")),
            ]
            return clause.span, facts


def _print(here: Surroundings, graph: ReferenceGraph, target: Target) -> None:
    place, facts = facts_of(graph.manual, target)
    kind = _KINDS[target.kind.value].text(here.language)
    title = (
        click.style(_label(target, graph.manual), bold=True)
        if wants_colour()
        else _label(target, graph.manual)
    )
    click.echo(f"{title}  ({kind})  {_place(place)}")
    shown = [(name.text(here.language), printable(value)) for name, value in facts if value]
    first = max((width_of(name) for name, _ in shown), default=0) + 2
    for name, value in shown:
        lines = wrapped(value, max(terminal_width() - first - 2, 20))
        click.echo("  " + padded(name, first) + lines[0])
        for line in lines[1:]:
            click.echo("  " + " " * first + line)
    for heading, groups in (
        (here.say("引用", "cites"), _grouped(here, graph, _outgoing(graph, target), 0)),
        (here.say("被引用", "cited by"), _grouped(here, graph, _incoming(graph, target), 1)),
    ):
        if groups:
            click.echo(f"\n{heading}:")
        for relation, others in groups.items():
            click.echo(f"  {relation}")
            first = max(width_of(label) for label, _ in others) + 2
            for label, where in others:
                click.echo(f"    {padded(label, first)}{where}".rstrip())


def _label(target: Target, manual: Manual) -> str:
    """How a target is shown; a clause and a section with their titles."""
    from wuye_docs.references import Kind, label_of

    if target.kind is Kind.CLAUSE:
        standard, _, number = target.key.rpartition("/")
        table = next((one for one in manual.clause_tables if one.standard == standard), None)
        clause = table.clauses.get(number) if table else None
        return f"{standard} {number} {clause.title if clause else ''}".rstrip()
    if target.kind is Kind.SECTION:
        number, _, label = target.key.partition("#")
        section = manual.documents[number].body.labels().get(label)
        return f"{number} {section.number} {section.title}" if section else target.key
    return printable(label_of(target, manual))


def _place(span: Span) -> str:
    return f"{span.path}:{span.line}"


def _parts(graph: ReferenceGraph, target: Target) -> list[Target]:
    """A thing and what belongs to its own file: the steps of a flow, the labelled sections of a document."""
    from wuye_docs.references import Kind, Target

    parts = [target]
    if target.kind is Kind.FLOW:
        parts += [Target(Kind.STEP, f"{target.key}/{step}") for step in graph.manual.flows[target.key].steps]
    elif target.kind is Kind.DOCUMENT:
        labels = graph.manual.documents[target.key].body.labels()
        parts += [Target(Kind.SECTION, f"{target.key}#{label}") for label in labels]
    return parts


def _outgoing(graph: ReferenceGraph, target: Target) -> list[Reference]:
    return [reference for part in _parts(graph, target) for reference in graph.uses(part)]


def _incoming(graph: ReferenceGraph, target: Target) -> list[Reference]:
    own = _parts(graph, target)
    return [
        reference
        for part in own
        for reference in graph.used_by(part)
        if reference.source not in own or (reference.source == target and part is not own[0])
    ]


def _grouped(
    here: Surroundings, graph: ReferenceGraph, references: Iterable[Reference], side: int
) -> dict[str, list[tuple[str, str]]]:
    """By relation in plain words: (the other end, where it is written), one line for each other end."""
    from wuye_docs.cli.relations import RELATIONS

    order = list(RELATIONS)
    groups: dict[str, dict[str, list[str]]] = {}
    for reference in sorted(references, key=lambda one: order.index(one.relation)):
        other = reference.source if side else reference.target
        relation = RELATIONS[reference.relation][side].text(here.language)
        clause = f"{reference.section} " if reference.section else ""
        where = f"{clause}({_place(reference.span)})"
        places = groups.setdefault(relation, {}).setdefault(_label(other, graph.manual), [])
        if where not in places:
            places.append(where)
    return {
        relation: [(label, _some(here, places)) for label, places in others.items()]
        for relation, others in groups.items()
    }


def _some(here: Surroundings, places: list[str]) -> str:
    """The first places, and how many more there are."""
    shown = ", ".join(places[:2])
    more = len(places) - 2
    return shown + (here.say(f" 等 {len(places)} 处", f" and {more} more") if more > 0 else "")


def _as_data(here: Surroundings, graph: ReferenceGraph, target: Target) -> dict[str, Any]:
    place, facts = facts_of(graph.manual, target)

    def listed(references: Iterable[Reference], other: str) -> list[dict[str, str]]:
        return [
            {
                "relation": one.relation.value,
                "kind": getattr(one, other).kind.value,
                "key": getattr(one, other).key,
                "clause": one.section,
                "place": str(one.span),
            }
            for one in references
        ]

    return {
        "kind": target.kind.value,
        "key": target.key,
        "label": _label(target, graph.manual),
        "place": str(place),
        "facts": {name.en: value for name, value in facts if value},
        "cites": listed(_outgoing(graph, target), "target"),
        "cited-by": listed(_incoming(graph, target), "source"),
    }


def _unknown(graph: ReferenceGraph, name: str) -> Message:
    from difflib import get_close_matches

    from wuye_docs.loaders import nearest, not_found
    from wuye_docs.references import PEOPLE, Kind

    manual = graph.manual
    known = graph.names.known((*PEOPLE, Kind.DOCUMENT, Kind.FORM, Kind.FLOW, Kind.PARAMETER, Kind.STANDARD))
    known += [*manual.terms, *manual.standards]
    # A name of about the same length first: 客服主任 means 客服主管 rather than a title that holds it.
    near = next(iter(get_close_matches(name, known, n=1)), None) or nearest(name, known)
    return not_found(f"没有 `{name}`", f"there is no `{name}`", near)
