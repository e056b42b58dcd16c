"""ROL001."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Severity
from wuye_docs.references import PEOPLE, Relation, Unresolved
from wuye_docs.rules.people import advice, is_lost, statement
from wuye_docs.rules.rule import UnresolvedRule


class UnknownPerson(UnresolvedRule):
    """A post, department or party that is named as owner, drafter, approver, recipient or keeper does not exist.

    ## 说明
    文件、记录表的归口, 拟稿、审核、批准, 发放范围, 修订记录, 保管部门, 岗位所属部门, 部门负责人, 以及 `{role}` 标记中
    写的名称没有登记, 或者类别不对。每一处报告一次。泳道见 FLW010, 签名见 FRM004, 上级见 ROL009。
    organization.yaml 本身读不出时不报告。

    ## 为什么重要
    ISO 9001:2015 5.3 要求职责和权限得到规定和沟通; 交给不存在的岗位, 等于没有人负责。

    ## Why it matters
    A duty given to a post that does not exist is nobody's (ISO 9001:2015 5.3).

    ## 示例 Example
    ```yaml
    approver: 品质管理中心经理
    ```

    ## 改为 Use instead
    ```yaml
    approver: 品质管理部经理
    ```
    """

    code = "ROL001"
    name = "unknown-person"
    severity = Severity.ERROR
    relations = frozenset(
        {
            Relation.OWNER,
            Relation.DRAFTER,
            Relation.REVIEWER,
            Relation.APPROVER,
            Relation.DISTRIBUTION,
            Relation.AUTHOR,
            Relation.KEEPER,
            Relation.DEPARTMENT,
            Relation.HEAD,
            Relation.MARKUP,
        }
    )

    def check(self, unresolved: Unresolved) -> Iterator[Diagnostic]:
        if unresolved.wanted[0] in PEOPLE and not is_lost(unresolved, self.context):
            yield self.finding(
                unresolved.span,
                *statement(unresolved, self.context),
                hint=advice(unresolved, self.context),
            )
