"""Lists and tables as they are typed."""

from wuye_docs.rules.source_blocks import lists_in, tables_in

TEXT = """\
下列两项：

1. 甲；
2. 乙，
   续行；
   - 内一
   - 内二

   :::{note}
   注
   :::

段落。
- 单项

```text
- 不是列表
| 不是 | 表 |
|---|---|
```

| 头 | `a|b` |
|---|---|
| 一 | 二 | 三 |
| 转\\|义 | 四 |
"""


def test_lists_have_their_items_their_lead_and_what_they_hold() -> None:
    inner, outer, single = lists_in(TEXT)
    assert [one.text for one in inner.items] == ["内一", "内二"]
    assert inner.lead == "乙，续行；"
    assert [(one.line, one.text, one.is_leading) for one in outer.items] == [
        (3, "甲；", False),
        (4, "乙，续行；", True),
    ]
    assert outer.is_numbered and outer.lead == "下列两项：" and outer.lead_line == 1
    assert [one.text for one in single.items] == ["单项"]


def test_tables_have_the_cells_of_their_rows() -> None:
    (table,) = tables_in(TEXT)
    assert [cells for _, cells in table.rows] == [2, 2, 3, 2]
