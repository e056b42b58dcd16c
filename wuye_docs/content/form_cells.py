"""What stands in the cells of a form's printed sheet, and how much room the print in each takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wuye_docs.model import Column, Field, FieldType
from wuye_docs.swimlanes.text_metrics import width, wrap

_BOX = 1.3
"""A box to tick with the little space after it, in em."""
CHOICE_GAP = 1.0
"""Between two choices of a field, in em."""
COLUMN_CHOICE_GAP = 0.6
"""Between two choices in a column of a table, in em."""
_MARK = 0.5
"""The star at a field that must be filled in, in em."""
_SLACK = 0.1
"""Widths are taken this much wider, in em, than the font has them: no line may turn out one character too long."""


@dataclass(frozen=True, slots=True)
class Print:
    """How a writer sets the words of a form; all lengths in pt."""

    size: float
    pitch: float
    """From line to line."""
    small: float
    """Size of choices in columns and of hints."""
    small_pitch: float
    side: float
    """Left and right margin of a cell together."""
    column_side: float
    """The same in a table of the form."""
    above: float
    """Upper and lower margin of a cell together."""
    hints_in_cells: bool
    """Whether the note of a field stands where it is filled in, or at the foot of the sheet."""
    is_typed: bool
    """Whether blanks hold words of their own that show where to type."""


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a field, by line."""

    field: Field
    lines: tuple[str, ...]

    @property
    def signer(self) -> str:
        """The post that signs, where the name of the field does not tell."""
        field = self.field
        return field.by if field.type is FieldType.SIGNATURE and field.by not in field.name else ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A bar over the whole width."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Words over the whole width."""

    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to fill in; its choices by the line they stand on."""

    field: Field
    choices: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """The head of a column of a table in the form, by line."""

    column: Column
    lines: tuple[str, ...]
    legend: bool = False
    """Whether the choices stand here, since the cells below have no room for them."""


@dataclass(frozen=True, slots=True)
class ColumnBlank:
    """A place to fill in, in a row of a table (from 0); its choices by the line they stand on."""

    field: Field
    column: Column
    row: int
    choices: tuple[tuple[str, ...], ...] = ()


Content = Label | Heading | Note | Blank | ColumnHead | ColumnBlank


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What stands between two edges, in pt from the left of the sheet."""

    content: Content
    left: float
    right: float


def choice_lines(choices: Sequence[str], room: float, gap: float) -> tuple[tuple[str, ...], ...]:
    """The choices by line, none broken in two; `room` and the `gap` between two are in em."""
    lines: list[list[str]] = []
    used = 0.0
    for choice in choices:
        needed = choice_width(choice)
        if lines and used + gap + needed <= room:
            lines[-1].append(choice)
            used += gap + needed
        else:
            lines.append([choice])
            used = needed
    return tuple(map(tuple, lines))


def choice_width(choice: str) -> float:
    """What a box with its words takes, in em."""
    return _BOX + width(choice)


def choices_width(choices: Iterable[str], gap: float) -> float:
    """What the choices take on one line, in em."""
    widths = [choice_width(choice) for choice in choices]
    return sum(widths) + gap * max(len(widths) - 1, 0)


def line_count(text: str, room: float, size: float) -> int:
    """How many lines of `room` pt the text takes in print of `size` pt."""
    return len(wrap(text, max(room / size - _SLACK, 1.0)))


def label_of(field: Field, room: float, setting: Print) -> Label:
    """The label on lines of `room` pt as even as they come, with room for the mark of what must be filled in."""
    mark = _MARK if field.required else 0.0
    return Label(field, wrap(field.name, max(room / setting.size - _SLACK - mark, 1.0)))


def head_of(column: Column, room: float, setting: Print, *, legend: bool) -> ColumnHead:
    """The head on lines of `room` pt as even as they come."""
    return ColumnHead(column, wrap(column.name, max(room / setting.size - _SLACK, 1.0)), legend)


def label_need(field: Field) -> float:
    """What a label takes on one line, in em."""
    return width(field.name) + (_MARK if field.required else 0.0) + _SLACK


def blank_need(field: Field) -> float:
    """The least width that a field is filled in comfortably in, in em."""
    match field.type:
        case FieldType.CHOICE | FieldType.CHECKBOX:
            more = 4.5 if field.multiple else 0.0
            return choices_width(field.choices or ("是",), CHOICE_GAP) + more
        case FieldType.DATE:
            return 9.0
        case FieldType.DATETIME | FieldType.SIGNATURE:
            return 11.5
        case _:
            return 5.0 + width(field.unit)


def printed_height(content: Content, room: float, setting: Print) -> float:
    """What the print takes in a cell whose text is `room` pt wide, with the cell's margins; in pt."""
    return setting.above + _height(content, room, setting)


def _height(content: Content, room: float, setting: Print) -> float:
    small, small_pitch = setting.small, setting.small_pitch
    match content:
        case Label():
            signed = line_count(f"（{content.signer}）", room, small) if content.signer else 0
            return len(content.lines) * setting.pitch + signed * small_pitch
        case Heading():
            note = content.note if setting.hints_in_cells else ""
            text = f"{content.text}　{note}" if note else content.text
            return line_count(text, room, setting.size) * setting.pitch
        case Note():
            return line_count(content.text, room, small) * small_pitch
        case ColumnHead():
            legend = "／".join(content.column.choices) if content.legend else ""
            hinted = line_count(legend, room, small) if legend else 0
            return line_count(content.column.name, room, setting.size) * setting.pitch + hinted * small_pitch
        case ColumnBlank():
            return max(len(content.choices), 1) * small_pitch
        case Blank():
            return _blank_height(content, room, setting)


def _blank_height(content: Blank, room: float, setting: Print) -> float:
    field = content.field
    noted = 0.0
    if setting.hints_in_cells and field.note:
        noted = line_count(f"（{field.note}）", room, setting.small) * setting.small_pitch
    filled = field.type in (FieldType.DATE, FieldType.DATETIME, FieldType.SIGNATURE) or bool(field.unit)
    if content.choices:
        return len(content.choices) * setting.pitch + noted
    if filled or setting.is_typed:
        return setting.pitch + noted
    # A hint alone leaves room to write beside it.
    return max(setting.pitch, noted)
