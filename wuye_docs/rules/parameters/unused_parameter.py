"""PAR002."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.references import Kind, Target
from wuye_docs.rules.rule import ManualRule


class UnusedParameter(ManualRule):
    """A figure of parameters.yaml stands in no document, flow or form.

    ## 说明
    parameters.yaml 中登记的参数没有任何正文用双花括号引用, 也没有流程步骤的 `within` 写它。有正文、流程或记录表读不出时不报告。

    ## 为什么重要
    没有人用的数值不是规定: 要么正文漏写了时限, 要么数值已经过时 (ISO 9001:2015 7.5.3.2 c)。

    ## Why it matters
    A figure that nothing uses lays nothing down: either the text forgot its limit, or the figure is out of date
    (ISO 9001:2015 7.5.3.2 c).

    ## 示例 Example
    ```markdown
    回复客户后应及时回访。
    ```

    ## 改为 Use instead
    ```markdown
    回复客户后应在{{ 投诉.回访时限 }}内回访。
    ```
    """

    code = "PAR002"
    name = "unused-parameter"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        if self.context.incomplete_files:
            return
        used = {
            one.target.key for one in self.context.references.references if one.target.kind is Kind.PARAMETER
        }
        for name, parameter in self.context.manual.parameters.items():
            if name not in used and not parameter.is_builtin:
                yield self.finding(
                    self.context.span_of(Target(Kind.PARAMETER, name)),
                    f"参数 `{name}` 没有被引用",
                    f"figure `{name}` is not used",
                    hint=Message(
                        "在正文或流程中引用, 或删去", "use it in the text or in a flow, or delete it"
                    ),
                )
