"""Forms: the sheet to be printed, and the file to be filled in on screen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from docutils import nodes

from wuye_docs.content.form_cells import (
    Blank,
    ColumnBlank,
    ColumnHead,
    Content,
    Heading,
    Label,
    Note,
    Print,
    SheetCell,
    line_count,
)
from wuye_docs.content.form_layout import Room, SheetRow, lies_on_its_side, sheet_of
from wuye_docs.content.nodes import form_sheet
from wuye_docs.model import Column, Field, FieldType, Form
from wuye_docs.ooxml.markup import NOTHING, Xml, join, w
from wuye_docs.ooxml.text import HINT, paragraph, paragraph_properties, run_properties, text_run
from wuye_docs.writers.docx.changed_sheet import merged_sheet
from wuye_docs.writers.docx.look import Look
from wuye_docs.writers.docx.story import CHARACTERS_A_PAGE, Place, Story
from wuye_docs.writers.docx.stylesheet import SHADE

_BOX = "□"
_SMALL_PRINT, _SMALL_PITCH = 9.0, 13.0
_HINT_STYLE = run_properties(size=8.5, color="595959")
_REQUIRED = text_run("*", run_properties(color="B3261E"))
_TITLE_ROOM = 50.0
"""What title and number take above the grid, in pt."""
_HEADING_ROOM = 40.0
"""What the heading of the annex takes above them."""
_CELL_MARGIN, _SIDE_MARGINS = 15, 10.0
"""Upper and lower margin of a cell, each in twips; left and right together, in pt."""
_DATE = "　　　年　　月　　日"
_MOMENT = "　　年　月　日　时　分"
_DATED = "年　月　日"
_FOOT_GAP = 4.0
_EXACTLY = w("spacing", line=round(_SMALL_PITCH * 20), lineRule="exact")


def write_sheet(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    """A blank form in a document, on a page of its own."""
    assert isinstance(node, form_sheet)
    form = story.book.manual.forms.get(node["number"])
    if form is None:
        return [paragraph(paragraph_properties(place.text), text_run(f"〔未找到记录表：{node['number']}〕"))]
    turned = story.turn(is_turned(story.look, form)) if place.top else []
    under_heading = story.fresh_page and not turned
    fresh = under_heading or bool(turned)
    former = story.book.manual.forms.get(node.get("before", ""))

    def blocks_of(one: Form, other: Form | None) -> list[Xml]:
        return form_blocks(
            story, one, fillable=False, page_break=not fresh, under_heading=under_heading, beside=other
        )

    blocks = blocks_of(form, former)
    return [*turned, *(merged_sheet(blocks_of(former, form), blocks) if former else blocks)]


def is_turned(look: Look, form: Form) -> bool:
    """Whether the form's page lies on its side."""
    return lies_on_its_side(form, look.page.text_width / 20, _setting(look, fillable=False))


def form_blocks(
    story: Story,
    form: Form,
    *,
    fillable: bool,
    page_break: bool = False,
    under_heading: bool = False,
    beside: Form | None = None,
) -> list[Xml]:
    """Title, number, the grid on as many pages as it needs, and how long the record is kept.

    Rows of `beside`, another state of the form, fit the same grid.
    """
    story.count_text("　" * CHARACTERS_A_PAGE)
    blocks = [
        paragraph(paragraph_properties("FormTitle", page_break=page_break), text_run(form.title)),
        paragraph(paragraph_properties("FormNumber"), text_run(f"{form.number}　{form.revision}")),
    ]
    foot = _foot(form)
    width = story.page.text_width / 20
    below = _FOOT_GAP + sum(line_count(line, width, _SMALL_PRINT) * _SMALL_PITCH for line in foot)
    above = _TITLE_ROOM + (_HEADING_ROOM if under_heading else 0)
    # Word draws each edge between two rows into the height of one of them.
    room = Room(width, story.page.text_height / 20 * 0.985, above)
    setting, landscape = _setting(story.look, fillable=fillable), story.page.landscape
    sheet = sheet_of(form, room, setting, below, landscape=landscape)
    others = sheet_of(beside, room, setting, below, landscape=landscape).pages if beside else ()
    for index, page in enumerate(sheet.pages):
        if index:
            blocks.append(paragraph(paragraph_properties("Gap", page_break=True)))
        if page:
            other = others[index] if index < len(others) else ()
            blocks.append(_grid(story, form, page, other, fillable=fillable))
    return [*blocks, *(paragraph(paragraph_properties("FormHint"), text_run(line)) for line in foot)]


def _setting(look: Look, *, fillable: bool) -> Print:
    return Print(
        size=look.table_size,
        pitch=look.form_pitch,
        small=_SMALL_PRINT,
        small_pitch=_SMALL_PITCH,
        side=_SIDE_MARGINS,
        column_side=_SIDE_MARGINS,
        above=2 * _CELL_MARGIN / 20 + 1.5,
        hints_in_cells=True,
        is_typed=fillable,
    )


def _foot(form: Form) -> list[str]:
    """What stands below the grid."""
    lines = []
    if any(field.required for field in form.fields):
        lines.append("带 * 的栏目必须填写。")
    if form.note:
        lines.append(f"注：{form.note}")
    if form.copies:
        lines.append("联次：" + "；".join(form.copies) + "。")
    if form.retention:
        kept = f"保存期限：{form.retention.text}　　保管：{form.retention.keeper}"
        lines.append(kept + (f"　　处置：{form.retention.disposal}" if form.retention.disposal else ""))
    return lines


def _grid(
    story: Story, form: Form, rows: Sequence[SheetRow], beside: Sequence[SheetRow], *, fillable: bool
) -> Xml:
    """The rows of a page as one table: cells span the columns between their edges, and those of the rows `beside`."""
    fitting = (*rows, *beside)
    edges = sorted(
        {_twips(edge) for row in fitting for cell in row.cells for edge in (cell.left, cell.right)}
    )
    place = {edge: index for index, edge in enumerate(edges)}
    outer = (_edge(side, 8) for side in ("top", "left", "bottom", "right"))
    inner = (_edge(side, 4) for side in ("insideH", "insideV"))
    properties = w(
        "tblPr",
        w("tblStyle", val="TableGrid"),
        w("tblW", w=edges[-1], type="dxa"),
        w("jc", val="center"),
        w("tblBorders", *outer, *inner),
        w("tblLayout", type="fixed"),
        # The height of the rows gives the room; margins of the style would keep a full sheet from fitting its page.
        w("tblCellMar", w("top", w=_CELL_MARGIN, type="dxa"), w("bottom", w=_CELL_MARGIN, type="dxa")),
        w("tblLook", val="0400"),
        w("tblCaption", val=f"{form.number} {form.title}"),
        w("tblDescription", val="栏目：" + "、".join(one.name for one in form.fields)),
    )
    columns = w("tblGrid", *(w("gridCol", w=right - left) for left, right in pairwise(edges)))
    # A repeated head must be the first row of its table (17.4.78), so it repeats only in a sheet that begins with it.
    body = [
        (_list_of(row), _row(story, row, place, fillable=fillable, repeats=index == 0 and _is_head(row)))
        for index, row in enumerate(rows)
    ]
    return w("tbl", properties, columns, *(_repeating(story, body) if fillable else [row for _, row in body]))


def _list_of(row: SheetRow) -> str:
    """The name of the list that a row of blanks belongs to; empty for other rows."""
    content = row.cells[0].content
    return content.field.name if isinstance(content, ColumnBlank) else ""


def _repeating(story: Story, rows: Sequence[tuple[str, Xml]]) -> list[Xml]:
    """The rows, those of a list in a control that adds more of them on screen."""
    written: list[Xml] = []
    for name, group in groupby(rows, lambda one: one[0]):
        listed = [row for _, row in group]
        written += [story.controls.repeating_rows(name, f"{name}.*", listed)] if name else listed
    return written


def _is_head(row: SheetRow) -> bool:
    return isinstance(row.cells[0].content, ColumnHead)


def _twips(points: float) -> int:
    return round(points * 20)


def _edge(side: str, eighths: int) -> Xml:
    return w(side, val="single", sz=eighths, space=0, color="auto")


def _row(story: Story, row: SheetRow, place: dict[int, int], *, fillable: bool, repeats: bool) -> Xml:
    properties = w(
        "trPr",
        w("cantSplit") if row.lines < 12 else NOTHING,
        w("trHeight", val=_twips(row.height), hRule="atLeast"),
        w("tblHeader") if repeats else NOTHING,
        w("jc", val="center"),
    )
    cells = (_cell(story, cell, row, place, fillable=fillable) for cell in row.cells)
    return w("tr", properties, *cells)


def _cell(story: Story, cell: SheetCell, row: SheetRow, place: dict[int, int], *, fillable: bool) -> Xml:
    left, right = _twips(cell.left), _twips(cell.right)
    span = place[right] - place[left]
    content = cell.content
    shaded = isinstance(content, Heading | Note | ColumnHead | Label)
    properties = w(
        "tcPr",
        w("tcW", w=right - left, type="dxa"),
        w("gridSpan", val=span) if span > 1 else NOTHING,
        w("shd", val="clear", color="auto", fill=SHADE) if shaded else NOTHING,
        w("vAlign", val="top" if row.lines > 1 and isinstance(content, Blank) else "center"),
    )
    room = cell.right - cell.left - _SIDE_MARGINS
    return w("tc", properties, join(_paragraphs(story, content, room, fillable=fillable)))


def _paragraphs(story: Story, content: Content, room: float, *, fillable: bool) -> list[Xml]:
    """What stands in a cell whose text is `room` pt wide."""
    match content:
        case Label():
            field = content.field
            runs = Xml(text_run("\n".join(content.lines)) + (_REQUIRED if field.required else NOTHING))
            written = [paragraph(paragraph_properties("FormLabel"), runs)]
            if content.signer:
                signer = text_run(f"（{content.signer}）", _HINT_STYLE)
                written.append(paragraph(paragraph_properties("FormHint", align="center"), signer))
            return written
        case Heading():
            note = f"　{content.note}" if content.note else ""
            return [
                paragraph(
                    paragraph_properties("FormHeading"),
                    Xml(text_run(content.text) + text_run(note, _HINT_STYLE)),
                )
            ]
        case Note():
            words = text_run(content.text, _HINT_STYLE)
            return [paragraph(paragraph_properties("FormHeading", spacing=_EXACTLY), words)]
        case ColumnHead():
            pitch = w("spacing", line=round(story.look.form_pitch * 20), lineRule="exact")
            head = [
                paragraph(
                    paragraph_properties("TableHead", spacing=pitch), text_run("\n".join(content.lines))
                )
            ]
            if content.legend and content.column.choices:
                hint = text_run("／".join(content.column.choices), _HINT_STYLE)
                head.append(paragraph(paragraph_properties("FormHint", align="center"), hint))
            return head
        case ColumnBlank():
            return [_column_paragraph(story, content, fillable=fillable)]
        case Blank():
            return _blank_paragraphs(story, content, room, fillable=fillable)


def _column_paragraph(story: Story, content: ColumnBlank, *, fillable: bool) -> Xml:
    column = content.column
    name = f"{content.field.name}.{content.row + 1}.{column.name}"
    if column.name == "序号":
        number = text_run(str(content.row + 1))
        return paragraph(paragraph_properties("FormBlank", align="center"), number)
    if content.choices:
        small = run_properties(size=_SMALL_PRINT)
        runs = _boxes(story, name, content.choices, small, " ", fillable=fillable)
        return paragraph(paragraph_properties("FormBlank", spacing=_EXACTLY), runs)
    if fillable:
        return paragraph(paragraph_properties("FormBlank"), _fillable_column(story, column, name))
    box = text_run(_BOX) if column.type is FieldType.CHECKBOX else NOTHING
    return paragraph(paragraph_properties("FormBlank", align="center" if box else ""), box)


def _boxes(
    story: Story,
    name: str,
    lines: Sequence[Sequence[str]],
    style: Xml,
    gap: str,
    *,
    fillable: bool,
) -> Xml:
    """Boxes to tick with pen or mouse, on the lines that the layout has found for them."""
    runs: list[Xml] = []
    for index, line in enumerate(lines):
        runs.append(text_run("\n" if index else "", style))
        for place, choice in enumerate(line):
            box = story.controls.checkbox(f"{name}：{choice}", f"{name}.{choice}") if fillable else NOTHING
            words = choice if fillable else f"{_BOX}{choice}"
            runs += [box, text_run(words + (gap if place < len(line) - 1 else ""), style)]
    return join(runs)


def _blank_paragraphs(story: Story, content: Blank, room: float, *, fillable: bool) -> list[Xml]:
    field = content.field
    if content.choices:
        runs = _boxes(story, field.name, content.choices, NOTHING, "　", fillable=fillable)
    elif field.type is FieldType.SIGNATURE:
        runs = _signature(story, field, room, fillable=fillable)
    else:
        runs = _fillable(story, field) if fillable else _printed(field)
    blocks = [paragraph(paragraph_properties("FormBlank"), runs)]
    if field.note:
        hint = paragraph(paragraph_properties("FormHint"), text_run(f"（{field.note}）"))
        # Above an area to write in, below a line that is filled in already.
        empty = field.lines > 1 or (not fillable and not runs)
        blocks = [hint, *(blocks if runs or field.lines > 1 else [])] if empty else [*blocks, hint]
    return blocks


def _printed(field: Field) -> Xml:
    """What a pen finds: the parts of a date, a unit behind the blank."""
    match field.type:
        case FieldType.DATE:
            return text_run(_DATE)
        case FieldType.DATETIME:
            return text_run(_MOMENT)
        case _:
            return text_run(f"　　　　　　　　{field.unit}") if field.unit else NOTHING


def _signature(story: Story, field: Field, room: float, *, fillable: bool) -> Xml:
    """A line to sign on as long as the cell has room beside the date; it is signed with a pen even where typing goes."""
    date = (
        story.controls.date(f"{field.name}日期", f"{field.name}.日期", "选择日期")
        if fillable
        else text_run(_DATED)
    )
    characters = room / story.look.table_size - len(_DATED) - 1.5
    blank = "　" * max(3, min(10, int(characters)))
    line = w("r", w("rPr", HINT, w("u", val="single")), Xml(f'<w:t xml:space="preserve">{blank}</w:t>'))
    return Xml(line + text_run("　") + date)


def _fillable(story: Story, field: Field) -> Xml:
    """Content controls for what is typed or chosen."""
    controls = story.controls
    name = field.name
    match field.type:
        case FieldType.DATE:
            return controls.date(name, name, "选择日期")
        case FieldType.DATETIME:
            return controls.date(name, name, "选择日期和时间", "yyyy-MM-dd HH:mm")
        case FieldType.NUMBER:
            return Xml(controls.text(name, name, "填写数字") + text_run(field.unit))
        case _:
            text = controls.text(name, name, "点击填写", lines=field.lines > 1)
            return Xml(text + text_run(field.unit))


def _fillable_column(story: Story, column: Column, name: str) -> Xml:
    controls = story.controls
    match column.type:
        case FieldType.DATE | FieldType.DATETIME:
            return controls.date(column.name, name, "　　　　")
        case FieldType.CHOICE if column.choices:
            return controls.choice(column.name, name, "　　", column.choices)
        case FieldType.CHECKBOX:
            return controls.checkbox(column.name, name)
        case _:
            return controls.text(column.name, name, "　　　")
