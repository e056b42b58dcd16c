"""CTL006."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document, Status
from wuye_docs.model.dates import day_of, months_later
from wuye_docs.rules.rule import DocumentRule


class OverdueReview(DocumentRule):
    """The review of a document in force is overdue, or will be soon.

    ## 说明
    现行文件的复审日期 (实施日期加 `review-every` 个月) 已过, 或在 30 天之内 (天数见 manual.yaml 的 control: remind)。

    ## 为什么重要
    文件要定期评审其适宜性 (ISO 9001:2015 7.5.2 c); 过期不评, 内容就慢慢与实际脱节。

    ## Why it matters
    Documents are reviewed for suitability from time to time (ISO 9001:2015 7.5.2 c); else they drift away from practice.

    ## 示例 Example
    ```yaml
    effective: 2025-01-01
    review-every: 12
    ```

    ## 改为 Use instead
    ```yaml
    effective: 2025-01-01
    review-every: 24
    ```
    """

    code = "CTL006"
    name = "overdue-review"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if document.status is not Status.EFFECTIVE:
            return
        control, today = self.context.control, self.context.today
        state = control.issues[document.number] if control.has_begun else None
        written = state.next_review if state else months_later(document.effective, document.review_every)
        due = day_of(written)
        if due is None or due > today + timedelta(days=self.context.manual.settings.control.remind):
            return
        late = due < today
        yield self.finding(
            document.at("review-every"),
            f"`{document.number}` 应在 {written} 前复审" + (", 已经过期" if late else ""),
            f"`{document.number}` is to be reviewed by {written}" + (", which is past" if late else ""),
            hint=Message(
                "复审后发布新版次, 或延长 review-every",
                "review it and release a revision, or lengthen review-every",
            ),
        )
