"""NUM004."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Status, place_of
from wuye_docs.model.numbering import numbers_in_run
from wuye_docs.rules.rule import ManualRule


class ReusedRetiredNumber(ManualRule):
    """A number that was retired is used again, or reserved for use.

    ## 说明
    manual.yaml 的 `retired` 中登记为停用的编号又出现在文件上 (状态为作废的除外), 或者被列为预留。

    ## 为什么重要
    旧记录上的编号仍指原来的文件; 重新启用会使同一编号前后指两样东西 (ISO 9001:2015 7.5.3.2 c)。

    ## Why it matters
    Old records still carry the number and mean the old document (ISO 9001:2015 7.5.3.2 c).

    ## 示例 Example
    ```yaml
    # manual.yaml  retired: {SYWIKF07: 并入SYWIKF08}
    number: SYWIKF07
    ```

    ## 改为 Use instead
    ```yaml
    number: SYWIKF24
    ```
    """

    code = "NUM004"
    name = "reused-retired-number"
    severity = Severity.ERROR

    def check(self) -> Iterator[Diagnostic]:
        scheme = self.context.manual.settings.numbering
        for record in self.context.manual.controlled():
            if record.number in scheme.retired and record.status is not Status.OBSOLETE:
                reason = scheme.retired[record.number]
                yield self.finding(
                    record.span,
                    f"编号 `{record.number}` 已停用 ({reason})",
                    f"number `{record.number}` is retired ({reason})",
                    hint=Message(
                        "换一个没有用过的编号; 误登记的从 retired 中删去",
                        "take a number never used; if it was retired by mistake, delete it from `retired`",
                    ),
                )
        for written in scheme.reserved:
            spent = [number for number in numbers_in_run(written, scheme) or () if number in scheme.retired]
            if spent:
                shown = ", ".join(spent)
                yield self.finding(
                    place_of(written, scheme.at("reserved")),
                    f"预留编号 `{written}` 含已停用的 `{shown}`",
                    f"reserved number `{written}` takes in the retired `{shown}`",
                    hint=Message(
                        "停用的编号不再使用, 请改预留范围",
                        "a retired number stays unused; mend the reservation",
                    ),
                )
