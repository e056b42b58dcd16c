"""CTL010."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.control import Action
from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document, Status
from wuye_docs.rules.rule import DocumentRule


class UndistributedDocument(DocumentRule):
    """A document in force is distributed to nobody.

    ## 说明
    现行文件的 `distribution` (发放部门或岗位) 为空, 台账中也没有发放记录。

    ## 为什么重要
    需要的场合要能得到适用的文件 (ISO 9001:2015 7.5.3.1 a)。

    ## Why it matters
    Documents are available where they are needed (ISO 9001:2015 7.5.3.1 a).

    ## 示例 Example
    ```yaml
    status: effective
    distribution: []
    ```

    ## 改为 Use instead
    ```yaml
    status: effective
    distribution: [客户服务部, 工程部]
    ```
    """

    code = "CTL010"
    name = "undistributed-document"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if document.status is not Status.EFFECTIVE or document.distribution:
            return
        if not self.context.control.ledger.of(document.number, Action.DISTRIBUTE):
            yield self.finding(
                document.at("distribution"),
                f"现行的 `{document.number}` 没有写发放给谁",
                f"`{document.number}` is in force and distributed to nobody",
                hint=Message(
                    "在文件头写 distribution: [部门或岗位]", "write distribution: [departments or posts]"
                ),
            )
