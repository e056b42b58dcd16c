"""FLW006."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Flow, StepKind
from wuye_docs.rules.rule import FlowRule


class DecisionWithoutChoice(FlowRule):
    """A decision has fewer than two exits.

    ## 说明
    `kind: decision` 的步骤没有出口, 或者只有一条出口。

    ## 为什么重要
    只有一条路就不是判断; 多半漏写了“否”的去向, 不合格的情形就没有人处理 (ISO 9001:2015 8.7.1)。

    ## Why it matters
    With one way there is nothing to decide; mostly the case of "no" was forgotten, and nobody deals with what does not
    conform (ISO 9001:2015 8.7.1).

    ## 示例 Example
    ```yaml
    验收: {lane: 工程主管, kind: decision, text: 是否合格, next: {是: 归档}}
    ```

    ## 改为 Use instead
    ```yaml
    验收: {lane: 工程主管, kind: decision, text: 是否合格, next: {是: 归档, 否: 返工}}
    ```
    """

    code = "FLW006"
    name = "decision-without-choice"
    severity = Severity.ERROR
    judges_incomplete = False

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        for step in flow.steps.values():
            if step.kind is StepKind.DECISION and len(step.next) < 2:
                yield self.finding(
                    step.at("next"),
                    f"判断 `{step.name}` {'只有一条' if step.next else '没有'}出口",
                    f"decision `{step.name}` has {'one exit' if step.next else 'no exit'}",
                    hint=Message(
                        "写成 next: {是: …, 否: …}, 或去掉 kind: decision",
                        "write `next: {是: …, 否: …}`, or leave out kind: decision",
                    ),
                )
