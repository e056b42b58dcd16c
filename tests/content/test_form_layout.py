"""Forms on sheets: nothing is clipped or lost, pages are filled, and end where it reads best."""

from __future__ import annotations

import pytest

from wuye_docs.content.form_cells import (
    Blank,
    ColumnBlank,
    ColumnHead,
    Heading,
    Label,
    Print,
    SheetCell,
    choices_width,
    printed_height,
)
from wuye_docs.content.form_columns import column_choices, shared, table_columns
from wuye_docs.content.form_layout import Room, Sheet, SheetRow, lies_on_its_side, sheet_of
from wuye_docs.model import Column, Field, FieldType, Form, FormKind
from wuye_docs.swimlanes.text_metrics import width

SETTING = Print(
    size=10.5,
    pitch=15.75,
    small=9.0,
    small_pitch=13.0,
    side=10.0,
    column_side=6.0,
    above=7.0,
    hints_in_cells=False,
    is_typed=False,
)
UPRIGHT, FOOT = Room(482.0, 714.0, 29.0), 40.0
CHOICE = FieldType.CHOICE


def form_of(*fields: Field, kind: FormKind = FormKind.RECORD, orientation: str = "portrait") -> Form:
    return Form(number="X-R01", title="表", owner="甲", fields=fields, kind=kind, orientation=orientation)


def table_of(*columns: Column, rows: int) -> Field:
    return Field(name="登记", type=FieldType.TABLE, columns=columns, rows=rows)


def laid(form: Form, room: Room = UPRIGHT) -> Sheet:
    return sheet_of(form, room, SETTING, FOOT, landscape=False)


def cells_of(sheet: Sheet) -> list[tuple[SheetRow, SheetCell]]:
    return [(row, cell) for page in sheet.pages for row in page for cell in row.cells]


def room_of(cell: SheetCell) -> float:
    is_table = isinstance(cell.content, ColumnHead | ColumnBlank)
    return cell.right - cell.left - (SETTING.column_side if is_table else SETTING.side)


@pytest.mark.parametrize(
    "names", [["编号", "时间"], ["投诉人或建议人", "房号或单位"], ["希望的答复方式和时间要求", "项目"]]
)
def it_gives_every_label_the_room_that_it_needs(names: list[str]) -> None:
    sheet = laid(form_of(*(Field(name=name, required=True) for name in names)))
    for row, cell in cells_of(sheet):
        assert printed_height(cell.content, room_of(cell), SETTING) <= row.height + 0.01
        if isinstance(cell.content, Label):
            assert "".join(cell.content.lines) == cell.content.field.name
            assert max(map(width, cell.content.lines)) * SETTING.size <= room_of(cell)


def it_keeps_names_of_seven_characters_on_one_line() -> None:
    sheet = laid(form_of(Field(name="投诉人或建议人"), Field(name="房号")))
    assert [len(cell.content.lines) for _, cell in cells_of(sheet) if isinstance(cell.content, Label)] == [
        1,
        1,
    ]
    assert len(sheet.pages[0]) == 1


@pytest.mark.parametrize("count", [2, 3, 5, 7])
def it_prints_every_choice_of_a_column_whole(count: int) -> None:
    choices = tuple(f"选项{'甲乙丙丁戊己庚'[index]}" for index in range(count))
    narrow = Column(name="结果", type=CHOICE, choices=choices, width=0.5)
    sheet = laid(
        form_of(table_of(Column(name="项目", width=3), narrow, Column(name="备注", width=3), rows=4))
    )
    found = [
        cell for _, cell in cells_of(sheet) if isinstance(cell.content, ColumnBlank) and cell.content.choices
    ]
    assert len(found) == 4
    for cell in found:
        lines = cell.content.choices
        assert tuple(choice for line in lines for choice in line) == choices
        assert max(choices_width(line, 0.6) for line in lines) * SETTING.small <= room_of(cell) + 0.5


def it_puts_choices_below_one_another_rather_than_squeeze_the_columns_to_write_in() -> None:
    columns = [Column(name="核验方式", type=CHOICE, choices=("被访人同意", "工作证", "订单", "派工单")), Column(name="事由", width=2), Column(name="去向", width=2)]  # fmt: skip
    balanced = table_columns(columns, 300.0, SETTING)
    flat = table_columns(columns, 300.0, SETTING, flat=True)
    assert balanced.widths[0] < flat.widths[0]
    assert len(column_choices(columns[0], flat.widths[0], SETTING, False)) == 1
    assert sum(balanced.widths) == pytest.approx(300.0)


def it_lists_choices_in_the_head_where_cells_have_no_room() -> None:
    columns = [
        Column(name=f"检查项目{index}", type=CHOICE, choices=("合格", "不合格", "不适用"))
        for index in range(14)
    ]
    layout = table_columns(columns, 482.0, SETTING)
    assert not layout.fits and layout.legends == set(range(14))
    assert column_choices(columns[0], layout.widths[0], SETTING, True) == ()


def it_turns_the_sheet_for_a_table_that_does_not_fit_upright() -> None:
    wide = form_of(
        table_of(*(Column(name=f"第{index}项检查", type=FieldType.DATETIME) for index in range(9)), rows=3)
    )
    assert lies_on_its_side(wide, 482.0, SETTING)
    assert not lies_on_its_side(form_of(Field(name="甲")), 482.0, SETTING)
    assert lies_on_its_side(form_of(orientation="landscape"), 482.0, SETTING)


def it_shares_what_is_left_by_parts_and_gives_none_less_than_its_least() -> None:
    assert shared([1, 1, 2], [50, 10, 10], 100) == pytest.approx([50, 50 / 3, 100 / 3])
    assert shared([1, 1], [60, 40], 100) == pytest.approx([60, 40])


def it_saves_a_sheet_by_tighter_rows_and_then_by_fewer() -> None:
    list_ = (Column(name="日期"), Column(name="事项"))
    tight = laid(form_of(table_of(*list_, rows=30)))
    fewer = laid(form_of(table_of(*list_, rows=40)))
    assert [len(tight.pages), len(fewer.pages)] == [1, 1]
    assert sum(row.height for row in tight.pages[0]) <= UPRIGHT.height - UPRIGHT.title - FOOT + 0.01
    blank = [row for row in fewer.pages[0] if isinstance(row.cells[0].content, ColumnBlank)]
    assert 28 <= len(blank) < 40
    assert min(row.height for row in blank) >= 18


def it_keeps_the_rows_of_a_short_table() -> None:
    fields = [Field(name="经过", lines=30), table_of(Column(name="问题"), rows=6)]
    assert sum(isinstance(cell.content, ColumnBlank) for _, cell in cells_of(laid(form_of(*fields)))) == 6


def it_fills_the_page_with_areas_to_write_in() -> None:
    sheet = laid(form_of(Field(name="日期"), Field(name="经过", lines=6), Field(name="意见", lines=4)))
    used = sum(row.height for row in sheet.pages[0])
    assert used > 0.8 * (UPRIGHT.height - UPRIGHT.title - FOOT)
    assert sheet.pages[0][0].height <= 33


def it_gives_a_register_more_rows_where_there_is_room() -> None:
    columns = (Column(name="日期"), Column(name="事项"))
    register = laid(form_of(table_of(*columns, rows=16), kind=FormKind.REGISTER))
    record = laid(form_of(table_of(*columns, rows=16)))
    counts = [
        sum(isinstance(row.cells[0].content, ColumnBlank) for row in one.pages[0])
        for one in (register, record)
    ]
    assert counts[0] > counts[1] == 16


def it_ends_a_page_before_a_heading_and_repeats_the_head_of_a_table() -> None:
    head = Field(name="回复", type=FieldType.HEADING)
    areas = [Field(name=f"说明{index}", lines=13) for index in range(3)]
    sheet = laid(form_of(*areas, head, *areas))
    assert isinstance(sheet.pages[1][0].cells[0].content, Heading)
    longer = laid(
        form_of(Field(name="经过", lines=20), table_of(Column(name="问题"), Column(name="结果"), rows=40))
    )
    assert len(longer.pages) == 2
    assert all(isinstance(page[0].cells[0].content, ColumnHead) for page in longer.pages[1:])


def it_never_leaves_a_heading_at_the_foot_of_a_page() -> None:
    for count in range(10, 60):
        fields = [Field(name=f"栏目{index}", wide=True) for index in range(count)]
        fields.insert(count // 2, Field(name="分栏", type=FieldType.HEADING))
        for page in laid(form_of(*fields)).pages:
            assert not isinstance(page[-1].cells[0].content, Heading)


def it_shares_short_fields_out_evenly_on_a_wide_sheet() -> None:
    wide = Room(728.0, 470.0, 29.0)
    sheet = sheet_of(
        form_of(*(Field(name=f"栏{index}") for index in range(4))), wide, SETTING, FOOT, landscape=True
    )
    assert [len(row.cells) // 2 for row in sheet.pages[0]] == [2, 2]
    assert all(isinstance(cell.content, Label | Blank) for _, cell in cells_of(sheet))
