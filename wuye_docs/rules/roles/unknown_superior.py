"""ROL009."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Severity
from wuye_docs.references import Relation, Unresolved
from wuye_docs.rules.people import advice, is_lost, statement
from wuye_docs.rules.rule import UnresolvedRule


class UnknownSuperior(UnresolvedRule):
    """A post or department reports to one that does not exist.

    ## 说明
    岗位或部门的 `reports-to` 没有登记, 或者写成了外部相关方。

    ## 为什么重要
    组织结构图断开, 请示和授权找不到上级 (ISO 9001:2015 5.3)。

    ## Why it matters
    The chart of the organisation breaks, and nobody knows whom to ask (ISO 9001:2015 5.3).

    ## 示例 Example
    ```yaml
    工程主管: {department: 工程部, reports-to: 服务中心主任}
    ```

    ## 改为 Use instead
    ```yaml
    工程主管: {department: 工程部, reports-to: 管理处经理}
    ```
    """

    code = "ROL009"
    name = "unknown-superior"
    severity = Severity.ERROR
    relations = frozenset({Relation.REPORTS_TO})

    def check(self, unresolved: Unresolved) -> Iterator[Diagnostic]:
        if not is_lost(unresolved, self.context):
            yield self.finding(
                unresolved.span,
                *statement(unresolved, self.context),
                hint=advice(unresolved, self.context),
            )
