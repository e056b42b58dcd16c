"""The marks of the papers of a book: from where each number stands, the edition, and the copy that is printed."""

from __future__ import annotations

from dataclasses import replace

from wuye_docs.content.book import Book
from wuye_docs.content.marks import Marks, marks_of
from wuye_docs.control.mark_code import DOCUMENT, MANUAL, MarkCode, manual_hash, short_hash
from wuye_docs.model import Document, Form


def document_marks(book: Book, document: Document) -> Marks:
    """The marks of one document; without a content hash it has no code."""
    state = book.issues.get(document.number)
    content = state.content if state else ""
    if not content:
        return marks_of(document.status, copy=book.copy)
    edition = book.edition or book.manual.settings.edition
    copy = book.copy.number if book.copy and book.copy.is_controlled else ""
    code = MarkCode(DOCUMENT, document.number, document.revision, edition, short_hash(content), copy)
    marks = marks_of(document.status, copy=book.copy, code=str(code), code_lines=_lines(code))
    return replace(marks, reviewed=state.reviewed, approved=state.approved) if state else marks


def manual_marks(book: Book) -> Marks:
    """The marks of the bound manual: those of the quality manual's own document, with a code for all of it."""
    settings = book.manual.settings
    own = book.manual.documents.get(settings.number)
    status = own.status if own else None
    contents = [
        (number, state.content)
        for number in book.documents
        if (state := book.issues.get(number)) and state.content
    ]
    if not contents:
        return marks_of(status, copy=book.copy)
    edition = book.edition or settings.edition
    copy = book.copy.number if book.copy and book.copy.is_controlled else ""
    code = MarkCode(MANUAL, settings.number, edition, edition, manual_hash(contents), copy)
    marks = marks_of(status, copy=book.copy, code=str(code), code_lines=_lines(code))
    state = book.issues.get(settings.number)
    return replace(marks, reviewed=state.reviewed, approved=state.approved) if state else marks


def form_marks(book: Book, form: Form) -> Marks:
    """The marks of a form, which has no cover: the watermark and the state."""
    return marks_of(form.status, copy=book.copy)


def _lines(code: MarkCode) -> tuple[str, ...]:
    return (
        f"{code.number}　{code.revision}",
        f"手册版本 {code.edition}",
        f"校验码 {code.grouped_hash}",
    )
