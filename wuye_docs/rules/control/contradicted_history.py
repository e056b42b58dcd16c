"""CTL011."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.control.revisions import order_of
from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document
from wuye_docs.rules.rule import DocumentRule


class ContradictedHistory(DocumentRule):
    """The revision history that is typed differs from what was released.

    ## 说明
    文件头 `history` 的版次从未发布过, 或日期与发布日期不同。修订记录由发布的版本得出, 不必手写; 手写的要与之一致。

    ## 为什么重要
    修订记录与批准记录不一致, 就无法追溯 (ISO 9001:2015 7.5.3.2 c)。

    ## Why it matters
    A history that differs from the record of releases cannot be traced (ISO 9001:2015 7.5.3.2 c).

    ## 示例 Example
    ```yaml
    history:
      - {revision: A/0, date: 2026-01-05, change: 首次发布}
    ```

    ## 改为 Use instead
    ```yaml
    history:
      - {revision: A/0, date: 2026-03-02, change: 首次发布}
    ```
    """

    code = "CTL011"
    name = "contradicted-history"
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Diagnostic]:
        control = self.context.control
        issue = control.in_force.get(document.number)
        if issue is None:
            return
        issued = {
            one.issues[document.number].revision: one.issues[document.number].issued
            for one in control.baselines
            if document.number in one.issues and one.issues[document.number].edition
        }
        first = min(issued, key=order_of)
        for line in document.history:
            if line.revision in issued:
                if line.date and line.date != issued[line.revision]:
                    yield self.finding(
                        line.at("date"),
                        f"修订记录写 {line.revision} 的日期为 {line.date}, 实际于 {issued[line.revision]} 发布",
                        f"the history dates {line.revision} {line.date}; it was released on {issued[line.revision]}",
                        hint=Message("改正日期, 或删去 date", "mend the date, or delete it"),
                    )
            elif order_of(first) < order_of(line.revision) and line.revision != document.revision:
                yield self.finding(
                    line.at("revision"),
                    f"修订记录中的版次 {line.revision} 没有发布过",
                    f"revision {line.revision} of the history was never released",
                    hint=Message(
                        "删去这一行; 修订记录由发布的版本得出",
                        "delete the line: the history follows from releases",
                    ),
                )
