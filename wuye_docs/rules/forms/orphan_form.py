"""FRM001."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Form
from wuye_docs.model.numbering import FLOW_LEVEL, parse_number
from wuye_docs.rules.rule import FormRule


class OrphanForm(FormRule):
    """A form belongs to a document that does not exist.

    ## 说明
    记录表编号的前半部分是所属文件的编号, 而这份文件没有登记。

    ## 为什么重要
    没有文件规定怎样填、由谁保存; ISO 9001:2015 7.5.1 要求成文信息随过程确定。

    ## Why it matters
    No document says how it is filled in and kept (ISO 9001:2015 7.5.1).

    ## 示例 Example
    ```yaml
    number: SYWIKF61-R01
    ```

    ## 改为 Use instead
    ```yaml
    number: SYWIKF16-R01
    ```
    """

    code = "FRM001"
    name = "orphan-form"
    severity = Severity.ERROR

    def check(self, form: Form) -> Iterator[Diagnostic]:
        manual = self.context.manual
        scheme = manual.settings.numbering
        parsed = parse_number(form.number, scheme)
        if parsed is None or parsed.form is None or parsed.series.level == FLOW_LEVEL:
            return  # NUM001 and NUM005 say so.
        owner = form.number.rpartition(scheme.form_suffix)[0]
        if owner in manual.documents:
            return
        hint = Message(
            f"编写 {owner}, 或改用所属文件的编号",
            f"write {owner}, or take the number of the document that owns it",
        )
        if owner in scheme.retired:
            hint = Message(
                f"{owner} 已停用 ({scheme.retired[owner]}), 记录表应改号或停用",
                f"{owner} is retired ({scheme.retired[owner]}); renumber the form, or retire it too",
            )
        yield self.finding(
            form.span,
            f"记录表 `{form.number}` 所属的文件 `{owner}` 不存在",
            f"document `{owner}`, which owns the form `{form.number}`, does not exist",
            hint=hint,
        )
