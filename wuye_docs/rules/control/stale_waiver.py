"""CTL014."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Waiver
from wuye_docs.rules.rule import WaiverRule
from wuye_docs.rules.waivers import last_day


class StaleWaiver(WaiverRule):
    """A waiver has expired, or there is nothing left that it waives.

    ## 说明
    manual.yaml 中的豁免已过失效日期 (不再起作用), 日期不存在, 或者没有任何问题与它的代码和位置相符。
    只检查部分文件或部分规则时, 不判断是否用到。豁免不能豁免本条。

    ## 为什么重要
    豁免是有期限的让步; 过期不清理, 就成了长期的不符合 (ISO 9001:2015 8.7.1 d 让步接收、10.2)。

    ## Why it matters
    A waiver is a concession for a time; left standing it hides the next fault of its kind (ISO 9001:2015 8.7.1 d, 10.2).

    ## 示例 Example
    ```yaml
    waivers:
      - {code: NUM003, place: manual/manual.yaml, reason: 待补写, by: 品质管理部经理, until: 2020-12-31}
    ```

    ## 改为 Use instead
    ```yaml
    waivers: []
    ```
    """

    code = "CTL014"
    name = "stale-waiver"
    severity = Severity.WARNING

    def check(self, waiver: Waiver, silenced: int | None) -> Iterator[Diagnostic]:
        if not waiver.code or not waiver.place or not waiver.until:
            return  # SRC004 or SRC005 says so.
        until = last_day(waiver)
        what = f"{waiver.code} {waiver.place}"
        if until is None:
            yield self.finding(
                waiver.at("until"),
                f"豁免的失效日期 `{waiver.until}` 不存在",
                f"there is no day `{waiver.until}`; the waiver does not hold",
                hint=Message("写一个实际的日期", "write a day of the calendar"),
            )
        elif until < self.context.today:
            yield self.finding(
                waiver.at("until"),
                f"豁免 `{what}` 已于 {waiver.until} 失效",
                f"waiver `{what}` expired on {waiver.until}",
                hint=Message(
                    "解决问题后删去豁免, 或由批准人重新批准",
                    "mend the fault and delete the waiver, or have it approved anew",
                ),
            )
        elif silenced == 0:
            yield self.finding(
                waiver.at("code"),
                f"豁免 `{what}` 没有用到",
                f"waiver `{what}` waives nothing",
                hint=Message(
                    "问题已不存在, 请删去豁免; 或改正代码、位置",
                    "the fault is gone: delete it; or mend its code or place",
                ),
            )
