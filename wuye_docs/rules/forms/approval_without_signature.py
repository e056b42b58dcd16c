"""FRM009."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import FieldType, Form, place_of
from wuye_docs.rules.rule import FormRule

_APPROVAL = re.compile("审批|批准|会签|验收|移交|交接|签收|确认(?!件)")
_SIGNED = re.compile("签[字名收章]|验收人|移交人|接收人|接班人|交班人|领[用取]人")


class ApprovalWithoutSignature(FormRule):
    """A form by which something is approved, accepted or handed over has no place to sign.

    ## 说明
    标题含“审批”“批准”“会签”“验收”“移交”“交接”“签收”“确认”的记录表没有签名栏, 表格的列中也没有。

    ## 为什么重要
    没有签名就证明不了谁批准、谁接收 (ISO 9001:2015 8.6 b 可追溯到授权放行的人员)。

    ## Why it matters
    Without a signature nobody can be named who approved or received it (ISO 9001:2015 8.6 b).

    ## 示例 Example
    ```yaml
    title: 装修验收表
    fields:
      - {name: 验收结果, type: text}
    ```

    ## 改为 Use instead
    ```yaml
    title: 装修验收表
    fields:
      - {name: 验收结果, type: text}
      - {name: 验收人, type: signature, by: 工程主管}
    ```
    """

    code = "FRM009"
    name = "approval-without-signature"
    severity = Severity.WARNING

    def check(self, form: Form) -> Iterator[Diagnostic]:
        match = _APPROVAL.search(form.title)
        if match is None or not form.fields or form.span.path in self.context.incomplete_files:
            return
        types = {field.type for field in form.fields}
        columns = [column for field in form.fields for column in field.columns]
        if FieldType.SIGNATURE in types or any(
            column.type is FieldType.SIGNATURE or _SIGNED.search(column.name) for column in columns
        ):
            return
        yield self.finding(
            place_of(form.title, form.span),
            f"记录表 `{form.title}` 没有签名栏",
            f"form `{form.title}` has no place to sign",
            hint=Message("加一栏 type: signature, by: 岗位", "add a field of type: signature, by: a post"),
        )
