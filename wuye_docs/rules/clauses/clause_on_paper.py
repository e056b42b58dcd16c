"""CLS005."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Status
from wuye_docs.references import Kind, Relation, Target
from wuye_docs.rules.rule import ManualRule


class ClauseOnPaper(ManualRule):
    """A clause is answered by drafts alone.

    ## 说明
    条款只有草案或审核中的文件对应, 没有已批准或现行的文件。手册中一份现行文件也没有时不报告。

    ## 为什么重要
    没有批准的文件不能证明满足了要求 (ISO 9001:2015 7.5.2 c)。

    ## Why it matters
    A draft proves nothing (ISO 9001:2015 7.5.2 c).

    ## 示例 Example
    ```yaml
    status: draft
    clauses: ["9.2"]
    ```

    ## 改为 Use instead
    ```yaml
    status: effective
    clauses: ["9.2"]
    ```
    """

    code = "CLS005"
    name = "clause-on-paper"
    severity = Severity.HINT

    def check(self) -> Iterator[Diagnostic]:
        manual = self.context.manual
        in_force = {
            number
            for number, document in manual.documents.items()
            if document.status in (Status.APPROVED, Status.EFFECTIVE)
        }
        in_force |= self.context.control.in_force.keys() & manual.documents.keys()
        if not in_force:
            return
        for table in manual.clause_tables:
            for number, clause in table.clauses.items():
                target = Target(Kind.CLAUSE, f"{table.standard}/{number}")
                documents = [
                    one.source.key for one in self.context.references.used_by(target, (Relation.ANSWERS,))
                ]
                if documents and not in_force & set(documents):
                    listed = "、".join(documents)
                    yield self.finding(
                        clause.span,
                        f"条款 {number} {clause.title}只有草案对应: `{listed}`",
                        f"clause {number} {clause.title} is answered by drafts alone: `{listed}`",
                        hint=Message("批准并发布其中一份", "have one of them approved and issued"),
                    )
