"""The organisation and the outside parties."""

from __future__ import annotations

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.nodes import organization_chart
from wuye_docs.content.tables import joined, person, post_table, refer
from wuye_docs.references import Kind, Target
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.navigation import PEOPLE
from wuye_docs.writers.html.page import Page, contents_of, new_tree, paragraph, section
from wuye_docs.writers.html.pages.roles import flow_steps


def organization_page(book: Book, addresses: Addresses) -> Page:
    """The organisation chart, every department with its posts, and the list of posts."""
    manual = book.manual
    parts: list[nodes.Node] = [organization_chart("", nodes.caption("", "组织结构图"))]
    cards: list[nodes.Node] = []
    for name, department in manual.departments.items():
        posts = [post for post, role in manual.roles.items() if role.department == name]
        lines = [paragraph(department.note)] if department.note else []
        if department.head:
            lines.append(paragraph("负责岗位：", person(department.head, book.references)))
        if posts:
            named = joined(refer(Target(Kind.ROLE, post), post, mention=True) for post in posts)
            lines.append(paragraph("岗位：", *named))
        title = refer(Target(Kind.DEPARTMENT, name), name)
        cards.append(section(title, f"department-{addresses.departments[name]}", *lines))
    parts.append(section("部门", "departments", *cards, classes=("cards",)))
    parts.append(section("岗位一览", "posts", post_table(book.references)))
    return Page("organization", "部门与岗位", new_tree("organization", *parts), kicker="组织", group=PEOPLE)


def parties_page(book: Book, addresses: Addresses) -> Page:
    """The outside parties with their steps in every flow."""
    parts = []
    for name, party in book.manual.parties.items():
        lines: list[nodes.Node] = []
        if party.aliases:
            lines.append(paragraph("又称：" + "、".join(party.aliases)))
        if party.note:
            lines.append(paragraph(party.note))
        slug = addresses.parties[name]
        cards = flow_steps(book, Target(Kind.PARTY, name))
        for index, card in enumerate(cards, 1):
            card["ids"] = [f"party-{slug}-flow-{index}"]
        parts.append(section(name, f"party-{slug}", *lines, *cards, classes=("cards", "mine")))
    tree = new_tree("parties", *parts)
    return Page(
        "parties", "外部相关方", tree, kicker="组织", contents=tuple(contents_of(tree, 1)), group=PEOPLE
    )
