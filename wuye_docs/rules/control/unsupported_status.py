"""CTL007."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.control import Action
from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Status
from wuye_docs.rules.rule import ManualRule

AFTER: dict[str, Status] = {
    Action.REVIEW: Status.IN_REVIEW,
    Action.APPROVE: Status.APPROVED,
    Action.RETURN: Status.DRAFT,
    Action.WITHDRAW: Status.DRAFT,
    Action.OBSOLETE: Status.OBSOLETE,
}
"""What a decision makes of something."""


class UnsupportedStatus(ManualRule):
    """A status is claimed that the ledger does not bear out, or was reached by a move that manual.yaml does not allow.

    ## 说明
    有了台账以后, 状态由台账决定: 文件头写的状态高于台账 (例如写“现行有效”, 台账中没有批准) 是矛盾; 不写, 或写 draft, 不算。
    台账中的状态变化不在 manual.yaml 的 control: moves 允许之列, 也是问题。

    ## 为什么重要
    状态只能由有权限的岗位按规定的步骤改变 (ISO 9001:2015 7.5.3.2)。

    ## Why it matters
    A status is changed by those who may, in the steps laid down (ISO 9001:2015 7.5.3.2).

    ## 示例 Example
    ```yaml
    status: effective   # 台账中没有批准
    ```

    ## 改为 Use instead
    ```yaml
    status: draft
    ```
    """

    code = "CTL007"
    name = "unsupported-status"
    severity = Severity.ERROR

    def check(self) -> Iterator[Diagnostic]:
        control = self.context.control
        if not control.has_begun:
            return
        for record in control.sources.controlled():
            state = control.issues[record.number]
            is_known = state.in_force or control.ledger.of(state.number)
            if is_known and record.status is not Status.DRAFT and record.status is not state.status:
                yield self.finding(
                    record.at("status"),
                    f"`{state.number}` 写的是“{record.status.label}”, 台账为“{state.status.label}”",
                    f"`{state.number}` claims to be {record.status.value}; by the ledger it is {state.status.value}",
                    hint=Message(
                        "删去 status, 状态由台账决定", "delete `status`: the ledger says what it is"
                    ),
                )
        yield from self.moves()

    def moves(self) -> Iterator[Diagnostic]:
        """Changes of status in the ledger that are not allowed."""
        control = self.context.control
        released = {one.manifest: one.issues for one in control.baselines}
        standing: dict[str, tuple[Status, str]] = {}
        for entry in control.ledger.entries:
            if entry.action == Action.RELEASE:
                for number, issue in released.get(entry.content, {}).items():
                    standing[number] = (issue.status, issue.content)
            after = AFTER.get(entry.action)
            if after is None:
                continue
            before, content = standing.get(entry.number, (Status.DRAFT, entry.content))
            if content != entry.content and before is not Status.OBSOLETE and after is not Status.OBSOLETE:
                # Whatever was edited since is a draft again.
                before = Status.DRAFT
            if before is not after and not control.authorities.may_move(before, after):
                yield self.finding(
                    entry.span,
                    f"台账条目 {entry.sequence}: `{entry.number}` 从“{before.label}”到“{after.label}”, manual.yaml 不允许",
                    f"entry {entry.sequence}: `{entry.number}` went from {before.value} to {after.value}, which manual.yaml does not allow",
                    hint=Message(
                        "按规定的步骤重新决定, 或改 control: moves",
                        "decide again in the steps laid down, or change `control: moves`",
                    ),
                )
            standing[entry.number] = (after, entry.content)
