"""FLW005."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.loaders import did_you_mean
from wuye_docs.model import Flow, place_of
from wuye_docs.rules.rule import FlowRule


class UnknownNextStep(FlowRule):
    """The `next` of a step names a step that the flow does not have.

    ## 说明
    步骤的 `next` 指向流程中没有的步骤: 名称写错, 或者那一步已被删去。`next` 写步骤名, 不写图中文字。

    ## 为什么重要
    图上少一条连线, 办到这里就断了 (ISO 9001:2015 4.4.1 b)。

    ## Why it matters
    The chart lacks an arrow, and the work breaks off there (ISO 9001:2015 4.4.1 b).

    ## 示例 Example
    ```yaml
    登记: {lane: 客服专员, next: 分及}
    分级: {lane: 客服主管, next: 派单}
    ```

    ## 改为 Use instead
    ```yaml
    登记: {lane: 客服专员, next: 分级}
    分级: {lane: 客服主管, next: 派单}
    ```
    """

    code = "FLW005"
    name = "unknown-next-step"
    severity = Severity.ERROR

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        for step in flow.steps.values():
            for exit_ in step.next:
                if exit_.target in flow.steps:
                    continue
                titled = next((one.name for one in flow.steps.values() if one.text == exit_.target), None)
                hint = (
                    Message(f"应写步骤名 `{titled}`", f"write the name of the step, `{titled}`")
                    if titled
                    else did_you_mean(exit_.target, flow.steps, 50)
                )
                yield self.finding(
                    place_of(exit_.target, step.at("next")),
                    f"没有步骤 `{exit_.target}`",
                    f"the flow has no step `{exit_.target}`",
                    hint=hint or Message("改正名称, 或补上这一步", "mend the name, or add the step"),
                )
