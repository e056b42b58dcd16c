"""Posts, departments and outside parties: what is mine to do, to fill in, to know."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.nodes import organization_chart
from wuye_docs.content.tables import (
    DASH,
    Cell,
    joined,
    make_table,
    person,
    post_table,
    refer,
    step_id,
    titled,
)
from wuye_docs.model import Role
from wuye_docs.references import Kind, Relation, Target
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.page import Fact, Page, listing, new_tree, paragraph, section

KNOWING = (
    Relation.OWNER, Relation.DRAFTER, Relation.REVIEWER, Relation.APPROVER, Relation.DISTRIBUTION, Relation.MENTION,
    Relation.MARKUP,
)  # fmt: skip
WORDS = {
    Relation.OWNER: "归口", Relation.DRAFTER: "拟稿", Relation.REVIEWER: "审核", Relation.APPROVER: "批准",
    Relation.DISTRIBUTION: "领用", Relation.MENTION: "提及", Relation.MARKUP: "提及",
}  # fmt: skip


def people_pages(book: Book, addresses: Addresses) -> Iterator[Page]:
    """One page a post, one for the organisation, one for the outside parties."""
    for name, role in book.manual.roles.items():
        yield _role_page(book, addresses, name, role)
    yield _organization_page(book, addresses)
    yield _parties_page(book, addresses)


def _role_page(book: Book, addresses: Addresses, name: str, role: Role) -> Page:
    target = Target(Kind.ROLE, name)
    tree = new_tree(name)
    steps = step_table_of(book, target)
    if steps is not None:
        tree += section("我的步骤", "steps", steps)
    forms = _forms_of(book, target)
    if forms is not None:
        tree += section("我填写或签字的记录", "forms", forms)
    documents = _documents_of(book, target)
    if documents is not None:
        tree += section("我应当知道的文件", "documents", documents)
    if not tree.children:
        tree += paragraph("手册尚未给这个岗位规定步骤、记录或文件。")
    department = book.references.names.person(role.department)
    above = book.references.names.person(role.reports_to)
    facts = [
        Fact("部门", role.department or DASH, addresses.of(department.target) if department else ""),
        Fact("直接上级", role.reports_to or DASH, addresses.of(above.target) if above else ""),
    ]
    if role.job:
        facts.append(Fact("岗位说明书", role.job, addresses.of(Target(Kind.DOCUMENT, role.job))))
    if role.aliases:
        facts.append(Fact("又称", "、".join(role.aliases)))
    return Page(f"roles/{addresses.roles[name]}", name, tree, kicker="岗位", facts=tuple(facts))


def step_table_of(book: Book, target: Target) -> nodes.table | None:
    """Flow, step, deadline and records of every step in somebody's lane; None if there is none."""
    manual = book.manual
    rows: list[list[Cell]] = []
    for one in book.references.used_by(target, (Relation.LANE,)):
        if one.source.kind is not Kind.STEP:
            continue
        number, _, name = one.source.key.partition("/")
        flow = manual.flows[number]
        step = flow.steps[name]
        if not step.ordinal:
            continue
        parameter = manual.parameters.get(step.within)
        rows.append(
            [
                refer(Target(Kind.FLOW, number), flow.title),
                refer(one.source, f"{step.mark} {step.title}", anchor=step_id(flow, step, number)),
                parameter.text if parameter else DASH,
                joined(titled(form, manual) for form in step.forms),
            ]
        )
    return make_table("duties", ["流程", "步骤", "时限", "记录"], rows, [26, 38, 12, 24]) if rows else None


def _forms_of(book: Book, target: Target) -> nodes.bullet_list | None:
    manual = book.manual
    found: dict[str, set[str]] = {}
    for one in book.references.used_by(target, (Relation.SIGNATURE, Relation.OWNER, Relation.KEEPER)):
        if one.source.kind is Kind.FORM:
            word = {Relation.SIGNATURE: "签字", Relation.OWNER: "归口", Relation.KEEPER: "保管"}[one.relation]
            found.setdefault(one.source.key, set()).add(word)
    for one in book.references.used_by(target, (Relation.LANE,)):
        if one.source.kind is Kind.STEP:
            number, _, name = one.source.key.partition("/")
            for form in manual.flows[number].steps[name].forms:
                if form in manual.forms:
                    found.setdefault(form, set()).add("填写")
    if not found:
        return None
    return listing(
        *(
            paragraph(
                refer(Target(Kind.FORM, number), f"{number}《{manual.forms[number].title}》"),
                f"：{'、'.join(sorted(found[number]))}",
            )
            for number in sorted(found)
        )
    )


def _documents_of(book: Book, target: Target) -> nodes.bullet_list | None:
    manual = book.manual
    found: dict[str, dict[str, None]] = {}
    for one in book.references.used_by(target, KNOWING):
        if one.source.kind is Kind.DOCUMENT:
            found.setdefault(one.source.key, {}).setdefault(WORDS[one.relation])
    if not found:
        return None
    order = [number for number in book.documents if number in found]
    return listing(
        *(
            paragraph(
                refer(Target(Kind.DOCUMENT, number), f"{number}《{manual.documents[number].title}》"),
                f"：{'、'.join(found[number])}",
            )
            for number in order
        )
    )


def _organization_page(book: Book, addresses: Addresses) -> Page:
    manual = book.manual
    parts: list[nodes.Node] = [organization_chart("", nodes.caption("", "组织结构图"))]
    for name, department in manual.departments.items():
        posts = [post for post, role in manual.roles.items() if role.department == name]
        lines = [paragraph(department.note)] if department.note else []
        if department.head:
            lines.append(paragraph("负责岗位：", person(department.head, book.references)))
        if posts:
            lines.append(
                paragraph(
                    "岗位：", *joined(refer(Target(Kind.ROLE, post), post, mention=True) for post in posts)
                )
            )
        parts.append(section(name, f"department-{addresses.departments[name]}", *lines))
    parts.append(section("岗位一览", "posts", post_table(book.references)))
    return Page("organization", "组织与岗位", new_tree("organization", *parts), kicker="组织")


def _parties_page(book: Book, addresses: Addresses) -> Page:
    parts = []
    for name, party in book.manual.parties.items():
        lines: list[nodes.Node] = []
        if party.aliases:
            lines.append(paragraph("又称：" + "、".join(party.aliases)))
        if party.note:
            lines.append(paragraph(party.note))
        steps = step_table_of(book, Target(Kind.PARTY, name))
        if steps is not None:
            lines.append(steps)
        parts.append(section(name, f"party-{addresses.parties[name]}", *lines))
    return Page("parties", "外部相关方", new_tree("parties", *parts), kicker="组织")
