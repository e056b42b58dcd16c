"""The rows of a form shared out over sheets, and the height of each sheet over its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from wuye_docs.content.form_cells import SheetCell


class Rows(Enum):
    """What kind of row it is, which says where a sheet may end."""

    PLAIN = "plain"
    SIGNED = "signed"
    HEADING = "heading"
    COLUMN_HEAD = "column head"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class FlowingRow:
    """A row before its height is settled; heights in pt."""

    cells: tuple[SheetCell, ...]
    least: float
    wanted: float
    most: float
    lines: int = 1
    kind: Rows = Rows.PLAIN
    head: FlowingRow | None = None
    """The head that is printed again where a sheet begins with this row."""


def paginate(rows: Sequence[FlowingRow], first: float, whole: float, foot: float) -> list[list[FlowingRow]]:
    """The rows by sheet: as few sheets as their least heights allow, cut where it reads best.

    The first sheet has room for `first` pt of rows, each further one for `whole`; on the last the foot takes `foot`.
    """
    count = len(rows)

    def page(begin: int, end: int) -> list[FlowingRow]:
        head = rows[begin].head if begin else None
        return [*([head] if head else []), *rows[begin:end]]

    @cache
    def best(begin: int) -> tuple[float, tuple[int, ...]]:
        """What the sheets from row `begin` cost, and the rows that they end before."""
        found: tuple[float, tuple[int, ...]] = (float("inf"), ())
        for end in range(begin + 1, count + 1):
            held = page(begin, end)
            room = (whole if begin else first) - (foot if end == count else 0)
            filled = sum(row.wanted for row in held) / room
            if sum(row.least for row in held) > room and end > begin + 1:
                break
            ends: tuple[int, ...] = (end,)
            if end == count:
                # A sheet with a few rows only looks like an accident.
                cost = 10 + (3 * max(0.0, 0.4 - filled) if begin else 0.0)
            else:
                after, further = best(end)
                ends += further
                cost = 10 + 4 * max(0.0, 0.85 - filled) ** 2 + _cost_of_cut(rows, end) + after
            if cost < found[0]:
                found = cost, ends
        return found

    if not rows:
        return [[]]
    ends = best(0)[1]
    return [page(begin, end) for begin, end in zip((0, *ends), ends, strict=False)]


def _cost_of_cut(rows: Sequence[FlowingRow], end: int) -> float:
    """How badly a sheet ends before row `end`: best before a heading, never after one."""
    before, after = rows[end - 1], rows[end]
    if before.kind in (Rows.HEADING, Rows.COLUMN_HEAD):
        return 50.0
    if after.kind is Rows.HEADING:
        return 0.0
    if after.kind is Rows.TABLE:
        same = [index for index, row in enumerate(rows) if row.head is after.head]
        return 0.3 if end - same[0] >= 3 and same[-1] - end >= 2 else 2.0
    return 1.0 if after.kind is Rows.SIGNED else 0.2


def spread(rows: Sequence[FlowingRow], room: float) -> list[float]:
    """The height of each row, in pt: what is missing is taken from all, what is left over goes where one writes."""
    wanted = sum(row.wanted for row in rows)
    least = sum(row.least for row in rows)
    if wanted > room:
        part = max(room - least, 0.0) / (wanted - least) if wanted > least else 0.0
        return [row.least + (row.wanted - row.least) * part for row in rows]
    heights = [row.wanted for row in rows]
    spare = room - wanted
    weights = [_appetite(row) for row in rows]
    while spare > 0.5:
        growing = [
            index for index, row in enumerate(rows) if weights[index] and row.most - heights[index] > 0.1
        ]
        if not growing:
            break
        total = sum(weights[index] for index in growing)
        given = spare
        for index in growing:
            more = min(given * weights[index] / total, rows[index].most - heights[index])
            heights[index] += more
            spare -= more
    return heights


def _appetite(row: FlowingRow) -> float:
    """A row's part of the room to spare: areas to write in first."""
    if row.lines > 1:
        return 2.0 * row.lines
    return {Rows.TABLE: 1.0, Rows.PLAIN: 0.6, Rows.SIGNED: 1.0}.get(row.kind, 0.2)
