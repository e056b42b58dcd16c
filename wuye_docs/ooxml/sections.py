"""Page geometry: the section properties that end a run of pages (17.6.17)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wuye_docs.ooxml.markup import NOTHING, Xml, join, tag, w
from wuye_docs.ooxml.text import paragraph, paragraph_properties

TWIPS_PER_MM = 1440 / 25.4
A4_MM = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet and its margins, in mm."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def landscape(self) -> bool:
        """Whether the sheet lies on its side."""
        return self.width > self.height

    @property
    def text_width(self) -> int:
        """Between the side margins, in twips."""
        return twips(self.width - self.left - self.right)

    @property
    def text_height(self) -> int:
        """Between the top and bottom margins, in twips."""
        return twips(self.height - self.top - self.bottom)

    def turned(self) -> Page:
        """The sheet on its side; the margins stay where the header needs them."""
        return replace(self, width=self.height, height=self.width)


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


def section_properties(
    page: Page, references: Xml, *, kind: str = "nextPage", title_page: bool = False
) -> Xml:
    """`w:sectPr`; `references` are its `w:headerReference` and `w:footerReference`.

    There is no document grid: with one, a line of a tall font takes two grid lines and pages break elsewhere.
    Page numbers never restart: LibreOffice then slips in a blank page.
    """
    size: dict[str, str | int] = {"w:w": twips(page.width), "w:h": twips(page.height)}
    if page.landscape:
        size["w:orient"] = "landscape"
    margins = {
        "w:top": twips(page.top),
        "w:right": twips(page.right),
        "w:bottom": twips(page.bottom),
        "w:left": twips(page.left),
        "w:header": twips(12),
        "w:footer": twips(12),
        "w:gutter": 0,
    }
    return w(
        "sectPr",
        references,
        w("type", val=kind),
        tag("w:pgSz", size),
        tag("w:pgMar", margins),
        w("cols", space=425),
        w("titlePg") if title_page else NOTHING,
    )


def section_break(properties: Xml, style: str) -> Xml:
    """A paragraph that ends a section; it is one point high, so that a full page does not run over."""
    height = w("spacing", before=0, after=0, line=20, lineRule="exact")
    return paragraph(paragraph_properties(style, spacing=height, section=properties))


def part_references(kind: str, relationships: dict[str, str]) -> Xml:
    """`w:headerReference` or `w:footerReference` for each type (default, first, even)."""
    order = ("even", "default", "first")
    return join(
        tag(f"w:{kind}Reference", {"w:type": one, "r:id": relationships[one]})
        for one in order
        if one in relationships
    )
