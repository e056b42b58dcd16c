"""CTL012."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document, Flow, Form, Status
from wuye_docs.rules.rule import ControlledRule


class UnexplainedWithdrawal(ControlledRule):
    """Something is obsolete, and neither a successor nor a reason is given.

    ## 说明
    作废的文件、流程或记录表, 台账中没有写代替文件或理由; 没有台账时, 没有文件用 `supersedes` 代替它, 编号也没有列入 `retired`。

    ## 为什么重要
    作废要防止误用, 使用者要知道改用哪一份 (ISO 9001:2015 7.5.3.2 d、f)。

    ## Why it matters
    Obsolete documents are kept from use, and users need to know what holds instead (ISO 9001:2015 7.5.3.2).

    ## 示例 Example
    ```text
    SYWIKF18 作废, 没有说明
    ```

    ## 改为 Use instead
    ```text
    wuye obsolete SYWIKF18 --successor SYWIKF16 --as 品质管理部经理
    ```
    """

    code = "CTL012"
    name = "unexplained-withdrawal"
    severity = Severity.ERROR

    def check(self, record: Document | Flow | Form) -> Iterator[Diagnostic]:
        if record.status is not Status.OBSOLETE:
            return
        control, manual = self.context.control, self.context.manual
        state = control.issues[record.number]
        named = any(record.number in one.supersedes for one in manual.documents.values())
        if not (
            state.successor or state.reason or named or manual.settings.numbering.retired.get(record.number)
        ):
            yield self.finding(
                record.at("status"),
                f"`{record.number}` 已作废, 没有写代替文件或理由",
                f"`{record.number}` is obsolete, without a successor or a reason",
                hint=Message(
                    f"wuye obsolete {record.number} --successor 编号 --as 岗位, 或由新文件写 supersedes",
                    f"wuye obsolete {record.number} --successor NUMBER --as POST, or `supersedes` in the new document",
                ),
            )
