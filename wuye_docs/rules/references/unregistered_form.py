"""REF014."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.references import Kind, form_shapes_in, is_short_for, tight_title
from wuye_docs.references.form_shapes import FILLING_IN
from wuye_docs.rules.context import CheckContext, RunningText
from wuye_docs.rules.rule import TextRule


class UnregisteredForm(TextRule):
    """The text has a form filled in that is not registered, and names it without 《》.

    ## 说明
    “填写……表”“登入……台账”“开具……单”等处所写的表单没有登记, 也不是已登记表单的简称 (“受理表”可指《客户投诉建议受理表》)。
    有书名号的见 REF001, 登记了而没有书名号的见 REF015。每份文件中同一名称只报告一次。

    ## 为什么重要
    员工找不到要填的表, 应留下的记录就没有留下 (ISO 9001:2015 7.5.3.1 a、8.1 e)。

    ## Why it matters
    Whoever cannot find the form leaves no record (ISO 9001:2015 7.5.3.1 a, 8.1 e).

    ## 示例 Example
    ```markdown
    巡查员填写楼宇巡查记录表。
    ```

    ## 改为 Use instead
    ```markdown
    巡查员填写《楼宇巡查表》。
    ```
    """

    code = "REF014"
    name = "unregistered-form"
    severity = Severity.WARNING

    def __init__(self, context: CheckContext) -> None:
        super().__init__(context)
        self.titles = [
            title
            for title, named in context.references.names.titles.items()
            if named.target.kind is Kind.FORM
        ]
        self.said: set[tuple[str, str]] = set()

    def texts(self) -> Iterable[RunningText]:
        return self.context.text_search.holding(FILLING_IN)

    def check(self, text: RunningText) -> Iterator[Diagnostic]:
        for shape in form_shapes_in(text.text):
            name = tight_title(shape.name)
            span = text.span(shape.start, shape.end)
            if (span.path, name) in self.said or any(is_short_for(name, title) for title in self.titles):
                continue
            self.said.add((span.path, name))
            yield self.finding(
                span,
                f"表单 `{name}` 没有登记",
                f"form `{name}` is not registered",
                hint=self.context.did_you_mean(name, (Kind.FORM,))
                or Message(
                    "改用登记的表单并加书名号, 或编写该表",
                    "name a registered form in 《》, or write this one",
                ),
            )
