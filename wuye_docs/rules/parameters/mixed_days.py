"""PAR009."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.model.quantities import Quantity
from wuye_docs.references import Kind, Target
from wuye_docs.rules.figures import is_limit
from wuye_docs.rules.rule import ManualRule

_DAY = Fraction(86400)


class MixedDays(ManualRule):
    """One subject has the same figure in working days and in calendar days.

    ## 说明
    正文写“2天”而同一事项的参数是“2个工作日”, 或者反过来。是否同一事项的判断见 PAR004。

    ## 为什么重要
    周五受理的事项, 两种算法差两天以上; 客户和检查人员会各执一词 (ISO 9001:2015 8.2.2 a)。

    ## Why it matters
    For what comes in on a Friday the two differ by two days and more (ISO 9001:2015 8.2.2 a).

    ## 示例 Example
    ```markdown
    投诉关闭后2天内回访。（投诉.回访时限为2个工作日）
    ```

    ## 改为 Use instead
    ```markdown
    投诉关闭后{{ 投诉.回访时限 }}内回访。
    ```
    """

    code = "PAR009"
    name = "mixed-days"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        for figure in self.context.figures:
            if not is_limit(figure.quantity):
                continue
            replaced = self.context.replaced_by(figure)
            subjects = (
                [replaced]
                if replaced
                else self.context.subjects.of(figure, self.context.title_of(figure.text.source))
            )
            if not subjects and self.context.is_in_force(figure):
                subjects = self.context.subjects.beside(figure, self.context.surroundings_of(figure))
            for subject in subjects:
                if not _differ_by_kind_of_day(figure.quantity, subject.quantity):
                    continue
                name, text = subject.parameter.name, subject.parameter.text
                yield self.finding(
                    figure.text.span(figure.start, figure.end),
                    f"`{figure.written}` 与参数 `{name}` ({text}) 混用日和工作日",
                    f"`{figure.written}` and the parameter `{name}` ({text}) mix days and working days",
                    hint=Message(f"写成 {{{{ {name} }}}}", f"write {{{{ {name} }}}}"),
                    related=(
                        Related(
                            self.context.span_of(Target(Kind.PARAMETER, name)),
                            Message(f"参数为 {text}", f"the parameter is {text}"),
                        ),
                    ),
                )


def _differ_by_kind_of_day(one: Quantity, other: Quantity) -> bool:
    if {one.dimension, other.dimension} != {"time", "workdays"}:
        return False
    days, workdays = (one, other) if one.dimension == "time" else (other, one)
    return days.low == workdays.low * _DAY and days.high == workdays.high * _DAY
