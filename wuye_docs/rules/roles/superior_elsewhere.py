"""ROL016."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.references import Kind, Relation
from wuye_docs.rules.rule import ManualRule


class SuperiorElsewhere(ManualRule):
    """A post of one department reports to a post of another, and heads none itself.

    ## 说明
    岗位的 `reports-to` 是别的部门的岗位, 而它自己不是部门负责人, 它的部门却有负责人。部门负责人向上级部门或总经理报告是正常的, 不报告。
    多半是 `department` 或 `reports-to` 填错了一个。

    ## 为什么重要
    员工不知道听谁的, 部门负责人管不到自己部门的人 (ISO 9001:2015 5.3)。

    ## Why it matters
    Staff do not know whom to follow, and the head of the department does not lead its people (ISO 9001:2015 5.3).

    ## 示例 Example
    ```yaml
    维修工: {department: 工程部, reports-to: 客服主管}
    ```

    ## 改为 Use instead
    ```yaml
    维修工: {department: 工程部, reports-to: 工程主管}
    ```
    """

    code = "ROL016"
    name = "superior-elsewhere"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        manual = self.context.manual
        heads = {str(one.head) for one in manual.departments.values() if one.head}
        for one in self.context.references.references:
            if one.relation is not Relation.REPORTS_TO or one.source.kind is not Kind.ROLE:
                continue
            role, superior = manual.roles.get(one.source.key), manual.roles.get(one.target.key)
            if role is None or superior is None or role.name in heads:
                continue
            own = manual.departments.get(role.department)
            other = manual.departments.get(superior.department)
            if own is None or other is None or own is other or not own.head:
                continue
            yield self.finding(
                one.span,
                f"`{role.name}` 属于 `{own.name}`, 上级 `{superior.name}` 属于 `{other.name}`",
                f"`{role.name}` belongs to `{own.name}`, its superior `{superior.name}` to `{other.name}`",
                hint=Message(
                    f"核对 department 和 reports-to; {own.name}的负责人是 {own.head}",
                    f"check department and reports-to; the head of {own.name} is {own.head}",
                ),
                related=(Related(superior.span, Message("上级岗位", "the superior")),),
            )
