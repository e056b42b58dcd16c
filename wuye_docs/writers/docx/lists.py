"""Lists: numbered by Word, begun anew for each list, nested, with any block inside an item."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docutils import nodes

from wuye_docs.ooxml.markup import Xml, join
from wuye_docs.ooxml.text import indentation, paragraph, paragraph_properties
from wuye_docs.ooxml.tracked_changes import mark_blocks
from wuye_docs.writers.docx.inline import write_inline
from wuye_docs.writers.docx.story import Place, Story

WriteBlocks = Callable[[Story, Sequence[nodes.Node], Place], list[Xml]]

_DEEPEST = 3


def write_list(story: Story, node: nodes.Element, place: Place, write: WriteBlocks) -> list[Xml]:
    """A bullet or numbered list."""
    level = min(place.depth, _DEEPEST)
    number = story.numbering.instance(_definition(story, node, place, level), [level])
    item_left = _text_edge(story, place, level, bullets=isinstance(node, nodes.bullet_list))
    inside = place.inside(
        text=place.continued,
        left=item_left,
        depth=place.depth + 1,
        width=place.width,
        in_table=place.in_table,
    )
    written: list[Xml] = []
    for item in node.children:
        if isinstance(item, nodes.Element):
            blocks = _item(story, item, (number, level), place, inside, write)
            written += (
                [mark_blocks(one, item["change"], item.get("moved", 0)) for one in blocks]
                if item.get("change")
                else blocks
            )
    return written


def _item(
    story: Story,
    item: nodes.Element,
    number: tuple[int, int],
    place: Place,
    inside: Place,
    write: WriteBlocks,
) -> list[Xml]:
    children = list(item.children)
    lead = children[0] if children and isinstance(children[0], nodes.paragraph) else None
    runs = write_inline(story, lead.children, inside) if lead is not None else Xml("")
    first = paragraph(paragraph_properties(place.item, number=number), runs)
    first = story.mark_blocks(lead, first)
    written = [first, *write(story, children[1:] if lead is not None else children, inside)]
    return [story.mark_blocks(item, join(written))]


def _definition(story: Story, node: nodes.Element, place: Place, level: int) -> int:
    """The list definition whose level `level` counts as the node asks: definitions alternate letters and figures."""
    lists = story.clause_lists
    small = place.in_table
    if isinstance(node, nodes.bullet_list):
        return lists.small_bullets if small else lists.bullets
    letters = node.get("enumtype", "loweralpha") == "loweralpha"
    if letters == (level % 2 == 0):
        return lists.small_letters if small else lists.letters
    return lists.small_figures if small else lists.figures


def _text_edge(story: Story, place: Place, level: int, *, bullets: bool) -> int:
    """Where the text of an item begins, in twips: as `clauses.define_lists` has it."""
    if place.in_table:
        width = round(round(story.look.table_size * 20) * (1.4 if bullets else 1.6))
        return width * (level + 1)
    return story.look.indent + round(story.look.indent // 2 * 1.6) * (level + 1)


def write_definitions(story: Story, node: nodes.Element, place: Place, write: WriteBlocks) -> list[Xml]:
    """Terms, each with its definition below it."""
    written: list[Xml] = []
    for item in node.children:
        if not isinstance(item, nodes.Element):
            continue
        blocks: list[Xml] = []
        for part in item.children:
            if isinstance(part, nodes.term):
                style = "TableHead" if place.in_table else "Term"
                one = paragraph(
                    paragraph_properties(style, indent=indentation(place.left) if place.left else Xml("")),
                    write_inline(story, part.children, place),
                )
                blocks.append(story.mark_blocks(part, one))
            elif isinstance(part, nodes.definition):
                blocks.append(story.mark_blocks(part, join(write(story, part.children, place))))
        marked = story.mark_blocks(item, join(blocks))
        written.append(mark_blocks(marked, item["change"]) if item.get("change") else marked)
    return written
