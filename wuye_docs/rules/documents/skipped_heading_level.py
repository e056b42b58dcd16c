"""DOC005."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document
from wuye_docs.rules.rule import DocumentRule


class SkippedHeadingLevel(DocumentRule):
    """A heading is two levels deeper than the one above it.

    ## 说明
    标题级别跳级: 一级标题下直接写三级标题, 或者全文从二级标题开始。

    ## 为什么重要
    跳级的标题使条款号缺位 (5 之后是 5.0.1 或 5.1.1), 引用会错 (ISO 9001:2015 7.5.2 a)。

    ## Why it matters
    A skipped level leaves a hole in the clause numbers (ISO 9001:2015 7.5.2 a).

    ## 示例 Example
    ```markdown
    # 工作程序

    ### 受理
    ```

    ## 改为 Use instead
    ```markdown
    # 工作程序

    ## 受理
    ```
    """

    code = "DOC005"
    name = "skipped-heading-level"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        above = 0
        for section in document.body.sections:
            if section.level > above + 1:
                yield self.finding(
                    section.span,
                    f"标题 `{section.title}` 是{section.level}级, 上一标题是{above}级"
                    if above
                    else f"第一个标题 `{section.title}` 是{section.level}级",
                    f"heading `{section.title}` is of level {section.level}, the one above it of level {above}",
                    hint=Message(f"用 {'#' * (above + 1)}", f"write {'#' * (above + 1)}"),
                )
            above = section.level or above
