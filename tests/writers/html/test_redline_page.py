"""The page of changes: whole in one file, marked so that a reader without colours can tell, quiet about what stayed."""

from __future__ import annotations

import re
from pathlib import Path

from tests.redline.history import sample_sources
from wuye_docs.loaders import MemoryWorkspace
from wuye_docs.redline.change_list import changes_between
from wuye_docs.redline.comparison import Comparison
from wuye_docs.redline.notice import NoticeKind, make_notice
from wuye_docs.redline.side import Side
from wuye_docs.writers.html.redline.notice_page import notice_page
from wuye_docs.writers.html.redline.page import redline_page

COMPLAINTS = "manual/instructions/SYWIKF01.md"


def comparison() -> Comparison:
    old, new = sample_sources(), sample_sources()
    text = new[COMPLAINTS].decode()
    text = text.replace("从登记到关闭", "从受理到<b>关闭</b>").replace(
        "# 定义\n", "# 原则\n\n不过夜。\n\n# 定义\n"
    )
    new[COMPLAINTS] = text.encode()
    flow = new["flows/SYFLKF01.yaml"].decode()
    new["flows/SYFLKF01.yaml"] = flow.replace("text: 派单处理", "text: 派单并督办").encode()
    return Comparison(
        Side.of("A/0", MemoryWorkspace(old)),  # type: ignore[arg-type]
        Side.of("A/1", MemoryWorkspace(new)),  # type: ignore[arg-type]
    )


def page() -> str:
    one = comparison()
    return redline_page(one, changes_between(one))


def it_marks_changes_and_leaves_out_clauses_without_one() -> None:
    html = page()
    assert "规定投诉从<del>登记到关闭</del><ins>受理到&lt;b&gt;关闭&lt;/b&gt;</ins>的办理方法。" in html
    assert '<span class="clause">4</span> 原则<span class="tag">新增</span>' in html
    assert '<span class="clause"><del>4</del> <ins>5</ins></span> 定义' in html
    assert '<span class="clause"><del>5</del> <ins>6</ins></span> 工作程序' in html
    assert '<p class="unchanged">2 适用范围、3 职责 <span>（无改动，略）</span></p>' in html
    assert html.count("修改</text>") >= 2, "the chart is marked in the document and with the flow"


def it_escapes_what_sources_say() -> None:
    assert "<b>关闭</b>" not in page()


def it_is_whole_in_one_file_without_scripts_and_addresses() -> None:
    html = page()
    assert "<script" not in html and "style=" not in html
    assert "default-src 'none'" in html
    assert not re.search(r'(?:href|src)="(?!#|data:)', html)


def it_opens_without_a_word_from_the_content_policy(browser: object, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 390, "height": 800})  # type: ignore[attr-defined]
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.goto(path.as_uri())
    wide = opened.evaluate("document.documentElement.scrollWidth")
    background = opened.evaluate("getComputedStyle(document.querySelector('ins')).textDecorationLine")
    opened.close()
    assert (said, wide, background) == ([], 390, "underline")


def it_shows_a_notice_as_a_sheet() -> None:
    one = comparison()
    html = notice_page(one.look(), make_notice(one, changes_between(one), NoticeKind.REQUEST, reason="A & B"))
    assert "<h1>文件更改申请单</h1>" in html and "A &amp; B" in html and "影响评审" in html
