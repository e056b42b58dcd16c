"""FLW015."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Flow, StepKind
from wuye_docs.rules.flow_paths import exits_of, has_all_steps, reached_from
from wuye_docs.rules.rule import FlowRule


class UnjoinedFork(FlowRule):
    """The branches of a fork never come together again.

    ## 说明
    并行的几条去向 (`next: [甲, 乙]`) 此后没有共同的步骤, 连结束也不在一处。判断的出口不查。

    ## 为什么重要
    并行的工作没有汇合, 就没有人确认都做完了 (ISO 9001:2015 8.1 e、8.6)。

    ## Why it matters
    Where parallel work does not meet again, nobody confirms that all of it is done (ISO 9001:2015 8.1 e, 8.6).

    ## 示例 Example
    ```yaml
    派单: {lane: 客服主管, next: [维修, 告知]}
    维修: {lane: 维修工, next: 修好}
    告知: {lane: 客服专员, next: 已告知}
    ```

    ## 改为 Use instead
    ```yaml
    派单: {lane: 客服主管, next: [维修, 告知]}
    维修: {lane: 维修工, next: 关闭}
    告知: {lane: 客服专员, next: 关闭}
    ```
    """

    code = "FLW015"
    name = "unjoined-fork"
    severity = Severity.WARNING

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        forks = [
            one for one in flow.steps.values() if len(one.next) > 1 and one.kind is not StepKind.DECISION
        ]
        if not forks or not has_all_steps(flow):
            return
        exits = exits_of(flow)
        for step in forks:
            if any(exit_.label.strip() for exit_ in step.next):
                continue  # FLW014 says so.
            # A branch that turns back to the fork does not so meet the others.
            onward = {**exits, step.name: ()}
            branches = [reached_from(onward, (str(exit_.target),)) - {step.name} for exit_ in step.next]
            apart = [
                exit_.target
                for index, exit_ in enumerate(step.next)
                if not branches[index] & set().union(*branches[:index], *branches[index + 1 :])
            ]
            if apart:
                listed = "、".join(apart)
                yield self.finding(
                    step.at("next"),
                    f"步骤 `{step.title}` 的并行去向 `{listed}` 没有与其他去向汇合",
                    f"of the fork at `{step.title}` the branch `{listed}` never meets the others",
                    hint=Message(
                        "让各条去向进入同一步骤; 只走其一的, 改为判断",
                        "lead the branches to one step; if only one is taken, make it a decision",
                    ),
                )
