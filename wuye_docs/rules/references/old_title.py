"""REF009."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Edit, Fix, Message, Severity
from wuye_docs.references import Naming, Reference, Relation
from wuye_docs.rules.rule import ReferenceRule


class OldTitle(ReferenceRule):
    """A document, form or flow is cited by an old title or alias.

    ## 说明
    书名号中写的是文件、记录表或流程的别名 (`aliases`), 不是现在的标题。

    ## 为什么重要
    按旧名找不到文件; 旧名多半指已经换版的内容 (ISO 9001:2015 7.5.3.1 a、7.5.2 a)。

    ## Why it matters
    By its old title a document is not found, or an old edition is (ISO 9001:2015 7.5.3.1 a, 7.5.2 a).

    ## 示例 Example
    ```markdown
    按《服务投诉处理制度》办理。
    ```

    ## 改为 Use instead
    ```markdown
    按《客户投诉建议处理规程》办理。
    ```
    """

    code = "REF009"
    name = "old-title"
    severity = Severity.WARNING
    is_fixable = True
    relations = frozenset({Relation.TITLE})

    def is_needed(self) -> bool:
        return any(record.aliases for record in self.context.manual.controlled())

    def check(self, reference: Reference) -> Iterator[Diagnostic]:
        record = self.context.record_of(reference.target)
        if reference.naming is not Naming.ALIAS or record is None or not record.title:
            return
        written = self.context.written_at(reference.span)
        fix = None
        if self.context.references.names.title(written):
            fix = Fix(
                Message(f"改为《{record.title}》", f"write 《{record.title}》"),
                (Edit(reference.span, record.title),),
            )
        yield self.finding(
            reference.span,
            f"《{written}》是 `{record.number}` 的旧名或别名",
            f"`{written}` is an old title or alias of `{record.number}`",
            hint=Message(f"写成《{record.title}》", f"write 《{record.title}》"),
            fix=fix,
        )
