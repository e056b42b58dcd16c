"""ROL008."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.references import Relation, Target
from wuye_docs.rules.rule import ManualRule


class ReportingCycle(ManualRule):
    """Posts or departments report to each other in a circle.

    ## 说明
    沿着 `reports-to` 往上走, 又回到同一个岗位或部门。每个圈只报告一次。

    ## 为什么重要
    圈里没有最高的一级, 请示和授权没有尽头, 组织结构图也画不出 (ISO 9001:2015 5.3)。

    ## Why it matters
    In a circle nobody is above, and a matter that is passed up never arrives (ISO 9001:2015 5.3).

    ## 示例 Example
    ```yaml
    客服主管: {reports-to: 客服专员}
    客服专员: {reports-to: 客服主管}
    ```

    ## 改为 Use instead
    ```yaml
    客服主管: {reports-to: 管理处经理}
    客服专员: {reports-to: 客服主管}
    ```
    """

    code = "ROL008"
    name = "reporting-cycle"
    severity = Severity.ERROR

    def check(self) -> Iterator[Diagnostic]:
        above = {
            one.source: one.target
            for one in self.context.references.references
            if one.relation is Relation.REPORTS_TO
        }
        cleared: set[Target] = set()
        for first in above:
            way: list[Target] = []
            walker: Target | None = first
            while walker is not None and walker not in cleared and walker not in way:
                way.append(walker)
                walker = above.get(walker)
            cleared.update(way)
            if walker in way:
                circle = [*way[way.index(walker) :], walker]
                listed = " → ".join(one.key for one in circle)
                yield self.finding(
                    self.context.span_of(walker),
                    f"上下级成圈: {listed}",
                    f"reporting lines run in a circle: {listed}",
                    hint=Message("改正其中一个 reports-to", "mend one of the keys reports-to"),
                )
