"""Every value of `style` in manual.yaml shows in the PDF."""

from __future__ import annotations

import itertools
import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.writers.pdf.test_pdf import HEAD, SAMPLE, book_of
from wuye_docs.content.book import Book, bound_control
from wuye_docs.loaders import MemoryWorkspace
from wuye_docs.writers.pdf.fonts import load_typefaces
from wuye_docs.writers.pdf.front_matter import bound_contents
from wuye_docs.writers.pdf.write import PdfWriter

# Noto Serif CJK stands on every machine that tests run on; the embedded font has no serifs.
STYLE = """
style:
  body-font: Noto Serif CJK SC
  heading-font: 没有的字体
  body-size: 14
  table-size: 9
  line-pitch: 26
  margin-top: 40
  margin-bottom: 35
  margin-left: 20
  margin-right: 15
  accent: "#b3261e"
"""
SOURCE = (
    "# 目的\n\n" + "正文" * 60 + "，见《文件控制程序》。\n\n| 项目 | 要求 |\n|---|---|\n| 表内 | 表格文字 |\n"
)
MM = 72 / 25.4


@pytest.fixture(scope="module")
def book() -> Book:
    files = {
        "manual/instructions/SYWIKF09.md": HEAD.format(status="draft") + SOURCE,
        "manual/manual.yaml": SAMPLE.read("manual/manual.yaml").decode() + STYLE,
    }
    return book_of(MemoryWorkspace(files, SAMPLE))


@pytest.fixture(scope="module")
def page(book: Book) -> list[tuple[str, float, float, float, str]]:
    """Pieces of text of the last page: the words, x and y from the bottom left corner, size, font; all in pt."""
    found: list[tuple[str, float, float, float, str]] = []

    def keep(
        text: str, page: list[float], line: list[float], font: dict[str, str] | None, size: float
    ) -> None:
        if text.strip():
            name = str((font or {}).get("/BaseFont", ""))
            x, y = page[0] * line[4] + page[4], page[3] * line[5] + page[5]
            found.append((text.strip(), x, y, size * abs(page[3] * line[3]), name))

    PdfReader(BytesIO(PdfWriter(book).document("SYWIKF09"))).pages[-1].extract_text(visitor_text=keep)
    return found


def it_sets_the_text_in_font_and_size(page: list[tuple[str, float, float, float, str]]) -> None:
    body = [one for one in page if "正文正文" in one[0]]
    assert body
    assert {(round(size, 1), "Serif" in font) for _, _, _, size, font in body} == {(14.0, True)}
    assert {round(size, 1) for text, _, _, size, _ in page if text == "表格文字"} == {9.0}


def it_keeps_the_pitch_and_the_margins(page: list[tuple[str, float, float, float, str]]) -> None:
    body = [one for one in page if "正文正文" in one[0]]
    # Baselines; the text says where its first line begins, two characters in, and the others at the margin.
    heights = [y for _, _, y, _, _ in body]
    assert {round(above - below, 1) for above, below in itertools.pairwise(heights)} == {26.0}
    assert [round(x, 1) for _, x, *_ in body][:2] == [round(20 * MM + 28, 1), round(20 * MM, 1)]


def it_says_which_fonts_are_missing(book: Book) -> None:
    assert load_typefaces(book.manual.settings.style).missing == ("没有的字体",)


def it_colours_links_by_the_accent(book: Book) -> None:
    page = PdfReader(BytesIO(PdfWriter(book).document("SYWIKF09"))).pages[-1]
    colours = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|scn)", page.get_contents().get_data())  # type: ignore[union-attr]
    assert any([round(float(part) * 255) for part in one] == [0xB3, 0x26, 0x1E] for one in colours)


def it_leaves_room_for_as_many_entries_as_the_contents_have() -> None:
    """Else Typst lays a file out once more than needed."""
    book = book_of(SAMPLE)
    levels = re.findall(r"\d", bound_contents(book.documents.values()).partition("(")[2].partition(",")[2])
    text = PdfReader(BytesIO(PdfWriter(book).bound())).pages[1].extract_text()
    contents = text.partition("目")[2].partition("图目录")[0]
    assert len(re.findall(r"(?:\. ?){5,}", contents)) == len(levels)


def it_dates_the_bound_manual_by_the_last_of_what_it_holds() -> None:
    source = SAMPLE.read("manual/instructions/SYWIKF02.md").decode()
    later = source.replace("status: draft\n", "status: effective\neffective: 2031-05-01\n", 1)
    assert later != source
    book = book_of(MemoryWorkspace({"manual/instructions/SYWIKF02.md": later}, SAMPLE))
    assert bound_control(book).effective == "2031-05-01"
