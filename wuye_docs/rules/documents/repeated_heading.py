"""DOC004."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.model import Document, Section
from wuye_docs.rules.numbers.typed_heading_number import typed_number
from wuye_docs.rules.rule import DocumentRule


class RepeatedHeading(DocumentRule):
    """Two sections beside each other have the same title.

    ## 说明
    同一上级标题之下两个标题相同。不同上级之下的同名标题 (各章的“总则”) 不报告。

    ## 为什么重要
    引用“职责”时不知道指哪一节; 多半是复制后忘了改 (ISO 9001:2015 7.5.2 a 标识和说明)。

    ## Why it matters
    A reference to the title may mean either; most often one was copied and not changed (ISO 9001:2015 7.5.2 a).

    ## 示例 Example
    ```markdown
    ## 受理

    ## 受理
    ```

    ## 改为 Use instead
    ```markdown
    ## 受理

    ## 回复
    ```
    """

    code = "DOC004"
    name = "repeated-heading"
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Diagnostic]:
        way: list[str] = []
        seen: dict[tuple[str, ...], Section] = {}
        for section in document.body.sections:
            if section.level < 1:
                continue
            title = "".join(section.title[len(typed_number(section)) :].split())
            way = [*way[: section.level - 1], *[""] * (section.level - 1 - len(way)), title]
            first = seen.setdefault(tuple(way), section)
            if first is not section and title:
                yield self.finding(
                    section.span,
                    f"章节 `{section.title}` 与第 {first.span.line} 行的标题相同",
                    f"section `{section.title}` has the title of line {first.span.line}",
                    hint=Message(
                        "改写标题, 或合并两节", "give it a title of its own, or make one section of both"
                    ),
                    related=(Related(first.span, Message("前一节", "the first")),),
                )
