"""BLD010: the same words in all formats, block by block.

What is compared: of each document every paragraph (in clauses, lists, tables, notes) and every title of a clause, by the block's
stable id. The words wanted are those of the resolved tree, from which all three were written. The site has them in the
element of that id, or in the same cell of the table of that id; Word between the bookmarks of that id; the PDF has no ids, so
there they must follow each other in the order of the tree, in the logical order that the tags give. White space, places to break words, the numbers of clauses, lists and
captions, and the marks of footnotes do not count. Charts, maps and blank forms are not compared: their words are placed, not set.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes
from lxml import html

from wuye_docs.content.book import ResolvedDocument
from wuye_docs.content.nodes import form_sheet
from wuye_docs.diagnostics import Message
from wuye_docs.ooxml.package import PackageError
from wuye_docs.project.built_files.output import BuiltOutput, Fault
from wuye_docs.writers.docx.extract import block_texts
from wuye_docs.writers.html.pages.documents import moved_lists
from wuye_docs.writers.pdf.typst_code import Lettering

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u00ad\u2060\ufeff]+")
_HINT = Message(
    "全部重新生成: `wuye build --force`; 仍有差异请连同源文件报告",
    "build everything again: `wuye build --force`; if it stays, report it with the sources",
)
# Numbers of clauses and the tools beside a title, which are no part of the text.
_NOT_WORDS = frozenset({"clause", "clause-tools"})
_SHOWN = 30
_NAMES = {"html": "网站", "docx": "Word", "pdf": "PDF"}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or title as it should read."""

    identifier: str
    words: str
    """Without what does not count."""
    spoken: str
    """The same with the marks of footnotes, as the PDF has them in the line."""
    line: int
    cell: tuple[str, int] | None = None
    """The id of the table around it and the number of its cell there, from 0."""


def differing_texts(built: BuiltOutput) -> Iterator[Fault]:
    """A finding for each block whose words differ in a format."""
    for number, resolved in built.book.documents.items():
        blocks = list(blocks_of(resolved))
        for format_ in built.formats:
            name = (
                f"{format_}/documents/{number}.html" if format_ == "html" else f"{format_}/{number}.{format_}"
            )
            if name not in built.files:
                continue  # BLD006 says so.
            match format_:
                case "html":
                    shown = _on_the_site(built, name, resolved, blocks)
                case "docx":
                    shown = _in_word(built, name)
                case _:
                    shown = _in_pdf(built, name, blocks)
            for block in blocks:
                found = shown.get(block.identifier)
                if found != block.words:
                    yield _fault(name, number, format_, block, found)


def _fault(name: str, number: str, format_: str, block: Block, found: str | None) -> Fault:
    wanted, other = _around_the_difference(block.words, found or "")
    if found is None:
        said = Message(
            f"{_NAMES[format_]} 中没有“{wanted}” (块 {block.identifier})",
            f"`{wanted}` is missing in {format_} (block {block.identifier})",
        )
    else:
        said = Message(
            f"{_NAMES[format_]} 中是“{other}”, 应为“{wanted}” (块 {block.identifier})",
            f"{format_} has `{other}` for `{wanted}` (block {block.identifier})",
        )
    return Fault(name, said, _HINT, number, block.line)


def blocks_of(resolved: ResolvedDocument) -> Iterator[Block]:
    """The paragraphs and titles of a document in reading order; footnotes are left to their calls."""
    cells = {
        id(entry): (str(table["ids"][0]), place)
        for table in resolved.tree.findall(nodes.table)
        if table["ids"]
        for place, entry in enumerate(table.findall(nodes.entry))
    }
    for node in resolved.tree.findall(nodes.TextElement):
        owner: nodes.Element | None = node
        if isinstance(node, nodes.title):
            owner = node.parent if isinstance(node.parent, nodes.section) else None
        elif not isinstance(node, nodes.paragraph):
            continue
        if owner is None or not owner["ids"] or _is_apart(node):
            continue
        words = tight(_without_calls(node))
        if words:
            spoken = words if isinstance(node, nodes.title) else tight(node.astext())
            cell = next((cells[id(one)] for one in _around(node) if id(one) in cells), None)
            yield Block(str(owner["ids"][0]), words, spoken, int(node.line or owner.line or 0), cell)


def tight(text: str) -> str:
    """Text without what does not count: spaces, places to break."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def _without_calls(node: nodes.Element) -> str:
    plain = node.deepcopy()
    for call in list(plain.findall(nodes.footnote_reference)):
        call.parent.remove(call)
    return str(plain.astext())


def _is_apart(node: nodes.Node) -> bool:
    """Whether a block stands in a footnote or in a form."""
    return any(isinstance(outer, nodes.footnote | form_sheet) for outer in _around(node))


def _around(node: nodes.Node) -> Iterator[nodes.Element]:
    """What encloses a node, from the inside out."""
    outer = node.parent
    while outer is not None:
        yield outer
        outer = outer.parent


def _on_the_site(
    built: BuiltOutput, name: str, resolved: ResolvedDocument, blocks: list[Block]
) -> dict[str, str]:
    elements = {str(one.get("id")): one for one in built.page(name).xpath("//*[@id]")}
    found: dict[str, str] = {}
    cells: dict[tuple[str, int], list[Block]] = {}
    for block in blocks:
        element = elements.get(block.identifier)
        if element is None and block.cell:
            cells.setdefault(block.cell, []).append(block)
        if element is not None:
            if element.tag == "section":
                element = next(iter(element.xpath("./h1|./h2|./h3|./h4|./h5|./h6")), element)
            found[block.identifier] = tight("".join(_words_of(element)))
    shown = {table: elements[table].xpath(".//th | .//td") for table, _ in cells if table in elements}
    for (table, place), inside in cells.items():
        if place < len(shown.get(table, ())):
            found |= _in_a_cell(tight("".join(_words_of(shown[table][place]))), inside)
    # Long lists are pages of their own, to which the document's page leads in their place.
    moved = {
        table["ids"][0]
        for _, tables, _ in moved_lists(resolved.tree)
        if (link := elements.get(tables[0]["ids"][0])) is not None and link.xpath("self::p[.//a/@href]")
        for table in tables
    }
    return found | {one.identifier: one.words for one in blocks if one.cell and one.cell[0] in moved}


def _in_a_cell(text: str, blocks: list[Block]) -> dict[str, str]:
    """The words of each block of a cell, which must be all that it holds."""
    found: dict[str, str] = {}
    rest = text
    for block in blocks[:-1]:
        if not rest.startswith(block.words):
            return {**found, block.identifier: rest}
        found[block.identifier] = block.words
        rest = rest.removeprefix(block.words)
    return {**found, blocks[-1].identifier: rest}


def _words_of(element: html.HtmlElement) -> Iterator[str]:
    """The words of an element but for clause numbers, calls of footnotes and the tools of a title."""
    yield element.text or ""
    for child in element:
        classes = set(str(child.get("class") or "").split())
        is_call = child.get("role") == "doc-noteref" or "footnote-reference" in classes
        if isinstance(child.tag, str) and not is_call and not classes & _NOT_WORDS:
            yield from _words_of(child)
        yield child.tail or ""


def _in_word(built: BuiltOutput, name: str) -> dict[str, str]:
    try:
        texts = block_texts(built.files[name].read_bytes())
    except PackageError:
        return {}  # BLD001 says so.
    return {identifier: tight(text) for identifier, text in texts.items()}


def _in_pdf(built: BuiltOutput, name: str, blocks: list[Block]) -> dict[str, str]:
    """The words of each block as far as they follow each other; of a block that does not, what stands in its place."""
    text = tight(built.pdf(name).text)
    place, found = 0, {}
    for block in blocks:
        wanted = tight(_PRINTED.printable(block.spoken))
        at = text.find(wanted, place)
        if at < 0:
            continue
        found[block.identifier] = block.words
        place = at + len(wanted)
    return found


_PRINTED = Lettering(frozenset())


def _around_the_difference(wanted: str, found: str) -> tuple[str, str]:
    """Both texts from shortly before the place where they part."""
    same = next((at for at, (one, other) in enumerate(zip(wanted, found, strict=False)) if one != other), 0)
    begin = max(0, same - 8)
    return _cut(wanted, begin), _cut(found, begin)


def _cut(text: str, begin: int) -> str:
    part = text[begin : begin + _SHOWN]
    return ("…" if begin else "") + part + ("…" if begin + _SHOWN < len(text) else "")
