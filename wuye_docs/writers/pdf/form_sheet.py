"""A form's record as the blank sheet that is printed and filled in by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from wuye_docs.content.form_cells import (
    Blank,
    ColumnBlank,
    ColumnHead,
    Heading,
    Label,
    Note,
    Print,
    SheetCell,
    line_count,
)
from wuye_docs.content.form_layout import Room, Sheet, SheetRow, lies_on_its_side, sheet_of
from wuye_docs.model import Field, FieldType, Form, Style
from wuye_docs.writers.pdf import typst_code
from wuye_docs.writers.pdf.drawings import TextArea
from wuye_docs.writers.pdf.form_fields import FormFields
from wuye_docs.writers.pdf.typst_code import Lettering

_POINTS_PER_MM = 72 / 25.4
# What the template's forms.typ sets a form with.
_SMALL, _SMALL_PITCH = 9.0, 13.0
_TITLE, _MARK, _HEADING = 29.0, 14.0, 36.0
_FOOT_GAP = 8.0
_EMPTY = "[]"
ALONE = TextArea(170 * _POINTS_PER_MM, 253 * _POINTS_PER_MM)
"""Room on a page of a form that is a file of its own: A4 less 20 mm, above 24 mm."""
ALONE_SIDEWAYS = TextArea(257 * _POINTS_PER_MM, 166 * _POINTS_PER_MM)


def is_turned(form: Form, style: Style, *, is_alone: bool) -> bool:
    """Whether the form's page lies on its side."""
    area = ALONE if is_alone else TextArea.of(style)
    return lies_on_its_side(form, area.width, _setting(style))


def sheet_code(
    form: Form,
    lettering: Lettering,
    style: Style,
    company: str = "",
    *,
    is_alone: bool,
    under_heading: bool = False,
    fields: FormFields | None = None,
) -> str:
    """Typst code of a blank form; `is_alone` where the page's header says number and revision already.

    `under_heading` tells that the heading of the annex stands above it. With `fields` the places to fill in become links,
    which are listed there: a form that can be filled in on the screen is made from them.
    """
    landscape = is_turned(form, style, is_alone=is_alone)
    alone = ALONE_SIDEWAYS if landscape else ALONE
    area = alone if is_alone else TextArea.of(style, sideways=landscape)
    above = _TITLE + (0.0 if is_alone else _MARK) + (_HEADING if under_heading else 0.0)
    notes = list(_notes(form))
    facts = _facts(form)
    foot = _FOOT_GAP + sum(
        line_count(text, area.width - 1.4 * _SMALL, _SMALL) * _SMALL_PITCH + 2.0
        for text in (*notes, facts)
        if text
    )
    # A form that is not alone shares its file with text, whose page breaks it may not upset.
    room = Room(area.width, area.height - 3.0, above)
    sheet = sheet_of(form, room, _setting(style), foot, landscape=landscape)
    return _Writer(form, lettering, fields).code(sheet, company, is_alone, notes, facts)


def _setting(style: Style) -> Print:
    return Print(
        size=style.table_size,
        pitch=style.table_size * 1.5,
        small=_SMALL,
        small_pitch=_SMALL_PITCH,
        side=10.0,
        column_side=6.0,
        above=7.0,
        hints_in_cells=False,
        is_typed=False,
    )


class _Writer:
    def __init__(self, form: Form, lettering: Lettering, fields: FormFields | None) -> None:
        self._form = form
        self._text = lettering.literal
        self._places = fields

    def code(self, sheet: Sheet, company: str, is_alone: bool, notes: Sequence[str], facts: str) -> str:
        form = self._form
        mark = "" if is_alone else f"{form.number}　{form.revision}"
        lines = [f"sheet-title({self._text(company)}, {self._text(form.title)}, {self._text(mark)})"]
        for index, page in enumerate(sheet.pages):
            lines += ["pagebreak()"] if index else []
            lines += self._page(page)
        written = typst_code.array(self._text(note) for note in notes)
        lines.append(f"sheet-foot({written}, {self._text(facts)})")
        return "\n".join(lines)

    def _page(self, rows: Sequence[SheetRow]) -> Iterator[str]:
        """The rows of a page: fields in one grid, each table in one of its own."""
        tables = 0
        numbered = []
        for row in rows:
            tables += isinstance(row.cells[0].content, ColumnHead)
            is_table = isinstance(row.cells[0].content, ColumnHead | ColumnBlank)
            numbered.append((is_table, tables, row))
        for (is_table, _), group in groupby(numbered, key=lambda one: one[:2]):
            kept = [row for _, _, row in group]
            yield self._table(kept) if is_table else self._fields(kept)

    def _fields(self, rows: Sequence[SheetRow]) -> str:
        edges = sorted(
            {round(edge, 2) for row in rows for cell in row.cells for edge in (cell.left, cell.right)}
        )
        place = {edge: index for index, edge in enumerate(edges)}
        made = [
            self._row(row, [place[round(cell.right, 2)] - place[round(cell.left, 2)] for cell in row.cells])
            for row in rows
        ]
        return f"fields({_widths(edges)}, (\n  {', '.join(made)},))"

    def _table(self, rows: Sequence[SheetRow]) -> str:
        edges = [0.0, *(cell.right for cell in rows[0].cells)]
        spans = [1] * len(rows[0].cells)
        heads = [row for row in rows if isinstance(row.cells[0].content, ColumnHead)]
        body = [row for row in rows if row not in heads]
        made = typst_code.array(self._row(row, spans) for row in body)
        head = self._row(heads[0], spans) if heads else "()"
        return f"lines-table({_widths(edges)}, {head}, {made})"

    def _row(self, row: SheetRow, spans: Sequence[int]) -> str:
        """The cells' code; one, empty if possible, holds the row at its height, so that print that needs more still shows."""
        contents = [self._cell(cell, row) for cell in row.cells]
        holder = next((index for index, one in enumerate(contents) if one.endswith(_EMPTY)), 0)
        return typst_code.array(
            f"sheet-cell({span}, {typst_code.length(row.height if index == holder else 0.0, 'pt')}, {content})"
            for index, (content, span) in enumerate(zip(contents, spans, strict=True))
        )

    def _cell(self, cell: SheetCell, row: SheetRow) -> str:
        content = cell.content
        match content:
            case Label():
                required = "true" if content.field.required else "false"
                return f'"label", label-text({self._lines(content.lines)}, {required}, {self._text(content.signer)})'
            case Heading():
                return f'"heading", strong({self._text(content.text)})'
            case Note():
                return f'"note", small-text({self._text(content.text)})'
            case ColumnHead():
                legend = "／".join(content.column.choices) if content.legend else ""
                return f'"head", head-text({self._lines(content.lines)}, {self._text(legend)})'
            case ColumnBlank():
                return f'"entry", {self._entry(content, row)}'
            case Blank():
                return f'"blank", {self._blank(content, row)}'

    def _lines(self, lines: Sequence[str]) -> str:
        return typst_code.array(map(self._text, lines))

    def _entry(self, content: ColumnBlank, row: SheetRow) -> str:
        column, fields = content.column, self._places
        if column.name == "序号":
            return f'"{content.row + 1}"'
        if content.choices:
            lines = typst_code.array(typst_code.array(map(self._text, line)) for line in content.choices)
            targets = fields.choices_in_row(content) if fields else ()
            return f"column-choices({lines}{_targets(targets)})"
        if column.type is FieldType.CHECKBOX:
            targets = fields.tick_in_row(content) if fields else ()
            return f'ticked("□"{_targets(targets)})'
        if fields and column.type is not FieldType.SIGNATURE:
            target = typst_code.name(fields.words_in_row(content, row.height))
            return f"input({target}, {typst_code.length(row.height, 'pt')}, side: 3pt)"
        return _EMPTY

    def _blank(self, content: Blank, row: SheetRow) -> str:
        field, fields = content.field, self._places
        match field.type:
            case FieldType.CHOICE | FieldType.CHECKBOX:
                names = typst_code.array(map(self._text, field.choices or ("是",)))
                targets = fields.choices(field) if fields else ()
                return f"choices({names}, {'true' if field.multiple else 'false'}{_targets(targets)})"
            case FieldType.DATE:
                return f"day({_listed(fields.date(field) if fields else ())})"
            case FieldType.DATETIME:
                return f"minute({_listed(fields.minute(field) if fields else ())})"
            case FieldType.SIGNATURE:
                # A typed name is no signature: that place is left to the pen.
                return "signature"
            case _:
                if fields is None:
                    return f"align(right, {self._text(field.unit)})" if field.unit else _EMPTY
                target = typst_code.name(fields.words(field, row.height, row.lines))
                height = typst_code.length(row.height, "pt")
                return f"input({target}, {height}, unit: {self._text(field.unit)})"


def _listed(targets: Sequence[str]) -> str:
    return ", ".join(map(typst_code.name, targets))


def _targets(targets: Sequence[str]) -> str:
    return f", targets: {typst_code.array(map(typst_code.name, targets))}" if targets else ""


def _widths(edges: Sequence[float]) -> str:
    return typst_code.array(typst_code.length(right - left, "pt") for left, right in pairwise(edges))


def _notes(form: Form) -> Iterator[str]:
    """What stands below the grid: how fields are filled in, the form's note."""
    explained: list[Field] = [
        field for field in form.fields if field.note and field.type is not FieldType.NOTE
    ]
    if explained:
        yield (
            "填写说明："
            + "；".join(
                f"{count}. {field.name}：{field.note.rstrip('。')}"
                for count, field in enumerate(explained, 1)
            )
            + "。"
        )
    if form.note:
        yield f"注：{form.note}"
    if any(field.required for field in form.fields):
        yield "带 * 的栏目必填。"


def _facts(form: Form) -> str:
    facts = []
    if form.retention:
        facts.append(f"保存期限：{form.retention.text}")
        facts.append(f"保管：{form.retention.keeper}")
        if form.retention.disposal:
            facts.append(f"到期处置：{form.retention.disposal}")
    if form.copies:
        facts.append(f"联次：{'；'.join(form.copies)}")
    return "　".join(facts)
