"""CLS003."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import place_of
from wuye_docs.references import Relation
from wuye_docs.rules.rule import ManualRule


class UnjustifiedExclusion(ManualRule):
    """A clause is excluded without a reason, or excluded and answered at once.

    ## 说明
    clauses.yaml 的 `exclusions` 没有写理由, 排除了没有列出的条款, 或者有文件在 `clauses` 中对应已排除的条款。

    ## 为什么重要
    ISO 9001:2015 4.3 要求说明不适用的理由, 并且不影响提供合格服务的能力。

    ## Why it matters
    ISO 9001:2015 4.3 asks for the justification of every requirement that is said not to apply.

    ## 示例 Example
    ```yaml
    exclusions:
      "8.3":
    ```

    ## 改为 Use instead
    ```yaml
    exclusions:
      "8.3": 服务内容在合同订立前已经确定，公司不设计和开发新的服务
    ```
    """

    code = "CLS003"
    name = "unjustified-exclusion"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        for table in self.context.manual.clause_tables:
            answering = {
                one.target.key: one.source.key
                for one in self.context.references.references
                if one.relation is Relation.ANSWERS
            }
            for number, reason in table.exclusions.items():
                place = place_of(number, table.at("exclusions"))
                source = answering.get(f"{table.standard}/{number}")
                if not reason.strip():
                    yield self.finding(
                        place,
                        f"条款 {number} 不适用, 没有写理由",
                        f"clause {number} is excluded without a reason",
                        hint=Message("写明为什么不适用", "say why it does not apply"),
                    )
                elif number not in table.clauses:
                    yield self.finding(
                        place,
                        f"{table.standard} 没有条款 {number}, 不必排除",
                        f"{table.standard} has no clause {number} to exclude",
                        hint=Message("改正条款号, 或删去", "mend the number, or delete the entry"),
                    )
                elif source:
                    yield self.finding(
                        place,
                        f"条款 {number} 写明不适用, 而 `{source}` 与它对应",
                        f"clause {number} is excluded, and `{source}` answers it",
                        hint=Message(
                            f"删去排除, 或改正 {source} 的 clauses",
                            f"drop the exclusion, or mend `clauses` of {source}",
                        ),
                    )
