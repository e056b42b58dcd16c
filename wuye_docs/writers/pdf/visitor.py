"""A resolved tree as Typst code: one method a node class, each answers with the code of its node.

What the page looks like is decided in templates/manual.typ, whose functions the code calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.nodes import (
    cross_reference,
    flow_figure,
    form_sheet,
    organization_chart,
    parameter_value,
    relation_map,
)
from wuye_docs.model import Document
from wuye_docs.model.markup import ADMONITION_TITLES
from wuye_docs.writers.pdf import typst_code
from wuye_docs.writers.pdf.column_widths import PlacedCell
from wuye_docs.writers.pdf.drawings import Drawings, HeadingsAbove
from wuye_docs.writers.pdf.form_sheet import is_turned, sheet_code
from wuye_docs.writers.pdf.links import Addresses, footnote_label
from wuye_docs.writers.pdf.tables import table_code
from wuye_docs.writers.pdf.typst_code import Lettering

_STRONG_ADMONITIONS = frozenset({"important", "warning", "caution", "danger", "error", "attention"})
_COUNTING = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document is written into."""

    book: Book
    lettering: Lettering
    addresses: Addresses
    drawings: Drawings
    document: Document
    rank_offset: int
    """Levels of headings above the clauses of a document: 0 in a file of its own, 2 in the bound manual."""


class TypstVisitor:
    """Writes one document's tree."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._in = surroundings
        self._text = surroundings.lettering.literal
        self._notes: dict[str, nodes.footnote] = {}
        self._written_notes: set[str] = set()
        self._anchored: set[str] = set()
        self._depth = 0
        self._headings: list[tuple[str, int]] = []
        self._list_depth = 0
        self._in_cell = False
        self._in_head = False

    def code(self, tree: nodes.document) -> str:
        """Typst code of a whole document's body."""
        self._notes = {note["ids"][0]: note for note in tree.findall(nodes.footnote) if note["ids"]}
        body = self.blocks(tree.children)
        number = self._in.document.number
        # An anchor that found no place still gets one, since a link to a missing label would stop the whole file.
        lost = (
            f"anchor({typst_code.name(identifier)})"
            for block in tree.findall(nodes.Element)
            for identifier in block["ids"][:1]
            if identifier in self._in.addresses.anchors and identifier not in self._anchored
        )
        return "\n".join([f"// {number}", body, *lost])

    def blocks(self, children: Iterable[nodes.Node]) -> str:
        """The code of blocks, one below the other."""
        return "\n".join(filter(None, map(self.visit, children)))

    def inline(self, children: Iterable[nodes.Node]) -> str:
        """A content expression of what stands in one line of text."""
        return _content(list(map(self.visit, children)))

    def block(self, children: Iterable[nodes.Node]) -> str:
        """A content expression of blocks."""
        return "{" + self.blocks(children) + "}"

    def visit(self, node: nodes.Node) -> str:
        """The code of one node; a node class that has no method gives what it holds."""
        method: Callable[[nodes.Node], str] | None = getattr(self, f"visit_{type(node).__name__}", None)
        if method is not None:
            return method(node)
        if isinstance(node, nodes.Element) and isinstance(node, nodes.Admonition):
            return self.admonition(node)
        if isinstance(node, nodes.Inline):
            return _content([self.visit(child) for child in node.children])
        return self.blocks(node.children)

    # ------------------------------------------------------------------ sections

    def visit_section(self, node: nodes.section) -> str:
        self._depth += 1
        heading = self.heading(node)
        rest = [child for child in node.children if not isinstance(child, nodes.title)]
        if "annex" in node["classes"]:
            made = self.annex(heading, rest)
        elif _begins_with_chart(rest):
            self._headings.append((heading, self._depth))
            made = self.blocks(rest)
        else:
            made = heading + "\n" + self.blocks(rest)
        self._depth -= 1
        return made

    def headings_above(self) -> HeadingsAbove:
        """The headings that wait for the chart below them, which are written with it."""
        waiting, self._headings = self._headings, []
        return HeadingsAbove("\n".join(code for code, _ in waiting), tuple(depth for _, depth in waiting))

    def heading(self, section: nodes.section) -> str:
        title = next((child for child in section.children if isinstance(child, nodes.title)), None)
        words = title.deepcopy() if title else nodes.title()
        for call in list(words.findall(nodes.footnote_reference)):
            call.parent.remove(call)
        level = self._depth + self._in.rank_offset
        identifier, number = self.mark(section), section.get("number", "")
        plain = self._in.lettering.plain
        return f"clause({identifier}, {level}, {plain(number)}, {plain(words.astext())})"

    def annex(self, heading: str, rest: list[nodes.Node]) -> str:
        """An annex begins on a page of its own, each of its forms too; the first stands under the heading."""
        lines = ["pagebreak(weak: true)"]
        pending = heading
        for child in rest:
            if isinstance(child, form_sheet):
                lines.append(self.sheet(child, pending))
            else:
                lines += filter(None, [pending, self.visit(child)])
            pending = ""
        return "\n".join([*lines, pending])

    # ------------------------------------------------------------------ text

    def visit_Text(self, node: nodes.Text) -> str:
        return self._text(str(node))

    def visit_paragraph(self, node: nodes.paragraph) -> str:
        if not node.children:
            return ""
        marked, words = self.mark(node), self.inline(node.children)
        return f"par({words})" if marked == '""' else f"p({marked}, {words})"

    def visit_strong(self, node: nodes.strong) -> str:
        return f"strong({self.inline(node.children)})"

    def visit_emphasis(self, node: nodes.emphasis) -> str:
        return f"emph({self.inline(node.children)})"

    def visit_literal(self, node: nodes.literal) -> str:
        return f"code({self.inline(node.children)})"

    def visit_subscript(self, node: nodes.subscript) -> str:
        return f"sub({self.inline(node.children)})"

    def visit_superscript(self, node: nodes.superscript) -> str:
        return f"super({self.inline(node.children)})"

    def visit_parameter_value(self, node: parameter_value) -> str:
        return self.inline(node.children)

    def visit_cross_reference(self, node: cross_reference) -> str:
        destination, words = self._in.addresses.destination(node), self.inline(node.children)
        return f"refer({destination}, {words})" if destination else words

    def visit_reference(self, node: nodes.reference) -> str:
        address, words = str(node.get("refuri", "")), self.inline(node.children)
        if not address.startswith(("http://", "https://", "mailto:", "tel:")):
            return words
        return f"refer({typst_code.name(self._in.lettering.printable(address))}, {words})"

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> str:
        identifier = str(node.get("refid", ""))
        note = self._notes.get(identifier)
        label = typst_code.name(footnote_label(identifier))
        if note is None or not node.astext().isdigit() or self._in_head:
            return f"super({self._text(node.astext())})"
        if identifier in self._written_notes:
            return f"note-again({label})"
        self._written_notes.add(identifier)
        words: list[str] = []
        for child in note.children:
            if isinstance(child, nodes.paragraph):
                words += ["linebreak()"] if words else []
                words += [f"anchor({self.mark(child)})" if child["ids"] else "", self.inline(child.children)]
            elif not isinstance(child, nodes.label):
                words.append(self.visit(child))
        return f"note({node.astext()}, {label}, {_content(words)})"

    def visit_footnote(self, node: nodes.footnote) -> str:
        return ""

    def visit_comment(self, node: nodes.comment) -> str:
        return ""

    visit_target = visit_system_message = visit_substitution_definition = visit_raw = visit_comment

    def visit_line_block(self, node: nodes.line_block) -> str:
        lines = [self.inline(line.children) for line in node.findall(nodes.line)]
        return f"flush(p({self.mark(node)}, {_content('; linebreak(); '.join(lines).split('; '))}))"

    def visit_rubric(self, node: nodes.rubric) -> str:
        return f"{self.anchor(node)}rubric({self.inline(node.children)})"

    def visit_transition(self, node: nodes.transition) -> str:
        return f"{self.anchor(node)}divide"

    def visit_literal_block(self, node: nodes.literal_block) -> str:
        return f"{self.anchor(node)}listing({self._text(node.astext())})"

    visit_doctest_block = visit_literal_block

    def visit_block_quote(self, node: nodes.block_quote) -> str:
        return f"{self.anchor(node)}quoted({self.block(node.children)})"

    # ------------------------------------------------------------------ lists

    def visit_bullet_list(self, node: nodes.bullet_list) -> str:
        return f"{self.anchor(node)}bullets({self.indent()}, {', '.join(self.items(node, 'list.item({})'))})"

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> str:
        counting = _COUNTING.get(node.get("enumtype", "arabic"), "1")
        prefix, suffix = node.get("prefix", ""), node.get("suffix", ")")
        numbering = (
            f"n => {self._text(prefix)} + numbering({typst_code.name(counting)}, n) + {self._text(suffix)}"
        )
        items = ", ".join(self.items(node, "enum.item({})"))
        return (
            f"{self.anchor(node)}ordered({self.indent()}, {numbering}, {int(node.get('start', 1))}, {items})"
        )

    def items(self, node: nodes.Element, call: str) -> list[str]:
        self._list_depth += 1
        made = []
        for item in node.children:
            if isinstance(item, nodes.Element):
                made.append(call.format("{" + self.anchor(item) + self.blocks(item.children) + "}"))
        self._list_depth -= 1
        return made

    def indent(self) -> str:
        """Lists of the text begin where its paragraphs do; lists inside lists and cells where their text does."""
        return "0pt" if self._in_cell or self._list_depth else "2em"

    def visit_definition_list(self, node: nodes.definition_list) -> str:
        return self.anchor(node) + self.blocks(node.children)

    def visit_definition_list_item(self, node: nodes.definition_list_item) -> str:
        return self.anchor(node) + self.blocks(node.children)

    def visit_term(self, node: nodes.term) -> str:
        return f"{self.anchor(node)}term({self.inline(node.children)})"

    def visit_definition(self, node: nodes.definition) -> str:
        return self.anchor(node) + self.blocks(node.children)

    # ------------------------------------------------------------------ frames

    def admonition(self, node: nodes.Element) -> str:
        kind = type(node).__name__
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        words = title.astext() if title else ADMONITION_TITLES.get(kind, "")
        rest = [child for child in node.children if child is not title]
        weight = "strong" if kind in _STRONG_ADMONITIONS else "quiet"
        return f'{self.anchor(node)}framed("{weight}", {self._text(words)}, {self.block(rest)})'

    # ------------------------------------------------------------------ tables

    def visit_table(self, node: nodes.table) -> str:
        caption = next((child for child in node.children if isinstance(child, nodes.title)), None)
        if caption is None:
            above = self.anchor(node)
        else:
            above = f"caption-above({self.mark(node)}, {self.captioned('表', caption)});\n"
        style = self._in.book.manual.settings.style
        available = (210 - style.margin_left - style.margin_right) / 25.4 * 72 / style.table_size
        outer, self._in_cell = self._in_cell, True
        made = above + table_code(node, available, self.cell)
        self._in_cell = outer
        return made

    def cell(self, entry: nodes.Element, place: PlacedCell, is_head: bool) -> str:
        outer, self._in_head = self._in_head, is_head
        row = entry.parent
        is_first = isinstance(row, nodes.row) and row.children[:1] == [entry]
        anchor = self.anchor(row) if is_first and isinstance(row, nodes.row) and not is_head else ""
        only = entry.children[0] if len(entry.children) == 1 else None
        if isinstance(only, nodes.paragraph):
            # A cell of one paragraph is set as a line of text: half the work for Typst, and the same on the page.
            made = _content(
                [
                    anchor + self.anchor(only) + "none" if anchor else self.anchor(only),
                    self.inline(only.children),
                ]
            )
        else:
            made = "{" + anchor + self.blocks(entry.children) + "}"
        self._in_head = outer
        return made

    # ------------------------------------------------------------------ pictures

    def captioned(self, label: str, caption: nodes.Element) -> str:
        """A caption: 图 1, a full-width space, the words (GB/T 1.1)."""
        number = caption.get("number", "")
        lead = [self._text(f"{label} {number}\u3000")] if number else []
        return _content([*lead, *map(self.visit, caption.children)])

    def visit_figure(self, node: nodes.figure) -> str:
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        image = next(iter(node.findall(nodes.image)), None)
        rest = [
            child
            for child in node.children
            if not isinstance(child, nodes.caption | nodes.image | nodes.reference)
        ]
        picture = self.picture(node, image, caption) if image is not None else self.anchor(node)
        return picture + "\n" + self.blocks(rest)

    def visit_image(self, node: nodes.image) -> str:
        if isinstance(node.parent, nodes.TextElement):
            return f"box({self._in.drawings.image(node)})"
        return self.picture(node, node, None)

    def picture(self, owner: nodes.Element, image: nodes.image, caption: nodes.Element | None) -> str:
        words = "none" if caption is None else self.captioned("图", caption)
        spoken = image.get("alt") or (caption.astext() if caption is not None else "") or "图片"
        return (
            f"picture({self.mark(owner)}, {self._in.lettering.plain(spoken)}, {words}, "
            f"{self._in.drawings.image(image)})"
        )

    def visit_flow_figure(self, node: flow_figure) -> str:
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        words = self.captioned("图", caption) if caption is not None else "none"
        return self._in.drawings.chart(
            str(node["number"]),
            self.mark(node),
            words,
            self._in.document.number,
            self._in.addresses,
            self.headings_above(),
        )

    def visit_organization_chart(self, node: organization_chart) -> str:
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        words = self.captioned("图", caption) if caption is not None else "none"
        return self._in.drawings.organization(self.mark(node), words, self.headings_above())

    def visit_relation_map(self, node: relation_map) -> str:
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        words = self.captioned("图", caption) if caption is not None else "none"
        return self._in.drawings.relations(node, self.mark(node), words, self._in.addresses)

    # ------------------------------------------------------------------ forms

    def visit_form_sheet(self, node: form_sheet) -> str:
        return self.sheet(node, "")

    def sheet(self, node: form_sheet, heading: str) -> str:
        form = self._in.book.manual.forms.get(node["number"])
        if form is None:
            return heading
        style = self._in.book.manual.settings.style
        code = sheet_code(form, self._in.lettering, style, is_alone=False, under_heading=bool(heading))
        sheet = f"{self.anchor(node)}{code}"
        if is_turned(form, style, is_alone=False):
            return f"sideways({{{heading}\n{sheet}}})"
        return f"{heading}\n{sheet}" if heading else f"pagebreak(weak: true)\n{sheet}"

    # ------------------------------------------------------------------ anchors

    def mark(self, node: nodes.Element) -> str:
        """The string literal of a block's label, which the caller puts where the block begins."""
        identifier = str(node["ids"][0]) if node["ids"] else ""
        if self._in_head or identifier not in self._in.addresses.anchors or identifier in self._anchored:
            return '""'
        self._anchored.add(identifier)
        return typst_code.name(identifier)

    def anchor(self, node: nodes.Element) -> str:
        """A statement that puts a block's label here."""
        marked = self.mark(node)
        return f"anchor({marked});" if marked != '""' else ""


def _begins_with_chart(blocks: list[nodes.Node]) -> bool:
    """Whether a chart stands first, if need be below further headings."""
    first = blocks[0] if blocks else None
    if isinstance(first, nodes.section) and "annex" not in first["classes"]:
        return _begins_with_chart([child for child in first.children if not isinstance(child, nodes.title)])
    return isinstance(first, flow_figure | organization_chart)


def _content(parts: list[str]) -> str:
    """One content expression of several, none of which may be a statement."""
    kept = [part for part in parts if part]
    if not kept:
        return "[]"
    return kept[0] if len(kept) == 1 else "{" + ";".join(kept) + "}"
