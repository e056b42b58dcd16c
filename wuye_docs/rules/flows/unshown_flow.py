"""FLW019."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.model import Flow, Status, place_of
from wuye_docs.references import Kind, Reference, Relation
from wuye_docs.rules.rule import ManualRule


class UnshownFlow(ManualRule):
    """No document shows the flow, or only others than its own.

    ## 说明
    没有文件用 `:::{flow} 编号` 画出该流程, 也没有用 `:::{steps} 编号` 列出它的步骤;
    或者只有别的文件画出它, 流程的 `document` 写的却不是那些文件。有文件读不出时不报告。

    ## 为什么重要
    流程不在任何受控文件中, 员工看不到, 也没有经过审批 (ISO 9001:2015 4.4.2 a、7.5.3.1 a)。

    ## Why it matters
    A flow that stands in no controlled document reaches nobody and was approved by nobody (ISO 9001:2015 4.4.2 a, 7.5.3.1 a).

    ## 示例 Example
    ```markdown
    # 工作程序

    按流程办理。
    ```

    ## 改为 Use instead
    ```markdown
    # 工作程序

    :::{flow} SYFLKF01
    :::
    ```
    """

    code = "FLW019"
    name = "unshown-flow"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        if any(path.endswith(".md") for path in self.context.incomplete_files):
            return
        shown: dict[str, list[Reference]] = {}
        for one in self.context.references.references:
            if one.relation is Relation.SHOWS and one.target.kind is Kind.FLOW:
                shown.setdefault(one.target.key, []).append(one)
        for number, flow in self.context.manual.flows.items():
            if flow.status is Status.OBSOLETE:
                continue
            if number in shown:
                yield from self.check_owner(flow, shown[number])
            else:
                yield self.finding(
                    place_of(flow.number, flow.span),
                    f"没有文件画出流程 `{number}` {flow.title}",
                    f"no document shows the flow `{number}` {flow.title}",
                    hint=Message(
                        f"在 {flow.document or '所属文件'} 中写 :::{{flow}} {number}",
                        f"write :::{{flow}} {number} in {flow.document or 'its document'}",
                    ),
                )

    def check_owner(self, flow: Flow, shown: list[Reference]) -> Iterator[Diagnostic]:
        """The finding of a flow that only other documents than its own show."""
        elsewhere = [one for one in shown if one.source.key != flow.document]
        if len(elsewhere) < len(shown) or flow.document not in self.context.manual.documents:
            return
        other = elsewhere[0].source.key
        yield self.finding(
            place_of(flow.document, flow.span),
            f"流程属于 `{flow.document}`, 却只画在 `{other}` 中",
            f"the flow belongs to `{flow.document}` and is shown in `{other}` alone",
            hint=Message(
                f"把 document 改为 {other}, 或在 {flow.document} 中写 :::{{flow}} {flow.number}",
                f"make `document` {other}, or write :::{{flow}} {flow.number} in {flow.document}",
            ),
            related=(Related(elsewhere[0].span, Message("画在此处", "shown here")),),
        )
