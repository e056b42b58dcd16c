"""PAR008."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.model import Parameter
from wuye_docs.model.quantities import quantity_of
from wuye_docs.references import Kind, Target
from wuye_docs.rules.rule import ManualRule

_URGENT = re.compile("特急|紧急|加急|急修|急")
# A working day is eight hours at the least; with the longest holidays between, it is no more than ten days.
_WORKING_HOURS, _DAYS_OF_A_WORKDAY = 8 * 3600, 10 * 86400
_ORDINARY = ("一般", "普通", "日常", "常规", "非紧急", "")


class SlowUrgentLimit(ManualRule):
    """The limit for the urgent case is longer than the one for the ordinary case.

    ## 说明
    parameters.yaml 中同一组里名称只差“紧急”与“一般” (或没有修饰) 的两个时限, 紧急的反而更长。工作日与小时、天比较时, 一个工作日按8小时到10天算, 仍然更长的才报告。

    ## 为什么重要
    紧急事项比一般事项办得慢, 多半是填反或单位写错 (ISO 9001:2015 8.1 b、8.2.1)。

    ## Why it matters
    An urgent case that may wait longer is a slip: figures exchanged, or a wrong unit (ISO 9001:2015 8.1 b, 8.2.1).

    ## 示例 Example
    ```yaml
    投诉.派单时限: {value: 1, unit: 小时}
    投诉.紧急派单时限: {value: 5, unit: 小时}
    ```

    ## 改为 Use instead
    ```yaml
    投诉.派单时限: {value: 1, unit: 小时}
    投诉.紧急派单时限: {value: 5, unit: 分钟}
    ```
    """

    code = "PAR008"
    name = "slow-urgent-limit"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        parameters = self.context.manual.parameters
        for name, parameter in parameters.items():
            group, _, last = name.rpartition(".")
            if not _URGENT.search(last):
                continue
            for ordinary in _ORDINARY:
                other = parameters.get(f"{group}.{_URGENT.sub(ordinary, last, count=1)}")
                if other and self.is_longer(parameter, other):
                    yield self.finding(
                        self.context.span_of(Target(Kind.PARAMETER, name)),
                        f"`{name}` ({parameter.text}) 长于 `{other.name}` ({other.text})",
                        f"`{name}` ({parameter.text}) is longer than `{other.name}` ({other.text})",
                        hint=Message("核对两个时限和单位", "check both limits and their units"),
                        related=(
                            Related(
                                self.context.span_of(Target(Kind.PARAMETER, other.name)),
                                Message("一般时限", "the ordinary limit"),
                            ),
                        ),
                    )

    def is_longer(self, urgent: Parameter, ordinary: Parameter) -> bool:
        first, second = quantity_of(urgent.text), quantity_of(ordinary.text)
        if first is None or second is None:
            return False
        if (first.dimension, second.dimension) == ("workdays", "time"):
            return first.high * _WORKING_HOURS > second.high
        if (first.dimension, second.dimension) == ("time", "workdays"):
            return first.high > second.high * _DAYS_OF_A_WORKDAY
        return (
            first.dimension == second.dimension in ("time", "workdays", "months") and first.high > second.high
        )
