"""What can be found: one entry for every page and for every place in a page that answers a question by itself.

A page's entry comes first, those of its places follow. Every text stands once: a flow's steps are entries of the flow's
page, so the step tables in documents are passed over, and so are registers, which say again what has entries of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from docutils import nodes

from wuye_docs.content.book import Book, ResolvedDocument
from wuye_docs.content.expressions import Expressions
from wuye_docs.content.nodes import flow_figure, form_sheet, organization_chart, relation_map
from wuye_docs.content.tables import step_id
from wuye_docs.model import Flow, Form, Manual, Role, Status, Step, StepKind
from wuye_docs.references import Kind, Relation, Target
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.navigation import REGISTERS


class EntryKind(StrEnum):
    """What an entry is; the value is its mark in the index."""

    DOCUMENT = "d"
    CLAUSE = "c"
    FLOW = "l"
    STEP = "s"
    FORM = "f"
    POST = "p"
    """A post, department or outside party."""
    FIGURE = "v"
    """A parameter: a deadline, a frequency, an amount."""
    TERM = "t"
    STANDARD = "x"
    """An external document, or a clause of a standard."""
    REGISTER = "r"
    """Any other page."""

    @property
    def label(self) -> str:
        """The word that readers see."""
        return _LABELS[self]


_LABELS = {
    EntryKind.DOCUMENT: "文件", EntryKind.CLAUSE: "条款", EntryKind.FLOW: "流程", EntryKind.STEP: "步骤",
    EntryKind.FORM: "记录表", EntryKind.POST: "岗位", EntryKind.FIGURE: "时限与数值", EntryKind.TERM: "术语",
    EntryKind.STANDARD: "外部文件", EntryKind.REGISTER: "清单",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that search can lead to."""

    kind: EntryKind
    address: str
    """From the site's root, with the anchor where it is not a whole page."""
    title: str
    text: str = ""
    """What is searched and quoted; the texts of a page's places are not said again in the page's own entry."""
    number: str = ""
    """A document's, form's or flow's number, or the number of a clause."""
    names: tuple[str, ...] = ()
    """Other names that it goes by: aliases, banned names, the name of a parameter."""
    is_obsolete: bool = False


# Tables that repeat what has entries of its own.
_REPEATED_TABLES = frozenset(
    (
        "steps", "register", "forms", "clauses", "matrix", "role-matrix", "terms", "standards", "parameters",
        "departments", "posts", "parties", "revision-history", "distribution",
    )
)  # fmt: skip
_DRAWN = (flow_figure, form_sheet, organization_chart, relation_map)


def search_entries(book: Book, addresses: Addresses) -> Iterator[Entry]:
    """Every entry of a manual, the same for the same sources: every page of the site but its start and search pages."""
    yield from _recorded(book, addresses)
    yield Entry(EntryKind.REGISTER, "registers/index.html", "清单与对照")
    for address, title in REGISTERS:
        yield Entry(EntryKind.REGISTER, address, title)
        yield from _of_register(address, book.manual, addresses, book)


def _recorded(book: Book, addresses: Addresses) -> Iterator[Entry]:
    manual = book.manual
    expressions = Expressions(manual.parameters)
    for resolved in book.documents.values():
        yield from _of_document(resolved, addresses)
    for number, flow in manual.flows.items():
        yield from _of_flow(number, flow, manual, expressions, addresses)
    for number, form in sorted(manual.forms.items()):
        yield _of_form(number, form, expressions, addresses)
    for name, role in manual.roles.items():
        yield _of_role(name, role, book, addresses)
    yield Entry(EntryKind.REGISTER, "organization.html", "部门与岗位", names=("组织结构图", "组织架构"))
    for name, department in manual.departments.items():
        yield Entry(
            EntryKind.POST,
            addresses.of(Target(Kind.DEPARTMENT, name)),
            name,
            f"{department.note}。负责岗位：{department.head}" if department.head else department.note,
            names=(*department.aliases, *department.banned),
        )
    yield Entry(EntryKind.REGISTER, "parties.html", "外部相关方")
    for name, party in manual.parties.items():
        yield Entry(
            EntryKind.POST,
            addresses.of(Target(Kind.PARTY, name)),
            name,
            party.note,
            names=(*party.aliases, *party.banned),
        )


def _of_document(resolved: ResolvedDocument, addresses: Addresses) -> Iterator[Entry]:
    record = resolved.record
    page = addresses.of(Target(Kind.DOCUMENT, record.number))
    loose = [child for child in resolved.tree.children if not isinstance(child, nodes.section)]
    yield Entry(
        EntryKind.DOCUMENT,
        page,
        str(record.title),
        _text(loose),
        str(record.number),
        tuple(map(str, record.aliases)),
        record.status is Status.OBSOLETE,
    )
    for section in resolved.tree.findall(nodes.section):
        if "annex" in section["classes"] or not section["ids"]:
            continue
        title, *below = section.children
        text = _text([child for child in below if not isinstance(child, nodes.section)])
        yield Entry(
            EntryKind.CLAUSE,
            f"{page}#{section['ids'][0]}",
            title.astext(),
            text,
            str(section.get("number", "")),
            is_obsolete=record.status is Status.OBSOLETE,
        )


def _text(blocks: Iterable[nodes.Node]) -> str:
    """The reading text of some blocks, one space between them; pictures and repeated tables left out."""
    found: list[str] = []
    for block in blocks:
        _collect(block, found)
    return " ".join(found)


def _collect(node: nodes.Node, found: list[str]) -> None:
    if isinstance(node, (*_DRAWN, nodes.label)):
        return
    if isinstance(node, nodes.table) and not _REPEATED_TABLES.isdisjoint(node["classes"]):
        return
    if isinstance(node, nodes.TextElement):
        text = " ".join(node.astext().split())
        if text:
            found.append(text)
        return
    for child in node.children:
        _collect(child, found)


def _of_flow(
    number: str, flow: Flow, manual: Manual, expressions: Expressions, addresses: Addresses
) -> Iterator[Entry]:
    page = addresses.of(Target(Kind.FLOW, number))
    is_obsolete = flow.status is Status.OBSOLETE
    yield Entry(
        EntryKind.FLOW, page, str(flow.title), f"参与：{'、'.join(flow.lanes)}", number, tuple(map(str, flow.aliases)), is_obsolete
    )  # fmt: skip
    for step in flow.steps.values():
        if not step.ordinal and not step.note and not step.forms:
            continue
        yield Entry(
            EntryKind.STEP,
            f"{page}#{step_id(flow, step, number)}",
            expressions.fill(step.title),
            _step_text(step, manual, expressions),
            step.mark,
            is_obsolete=is_obsolete,
        )


def _step_text(step: Step, manual: Manual, expressions: Expressions) -> str:
    """Who does it, how, until when, on which form; where a decision leads is said by the chart."""
    said = [f"{step.lane}："]
    if step.note:
        said.append(expressions.fill(step.note))
    if step.kind is StepKind.DECISION:
        said.append("判断。")
    if step.within in manual.parameters:
        said.append(f"时限{manual.parameters[step.within].text}。")
    titles = [f"《{manual.forms[one].title}》" for one in step.forms if one in manual.forms]
    if titles:
        said.append(f"填写{'、'.join(titles)}。")
    return "".join(said)


def _of_form(number: str, form: Form, expressions: Expressions, addresses: Addresses) -> Entry:
    parts = [f"{form.kind.label}，归口{form.owner}"]
    if form.retention:
        parts.append(f"，保存{form.retention.text}，{form.retention.keeper}保管")
    fields = list(
        dict.fromkeys(
            str(name) for one in form.fields for name in (one.name, *(column.name for column in one.columns))
        )
    )
    if fields:
        parts.append(f"。栏目：{'、'.join(fields)}")
    if form.note:
        parts.append(f"。{expressions.fill(form.note)}")
    return Entry(
        EntryKind.FORM,
        addresses.of(Target(Kind.FORM, number)),
        str(form.title),
        "".join(parts),
        number,
        tuple(map(str, form.aliases)),
        form.status is Status.OBSOLETE,
    )


def _of_role(name: str, role: Role, book: Book, addresses: Addresses) -> Entry:
    said = [f"部门{role.department}" if role.department else "", f"上级{role.reports_to}" if role.reports_to else ""]  # fmt: skip
    steps = book.references.used_by(Target(Kind.ROLE, name), (Relation.LANE,))
    flows = dict.fromkeys(
        book.manual.flows[one.source.key.partition("/")[0]].title
        for one in steps
        if one.source.kind is Kind.STEP
    )
    if flows:
        said.append(f"职责、步骤和时限：参与{len(flows)}个流程")
    if role.note:
        said.append(str(role.note))
    return Entry(
        EntryKind.POST,
        addresses.of(Target(Kind.ROLE, name)),
        str(name),
        "；".join(one for one in said if one),
        names=(*map(str, role.aliases), *map(str, role.banned)),
    )


def _of_register(address: str, manual: Manual, addresses: Addresses, book: Book) -> Iterator[Entry]:
    """The lines of those registers whose lines have no page of their own."""
    match address:
        case "registers/parameters.html":
            for name, one in manual.parameters.items():
                if not one.is_builtin:
                    yield Entry(
                        EntryKind.FIGURE,
                        addresses.of(Target(Kind.PARAMETER, name)),
                        str(one.subject or name),
                        "。".join(part for part in (one.text, str(one.note)) if part),
                        names=(str(name).replace(".", ""),),
                    )
        case "registers/terms.html":
            expressions = Expressions(manual.parameters)
            for name, term in manual.terms.items():
                yield Entry(
                    EntryKind.TERM,
                    addresses.of(Target(Kind.TERM, name)),
                    str(name),
                    expressions.fill(term.definition),
                    names=(*map(str, term.aliases), *map(str, term.banned)),
                )
        case "registers/standards.html":
            for number, standard in manual.standards.items():
                yield Entry(
                    EntryKind.STANDARD,
                    addresses.of(Target(Kind.STANDARD, number)),
                    str(standard.title),
                    "，".join(part for part in (str(standard.kind), str(standard.edition)) if part),
                    str(number) if str(number) != str(standard.title) else "",
                    tuple(map(str, standard.aliases)),
                )
        case "registers/clauses.html":
            for table in manual.clause_tables:
                for number, clause in table.clauses.items():
                    target = Target(Kind.CLAUSE, f"{table.standard}/{number}")
                    answers = book.references.used_by(target, (Relation.ANSWERS,))
                    found = "、".join(dict.fromkeys(one.source.key for one in answers))
                    yield Entry(
                        EntryKind.STANDARD,
                        addresses.of(target),
                        str(clause.title),
                        f"{table.standard}" + (f"，对应文件：{found}" if found else ""),
                        str(number),
                    )


def pages_of(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    """The first entry of every page, by the page's address: what can be found at all."""
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(entry.address.partition("#")[0], entry)
    return found
