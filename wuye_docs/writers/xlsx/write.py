"""Registers as a workbook: one sheet a register, ready to filter on screen and to print.

XlsxWriter writes no clock into the file once it is given a date of creation, and its archive has fixed times, so the same
registers give the same bytes. Every text goes in as a string cell (18.3.1.4, `t="s"`), never as a formula, whatever it
begins with; a text that Excel would take for a formula when somebody edits its cell gets the quote prefix (18.8.45) as well.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from wuye_docs.content.registers.controlled import DUE_STEPS
from wuye_docs.content.registers.heading import Heading
from wuye_docs.content.registers.register import Column, Kind, Name, Register, Tone, Value, text_of
from wuye_docs.references import Target

FONT = "宋体"
HEAD_FONT = "黑体"
A4 = 9
"""ST_PageSetup paperSize."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
MOST_CHARACTERS = 32767
"""Of a cell (Excel's own limit)."""
_FILLS = {Tone.OVERDUE: "#F8D7DA", Tone.SOON: "#FFF3CD", Tone.FADED: "#EEEEEE"}
_INK = {Tone.FADED: "#666666"}
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
# XML 1.0, 2.2; XlsxWriter escapes some of these as _x0008_, which readers other than Excel show as it is.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PADDING = 2.2
"""Columns of digits that the margins of a cell and the arrow of a filter take."""
_WIDEST = 48
_HEAD_ROW = 2


def write_workbook(
    registers: Sequence[tuple[Register[Any], Heading]], links: Mapping[Target, str] | None = None
) -> bytes:
    """The bytes of a workbook; `links` are addresses of files for what cells name, from the folder of the workbook."""
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}  # fmt: skip
    book = Workbook(data, {**options, "default_date_format": "yyyy-mm-dd"})
    first = registers[0][1]
    book.set_properties(
        {
            "title": registers[0][0].heading if len(registers) == 1 else first.manual,
            "company": first.company,
            "author": first.company,
            "created": datetime(2000, 1, 1),
        }
    )
    book.formats[0].set_font_name(FONT)
    book.formats[0].set_font_size(10)
    names: set[str] = set()
    formats = _Formats(book)
    for register, heading in registers:
        sheet = book.add_worksheet(_sheet_name(register, names))
        _Sheet(sheet, register, heading, formats, links or {}).write()
    book.close()
    return _with_relative_links(data.getvalue()) if links else data.getvalue()


def _with_relative_links(data: bytes) -> bytes:
    """The workbook with links to files as relative addresses: XlsxWriter writes them with `\\`, which only Windows takes."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename.startswith("xl/worksheets/_rels/"):
                part = part.replace(b"\\", b"/")
            new.writestr(info, part)
    return written.getvalue()


class _Formats:
    """Cell formats, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Format] = {}
        base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
        self.title = book.add_format({**base, "font_name": HEAD_FONT, "font_size": 16})
        self.identity = book.add_format({**base, "font_color": "#444444"})
        self.head = book.add_format(
            {**base, "font_name": HEAD_FONT, "bold": False, "text_wrap": True, "align": "center", "border": 1, "bg_color": "#E8EEF1"}
        )  # fmt: skip
        self.note = book.add_format({**base, "font_color": "#444444"})
        self.due = [
            book.add_format({"bg_color": colour, "font_color": ink})
            for colour, ink in (
                ("#F8D7DA", "#8A1C1C"),
                ("#FFE0B2", "#6B3E00"),
                ("#FFF3CD", "#5F4B00"),
                ("#FBFBE3", "#444400"),
            )
        ]

    def cell(self, *, tone: Tone, centred: bool, date: bool, quoted: bool, linked: bool) -> Format:
        key = (tone, centred, date, quoted, linked)
        if key not in self._made:
            settings: dict[str, object] = {
                "font_name": FONT, "font_size": 10, "valign": "vcenter", "border": 1, "border_color": "#999999",
                "text_wrap": True, "align": "center" if centred else "left",
            }  # fmt: skip
            if date:
                settings["num_format"] = "yyyy-mm-dd"
            if tone in _FILLS:
                settings["bg_color"] = _FILLS[tone]
            if tone in _INK:
                settings["font_color"] = _INK[tone]
            if linked:
                settings |= {"font_color": "#0F5C6E", "underline": 1}
            if quoted:
                settings["quote_prefix"] = True
            self._made[key] = self._book.add_format(settings)
        return self._made[key]


class _Sheet:
    """One register being written."""

    def __init__(
        self,
        sheet: Worksheet,
        register: Register[Any],
        heading: Heading,
        formats: _Formats,
        links: Mapping[Target, str],
    ) -> None:
        self.sheet = sheet
        self.register = register
        self.heading = heading
        self.formats = formats
        self.links = links
        self.rows = register.rows()
        self.widths = [_width(index, column, self.rows) for index, column in enumerate(register.columns)]
        self.centred = [_is_short(index, column, self.rows) for index, column in enumerate(register.columns)]

    def write(self) -> None:
        sheet, columns = self.sheet, self.register.columns
        last = len(columns) - 1
        for index, width in enumerate(self.widths):
            sheet.set_column(index, index, width)
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, _clean(self.register.heading), self.formats.title)
        sheet.set_row(1, 16)
        sheet.write_string(1, 0, _clean(self.heading.line(self.register)), self.formats.identity)
        heads = [column.head.zh for column in columns]
        lines = max(
            -(-_columns_of(head) // max(int(width - _PADDING), 2))
            for head, width in zip(heads, self.widths, strict=True)
        )
        sheet.set_row(_HEAD_ROW, 10 + 13 * lines)
        for index, head in enumerate(heads):
            sheet.write_string(_HEAD_ROW, index, head, self.formats.head)
        for offset, (entry, row) in enumerate(zip(self.register.entries, self.rows, strict=True), 1):
            self.write_row(_HEAD_ROW + offset, row, self.register.tone(entry))
        end = _HEAD_ROW + max(len(self.rows), 1)
        for offset, note in enumerate(self.register.notes):
            sheet.write_string(end + 2 + offset, 0, _clean(note), self.formats.note)
        sheet.autofilter(_HEAD_ROW, 0, end, last)
        sheet.freeze_panes(_HEAD_ROW + 1, min(2, last))
        for index, column in enumerate(columns):
            if column.kind is Kind.DUE:
                self.colour_due(_HEAD_ROW + 1, index, end)
        self.set_up_print(end + (1 + len(self.register.notes) if self.register.notes else 0), last)

    def write_row(self, place: int, row: tuple[Value, ...], tone: Tone) -> None:
        lines = 1
        for index, value in enumerate(row):
            column = self.register.columns[index]
            text = _clean(text_of(value))
            link = self.links.get(value.target) if isinstance(value, Name) and value.target else None
            is_date = isinstance(value, date)
            cell_format = self.formats.cell(
                tone=tone,
                centred=self.centred[index],
                date=is_date or column.kind in (Kind.DATE, Kind.DUE),
                quoted=text.startswith(FORMULA_STARTS),
                linked=link is not None,
            )
            if isinstance(value, date):
                moment = datetime(value.year, value.month, value.day)
                self.sheet.write_datetime(place, index, moment, cell_format)
            elif isinstance(value, int):
                self.sheet.write_number(place, index, value, cell_format)
            elif link is not None:
                self.sheet.write_url(place, index, f"external:{link}", cell_format, string=text)
            elif text:
                self.sheet.write_string(place, index, text, cell_format)
            else:
                self.sheet.write_blank(place, index, None, cell_format)
            lines = max(lines, _lines(text, self.widths[index]))
        # Excel fits a row to wrapped text when it opens a file, other programs do not: the height is written.
        self.sheet.set_row(place, min(409.0, 6 + 13.5 * lines))

    def colour_due(self, first: int, column: int, last: int) -> None:
        """Colour dates by how near they are on the day of reading: a rule of the sheet, which no cell holds."""
        area = (first, column, last, column)
        self.sheet.conditional_format(
            *area, {"type": "blanks", "format": self.formats.note, "stop_if_true": True}
        )
        for limit, look in zip((0, *DUE_STEPS), self.formats.due, strict=True):
            rule = {"type": "cell", "criteria": "<", "value": f"TODAY()+{limit}", "format": look, "stop_if_true": True}  # fmt: skip
            self.sheet.conditional_format(*area, rule)

    def set_up_print(self, end: int, last: int) -> None:
        """A4 on its side, as wide as the page, heads repeated; number and edition in the header, page x of y below."""
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.65)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD_ROW)
        sheet.print_area(0, 0, end, last)
        sheet.center_horizontally()
        company, title, identity = (
            _clean(text).replace("&", "&&")
            for text in (self.heading.company, self.register.heading, self.heading.identity)
        )
        # A header of a sheet holds 255 characters in all (18.3.1.39); a digit behind a size would be read as part of it.
        sheet.set_header(f"&L&9 {company[:60]}&C&9 {title[:80]}&R&9 {identity[:60]}")
        sheet.set_footer("&L&9 打印件未加盖受控章为非受控文件&R&9 第 &P 页　共 &N 页")


def _sheet_name(register: Register[Any], taken: set[str]) -> str:
    """A name of at most 31 characters without []:*?/\\, not used before (18.2.19)."""
    base = _FORBIDDEN_IN_NAMES.sub(" ", _clean(register.heading)).strip("' ")[:31] or register.name
    name, count = base, 2
    while name.lower() in taken:
        tail = f" {count}"
        name, count = base[: 31 - len(tail)] + tail, count + 1
    taken.add(name.lower())
    return name


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)[:MOST_CHARACTERS]


def _columns_of(text: str) -> int:
    """Widths of a digit that a line of text takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _lines(text: str, width: float) -> int:
    room = max(int(width - 1), 2)
    return sum(max(1, -(-_columns_of(line) // room)) for line in text.split("\n"))


def _width(index: int, column: Column[Any], rows: Sequence[tuple[Value, ...]]) -> float:
    """What the column asks for, and as much as its longest short text needs; a column for a pen keeps its room."""
    longest = max((_columns_of(text_of(row[index])) for row in rows), default=0)
    asked = 2 * column.width
    wanted = asked if column.kind is Kind.BLANK else max(min(longest, asked), min(asked, 6))
    if column.kind in (Kind.DATE, Kind.DUE):
        wanted = max(wanted, 10)
    return min(wanted + _PADDING, _WIDEST)


def _is_short(index: int, column: Column[Any], rows: Sequence[tuple[Value, ...]]) -> bool:
    return column.kind in (Kind.DATE, Kind.DUE) or (
        column.width <= 5 and all(_columns_of(text_of(row[index])) <= 10 for row in rows)
    )
