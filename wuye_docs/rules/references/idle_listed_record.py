"""REF008."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document
from wuye_docs.references import Kind, label_of
from wuye_docs.rules.listed_names import RECORDS, listed_in
from wuye_docs.rules.rule import DocumentRule


class IdleListedRecord(DocumentRule):
    """A form is listed among the records and used neither in the text nor in a flow of the document.

    ## 说明
    手写的“质量记录”一节列出的记录表, 正文没有提到, 本文件的流程也不填写。

    ## 为什么重要
    列了却不知道何时填、谁来填的表, 没有人会填 (ISO 9001:2015 8.1 e)。

    ## Why it matters
    A form of which nobody says who fills it in, and when, is never filled in (ISO 9001:2015 8.1 e).

    ## 示例 Example
    ```markdown
    # 质量记录

    - 《回访统计表》（正文没有提到）
    ```

    ## 改为 Use instead
    ```markdown
    # 质量记录

    :::{records}
    :::
    ```
    """

    code = "REF008"
    name = "idle-listed-record"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        listed = listed_in(document, RECORDS, (Kind.FORM,), self.context.references)
        if listed is None:
            return
        filled = {
            number
            for flow in self.context.manual.flows_of(document.number)
            for step in flow.steps.values()
            for number in step.forms
        }
        for target, span in listed.inside.items():
            if target not in listed.elsewhere and target.key not in filled:
                shown = label_of(target, self.context.manual)
                yield self.finding(
                    span,
                    f"列出的 `{shown}` 没有使用",
                    f"`{shown}` is listed and not used",
                    hint=Message(
                        "写明由谁何时填写, 或从列表删去", "say who fills it in and when, or delete it"
                    ),
                )
