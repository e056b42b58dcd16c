"""FLW001."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Flow, StepKind
from wuye_docs.rules.flow_paths import steps_of_kind
from wuye_docs.rules.rule import FlowRule


class UnclearStart(FlowRule):
    """A flow has no start, or more than one.

    ## 说明
    流程没有 `kind: start` 的步骤, 或者有两个以上。文件中有读不出的内容时, 先改好再判断。

    ## 为什么重要
    看图的人不知道从哪里开始; ISO 9001:2015 4.4.1 a) 要求确定过程的输入。

    ## Why it matters
    The reader cannot tell where to begin; ISO 9001:2015 4.4.1 a) asks for the inputs of a process.

    ## 示例 Example
    ```yaml
    steps:
      登记: {lane: 客服专员, next: 关闭}
      关闭: {lane: 客服专员, kind: end}
    ```

    ## 改为 Use instead
    ```yaml
    steps:
      投诉: {lane: 业主, kind: start, next: 登记}
      登记: {lane: 客服专员, next: 关闭}
      关闭: {lane: 客服专员, kind: end}
    ```
    """

    code = "FLW001"
    name = "unclear-start"
    severity = Severity.ERROR
    judges_incomplete = False

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        starts = steps_of_kind(flow, StepKind.START)
        if not starts:
            first = next(iter(flow.steps.values()))
            yield self.finding(
                flow.span,
                f"流程 `{flow.number}` 没有开始步骤",
                f"flow `{flow.number}` has no start",
                hint=Message(
                    f"给第一个步骤 (`{first.name}`) 写 kind: start",
                    f"mark the first step (`{first.name}`) kind: start",
                ),
            )
        for name in starts[1:]:
            yield self.finding(
                flow.steps[name].at("kind"),
                f"第二个开始步骤 `{name}`",
                f"`{name}` is a second start",
                hint=Message(
                    f"流程从 `{starts[0]}` (第 {flow.steps[starts[0]].span.line} 行) 开始; 合并, 或分成两个流程",
                    f"the flow begins with `{starts[0]}` (line {flow.steps[starts[0]].span.line}); merge them, or make two flows",
                ),
            )
