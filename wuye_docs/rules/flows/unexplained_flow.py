"""FLW011."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Flow, StepKind
from wuye_docs.rules.rule import FlowRule


class UnexplainedFlow(FlowRule):
    """Most steps of a flow have no explanation beside their few words in the chart.

    ## 说明
    半数以上的工作步骤没有 `note`, 也没有填写的记录表或依据的文件。图中文字只有几个字, 步骤表要靠说明讲清怎样做、做到什么程度。
    判断、开始、结束和外部相关方的步骤不计。

    ## 为什么重要
    流程图只说先后, 不说做法; 缺了说明, 换一个人就做得不一样 (ISO 9001:2015 4.4.2 a、8.1)。

    ## Why it matters
    A chart tells the order, not the way; without notes the next person does it differently (ISO 9001:2015 4.4.2 a, 8.1).

    ## 示例 Example
    ```yaml
    核实: {lane: 客服主管, next: 派单}
    ```

    ## 改为 Use instead
    ```yaml
    核实: {lane: 客服主管, next: 派单, note: 电话或者到现场核对时间、地点和经过。}
    ```
    """

    code = "FLW011"
    name = "unexplained-flow"
    severity = Severity.WARNING
    judges_incomplete = False

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        parties = self.context.manual.parties
        tasks = [one for one in flow.steps.values() if one.kind is StepKind.TASK and one.lane not in parties]
        bare = [one for one in tasks if not (one.note.strip() or one.forms or one.documents)]
        if 2 * len(bare) > len(tasks):
            yield self.finding(
                bare[0].span,
                f"{len(tasks)}个工作步骤中有{len(bare)}个没有说明, 如 `{bare[0].title}`",
                f"{len(bare)} of {len(tasks)} steps have no explanation, such as `{bare[0].title}`",
                hint=Message("加 note: 用一句话写明怎样做", "add note: with a sentence on how it is done"),
            )
