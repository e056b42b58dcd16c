"""REF006."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document
from wuye_docs.references import Kind, label_of
from wuye_docs.rules.listed_names import RELATED, listed_in
from wuye_docs.rules.rule import DocumentRule


class IdleListedDocument(DocumentRule):
    """A document is listed among the related documents and cited nowhere in the text.

    ## 说明
    手写的“相关文件”一节列出的文件, 正文没有引用。

    ## 为什么重要
    列而不用的文件让人以为有约束, 修订时白查一遍 (ISO 9001:2015 7.5.3.2 c)。

    ## Why it matters
    What is listed and not used seems to bind, and is looked through in vain at each revision (ISO 9001:2015 7.5.3.2 c).

    ## 示例 Example
    ```markdown
    # 相关文件

    - 《培训管理程序》（正文没有提到）
    ```

    ## 改为 Use instead
    ```markdown
    # 相关文件

    :::{related}
    :::
    ```
    """

    code = "REF006"
    name = "idle-listed-document"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        listed = listed_in(document, RELATED, (Kind.DOCUMENT, Kind.STANDARD), self.context.references)
        if listed is None:
            return
        for target, span in listed.inside.items():
            if target not in listed.elsewhere:
                shown = label_of(target, self.context.manual)
                yield self.finding(
                    span,
                    f"列出的 `{shown}` 正文没有引用",
                    f"`{shown}` is listed and cited nowhere in the text",
                    hint=Message(
                        "在正文中引用, 或从列表删去", "cite it in the text, or delete it from the list"
                    ),
                )
