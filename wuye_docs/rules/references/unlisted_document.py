"""REF005."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document
from wuye_docs.references import Kind, label_of
from wuye_docs.rules.listed_names import RELATED, listed_in
from wuye_docs.rules.rule import DocumentRule


class UnlistedDocument(DocumentRule):
    """A document is cited in the text and missing from the hand-written list of related documents.

    ## 说明
    正文引用了文件或外部文件, 而手写的“相关文件”一节没有列出。用 `:::{related}` 生成的一节总是齐全的, 不查。没有这一节的也不查。

    ## 为什么重要
    修订一份文件时, 靠这一节找出受影响的文件 (ISO 9001:2015 7.5.3.2 c)。

    ## Why it matters
    When a document changes, this list tells which others to look at (ISO 9001:2015 7.5.3.2 c).

    ## 示例 Example
    ```markdown
    # 相关文件

    - 《文件控制程序》
    ```

    ## 改为 Use instead
    ```markdown
    # 相关文件

    :::{related}
    :::
    ```
    """

    code = "REF005"
    name = "unlisted-document"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        listed = listed_in(document, RELATED, (Kind.DOCUMENT, Kind.STANDARD), self.context.references)
        if listed is None:
            return
        for target, span in listed.elsewhere.items():
            if target not in listed.inside:
                shown = label_of(target, self.context.manual)
                yield self.finding(
                    span,
                    f"`{shown}` 没有列入“{listed.section.title}”",
                    f"`{shown}` is not listed under `{listed.section.title}`",
                    hint=Message(
                        "补入, 或用 :::{related} 生成这一节", "add it, or let :::{related} make the list"
                    ),
                )
