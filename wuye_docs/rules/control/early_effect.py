"""CTL005."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document
from wuye_docs.rules.rule import DocumentRule


class EarlyEffect(DocumentRule):
    """A document takes effect before it was approved or issued.

    ## 说明
    文件头的 `effective` (实施日期) 早于批准日期 (见台账) 或 `issued` (发布日期)。

    ## 为什么重要
    没有批准的文件不能生效; 日期倒置, 审核时即为不符合 (ISO 9001:2015 7.5.2 c)。

    ## Why it matters
    What is not approved is not in force (ISO 9001:2015 7.5.2 c).

    ## 示例 Example
    ```yaml
    issued: 2026-12-01
    effective: 2026-11-01
    ```

    ## 改为 Use instead
    ```yaml
    issued: 2026-12-01
    effective: 2026-12-15
    ```
    """

    code = "CTL005"
    name = "early-effect"
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Diagnostic]:
        state = self.context.control.issues[document.number] if self.context.control.has_begun else None
        effective = state.effective if state else str(document.effective)
        if not effective:
            return
        approved = state.approved.date if state and state.approved else ""
        issued = state.issued if state else str(document.issued)
        if approved and effective < approved:
            zh, en, day = "批准", "approved", approved
        elif issued and effective < issued and not (state and state.edition):
            zh, en, day = "发布", "issued", issued
        else:
            return
        yield self.finding(
            document.at("effective"),
            f"`{document.number}` {effective} 生效, {day} 才{zh}",
            f"`{document.number}` takes effect on {effective} and was {en} on {day}",
            hint=Message("改正实施日期", "mend the date of effect"),
        )
