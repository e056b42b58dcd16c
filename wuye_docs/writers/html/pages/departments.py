"""One page a department: its posts, what it does, its promises of time, its documents and forms."""

from __future__ import annotations

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.tables import DASH, refer
from wuye_docs.references import Kind, Relation, Target
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.navigation import PEOPLE
from wuye_docs.writers.html.page import Fact, Page, contents_of, listing, new_tree, paragraph, section
from wuye_docs.writers.html.pages.promises import promise_table, promises
from wuye_docs.writers.html.pages.tasks import department_of, task_list, tasks_of
from wuye_docs.writers.html.standing import is_listed, listed


def department_page(book: Book, addresses: Addresses, name: str) -> Page:
    """The page of a department."""
    manual, department = book.manual, book.manual.departments[name]
    target = Target(Kind.DEPARTMENT, name)
    parts: list[nodes.Node] = [paragraph(department.note)] if department.note else []
    posts = [post for post, role in manual.roles.items() if role.department == name]
    if posts:
        chips = listing(
            *(paragraph(refer(Target(Kind.ROLE, post), post)) for post in posts), classes=("chips",)
        )
        parts.append(section("岗位", "posts", chips))
    tasks = [one for one in tasks_of(book) if one.department == name or name in one.flow.lanes]
    if tasks:
        parts.append(section("办什么事", "tasks", task_list(tasks)))
    own = [one for one in promises(book) if department_of(book, one.step.lane) == name]
    if own:
        parts.append(section("时限", "promises", promise_table(book, own, with_post=True)))
    owned = [one for one in listed(book, manual.documents.values()) if one.owner == name]
    if owned:
        parts.append(section("归口的文件", "owned", _documents([one.number for one in owned], book)))
    given = _given(book, target)
    if given:
        parts.append(section("领用的文件", "given", _documents(given, book)))
    forms = sorted(
        (one for one in listed(book, manual.forms.values()) if one.owner == name), key=lambda one: one.number
    )
    if forms:
        items = (
            paragraph(refer(Target(Kind.FORM, one.number), f"{one.number}《{one.title}》")) for one in forms
        )
        parts.append(section("归口的记录表", "forms", listing(*items, classes=("columns",))))
    tree = new_tree(name, *parts)
    above = book.references.names.person(department.reports_to)
    head = book.references.names.person(department.head)
    facts = [
        Fact("代码", department.code or DASH),
        Fact("上级", department.reports_to or DASH, addresses.of(above.target) if above else ""),
        Fact("负责岗位", department.head or DASH, addresses.of(head.target) if head else ""),
    ]
    if department.aliases:
        facts.append(Fact("又称", "、".join(department.aliases)))
    return Page(
        f"departments/{addresses.departments[name]}",
        name,
        tree,
        kicker="部门",
        facts=tuple(facts),
        contents=tuple(contents_of(tree, 1)),
        group=PEOPLE,
    )


def _given(book: Book, target: Target) -> list[str]:
    """The numbers of the documents that are handed out to a department and belong to another."""
    given = {
        one.source.key
        for one in book.references.used_by(target, (Relation.DISTRIBUTION,))
        if one.source.kind is Kind.DOCUMENT
    }
    own = {number for number in given if book.manual.documents[number].owner == target.key}
    return [
        number for number, one in book.manual.documents.items()
        if number in given - own and is_listed(book, one)
    ]  # fmt: skip


def _documents(numbers: list[str], book: Book) -> nodes.bullet_list:
    return listing(
        *(
            paragraph(
                refer(Target(Kind.DOCUMENT, number), f"{number}《{book.manual.documents[number].title}》")
            )
            for number in numbers
        ),
        classes=("columns",),
    )
