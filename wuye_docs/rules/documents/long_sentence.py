"""DOC010."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.references import Kind
from wuye_docs.rules.context import RunningText
from wuye_docs.rules.rule import TextRule

MOST_CHARACTERS = 120
_END = re.compile("[。；！？\n]|$")


class LongSentence(TextRule):
    """A sentence is longer than anyone reads in one go.

    ## 说明
    一句话超过120个字 (句号、分号、问号、叹号和换行断句)。

    ## 为什么重要
    读不下来的句子做不到 (ISO 9001:2015 7.5.2 b 适宜的形式)。

    ## Why it matters
    A sentence that cannot be read in one go is not followed (ISO 9001:2015 7.5.2 b).

    ## 示例 Example
    ```markdown
    客服专员接到投诉后应当……并且……同时……以及……。
    ```

    ## 改为 Use instead
    ```markdown
    客服专员接到投诉后登记。情况紧急的，通知责任部门。
    ```
    """

    code = "DOC010"
    name = "long-sentence"
    severity = Severity.HINT

    def texts(self) -> Iterable[RunningText]:
        return (one for one in self.context.texts if len(one.text) > MOST_CHARACTERS)

    def check(self, text: RunningText) -> Iterator[Diagnostic]:
        if text.source.kind is Kind.TERM:
            return
        start = 0
        for match in _END.finditer(text.text):
            length = match.start() - start
            if length > MOST_CHARACTERS:
                yield self.finding(
                    text.span(start, start + 10),
                    f"一句话有{length}个字",
                    f"a sentence of {length} characters",
                    hint=Message("断成几句, 或列成条目", "break it up, or make it a list"),
                )
            start = match.end()
