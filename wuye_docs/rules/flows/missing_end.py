"""FLW002."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Flow, StepKind
from wuye_docs.rules.flow_paths import steps_of_kind, steps_with_broken_exit
from wuye_docs.rules.rule import FlowRule


class MissingEnd(FlowRule):
    """A flow has no end.

    ## 说明
    流程没有 `kind: end` 的步骤。文件中有读不出的内容, 或者 `next` 写了不存在的步骤 (FLW005) 时, 先改好再判断。

    ## 为什么重要
    办到哪一步算办完没有规定; ISO 9001:2015 4.4.1 a) 要求确定过程的预期输出。

    ## Why it matters
    Nothing says when the work is done; ISO 9001:2015 4.4.1 a) asks for the expected output of a process.

    ## 示例 Example
    ```yaml
    归档: {lane: 客服专员, text: 归档}
    ```

    ## 改为 Use instead
    ```yaml
    归档: {lane: 客服专员, text: 归档, next: 办结}
    办结: {lane: 客服专员, kind: end}
    ```
    """

    code = "FLW002"
    name = "missing-end"
    severity = Severity.ERROR
    judges_incomplete = False

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        # A broken `next` (FLW005) may well have meant the end.
        if steps_of_kind(flow, StepKind.END) or steps_with_broken_exit(flow):
            return
        last = list(flow.steps)[-1]
        yield self.finding(
            flow.span,
            f"流程 `{flow.number}` 没有结束步骤",
            f"flow `{flow.number}` has no end",
            hint=Message(
                f"在 `{last}` 之后加一个 kind: end 的步骤", f"add a step of kind: end after `{last}`"
            ),
        )
