"""Swimlane charts as SVG drawings, one a page."""

from __future__ import annotations

from wuye_docs.ooxml.sections import TWIPS_PER_MM, Page
from wuye_docs.swimlanes import Diagram, PageSize, paginate, render_svg

CAPTION_ROOM = 1900
"""What a caption and a heading above need on a figure's page, in twips."""
_SMALLEST_UPRIGHT = 6.0
"""Upright, a chart is printed down to this size of text (pt): a turned chart goes over more pages."""


def chart_parts(diagram: Diagram, page: Page) -> tuple[tuple[Diagram, ...], bool]:
    """The parts of a chart that each fit a page like `page`, and whether it has to be turned for them to be read."""
    parts = paginate(diagram, _text_block(page))
    if not parts[0].landscape or parts[0].print_point_size >= _SMALLEST_UPRIGHT:
        return parts, False
    # The engine says that the page is to be turned; how large it is then, only the margins tell.
    return paginate(diagram, _text_block(page.turned())), True


def drawing_of(part: Diagram) -> str:
    """The SVG of one part, with ids of its own."""
    return render_svg(part, id_prefix=f"{part.number}-{part.part}-")


def _text_block(page: Page) -> PageSize:
    return PageSize(page.text_width / TWIPS_PER_MM, (page.text_height - CAPTION_ROOM) / TWIPS_PER_MM)
