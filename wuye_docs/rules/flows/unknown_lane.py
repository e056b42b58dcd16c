"""FLW010."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Severity
from wuye_docs.references import Relation, Unresolved
from wuye_docs.rules.people import advice, is_lost, statement
from wuye_docs.rules.rule import UnresolvedRule


class UnknownLane(UnresolvedRule):
    """A lane is no registered post, department or party.

    ## 说明
    流程 `lanes` 中的名称不是登记的岗位、部门或外部相关方 (含别名)。每个流程的每条泳道报告一次, 位置在 `lanes` 中;
    用这条泳道的步骤不重复报告。

    ## 为什么重要
    泳道就是责任: 名称不存在, 这些步骤就没有人负责 (ISO 9001:2015 5.3)。

    ## Why it matters
    A lane is a responsibility; under an unknown name it is nobody's (ISO 9001:2015 5.3).

    ## 示例 Example
    ```yaml
    lanes: [业主, 客服转员]
    ```

    ## 改为 Use instead
    ```yaml
    lanes: [业主, 客服专员]
    ```
    """

    code = "FLW010"
    name = "unknown-lane"
    severity = Severity.ERROR
    relations = frozenset({Relation.LANE})

    def check(self, unresolved: Unresolved) -> Iterator[Diagnostic]:
        if not is_lost(unresolved, self.context):
            yield self.finding(
                unresolved.span,
                *statement(unresolved, self.context),
                hint=advice(unresolved, self.context),
            )
