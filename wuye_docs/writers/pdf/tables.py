"""A docutils table as Typst code: columns, merged cells, a head that is repeated on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from docutils import nodes

from wuye_docs.writers.pdf import typst_code
from wuye_docs.writers.pdf.column_widths import PlacedCell, place_cells, relative_widths, text_width

# A row with less text than this (em in one cell) is kept on one page.
_KEPT_TOGETHER = 260
# Typst breaks no paragraph of as many lines (widows and orphans), so that a row of such cells needs no word.
_UNBROKEN_LINES = 3
# Left free when lines are counted: what the ends of lines lose, and the distance from the rules (em).
_LOST = 2.0
# A column whose cells are no longer than this (em) is centred.
_CENTRED = 9

Writer = Callable[[nodes.Element, PlacedCell, bool], str]


def table_code(node: nodes.table, available: float, write: Writer) -> str:
    """Typst code of a table without its caption.

    `available` is the width of the table in em of its own text; `write` gives the code of a cell's content, and is told
    whether the cell stands in the head.
    """
    group = next(child for child in node.children if isinstance(child, nodes.tgroup))
    widths = [int(one.get("colwidth", 1)) for one in group.children if isinstance(one, nodes.colspec)]
    columns = len(widths) or int(group.get("cols", 1))
    head = place_cells(_rows(group, nodes.thead), columns)
    body = place_cells(_rows(group, nodes.tbody), columns)
    parts = relative_widths(widths or [1] * columns, _flat(head), _flat(body), available)
    aligns = _aligns(columns, _flat(body))
    for index, one in enumerate(one for one in group.children if isinstance(one, nodes.colspec)):
        aligns[index] = one.get("align", aligns[index])
    widths_in_em = [part * available / sum(parts) for part in parts]
    cells = [
        _cell(cell, write(cell.entry, cell, False), keeps)
        for row in body
        for keeps in [_wants_keeping(row, widths_in_em)]
        for cell in row
    ]
    heads = [_head(cell, write(cell.entry, cell, True)) for row in head for cell in row]
    return (
        f"sheet({typst_code.array(f'{part:.4g}fr' for part in parts)}, "
        f"{typst_code.array(f'{one} + horizon' for one in aligns)}, "
        f"{typst_code.array(heads)}, {typst_code.array(cells)})"
    )


def _rows(group: nodes.Element, part: type[nodes.Element]) -> list[nodes.Element]:
    return [
        row
        for child in group.children
        if isinstance(child, part)
        for row in child.children
        if isinstance(row, nodes.row)
    ]


def _flat(rows: Iterable[Iterable[PlacedCell]]) -> list[PlacedCell]:
    return [cell for row in rows for cell in row]


def _wants_keeping(row: Sequence[PlacedCell], widths: Sequence[float]) -> bool:
    """Whether a row has to be told to stay on one page: it is short enough to, and would be broken.

    `widths` are those of the columns, in em. The word costs Typst another look at the row.
    """
    texts = [one.entry.astext() for one in row]
    if any(text_width(text) >= _KEPT_TOGETHER for text in texts):
        return False
    return any(
        len(one.entry.children) > 1
        or not isinstance(one.entry.children[0] if one.entry.children else None, nodes.paragraph | None)
        or text_width(text) > _UNBROKEN_LINES * (sum(widths[one.column : one.column + one.colspan]) - _LOST)
        for one, text in zip(row, texts, strict=True)
    )


def _cell(cell: PlacedCell, content: str, is_kept: bool) -> str:
    """Code of a cell; one that may not be broken over pages keeps its whole row together, so a long row has none."""
    settings = _spans(cell)
    if cell.rowspan == 1 and is_kept:
        settings.append("breakable: false")
    return f"table.cell({', '.join([*settings, content])})" if settings else content


def _head(cell: PlacedCell, content: str) -> str:
    return f"th({', '.join([*_spans(cell), content])})"


def _spans(cell: PlacedCell) -> list[str]:
    settings = []
    if cell.colspan > 1:
        settings.append(f"colspan: {cell.colspan}")
    if cell.rowspan > 1:
        settings.append(f"rowspan: {cell.rowspan}")
    return settings


def _aligns(columns: int, cells: Sequence[PlacedCell]) -> list[str]:
    """`center` for columns of short entries such as marks, dates and revisions, `left` for the rest."""
    longest = [0.0] * columns
    for cell in cells:
        if cell.colspan == 1:
            listed = next(cell.entry.findall(nodes.list_item), None) is not None
            width = text_width(cell.entry.astext())
            longest[cell.column] = max(longest[cell.column], 99.0 if listed else width)
    return ["center" if width <= _CENTRED else "left" for width in longest]
