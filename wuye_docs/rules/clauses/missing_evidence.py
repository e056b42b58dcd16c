"""CLS004."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.references import Kind, Relation, Target
from wuye_docs.rules.rule import ManualRule

_RECORD = re.compile("记录|证据|结果|凭证|报告")


class MissingEvidence(ManualRule):
    """A clause asks for a record, and the documents that answer it have none.

    ## 说明
    clauses.yaml 中条款的 `evidence` 要求保留记录 (记录、证据、结果、凭证), 而对应该条款的文件既没有自己的记录表, 也没有引用任何记录表。

    ## 为什么重要
    标准写明“应保留成文信息”的地方, 外审必查 (ISO 9001:2015 7.5.1 a)。

    ## Why it matters
    Where the standard says that documented information shall be retained, auditors always ask for it (ISO 9001:2015 7.5.1 a).

    ## 示例 Example
    ```yaml
    "9.2": {title: 内部审核, evidence: [审核的记录]}  # 《内部审核程序》没有记录表
    ```

    ## 改为 Use instead
    ```yaml
    "9.2": {title: 内部审核, evidence: [审核的记录]}  # SYQP03-R01 内部审核报告
    ```
    """

    code = "CLS004"
    name = "missing-evidence"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        references = self.context.references
        if self.context.incomplete_files:
            return
        for table in self.context.manual.clause_tables:
            for number, clause in table.clauses.items():
                wanted = [one for one in clause.evidence if _RECORD.search(one)]
                if not wanted or number in table.exclusions:
                    continue
                uses = references.used_by(
                    Target(Kind.CLAUSE, f"{table.standard}/{number}"), (Relation.ANSWERS,)
                )
                documents = [one.source for one in uses]
                if documents and not any(self.has_record(one) for one in documents):
                    listed = "、".join(one.key for one in documents)
                    yield self.finding(
                        clause.span,
                        f"条款 {number} 要求{'、'.join(wanted)}, 对应的 `{listed}` 没有记录表",
                        f"clause {number} asks for records, and `{listed}` has no form",
                        hint=Message(
                            "为其中一份文件编写记录表, 或引用已有的",
                            "write a form for one of them, or refer to one",
                        ),
                    )

    def has_record(self, document: Target) -> bool:
        if self.context.manual.forms_of(document.key):
            return True
        return any(one.target.kind is Kind.FORM for one in self.context.references.uses(document))
