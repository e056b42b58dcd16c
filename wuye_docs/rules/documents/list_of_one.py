"""DOC006."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.model import Document
from wuye_docs.rules.rule import DocumentRule


class ListOfOne(DocumentRule):
    """A list has one item.

    ## 说明
    编号列表或项目符号只有一项。没有第二项, 就不必编号。

    ## 为什么重要
    只有一项的列表让人以为后面漏印了 (ISO 9001:2015 7.5.2 b)。

    ## Why it matters
    A list of one makes the reader look for the rest (ISO 9001:2015 7.5.2 b).

    ## 示例 Example
    ```markdown
    客服专员应做到：

    1. 先听后问。
    ```

    ## 改为 Use instead
    ```markdown
    客服专员应先听后问。
    ```
    """

    code = "DOC006"
    name = "list-of-one"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for one in self.context.lists[document.number]:
            if len(one.items) == 1:
                item = one.items[0]
                yield self.finding(
                    Span(
                        document.span.path,
                        item.line,
                        item.column,
                        item.line,
                        item.column + max(len(item.text), 1),
                    ),
                    "列表只有一项",
                    "the list has one item",
                    hint=Message(
                        "写成一段话, 或补上其余各项", "make it a sentence, or write the other items"
                    ),
                )
