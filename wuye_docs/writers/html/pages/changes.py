"""What the last edition changed, as a list for staff: clause by clause, with the words that went and those that came."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.edition_changes import ChangedPart, ChangedThing, Mark
from wuye_docs.content.tables import refer
from wuye_docs.references import Kind, Target
from wuye_docs.writers.html.page import aside, listing, paragraph, section

_GROUPS = (
    ("document", "改动的文件", "份", Kind.DOCUMENT),
    ("flow", "改动的流程", "个", Kind.FLOW),
    ("form", "改动的记录表", "张", Kind.FORM),
    ("parameter", "改动的数值", "个", Kind.PARAMETER),
)


def change_sections(book: Book) -> Iterator[nodes.Node]:
    """What the last edition changed against the one before it, in a section for documents, flows, forms and figures."""
    changes = book.changes
    if changes is None:
        return
    counts = []
    sections = []
    for kind, title, unit, target in _GROUPS:
        things = [one for one in changes.things if one.kind == kind]
        if not things:
            continue
        counts.append(f"{len(things)}{unit}{title.removeprefix('改动的')}")
        if kind == "parameter":
            shown: list[nodes.Node] = [listing(*(_figure(book, one) for one in things), classes=("changes",))]
        else:
            shown = [_thing(book, one, target) for one in things]
        sections.append(section(title, f"changed-{kind}", *shown))
    told = f"{changes.after} 版比 {changes.before} 版改动了{'、'.join(counts)}。" if counts else ""
    yield paragraph(told or f"{changes.after} 版比 {changes.before} 版没有改动。")
    yield from sections


def _thing(book: Book, thing: ChangedThing, kind: Kind) -> nodes.section:
    exists = book.manual.controlled_by(thing.number) is not None
    title = f"《{thing.title}》"
    head = refer(Target(kind, thing.number), title) if exists else nodes.Text(title)
    revisions = thing.revision
    if thing.revision_before and thing.revision_before != thing.revision:
        revisions = f"{thing.revision_before} → {thing.revision}" if thing.revision else thing.revision_before
    about = paragraph(aside(f"{thing.number}　{revisions}", "how"))
    shown: list[nodes.Node] = [about]
    if thing.parts:
        shown.append(listing(*(_part(book, thing, kind, one) for one in thing.parts), classes=("changes",)))
    else:
        shown.append(paragraph(_kind(thing.change)))
    return section(head, f"changed-{thing.number}", *shown)


def _part(book: Book, thing: ChangedThing, kind: Kind, part: ChangedPart) -> nodes.paragraph:
    anchor = _anchor(book, thing.number, part.where) if kind is Kind.DOCUMENT else ""
    place: list[str | nodes.Node] = []
    if anchor:
        place = [refer(Target(kind, thing.number), part.where, anchor=anchor), " "]
    elif part.where:
        place = [nodes.strong("", part.where), " "]
    return paragraph(*place, _kind(part.kind + part.part), " ", *_words(part))


def _figure(book: Book, thing: ChangedThing) -> nodes.paragraph:
    """`与被困人员通话的间隔上限 由 5分钟 改为 3分钟`: figures show in many places, so the register says where."""
    named: nodes.Node = nodes.Text(thing.title)
    if thing.number in book.manual.parameters:
        named = refer(Target(Kind.PARAMETER, thing.number), thing.title)
    value = next((one for one in thing.parts if one.where == "数值"), None)
    rest = (
        _words(value)
        if value
        else [one for part in thing.parts for one in (f"{part.where}：", *_words(part))]
    )
    return paragraph(named, " ", _kind(thing.change), " ", *rest)


def _words(part: ChangedPart) -> list[str | nodes.Node]:
    classes = {Mark.INSERTED: "ins", Mark.DELETED: "del"}
    return [
        nodes.inline("", text, classes=[classes[mark]]) if mark in classes else text
        for mark, text in part.words
        if text
    ]


def _kind(label: str) -> nodes.inline:
    return aside(label, "change")


def _anchor(book: Book, number: str, where: str) -> str:
    """The id of a clause by `4.1 接报和通知`; empty if the document has no such clause now."""
    resolved = book.documents.get(number)
    if resolved is None:
        return ""
    for clause in resolved.tree.findall(nodes.section):
        if f"{clause.get('number', '')} {clause.children[0].astext()}".strip() == where:
            return str(clause["ids"][0])
    return ""
