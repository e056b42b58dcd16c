"""Findings as a page."""

import base64
import re
from dataclasses import replace
from hashlib import sha256

from lxml import html as html_reader

from tests.diagnostics.findings import ADVICE, BACKGROUND, FOUND, LANE, SOURCES, WHOLE_FILE
from wuye_docs.diagnostics import Background, Language, Message
from wuye_docs.diagnostics.render import html


def page_of(found=FOUND, background: Background = BACKGROUND, language: Language = Language.CHINESE):
    return html_reader.fromstring(html.render(found, SOURCES, language, background))


def select(tree, path: str):
    """The elements of a path like `.file h3` or `div.head span`: each step a tag, a class after a dot, or both."""
    steps = []
    for step in path.split():
        tag, *classes = step.split(".")
        having = "".join(f"[contains(concat(' ', @class, ' '), ' {name} ')]" for name in classes)
        steps.append(f"//{tag or '*'}{having}")
    return tree.xpath("." + "".join(steps))


def texts(tree, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in select(tree, path)]


def test_counts_stand_at_the_head() -> None:
    page = page_of()
    assert texts(page, "h1") == ["示例手册"]
    assert texts(page, ".made") == ["2026-11-22 · 由 wuye check 0.1.0 生成"]
    assert texts(page, ".tiles .n") == ["1", "1", "1"]
    assert texts(page, ".facts span") == ["已检查文件 4", "可自动修复 1", "豁免 1"]
    assert texts(page, "tbody tr")[:3] == [
        "FLW010错误检查内容。1",
        "SRC007警告检查内容。1",
        "DOC010提示检查内容。1",
    ]


def test_files_hold_what_each_rule_finds() -> None:
    page = page_of([LANE, ADVICE, LANE, WHOLE_FILE])
    assert texts(page, ".file h3") == ["SYFLKF01 投诉处理流程flows/a.yaml", "flows/b.yml"]
    first = select(page, ".file")[0]
    assert texts(first, ".head .pill") == ["错误 2", "提示 1"]
    assert texts(first, ".group .title .code") == ["FLW010", "DOC010"]
    assert texts(first, ".group.error .title .pill") == ["错误 × 2"]


def test_a_finding_shows_its_line_its_hint_and_its_repair() -> None:
    finding = select(page_of([LANE]), ".finding")[0]
    assert texts(finding, "p")[:1] == ["第 2 行没有名为 客服转员 的岗位"]
    assert texts(finding, "mark") == ["客服转员"]
    assert select(finding, ".excerpt")[0].text_content() == "2lanes: [业主, 客服转员]"
    assert texts(finding, ".note") == [
        "建议是否指 客服专员？",
        "另见flows/a.yaml:1:9 流程在这里",
        "可自动修复客服转员 客服专员",
    ]


def test_the_page_of_the_rule_is_folded_under_its_findings() -> None:
    details = select(page_of([LANE]), "details.page")[0]
    assert details.get("open") is None
    assert texts(details, "summary") == ["规则说明"]
    assert texts(details, "div") == ["级别 说明 检查内容 a。"]


def test_clean_and_waived_are_listed() -> None:
    page = page_of()
    assert texts(page, ".clean li") == ["SYQP02 干净的程序", "manual/投诉 受理.md"]
    assert texts(page, ".waivers tbody td") == [
        "manual/投诉 受理.md:2",
        "REF001 《投诉受理单》没有登记",
        "年底统一",
        "总经理",
        "2026-12-31",
    ]


def test_a_clean_manual_says_so() -> None:
    page = page_of([], replace(BACKGROUND, waived=()))
    assert texts(page, ".all-clean") == ["✓ 没有发现问题"]
    assert not any(select(page, part) for part in (".tiles", ".filter", ".file", ".waivers"))


def test_it_speaks_english() -> None:
    text = html.render(FOUND, SOURCES, Language.ENGLISH, replace(BACKGROUND, manual="", titles={}, waived=()))
    assert '<html lang="en">' in text
    assert "What to do" in text
    # Sources and paths stay what they are.
    assert set(re.findall("[\u4e00-\u9fff]+", text)) == {
        "业主",
        "客服转员",
        "客服专员",
        "登记",
        "投诉",
        "受理",
    }


def test_text_of_sources_is_never_markup() -> None:
    ugly = "<script>alert(1)</script>\"' {{ 7*7 }}"
    found = replace(LANE, message=Message(ugly, ugly), hint=Message(f"`{ugly}`", ugly))
    sources = {"flows/a.yaml": f"x\n<b>{ugly}\n"}
    text = html.render(
        [found], sources, Language.CHINESE, replace(BACKGROUND, manual=ugly, titles={"flows/a.yaml": ugly})
    )
    assert "<script" not in text and "{{ 7*7 }}" in text
    assert not select(html_reader.fromstring(text), ".excerpt b")


def test_nothing_is_fetched_and_the_policy_forbids_it() -> None:
    text = html.render(FOUND, SOURCES, Language.CHINESE, BACKGROUND)
    assert not re.search(r"https?://|url\(|@import|<link|<img|<script|\sstyle=|\son\w+=", text)
    style = re.search("<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = base64.b64encode(sha256(style.group(1).encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text
