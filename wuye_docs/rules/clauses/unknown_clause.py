"""CLS002."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.loaders import did_you_mean
from wuye_docs.references import Relation, Unresolved
from wuye_docs.rules.rule import UnresolvedRule


class UnknownClause(UnresolvedRule):
    """A document answers a clause that the standard does not have.

    ## 说明
    文件头 `clauses` 中的条款号不在条款表 (manual/clauses*.yaml) 中。条款表读不出或没有条款表时不报告。

    ## 为什么重要
    条款对照表是审核的入口; 错的条款号使对照落空 (ISO 9001:2015 4.4.1)。

    ## Why it matters
    The table of clauses is where an audit begins; a wrong number leaves a hole in it (ISO 9001:2015 4.4.1).

    ## 示例 Example
    ```yaml
    clauses: ["8.2.9"]
    ```

    ## 改为 Use instead
    ```yaml
    clauses: ["8.2.1"]
    ```
    """

    code = "CLS002"
    name = "unknown-clause"
    severity = Severity.ERROR
    relations = frozenset({Relation.ANSWERS})

    def check(self, unresolved: Unresolved) -> Iterator[Diagnostic]:
        tables = self.context.manual.clause_tables
        if not any(table.clauses for table in tables) or any(
            path.startswith("manual/clauses") for path in self.context.lost_files
        ):
            return
        standard, _, number = unresolved.name.rpartition(" ")
        table = next((one for one in tables if one.standard == standard), tables[0] if not standard else None)
        if table is None:
            yield self.finding(
                unresolved.span,
                f"没有标准 `{standard}` 的条款表",
                f"there is no table of clauses of `{standard}`",
                hint=did_you_mean(standard, [one.standard for one in tables]),
            )
            return
        yield self.finding(
            unresolved.span,
            f"{table.standard} 没有条款 `{number}`",
            f"{table.standard} has no clause `{number}`",
            hint=did_you_mean(number, table.clauses)
            or Message("核对条款号", "check the number of the clause"),
        )
