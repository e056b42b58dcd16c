"""A form as rows of cells on one grid: what the printed sheet and the fillable file share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from unicodedata import east_asian_width

from wuye_docs.model import Column, Field, FieldType, Form
from wuye_docs.writers.docx.column_widths import share_by_parts

_LABEL_PART = 0.15
"""A label's part of the sheet's width."""
TWO_LINES = 5000
"""In a narrower cell, in twips, a signature and its date stand on two lines."""
_SMALL = 0.82
"""Size of hints, as a part of the print's."""
_LONGEST_SHORT_LABEL = 12
"""A longer label, in characters, gets a line of its own."""


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a field; `required` ones are marked."""

    text: str
    required: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A bar over the whole width."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to fill in."""

    field: Field


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """The head of a column of a table in the form."""

    column: Column


@dataclass(frozen=True, slots=True)
class ColumnBlank:
    """A place to fill in, in a row of a table."""

    field: Field
    column: Column
    row: int


Content = Label | Heading | Blank | ColumnHead | ColumnBlank


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What stands between two edges of the sheet, in twips from its left."""

    content: Content
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the sheet."""

    cells: tuple[SheetCell, ...]
    lines: int = 1
    """Lines of room to write in."""
    repeats: bool = False
    """Head of a table: shown again on the next page."""


def form_rows(form: Form, width: int) -> Iterator[SheetRow]:
    """The rows of a form on a sheet of `width` twips: two short fields side by side, the others alone."""
    label = round(width * _LABEL_PART)
    half = width // 2
    waiting: Field | None = None
    for field in form.fields:
        if waiting is not None and _is_narrow(field):
            yield SheetRow((*_pair(waiting, 0, label, half), *_pair(field, half, half + label, width)))
            waiting = None
            continue
        if waiting is not None:
            yield SheetRow(_pair(waiting, 0, label, width))
            waiting = None
        if _is_narrow(field):
            waiting = field
        elif field.type is FieldType.HEADING:
            yield SheetRow((SheetCell(Heading(field.name, field.note), 0, width),))
        elif field.type is FieldType.NOTE:
            yield SheetRow((SheetCell(Heading("", field.note or field.name), 0, width),))
        elif field.type is FieldType.TABLE:
            yield from _table_rows(field, width)
        else:
            yield SheetRow(_pair(field, 0, label, width), max(field.lines, 1))
    if waiting is not None:
        yield SheetRow(_pair(waiting, 0, label, width))


def _pair(field: Field, left: int, middle: int, right: int) -> tuple[SheetCell, SheetCell]:
    return (
        SheetCell(Label(field.name, field.required, field.note), left, middle),
        SheetCell(Blank(field), middle, right),
    )


def _is_narrow(field: Field) -> bool:
    """Whether two such fields fit side by side."""
    if field.wide or field.lines > 1 or field.type in (FieldType.HEADING, FieldType.NOTE, FieldType.TABLE):
        return False
    if field.type is FieldType.CHOICE:
        return _length("".join(field.choices)) + 2.5 * len(field.choices) <= 13
    return _length(field.name) <= _LONGEST_SHORT_LABEL and _length(field.note) <= 20


def _table_rows(field: Field, width: int) -> Iterator[SheetRow]:
    if field.name:
        yield SheetRow((SheetCell(Heading(field.name, field.note), 0, width),))
    columns = field.columns or (Column(name=field.name),)
    widths = share_by_parts([column.width for column in columns], width)
    edges = [sum(widths[:index]) for index in range(len(widths) + 1)]
    spans = list(zip(columns, edges, edges[1:], strict=False))
    yield SheetRow(
        tuple(SheetCell(ColumnHead(column), left, right) for column, left, right in spans), repeats=True
    )
    for row in range(field.rows):
        yield SheetRow(
            tuple(SheetCell(ColumnBlank(field, column, row), left, right) for column, left, right in spans)
        )


@dataclass(frozen=True, slots=True)
class RowHeights:
    """What a row takes, in twips: one line, each further line to write in, a line of print, a bar."""

    row: int
    line: int
    print: int
    bar: int
    fillable: bool
    """Whether a signature has a date to be chosen beside it."""

    def of(self, row: SheetRow) -> int:
        """The least height of a row."""
        if isinstance(row.cells[0].content, Heading | ColumnHead):
            return self.bar
        return self.row + self.line * (row.lines - 1)

    def expected(self, row: SheetRow) -> int:
        """About what the row will take with the print in it."""
        lines = max(_printed_lines(cell, self.fillable) for cell in row.cells)
        return max(self.of(row), lines * self.print + 40)


# From room for a pen (8.5 mm) down to what can still be written in (6 mm).
_HEIGHTS = (
    (480, 420, 400),
    (450, 380, 380),
    (420, 350, 370),
    (390, 310, 360),
    (350, 280, 350),
    (335, 250, 335),
)


def fitting_heights(rows: Sequence[SheetRow], room: int, print_line: int, *, fillable: bool) -> RowHeights:
    """The most generous heights with which the rows fit `room` twips; the first, if none does."""
    choices = [RowHeights(row, line, print_line, bar, fillable) for row, line, bar in _HEIGHTS]
    for heights in choices:
        if sum(heights.expected(row) for row in rows) <= room:
            return heights
    return choices[0]


def _printed_lines(cell: SheetCell, fillable: bool) -> int:
    """About how many lines the print in a cell takes."""
    characters = max((cell.right - cell.left - 200) / 210, 1)
    content = cell.content
    if isinstance(content, Label):
        return ceil((_length(content.text) + content.required * 0.5) / characters)
    if isinstance(content, Heading):
        return 1
    if isinstance(content, ColumnHead):
        named = max(1, ceil(_length(content.column.name) / characters))
        return named + ceil(_SMALL * _length("/".join(content.column.choices)) / characters)
    if isinstance(content, ColumnBlank):
        return 1
    field = content.field
    noted = ceil((_length(field.note) + 2) * _SMALL / characters) if field.note else 0
    if field.type is FieldType.SIGNATURE:
        signed = ceil((7 + _SMALL * (_length(field.by) + 4)) / characters)
        return signed + (fillable and cell.right - cell.left < TWO_LINES) + noted
    text = "".join(field.choices) if field.type is FieldType.CHOICE else ""
    return max(1, ceil((_length(text) + 2.2 * len(field.choices)) / characters)) + noted


def grid_edges(rows: Sequence[SheetRow]) -> list[int]:
    """All edges of cells, from 0 to the width: the columns of the one table that holds every row."""
    return sorted({edge for row in rows for cell in row.cells for edge in (cell.left, cell.right)})


def _length(text: str) -> float:
    return sum(1 if east_asian_width(one) in "WFA" else 0.5 for one in text)
