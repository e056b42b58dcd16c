"""A book's PDF files: one a document, one a form, and the bound manual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from docutils import nodes

from wuye_docs.content.accent import readable
from wuye_docs.content.book import Book, ResolvedDocument
from wuye_docs.content.registers.heading import Heading
from wuye_docs.content.registers.register import Register
from wuye_docs.model import Document, Form, Style
from wuye_docs.redline.notice import Notice
from wuye_docs.writers.pdf import typst_code
from wuye_docs.writers.pdf.compiler import FILLABLE, PdfError, TypstCompiler, TypstSource
from wuye_docs.writers.pdf.drawings import Drawings
from wuye_docs.writers.pdf.fillable import make_fillable
from wuye_docs.writers.pdf.finish import finish
from wuye_docs.writers.pdf.fonts import load_typefaces
from wuye_docs.writers.pdf.form_fields import FormFields
from wuye_docs.writers.pdf.form_sheet import is_turned, sheet_code
from wuye_docs.writers.pdf.front_matter import FrontMatter, bound_contents, document_contents
from wuye_docs.writers.pdf.links import Addresses, document_label
from wuye_docs.writers.pdf.notice import notice_code
from wuye_docs.writers.pdf.registers import register_code
from wuye_docs.writers.pdf.typst_code import Lettering
from wuye_docs.writers.pdf.verify import Claims
from wuye_docs.writers.pdf.visitor import Surroundings, TypstVisitor

__all__ = ["PdfError", "PdfWriter"]

_IMPORTS = '#import "manual.typ": *\n#import "forms.typ": *\n'
# In the bound manual a level of documents and a document stand above the clauses.
_BOUND_RANK = 2


class PdfWriter:
    """Writes a book's PDF files with one Typst compiler, which keeps fonts and earlier layouts warm."""

    def __init__(self, book: Book) -> None:
        self._book = book
        style = book.manual.settings.style
        self.typefaces = load_typefaces(style)
        self._lettering = Lettering(self.typefaces.coverage)
        self._front = FrontMatter(book, self._lettering)
        self._compiler = TypstCompiler(self.typefaces)

    def document(self, number: str) -> bytes:
        """The PDF of one document. Raises PdfError; KeyError for a number that the book does not hold."""
        outlined = _has_heading(self._book.documents[number])
        return finish(self._compiler.pdf(self._document_source(number)), number, Claims(has_outline=outlined))

    def bound(self) -> bytes:
        """The PDF of the whole manual. Raises PdfError."""
        outlined = bool(self._book.documents)
        return finish(self._compiler.pdf(self._bound_source()), "", Claims(has_outline=outlined))

    def form(self, number: str) -> bytes:
        """The PDF of one form, to be printed or filled in. Raises PdfError; KeyError for a number that the manual does not hold."""
        fields = FormFields()
        source = self._form_source(self._book.manual.forms[number], fields)
        if not fields.listed:
            return finish(self._compiler.pdf(source), number, Claims(has_outline=False))
        claims = Claims(is_archival=False, has_outline=False, can_be_filled_in=True)
        size = self._book.manual.settings.style.table_size
        data = self._compiler.pdf(source, FILLABLE)
        return finish(data, number, claims, lambda pdf: make_fillable(pdf, fields.listed, size))

    def notice(self, notice: Notice) -> bytes:
        """The PDF of a change notice. Raises PdfError."""
        record = Document(number=notice.number, title=notice.kind.heading)
        surroundings = Surroundings(
            self._book,
            self._lettering,
            Addresses(self._book, ()),
            Drawings(self._book, self._lettering),
            record,
            0,
        )
        visitor = TypstVisitor(surroundings)
        code = _IMPORTS + notice_code(notice, self._lettering, visitor.blocks)
        return self._compiler.pdf(TypstSource("", code, self._style(0), {}, notice.effective))

    def register(self, register: Register[Any], heading: Heading) -> bytes:
        """The PDF of one register, for a writer of `register_book`. Raises PdfError."""
        inside = Surroundings(
            self._book,
            self._lettering,
            Addresses(self._book, ()),
            Drawings(self._book, self._lettering),
            Document(),
            0,
        )
        code = register_code(register, heading, self._lettering, TypstVisitor(inside).visit)
        return self._compiler.pdf(
            TypstSource(register.name, f"{_IMPORTS}{code}", self._style(0), {}, heading.as_of)
        )

    def pages(self, number: str | None = None) -> Mapping[str, int]:
        """The page, from 1 with the cover, of each block by id, in a document's file or in the bound manual.

        A caption or title stands with its block, what is in the head of a table with the table.
        """
        source = self._bound_source() if number is None else self._document_source(number)
        found = self._compiler.pages(source)
        for one in self._book.documents if number is None else (number,):
            _add_titles(self._book.documents[one].tree, found)
        return found

    def _document_source(self, number: str) -> TypstSource:
        resolved = self._book.documents[number]
        drawings = Drawings(self._book, self._lettering)
        body = self._body(resolved, Addresses(self._book, (number,)), drawings, 0)
        front = self._front
        title = f"{resolved.control.number} {resolved.control.title}"
        main = (
            f"{_IMPORTS}"
            f"#let control = {front.document_control(resolved)}\n"
            f"#show: typeset.with(title: {self._lettering.plain(title)}, "
            f"subject: {self._lettering.plain(resolved.control.manual_title)})\n"
            f"#show: controlled.with(control)\n"
            "#{\n"
            f"cover({typst_code.name(document_label(number))}, control, {front.approvals(resolved)})\n"
            f"{front.history(resolved.record.history)}\n"
            f"{document_contents(resolved)}\n"
            f"pagebreak()\n{body}\n}}\n"
        )
        return TypstSource(number, main, self._style(0), drawings.files, _day(resolved))

    def _bound_source(self) -> TypstSource:
        book, front, settings = self._book, self._front, self._book.manual.settings
        drawings = Drawings(book, self._lettering)
        addresses = Addresses(book, tuple(book.documents))
        own = book.documents.get(settings.number)
        lines = [
            f"#show: typeset.with(title: {self._lettering.plain(settings.title)}, "
            f"subject: {self._lettering.plain(settings.company.name)})",
            f"#let control = {front.manual_control()}",
            "#controlled(control, {",
            f'cover("document:", control, {front.approvals(own)})',
            bound_contents(book.documents.values()),
            *front.caption_lists(book.documents.values()),
            "})",
        ]
        by_level = groupby(book.documents.values(), key=lambda one: one.control.level)
        for count, (level, group) in enumerate(by_level, 1):
            documents = list(group)
            lines.append(f"#controlled(control, {front.divider(f'level:{count}', level, documents)})")
            for resolved in documents:
                head = typst_code.name(document_label(resolved.record.number))
                body = self._body(resolved, addresses, drawings, _BOUND_RANK)
                lines += [
                    f"#{{let control = {front.document_control(resolved)}",
                    "controlled(control, {",
                    f"document-head({head}, control, {front.approval_cells(resolved.control)})",
                    body,
                    "})}",
                ]
        main = _IMPORTS + "\n".join(lines) + "\n"
        day = max((_day(one) for one in book.documents.values()), default="")
        return TypstSource("", main, self._style(_BOUND_RANK), drawings.files, day)

    def _form_source(self, form: Form, fields: FormFields) -> TypstSource:
        style = self._book.manual.settings.style
        sheet = sheet_code(form, self._lettering, style, is_alone=True, fields=fields)
        is_landscape = "true" if is_turned(form, style, is_alone=True) else "false"
        main = (
            f"{_IMPORTS}"
            f"#show: typeset.with(title: {self._lettering.plain(f'{form.number} {form.title}')}, "
            f"subject: {self._lettering.plain(form.kind.label)})\n"
            f"#form-pages({self._front.form_control(form)}, {is_landscape}, {{\n{sheet}\n}})\n"
        )
        return TypstSource(form.number, main, self._style(0), {}, "")

    def _body(
        self, resolved: ResolvedDocument, addresses: Addresses, drawings: Drawings, rank_offset: int
    ) -> str:
        surroundings = Surroundings(
            self._book, self._lettering, addresses, drawings, resolved.record, rank_offset
        )
        return TypstVisitor(surroundings).code(resolved.tree)

    def _style(self, rank_offset: int) -> str:
        """The module style.typ: the values of manual.yaml that the template reads."""
        style: Style = self._book.manual.settings.style
        length = typst_code.length
        margins = {
            side: length(getattr(style, f"margin_{side}"), "mm")
            for side in ("top", "bottom", "left", "right")
        }
        values = {
            "body-fonts": _families(self.typefaces.body),
            "heading-fonts": _families(self.typefaces.heading),
            "body-size": length(style.body_size, "pt"),
            "table-size": length(style.table_size, "pt"),
            "line-pitch": length(style.line_pitch, "pt"),
            "margins": typst_code.dictionary(margins),
            "accent": f"rgb({typst_code.name(readable(style.accent, '#ffffff'))})",
            "company": self._lettering.plain(self._book.manual.settings.company.name),
            "rank-offset": str(rank_offset),
        }
        return "".join(f"#let {key} = {value}\n" for key, value in values.items())


def _families(names: Sequence[str]) -> str:
    return typst_code.array(map(typst_code.name, names))


def _day(resolved: ResolvedDocument) -> str:
    """The last date that a document carries; empty if it carries none."""
    dated: Iterable[str] = (
        resolved.control.issued,
        resolved.control.effective,
        *(entry.date for entry in resolved.record.history),
    )
    return max(filter(None, dated), default="")


def _has_heading(resolved: ResolvedDocument) -> bool:
    return next(resolved.tree.findall(nodes.section), None) is not None


def _add_titles(tree: nodes.document, pages: dict[str, int]) -> None:
    """Give titles, captions and heads of tables the page of the nearest block around them that has one."""
    for node in tree.findall(nodes.Element):
        for identifier in node["ids"]:
            outer = node.parent
            while identifier not in pages and outer is not None:
                if outer["ids"] and outer["ids"][0] in pages:
                    pages[identifier] = pages[outer["ids"][0]]
                outer = outer.parent
