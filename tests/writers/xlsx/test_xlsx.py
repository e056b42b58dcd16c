"""Workbooks of registers, read back with another library."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from wuye_docs.content.registers.heading import Heading
from wuye_docs.content.registers.register import Column, Kind, Name, Register, Tone
from wuye_docs.diagnostics import Message
from wuye_docs.references import Kind as TargetKind
from wuye_docs.references import Target
from wuye_docs.writers.xlsx.write import write_workbook

HEADING = Heading("示例物业 & 公司", "示例物业质量管理手册", "SYQP01-R02", "A/0", "2026-03-01")
TARGET = Target(TargetKind.DOCUMENT, "SYWIKF01")


def register(*titles: str, title: str = "受控文件清单") -> Register[Any]:
    columns: tuple[Column[str], ...] = (
        Column("place", Message("序号", "no."), 3, lambda _: 7),
        Column("number", Message("编号", "number"), 8, lambda _: Name("SYWIKF01", TARGET)),
        Column("title", Message("文件名称", "title"), 18, lambda one: one),
        Column("due", Message("应评审日期", "due"), 6, lambda _: date(2026, 3, 1), kind=Kind.DUE),
        Column("signature", Message("签名", "signature"), 10, lambda _: None, kind=Kind.BLANK),
    )
    return Register(
        "documents",
        Message(title, "documents"),
        Message("", ""),
        columns,
        titles,
        tone=lambda _: Tone.OVERDUE,
    )


def sheet(*titles: str, links: dict[Target, str] | None = None) -> Worksheet:
    book = openpyxl.load_workbook(BytesIO(write_workbook([(register(*titles), HEADING)], links)))
    found = book.active
    assert isinstance(found, Worksheet)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        '=HYPERLINK("http://x")',
        "=cmd|'/c calc'!A0",
        "{=1}",
        "https://x.example",
        "00123",
    ],
)
def it_never_lets_a_cell_begin_a_formula(text: str) -> None:
    data = write_workbook([(register(text), HEADING)])
    with zipfile.ZipFile(BytesIO(data)) as package:
        root = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    assert not root.findall(".//{*}f")
    assert not root.findall(".//{*}hyperlink")
    cell = openpyxl.load_workbook(BytesIO(data)).active["C4"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == (text[0] in "=+-@\t")


def it_keeps_dates_and_counts_as_what_they_are() -> None:
    found = sheet("质量手册")
    assert [one.value for one in found[3]] == ["序号", "编号", "文件名称", "应评审日期", "签名"]
    assert [one.value for one in found[4]] == [7, "SYWIKF01", "质量手册", datetime(2026, 3, 1), None]
    assert found["D4"].number_format == "yyyy-mm-dd"


def it_is_set_up_for_reading_and_for_print() -> None:
    found = sheet(*["客户投诉建议处理规程"] * 60)
    assert found["A1"].value == "受控文件清单"
    assert found["A2"].value == "示例物业 & 公司　编号 SYQP01-R02　版次 A/0　截至 2026-03-01　共 60 项"
    assert (found.freeze_panes, found.auto_filter.ref) == ("C4", "A3:E63")
    assert (found.page_setup.paperSize, found.page_setup.orientation) == (9, "landscape")
    # One page wide is what the schema has where nothing is said.
    assert (found.page_setup.fitToWidth or 1, found.page_setup.fitToHeight) == (1, 0)
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert found.print_title_rows == "$3:$3"
    assert found.oddHeader.right.text == "编号 SYQP01-R02　版次 A/0"
    assert found.oddHeader.left.text == "示例物业 && 公司"
    assert found.oddFooter.right.text == "第 &P 页　共 &N 页"
    # Ten characters take twenty widths of a digit.
    assert found.column_dimensions["C"].width > 20


def it_colours_dates_by_the_day_of_reading_and_not_of_writing() -> None:
    rules = [rule for area in sheet("质量手册").conditional_formatting for rule in area.rules]
    assert [rule.formula for rule in rules if rule.type == "cellIs"] == [
        ["TODAY()+0"], ["TODAY()+30"], ["TODAY()+60"], ["TODAY()+90"],
    ]  # fmt: skip


def it_links_what_cells_name_to_files_beside_it() -> None:
    found = sheet("质量手册", links={TARGET: "../文件/SYWIKF01.pdf"})
    assert found["B4"].hyperlink.target == "../文件/SYWIKF01.pdf"
    assert found["C4"].hyperlink is None


def it_names_sheets_as_excel_allows() -> None:
    long = "条款证据清单（GB/T 19001—2016 与 ISO 9001:2015 对照）[草案]"
    book = openpyxl.load_workbook(BytesIO(write_workbook([(register(title=long), HEADING)] * 2)))
    assert len(set(book.sheetnames)) == 2
    assert all(len(one) <= 31 and not set(one) & set("[]:*?/\\") for one in book.sheetnames)


def it_leaves_out_characters_that_xml_forbids() -> None:
    assert sheet("投诉\x08\x00处理\ufffe")["C4"].value == "投诉处理"


def it_writes_the_same_bytes_twice() -> None:
    registers = [(register("质量手册", "文件控制程序"), HEADING)]
    assert write_workbook(registers) == write_workbook(registers)
    with zipfile.ZipFile(BytesIO(write_workbook(registers))) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
