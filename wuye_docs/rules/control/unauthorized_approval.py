"""CTL003."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document, Flow, Form, Status
from wuye_docs.rules.rule import ControlledRule


class UnauthorizedApproval(ControlledRule):
    """Something was approved by a post that may not, or by the one that drafted it.

    ## 说明
    台账中的批准, 其岗位不是文件头的 approver, 也不在 manual.yaml 的 control 为该层级指定的岗位中; 或者就是编制岗位。
    文件头的 approver 不在指定的岗位中也算。

    ## 为什么重要
    谁能批准什么要事先规定 (ISO 9001:2015 5.3、7.5.2 c); 自编自批等于没有批准。

    ## Why it matters
    Who may approve what is laid down beforehand (ISO 9001:2015 5.3, 7.5.2 c); to approve one's own draft is no approval.

    ## 示例 Example
    ```yaml
    control:
      levels:
        procedure: {approve: [总经理]}
    ```

    ## 改为 Use instead
    ```yaml
    control:
      levels:
        procedure: {approve: [总经理, 品质管理部经理]}
    ```
    """

    code = "CTL003"
    name = "unauthorized-approval"
    severity = Severity.ERROR

    def check(self, record: Document | Flow | Form) -> Iterator[Diagnostic]:
        control = self.context.control
        posts = control.authorities.of(record.number)
        if isinstance(record, Document) and posts.approver and posts.approver not in posts.may_approve:
            allowed = "、".join(posts.may_approve)
            yield self.finding(
                record.at("approver"),
                f"`{posts.approver}` 不能批准这一层级的文件, 应为 {allowed}",
                f"`{posts.approver}` may not approve documents of this level; {allowed} may",
                hint=Message(
                    "改正 approver, 或 manual.yaml 的 control", "mend `approver`, or `control` in manual.yaml"
                ),
            )
        state = control.issues[record.number] if control.has_begun else None
        if state is None or state.status not in (Status.IN_REVIEW, Status.APPROVED):
            return
        own = self.context.manual.settings.control.drafter_may_approve
        for act in state.approvals:
            if act.post not in posts.may_approve:
                zh, en = "没有批准权限", "may not approve it"
            elif act.post == posts.drafter and not own:
                zh, en = "是它的编制岗位", "drafted it"
            else:
                continue
            yield self.finding(
                record.at("approver"),
                f"`{state.number}` 由 {act.post} 于 {act.date} 批准, 该岗位{zh}",
                f"`{state.number}` was approved on {act.date} by {act.post}, which {en}",
                hint=Message(
                    f"撤回后由有权限的岗位批准: wuye withdraw {state.number} --as {act.post}",
                    f"withdraw it and have another post approve it: wuye withdraw {state.number} --as {act.post}",
                ),
            )
