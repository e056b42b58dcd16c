"""A change notice as a Word file, to be filled in and signed."""

from __future__ import annotations

from wuye_docs.content.book import Book, ControlBlock
from wuye_docs.content.marks import NO_MARKS
from wuye_docs.ooxml.markup import join
from wuye_docs.ooxml.text import paragraph, paragraph_properties, text_run
from wuye_docs.redline.notice import Notice, notice_blocks
from wuye_docs.writers.docx.body import write_blocks
from wuye_docs.writers.docx.file import WordFile
from wuye_docs.writers.docx.story import Place
from wuye_docs.writers.docx.write import control_values


def write_notice(book: Book, notice: Notice) -> bytes:
    """The bytes of the file; `book` gives the look. Raises template.TemplateFault for a template that cannot be used."""
    file = WordFile(book, bound=False)
    story = file.story
    values = control_values(_control(notice))
    story.surround(file.surround(values, NO_MARKS), title_page=False)
    blocks = [
        paragraph(paragraph_properties("PartHeading"), text_run(notice.kind.heading)),
        *write_blocks(story, list(notice_blocks(notice)), Place(story.page.text_width)),
        story.section(),
    ]
    return file.finish(values, join(blocks), date=notice.effective, digest="", with_cover=False)


def _control(notice: Notice) -> ControlBlock:
    return ControlBlock(
        company=notice.company, manual_title=notice.manual, number=notice.number, title=notice.kind.heading, level="通知单",
        revision=notice.states[1], status="", issued="", effective=notice.effective, owner="", drafter="", reviewer="",
        approver="", next_review="", standards=(),
    )  # fmt: skip
