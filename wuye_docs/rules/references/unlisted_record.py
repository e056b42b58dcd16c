"""REF007."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document, place_of
from wuye_docs.references import Kind, Target, label_of
from wuye_docs.rules.listed_names import RECORDS, listed_in
from wuye_docs.rules.rule import DocumentRule


class UnlistedRecord(DocumentRule):
    """A form is used by the text or a flow of the document and missing from its hand-written list of records.

    ## 说明
    正文或本文件的流程用了记录表, 而手写的“质量记录”一节没有列出。用 `:::{records}` 生成的不查。

    ## 为什么重要
    没有列入的记录, 归档和检查时会漏 (ISO 9001:2015 7.5.3.2、8.1 e)。

    ## Why it matters
    A record that is not listed is missed when records are filed and checked (ISO 9001:2015 7.5.3.2, 8.1 e).

    ## 示例 Example
    ```markdown
    # 质量记录

    - 《回访记录表》
    ```

    ## 改为 Use instead
    ```markdown
    # 质量记录

    :::{records}
    :::
    ```
    """

    code = "REF007"
    name = "unlisted-record"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        listed = listed_in(document, RECORDS, (Kind.FORM,), self.context.references)
        if listed is None:
            return
        used = dict(listed.elsewhere)
        for flow in self.context.manual.flows_of(document.number):
            for step in flow.steps.values():
                for number in step.forms:
                    if number in self.context.manual.forms:
                        used.setdefault(Target(Kind.FORM, number), place_of(number, step.span))
        for target, span in used.items():
            if target not in listed.inside:
                shown = label_of(target, self.context.manual)
                yield self.finding(
                    span,
                    f"`{shown}` 没有列入 {document.number} 的“{listed.section.title}”",
                    f"`{shown}` is not listed under `{listed.section.title}` of {document.number}",
                    hint=Message(
                        "补入, 或用 :::{records} 生成这一节", "add it, or let :::{records} make the list"
                    ),
                )
