"""TRM001."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import ahocorasick

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.references import Kind
from wuye_docs.rules.context import CheckContext, RunningText
from wuye_docs.rules.rule import TextRule

_TITLE = re.compile("《[^《》]*》|“[^“”]*”")
# 不得写成…… says that the word is banned.
_NAMED_AS_SUCH = re.compile("的说法|一词|等说法|(?<=费)用")


class BannedTerm(TextRule):
    """The text uses wording that terms.yaml bans.

    ## 说明
    正文、流程或记录表用了 terms.yaml 中某个术语的 `banned` 说法, 例如以“装修审批”代替“装修登记”。书名号内的标题、术语自己的条目,
    以及更长的登记名称中的字样不报告。

    ## 为什么重要
    旧说法往往带着旧做法, 或者法律上不对的意思 (ISO 9001:2015 7.5.2 a; GB/T 19000 术语一致)。

    ## Why it matters
    Old wording carries old practice along, or a meaning that the law does not allow (ISO 9001:2015 7.5.2 a).

    ## 示例 Example
    ```markdown
    业主应在装修审批后施工。
    ```

    ## 改为 Use instead
    ```markdown
    业主应在装修登记后施工。
    ```
    """

    code = "TRM001"
    name = "banned-term"
    severity = Severity.WARNING
    is_fixable = True

    def __init__(self, context: CheckContext) -> None:
        super().__init__(context)
        self.automaton = ahocorasick.Automaton()
        # A longer accepted word protects what stands inside it: 物业管理费用 is not 管理费.
        accepted = {word for name, term in context.manual.terms.items() for word in (name, *term.aliases)}
        for name, term in context.manual.terms.items():
            for banned in term.banned:
                self.automaton.add_word(str(banned), (len(banned), name))
        self.has_words = len(self.automaton) > 0
        for word in accepted:
            if word not in self.automaton:
                self.automaton.add_word(str(word), (len(word), ""))
        self.automaton.make_automaton()

    def texts(self) -> Iterable[RunningText]:
        return self.context.text_search.holding(self.automaton) if self.has_words else ()

    def check(self, text: RunningText) -> Iterator[Diagnostic]:
        titles: list[tuple[int, int]] | None = None
        for last, (length, preferred) in self.automaton.iter_long(text.text):
            start, end = last + 1 - length, last + 1
            if not preferred or (text.source.kind is Kind.TERM and text.source.key == preferred):
                continue
            if titles is None:
                titles = [match.span() for match in _TITLE.finditer(text.text)]
            if any(first < start < stop for first, stop in titles) or _NAMED_AS_SUCH.match(text.text, end):
                continue
            span, written = text.span(start, end), text.text[start:end]
            yield self.finding(
                span,
                f"`{written}` 是禁用的说法, 应写 `{preferred}`",
                f"`{written}` must not be used; write `{preferred}`",
                hint=Message(f"写成 `{preferred}`", f"write `{preferred}`"),
                fix=self.context.replacement(span, written, preferred),
            )
