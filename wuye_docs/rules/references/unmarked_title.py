"""REF015."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import ahocorasick

from wuye_docs.diagnostics import Diagnostic, Edit, Fix, Message, Severity
from wuye_docs.references import Kind, Naming, Target
from wuye_docs.references.graph import label_of
from wuye_docs.rules.context import CheckContext, RunningText
from wuye_docs.rules.rule import TextRule

# Titles shorter than this, and of other endings, are ordinary words as well.
_SHORTEST = 5
_ENDINGS = (
    "表", "单", "书", "簿", "台账", "规程", "程序", "办法", "制度", "规定", "指引", "规范", "标准", "预案", "方案", "清单", "报告",
)  # fmt: skip
_TITLE = re.compile("《[^《》]*》")


class UnmarkedTitle(TextRule):
    """The registered title of a document or form stands in the text without 《》.

    ## 说明
    正文、流程和记录表的文字中写了已登记文件或记录表的标题, 而没有书名号。没有书名号的标题不成为链接, 也不计入引用。
    只看五个字以上、以表、单、台账、规程、程序等结尾的标题。

    ## 为什么重要
    引用要能识别, 文件改名、作废时才知道哪里受影响 (ISO 9001:2015 7.5.3.2 a、c)。

    ## Why it matters
    A reference that cannot be told from plain words is missed when the document is renamed or withdrawn
    (ISO 9001:2015 7.5.3.2 a, c).

    ## 示例 Example
    ```markdown
    客服专员填写客户投诉建议受理表。
    ```

    ## 改为 Use instead
    ```markdown
    客服专员填写《客户投诉建议受理表》。
    ```
    """

    code = "REF015"
    name = "unmarked-title"
    severity = Severity.WARNING
    is_fixable = True

    def __init__(self, context: CheckContext) -> None:
        super().__init__(context)
        self.automaton = ahocorasick.Automaton()
        for title, named in context.references.names.titles.items():
            is_ours = named.target.kind in (Kind.DOCUMENT, Kind.FORM) and named.naming is Naming.REGISTERED
            if is_ours and len(title) >= _SHORTEST and title.endswith(_ENDINGS):
                self.automaton.add_word(title, (len(title), named.target))
        self.automaton.make_automaton()

    def texts(self) -> Iterable[RunningText]:
        return self.context.text_search.holding(self.automaton)

    def check(self, text: RunningText) -> Iterator[Diagnostic]:
        marked = None
        for last, (length, target) in self.automaton.iter_long(text.text):
            start, end = last + 1 - length, last + 1
            if marked is None:
                marked = [match.span() for match in _TITLE.finditer(text.text)]
            if any(first < start < stop for first, stop in marked):
                continue
            yield self.unmarked(text, start, end, target)

    def unmarked(self, text: RunningText, start: int, end: int, target: Target) -> Diagnostic:
        span = text.span(start, end)
        title = text.text[start:end]
        fix = None
        if self.context.written_at(span) == title:
            fix = Fix(Message(f"改为《{title}》", f"write 《{title}》"), (Edit(span, f"《{title}》"),))
        return self.finding(
            span,
            f"标题 `{title}` 没有加书名号",
            f"title `{title}` stands without 《》",
            hint=Message(
                f"如指 {label_of(target, self.context.manual)}, 写成《{title}》",
                f"if {label_of(target, self.context.manual)} is meant, write 《{title}》",
            ),
            fix=fix,
        )
