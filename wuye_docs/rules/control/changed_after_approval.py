"""CTL002."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.control import Action
from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document, Flow, Form
from wuye_docs.rules.rule import ControlledRule


class ChangedAfterApproval(ControlledRule):
    """Something was changed after it was approved.

    ## 说明
    批准之后、发布之前, 内容又有改动, 批准不再有效。注释、换行和键的顺序不算改动; 用到的数值、流程、记录表改了也算。
    已经发布的版本不受影响; 修改已发布的文件见 CTL004。

    ## 为什么重要
    批准绑定的是当时的内容 (ISO 9001:2015 7.5.2 c)。批准后悄悄改动, 等于没有批准。

    ## Why it matters
    An approval holds for what was approved (ISO 9001:2015 7.5.2 c); what was changed since is not.

    ## 示例 Example
    ```text
    SYWIKF16 在 2026-11-20 批准, 此后“2个工作日”改成了“3个工作日”
    ```

    ## 改为 Use instead
    ```text
    wuye approve SYWIKF16 --as 品质管理部经理
    ```
    """

    code = "CTL002"
    name = "changed-after-approval"
    severity = Severity.ERROR

    def check(self, record: Document | Flow | Form) -> Iterator[Diagnostic]:
        state = self.context.control.issues[record.number] if self.context.control.has_begun else None
        if state is None or state.approvals or state.in_force == state.revision:
            return
        standing = None
        for entry in self.context.control.ledger.of(state.number):
            if entry.action == Action.APPROVE and entry.revision == state.revision:
                standing = entry
            elif entry.action in (Action.WITHDRAW, Action.RETURN, Action.OBSOLETE):
                standing = None
        if standing and standing.content != state.content:
            yield self.finding(
                record.span,
                f"`{state.number}` 在 {standing.post} {standing.date} 批准之后有改动 (台账条目 {standing.sequence})",
                f"`{state.number}` was changed after {standing.post} approved it on {standing.date} (entry {standing.sequence})",
                hint=Message(
                    f"改回原样, 或重新批准: wuye approve {state.number} --as {standing.post}",
                    f"undo the change, or have it approved again: wuye approve {state.number} --as {standing.post}",
                ),
            )
