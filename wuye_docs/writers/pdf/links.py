"""Where a reference leads in a PDF: a label of the same file, or the file beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.nodes import cross_reference, flow_figure, form_sheet, organization_chart, relation_map
from wuye_docs.references import Kind
from wuye_docs.writers.pdf import typst_code

# What lists give a page for.
_ALWAYS = (
    nodes.section, nodes.table, nodes.figure,
    flow_figure, organization_chart, relation_map, form_sheet,
)  # fmt: skip


def document_label(number: str) -> str:
    """The label at the head of a document; no block id has a colon."""
    return f"document:{number}"


def footnote_label(number: str) -> str:
    """The label of a footnote, by its id; the footnote's paragraph may carry the id itself."""
    return f"footnote:{number}"


def _is_step(block: nodes.Element) -> bool:
    """Whether a block is the row that a step of a chart leads to."""
    if not isinstance(block, nodes.row):
        return False
    table = block.parent.parent.parent
    return isinstance(table, nodes.table) and "steps" in table["classes"]


class Addresses:
    """Finds the addresses of one PDF file, which holds the documents of `numbers`."""

    def __init__(self, book: Book, numbers: Sequence[str]) -> None:
        self._book = book
        self._numbers = frozenset(numbers)
        self.anchors: dict[str, None] = {}
        """Every block id that the file has a label for, in reading order.

        Each label costs a file's layout: what no link leads to and no list gives a page for has none.
        """
        wanted = {
            str(reference["anchor"])
            for number in numbers
            for reference in book.documents[number].tree.findall(cross_reference)
        }
        self._sheets: dict[tuple[Kind, str], str] = {}
        for number in numbers:
            for block in anchored_blocks(book.documents[number].tree):
                identifier = block["ids"][0]
                if isinstance(block, _ALWAYS) or identifier in wanted or _is_step(block):
                    self.anchors.setdefault(identifier)
                if isinstance(block, form_sheet):
                    self._sheets.setdefault((Kind.FORM, block["number"]), identifier)
                elif isinstance(block, flow_figure):
                    self._sheets.setdefault((Kind.FLOW, block["number"]), identifier)

    def destination(self, reference: cross_reference) -> str:
        """Typst code of a link's destination; empty where there is nothing to lead to."""
        if reference["mention"] or reference["kind"] not in set(Kind):
            return ""
        if reference["anchor"] in self.anchors:
            return self.label(reference["anchor"])
        kind, key = Kind(reference["kind"]), str(reference["key"])
        manual = self._book.manual
        match kind:
            case Kind.DOCUMENT:
                return self._document(key)
            case Kind.SECTION:
                return self._document(key.partition("#")[0])
            case Kind.FLOW | Kind.STEP:
                number = key.partition("/")[0]
                if (Kind.FLOW, number) in self._sheets:
                    return self.label(self._sheets[Kind.FLOW, number])
                return self._document(manual.flows[number].document) if number in manual.flows else ""
            case Kind.FORM:
                if (Kind.FORM, key) in self._sheets:
                    return self.label(self._sheets[Kind.FORM, key])
                return typst_code.name(f"forms/{key}.pdf") if key in manual.forms else ""
            case Kind.ROLE:
                role = manual.roles.get(key)
                return self._document(role.job) if role and role.job else ""
            case _:
                return ""

    def label(self, identifier: str) -> str:
        """Typst code of a label."""
        return f"label({typst_code.name(identifier)})"

    def _document(self, number: str) -> str:
        if number in self._numbers:
            return self.label(document_label(number))
        # Files lie beside each other, so that a folder of them can be moved or sent as it is.
        return typst_code.name(f"{number}.pdf") if number in self._book.documents else ""


def anchored_blocks(tree: nodes.Element) -> Iterator[nodes.Element]:
    """Every block that gets a label: all that carry an id, but for what stands twice on paper or is no block."""
    for child in tree.children:
        # The head of a table is repeated on every page, and a label may stand once only.
        if not isinstance(child, nodes.Element) or isinstance(child, nodes.thead | nodes.Inline):
            continue
        if child["ids"] and not isinstance(child, nodes.title | nodes.footnote):
            yield child
        yield from anchored_blocks(child)
