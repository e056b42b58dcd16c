"""TRM006."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.references import Kind
from wuye_docs.rules.context import RunningText
from wuye_docs.rules.rule import ManualRule

_FEWEST = 3
_SHALL = re.compile("(?<![对相适响反供回感呼效])应(?![急用对答该付聘届收缴有变力邀知激诺到])")
_OTHER = re.compile("(?<!不)必须|务必")


class MixedModalWords(ManualRule):
    """A document demands with 必须 or 务必 beside 应.

    ## 说明
    同一份文件的要求多数用“应”, 少数用“必须”“务必”。GB/T 1.1 用“应”表示要求、“宜”表示推荐、“可”表示允许、
    “不得”“不应”表示禁止。引用法律原文的不计 (书名号同句)。每份文件每个词报告一次。

    ## 为什么重要
    几个词轻重不一, 读者会以为“应”可以不做 (ISO 9001:2015 7.5.2 b; GB/T 1.1—2020 7.2)。

    ## Why it matters
    Words of several weights make the reader think that the light ones are optional (ISO 9001:2015 7.5.2 b; GB/T 1.1-2020 7.2).

    ## 示例 Example
    ```markdown
    客服专员应登记。投诉必须在当日派单。
    ```

    ## 改为 Use instead
    ```markdown
    客服专员应登记。投诉应在当日派单。
    ```
    """

    code = "TRM006"
    name = "mixed-modal-words"
    severity = Severity.HINT

    def check(self) -> Iterator[Diagnostic]:
        shall: Counter[str] = Counter()
        others: dict[str, dict[str, tuple[RunningText, int, int]]] = {}
        for text in self.context.texts:
            if text.source.kind is not Kind.DOCUMENT:
                continue
            shall[text.source.key] += len(_SHALL.findall(text.text))
            if "《" not in text.text:
                for match in _OTHER.finditer(text.text):
                    found = others.setdefault(text.source.key, {})
                    found.setdefault(match.group(), (text, *match.span()))
        for number, found in others.items():
            if shall[number] < _FEWEST:
                continue
            for word, (text, start, end) in found.items():
                yield self.finding(
                    text.span(start, end),
                    f"要求用 `{word}`, 本文件其他{shall[number]}处用“应”",
                    f"demands with `{word}`; {shall[number]} other places of this document say `应`",
                    hint=Message("要求一律写“应”, 禁止写“不得”", "write 应 for demands, 不得 for bans"),
                )
