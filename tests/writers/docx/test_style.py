"""Every value of `style` in manual.yaml shows in the Word files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from wuye_docs.content.book import Book
from wuye_docs.writers.docx.write import write_document

MakeBook = Callable[..., Book]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLE = """
style:
  body-font: 仿宋
  heading-font: SimHei
  body-size: 14
  table-size: 9
  line-pitch: 26
  margin-top: 40
  margin-bottom: 35
  margin-left: 20
  margin-right: 15
  accent: "#b3261e"
title: """


@pytest.fixture(scope="module")
def parts(make_rich_book: MakeBook) -> dict[str, etree._Element]:
    """Styles and text of a document in a style of the company's own."""
    data = write_document(make_rich_book(("manual/manual.yaml", "\ntitle: ", STYLE)), "HAWI01")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: etree.fromstring(package.read(f"word/{name}.xml")) for name in ("styles", "document")}


def value(parts: dict[str, etree._Element], style: str, path: str, attribute: str) -> str | None:
    """An attribute of a style's property, found by the property's path."""
    found = parts["styles"].find(
        f"{W}style[@{W}styleId='{style}']/" + "/".join(W + one for one in path.split("/"))
    )
    assert found is not None, f"{style}: {path}"
    return found.get(W + attribute)


def it_sets_the_text_in_font_size_and_pitch(parts: dict[str, etree._Element]) -> None:
    defaults = parts["styles"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    assert defaults is not None
    assert defaults.get(W + "eastAsia") == "仿宋"
    assert value(parts, "BodyText", "rPr/sz", "val") == "28"
    assert value(parts, "TableText", "rPr/sz", "val") == "18"
    assert value(parts, "BodyText", "pPr/spacing", "line") == "520"
    # Two characters of 14 pt, in twips.
    assert value(parts, "BodyText", "pPr/ind", "firstLine") == "560"


def it_sets_headings_in_their_font(parts: dict[str, etree._Element]) -> None:
    assert value(parts, "Heading1", "rPr/rFonts", "eastAsia") == "黑体"


def it_gives_the_sheet_its_margins(parts: dict[str, etree._Element]) -> None:
    margins = parts["document"].findall(f".//{W}pgMar")
    upright = {tuple(one.get(W + side) for side in ("top", "bottom", "left", "right")) for one in margins}
    assert ("2268", "1984", "1134", "850") in upright


def it_colours_links_by_the_accent(parts: dict[str, etree._Element]) -> None:
    for style in ("Hyperlink", "FollowedHyperlink"):
        assert value(parts, style, "rPr/color", "val") == "B3261E"
