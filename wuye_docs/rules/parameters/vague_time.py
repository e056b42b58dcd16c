"""PAR005."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Flow, StepKind, place_of
from wuye_docs.model.quantities import quantities_in
from wuye_docs.references import expressions_in
from wuye_docs.references.collect import part_of
from wuye_docs.rules.rule import FlowRule

_VAGUE = re.compile(
    "(?<![不未])(?:及时(?![性率])|尽快|尽早|适时|择机|按期(?=[完办])|第一时间|(?<![约商函固确不])定期(?![不限内满存届])|短期内|一定时间)"
)
# At once is a limit.
_AT_ONCE = re.compile("立即|马上|当场|当日|即时|当天|同时|随即")


class VagueTime(FlowRule):
    """A step says 及时, 尽快 or 定期 and has no limit.

    ## 说明
    工作步骤的图中文字或说明用了“及时”“尽快”“定期”“第一时间”等词, 而步骤没有 `within`, 说明中也没有具体的时间。
    “立即”“当日”是具体的, 不报告。

    ## 为什么重要
    没有时限的要求无法检查, 也无法证明做到了 (ISO 9001:2015 8.1 b 过程准则、9.1.1 b)。

    ## Why it matters
    A demand without a limit can neither be checked nor proved (ISO 9001:2015 8.1 b, 9.1.1 b).

    ## 示例 Example
    ```yaml
    派单: {lane: 客服主管, note: 及时通知责任部门}
    ```

    ## 改为 Use instead
    ```yaml
    派单: {lane: 客服主管, note: 通知责任部门, within: 投诉.派单时限}
    ```
    """

    code = "PAR005"
    name = "vague-time"
    severity = Severity.WARNING
    judges_incomplete = False

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        for step in flow.steps.values():
            if step.within or step.kind is not StepKind.TASK:
                continue
            for text in (step.text, step.note):
                match = _VAGUE.search(text)
                if match is None or _AT_ONCE.search(text) or expressions_in(text) or any(quantities_in(text)):
                    continue
                yield self.finding(
                    part_of(text, match.start(), match.end(), place_of(text, step.span)),
                    f"步骤 `{step.title}` 写了 `{match.group()}`, 没有时限",
                    f"step `{step.title}` says `{match.group()}` and sets no limit",
                    hint=Message(
                        "加 within: 参数名, 或写明时间", "add within: with the name of a figure, or say when"
                    ),
                )
                break
