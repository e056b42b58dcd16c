"""FRM002."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Form, Status
from wuye_docs.references import Kind, Relation, Target
from wuye_docs.rules.context import CheckContext
from wuye_docs.rules.rule import FormRule

_USES = frozenset({Relation.TITLE, Relation.NUMBER, Relation.MARKUP, Relation.SHOWS, Relation.FILLS})


class UnusedForm(FormRule):
    """No document and no flow uses a form.

    ## 说明
    没有任何文件正文、流程步骤或其他记录表提到这张记录表。自动生成的质量记录清单不算使用; 作废的记录表不检查。

    ## 为什么重要
    没有规定何时填写的表格, 要么没有人填, 要么是多余的 (ISO 9001:2015 7.5.1 b)。

    ## Why it matters
    A form that nothing asks for is either not filled in, or not needed (ISO 9001:2015 7.5.1 b).

    ## 示例 Example
    ```yaml
    登记: {lane: 客服专员, text: 登记投诉, next: 分级}
    ```

    ## 改为 Use instead
    ```yaml
    登记: {lane: 客服专员, text: 登记投诉, forms: [SYWIKF16-R01], next: 分级}
    ```
    """

    code = "FRM002"
    name = "unused-form"
    severity = Severity.WARNING

    def __init__(self, context: CheckContext) -> None:
        super().__init__(context)
        self.used = {
            reference.target.key
            for reference in context.references.references
            if reference.target.kind is Kind.FORM
            and reference.relation in _USES
            and reference.source != Target(Kind.FORM, reference.target.key)
        }

    def check(self, form: Form) -> Iterator[Diagnostic]:
        if form.number in self.used or form.status is Status.OBSOLETE:
            return
        yield self.finding(
            form.span,
            f"没有文件或流程使用记录表 `{form.number}` {form.title}",
            f"no document or flow uses the form `{form.number}` {form.title}",
            hint=Message(
                "在流程步骤的 forms 或文件正文中写明何时填写, 或停用它",
                "say in a step's `forms` or in a document when it is filled in, or retire it",
            ),
        )
