"""DOC008."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity, Span
from wuye_docs.model import Document, Prose
from wuye_docs.rules.rule import DocumentRule

_SHORTEST = 16
_SHORTEST_ITEM = 4
_SENTENCE = re.compile("[^。；！？\n]+")
_WORDLESS = re.compile(r"[^\w]|_")


class RepeatedSentence(DocumentRule):
    """A sentence of a document is repeated in it word for word.

    ## 说明
    同一份文件中, 16个字以上的一句话一字不差地出现两次; 或者同一个列表里有两条相同 (4个字以上)。表格里重复的内容也算。标题、参数和标记不计。

    ## 为什么重要
    写了两遍的规定, 修订时只改一遍; 多半是复制后忘了改 (ISO 9001:2015 7.5.3.2 c)。

    ## Why it matters
    A rule written twice is revised once; most often one was copied and not changed (ISO 9001:2015 7.5.3.2 c).

    ## 示例 Example
    ```markdown
    1. 客服专员每日核对未办结的投诉台账。
    2. 客服专员每日核对未办结的投诉台账。
    ```

    ## 改为 Use instead
    ```markdown
    1. 客服专员每日核对未办结的投诉台账。
    ```
    """

    code = "DOC008"
    name = "repeated-sentence"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from self.in_lists(document)
        seen: dict[str, tuple[Prose, int, int]] = {}
        for section in document.body.sections:
            for prose in section.prose:
                if len(prose.text) < _SHORTEST:
                    continue
                for match in _SENTENCE.finditer(prose.text):
                    bare = _WORDLESS.sub("", match.group())
                    if len(bare) < _SHORTEST:
                        continue
                    start = match.start() + len(match.group()) - len(match.group().lstrip())
                    first, begin, end = seen.setdefault(bare, (prose, start, match.end()))
                    if (first, begin) != (prose, start):
                        place = first.span(begin, end)
                        yield self.finding(
                            prose.span(start, match.end()),
                            f"这句话在第 {place.line} 行已有",
                            f"line {place.line} has this sentence already",
                            hint=Message(
                                "删去一处, 或写明区别", "delete one of them, or say how they differ"
                            ),
                            related=(Related(place, Message("前一处", "the first")),),
                        )

    def in_lists(self, document: Document) -> Iterator[Diagnostic]:
        """The findings of short items that a list has twice; long ones are sentences."""
        for block in self.context.lists[document.number]:
            lines: dict[str, int] = {}
            for item in block.items:
                bare = _WORDLESS.sub("", item.text)
                if not _SHORTEST_ITEM <= len(bare) < _SHORTEST or item.is_leading:
                    continue
                first = lines.setdefault(bare, item.line)
                if first != item.line:
                    path = document.span.path
                    yield self.finding(
                        Span(path, item.line, item.column, item.line, item.column + len(item.text)),
                        f"这一条与第 {first} 行的相同",
                        f"line {first} is the same item",
                        hint=Message("删去一条, 或写明区别", "delete one of them, or say how they differ"),
                    )
