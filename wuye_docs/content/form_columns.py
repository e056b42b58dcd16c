"""How wide the columns of a table in a form are, and on how many lines their choices stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from wuye_docs.content.form_cells import COLUMN_CHOICE_GAP, Print, choice_lines, choice_width, choices_width
from wuye_docs.model import Column, FieldType
from wuye_docs.swimlanes.text_metrics import width, wrap

_MOST_LINES = 4
"""Choices on more lines would make rows too tall: the head of the column lists them instead."""
_ENOUGH, _LINE_COST = 0.85, 0.12
"""Columns to write in may lose as much of their share to choices; a further line of choices is worth as much of it."""
_WRITING = {
    FieldType.DATE: 4.5, FieldType.DATETIME: 5.0, FieldType.SIGNATURE: 4.2, FieldType.NUMBER: 3.2,
    FieldType.CHECKBOX: 2.0, FieldType.TEXT: 3.2,
}  # fmt: skip
"""Room for a pen in a column, in em of the print."""


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The columns of a table as they are printed; widths in pt."""

    widths: tuple[float, ...]
    legends: frozenset[int]
    """Columns whose choices stand in the head, since there is no room in the cells."""
    fits: bool
    """Whether every column has the room that it wants."""


def table_columns(
    columns: Sequence[Column], room: float, setting: Print, *, flat: bool = False
) -> TableColumns:
    """Columns that together are `room` pt wide: each as wide as its head and choices want, then shared by `width`.

    Choices go on more lines rather than take the room of columns to write in; with `flat` on as few as there is room for.
    """
    parts = _parts(columns)
    legends = frozenset(index for index, column in enumerate(columns) if not _can_stack(column))
    best: tuple[float, tuple[float, ...]] | None = None
    wanted: list[float] = []
    for lines in range(1, _MOST_LINES + 1):
        wanted = [_wanted(one, lines, setting, i in legends) for i, one in enumerate(columns)]
        if sum(wanted) <= room:
            shares = shared(parts, wanted, room)
            cost = 1.0 if flat else _LINE_COST
            worth = min(_squeeze(columns, parts, shares), _ENOUGH) - cost * (lines - 1)
            if best is None or worth > best[0] + 1e-9:
                best = worth, tuple(shares)
    if best is not None:
        return TableColumns(best[1], legends, True)
    least = [_least(one, _MOST_LINES, setting, i in legends) for i, one in enumerate(columns)]
    if sum(least) <= room:
        slack = [more - less for more, less in zip(wanted, least, strict=True)]
        part = (room - sum(least)) / sum(slack)
        widths = [less + more * part for less, more in zip(least, slack, strict=True)]
        return TableColumns(tuple(widths), legends, False)
    # Nothing may be lost: all choices move to the heads, and heads break where they must.
    every = frozenset(index for index, column in enumerate(columns) if column.choices)
    least = [_least(one, _MOST_LINES, setting, True) for one in columns]
    total = sum(least)
    if total <= room:
        return TableColumns(tuple(shared(parts, least, room)), every, False)
    return TableColumns(tuple(one * room / total for one in least), every, False)


def _squeeze(columns: Sequence[Column], parts: Sequence[float], widths: Sequence[float]) -> float:
    """What the column to write in that fares worst has of its share; 1 is all of it."""
    share = sum(widths) / sum(parts)
    written = [index for index, column in enumerate(columns) if not column.choices]
    return min((widths[index] / (parts[index] * share) for index in written), default=1.0)


def column_choices(
    column: Column, column_width: float, setting: Print, legend: bool
) -> tuple[tuple[str, ...], ...]:
    """The choices of a cell by line; none where the head lists them."""
    if legend or not column.choices:
        return ()
    room = (column_width - setting.column_side) / setting.small + 0.01
    return choice_lines(column.choices, room, COLUMN_CHOICE_GAP)


def shared(parts: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """`room` shared out by parts, but to none less than its least, which together must not be more than `room`."""
    held: set[int] = set()
    while len(held) < len(parts):
        free = [index for index in range(len(parts)) if index not in held]
        left = room - sum(least[index] for index in held)
        total = sum(parts[index] for index in free)
        short = {index for index in free if left * parts[index] / total < least[index]}
        if not short:
            return [least[i] if i in held else left * parts[i] / total for i in range(len(parts))]
        held |= short
    return [one * room / sum(least) for one in least]


def _parts(columns: Sequence[Column]) -> list[float]:
    """Relative widths: those of the form, or by heads and types where it gives none."""
    if any(column.width != 1.0 for column in columns):
        return [max(column.width, 0.1) for column in columns]
    return [
        max(min(width(column.name), 8.0), _WRITING.get(column.type, 3.0), choices_width(column.choices, 0.6))
        + 1.5
        for column in columns
    ]


def _can_stack(column: Column) -> bool:
    """Whether the choices stand on a few lines of a cell that is not too wide."""
    room = max([13.0, *map(choice_width, column.choices)])
    return len(choice_lines(column.choices, room, COLUMN_CHOICE_GAP)) <= _MOST_LINES


def _wanted(column: Column, lines: int, setting: Print, legend: bool) -> float:
    """The width in pt that a column wants with its choices on `lines` lines."""
    written = 2.0 if column.name == "序号" else _WRITING.get(column.type, 3.0)
    return max(_least(column, lines, setting, legend), written * setting.size + setting.column_side)


def _least(column: Column, lines: int, setting: Print, legend: bool) -> float:
    """The least width in pt: the head on two lines, or three if it is long, and the choices on `lines` lines."""
    head = _width_for(column.name, 2 if width(column.name) <= 10 else 3) * setting.size
    if legend or not column.choices:
        return head + 0.2 * setting.size + setting.column_side
    return max(head + 0.2 * setting.size, _choices_on(column.choices, lines) * setting.small + 1) + (
        setting.column_side
    )


def _width_for(text: str, lines: int) -> float:
    """The least width in em at which the text takes no more lines."""
    room = max(ceil(2 * width(text) / lines) / 2, 1.0)
    while len(wrap(text, room)) > lines:
        room += 0.5
    return room


def _choices_on(choices: Sequence[str], lines: int) -> float:
    """The least width in em at which the choices take no more lines."""
    widest = max(map(choice_width, choices))
    found = widest
    while len(choice_lines(choices, found, COLUMN_CHOICE_GAP)) > lines:
        found += 0.25
    # A little wider is enough: the steps above may stop past what one line of all takes.
    return min(found, max(widest, choices_width(choices, COLUMN_CHOICE_GAP)))
