"""CTL008."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.control import LEDGER_FILE
from wuye_docs.control.ledger_file import LedgerRefusal
from wuye_docs.control.signatures import signature_faults
from wuye_docs.diagnostics import Diagnostic, Severity, Span
from wuye_docs.rules.rule import ManualRule


class BrokenLedger(ManualRule):
    """The ledger of decisions, a manifest or a signature is not whole.

    ## 说明
    台账 (manual/control/ledger.jsonl) 的条目被改动、缺失、重复, 两个分支没有合并, 签名不对; 或者某个版本的清单被改动。
    台账只能追加: 每条带前一条的哈希值, 任何改动都会显出来。

    ## 为什么重要
    审批记录是体系运行的证据, 要防止非预期的更改 (ISO 9001:2015 7.5.3.1 b)。

    ## Why it matters
    Records are evidence and are protected from unintended alterations (ISO 9001:2015 7.5.3.1 b).

    ## 示例 Example
    ```text
    用编辑器改了 ledger.jsonl 中的日期
    ```

    ## 改为 Use instead
    ```text
    git checkout -- manual/control/ledger.jsonl
    ```
    """

    code = "CTL008"
    name = "broken-ledger"
    severity = Severity.ERROR

    def check(self) -> Iterator[Diagnostic]:
        control = self.context.control
        yield from control.faults
        settings = self.context.manual.settings.control
        if settings.signatures or any(one.signature for one in control.ledger.entries):
            try:
                yield from signature_faults(settings, control.ledger)
            except LedgerRefusal as refusal:
                place = Span.whole_file(LEDGER_FILE)
                yield self.finding(place, refusal.message.zh, refusal.message.en, hint=refusal.hint)
