"""What is kept while one file is written: numbers handed out, notes, contents, and where links lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace

from docutils import nodes

from wuye_docs.content.book import Book, ResolvedDocument
from wuye_docs.content.nodes import flow_figure, form_sheet
from wuye_docs.model import Numbering
from wuye_docs.ooxml.bookmarks import Bookmarks, bookmark_name
from wuye_docs.ooxml.content_controls import ContentControls
from wuye_docs.ooxml.markup import Xml
from wuye_docs.ooxml.numbering import NumberingPart
from wuye_docs.ooxml.package import MAIN_PART, Package
from wuye_docs.ooxml.sections import Page, section_break, section_properties
from wuye_docs.references import Kind
from wuye_docs.swimlanes import Diagram
from wuye_docs.writers.docx.clause_counter import ClauseCounter, ClauseLists
from wuye_docs.writers.docx.look import Look

CHARACTERS_A_PAGE = 700
"""A rough guess, with headings and tables."""
DOCUMENT_MARKS = ("Doc_", "B_Doc_")
"""What the bookmarks of the titles of documents begin with."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: which styles its paragraphs take, and how much room there is, in twips."""

    width: int
    text: str = "BodyText"
    item: str = "ListItem"
    continued: str = "ListContinue"
    left: int = 0
    """Indent of the list around."""
    depth: int = 0
    """Lists around."""
    in_table: bool = False
    top: bool = False
    """Directly in the body, where pages may turn."""

    def inside(self, **changes: object) -> Place:
        """The place of what this block holds."""
        return replace(self, **{"top": False, **changes})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents."""

    level: int
    number: str
    title: str
    bookmark: str
    block_id: str
    weight: int
    """Characters that stand before it, to guess its page by."""
    pages_before: int = 0
    """How many pages it stands before that block."""


@dataclass(frozen=True, slots=True)
class Captioned:
    """A figure or table with a caption, for the lists behind the contents of the bound manual."""

    label: str
    """图 or 表"""
    document: str
    number: str
    title: str
    bookmark: str
    block_id: str
    weight: int


WriteBlocks = Callable[[Sequence[nodes.Node], Place], list[Xml]]


class Story:
    """One Word file on its way. Holds what is counted; writes nothing itself."""

    def __init__(
        self,
        book: Book,
        package: Package,
        look: Look,
        numbering: NumberingPart,
        clause_lists: ClauseLists,
        base_list: int,
        *,
        bound: bool,
    ) -> None:
        self.book = book
        self.package = package
        self.look = look
        self.bound = bound
        self.numbering = numbering
        self.clause_lists = clause_lists
        self.bookmarks = Bookmarks()
        self.controls = ContentControls()
        self.entries: list[Entry] = []
        self.captions: list[Captioned] = []
        self.charts: dict[str, tuple[tuple[Diagram, ...], bool]] = {}
        """The parts of each chart, and whether they want their page turned."""
        self.footnotes: list[Xml] = []
        self.part = MAIN_PART
        self.weight = 0
        self.fresh_page = False
        self.depth = 0
        self.figure_number = self.table_number = 0
        self._pictures = 0
        self._automatic_notes = 0
        self._document: ResolvedDocument | None = None
        self._notes: dict[str, nodes.footnote] = {}
        self._called: dict[str, int] = {}
        self._ids: set[str] = set()
        self._sheets: dict[tuple[str, str], str] = {}
        self._references = Xml("")
        self._title_page = False
        self._landscape = False
        self._base_list = base_list
        self.clauses = ClauseCounter(numbering, clause_lists, base_list, Numbering.DECIMAL, bound=bound)
        self.former_clauses = self.clauses
        self.shows_changes = False
        """Whether the text shows two states of a document: tracked changes."""

    # documents

    def will_hold(self, documents: Sequence[ResolvedDocument]) -> None:
        """Say which documents the file holds, before links into them are written."""
        for document in documents:
            for node in document.tree.findall(nodes.Element):
                self._ids.update(node.get("ids", ()))
                if isinstance(node, form_sheet | flow_figure) and node.get("ids"):
                    kind = Kind.FORM if isinstance(node, form_sheet) else Kind.FLOW
                    self._sheets.setdefault((str(kind), node["number"]), node["ids"][0])

    def begin(self, document: ResolvedDocument, references: Xml, *, title_page: bool) -> None:
        """Turn to the next document; `references` are its headers and footers."""
        self._document = document
        self._notes = {one["ids"][0]: one for one in document.tree.findall(nodes.footnote) if one["ids"]}
        self._called = {}
        self.depth = 0
        self.figure_number = self.table_number = 0
        level = self.book.manual.settings.levels.get(document.record.level)
        style = level.numbering if level and level.name else Numbering.DECIMAL
        self.clauses = ClauseCounter(
            self.numbering, self.clause_lists, self._base_list, style, bound=self.bound
        )
        # The same lists, counted as the former state has them.
        self.former_clauses = copy(self.clauses)
        self.surround(references, title_page=title_page)

    def surround(self, references: Xml, *, title_page: bool) -> None:
        """Set the headers and footers of the sections to come."""
        self._references, self._title_page = references, title_page
        self._landscape = False

    # pages

    @property
    def page(self) -> Page:
        """The sheet that is written on."""
        return self.look.page.turned() if self._landscape else self.look.page

    def section(self) -> Xml:
        """`w:sectPr` of the pages since the last break."""
        return section_properties(self.page, self._references, title_page=self._title_page)

    def end_section(self) -> Xml:
        """A paragraph that ends the pages since the last break."""
        self.fresh_page = True
        return section_break(self.section(), "Normal")

    def turn(self, landscape: bool) -> list[Xml]:
        """A section break if the sheet has to be turned for what follows."""
        if landscape == self._landscape:
            return []
        ended = self.end_section()
        self._landscape = landscape
        return [ended]

    # bookmarks

    def mark_runs(self, node: nodes.Node | None, runs: Xml, *, always: bool = False) -> Xml:
        """The runs inside a bookmark of the node's id; in the bound manual only with `always`.

        Only what the bound manual links to is marked there: ten thousand bookmarks slow Word down.
        """
        if not self.bound or always:
            for one in ids_of(node):
                runs = self.bookmarks.around_runs(bookmark_name(one), runs)
        return runs

    def mark_blocks(self, node: nodes.Node | None, blocks: Xml, *, always: bool = False) -> Xml:
        """The blocks inside a bookmark of the node's id, as `mark_runs` has it."""
        if not self.bound or always:
            for one in ids_of(node):
                blocks = self.bookmarks.around_blocks(bookmark_name(one), blocks)
        return blocks

    # links

    def bookmark_of(self, kind: str, key: str, anchor: str) -> str:
        """The bookmark that a reference leads to in this file, or empty."""
        if anchor:
            return bookmark_name(anchor) if anchor in self._ids else ""
        if kind == Kind.DOCUMENT and self.bound and key in self.book.documents:
            return document_bookmark(key)
        sheet = self._sheets.get((kind, key), "")
        return bookmark_name(sheet) if sheet else ""

    def file_of(self, kind: str, key: str) -> str:
        """The file beside this one that a reference leads to, or empty."""
        if self.bound:
            return ""
        number = key
        if kind == Kind.SECTION:
            number = key.partition("#")[0]
        elif kind == Kind.FLOW:
            flow = self.book.manual.flows.get(key)
            number = flow.document if flow else ""
        elif kind == Kind.ROLE:
            role = self.book.manual.roles.get(key)
            number = role.job if role else ""
        elif kind == Kind.FORM:
            return f"forms/{key}.docx" if key in self.book.manual.forms else ""
        elif kind != Kind.DOCUMENT:
            return ""
        own = self._document is not None and number == self._document.record.number
        return f"{number}.docx" if number in self.book.documents and not own else ""

    def relate_address(self, address: str) -> str:
        """The relationship of the current part to an address outside."""
        return self.package.relate(self.part, "hyperlink", address, external=True)

    # what is counted

    def list_caption(self, label: str, number: str, title: nodes.Element, runs: Xml) -> Xml:
        """The runs of a caption in a bookmark that the list of figures or tables leads to; only the bound manual has those."""
        if not self.bound or self._document is None:
            return runs
        bookmark = f"_Toc8{len(self.captions) + 1:07}"
        block_id = next(iter(ids_of(title.parent)), "")
        document = self._document.control.number
        self.captions.append(
            Captioned(label, document, number, title.astext(), bookmark, block_id, self.weight)
        )
        return self.bookmarks.around_runs(bookmark, runs)

    def next_picture(self) -> int:
        """The next number of a picture, from 1001: watermarks and the template's own pictures keep to the low ones."""
        self._pictures += 1
        return 1000 + self._pictures

    def count_text(self, text: str) -> None:
        """Take note of text that was written, so that pages can be guessed."""
        self.weight += len(text)

    def note(self, refid: str) -> nodes.footnote | None:
        """The footnote of the current document with that id."""
        return self._notes.get(refid)

    def call_of(self, refid: str) -> int:
        """The Word id under which a footnote was written already, or 0."""
        return self._called.get(refid, 0)

    def call(self, refid: str, label: str) -> tuple[int, bool]:
        """A new Word id for a footnote, and whether Word's own count gives the label it must have."""
        number = len(self.footnotes) + 2  # 0 and 1 are the separators
        self._called[refid] = number
        automatic = label == str(self._automatic_notes + 1)
        self._automatic_notes += automatic
        return number, automatic


def ids_of(node: nodes.Node | None) -> tuple[str, ...]:
    """The ids of a node; none for text."""
    listed: list[str] = node.get("ids", []) if isinstance(node, nodes.Element) else []
    return tuple(listed)


def first_block(document: ResolvedDocument) -> str:
    """The id of the first block of a document, or empty."""
    return next((one for child in document.tree.children for one in ids_of(child)), "")


def document_bookmark(number: str) -> str:
    """The bookmark at a document's title."""
    return bookmark_name(f"Doc_{number}")


def page_of(entry: Entry | Captioned, pages: Mapping[str, int] | None, first: int) -> int:
    """The page to store for an entry: the laid out one, else a guess by the text before it."""
    if pages and entry.block_id in pages:
        return pages[entry.block_id] - (entry.pages_before if isinstance(entry, Entry) else 0)
    return first + entry.weight // CHARACTERS_A_PAGE
