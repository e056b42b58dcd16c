"""Texts cut into words, and the changes between two of them as a reader sees them."""

from __future__ import annotations

import pytest
from docutils import nodes

from wuye_docs.content.nodes import deleted_text, inserted_text
from wuye_docs.redline.inline import merge_inline
from wuye_docs.redline.words import Words

WORDS = Words(["客服专员", "客服主管", "客户投诉处理规程", "客服"])


def shown(old: str, new: str) -> str:
    """Deleted text in [-…-], inserted text in {+…+}."""
    signs = {deleted_text: "[-{}-]", inserted_text: "{{+{}+}}"}
    merged = merge_inline([nodes.Text(old)], [nodes.Text(new)], WORDS)
    return "".join(signs.get(type(one), "{}").format(one.astext()) for one in merged)  # type: ignore[call-overload]


def it_keeps_names_figures_and_latin_words_whole() -> None:
    assert WORDS.cut("客服主管应在30分钟内、3个工作日前按SYWIKF01-R02报ISO9001") == [
        "客服主管", "应", "在", "30分钟", "内", "、", "3个工作日", "前", "按", "SYWIKF01-R02", "报", "ISO9001",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("由客服专员受理。", "由客服主管受理。", "由[-客服专员-]{+客服主管+}受理。"),
        ("应在30分钟内派单。", "应在20分钟内派单。", "应在[-30分钟-]{+20分钟+}内派单。"),
        ("及时回复业主。", "及时书面回复业主。", "及时{+书面+}回复业主。"),
        ("每月由主管书面检查一次。", "每月检查一次。", "每月[-由主管书面-]检查一次。"),
        ("质量部负责每年评审一次。", "品质部负责每半年评审一次。", "[-质量-]{+品质+}部负责每{+半+}年评审一次。"),
        ("相同的文字。", "相同的文字。", "相同的文字。"),
        ("业主提出的投诉由前台登记并且编号存放。", "每月末盘点钥匙，差异报管理处。", "[-业主提出的投诉由前台登记并且编号存放。-]{+每月末盘点钥匙，差异报管理处。+}"),
        ("", "新增。", "{+新增。+}"),
    ],
)  # fmt: skip
def it_marks_what_a_reader_takes_for_changed(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def it_takes_the_look_of_equal_words_from_the_new_text() -> None:
    old = [nodes.Text("应"), nodes.strong("", "立即"), nodes.Text("停机")]
    new = [nodes.Text("应立即"), nodes.emphasis("", "停机")]
    merged = merge_inline(old, new, WORDS)
    assert [type(one).__name__ for one in merged] == ["Text", "emphasis"]
