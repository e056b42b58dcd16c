"""PAR010."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document
from wuye_docs.references import parameter_names
from wuye_docs.rules.rule import DocumentRule

if TYPE_CHECKING:
    from wuye_docs.content.expressions import Expressions


class ExpressionWithoutValue(DocumentRule):
    """An expression in double braces that reads well but has no value.

    ## 说明
    双花括号内的参数都存在, 但写法算不出结果: 过滤器不存在, 对文字做了加减, 除以零等。
    参数不存在的见 PAR001。

    ## 为什么重要
    算不出的数会以“未定义”出现在发布的文件上 (ISO 9001:2015 7.5.2 文件应适宜)。

    ## Why it matters
    What cannot be worked out stands in the issued document as a hole (ISO 9001:2015 7.5.2).

    ## 示例 Example
    ```markdown
    应在{{ 投诉.派单时限 | 天数 }}内派单。
    ```

    ## 改为 Use instead
    ```markdown
    应在{{ 投诉.派单时限 }}内派单。
    ```
    """

    code = "PAR010"
    name = "expression-without-value"
    severity = Severity.ERROR

    @cached_property
    def expressions(self) -> Expressions:
        """Made when the first expression that is more than a name is met, which is seldom."""
        from wuye_docs.content.expressions import Expressions

        return Expressions(self.context.manual.parameters)

    def check(self, document: Document) -> Iterator[Diagnostic]:
        figures = self.context.manual.parameters
        for section in document.body.sections:
            for mark in section.marks:
                if mark.kind != "parameter" or mark.content in figures:
                    continue
                names = parameter_names(mark.content)
                if names is None or any(name not in figures for name in names):
                    continue
                try:
                    self.expressions.text(mark.content)
                except LookupError as fault:
                    yield self.finding(
                        mark.span,
                        f"`{mark.content}` 算不出结果: {fault}",
                        f"`{mark.content}` has no value: {fault}",
                        hint=Message(
                            "写成 {{ 组.名称 }}; 可用的过滤器: 数值、单位",
                            "write `{{ group.name }}`; filters: 数值, 单位",
                        ),
                    )
