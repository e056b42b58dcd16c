"""How wide the columns of a table should be, judged by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import east_asian_width

from docutils import nodes

# A character's square is 1 em; Latin letters and digits of the embedded font are about 0.56 em wide.
_LATIN = 0.56
_PADDING = 1.0
# Typst sets a Latin letter or digit so far from a Chinese character beside it.
_AUTOSPACE = 0.25
# Numbers such as SYWIGC06-R01 are set wider than running text; longer runs get places to break (`typst_code`).
_NUMERAL = 0.6
# Names of posts and terms such as 3个工作日 stay on one line, too (em).
_SHORT = 5.7
_WORD = re.compile(r"(?<![!-~])[!-~]{1,17}(?![!-~])")
_SEAM = re.compile(r"(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])")
# Columns up to this width (em) keep their text on one line while there is room.
_NARROW = 7.0
_LEAST = 2.6


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with its place in the grid of its table's part."""

    entry: nodes.Element
    column: int
    row: int
    colspan: int
    rowspan: int


def place_cells(rows: Sequence[nodes.Element], columns: int) -> list[list[PlacedCell]]:
    """The cells of each row with the columns they begin in; spans that leave the grid are cut."""
    covered: dict[int, int] = {}
    placed: list[list[PlacedCell]] = []
    for index, row in enumerate(rows):
        cells: list[PlacedCell] = []
        column = 0
        for entry in row.children:
            while covered.get(column, 0) > index:
                column += 1
            if column >= columns or not isinstance(entry, nodes.Element):
                break
            colspan = min(int(entry.get("morecols", 0)) + 1, columns - column)
            rowspan = min(int(entry.get("morerows", 0)) + 1, len(rows) - index)
            cells.append(PlacedCell(entry, column, index, colspan, rowspan))
            for taken in range(column, column + colspan):
                covered[taken] = index + rowspan
            column += colspan
        placed.append(cells)
    return placed


@lru_cache(maxsize=20_000)
def text_width(text: str) -> float:
    """The width of a line of text, in em."""
    return sum(1.0 if east_asian_width(character) in "WFA" else _LATIN for character in text)


def set_width(line: str) -> float:
    """The width of a line as it is set, with the spaces between Chinese and Latin, in em."""
    return text_width(line) + _AUTOSPACE * len(_SEAM.findall(line))


def _unbroken(widths: list[float], cells: Iterable[PlacedCell]) -> list[float]:
    """The widths (em) with room for the longest number and the longest short line of each column's body.

    They take it from columns that have some to spare.
    """
    least = [_LEAST] * len(widths)
    for cell in cells:
        if cell.colspan == 1:
            text = cell.entry.astext()
            words = [len(word) * _NUMERAL for word in _WORD.findall(text)]
            words += [wide for wide in map(set_width, text.split("\n")) if wide <= _SHORT]
            least[cell.column] = max(least[cell.column], *(one + _PADDING for one in words), _LEAST)
    wanting = sum(max(0.0, need - width) for need, width in zip(least, widths, strict=True))
    spare = sum(max(0.0, width - need) for need, width in zip(least, widths, strict=True))
    if not wanting or spare < wanting:
        return widths
    share = wanting / spare
    return [
        need if width < need else width - (width - need) * share
        for need, width in zip(least, widths, strict=True)
    ]


def relative_widths(
    given: Sequence[int], head: Iterable[PlacedCell], body: Iterable[PlacedCell], available: float
) -> list[float]:
    """Parts of the table's width, one a column; `available` is that width in em.

    Widths that a source or the content layer has given are kept, as far as no number has to be broken. A Markdown table
    gives all columns the same, which is read as no opinion.
    """
    columns = len(given)
    if len(set(given)) > 1:
        part = available / sum(max(width, 1) for width in given)
        return _unbroken([max(width, 1) * part for width in given], body)
    natural, volume = [_LEAST] * columns, [0.0] * columns
    for cell in (*head, *body):
        if cell.colspan > 1:
            continue
        lines = [set_width(line) for line in cell.entry.astext().split("\n")]
        natural[cell.column] = max(natural[cell.column], *lines, 0.0)
        volume[cell.column] += sum(lines)
    natural = [width + _PADDING for width in natural]
    if sum(natural) <= available:
        # All fit on one line: what is left over goes to all alike, so that short columns do not sprawl.
        spare = (available - sum(natural)) / columns
        return [width + spare for width in natural]
    narrow = [width <= _NARROW + _PADDING for width in natural]
    left = available - sum(width for width, is_narrow in zip(natural, narrow, strict=True) if is_narrow)
    wide = [index for index, is_narrow in enumerate(narrow) if not is_narrow]
    if left < 6 * len(wide):
        return [min(width, available / columns * 1.5) for width in natural]
    # Room by the square root of the text: twice the text gets half again as much, and rows come out about even.
    weights = {index: (max(volume[index], 1.0)) ** 0.5 for index in wide}
    share = left / sum(weights.values())
    return [max(weights[i] * share, _NARROW) if i in weights else natural[i] for i in range(columns)]
