"""FLW003."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Flow, StepKind
from wuye_docs.rules.flow_paths import (
    exits_of,
    first_of_each,
    reached_from,
    steps_of_kind,
    steps_with_broken_exit,
)
from wuye_docs.rules.rule import FlowRule


class UnreachableStep(FlowRule):
    """A step cannot be reached from the start: nothing leads to it.

    ## 说明
    从开始步骤出发走不到这个步骤。一段连续的步骤都走不到时, 只在这一段的第一个步骤上报告。
    若有 `next` 写了不存在的步骤 (FLW005), 先改好它再判断。

    ## 为什么重要
    写了却永远轮不到的步骤, 多半是漏了一条连线; ISO 9001:2015 4.4.1 b) 要求确定过程的顺序和相互作用。

    ## Why it matters
    A step that is never reached mostly means that an arrow was forgotten; ISO 9001:2015 4.4.1 b) asks for the sequence.

    ## 示例 Example
    ```yaml
    投诉: {lane: 业主, kind: start, next: 关闭}
    登记: {lane: 客服专员, next: 关闭}
    关闭: {lane: 客服专员, kind: end}
    ```

    ## 改为 Use instead
    ```yaml
    投诉: {lane: 业主, kind: start, next: 登记}
    登记: {lane: 客服专员, next: 关闭}
    关闭: {lane: 客服专员, kind: end}
    ```
    """

    code = "FLW003"
    name = "unreachable-step"
    severity = Severity.ERROR
    judges_incomplete = False

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        starts = steps_of_kind(flow, StepKind.START)
        if not starts:
            return  # FLW001 says so.
        exits = exits_of(flow)
        reached = reached_from(exits, starts)
        # A reached step with a broken exit may have meant any of the others.
        if reached & steps_with_broken_exit(flow):
            return
        missed = set(flow.steps) - reached
        for members in first_of_each(exits, missed, at_end=False):
            step = flow.steps[members[0]]
            behind = len(reached_from(exits, members[:1]) & missed) - 1
            zh = f", 其后 {behind} 个步骤也走不到" if behind else ""
            en = f", nor can {behind} behind it" if behind else ""
            yield self.finding(
                step.span,
                f"从开始步骤走不到 `{step.name}`{zh}",
                f"step `{step.name}` cannot be reached from the start{en}",
                hint=Message(
                    f"在前面某一步的 next 中写上 `{step.name}`, 或删去它",
                    f"name `{step.name}` in the `next` of a step before it, or delete it",
                ),
            )
