"""FLW004."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Flow, StepKind
from wuye_docs.rules.flow_paths import (
    exits_of,
    first_of_each,
    reached_from,
    reversed_exits,
    steps_of_kind,
    steps_with_broken_exit,
)
from wuye_docs.rules.rule import FlowRule


class DeadEndStep(FlowRule):
    """No end can be reached from a step: it has no way out, or only ways round in a loop.

    ## 说明
    从这个步骤出发走不到任何结束步骤: 它没有 `next`, 或者只在几个步骤之间打转。只在断头处报告, 通向它的步骤不重复报告。
    判断缺少出口见 FLW006, 整个流程没有结束步骤见 FLW002。

    ## 为什么重要
    办到这里就没有下文, 谁接手没有规定; ISO 9001:2015 4.4.1 b) 要求确定过程的顺序和相互作用。

    ## Why it matters
    The reader cannot tell who acts next; ISO 9001:2015 4.4.1 b) asks for sequence and interaction.

    ## 示例 Example
    ```yaml
    归档: {lane: 客服专员, text: 归档}
    办结: {lane: 客服专员, kind: end}
    ```

    ## 改为 Use instead
    ```yaml
    归档: {lane: 客服专员, text: 归档, next: 办结}
    办结: {lane: 客服专员, kind: end}
    ```
    """

    code = "FLW004"
    name = "dead-end-step"
    severity = Severity.ERROR
    judges_incomplete = False

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        ends = steps_of_kind(flow, StepKind.END)
        if not ends:
            return  # FLW002 says so.
        exits = exits_of(flow)
        # Where a broken exit leads is not known; that it is broken is FLW005's matter.
        leading = reached_from(reversed_exits(exits), {*ends, *steps_with_broken_exit(flow)})
        stuck = set(flow.steps) - leading
        for members in first_of_each(exits, stuck, at_end=True):
            step = flow.steps[members[0]]
            if not step.next and step.kind is StepKind.DECISION:
                continue  # FLW006 says so.
            if not step.next:
                yield self.finding(
                    step.span,
                    f"步骤 `{step.name}` 没有下一步",
                    f"step `{step.name}` has no way out",
                    hint=Message(
                        "写 next: 下一步的名称, 或写 kind: end",
                        "write `next:` with a step, or mark it kind: end",
                    ),
                )
            else:
                loop = " → ".join([*members, members[0]])
                yield self.finding(
                    step.span,
                    f"步骤 `{step.name}` 走不到结束, 只在 {loop} 中循环",
                    f"no end can be reached from step `{step.name}`: {loop} is a loop",
                    hint=Message(
                        "给其中一步加一条通向结束的出口",
                        "give one of these steps an exit that leads to an end",
                    ),
                )
