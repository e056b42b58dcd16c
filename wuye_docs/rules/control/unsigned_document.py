"""CTL001."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document, Status
from wuye_docs.rules.rule import DocumentRule


class UnsignedDocument(DocumentRule):
    """A document is approved or in force, and nobody is named who drafted, reviewed or approved it.

    ## 说明
    已批准或现行的文件, 文件头没有 drafter (拟稿)、reviewer (审核) 或 approver (批准)。manual.yaml 的 control 为该层级指定了审批岗位的, 不必再写。

    ## 为什么重要
    ISO 9001:2015 7.5.2 c) 要求评审和批准, 以保持适宜性和充分性; 没有岗位就没有人负责。

    ## Why it matters
    ISO 9001:2015 7.5.2 c) asks for review and approval; without a post nobody answers for it.

    ## 示例 Example
    ```yaml
    status: effective
    drafter: 客服主管
    ```

    ## 改为 Use instead
    ```yaml
    status: effective
    drafter: 客服主管
    reviewer: 管理处经理
    approver: 品质管理部经理
    ```
    """

    code = "CTL001"
    name = "unsigned-document"
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if document.status not in (Status.APPROVED, Status.EFFECTIVE):
            return
        posts = self.context.control.authorities.of(document.number)
        missing = [
            name
            for name, post in (
                (("拟稿岗位", "drafter"), posts.drafter),
                (("审核岗位", "reviewer"), posts.may_review),
                (("批准岗位", "approver"), posts.may_approve),
            )
            if not post
        ]
        if missing:
            keys = ", ".join(one for _, one in missing)
            yield self.finding(
                document.at("status"),
                f"{document.status.label}的 `{document.number}` 没有{'、'.join(one for one, _ in missing)}",
                f"{document.status.value} `{document.number}` has no {keys}",
                hint=Message(f"在文件头写 {keys}", f"write {keys} in the front matter"),
            )
