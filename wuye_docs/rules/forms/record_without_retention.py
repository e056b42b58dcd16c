"""FRM003."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Form, FormKind
from wuye_docs.rules.rule import FormRule

# A notice or certificate is handed to somebody else; all other sheets are kept once they are filled in.
_HANDED_OUT = frozenset({FormKind.NOTICE, FormKind.CERTIFICATE})


class RecordWithoutRetention(FormRule):
    """A form that becomes a record has no retention period.

    ## 说明
    记录表没有写 `retention` (保存年限、保管岗位)。通知单和证件交给对方, 不要求。

    ## 为什么重要
    ISO 9001:2015 7.5.3.2 d) 要求规定记录的保留和处置; 审核必查。

    ## Why it matters
    ISO 9001:2015 7.5.3.2 d) asks for retention and disposition, and every audit looks for it.

    ## 示例 Example
    ```yaml
    number: SYWIKF16-R01
    kind: record
    ```

    ## 改为 Use instead
    ```yaml
    number: SYWIKF16-R01
    kind: record
    retention: {years: "3", keeper: 客户服务部, disposal: 粉碎}
    ```
    """

    code = "FRM003"
    name = "record-without-retention"
    severity = Severity.ERROR

    def check(self, form: Form) -> Iterator[Diagnostic]:
        if form.retention or form.kind in _HANDED_OUT:
            return
        if "retention" in form.keys and self.context.was_reported(form.at("retention")):
            return
        yield self.finding(
            form.span,
            f"记录表 `{form.number}` {form.title}没有保存期限",
            f"form `{form.number}` {form.title} has no retention",
            hint=Message(
                'retention: {years: "3", keeper: 保管部门或岗位}',
                'retention: {years: "3", keeper: who keeps it}',
            ),
        )
