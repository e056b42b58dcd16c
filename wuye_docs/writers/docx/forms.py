"""Forms: the sheet to be printed, and the file to be filled in on screen."""

from __future__ import annotations

from itertools import pairwise

from docutils import nodes

from wuye_docs.content.nodes import form_sheet
from wuye_docs.model import Column, Field, FieldType, Form
from wuye_docs.ooxml.markup import NOTHING, Xml, join, w
from wuye_docs.ooxml.text import HINT, paragraph, paragraph_properties, run_properties, text_run
from wuye_docs.writers.docx.form_grid import (
    TWO_LINES,
    Blank,
    ColumnBlank,
    ColumnHead,
    Content,
    Heading,
    Label,
    RowHeights,
    SheetCell,
    SheetRow,
    fitting_heights,
    form_rows,
    grid_edges,
)
from wuye_docs.writers.docx.story import CHARACTERS_A_PAGE, Place, Story
from wuye_docs.writers.docx.stylesheet import SHADE

_BOX = "□"
_SMALL_PRINT = 9
_HINT_STYLE = run_properties(size=8.5, color="595959")
_REQUIRED = text_run("*", run_properties(color="B3261E"))
_TITLE_ROOM = 1000
"""What title and number take above the grid, in twips."""
_HEADING_ROOM = 800
"""What the heading of the annex takes above them."""
_CELL_MARGIN = 15
_DATE = "　　　年　　月　　日"
_MOMENT = "　　年　月　日　时　分"


def write_sheet(story: Story, node: nodes.Element, place: Place) -> list[Xml]:
    """A blank form in a document, on a page of its own."""
    assert isinstance(node, form_sheet)
    form = story.book.manual.forms.get(node["number"])
    if form is None:
        return [paragraph(paragraph_properties(place.text), text_run(f"〔未找到记录表：{node['number']}〕"))]
    turned = story.turn(form.orientation == "landscape") if place.top else []
    under_heading = story.fresh_page and not turned
    fresh = under_heading or bool(turned)
    blocks = form_blocks(story, form, fillable=False, page_break=not fresh, under_heading=under_heading)
    return [*turned, *blocks]


def form_blocks(
    story: Story, form: Form, *, fillable: bool, page_break: bool = False, under_heading: bool = False
) -> list[Xml]:
    """Title, number, the grid, and how long the record is kept."""
    rows = list(form_rows(form, story.page.text_width))
    story.count_text("　" * CHARACTERS_A_PAGE)
    blocks = [
        paragraph(paragraph_properties("FormTitle", page_break=page_break), text_run(form.title)),
        paragraph(paragraph_properties("FormNumber"), text_run(f"{form.number}　{form.revision}")),
    ]
    foot = _foot(form)
    if rows:
        above = _TITLE_ROOM + (_HEADING_ROOM if under_heading else 0)
        room = round((story.page.text_height - above - 300 * len(foot)) * 0.98)
        heights = fitting_heights(rows, room, round(story.look.form_pitch * 20), fillable=fillable)
        blocks.append(_grid(story, form, rows, heights, fillable=fillable))
    blocks += [paragraph(paragraph_properties("FormHint"), text_run(line)) for line in foot]
    return blocks


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


def _grid(story: Story, form: Form, rows: list[SheetRow], heights: RowHeights, *, fillable: bool) -> Xml:
    """The whole sheet as one table: cells span the columns between their edges."""
    edges = grid_edges(rows)
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
    )
    columns = w("tblGrid", *(w("gridCol", w=right - left) for left, right in pairwise(edges)))
    # A repeated head must be the first row of its table (17.4.78), so it repeats only in a sheet that begins with it.
    body = [
        _row(story, form, row, place, heights.of(row), fillable=fillable, repeats=row.repeats and index == 0)
        for index, row in enumerate(rows)
    ]
    return w("tbl", properties, columns, *body)


def _edge(side: str, eighths: int) -> Xml:
    return w(side, val="single", sz=eighths, space=0, color="auto")


def _row(
    story: Story,
    form: Form,
    row: SheetRow,
    place: dict[int, int],
    height: int,
    *,
    fillable: bool,
    repeats: bool,
) -> Xml:
    properties = w(
        "trPr",
        w("cantSplit") if row.lines < 12 else NOTHING,
        w("trHeight", val=height, hRule="atLeast"),
        w("tblHeader") if repeats else NOTHING,
        w("jc", val="center"),
    )
    cells = (_cell(story, form, cell, row, place, fillable=fillable) for cell in row.cells)
    return w("tr", properties, *cells)


def _cell(
    story: Story, form: Form, cell: SheetCell, row: SheetRow, place: dict[int, int], *, fillable: bool
) -> Xml:
    span = place[cell.right] - place[cell.left]
    content = cell.content
    shaded = isinstance(content, Heading | ColumnHead | Label)
    properties = w(
        "tcPr",
        w("tcW", w=cell.right - cell.left, type="dxa"),
        w("gridSpan", val=span) if span > 1 else NOTHING,
        w("shd", val="clear", color="auto", fill=SHADE) if shaded else NOTHING,
        w("vAlign", val="top" if row.lines > 1 and isinstance(content, Blank) else "center"),
    )
    return w("tc", properties, join(_paragraphs(story, content, cell.right - cell.left, fillable=fillable)))


def _paragraphs(story: Story, content: Content, width: int, *, fillable: bool) -> list[Xml]:
    if isinstance(content, Label):
        runs = Xml(text_run(content.text) + (_REQUIRED if content.required else NOTHING))
        return [paragraph(paragraph_properties("FormLabel"), runs)]
    if isinstance(content, Heading):
        note = (
            text_run(("　" if content.text else "") + content.note, _HINT_STYLE) if content.note else NOTHING
        )
        return [paragraph(paragraph_properties("FormHeading"), Xml(text_run(content.text) + note))]
    if isinstance(content, ColumnHead):
        head = [paragraph(paragraph_properties("TableHead"), text_run(content.column.name))]
        if not fillable and content.column.choices and not _boxes_fit(content.column, width):
            hint = text_run("/".join(content.column.choices), _HINT_STYLE)
            head.append(paragraph(paragraph_properties("FormHint", align="center"), hint))
        return head
    if isinstance(content, ColumnBlank):
        name = f"{content.field.name}.{content.row + 1}.{content.column.name}"
        runs = (
            _fillable_column(story, content.column, name)
            if fillable
            else _printed_column(content.column, width)
        )
        return [paragraph(paragraph_properties("FormBlank"), runs)]
    field = content.field
    runs = _fillable(story, field, width) if fillable else _printed(field)
    blocks = [paragraph(paragraph_properties("FormBlank"), runs)]
    if field.note:
        hint = paragraph(paragraph_properties("FormHint"), text_run(f"（{field.note}）"))
        # Above an area to write in, below a line that is filled in already.
        empty = field.lines > 1 or (not fillable and not runs)
        blocks = [hint, *(blocks if runs or field.lines > 1 else [])] if empty else [*blocks, hint]
    return blocks


def _printed(field: Field) -> Xml:
    """What a pen finds: boxes to tick, a line to sign on, the parts of a date."""
    unit = text_run(f"　　　　　　　　{field.unit}") if field.unit else NOTHING
    match field.type:
        case FieldType.CHOICE:
            return text_run("　".join(f"{_BOX}{choice}" for choice in field.choices))
        case FieldType.CHECKBOX:
            return text_run("　".join(f"{_BOX}{choice}" for choice in field.choices or ("是",)))
        case FieldType.DATE:
            return text_run(_DATE)
        case FieldType.DATETIME:
            return text_run(_MOMENT)
        case FieldType.SIGNATURE:
            return _signature(field)
        case _:
            return unit


def _signature(field: Field) -> Xml:
    line = w("r", w("rPr", HINT, w("u", val="single")), Xml('<w:t xml:space="preserve">　　　　　　　</w:t>'))
    role = text_run(f"（{field.by}签字）", _HINT_STYLE) if field.by else NOTHING
    return Xml(line + role)


def _boxes_fit(column: Column, width: int) -> bool:
    """Whether the choices of a column stand on one line of a cell, `width` in twips."""
    characters = sum(map(len, column.choices)) + 1.5 * len(column.choices)
    return characters * _SMALL_PRINT * 20 <= width - 200


def _printed_column(column: Column, width: int) -> Xml:
    if column.type is FieldType.CHECKBOX:
        return text_run(_BOX)
    if column.type is FieldType.CHOICE and column.choices and _boxes_fit(column, width):
        return text_run(
            " ".join(f"{_BOX}{choice}" for choice in column.choices), run_properties(size=_SMALL_PRINT)
        )
    return NOTHING


def _fillable(story: Story, field: Field, width: int) -> Xml:
    """Content controls for what is typed or chosen; a signature is still made with a pen."""
    controls = story.controls
    name = field.name
    match field.type:
        case FieldType.DATE:
            return controls.date(name, name, "选择日期")
        case FieldType.DATETIME:
            return controls.date(name, name, "选择日期和时间", "yyyy-MM-dd HH:mm")
        case FieldType.CHOICE if not field.multiple:
            return controls.choice(name, name, "请选择", field.choices)
        case FieldType.CHOICE | FieldType.CHECKBOX:
            boxes = (
                controls.checkbox(f"{name}：{choice}", f"{name}.{choice}") + text_run(f"{choice}　")
                for choice in field.choices or ("是",)
            )
            return Xml("".join(boxes))
        case FieldType.SIGNATURE:
            return Xml(
                _signature(field)
                + text_run("\n日期：" if width < TWO_LINES else "　日期：")
                + controls.date(f"{name}日期", f"{name}.日期", "选择日期")
            )
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
        case FieldType.CHOICE:
            return controls.choice(column.name, name, "　　", column.choices)
        case FieldType.CHECKBOX:
            return controls.checkbox(column.name, name)
        case _:
            return controls.text(column.name, name, "　　　")
