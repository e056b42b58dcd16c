"""CLS001."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import ClauseTable
from wuye_docs.references import Relation
from wuye_docs.rules.rule import ManualRule


class UnansweredClause(ManualRule):
    """A clause of the standard is answered by no document.

    ## 说明
    clauses.yaml 中的条款, 没有任何文件在 `clauses` 中写它或它的上级条款, 也没有列入 `exclusions`。有下级条款的, 看其下级。

    ## 为什么重要
    每一条要求都要有文件或做法回应; 缺的一条就是外审的一项不符合 (ISO 9001:2015 4.4.1、9.2.1 a)。

    ## Why it matters
    Each requirement needs an answer; one without is a nonconformity at the next audit (ISO 9001:2015 4.4.1, 9.2.1 a).

    ## 示例 Example
    ```yaml
    clauses: ["8.2.1"]  # 没有文件写 9.2
    ```

    ## 改为 Use instead
    ```yaml
    clauses: ["9.2"]  # 写进《内部审核程序》
    ```
    """

    code = "CLS001"
    name = "unanswered-clause"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        manual = self.context.manual
        if any(path.endswith(".md") for path in self.context.incomplete_files):
            return
        answered = {
            one.target.key for one in self.context.references.references if one.relation is Relation.ANSWERS
        }
        if not answered:
            return  # Nothing is matched with the standard yet.
        for table in manual.clause_tables:
            covered = {
                key.partition(f"{table.standard}/")[2]
                for key in answered
                if key.startswith(f"{table.standard}/")
            }
            for number, clause in table.clauses.items():
                if self.is_leaf(number, table) and not _line_of(number) & (covered | set(table.exclusions)):
                    yield self.finding(
                        clause.span,
                        f"{table.standard} 条款 {number} {clause.title}没有文件对应",
                        f"clause {number} {clause.title} of {table.standard} is answered by no document",
                        hint=Message(
                            "在对应文件的 clauses 中写上, 或在 exclusions 中写明不适用的理由",
                            "name it under `clauses` of a document, or say under `exclusions` why it does not apply",
                        ),
                    )

    def is_leaf(self, number: str, table: ClauseTable) -> bool:
        return not any(other.startswith(f"{number}.") for other in table.clauses)


def _line_of(number: str) -> set[str]:
    """A clause and all above it: 8.2.1, 8.2, 8."""
    parts = number.split(".")
    return {".".join(parts[: count + 1]) for count in range(len(parts))}
