"""A form laid out on sheets: which cells stand where, how tall each row is, and where the next sheet begins.

Both paper writers draw what this decides, each with its own print and its own room; it draws nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from wuye_docs.content.form_cells import (
    CHOICE_GAP,
    Blank,
    ColumnBlank,
    ColumnHead,
    Heading,
    Label,
    Note,
    Print,
    SheetCell,
    blank_need,
    choice_lines,
    head_of,
    label_need,
    label_of,
    printed_height,
)
from wuye_docs.content.form_columns import column_choices, table_columns
from wuye_docs.content.form_pages import FlowingRow, Rows, paginate, spread
from wuye_docs.model import Column, Field, FieldType, Form, FormKind
from wuye_docs.swimlanes.text_metrics import width

LINE = 24.0
"""A line of handwriting, in pt: 8.5 mm."""
_LEAST_LINE, _LEAST_ROW = 16.0, 18.0
"""What can still be written in, in pt: 5.6 mm for a line among others, 6.4 mm for a row of its own."""
_MOST_ROW, _MOST_LINE = 33.0, 60.0
"""Where there is room to spare no row grows beyond 11.6 mm, and no line of an area to write in beyond 21 mm."""
_LABEL_LEAST, _LABEL_ON_ONE_LINE, _LABEL_MOST = 4.2, 7.7, 8.0
"""Width of a label in em: the least, the longest that stands on one line, and the most."""
_HALF_BLANK = 11.5
"""Fields stand side by side only where each has this room, in em."""
_OPEN_ROWS = 8
"""A table with as many blank rows is a list that goes on: a few more or less do not matter."""
_FEWER, _MOST_PART = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7), 1.6
"""How few and how many rows such a list may get, as parts of what its source says."""
_FEW_LINES = 2
"""An area to write in keeps these lines; of more it may lose as large a part as lists do."""
_NOT_ROWS = frozenset({FieldType.HEADING, FieldType.NOTE, FieldType.TABLE})


@dataclass(frozen=True, slots=True)
class Room:
    """What a sheet has for the grid, in pt: on the first page below the title, above the foot on the last."""

    width: float
    height: float
    title: float
    """Height that the title takes on the first page."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row, as tall as it is printed, in pt."""

    cells: tuple[SheetCell, ...]
    height: float
    lines: int = 1
    """Lines of room to write in."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form laid out."""

    landscape: bool
    pages: tuple[tuple[SheetRow, ...], ...]


def lies_on_its_side(form: Form, upright: float, setting: Print) -> bool:
    """Whether the sheet is turned: where the form asks for it, or a table does not fit `upright` pt."""
    if form.orientation == "landscape":
        return True
    tables = [field for field in form.fields if field.type is FieldType.TABLE and field.columns]
    return any(not table_columns(field.columns, upright, setting).fits for field in tables)


def sheet_of(form: Form, room: Room, setting: Print, foot: float, *, landscape: bool) -> Sheet:
    """The form on as few sheets of `room` as it can be filled in on; `foot` is the height below the grid, in pt."""
    first, whole = room.height - room.title, room.height
    rows = _fewest_sheets(form, room.width, setting, first - foot)
    pages = paginate(rows, first, whole, foot)
    laid = [
        _laid(page, (whole if index else first) - (foot if page is pages[-1] else 0.0))
        for index, page in enumerate(pages)
    ]
    return Sheet(landscape, tuple(laid))


def _fewest_sheets(form: Form, width: float, setting: Print, height: float) -> list[FlowingRow]:
    """The rows on one sheet of `height` pt where they fit: with fewer blank rows, or flatter ones, if need be.

    What does not fit keeps all its rows; a list that is shorter than the sheet gets more.
    """
    draft = _Draft(form, width, setting)
    rows = list(draft.rows(1.0))
    if sum(row.least for row in rows) <= height:
        part = 1.0
        while part < _MOST_PART:
            part += 0.05
            more = list(draft.rows(part))
            if len(more) > len(rows) and sum(row.wanted for row in more) > height:
                break
            rows = more
        return rows
    flat = _Draft(form, width, setting, flat=True)
    for one, part in (*((draft, part) for part in _FEWER), (flat, 1.0), *((flat, part) for part in _FEWER)):
        fewer = list(one.rows(part))
        if sum(row.least for row in fewer) <= height:
            return fewer
    return rows


def _laid(page: Sequence[FlowingRow], room: float) -> tuple[SheetRow, ...]:
    heights = spread(page, room)
    return tuple(SheetRow(row.cells, height, row.lines) for row, height in zip(page, heights, strict=True))


_Choices = tuple[tuple[str, ...], ...]


@dataclass
class _TableRows:
    """The rows of a table, as far as they were wanted."""

    bar: FlowingRow
    head: FlowingRow
    spans: Sequence[tuple[Column, float, float]]
    choices: Sequence[_Choices]
    blank: list[FlowingRow]


class _Draft:
    """Makes the rows of a form on a sheet `room` pt wide."""

    def __init__(self, form: Form, room: float, setting: Print, *, flat: bool = False) -> None:
        self._form, self._room, self._setting, self._flat = form, room, setting, flat
        # However many blank rows a form gets, each row is laid out once.
        self._rows: dict[tuple[int, ...], FlowingRow] = {}
        self._tables: dict[int, _TableRows] = {}
        self._label = self._label_width()
        pairs = 3 if room > 600 else 2
        while pairs > 1 and self._blank_room(pairs) < _HALF_BLANK * setting.size - 0.01:
            pairs -= 1
        self._pairs = pairs

    def _label_width(self) -> float:
        """One width for all labels: the longest on one line, or on two if it is long; in pt."""
        setting, widest = self._setting, _LABEL_LEAST
        for field in self._form.fields:
            if field.type in _NOT_ROWS:
                continue
            needed = label_need(field)
            if needed > _LABEL_ON_ONE_LINE:
                needed = ceil(needed) / 2 + 0.5
                while len(label_of(field, needed * setting.size, setting).lines) > 2 and needed < _LABEL_MOST:
                    needed += 0.5
            signer = Label(field, ()).signer
            if signer:
                needed = max(needed, min(width(f"（{signer}）") * setting.small / setting.size, _LABEL_MOST))
            widest = max(widest, min(needed, _LABEL_MOST))
        # Two fields stand side by side even on a narrow sheet: longer labels go on more lines.
        half = self._room / 2 - _HALF_BLANK * setting.size - 2 * setting.side
        return max(min((widest + 0.2) * setting.size, half), _LABEL_LEAST * setting.size) + setting.side

    def _blank_room(self, pairs: int) -> float:
        """What a blank has for its print, with so many fields side by side; in pt."""
        return self._room / pairs - self._label - self._setting.side

    def rows(self, part: float) -> Iterator[FlowingRow]:
        """The rows, lists with `part` of their blank rows, areas to write in with no more than `part` of their lines."""
        waiting: list[Field] = []
        for field in self._form.fields:
            if self._is_short(field):
                waiting.append(field)
                continue
            yield from self._short_rows(waiting)
            waiting = []
            match field.type:
                case FieldType.HEADING:
                    yield self._bar(Heading(field.name, field.note))
                case FieldType.NOTE:
                    yield self._bar(Note(field.note or field.name))
                case FieldType.TABLE:
                    yield from self._table(field, part)
                case _:
                    yield self._row([(field, 0.0, self._room)], part)
        yield from self._short_rows(waiting)

    def _is_short(self, field: Field) -> bool:
        if field.type in _NOT_ROWS or field.wide or field.lines > 1 or self._pairs == 1:
            return False
        if self._setting.hints_in_cells and width(field.note) > 20:
            return False
        return blank_need(field) * self._setting.size <= self._blank_room(self._pairs)

    def _short_rows(self, fields: Sequence[Field]) -> Iterator[FlowingRow]:
        """Short fields side by side, shared out evenly over their rows."""
        if not fields:
            return
        count = ceil(len(fields) / self._pairs)
        pair = self._room / self._pairs
        begin = 0
        for index in range(count):
            taken = ceil((len(fields) - begin) / (count - index))
            group = fields[begin : begin + taken]
            begin += taken
            # The last field of a line that is not full takes what is left.
            yield self._row([
                (field, pair * place, self._room if place == taken - 1 else pair * (place + 1))
                for place, field in enumerate(group)
            ])  # fmt: skip

    def _row(self, placed: Sequence[tuple[Field, float, float]], part: float = 1.0) -> FlowingRow:
        lines = max(max(field.lines for field, _, _ in placed), 1)
        if lines > _FEW_LINES:
            lines = max(_FEW_LINES, round(lines * min(part, 1.0)))
        key = lines, *(id(field) for field, _, _ in placed)
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = self._field_row(placed, lines)
        return row

    def _field_row(self, placed: Sequence[tuple[Field, float, float]], lines: int) -> FlowingRow:
        setting = self._setting
        cells: list[SheetCell] = []
        for field, left, right in placed:
            middle = left + self._label
            choices: tuple[tuple[str, ...], ...] = ()
            if field.type in (FieldType.CHOICE, FieldType.CHECKBOX):
                room = (right - middle - setting.side) / setting.size
                choices = choice_lines(field.choices or ("是",), room, CHOICE_GAP)
            cells += [
                SheetCell(label_of(field, self._label - setting.side, setting), left, middle),
                SheetCell(Blank(field, choices), middle, right),
            ]
        printed = self._printed(cells)
        fields = [field for field, _, _ in placed]
        return FlowingRow(
            tuple(cells),
            max(printed, _LEAST_ROW + _LEAST_LINE * (lines - 1)),
            max(printed, LINE * lines),
            max(printed, _MOST_ROW if lines == 1 else _MOST_LINE * lines),
            lines=lines,
            kind=Rows.SIGNED if all(one.type is FieldType.SIGNATURE for one in fields) else Rows.PLAIN,
        )

    def _bar(self, content: Heading | Note) -> FlowingRow:
        cells = (SheetCell(content, 0.0, self._room),)
        printed = self._printed(cells)
        kind = Rows.HEADING if isinstance(content, Heading) else Rows.PLAIN
        return FlowingRow(cells, printed, max(printed, 20.0), max(printed, 22.0), kind=kind)

    def _table(self, field: Field, part: float) -> Iterator[FlowingRow]:
        rows = self._tables.get(id(field))
        if rows is None:
            rows = self._tables[id(field)] = _TableRows(*self._table_head(field), [])
        if field.name:
            yield rows.bar
        yield rows.head
        for row in range(self._row_count(field, part)):
            if row == len(rows.blank):
                rows.blank.append(self._blank_row(field, row, rows))
            yield rows.blank[row]

    def _table_head(
        self, field: Field
    ) -> tuple[FlowingRow, FlowingRow, Sequence[tuple[Column, float, float]], Sequence[_Choices]]:
        """The bar and the head of a table, its columns with their edges, and the choices of each."""
        setting = self._setting
        columns = field.columns or (Column(name=field.name),)
        layout = table_columns(columns, self._room, setting, flat=self._flat)
        edges = [sum(layout.widths[:index]) for index in range(len(columns))] + [self._room]
        spans = list(zip(columns, edges, edges[1:], strict=False))
        heads = tuple(
            SheetCell(
                head_of(column, right - left - setting.column_side, setting, legend=index in layout.legends),
                left,
                right,
            )
            for index, (column, left, right) in enumerate(spans)
        )
        printed = self._printed(heads)
        head = FlowingRow(heads, printed, max(printed, 20.0), max(printed, 26.0), kind=Rows.COLUMN_HEAD)
        choices = [
            column_choices(column, right - left, setting, index in layout.legends)
            for index, (column, left, right) in enumerate(spans)
        ]
        return self._bar(Heading(field.name, field.note)), head, spans, choices

    def _blank_row(self, field: Field, row: int, rows: _TableRows) -> FlowingRow:
        cells = tuple(
            SheetCell(ColumnBlank(field, column, row, choices), left, right)
            for (column, left, right), choices in zip(rows.spans, rows.choices, strict=True)
        )
        printed = self._printed(cells)
        return FlowingRow(
            cells,
            max(printed, _LEAST_ROW),
            max(printed, LINE),
            max(printed * 1.3, _MOST_ROW),
            kind=Rows.TABLE,
            head=rows.head,
        )

    def _row_count(self, field: Field, part: float) -> int:
        rows = max(field.rows, 1)
        if part < 1 and rows >= _OPEN_ROWS:
            return max(ceil(rows * part), 6)
        if part > 1 and rows >= _OPEN_ROWS and self._form.kind is FormKind.REGISTER:
            return int(rows * part)
        return rows

    def _printed(self, cells: Sequence[SheetCell]) -> float:
        """The height of the tallest print of a row, in pt."""
        setting = self._setting
        return max(
            printed_height(
                cell.content,
                cell.right
                - cell.left
                - (
                    setting.column_side
                    if isinstance(cell.content, ColumnHead | ColumnBlank)
                    else setting.side
                ),
                setting,
            )
            for cell in cells
        )
