"""Maps and matrices in Word files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from lxml import etree

from wuye_docs.content.book import Book
from wuye_docs.ooxml.namespaces import PREFIXES, name_in_w
from wuye_docs.writers.docx.write import write_document

W = {"w": PREFIXES["w"], "wp": PREFIXES["wp"]}


def text_of(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(name_in_w("t")))


def it_draws_maps_and_sets_heads_upright(make_rich_book: Callable[..., Book]) -> None:
    heading = "# 目的"
    shown = f"{heading}\n\n:::{{process-map}}\n:::\n\n:::{{flow-matrix}}\n:::"
    book = make_rich_book(("manual/instructions/HAWI01.md", heading, shown))
    with zipfile.ZipFile(io.BytesIO(write_document(book, "HAWI01", {}))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    (described,) = [one for one in root.xpath("//wp:docPr/@descr", namespaces=W) if "文件：" in one]
    assert "份" in described
    table = next(one for one in root.iter(name_in_w("tbl")) if "图例" in text_of(one))
    assert table.find("w:tr/w:trPr/w:tblHeader", W) is not None
    # A column of marks is as wide as a character with the margins of a cell.
    narrow = [int(one.get(name_in_w("w"))) for one in table.findall("w:tblGrid/w:gridCol", W)][1:-1]
    assert narrow
    assert all(410 <= one <= 440 for one in narrow)
