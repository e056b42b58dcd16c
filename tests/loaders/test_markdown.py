"""Markdown to clauses and prose: every word knows its line and column."""

from __future__ import annotations

from wuye_docs.loaders.markdown import read_body, text_parser
from wuye_docs.model import Body, Numbering

SOURCE = """\
# 目的

(受理)=
## 登记 {role}`客服专员`

  **客服**专员应在 {{ 投诉.时限 }} 内
登记，见《投诉表》。

| 甲 | 业主 |
|---|---|
| 业主 | 业主 |

1. 列项业主
   - 子项业主

:::{note}
:class: 提醒

注意业主
:::

:::{flow} SYFLKF01
:::

![图](图.png)
"""


def body(source: str = SOURCE, numbering: Numbering = Numbering.DECIMAL) -> Body:
    return read_body("a.md", source, numbering, text_parser())


def places_of(word: str) -> list[str]:
    return [
        str(prose.span(start, start + len(word)))
        for section in body().sections
        for prose in section.prose
        for start in range(len(prose.text))
        if prose.text.startswith(word, start)
    ]


def it_finds_words_at_their_line_and_column() -> None:
    assert places_of("业主") == ["a.md:9:7", "a.md:11:3", "a.md:11:8", "a.md:13:6", "a.md:14:8", "a.md:19:3"]


def it_reads_over_markup_and_line_ends() -> None:
    assert places_of("客服专员") == ["a.md:6:5"]
    assert places_of("内登记") == ["a.md:6:26"]


def it_numbers_and_labels_clauses() -> None:
    found = [(one.number, str(one.title), one.label, one.level) for one in body().sections[1:]]
    assert found == [("1", "目的", "", 1), ("1.1", "登记 客服专员", "受理", 2)]


def it_notes_explicit_markup_with_places() -> None:
    marks = [
        (one.kind, str(one.content), str(one.span)) for section in body().sections for one in section.marks
    ]
    assert marks == [
        ("label", "受理", "a.md:3:2"),
        ("role:role", "客服专员", "a.md:4:14"),
        ("parameter", "投诉.时限", "a.md:6:17"),
        ("directive:note", "", "a.md:16:4"),
        ("directive:flow", "SYFLKF01", "a.md:22:11"),
        ("image", "图.png", "a.md:25:6"),
    ]


def it_counts_the_blocks_of_a_clause() -> None:
    assert [one.blocks for one in body("# 甲\n\n# 乙\n\n文\n\n- 项\n").sections] == [0, 0, 2]


def it_numbers_by_the_style_of_the_level() -> None:
    source = "# 甲\n\n## 乙\n\n# 丙\n\n## 丁\n"
    assert [one.number for one in body(source, Numbering.CHAPTER).sections[1:]] == [
        "第一章",
        "第一条",
        "第二章",
        "第二条",
    ]
    assert [one.number for one in body(source, Numbering.CHINESE).sections[1:]] == [
        "一、",
        "（一）",
        "二、",
        "（一）",
    ]
