"""FLW019."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Status, place_of
from wuye_docs.references import Kind, Relation, Target
from wuye_docs.rules.rule import ManualRule


class UnshownFlow(ManualRule):
    """No document shows the flow.

    ## 说明
    没有文件用 `:::{flow} 编号` 画出该流程, 也没有用 `:::{steps} 编号` 列出它的步骤。有文件读不出时不报告。

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
        shown = {one.target for one in self.context.references.references if one.relation is Relation.SHOWS}
        for number, flow in self.context.manual.flows.items():
            if Target(Kind.FLOW, number) not in shown and flow.status is not Status.OBSOLETE:
                yield self.finding(
                    place_of(flow.number, flow.span),
                    f"没有文件画出流程 `{number}` {flow.title}",
                    f"no document shows the flow `{number}` {flow.title}",
                    hint=Message(
                        f"在 {flow.document or '所属文件'} 中写 :::{{flow}} {number}",
                        f"write :::{{flow}} {number} in {flow.document or 'its document'}",
                    ),
                )
