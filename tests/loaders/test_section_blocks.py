"""What counts as the content of a section, and where links stand."""

import pytest

from wuye_docs.loaders.markdown import read_body, text_parser
from wuye_docs.model import Numbering

PARSER = text_parser()


def blocks(text: str) -> list[int]:
    body = read_body("a.md", text, Numbering.DECIMAL, PARSER)
    return [section.blocks for section in body.sections if section.level]


@pytest.mark.parametrize(
    ("below", "count"),
    [
        ("文字。", 1),
        ("- 甲\n- 乙", 1),
        ("<!-- 待写 -->", 0),
        ("% 待写", 0),
        ("[^1]: 注脚。", 0),
        ("***", 0),
        (":::{related}\n:::", 1),
        ("{{ 投诉.时限 }}", 1),
        ("", 0),
    ],
)
def test_comments_labels_and_footnotes_are_no_content(below: str, count: int) -> None:
    assert blocks(f"# 甲\n\n{below}\n\n(乙)=\n# 乙\n\n文字[^1]。\n") == [count, 1]


def test_links_stand_where_they_are_written() -> None:
    text = "[甲](#标签)和[乙](<图 1.md>)和<https://a.b/c>\n"
    body = read_body("a.md", text, Numbering.DECIMAL, PARSER)
    marks = body.sections[0].marks
    assert [text[mark.span.column - 1 : mark.span.end_column - 1] for mark in marks] == [
        "#标签",
        "图 1.md",
        "https://a.b/c",
    ]
