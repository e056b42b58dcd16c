"""Headings, numbered by Word itself so that its numbers are the ones of every other output."""

from __future__ import annotations

import re

from docutils import nodes

from wuye_docs.ooxml.markup import Xml
from wuye_docs.ooxml.text import paragraph, paragraph_properties, text_run
from wuye_docs.ooxml.tracked_changes import DELETED, INSERTED, mark_runs
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
    number = _counted(story, section, depth, wanted)
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
            typed = _typed_number(section, wanted)
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


def _counted(story: Story, section: nodes.Element, depth: int, wanted: str) -> tuple[int, int] | None:
    """How Word counts the number; where two states are shown, it must count right in each."""
    if section.get("change") == DELETED:
        return story.former_clauses.next(depth, wanted)
    number = story.clauses.next(depth, wanted)
    if section.get("change") != INSERTED and story.shows_changes:
        former = story.former_clauses.next(depth, str(section.get("number_before", wanted)))
        return number if former is not None else None
    return number


def _typed_number(section: nodes.Element, wanted: str) -> Xml:
    def written(number: str) -> Xml:
        return text_run(number + (_FULL_SPACE if not number.endswith("、") else ""))

    former = str(section.get("number_before", ""))
    if former and former != wanted:
        return Xml(mark_runs(written(former), DELETED) + mark_runs(written(wanted), INSERTED))
    return written(wanted)


def contents_bookmark(story: Story) -> str:
    """A name as Word gives it to what the contents list."""
    return f"_Toc9{len(story.entries) + 1:07}"


def number_and_title(number: str, title: str) -> str:
    """A heading as the contents show it."""
    if not number or re.search(r"[、）]$", number):
        return number + title
    return f"{number}{_FULL_SPACE}{title}"
