"""One page a document: control block, contents, text, and who refers to it."""

from __future__ import annotations

from docutils import nodes

from wuye_docs.content.book import Book, ControlBlock
from wuye_docs.content.nodes import flow_figure, form_sheet
from wuye_docs.content.relation_maps import map_figures
from wuye_docs.content.tables import refer, revision_history
from wuye_docs.references import Kind, Relation, Target, label_of
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.navigation import series_of
from wuye_docs.writers.html.page import (
    Fact,
    Link,
    Page,
    aside,
    contents_of,
    listing,
    new_tree,
    paragraph,
    section,
)
from wuye_docs.writers.html.pages.links import page_link
from wuye_docs.writers.html.standing import Standing, act_text, decided, is_listed, standing

# Relations that a reader of a document wants to follow back.
CITING = (Relation.TITLE, Relation.NUMBER, Relation.MARKUP, Relation.FOLLOWS, Relation.SUPERSEDES)
# A list of so many rows is a page of its own on the site, and a document leads to it.
LONG_LIST = 40
LISTS = {
    "register": ("registers/documents.html", "受控文件清单"),
    "forms": ("registers/forms.html", "记录清单"),
    "parameters": ("registers/parameters.html", "数值一览"),
    "standards": ("registers/standards.html", "外部文件清单"),
    "clauses": ("registers/clauses.html", "标准条款对照"),
    "upright": ("registers/responsibilities.html", "职责矩阵"),
    "role-matrix": ("registers/responsibilities.html", "职责矩阵"),
    "terms": ("registers/terms.html", "术语"),
    "posts": ("organization.html#posts", "岗位一览"),
}


def document_page(book: Book, addresses: Addresses, number: str) -> Page:
    """The page of a document."""
    resolved = book.documents[number]
    record, control, state = resolved.record, resolved.control, standing(book, resolved.record)
    tree = new_tree(number, *(child.deepcopy() for child in resolved.tree.children))
    for figure in tree.findall(flow_figure):
        figure["host"] = number
    _shorten_lists(tree)
    _list_annexed_forms(tree, book)
    footnotes = [child for child in tree.children if isinstance(child, nodes.footnote)]
    for note in footnotes:
        tree.remove(note)
    if record.history:
        tree += section("修订记录", "history", revision_history(record, book.references), classes=("apart",))
    used = used_by(book, Target(Kind.DOCUMENT, number))
    if used:
        tree += section("被引用", "used-by", used, classes=("apart",))
    tree += section(
        "关系图", "relations", *map_figures(book.references, "document", number), classes=("apart",)
    )
    tree.extend(footnotes)
    return Page(
        name=f"documents/{number}",
        title=record.title,
        tree=tree,
        kicker=control.level,
        facts=(
            Fact("编号", control.number),
            Fact("版次", control.revision),
            Fact("状态", state.status.label, more="批准后有改动" if state.edited_since else ""),
            Fact("实施日期", state.effective or "—"),
            Fact("归口", control.owner, person_address(book, addresses, control.owner)),
            Fact("下次复审", state.next_review or "—"),
            *_posts(book, addresses, control),
        ),
        status=state.banner,
        instead=_replacement(book, addresses, number),
        in_force=state.in_force,
        edited_since=state.edited_since,
        suspect_because=suspect_links(book, addresses, state),
        downloads=(Link("PDF", f"../pdf/{number}.pdf"), Link("Word", f"../docx/{number}.docx")),
        control=control,
        contents=tuple(contents_of(tree)),
        group=series_of(book, number),
        clauses_of=f"{control.number} {control.revision}",
        kind="document",
    )


def _posts(book: Book, addresses: Addresses, control: ControlBlock) -> tuple[Fact, ...]:
    """Who drafts, reviews and approves; who did it and when, where the ledger says so."""
    state = decided(book, control.number)
    drafted, reviewed = (state.drafted, state.reviewed) if state else (None, None)
    facts = [
        Fact(word, post or "—", person_address(book, addresses, post), more=act_text(act))
        for word, post, act in (
            ("拟稿", drafted.post if drafted else control.drafter, drafted),
            ("审核", reviewed.post if reviewed else control.reviewer, reviewed),
        )
    ]
    approvals = state.approvals if state else ()
    facts += [
        Fact("批准", act.post, person_address(book, addresses, act.post), more=act_text(act))
        for act in approvals
    ]
    if not approvals:
        facts.append(Fact("批准", control.approver or "—", person_address(book, addresses, control.approver)))
    return tuple(facts)


def suspect_links(book: Book, addresses: Addresses, state: Standing) -> tuple[Link, ...]:
    """What changed since something was approved, as links where it has a page."""
    found = []
    for name in state.suspect_because:
        target = book.references.names.numbered(name)
        found.append(
            Link(label_of(target, book.manual) if target else name, addresses.of(target) if target else "")
        )
    return tuple(found)


def moved_lists(tree: nodes.document) -> list[tuple[tuple[str, str], list[nodes.table], int]]:
    """The long lists of a tree that have pages of their own: (address, title), the tables of a clause, and their rows."""
    found: dict[tuple[nodes.Node, tuple[str, str]], list[nodes.table]] = {}
    for table in tree.findall(nodes.table):
        page = next((LISTS[name] for name in table["classes"] if name in LISTS), None)
        if page:
            found.setdefault((table.parent, page), []).append(table)
    counted = [
        (page, tables, sum(len(list(one.findall(nodes.row))) - 1 for one in tables))
        for (_, page), tables in found.items()
    ]
    return [one for one in counted if one[2] >= LONG_LIST]


def _shorten_lists(tree: nodes.document) -> None:
    """Lead to the pages of long lists; several tables of one list have one line."""
    for (address, title), tables, rows in moved_lists(tree):
        link = paragraph("见", page_link(address, f"《{title}》"), f"（{rows} 行）。", classes=("moved",))
        link["ids"] = tables[0]["ids"]
        for table in tables[1:]:
            table.parent.remove(table)
        tables[0].parent.replace(tables[0], link)


def _list_annexed_forms(tree: nodes.document, book: Book) -> None:
    """Lead to the pages of the forms in the annex: there they can be printed one by one."""
    for annex in tree.findall(nodes.section):
        sheets = [child for child in annex.children if isinstance(child, form_sheet)]
        if "annex" not in annex["classes"] or not sheets:
            continue
        items = []
        for sheet in sheets:
            form = book.manual.forms[sheet["number"]]
            link = refer(Target(Kind.FORM, form.number), f"{form.number}《{form.title}》")
            kept = f"{form.kind.label}　保存{form.retention.text}" if form.retention else form.kind.label
            items.append(paragraph(link, " ", aside(kept, "how")))
            annex.remove(sheet)
        annex += listing(*items)


def used_by(book: Book, target: Target) -> nodes.bullet_list | None:
    """Who refers to a target, as a list; None if nobody does."""
    found: dict[Target, list[str]] = {}
    for one in book.references.used_by(target, CITING):
        source = one.source
        if source.kind is Kind.STEP:
            source = Target(Kind.FLOW, source.key.partition("/")[0])
        record = book.manual.controlled_by(source.key)
        if source != target and (record is None or is_listed(book, record)):
            places = found.setdefault(source, [])
            if one.section and one.section not in places:
                places.append(one.section)
    if not found:
        return None
    items = []
    for source, places in found.items():
        text = label_of(source, book.manual)
        where = f"（{'、'.join(places)}）" if places else ""
        items.append(paragraph(refer(source, text), where))
    return listing(*items)


def person_address(book: Book, addresses: Addresses, name: str) -> str:
    """The address of a post, department or party; empty if nobody answers to the name."""
    named = book.references.names.person(name)
    return addresses.of(named.target) if named else ""


def _replacement(book: Book, addresses: Addresses, number: str) -> Link | None:
    """The document in force that the ledger names or that says it replaces this one."""
    state = book.issues.get(number)
    successor = book.manual.documents.get(state.successor) if state else None
    if successor:
        address = addresses.of(Target(Kind.DOCUMENT, successor.number))
        return Link(f"{successor.number}《{successor.title}》", address)
    for one in book.references.used_by(Target(Kind.DOCUMENT, number), (Relation.SUPERSEDES,)):
        document = book.manual.documents.get(one.source.key)
        if document and is_listed(book, document):
            return Link(f"{document.number}《{document.title}》", addresses.of(one.source))
    return None
