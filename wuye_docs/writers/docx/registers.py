"""A register as a Word file: its title, its table on a turned sheet, what is said below it."""

from __future__ import annotations

from typing import Any

from wuye_docs.content.book import Book
from wuye_docs.content.registers.heading import Heading, is_turned, register_book
from wuye_docs.content.registers.register import Register, register_sheet
from wuye_docs.ooxml.markup import join
from wuye_docs.ooxml.text import paragraph, paragraph_properties, text_run
from wuye_docs.writers.docx.body import write_blocks
from wuye_docs.writers.docx.file import WordFile
from wuye_docs.writers.docx.story import Place
from wuye_docs.writers.docx.write import control_values


def write_register(book: Book, register: Register[Any], heading: Heading) -> bytes:
    """The bytes of the file. Raises template.TemplateFault if the company's template cannot be used."""
    file = WordFile(register_book(book), bound=False)
    story = file.story
    values = control_values(heading.control(register))
    story.surround(file.surround(values), title_page=False)
    story.turn(is_turned(register))
    blocks = [
        paragraph(paragraph_properties("PartHeading"), text_run(register.heading)),
        paragraph(paragraph_properties("TableText"), text_run(heading.line(register))),
        *write_blocks(story, [register_sheet(register)], Place(story.page.text_width)),
        *(paragraph(paragraph_properties("TableText"), text_run(note)) for note in register.notes),
    ]
    return file.finish(
        values,
        join([*blocks, story.section()]),
        date=heading.as_of,
        digest="",
        with_cover=False,
    )
