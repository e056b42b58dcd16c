"""REF004."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Status
from wuye_docs.references import Reference
from wuye_docs.rules.context import CheckContext
from wuye_docs.rules.references.obsolete_target import USING
from wuye_docs.rules.rule import ReferenceRule


class DraftTarget(ReferenceRule):
    """An effective document, flow or form refers to one that is still a draft or in review.

    ## 说明
    现行有效的文件、流程或记录表引用了草案或审核中的文件、流程或记录表。同一对象之间只在第一处报告。

    ## 为什么重要
    未经批准的内容经引用就成了有效规定的一部分 (ISO 9001:2015 7.5.2 c 评审和批准)。

    ## Why it matters
    By the reference, unapproved content becomes part of what is in force (ISO 9001:2015 7.5.2 c).

    ## 示例 Example
    ```yaml
    # SYWIKF16 status: effective
    # SYWIKF16-R01 status: draft
    ```

    ## 改为 Use instead
    ```yaml
    # SYWIKF16 status: effective
    # SYWIKF16-R01 status: effective
    ```
    """

    code = "REF004"
    name = "draft-target"
    severity = Severity.WARNING
    relations = USING

    def __init__(self, context: CheckContext) -> None:
        super().__init__(context)
        self.said: set[tuple[str, str]] = set()

    def is_needed(self) -> bool:
        return any(record.status is Status.EFFECTIVE for record in self.context.manual.controlled())

    def check(self, reference: Reference) -> Iterator[Diagnostic]:
        source = self.context.record_of(reference.source)
        target = self.context.record_of(reference.target)
        if source is None or target is None or source.status is not Status.EFFECTIVE:
            return
        pair = (source.number, target.number)
        if target.status not in (Status.DRAFT, Status.IN_REVIEW) or pair in self.said:
            return
        if target.number in self.context.control.in_force:
            # The next revision is at work; the issue that is referred to stays in force.
            return
        self.said.add(pair)
        yield self.finding(
            reference.span,
            f"现行的 `{source.number}` 引用了{target.status.label} `{target.number}`",
            f"`{source.number}` is effective and refers to `{target.number}`, which is {target.status}",
            hint=Message(
                f"批准并发布 `{target.number}`, 或暂不引用",
                f"have `{target.number}` approved and issued, or do not refer to it yet",
            ),
        )
