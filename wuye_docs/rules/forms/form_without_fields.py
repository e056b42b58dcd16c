"""FRM006."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import FieldType, Form
from wuye_docs.rules.rule import FormRule


class FormWithoutFields(FormRule):
    """A form has nothing to fill in.

    ## 说明
    记录表没有 `fields`, 或者只有小标题和说明, 没有可以填写的栏目。协议和通知单可以只有文字, 但要有签名栏或日期。

    ## 为什么重要
    没有栏目的表留不下证据 (ISO 9001:2015 7.5.3.2、8.1 e)。

    ## Why it matters
    A sheet without fields retains no evidence (ISO 9001:2015 7.5.3.2, 8.1 e).

    ## 示例 Example
    ```yaml
    number: SYWIKF16-R01
    fields: []
    ```

    ## 改为 Use instead
    ```yaml
    number: SYWIKF16-R01
    fields:
      - {name: 受理时间, type: datetime}
    ```
    """

    code = "FRM006"
    name = "form-without-fields"
    severity = Severity.WARNING

    def check(self, form: Form) -> Iterator[Diagnostic]:
        if form.span.path in self.context.incomplete_files:
            return
        if all(field.type in (FieldType.HEADING, FieldType.NOTE) for field in form.fields):
            yield self.finding(
                form.at("fields"),
                f"记录表 `{form.number}` 没有可填写的栏目",
                f"form `{form.number}` has nothing to fill in",
                hint=Message("在 fields 中写出栏目", "write its fields under `fields`"),
            )
