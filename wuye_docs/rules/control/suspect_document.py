"""CTL009."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document, Flow, Form
from wuye_docs.rules.rule import ControlledRule


class SuspectDocument(ControlledRule):
    """Something that it refers to has changed since it was approved.

    ## 说明
    文件、流程或记录表批准之后, 它引用的文件、流程、记录表或外部标准改了, 需要有人看过它是否受影响。

    ## 为什么重要
    更改会波及引用它的文件 (ISO 9001:2015 6.3、8.5.6); 没人看过, 两份文件就会互相矛盾。

    ## Why it matters
    A change reaches what refers to it (ISO 9001:2015 6.3, 8.5.6); unread, two documents come to contradict each other.

    ## 示例 Example
    ```text
    SYWIKF05 引用了 SYWIKF16, 后者已改为 A/1
    ```

    ## 改为 Use instead
    ```text
    wuye confirm SYWIKF05 --as 客服主管
    ```
    """

    code = "CTL009"
    name = "suspect-document"
    severity = Severity.WARNING

    def check(self, record: Document | Flow | Form) -> Iterator[Diagnostic]:
        control = self.context.control
        state = control.issues[record.number] if control.has_begun else None
        if state and state.suspect_because:
            names = "、".join(f"`{one}`" for one in state.suspect_because)
            post = control.authorities.of(state.number).reviewer or "POST"
            yield self.finding(
                record.span,
                f"`{state.number}` 批准之后, 它引用的 {names} 有改动",
                f"since `{state.number}` was approved, {names} has changed, which it refers to",
                hint=Message(
                    f"不受影响: wuye confirm {state.number} --as {post}; 受影响: 修改后重新批准",
                    f"if it still holds: wuye confirm {state.number} --as {post}; else change it and have it approved",
                ),
            )
