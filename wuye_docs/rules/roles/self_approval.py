"""ROL015."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.model import Document
from wuye_docs.rules.rule import DocumentRule


class SelfApproval(DocumentRule):
    """The approver of a document is its drafter, or its reviewer.

    ## 说明
    文件头的批准岗位与拟稿岗位或审核岗位相同 (别名也算)。

    ## 为什么重要
    自己写、自己批, 批准就起不到把关的作用 (ISO 9001:2015 7.5.2 c 评审和批准)。

    ## Why it matters
    Whoever approves his own text approves nothing (ISO 9001:2015 7.5.2 c).

    ## 示例 Example
    ```yaml
    drafter: 客服主管
    approver: 客服主管
    ```

    ## 改为 Use instead
    ```yaml
    drafter: 客服主管
    approver: 管理处经理
    ```
    """

    code = "ROL015"
    name = "self-approval"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        approver = self.known(document.approver)
        for yaml_key, name, zh, en in (
            ("drafter", document.drafter, "拟稿", "drafter"),
            ("reviewer", document.reviewer, "审核", "reviewer"),
        ):
            if document.approver and name and self.known(name) == approver:
                yield self.finding(
                    document.at("approver"),
                    f"批准岗位 `{document.approver}` 也是{zh}岗位",
                    f"the approver `{document.approver}` is the {en} as well",
                    hint=Message("由上一级岗位批准", "let the post above approve it"),
                    related=(Related(document.at(yaml_key), Message(zh, en)),),
                )

    def known(self, name: str) -> str:
        named = self.context.references.names.person(name)
        return named.target.key if named else name
