"""FRM012."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Form, place_of
from wuye_docs.references import Kind
from wuye_docs.rules.rule import FormRule

_ACT = re.compile("(?:签[名字收章]|确认|意见|审[批核]|批准|复核|会签)+$")


class MismatchedSignatory(FormRule):
    """A field is named after one post and signed by another.

    ## 说明
    签名栏的名称就是一个岗位 (客服主管、客服主管签名、客服主管审批), 而 `by` 写的是别的岗位或部门。兼任的 (岗位的 note 写了由谁兼任) 不报告。

    ## 为什么重要
    印在表上的是一个岗位, 系统要求的是另一个, 签了也不算数 (ISO 9001:2015 7.5.3.1 b、8.6 b)。

    ## Why it matters
    The sheet asks for one post and the record for another, so whoever signs is the wrong one (ISO 9001:2015 8.6 b).

    ## 示例 Example
    ```yaml
    - {name: 客服主管, type: signature, by: 维修工}
    ```

    ## 改为 Use instead
    ```yaml
    - {name: 客服主管, type: signature, by: 客服主管}
    ```
    """

    code = "FRM012"
    name = "mismatched-signatory"
    severity = Severity.WARNING

    def check(self, form: Form) -> Iterator[Diagnostic]:
        names = self.context.references.names
        for field in form.fields:
            named = names.person(field.name) or names.person(_ACT.sub("", field.name)) if field.by else None
            signs = names.person(field.by) if named else None
            if named is None or signs is None or named.target == signs.target:
                continue
            role = self.context.manual.roles.get(named.target.key)
            if named.target.kind is not Kind.ROLE or role is None or signs.target.key in role.note:
                continue
            yield self.finding(
                place_of(field.by, field.span),
                f"栏目 `{field.name}` 由 `{field.by}` 签名",
                f"field `{field.name}` is signed by `{field.by}`",
                hint=Message("改正 by, 或者改栏目名称", "mend `by`, or the name of the field"),
            )
