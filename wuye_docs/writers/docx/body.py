"""The text of a document: one function for each kind of block, listed at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docutils import nodes

from wuye_docs.content.nodes import flow_figure, form_sheet, organization_chart, relation_map
from wuye_docs.model.markup import ADMONITION_TITLES
from wuye_docs.ooxml.markup import Xml, join, w
from wuye_docs.ooxml.text import indentation, paragraph, paragraph_properties, text_run
from wuye_docs.ooxml.tracked_changes import mark_blocks
from wuye_docs.writers.docx.clauses import write_heading
from wuye_docs.writers.docx.figures import (
    chart_of,
    organization_is_turned,
    write_figure,
    write_flow,
    write_lone_image,
    write_map,
    write_organization,
)
from wuye_docs.writers.docx.forms import is_turned, write_sheet
from wuye_docs.writers.docx.inline import write_inline
from wuye_docs.writers.docx.lists import write_definitions, write_list
from wuye_docs.writers.docx.story import Place, Story
from wuye_docs.writers.docx.stylesheet import BOX
from wuye_docs.writers.docx.tables import one_cell_table, write_table

_MARKED_WHEN_BOUND = (nodes.table, nodes.figure, flow_figure, form_sheet, organization_chart, relation_map)

# What settles by itself whether its page is turned.
_TURNING = (nodes.section, nodes.footnote, form_sheet, flow_figure, organization_chart)

_ANNOUNCED = (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.table, nodes.figure)

_ADMONITION_EDGES = {
    "danger": "B3261E",
    "warning": "C77700",
    "caution": "C77700",
    "attention": "C77700",
    "error": "B3261E",
}
_EDGE = "2F6F8F"


def write_body(story: Story, tree: nodes.document) -> Xml:
    """The whole body of one document."""
    return join(write_blocks(story, tree.children, Place(story.look.page.text_width, top=True)))


def write_blocks(story: Story, children: Sequence[nodes.Node], place: Place) -> list[Xml]:
    """The blocks one after the other, each inside a bookmark of its id."""
    written: list[Xml] = []
    for child in children:
        written += _write_one(story, child, place)
    return written


def _write_one(story: Story, node: nodes.Node, place: Place) -> list[Xml]:
    if isinstance(node, nodes.Text):
        return [paragraph(paragraph_properties(place.text), text_run(str(node)))] if node.strip() else []
    if not isinstance(node, nodes.Element):
        return []
    write = next((BLOCKS[kind] for kind in type(node).__mro__ if kind in BLOCKS), None)
    turned: list[Xml] = []
    if place.top and not isinstance(node, _TURNING):
        turned = story.turn(False)
    written = write(story, node, place) if write else write_blocks(story, node.children, place)
    if not isinstance(node, nodes.section) and written:
        story.fresh_page = False
        always = isinstance(node, _MARKED_WHEN_BOUND)
        written = [story.mark_blocks(node, join(written), always=always)]
    if node.get("change"):
        written = [mark_blocks(join(written), node["change"], node.get("moved", 0))]
    return [*turned, *written]


def _section(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    children = list(node.children)
    title = next((child for child in children if isinstance(child, nodes.title)), None)
    rest = [child for child in children if child is not title]
    written: list[Xml] = []
    annex = "annex" in node.get("classes", ())
    # A heading stands on the same sheet as the form or chart right below it.
    written += story.turn(_wants_turned(story, rest[0]) if rest and place.top else False)
    story.depth += 1
    if title is not None:
        written.append(write_heading(story, node, title, place, page_break=annex and not story.fresh_page))
    story.fresh_page = annex
    written += write_blocks(story, rest, place)
    story.depth -= 1
    return written


def _wants_turned(story: Story, node: nodes.Node) -> bool:
    """Whether a block begins on a turned sheet; a section does with what stands right below its headings."""
    if isinstance(node, nodes.section):
        first = next((child for child in node.children if not isinstance(child, nodes.title)), None)
        return first is not None and _wants_turned(story, first)
    if isinstance(node, form_sheet):
        form = story.book.manual.forms.get(node["number"])
        return form is not None and is_turned(story.look, form)
    if isinstance(node, organization_chart):
        return organization_is_turned(story)
    return isinstance(node, flow_figure) and chart_of(story, node["number"])[1]


def _paragraph(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    indent = indentation(place.left) if place.left and place.text == place.continued else Xml("")
    properties = paragraph_properties(place.text, indent=indent, keep_next=_leads_in(node))
    return [paragraph(properties, write_inline(story, node.children, place))]


def _leads_in(node: nodes.Element) -> bool:
    """Whether a paragraph ends in a colon and what it announces comes right behind it: they stay on one page."""
    following = node.next_node(descend=False, siblings=True)
    return isinstance(following, _ANNOUNCED) and node.astext().rstrip().endswith(("：", ":"))


def _admonition(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    """A shaded box with a coloured edge: a table of one cell, which holds any block and breaks over pages."""
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    heading = title.astext() if title is not None else ADMONITION_TITLES.get(node.tagname, "说明")
    inside = place.inside(
        text="BoxText", item="BoxText", continued="BoxText", width=place.width - place.left - 340, left=0, depth=0,
        in_table=True,
    )  # fmt: skip
    lead = text_run(heading) if title is None else write_inline(story, title.children, inside)
    head = paragraph(paragraph_properties("BoxTitle"), lead)
    head = story.mark_blocks(title, head)
    blocks = [head, *write_blocks(story, [child for child in node.children if child is not title], inside)]
    edge = _ADMONITION_EDGES.get(node.tagname, _EDGE)
    return one_cell_table(blocks, width=place.width - place.left, left=place.left, fill=BOX, edge=edge)


def _quote(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    return write_blocks(
        story, node.children, place.inside(text="TableText" if place.in_table else "BlockQuote")
    )


def _verbatim(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    text = node.astext().rstrip("\n")
    story.count_text(text)
    return [paragraph(paragraph_properties("Verbatim"), text_run(text))]


def _lines(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    """A block of lines as one paragraph with breaks."""
    lines = list(node.findall(nodes.line))
    runs = [write_inline(story, line.children, place) for line in lines]
    broken = Xml("<w:r><w:br/></w:r>".join(runs))
    return [
        paragraph(
            paragraph_properties(place.continued, indent=indentation(place.left or story.look.indent)), broken
        )
    ]


def _rubric(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    style = "TableHead" if place.in_table else "Rubric"
    return [paragraph(paragraph_properties(style), write_inline(story, node.children, place))]


def _transition(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    rule = w("pBdr", w("bottom", val="single", sz=4, space=1, color="7F7F7F"))
    return [Xml(f"<w:p><w:pPr>{w('pStyle', val='Normal')}{rule}</w:pPr></w:p>")]


def _list(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    return write_list(story, node, place, write_blocks)


def _definitions(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    return write_definitions(story, node, place, write_blocks)


def _table(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    return write_table(story, node, place, write_blocks)


def _figure(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    return write_figure(story, node, place, write_blocks)


def _nothing(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    """Footnotes stand where they are called; what only parsing needed is not shown."""
    return []


BLOCKS: dict[type, Callable[[Story, nodes.Element, Place], list[Xml]]] = {
    nodes.section: _section,
    nodes.paragraph: _paragraph,
    nodes.bullet_list: _list,
    nodes.enumerated_list: _list,
    nodes.definition_list: _definitions,
    nodes.table: _table,
    nodes.figure: _figure,
    nodes.image: write_lone_image,
    nodes.Admonition: _admonition,
    nodes.block_quote: _quote,
    nodes.literal_block: _verbatim,
    nodes.line_block: _lines,
    nodes.rubric: _rubric,
    nodes.transition: _transition,
    nodes.footnote: _nothing,
    nodes.comment: _nothing,
    nodes.target: _nothing,
    nodes.raw: _nothing,
    nodes.system_message: _nothing,
    nodes.substitution_definition: _nothing,
    flow_figure: write_flow,
    organization_chart: write_organization,
    relation_map: write_map,
    form_sheet: write_sheet,
}
