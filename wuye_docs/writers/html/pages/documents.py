"""One page a document: control block, contents, text, and who refers to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes

from wuye_docs.content.book import Book, ResolvedDocument
from wuye_docs.content.relation_maps import map_figures
from wuye_docs.content.tables import refer, revision_history
from wuye_docs.model import Status
from wuye_docs.references import Kind, Relation, Target, label_of
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.page import Fact, Link, Page, listing, new_tree, paragraph, section

# Relations that a reader of a document wants to follow back.
CITING = (Relation.TITLE, Relation.NUMBER, Relation.MARKUP, Relation.FOLLOWS, Relation.SUPERSEDES)


def document_pages(book: Book, addresses: Addresses, numbers: Iterable[str]) -> Iterator[Page]:
    """The pages of some documents."""
    for number in numbers:
        resolved = book.documents[number]
        tree = new_tree(number, *(child.deepcopy() for child in resolved.tree.children))
        for figure in tree.findall(
            lambda node: node.tagname == "flow_figure" if isinstance(node, nodes.Element) else False
        ):
            figure["host"] = number  # type: ignore[index]
        footnotes = [child for child in tree.children if isinstance(child, nodes.footnote)]
        for note in footnotes:
            tree.remove(note)
        clauses = _contents(resolved)
        if resolved.record.history:
            tree += section("修订记录", "history", revision_history(resolved.record, book.references))
            clauses.append((1, Link("修订记录", "#history")))
        used = used_by(book, Target(Kind.DOCUMENT, number))
        if used:
            tree += section("被引用", "used-by", used)
            clauses.append((1, Link("被引用", "#used-by")))
        tree += section("关系图", "relations", *map_figures(book.references, "document", number))
        clauses.append((1, Link("关系图", "#relations")))
        tree.extend(footnotes)
        control = resolved.control
        yield Page(
            name=f"documents/{number}",
            title=resolved.record.title,
            tree=tree,
            kicker=control.level,
            facts=(
                Fact("编号", control.number),
                Fact("版次", control.revision),
                Fact("状态", control.status),
                Fact("实施日期", control.effective or "—"),
                Fact("归口", control.owner, _person(book, addresses, control.owner)),
                Fact("下次复审", control.next_review or "—"),
                Fact("拟稿", control.drafter or "—", _person(book, addresses, control.drafter)),
                Fact("审核", control.reviewer or "—", _person(book, addresses, control.reviewer)),
                Fact("批准", control.approver or "—", _person(book, addresses, control.approver)),
            ),
            status=status_of(resolved.record.status),
            downloads=(Link("PDF", f"../pdf/{number}.pdf"), Link("Word", f"../docx/{number}.docx")),
            control=control,
            contents=tuple(clauses),
        )


def status_of(status: Status) -> str:
    """The banner a page needs: `draft`, `obsolete`, or empty for what is approved or in force."""
    if status is Status.OBSOLETE:
        return "obsolete"
    return "draft" if status in (Status.DRAFT, Status.IN_REVIEW) else ""


def used_by(book: Book, target: Target) -> nodes.bullet_list | None:
    """Who refers to a target, as a list; None if nobody does."""
    found: dict[Target, list[str]] = {}
    for one in book.references.used_by(target, CITING):
        source = one.source
        if source.kind is Kind.STEP:
            source = Target(Kind.FLOW, source.key.partition("/")[0])
        if source != target:
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


def _contents(resolved: ResolvedDocument) -> list[tuple[int, Link]]:
    found = []
    for one in resolved.tree.findall(nodes.section):
        level, outer = 1, one.parent
        while isinstance(outer, nodes.section):
            level, outer = level + 1, outer.parent
        if level < 3:
            number = f"{one['number']}　" if one.get("number") else ""
            found.append((level, Link(number + one.children[0].astext(), f"#{one['ids'][0]}")))
    return found


def _person(book: Book, addresses: Addresses, name: str) -> str:
    named = book.references.names.person(name)
    return addresses.of(named.target) if named else ""
