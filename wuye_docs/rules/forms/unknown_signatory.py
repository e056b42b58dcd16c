"""FRM004."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Severity
from wuye_docs.references import Relation, Unresolved
from wuye_docs.rules.people import advice, is_lost, statement
from wuye_docs.rules.rule import UnresolvedRule


class UnknownSignatory(UnresolvedRule):
    """A form is signed by a post, department or party that does not exist.

    ## 说明
    签名栏的 `by` 不是登记的岗位、部门或外部相关方。

    ## 为什么重要
    没有人有权签的表格永远不完整; ISO 9001:2015 8.6 要求记录能追溯到授权放行的人。

    ## Why it matters
    A sheet that nobody may sign stays open; ISO 9001:2015 8.6 asks for traceability to who authorised.

    ## 示例 Example
    ```yaml
    - {name: 审核人, type: signature, by: 客服住管}
    ```

    ## 改为 Use instead
    ```yaml
    - {name: 审核人, type: signature, by: 客服主管}
    ```
    """

    code = "FRM004"
    name = "unknown-signatory"
    severity = Severity.ERROR
    relations = frozenset({Relation.SIGNATURE})

    def check(self, unresolved: Unresolved) -> Iterator[Diagnostic]:
        if not is_lost(unresolved, self.context):
            yield self.finding(
                unresolved.span,
                *statement(unresolved, self.context),
                hint=advice(unresolved, self.context),
            )
