"""REF003."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Status
from wuye_docs.references import Reference, Relation
from wuye_docs.rules.rule import ReferenceRule

# References by which people come to use what is named; `supersedes` names what is no longer used on purpose.
USING = frozenset(
    {
        Relation.TITLE,
        Relation.NUMBER,
        Relation.MARKUP,
        Relation.SHOWS,
        Relation.BELONGS,
        Relation.FILLS,
        Relation.FOLLOWS,
    }
)


class ObsoleteTarget(ReferenceRule):
    """Something in use refers to a document, form or flow that is obsolete.

    ## 说明
    现行的文件、流程或记录表引用了状态为作废的文件、记录表或流程。作废文件之间的引用, 以及 `supersedes` (代替) 不报告。

    ## 为什么重要
    ISO 9001:2015 7.5.3.2 要求防止作废文件的非预期使用; 正文一引用, 员工就会照着做。

    ## Why it matters
    ISO 9001:2015 7.5.3.2 asks that obsolete documents are not used by mistake; a reference invites just that.

    ## 示例 Example
    ```markdown
    填写《业主意见登记表》(状态 obsolete)。
    ```

    ## 改为 Use instead
    ```markdown
    填写《客户投诉建议受理表》。
    ```
    """

    code = "REF003"
    name = "obsolete-target"
    severity = Severity.ERROR
    relations = USING

    def is_needed(self) -> bool:
        return any(record.status is Status.OBSOLETE for record in self.context.manual.controlled())

    def check(self, reference: Reference) -> Iterator[Diagnostic]:
        target = self.context.record_of(reference.target)
        if not self.context.is_obsolete(reference.target) or target is None:
            return
        if self.context.is_obsolete(reference.source):
            return
        successors = [
            one.number for one in self.context.manual.documents.values() if target.number in one.supersedes
        ]
        hint = Message("改引现行的文件, 或删去引用", "refer to what is in force, or delete the reference")
        if successors:
            hint = Message(
                f"已由 `{'、'.join(successors)}` 代替", f"it is superseded by `{', '.join(successors)}`"
            )
        yield self.finding(
            reference.span,
            f"`{target.number}` {target.title}已作废",
            f"`{target.number}` {target.title} is obsolete",
            hint=hint,
        )
