"""Headings, numbered by Word itself so that its numbers are the ones of every other output."""

from __future__ import annotations

import re

from docutils import nodes

from wuye_docs.ooxml.markup import Xml
from wuye_docs.ooxml.text import paragraph, paragraph_properties, text_run
from wuye_docs.writers.docx.clause_counter import NO_LIST
from wuye_docs.writers.docx.inline import write_inline
from wuye_docs.writers.docx.story import Entry, Place, Story, ids_of
from wuye_docs.writers.docx.stylesheet import heading_style

NUMBER_MARK = "_Num_"
"""Begins the names of bookmarks around numbers that are typed out: no part of a block's text."""
_FULL_SPACE = "\u3000"


def write_heading(
    story: Story, section: nodes.Element, title: nodes.title, place: Place, *, page_break: bool
) -> Xml:
    """The heading of a section, and its line in the contents."""
    depth = story.depth
    wanted = str(section.get("number", ""))
    number = story.clauses.next(depth, wanted)
    runs = write_inline(story, title.children, place)
    runs = story.mark_runs(title, runs)
    runs = story.mark_runs(section, runs, always=True)
    block_id = next(iter(ids_of(section)), "")
    target = contents_bookmark(story)
    runs = story.bookmarks.around_runs(target, runs)
    attributes = number
    if number is None:
        attributes = (NO_LIST, 0)
        if wanted:
            typed = text_run(wanted + (_FULL_SPACE if not wanted.endswith("、") else ""))
            runs = Xml(story.bookmarks.around_runs(f"{NUMBER_MARK}{len(story.entries) + 1}", typed) + runs)
    elif story.clauses.is_of_style(number):
        attributes = None
    story.entries.append(
        Entry(depth + (2 if story.bound else 0), wanted, title.astext(), target, block_id, story.weight)
    )
    properties = paragraph_properties(
        heading_style(depth, story.bound), number=attributes, page_break=page_break
    )
    return paragraph(properties, runs)


def contents_bookmark(story: Story) -> str:
    """A name as Word gives it to what the contents list."""
    return f"_Toc9{len(story.entries) + 1:07}"


def number_and_title(number: str, title: str) -> str:
    """A heading as the contents show it."""
    if not number or re.search(r"[、）]$", number):
        return number + title
    return f"{number}{_FULL_SPACE}{title}"
