"""FLW022."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Flow
from wuye_docs.rules.rule import FlowRule

MOST_STEPS = 30
MOST_LANES = 8


class UnwieldyFlow(FlowRule):
    """A flow has more steps or lanes than a reader takes in at once.

    ## 说明
    流程超过30个步骤或8条泳道。宜把其中一段另立流程, 用步骤的 `documents` 相互引用。

    ## 为什么重要
    一页看不下的流程没有人照着做 (ISO 9001:2015 7.5.2 b 适宜的形式)。

    ## Why it matters
    A chart that fits no page is followed by nobody (ISO 9001:2015 7.5.2 b).

    ## 示例 Example
    ```yaml
    lanes: [业主, 客服专员, 客服主管, 工程主管, 维修工, 秩序主管, 秩序员, 财务部, 施工单位]
    ```

    ## 改为 Use instead
    ```yaml
    lanes: [业主, 客服专员, 客服主管, 工程主管, 维修工]
    ```
    """

    code = "FLW022"
    name = "unwieldy-flow"
    severity = Severity.HINT

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        steps, lanes = len(flow.steps), len(flow.lanes)
        if steps > MOST_STEPS or lanes > MOST_LANES:
            yield self.finding(
                flow.at("steps") if steps > MOST_STEPS else flow.at("lanes"),
                f"流程有{steps}个步骤、{lanes}条泳道, 不便阅读",
                f"the flow has {steps} steps and {lanes} lanes, more than is easily read",
                hint=Message("把一段另立流程", "make a flow of its own of a part"),
            )
