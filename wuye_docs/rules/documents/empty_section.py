"""DOC003."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document
from wuye_docs.rules.rule import DocumentRule


class EmptySection(DocumentRule):
    """A heading has nothing under it.

    ## 说明
    标题下既没有正文、列表、表格和图, 也没有下一级标题。注释不算正文。

    ## 为什么重要
    空的条款说明起草没有完成, 审核时会被当作没有规定 (ISO 9001:2015 7.5.2 b)。

    ## Why it matters
    An empty clause is an unfinished one; to an auditor it says that nothing is laid down (ISO 9001:2015 7.5.2 b).

    ## 示例 Example
    ```markdown
    # 定义

    # 工作程序
    ```

    ## 改为 Use instead
    ```markdown
    # 定义

    本规程没有需要定义的术语。

    # 工作程序
    ```
    """

    code = "DOC003"
    name = "empty-section"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for section, following in pairwise((*document.body.sections, None)):
            if section is None or section.level < 1 or section.blocks:
                continue
            if following is None or following.level <= section.level:
                yield self.finding(
                    section.span,
                    f"章节 `{section.title}` 没有内容",
                    f"section `{section.title}` is empty",
                    hint=Message("补写内容, 或删去标题", "write it, or delete the heading"),
                )
