"""The start page: by what one wants to do, by department, by level."""

from __future__ import annotations

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.tables import refer
from wuye_docs.references import Kind, Target
from wuye_docs.writers.html.page import Fact, Link, Page, listing, new_tree, paragraph, section


def home_page(book: Book) -> Page:
    """Tasks first, because staff come with a question; then departments with their posts and documents."""
    manual = book.manual
    parts: list[nodes.Node] = []
    tasks: dict[str, list[nodes.paragraph]] = {}
    for number, flow in sorted(manual.flows.items()):
        owner = manual.documents.get(flow.document)
        heading = owner.title if owner else "其他"
        name = flow.title.removesuffix("流程")
        tasks.setdefault(heading, []).append(paragraph(refer(Target(Kind.FLOW, number), name)))
    if tasks:
        groups = [
            section(title, f"task-{index}", listing(*items))
            for index, (title, items) in enumerate(tasks.items(), 1)
        ]
        parts.append(_cards("我要办什么事", "tasks", groups))
    departments = []
    for index, name in enumerate(manual.departments, 1):
        posts = [post for post, role in manual.roles.items() if role.department == name]
        owned = [one.record for one in book.documents.values() if one.record.owner == name]
        items = [paragraph(refer(Target(Kind.ROLE, post), post)) for post in posts]
        items += [paragraph(refer(Target(Kind.DOCUMENT, one.number), f"《{one.title}》")) for one in owned]
        if items:
            departments.append(section(name, f"department-{index}", listing(*items)))
    if departments:
        parts.append(_cards("我在哪个部门", "departments", departments))
    for key, level in manual.settings.levels.items():
        found = [one.record for one in book.documents.values() if one.record.level == key]
        if found:
            items = [
                paragraph(refer(Target(Kind.DOCUMENT, one.number), f"{one.number}　{one.title}"))
                for one in found
            ]
            parts.append(section(level.name, f"level-{key}", listing(*items)))
    settings = manual.settings
    return Page(
        "index",
        settings.title,
        new_tree("index", *parts),
        kicker=settings.company.name,
        facts=(
            Fact("编号", settings.number),
            Fact("版次", settings.edition),
            Fact("依据", "、".join(settings.standards) or "—"),
            Fact("文件", f"{len(book.documents)} 份"),
            Fact("流程", f"{len(manual.flows)} 个"),
            Fact("记录表", f"{len(manual.forms)} 张"),
        ),
        downloads=(Link("合订本 PDF", "../pdf/manual.pdf"), Link("合订本 Word", "../docx/manual.docx")),
    )


def _cards(title: str, anchor: str, groups: list[nodes.section]) -> nodes.section:
    made = section(title, anchor, *groups)
    made["classes"].append("cards")
    return made
