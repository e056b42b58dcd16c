"""FLW020."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Flow, StepKind, place_of
from wuye_docs.references import Kind
from wuye_docs.rules.rule import FlowRule

# What only the company does in its own system.
_OURS = re.compile("归档|存档|台账|派单|派工|签发|建档|汇总|考核|回访")


class OutsiderWithDuty(FlowRule):
    """A step of the company's own work stands in the lane of an outside party.

    ## 说明
    外部相关方 (业主、供方、政府部门……) 的泳道中有归档、登台账、派单、签发、建档、考核、回访一类的步骤。这些是公司自己的工作。

    ## 为什么重要
    写在相关方名下的工作, 公司里没有人负责 (ISO 9001:2015 5.3、8.1)。

    ## Why it matters
    Work that is put down to an outsider is nobody's in the company (ISO 9001:2015 5.3, 8.1).

    ## 示例 Example
    ```yaml
    归档: {lane: 业主, text: 更新台账并归档, next: 办结}
    ```

    ## 改为 Use instead
    ```yaml
    归档: {lane: 客服专员, text: 更新台账并归档, next: 办结}
    ```
    """

    code = "FLW020"
    name = "outsider-with-duty"
    severity = Severity.WARNING

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        names = self.context.references.names
        for step in flow.steps.values():
            named = names.person(step.lane)
            match = _OURS.search(step.title)
            if match is None or named is None or named.target.kind is not Kind.PARTY:
                continue
            if step.kind in (StepKind.TASK, StepKind.DECISION):
                yield self.finding(
                    place_of(step.lane, step.span),
                    f"步骤 `{step.title}` 是公司的工作, 泳道却是外部相关方 `{step.lane}`",
                    f"step `{step.title}` is the company's work, and stands in the lane of `{step.lane}`",
                    hint=Message("泳道改为公司的岗位", "put it into the lane of one of our posts"),
                )
