"""Word files of a book: one controlled document, the bound manual, one form."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from itertools import groupby

from wuye_docs.content.book import Book, ControlBlock, ResolvedDocument, bound_control
from wuye_docs.content.book_marks import document_marks, form_marks, manual_marks
from wuye_docs.content.digest import digest_of
from wuye_docs.model import Form
from wuye_docs.ooxml.markup import Xml, join
from wuye_docs.ooxml.text import paragraph, paragraph_properties, text_run
from wuye_docs.writers.docx.body import write_body
from wuye_docs.writers.docx.clauses import contents_bookmark
from wuye_docs.writers.docx.file import WordFile
from wuye_docs.writers.docx.forms import form_blocks, is_turned
from wuye_docs.writers.docx.front import (
    write_caption_lists,
    write_contents,
    write_control_table,
    write_divider,
    write_history,
)
from wuye_docs.writers.docx.story import Entry, Story, document_bookmark, first_block
from wuye_docs.writers.docx.stylesheet import TITLE_STYLE

_CONTENT_LEVELS = 2
_MOST_ENTRIES = 42
"""Beyond as many clauses of two levels the contents of a document show the first level only."""


def write_document(book: Book, number: str, pages: Mapping[str, int] | None = None) -> bytes:
    """One controlled document as a .docx: cover, revision history, contents, text, forms.

    `pages` gives the page of each block id for the contents; without it the numbers are guesses until Word counts.
    """
    document = book.documents[number]
    control = document.control
    marks = document_marks(book, document.record)
    file = WordFile(book, bound=False)
    story = file.story
    story.will_hold([document])
    references = file.surround(control_values(control), marks)
    story.begin(document, references, title_page=file.template.title_page)
    title = paragraph(paragraph_properties("Title", page_break=True), text_run(control.title))
    text = Xml(title + write_body(story, document.tree))
    last = story.section()
    story.surround(references, title_page=file.template.title_page)
    history = write_history(story, document)
    shown = sum(entry.level <= _CONTENT_LEVELS for entry in story.entries)
    contents = write_contents(
        story, pages, levels=_CONTENT_LEVELS if shown <= _MOST_ENTRIES else 1, page_break=False
    )
    if not history and not contents:
        text = Xml(text.replace("<w:pageBreakBefore/>", "", 1))
    return file.finish(
        control_values(control),
        join([*history, *contents, text, last]),
        marks=marks,
        date=control.issued or control.effective,
        digest=document.digest,
    )


def write_bound(book: Book, pages: Mapping[str, int] | None = None) -> bytes:
    """The whole manual as one .docx, in the order of the book; each document keeps its header and its own numbering."""
    documents = list(book.documents.values())
    control = bound_control(book)
    file = WordFile(book, bound=True)
    story = file.story
    story.will_hold(documents)
    title_page = file.template.title_page
    marks = manual_marks(book)
    own = file.surround(control_values(control), marks)
    levels = [(level, list(group)) for level, group in groupby(documents, lambda one: one.control.level)]
    text: list[Xml] = []
    story.surround(own, title_page=title_page)
    for index, (level, group) in enumerate(levels):
        story.surround(own, title_page=title_page)
        # The first part stands in one section with the contents, which are written when all is counted.
        text += write_divider(story, level, group, page_break=index == 0)
        text.append(story.end_section())
        for document in group:
            references = file.surround(
                control_values(document.control), document_marks(book, document.record)
            )
            story.begin(document, references, title_page=title_page)
            text += [_document_title(story, document), *write_control_table(story, document.control)]
            text.append(write_body(story, document.tree))
            if document is not documents[-1]:
                text.append(story.end_section())
    last = story.section()
    contents = write_contents(story, pages, levels=_CONTENT_LEVELS, page_break=False)
    contents += write_caption_lists(story, pages)
    digest = documents[0].digest if len(documents) == 1 else book_digest(documents)
    return file.finish(
        control_values(control),
        join([*contents, *text, last]),
        marks=marks,
        date=control.issued or control.effective,
        digest=digest,
    )


def write_form(book: Book, number: str) -> bytes:
    """One form as a .docx that can be filled in on screen or by pen; all but its fields is locked, without a password."""
    form = book.manual.forms[number]
    control = form_control(book, form)
    file = WordFile(book, bound=False)
    story = file.story
    marks = form_marks(book, form)
    references = file.surround(control_values(control), marks)
    story.surround(references, title_page=False)
    story.turn(is_turned(story.look, form))
    blocks = form_blocks(story, form, fillable=True)
    return file.finish(
        control_values(control),
        join([*blocks, story.section()]),
        marks=marks,
        date="",
        digest=digest_of(form),
        with_cover=False,
        locked=True,
    )


def control_values(control: ControlBlock) -> dict[str, str]:
    """The fields of a template: every entry of the control block as text."""
    return {
        "company": control.company,
        "manual_title": control.manual_title,
        "number": control.number,
        "title": control.title,
        "level": control.level,
        "revision": control.revision,
        "status": control.status,
        "issued": control.issued,
        "effective": control.effective,
        "owner": control.owner,
        "drafter": control.drafter,
        "reviewer": control.reviewer,
        "approver": control.approver,
        "next_review": control.next_review,
        "standards": "、".join(control.standards),
    }


def form_control(book: Book, form: Form) -> ControlBlock:
    """What identifies a form."""
    settings = book.manual.settings
    return ControlBlock(
        company=settings.company.name,
        manual_title=settings.title,
        number=form.number,
        title=form.title,
        level=form.kind.label,
        revision=form.revision,
        status=form.status.label,
        issued="",
        effective="",
        owner=form.owner,
        drafter="",
        reviewer="",
        approver="",
        next_review="",
        standards=tuple(settings.standards),
    )


def book_digest(documents: list[ResolvedDocument]) -> str:
    """One digest for all documents, in order."""
    joined = "\n".join(f"{one.record.number} {one.digest}" for one in documents)
    return blake2b(joined.encode(), digest_size=16).hexdigest()


def _document_title(story: Story, document: ResolvedDocument) -> Xml:
    control = document.control
    bookmark = contents_bookmark(story)
    story.entries.append(
        Entry(2, control.number, control.title, bookmark, first_block(document), story.weight)
    )
    runs = story.bookmarks.around_runs(bookmark, text_run(control.title))
    runs = story.bookmarks.around_runs(document_bookmark(document.record.number), runs)
    return paragraph(paragraph_properties(TITLE_STYLE), runs)
