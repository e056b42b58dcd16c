"""Tables: fixed widths, merged cells, a head that repeats on each page, rows that stay whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docutils import nodes

from wuye_docs.ooxml.bookmarks import bookmark_name
from wuye_docs.ooxml.fields import field
from wuye_docs.ooxml.markup import (
    NOTHING,
    Xml,
    close_in_last_paragraph,
    join,
    open_in_first_paragraph,
    w,
)
from wuye_docs.ooxml.text import paragraph, paragraph_properties, text_run
from wuye_docs.ooxml.tracked_changes import DELETED, INSERTED, mark_blocks, mark_runs
from wuye_docs.writers.docx.clauses import NUMBER_MARK
from wuye_docs.writers.docx.column_widths import (
    line_length,
    longest_word,
    share_by_parts,
    share_by_text,
    widened,
)
from wuye_docs.writers.docx.inline import write_inline
from wuye_docs.writers.docx.story import Place, Story, ids_of
from wuye_docs.writers.docx.stylesheet import SHADE

WriteBlocks = Callable[[Story, Sequence[nodes.Node], Place], list[Xml]]

CELL_MARGINS = 200
"""Left and right margin of a cell together, in twips, as the table style has them."""
_STEP_COLUMNS = {0, 1, 3}
"""In a step table: mark, post and deadline."""
_KEPT_TOGETHER = 260
"""A row with fewer characters in each cell is kept on one page."""
_SHORT_HEAD = 4
_SHORT = 8
"""A column whose texts are no longer than this many characters is centred."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One place of the grid: what begins here, or what reaches down into it."""

    entry: nodes.Element
    columns: int
    is_start: bool


def write_table(story: Story, node: nodes.Element, place: Place, write: WriteBlocks) -> list[Xml]:
    """A table with its caption above it, and a little space below."""
    group = next((child for child in node.children if isinstance(child, nodes.tgroup)), None)
    if group is None:
        return []
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    # Without a caption a little space keeps the table off the line above.
    written = [
        write_caption(story, title, place, "表", keep_next=True) if title is not None else gap(keep_next=True)
    ]
    head = [row for part in group.children if isinstance(part, nodes.thead) for row in part.children]
    rows = [row for part in group.children if isinstance(part, nodes.tbody) for row in part.children]
    grid = _grid([*head, *rows], len(list(group.findall(nodes.colspec))))
    if not grid:
        return written
    left = place.left
    # The heads of narrow columns run downwards, a character below the other, and ask for no width.
    is_upright = "upright" in node.get("classes", ())
    widths = _widths(story, group, grid, place.width - left, is_upright=is_upright)
    centred = _STEP_COLUMNS if "steps" in node.get("classes", ()) else _centred(grid, len(head))
    columns_given = [one for one in group.children if isinstance(one, nodes.colspec)]
    centred = centred - {index for index, one in enumerate(columns_given) if one.get("align")}
    body = []
    for index, cells in enumerate(grid):
        row = (head + rows)[index]
        body.append(_row(story, row, cells, widths, centred, place, write, is_head=index < len(head)))
    label = title.astext() if title is not None else ""
    heads = [entry.astext().replace("\n", "") for row in head for entry in row.children]
    properties = w(
        "tblPr",
        w("tblStyle", val="TableGrid"),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblInd", w=left, type="dxa") if left else w("jc", val="center"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0420"),
        w("tblCaption", val=label) if label else NOTHING,
        w("tblDescription", val="栏目：" + "、".join(filter(None, heads))) if any(heads) else NOTHING,
    )
    columns = w("tblGrid", *(w("gridCol", w=one) for one in widths))
    written.append(w("tbl", properties, columns, *body))
    written.append(gap())
    return written


def gap(*, keep_next: bool = False) -> Xml:
    """A low empty paragraph: two tables without one between them would become one.

    With `keep_next` it does not part a heading from the table below it.
    """
    return paragraph(paragraph_properties("Gap", keep_next=keep_next))


def write_caption(story: Story, title: nodes.Element, place: Place, label: str, *, keep_next: bool) -> Xml:
    """`表 1　…` with a field that counts; the label is in a bookmark of its own, for references and for reading back."""
    if label == "表":
        story.table_number += 1
        counted = story.table_number
    else:
        story.figure_number += 1
        counted = story.figure_number
    number = str(title.get("number", "")) or str(counted)
    # In the bound manual each document counts from 1: \r sets the count.
    restart = f" \\r {number}" if story.bound and counted == 1 else ""
    mark = f"{NUMBER_MARK}{'t' if label == '表' else 'f'}{len(story.entries)}_{counted}"
    counter = field(f"SEQ {label} \\* ARABIC{restart}", number)
    if title.get("number_before"):
        former = field(f"SEQ {label} \\* ARABIC", str(title["number_before"]))
        counter = Xml(mark_runs(former, DELETED) + mark_runs(counter, INSERTED))
    numbered = Xml(text_run(f"{label} ") + counter + text_run("\u3000"))
    runs = Xml(story.bookmarks.around_runs(mark, numbered) + write_inline(story, title.children, place))
    runs = story.list_caption(label, number, title, runs)
    written = paragraph(paragraph_properties("Caption", keep_next=keep_next), runs)
    return story.mark_blocks(title, written)


def one_cell_table(blocks: list[Xml], *, width: int, left: int, fill: str, edge: str) -> list[Xml]:
    """A box around blocks: shaded, with a thick line on its left."""
    if blocks and not blocks[-1].endswith("</w:p>"):
        blocks = [*blocks, gap()]
    none = w("top", val="nil"), w("bottom", val="nil"), w("right", val="nil")
    borders = w(
        "tcBorders",
        none[0],
        w("left", val="single", sz=24, space=0, color=edge),
        none[1],
        none[2],
    )
    margins = w("tcMar", w("top", w=80, type="dxa"), w("left", w=180, type="dxa"), w("bottom", w=80, type="dxa"), w("right", w=160, type="dxa"))  # fmt: skip
    shade = w("shd", val="clear", color="auto", fill=fill)
    cell = w("tc", w("tcPr", w("tcW", w=width, type="dxa"), borders, shade, margins), *blocks)
    properties = w(
        "tblPr",
        w("tblW", w=width, type="dxa"),
        w("tblInd", w=left, type="dxa") if left else w("jc", val="center"),
        w("tblLayout", type="fixed"),
    )
    return [gap(), w("tbl", properties, w("tblGrid", w("gridCol", w=width)), w("tr", cell)), gap()]


def _grid(rows: Sequence[nodes.Node], columns: int) -> list[list[_Cell]]:
    """Every place of the table by row; an entry that reaches down stands in each row it covers."""
    grid: list[list[_Cell]] = []
    reaching: dict[int, tuple[_Cell, int]] = {}
    for row in rows:
        cells: list[_Cell] = []
        column = 0
        entries = [entry for entry in row.children if isinstance(entry, nodes.entry)]
        while column < columns:
            if column in reaching:
                cell, left = reaching.pop(column)
                cells.append(cell)
                if left > 1:
                    reaching[column] = (cell, left - 1)
                column += cell.columns
            elif entries:
                entry = entries.pop(0)
                span = min(1 + int(entry.get("morecols", 0)), columns - column)
                cells.append(_Cell(entry, span, True))
                below = int(entry.get("morerows", 0))
                if below:
                    reaching[column] = (_Cell(entry, span, False), below)
                column += span
            else:
                cells.append(_Cell(nodes.entry(), 1, True))
                column += 1
        grid.append(cells)
    return grid


def _widths(
    story: Story, group: nodes.Element, grid: list[list[_Cell]], width: int, *, is_upright: bool
) -> list[int]:
    """Widths of the columns in twips: the sources', where they differ, else by the text.

    No column breaks a document number or a head of up to four characters, as far as there is room.
    """
    parts = [float(one.get("colwidth", 1)) for one in group.findall(nodes.colspec)]
    columns: list[list[str]] = [[] for _ in parts]
    for row in grid:
        column = 0
        for cell in row:
            if cell.columns == 1 and cell.is_start:
                columns[column].append("\n".join(child.astext() for child in cell.entry.children))
            column += cell.columns
    character = story.look.table_size * 20
    chosen = share_by_parts(parts, width) if len(set(parts)) > 1 else share_by_text(columns, width, character)
    if is_upright:
        return chosen
    least = [
        round(max([_short_head(column), *map(longest_word, column)]) * character) + CELL_MARGINS + 20
        for column in columns
    ]
    return widened(chosen, least)


def _short_head(column: list[str]) -> float:
    """The length of a column's head, if it should stand on one line."""
    length = line_length(column[0]) if column else 0
    return length if length <= _SHORT_HEAD else 0


def _centred(grid: list[list[_Cell]], heads: int) -> set[int]:
    """Columns of short words, such as numbers, dates and names of grades."""
    longest: dict[int, float] = {}
    for row in grid[heads:]:
        column = 0
        for cell in row:
            if cell.columns == 1 and cell.is_start:
                longest[column] = max(longest.get(column, 0), line_length(cell.entry.astext()))
            column += cell.columns
    return {column for column, length in longest.items() if length <= _SHORT}


def _row(
    story: Story,
    row: nodes.Node,
    cells: list[_Cell],
    widths: list[int],
    centred: set[int],
    place: Place,
    write: WriteBlocks,
    *,
    is_head: bool,
) -> Xml:
    ids = ids_of(row) if not story.bound else ()
    pair = story.bookmarks.pair(bookmark_name(ids[0])) if ids else None
    written: list[Xml] = []
    column = 0
    for cell in cells:
        width = sum(widths[column : column + cell.columns])
        written.append(
            _cell(
                story,
                cell,
                width,
                place,
                write,
                is_head=is_head,
                is_centred=column in centred and cell.columns == 1,
            )
        )
        column += cell.columns
    if pair:
        written[0] = open_in_first_paragraph(written[0], pair[0])
        written[-1] = close_in_last_paragraph(written[-1], pair[1])
    properties = w(
        "trPr",
        # A row of much text goes on on the next page rather than leave half of this one empty.
        w("cantSplit") if is_head or all(_is_short(cell) for cell in cells) else NOTHING,
        w("tblHeader") if is_head else NOTHING,
        w("jc", val="center") if not place.left else NOTHING,
    )
    marked = w("tr", properties, *written)
    change = row.get("change") if isinstance(row, nodes.Element) else None
    return mark_blocks(marked, change) if change else marked


def _is_short(cell: _Cell) -> bool:
    return len(cell.entry.astext()) < _KEPT_TOGETHER


def _cell(
    story: Story,
    cell: _Cell,
    width: int,
    place: Place,
    write: WriteBlocks,
    *,
    is_head: bool,
    is_centred: bool,
) -> Xml:
    reaches_down = bool(cell.entry.get("morerows"))
    properties = w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        w("gridSpan", val=cell.columns) if cell.columns > 1 else NOTHING,
        (w("vMerge", val="restart") if cell.is_start else w("vMerge")) if reaches_down else NOTHING,
        w("shd", val="clear", color="auto", fill=SHADE) if is_head else NOTHING,
        w("vAlign", val="center"),
    )
    style = "TableHead" if is_head else "TableText"
    blocks: list[Xml] = []
    if cell.is_start:
        inside = place.inside(
            text=style, item="TableListItem", continued="TableText", width=width - CELL_MARGINS, left=0, depth=0,
            in_table=True,
        )  # fmt: skip
        if is_centred and not is_head:
            blocks = [_centre(block) for block in write(story, cell.entry.children, inside)]
        else:
            blocks = write(story, cell.entry.children, inside)
    if not blocks or not blocks[-1].endswith("</w:p>"):
        blocks.append(paragraph(paragraph_properties(style)))
    return w("tc", properties, join(blocks))


def _centre(block: Xml) -> Xml:
    """The paragraph in the middle of its cell."""
    plain = w("pPr", w("pStyle", val="TableText"))
    return Xml(block.replace(plain, w("pPr", w("pStyle", val="TableText"), w("jc", val="center"))))
