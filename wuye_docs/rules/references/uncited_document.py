"""REF013."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Flow, Form, Status, place_of
from wuye_docs.references import Kind, Relation, Target
from wuye_docs.rules.rule import ManualRule

_FEWEST = 3
_CITING = frozenset(
    {Relation.TITLE, Relation.NUMBER, Relation.MARKUP, Relation.FOLLOWS, Relation.FILLS, Relation.SHOWS}
)


class UncitedDocument(ManualRule):
    """No other document, flow or form refers to the document.

    ## 说明
    除它自己和它的流程、记录表外, 没有文件、流程或记录表引用它。岗位说明书、手册本身 (合订本编号)、作废文件和只有一份文件的手册不查;
    自动生成的文件清单不算引用。

    ## 为什么重要
    没有入口的文件, 员工想不到去看 (ISO 9001:2015 4.4.1 b 过程的相互作用)。

    ## Why it matters
    Nobody comes to a document that nothing leads to (ISO 9001:2015 4.4.1 b).

    ## 示例 Example
    ```markdown
    （没有文件提到《失物招领规程》）
    ```

    ## 改为 Use instead
    ```markdown
    拾到物品按《失物招领规程》办理。
    ```
    """

    code = "REF013"
    name = "uncited-document"
    severity = Severity.HINT

    def check(self) -> Iterator[Diagnostic]:
        manual = self.context.manual
        judged = [
            one
            for one in manual.documents.values()
            if not one.post and one.number != manual.settings.number and one.status is not Status.OBSOLETE
        ]
        if len(judged) < _FEWEST or self.context.incomplete_files:
            return
        cited: set[str] = set()
        for one in self.context.references.references:
            if one.relation in _CITING and one.target.kind in (Kind.DOCUMENT, Kind.FORM, Kind.FLOW):
                home, source = self.home_of(one.target), self.home_of(one.source)
                if home != source:
                    cited.add(home)
        for document in judged:
            if document.number not in cited:
                yield self.finding(
                    place_of(document.number, document.span),
                    f"没有文件引用 `{document.number}` {document.title}",
                    f"nothing refers to `{document.number}` {document.title}",
                    hint=Message("在用到它的文件中引用", "refer to it where it is used"),
                )

    def home_of(self, target: Target) -> str:
        """The document that a flow or form belongs to; a document itself."""
        record = self.context.record_of(target)
        if isinstance(record, Flow):
            return record.document
        if isinstance(record, Form):
            return record.number.rpartition(self.context.manual.settings.numbering.form_suffix)[0]
        return record.number if record else target.key
