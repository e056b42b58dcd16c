"""Wording and typography: misprints, punctuation, terms that must not be used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.seeded_faults.clean import Clean
from bench.seeded_faults.fault import Edit, Fault, Kind, fault
from wuye_docs.diagnostics import Span
from wuye_docs.rules.definitions import definitions_in

# Misprints of everyday work with a pinyin or shape keyboard: right, wrong.
_MISPRINTS = (
    "部署/布署 安装/按装 竣工/峻工 账号/帐号 台账/台帐 记录表/纪录表 检修/捡修 签收/签受 钥匙/钥是 客户/客护 投诉/投拆 报修/报休 维修/维休 登记/登计 通知/通之"
    " 装修/装休 负责/付责 服务/服物 车辆/车俩 消防/消访 保洁/保结 绿化/绿花 现场/现厂 验收/验受 设备/设倍 巡查/巡茶"
    " 填写/填泻 批准/批淮 制定/治定 材料/材科 日期/曰期 归档/归挡 反馈/反溃 停车/停本"
)
# Slips that give another word, or what two words may give where they meet: only who understands the sentence can tell.
_OTHER_WORDS = (
    "业主/业住 检查/检察 处理/处里 管理/管里 员工/员公 审核/审合 及时/即时 已经/以经 未经/末经 回访/回放"
)
_TRADITIONAL = "记/記 录/錄 检/檢 设/設 备/備 业/業 务/務 处/處 应/應 时/時 间/間 书/書 报/報 员/員 门/門 类/類 质/質 责/責 办/辦 费/費 场/場"


def _around(clean: Clean, pairs: str) -> Iterator[tuple[Span, str]]:
    """The places of the right words, with the wrong ones: every word in turn, some of each."""
    for pair in pairs.split():
        right, wrong = pair.split("/")
        for index, (_, _, span) in enumerate(clean.found(re.escape(right))):
            if index % 7 == 0:
                yield span, wrong


def misprint(clean: Clean) -> Iterator[Fault]:
    """A word is mistyped by a letter that sounds or looks alike."""
    for span, wrong in _around(clean, _MISPRINTS):
        yield fault([Edit(span, wrong)])


def misprint_that_is_another_word(clean: Clean) -> Iterator[Fault]:
    """A word is mistyped, and what comes out is another word."""
    for span, wrong in _around(clean, _OTHER_WORDS):
        yield fault([Edit(span, wrong)])


def one_traditional_character(clean: Clean) -> Iterator[Fault]:
    """One traditional character stands in a sentence."""
    for span, wrong in _around(clean, _TRADITIONAL):
        yield fault([Edit(span, wrong)])


def traditional_sentence(clean: Clean) -> Iterator[Fault]:
    """A sentence is pasted in traditional characters."""
    for _, _, _, span in clean.paragraphs():
        yield fault([Edit(clean.below(span.path, span.line), "檢查結果應當記錄，並報告管理處經理。")])


def word_typed_twice(clean: Clean) -> Iterator[Fault]:
    """A word is typed twice in a row: 登记登记, 的的."""
    for index, (_, _, span) in enumerate(clean.found("登记|检查|客户|填写|处理|通知|的|应|由|和")):
        if index % 23 == 0:
            yield fault([Edit(span, clean.written(span) * 2)])


def half_width_punctuation(clean: Clean) -> Iterator[Fault]:
    """A comma, full stop, colon or bracket is half-width."""
    narrow = {"，": ",", "。": ".", "：": ":", "；": ";", "（": "(", "）": ")", "？": "?"}
    for index, (_, match, span) in enumerate(
        clean.found("(?<=[\u4e00-\u9fff])[，。：；（）？](?=[\u4e00-\u9fff])")
    ):
        if index % 31 == 0:
            yield fault([Edit(span, narrow[match.group()])])


def full_stop_half_width_at_end(clean: Clean) -> Iterator[Fault]:
    """A paragraph ends in a half-width full stop."""
    for _, _, _, span in clean.paragraphs():
        end = len(clean.line(span))
        yield fault([Edit(Span(span.path, span.line, end, span.line, end + 1), ".")])


def punctuation_doubled(clean: Clean) -> Iterator[Fault]:
    """A comma or full stop stands twice."""
    for index, (_, match, span) in enumerate(clean.found("[，。]")):
        if index % 37 == 0:
            yield fault([Edit(span, match.group() * 2)])


def space_between_characters(clean: Clean) -> Iterator[Fault]:
    """A space stands between two characters."""
    for index, (_, _, span) in enumerate(clean.found("(?<=[\u4e00-\u9fff])应(?=[\u4e00-\u9fff])")):
        if index % 7 == 0:
            yield fault([Edit(span, " 应")])


def closing_title_mark_lost(clean: Clean) -> Iterator[Fault]:
    """》 is lost."""
    for index, (_, _, span) in enumerate(clean.found("》", outside_titles=False)):
        if index % 11 == 0:
            yield fault([Edit(span, "")])


def bracket_lost(clean: Clean) -> Iterator[Fault]:
    """The closing bracket or quotation mark is lost."""
    for _, _, span in clean.found("[）”]"):
        yield fault([Edit(span, "")])


def banned_term(clean: Clean) -> Iterator[Fault]:
    """A term is called by a wording that terms.yaml bans."""
    for name, term in clean.manual.terms.items():
        for banned in term.banned:
            for index, (text, match, span) in enumerate(clean.found(re.escape(name))):
                covered = any(name in one and one in text.text for one in clean.manual.terms if one != name)
                if index % 5 == 0 and not covered and name not in banned:
                    around = (
                        text.text[max(0, match.start() - 3) : match.start()]
                        + banned
                        + text.text[match.end() : match.end() + 3]
                    )
                    if not any(one in around and banned in one for one in clean.graph.names.people):
                        yield fault([Edit(span, banned)])


def foreign_word(clean: Clean) -> Iterator[Fault]:
    """An English word is left from a template."""
    for index, (_, _, span) in enumerate(clean.found("检查|流程|审核|客户")):
        if index % 29 == 0:
            yield fault(
                [
                    Edit(
                        span,
                        {"检查": "checklist", "流程": "workflow", "审核": "audit", "客户": "customer"}[
                            clean.written(span)
                        ],
                    )
                ]
            )


def must_for_shall(clean: Clean) -> Iterator[Fault]:
    """One demand says 必须 where the document says 应."""
    for text, match, span in clean.found("应(?=[\u4e00-\u9fff])"):
        document = clean.manual.documents[text.source.key]
        if (
            "《" in text.text
            or text.text[match.start() - 1 : match.start()] in "相对适供反响效"
            or text.text[match.end()] in "急当付对答"
        ):
            continue
        if sum(prose.text.count("应") for section in document.body.sections for prose in section.prose) > 12:
            yield fault([Edit(span, "必须")])


def term_under_another_name(clean: Clean) -> Iterator[Fault]:
    """The glossary gets an entry that says of a new word what another entry says already."""
    for name, term in clean.manual.terms.items():
        if len(term.definition) > 8:
            lines = clean.lines(term.span.path)
            last = len(lines) - (not lines[-1])
            new = f"\n{name}事项:\n  definition: {term.definition}"
            yield fault([Edit(clean.below(term.span.path, last), new)], lines_below=1)


def definition_that_differs(clean: Clean) -> Iterator[Fault]:
    """A document defines a word of the glossary as something else."""
    for one in definitions_in(clean.manual, clean.context.lines):
        if one.term in clean.manual.terms and one.span.path.endswith(".md"):
            text = clean.whole_line(one.span.path, one.span.line + 1)
            yield fault([Edit(text, ": 每月末由值班人员另行整理的各类清单。")], told_at=[one.span])


def defined_word_renamed(clean: Clean) -> Iterator[Fault]:
    """A definition calls its term otherwise than the text does."""
    for one in definitions_in(clean.manual, clean.context.lines):
        if one.span.path.endswith(".md") and clean.written(one.span) == one.term:
            yield fault([Edit(one.span, "甲乙类" + one.term[-1] + "况")], told_at=[one.span])


def thing_listed_twice(clean: Clean) -> Iterator[Fault]:
    """Where two things are listed, the first is written twice: 业主、业主和使用人."""
    for _, match, span in clean.found(
        "(?<=[由向给])[\u4e00-\u9fff]{2,6}(?=、[\u4e00-\u9fff]{2,8}[和或，。])"
    ):
        yield fault([Edit(clean.behind(span), "、" + match.group())])


def negation_lost(clean: Clean) -> Iterator[Fault]:
    """不得 becomes 得."""
    for _, _, span in clean.found("不得(?=[\u4e00-\u9fff]{2})"):
        yield fault([Edit(span, "得")])


def and_for_or(clean: Clean) -> Iterator[Fault]:
    """Two who sign both become two of whom one is enough."""
    for _, _, span in clean.found("(?<=[管理员长])和(?=[\u4e00-\u9fff]{3,6}(?:签|批准|审核|到场|在场))"):
        yield fault([Edit(span, "或者")])


KINDS = (
    Kind(("TRM004",), misprint),
    Kind(("TRM004",), word_typed_twice),
    Kind(("TRM008",), one_traditional_character),
    Kind(("TRM008",), traditional_sentence),
    Kind(("TRM003",), half_width_punctuation),
    Kind(("TRM003",), full_stop_half_width_at_end),
    Kind(("TRM003",), punctuation_doubled),
    Kind(("TRM003",), space_between_characters),
    Kind(("DOC011",), closing_title_mark_lost),
    Kind(("DOC011",), bracket_lost),
    Kind(("TRM001",), banned_term),
    Kind(("TRM002",), term_under_another_name),
    Kind(("TRM010",), defined_word_renamed),
    Kind(("TRM004",), thing_listed_twice),
    Kind(("TRM009",), definition_that_differs),
    Kind(("TRM005",), foreign_word),
    Kind(("TRM006",), must_for_shall),
)

# What no rule can tell, and why:
BEYOND = (
    # Only who understands the sentence knows that the word is the wrong one.
    Kind(("TRM004",), misprint_that_is_another_word),
    # The sentence is sound either way. `wuye diff` marks the word for whoever approves the change.
    Kind(("PAR003",), negation_lost),
    Kind(("PAR003",), and_for_or),
)
