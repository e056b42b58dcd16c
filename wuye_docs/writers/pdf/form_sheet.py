"""A form's record as the blank sheet that is printed and filled in by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wuye_docs.model import Column, Field, FieldType, Form
from wuye_docs.writers.pdf import typst_code
from wuye_docs.writers.pdf.column_widths import text_width
from wuye_docs.writers.pdf.typst_code import Lettering

# A field of these types fits into half of a line.
_SHORT = frozenset(
    {FieldType.TEXT, FieldType.NUMBER, FieldType.DATE, FieldType.DATETIME, FieldType.CHOICE, FieldType.CHECKBOX,
     FieldType.SIGNATURE}
)  # fmt: skip
# Room for choices in half of a line, in em of the form's text; beyond it the field takes the whole line.
_HALF_LINE = 13.0
_CHOICE_GAP = 2.6


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the grid: its height in lines of handwriting (0 for as much as it needs), and its cells' code."""

    lines: int
    cells: tuple[str, ...]


def sheet_code(form: Form, lettering: Lettering, company: str = "", *, is_alone: bool) -> str:
    """Typst code of a blank form; `is_alone` where the page's header says number and revision already."""
    return _Sheet(form, lettering).code(company, is_alone)


class _Sheet:
    def __init__(self, form: Form, lettering: Lettering) -> None:
        self._form = form
        self._text = lettering.literal
        # A sheet on its side has room for three fields a line.
        self._pairs = 3 if form.orientation == "landscape" else 2

    def code(self, company: str, is_alone: bool) -> str:
        form = self._form
        mark = "" if is_alone else f"{form.number}　{form.revision}"
        lines = [f"sheet-title({self._text(company)}, {self._text(form.title)}, {self._text(mark)})"]
        rows: list[_Row] = []
        for part in self._parts():
            if isinstance(part, _Row):
                rows.append(part)
            else:
                lines += [*self._grid(rows), part]
                rows = []
        lines += self._grid(rows)
        notes = typst_code.array(self._text(note) for note in self._notes())
        lines.append(f"sheet-foot({notes}, {self._text(self._facts())})")
        return "\n".join(lines)

    def _grid(self, rows: Sequence[_Row]) -> list[str]:
        if not rows:
            return []
        made = ",\n  ".join(f"(lines: {row.lines}, cells: {typst_code.array(row.cells)})" for row in rows)
        return [f"fields({self._pairs}, (\n  {made},))"]

    def _parts(self) -> Iterator[_Row | str]:
        """Rows of the grid, and the code of tables between them."""
        waiting: list[Field] = []
        for field in self._form.fields:
            if self._is_short(field):
                waiting.append(field)
                if len(waiting) == self._pairs:
                    yield self._short_row(waiting)
                    waiting = []
                continue
            if waiting:
                yield self._short_row(waiting)
                waiting = []
            match field.type:
                case FieldType.HEADING:
                    yield _Row(0, (f"heading-cell({2 * self._pairs}, {self._text(field.name)})",))
                case FieldType.NOTE:
                    yield _Row(0, (f"note-cell({2 * self._pairs}, {self._text(field.note or field.name)})",))
                case FieldType.TABLE:
                    if field.name:
                        yield _Row(0, (f"heading-cell({2 * self._pairs}, {self._text(field.name)})",))
                    if field.columns:
                        yield self._table(field)
                case _:
                    yield _Row(
                        self._height(field), (self._label(field), self._blank(field, 2 * self._pairs - 1))
                    )
        if waiting:
            yield self._short_row(waiting)

    def _is_short(self, field: Field) -> bool:
        if field.type not in _SHORT or field.wide or field.lines > 1:
            return False
        return sum(text_width(choice) + _CHOICE_GAP for choice in field.choices) <= _HALF_LINE

    def _short_row(self, fields: Sequence[Field]) -> _Row:
        cells: list[str] = []
        for position, field in enumerate(fields):
            is_last = position == len(fields) - 1
            # The last field of a line that is not full takes what is left.
            span = 1 + 2 * (self._pairs - len(fields)) if is_last else 1
            cells += [self._label(field), self._blank(field, span)]
        return _Row(max(self._height(field) for field in fields), tuple(cells))

    def _height(self, field: Field) -> int:
        if field.type in (FieldType.CHOICE, FieldType.CHECKBOX) and len(field.choices) > 6:
            return 0
        # The label of a signature may name the signer on a second line.
        return max(field.lines, 1)

    def _label(self, field: Field) -> str:
        signer = field.by if field.type is FieldType.SIGNATURE and field.by not in field.name else ""
        required = "true" if field.required else "false"
        return f"label-cell({self._text(field.name)}, {required}, {self._text(signer)})"

    def _blank(self, field: Field, span: int) -> str:
        match field.type:
            case FieldType.CHOICE | FieldType.CHECKBOX:
                names = typst_code.array(self._text(choice) for choice in field.choices or ("",))
                content = f"choices({names}, {'true' if field.multiple else 'false'})"
            case FieldType.DATE:
                content = "day"
            case FieldType.DATETIME:
                content = "minute"
            case FieldType.SIGNATURE:
                content = "signature"
            case _ if field.unit:
                return f"unit-cell({span}, {self._text(field.unit)})"
            case _:
                content = "[]"
        return f"blank-cell({span}, {content})"

    def _table(self, field: Field) -> str:
        widths = _column_parts(field.columns)
        names = typst_code.array(self._text(column.name) for column in field.columns)
        rows = typst_code.array(
            typst_code.array(self._entry(column, row) for column in field.columns)
            for row in range(1, field.rows + 1)
        )
        return f"lines-table({typst_code.array(f'{width:.4g}fr' for width in widths)}, {names}, {rows})"

    def _entry(self, column: Column, row: int) -> str:
        if column.name == "序号":
            return f'"{row}"'
        if column.choices and sum(text_width(choice) + 2 for choice in column.choices) <= 9:
            return self._text(" ".join(f"□{choice}" for choice in column.choices))
        return "[]"

    def _notes(self) -> Iterator[str]:
        explained = [field for field in self._form.fields if field.note and field.type is not FieldType.NOTE]
        if explained:
            yield (
                "填写说明："
                + "；".join(
                    f"{count}. {field.name}：{field.note.rstrip('。')}"
                    for count, field in enumerate(explained, 1)
                )
                + "。"
            )
        if self._form.note:
            yield f"注：{self._form.note}"
        if any(field.required for field in self._form.fields):
            yield "带 * 的栏目必填。"

    def _facts(self) -> str:
        form = self._form
        facts = []
        if form.retention:
            facts.append(f"保存期限：{form.retention.text}")
            facts.append(f"保管：{form.retention.keeper}")
            if form.retention.disposal:
                facts.append(f"到期处置：{form.retention.disposal}")
        if form.copies:
            facts.append(f"联次：{'；'.join(form.copies)}")
        return "　".join(facts)


def _column_parts(columns: Sequence[Column]) -> list[float]:
    """Relative widths: those of the form, or by the names of the columns where it gives none."""
    if any(column.width != 1.0 for column in columns):
        return [column.width for column in columns]
    parts = []
    for column in columns:
        printed = sum(text_width(choice) + 2 for choice in column.choices)
        parts.append(max(text_width(column.name), printed if printed <= 9 else 0, 2.0) + 2.0)
    return parts
