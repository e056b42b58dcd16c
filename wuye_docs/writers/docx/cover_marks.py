"""The stamp and the code on the cover: pictures at fixed places of the sheet, so that any company's template carries them."""

from __future__ import annotations

from wuye_docs.content.marks import Marks, alternative_text, label_svg, stamp_svg
from wuye_docs.model import ChartFormat
from wuye_docs.ooxml.markup import NOTHING, Xml, join, w
from wuye_docs.ooxml.pictures import EMU_PER_MM, placed_picture
from wuye_docs.ooxml.sections import A4_MM
from wuye_docs.ooxml.text import paragraph, paragraph_properties, raw_run
from wuye_docs.writers.docx.pictures import EMU_PER_PIXEL, picture_parts, svg_size
from wuye_docs.writers.docx.story import Story

SIDE_MM = 28.0
"""From the right edge of the sheet to the marks."""
STAMP_TOP_MM = 9.0
LABEL_BOTTOM_MM = 7.0


def write_cover_marks(story: Story, marks: Marks) -> Xml:
    """A paragraph of a point's height that holds the pictures; nothing where there are none."""
    # Who asks for EMF has a Word that knows no SVG.
    with_vector = story.book.manual.settings.style.word_charts is ChartFormat.SVG
    runs = []
    for name, svg, description, is_label in (
        ("受控标识", stamp_svg(marks), alternative_text(marks), False),
        ("校验码", label_svg(marks), "校验二维码：" + "，".join(marks.code_lines), True),
    ):
        if not svg:
            continue
        width, height = (round(one * EMU_PER_PIXEL) for one in svg_size(svg))
        bottom = round((A4_MM[1] - LABEL_BOTTOM_MM) * EMU_PER_MM)
        top = bottom - height if is_label else round(STAMP_TOP_MM * EMU_PER_MM)
        left = round((A4_MM[0] - SIDE_MM) * EMU_PER_MM) - width
        png, vector = picture_parts(story, svg, width, with_vector=with_vector)
        runs.append(
            raw_run(
                placed_picture(
                    story.next_picture(),
                    png,
                    (width, height),
                    (left, top),
                    description,
                    name=name,
                    svg=vector,
                )
            )
        )
    if not runs:
        return NOTHING
    low = w("spacing", before=0, after=0, line=20, lineRule="exact")
    return paragraph(paragraph_properties("Normal", spacing=low), join(runs))
