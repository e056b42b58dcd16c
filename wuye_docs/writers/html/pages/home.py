"""The start page: what cannot wait, what people come with, one's own post, and the work of every department."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.document_relations import relations_of
from wuye_docs.content.tables import refer
from wuye_docs.references import Kind, Target
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.navigation import REGISTERS
from wuye_docs.writers.html.page import Fact, Link, Page, aside, listing, new_tree, paragraph, section
from wuye_docs.writers.html.pages.links import page_link
from wuye_docs.writers.html.pages.recent import latest
from wuye_docs.writers.html.pages.tasks import Task, by_department, task_list, tasks_of
from wuye_docs.writers.html.standing import listed

MOST_URGENT = 12
WIDE = 8
"""A card of more tasks takes the whole width, in columns."""


def home_page(book: Book, addresses: Addresses) -> Page:
    """Tasks first, because staff come with a question; what cannot wait stands at the very top."""
    manual = book.manual
    tasks = tasks_of(book)
    pressing = sorted((one for one in tasks if one.urgency is not None), key=lambda one: one.urgency or 0)
    urgent = pressing[:MOST_URGENT]
    left = [one for one in tasks if one not in urgent]
    parts: list[nodes.Node] = []
    if urgent:
        parts.append(section("紧急情况", "urgent", task_list(urgent, "tiles"), classes=("urgent",)))
    parts += _groups(book, "有人来找我办事", "asked", [one for one in left if one.is_asked])
    parts.append(_departments(book))
    parts += _groups(book, "日常和定期的工作", "work", [one for one in left if not one.is_asked])
    parts.append(_documents(book, addresses))
    recent = latest(book, 8)
    if recent:
        parts.append(section("最近发布", "recent", recent))
    parts.append(
        section(
            "清单与对照",
            "lists",
            listing(*(paragraph(page_link(*one)) for one in REGISTERS), classes=("chips",)),
        )
    )
    settings = manual.settings
    return Page(
        "index",
        settings.title,
        new_tree("index", _jumps(parts), *parts),
        kicker=settings.company.name,
        facts=(
            Fact("编号", settings.number),
            Fact("版次", book.edition or settings.edition),
            Fact("依据", "、".join(settings.standards) or "—"),
            Fact("文件", f"{sum(1 for _ in listed(book, manual.documents.values()))} 份"),
            Fact("流程", f"{len(tasks)} 个"),
            Fact("记录表", f"{sum(1 for _ in listed(book, manual.forms.values()))} 张"),
        ),
        downloads=(Link("合订本 PDF", "../pdf/manual.pdf"), Link("合订本 Word", "../docx/manual.docx")),
        group="home",
        kind="home",
    )


def _jumps(parts: Sequence[nodes.Node]) -> nodes.bullet_list:
    """Links to what stands further down: on a phone the first two parts fill several screens."""
    links = (
        page_link(f"index.html#{one['ids'][0]}", one.children[0].astext())
        for one in parts
        if isinstance(one, nodes.section) and "urgent" not in one["classes"]
    )
    return listing(*(paragraph(link) for link in links), classes=("chips", "jumps"))


def _groups(book: Book, title: str, anchor: str, tasks: list[Task]) -> list[nodes.Node]:
    """A part of the page with a card for each department; nothing if there is nothing to do."""
    groups = by_department(book, tasks)
    if not groups:
        return []
    cards = [
        section(name, f"{anchor}-{index}", task_list(some), classes=("wide",) if len(some) > WIDE else ())
        for index, (name, some) in enumerate(sorted(groups.items(), key=lambda one: -len(one[1])), 1)
    ]
    return [section(title, anchor, *cards, classes=("cards",))]


def _departments(book: Book) -> nodes.section:
    """A card for each department with its posts, then those of no department."""
    manual = book.manual
    cards = []
    for index, name in enumerate(manual.departments, 1):
        posts = [post for post, role in manual.roles.items() if role.department == name]
        if not posts:
            continue
        chips = listing(
            *(paragraph(refer(Target(Kind.ROLE, post), post)) for post in posts), classes=("chips",)
        )
        title = refer(Target(Kind.DEPARTMENT, name), name)
        cards.append(section(title, f"department-{index}", chips))
    without = [post for post, role in manual.roles.items() if not role.department]
    if without:
        chips = listing(
            *(paragraph(refer(Target(Kind.ROLE, post), post)) for post in without), classes=("chips",)
        )
        cards.append(section("公司", "department-0", chips))
    return section("我的部门和岗位", "departments", *cards, classes=("cards",))


def _documents(book: Book, addresses: Addresses) -> nodes.section:
    """Every series of documents with the number of its documents."""
    items = []
    for group in relations_of(book.references).groups(book.manual.documents):
        documents = list(listed(book, group.documents))
        if len(documents) == 1:
            link: nodes.Node = refer(Target(Kind.DOCUMENT, documents[0].number), documents[0].title)
            items.append(paragraph(link))
        elif documents:
            link = page_link(f"registers/documents.html#series-{group.key}", group.name)
            items.append(paragraph(link, " ", aside(f"{len(documents)} 份", "count")))
    return section("全部文件", "documents", listing(*items, classes=("chips",)))
