"""Figures: images, swimlane charts over as many pages as they need, the organisation chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docutils import nodes

from wuye_docs.content.organization_drawing import organization_svg
from wuye_docs.content.relation_maps import drawing_of as map_drawing_of
from wuye_docs.model import ChartFormat
from wuye_docs.ooxml.markup import Xml
from wuye_docs.ooxml.pictures import EMU_PER_TWIP
from wuye_docs.ooxml.text import paragraph, paragraph_properties, text_run
from wuye_docs.ooxml.tracked_changes import DELETED, INSERTED, mark_blocks
from wuye_docs.swimlanes import Diagram, render_emf
from wuye_docs.writers.docx.charts import CAPTION_ROOM, chart_parts, drawing_of
from wuye_docs.writers.docx.pictures import (
    EMU_PER_PIXEL,
    drawing_run,
    image_run,
    metafile_run,
    svg_size,
    wanted_width,
)
from wuye_docs.writers.docx.story import Place, Story
from wuye_docs.writers.docx.tables import write_caption

WriteBlocks = Callable[[Story, Sequence[nodes.Node], Place], list[Xml]]

_LEAST_SCALE = 0.62
"""Below this part of its size a drawing cannot be read."""


def write_figure(story: Story, node: nodes.Element, place: Place, write: WriteBlocks) -> list[Xml]:
    """An image with its caption below it, then whatever else the figure holds."""
    written: list[Xml] = []
    rest: list[nodes.Node] = []
    caption = _caption_of(node)
    for child in node.children:
        if isinstance(child, nodes.image):
            alternative = child.get("alt") or (caption.astext() if caption is not None else "")
            picture = _picture(story, child, place, alternative, keep_next=caption is not None)
            written.append(mark_blocks(picture, child["change"]) if child.get("change") else picture)
        elif child is not caption:
            rest.append(child)
    if caption is not None:
        written.append(write_caption(story, caption, place, "图", keep_next=False))
    return [*written, *write(story, rest, place)]


def write_lone_image(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    """An image without a caption."""
    assert isinstance(node, nodes.image)
    return [_picture(story, node, place, node.get("alt", ""), keep_next=False)]


def write_flow(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    """A swimlane chart: as large as the page allows; a long one goes on on the following pages."""
    caption = _caption_of(node)
    parts, landscape = chart_of(story, node["number"])
    if not parts:
        missing = paragraph(paragraph_properties("Figure"), text_run(f"〔流程图 {node['number']} 无法绘制〕"))
        return [
            missing,
            *([write_caption(story, caption, place, "图", keep_next=False)] if caption is not None else []),
        ]
    turned = story.turn(landscape) if place.top else []
    width, height = _room(story, place)
    flow = story.book.manual.flows.get(node["number"])
    description = f"{flow.title if flow else parts[0].title}，泳道图；文字说明见图后的步骤表"
    written = _former_chart(story, node, place)
    for part in parts:
        spoken = description + (f"（第{part.part}部分，共{part.parts}部分）" if part.parts > 1 else "")
        run = _chart_run(story, part, spoken, width * EMU_PER_TWIP, height * EMU_PER_TWIP)
        # The last part stands with the caption.
        style = "Figure" if part.part == part.parts and caption is not None else "LoneFigure"
        shown = paragraph(paragraph_properties(style), run)
        written.append(mark_blocks(shown, INSERTED) if node.get("before") else shown)
    if caption is not None:
        written.append(write_caption(story, caption, place, "图", keep_next=False))
    return [*turned, *written]


def _former_chart(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    """The chart as it was, deleted; nothing where it did not change."""
    if not node.get("before"):
        return []
    width, height = _room(story, place)
    written = []
    for part in chart_of(story, node["before"])[0]:
        run = _chart_run(story, part, "原流程图", width * EMU_PER_TWIP, height * EMU_PER_TWIP)
        style = "Figure" if part.part == part.parts and _caption_of(node) is not None else "LoneFigure"
        written.append(mark_blocks(paragraph(paragraph_properties(style), run), DELETED))
    return written


def _chart_run(story: Story, part: Diagram, description: str, width: int, height: int) -> Xml:
    """A part of a chart as the manual wants it, no larger than `width` by `height` (EMU)."""
    if story.book.manual.settings.style.word_charts is ChartFormat.EMF:
        return metafile_run(story, render_emf(part), description, width=width, height=height)
    return drawing_run(story, drawing_of(part), description, width=width, height=height)


def chart_of(story: Story, number: str) -> tuple[tuple[Diagram, ...], bool]:
    """The parts of a flow's chart, none if it cannot be drawn, and whether they want their page turned."""
    if number not in story.charts:
        diagram = story.book.charts.get(number)
        story.charts[number] = chart_parts(diagram, story.look.page) if diagram else ((), False)
    return story.charts[number]


def write_organization(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    """The organisation chart, drawn from the sources; on its side if that makes it much larger."""
    caption = _caption_of(node)
    svg = organization_svg(story.book.manual)
    turned = story.turn(organization_is_turned(story)) if place.top and svg else []
    width, height = _room(story, place)
    written: list[Xml] = []
    if svg:
        description = f"{story.book.manual.settings.company.name}组织机构图：各部门及其岗位"
        run = drawing_run(story, svg, description, width=width * EMU_PER_TWIP, height=height * EMU_PER_TWIP)
        written.append(paragraph(paragraph_properties("Figure"), run))
    if caption is not None:
        written.append(write_caption(story, caption, place, "图", keep_next=False))
    return [*turned, *written]


def write_map(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    """A map of documents; `map_drawing` has made it for an upright sheet."""
    drawing = map_drawing_of(node, story.book.references)
    width, height = (one * EMU_PER_TWIP for one in _room(story, place))
    run = drawing_run(story, drawing.svg(), drawing.description, width=width, height=height)
    caption = _caption_of(node)
    written = [paragraph(paragraph_properties("Figure" if caption is not None else "LoneFigure"), run)]
    if caption is not None:
        written.append(write_caption(story, caption, place, "图", keep_next=False))
    return written


def organization_is_turned(story: Story) -> bool:
    """Whether the organisation chart wants its page turned."""
    svg = organization_svg(story.book.manual)
    return bool(svg) and _is_better_turned(story, svg)


def _is_better_turned(story: Story, svg: str) -> bool:
    """Whether a drawing would be too small to read upright, and larger on a turned sheet."""
    size = [one * EMU_PER_PIXEL / EMU_PER_TWIP for one in svg_size(svg)]
    upright, turned = (
        min(1.0, page.text_width / size[0], (page.text_height - CAPTION_ROOM) / size[1])
        for page in (story.look.page, story.look.page.turned())
    )
    return upright < _LEAST_SCALE and turned > upright * 1.15


def _picture(story: Story, node: nodes.image, place: Place, alternative: str, *, keep_next: bool) -> Xml:
    width, height = (one * EMU_PER_TWIP for one in _room(story, place))
    run = image_run(
        story,
        node["uri"],
        alternative or node["uri"],
        width=width,
        height=height,
        wanted=wanted_width(node, width),
    )
    # The style keeps a figure with its caption; without one the text below is no part of it.
    return paragraph(paragraph_properties("Figure" if keep_next else "LoneFigure"), run)


def _room(story: Story, place: Place) -> tuple[int, int]:
    """Width and height that a figure may take, in twips."""
    width = story.page.text_width if place.top else place.width - place.left
    return width, story.page.text_height - CAPTION_ROOM


def _caption_of(node: nodes.Element) -> nodes.Element | None:
    return next((child for child in node.children if isinstance(child, nodes.caption)), None)
