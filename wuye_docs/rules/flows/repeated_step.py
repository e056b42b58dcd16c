"""FLW012."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.model import Flow, Step, StepKind, place_of
from wuye_docs.rules.rule import FlowRule


class RepeatedStep(FlowRule):
    """Two steps of one lane have the same words.

    ## 说明
    同一泳道内两个步骤的图中文字相同。开始和结束不查, 不同泳道各做一次的不查。

    ## 为什么重要
    步骤表里两行一样, 说不清哪一次、为什么再做; 多半是应当回到前一步 (ISO 9001:2015 4.4.1 b 过程的顺序)。

    ## Why it matters
    Two like rows of the step table do not say which is meant; most often the flow should go back to the first
    (ISO 9001:2015 4.4.1 b).

    ## 示例 Example
    ```yaml
    通知: {lane: 客服专员, text: 通知业主, next: 维修}
    再通知: {lane: 客服专员, text: 通知业主, next: 办结}
    ```

    ## 改为 Use instead
    ```yaml
    通知: {lane: 客服专员, text: 通知业主上门时间, next: 维修}
    再通知: {lane: 客服专员, text: 通知业主验收, next: 办结}
    ```
    """

    code = "FLW012"
    name = "repeated-step"
    severity = Severity.WARNING

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        seen: dict[tuple[str, str], Step] = {}
        for step in flow.steps.values():
            if step.kind not in (StepKind.TASK, StepKind.DECISION):
                continue
            first = seen.setdefault((step.lane, "".join(step.title.split())), step)
            if first is not step:
                yield self.finding(
                    place_of(step.text, step.span),
                    f"步骤 `{step.name}` 与 `{first.name}` 文字相同: {step.title}",
                    f"steps `{step.name}` and `{first.name}` have the same words: {step.title}",
                    hint=Message("写明区别, 或回到前一步", "say how they differ, or go back to the first"),
                    related=(Related(place_of(first.text, first.span), Message("前一步", "the first")),),
                )
