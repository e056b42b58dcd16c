"""PAR001."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.references import Relation, Unresolved, parameter_names
from wuye_docs.rules.rule import UnresolvedRule


class UnknownParameter(UnresolvedRule):
    """A figure that parameters.yaml does not have.

    ## 说明
    正文的 `{{ 名称 }}` 或步骤的 `within` 用了没有登记的参数, 或者双花括号内的写法读不懂。
    parameters.yaml 本身读不出时不报告。

    ## 为什么重要
    时限、频次和金额只在一处登记, 改一处就全改; 名称不存在, 发布的文件上就没有这个数 (ISO 9001:2015 7.5.3.1 a)。

    ## Why it matters
    A figure that does not exist leaves a hole where the deadline should stand (ISO 9001:2015 7.5.3.1 a).

    ## 示例 Example
    ```markdown
    应在{{ 投诉.派单时间 }}内派单。
    ```

    ## 改为 Use instead
    ```markdown
    应在{{ 投诉.派单时限 }}内派单。
    ```
    """

    code = "PAR001"
    name = "unknown-parameter"
    severity = Severity.ERROR
    relations = frozenset({Relation.PARAMETER, Relation.WITHIN})

    def check(self, unresolved: Unresolved) -> Iterator[Diagnostic]:
        name = unresolved.name
        if unresolved.relation is Relation.PARAMETER and parameter_names(name) is None:
            yield self.finding(
                unresolved.span,
                f"`{name}` 读不懂",
                f"`{name}` cannot be read as the name of a figure",
                hint=Message("写成 {{ 组.名称 }}", "write `{{ group.name }}`"),
            )
        elif not self.context.declarations_lost(unresolved.wanted):
            yield self.finding(
                unresolved.span,
                f"没有参数 `{name}`",
                f"there is no figure `{name}`",
                hint=self.context.did_you_mean(name, unresolved.wanted)
                or Message("在 manual/parameters.yaml 中登记", "register it in manual/parameters.yaml"),
            )
