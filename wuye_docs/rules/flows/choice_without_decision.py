"""FLW014."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Flow, StepKind, place_of
from wuye_docs.rules.rule import FlowRule


class ChoiceWithoutDecision(FlowRule):
    """A task has exits with conditions, as a decision has, and is not drawn as one.

    ## 说明
    步骤不是判断 (`kind: decision`), 出口却写了条件。并行的去向写成列表 (`next: [甲, 乙]`), 有选择的去向写成判断。

    ## 为什么重要
    没有画成菱形的选择, 读图的人会以为几条路都要走 (ISO 9001:2015 4.4.1 b、c)。

    ## Why it matters
    Drawn as a plain step, a choice reads as if all ways were taken (ISO 9001:2015 4.4.1 b, c).

    ## 示例 Example
    ```yaml
    验收: {lane: 客服主管, next: {合格: 归档, 不合格: 返工}}
    ```

    ## 改为 Use instead
    ```yaml
    验收: {lane: 客服主管, kind: decision, text: 是否合格, next: {合格: 归档, 不合格: 返工}}
    ```
    """

    code = "FLW014"
    name = "choice-without-decision"
    severity = Severity.WARNING

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        for step in flow.steps.values():
            labels = [exit_.label for exit_ in step.next if exit_.label.strip()]
            if labels and step.kind is not StepKind.DECISION:
                listed = "、".join(labels)
                yield self.finding(
                    place_of(labels[0], step.at("next")),
                    f"步骤 `{step.title}` 的出口有条件 ({listed}), 但不是判断",
                    f"step `{step.title}` has conditions ({listed}) and is no decision",
                    hint=Message(
                        "加 kind: decision; 并行的去向写成 next: [甲, 乙]",
                        "add kind: decision; ways that are all taken are a list, next: [a, b]",
                    ),
                )
