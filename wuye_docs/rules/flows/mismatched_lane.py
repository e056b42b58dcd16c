"""FLW009."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.loaders import did_you_mean
from wuye_docs.model import Flow, place_of
from wuye_docs.rules.flow_paths import has_all_steps
from wuye_docs.rules.rule import FlowRule


class MismatchedLane(FlowRule):
    """The lanes of a flow and those of its steps differ: one is not declared, or one has no step.

    ## 说明
    步骤的 `lane` 不在流程的 `lanes` 中, 或者 `lanes` 中有一条泳道没有任何步骤, 或者同一泳道写了两次。
    有步骤写错泳道, 或者流程缺步骤 (FLW001、FLW002、FLW005) 时不再报告空泳道, 因为多半是同一处毛病。泳道名称没有登记的见 FLW010。

    ## 为什么重要
    图上会少一条或空一条泳道; 空泳道使人以为该岗位有职责 (ISO 9001:2015 5.3)。

    ## Why it matters
    The chart lacks a lane, or shows an empty one that suggests a duty where there is none (ISO 9001:2015 5.3).

    ## 示例 Example
    ```yaml
    lanes: [业主, 客服专员]
    steps:
      登记: {lane: 客服主管, next: 关闭}
    ```

    ## 改为 Use instead
    ```yaml
    lanes: [业主, 客服专员, 客服主管]
    steps:
      登记: {lane: 客服主管, next: 关闭}
    ```
    """

    code = "FLW009"
    name = "mismatched-lane"
    severity = Severity.ERROR

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        if not flow.lanes:
            return  # SRC004 says so.
        undeclared = False
        for step in flow.steps.values():
            if step.lane and step.lane not in flow.lanes:
                undeclared = True
                yield self.finding(
                    place_of(step.lane, step.span),
                    f"泳道 `{step.lane}` 没有列在 lanes 中",
                    f"lane `{step.lane}` is not declared in `lanes`",
                    hint=did_you_mean(step.lane, flow.lanes)
                    or Message("在 lanes 中加上它, 或改正名称", "add it to `lanes`, or mend the name"),
                )
        seen: dict[str, Span] = {}
        for lane in flow.lanes:
            if lane in seen:
                yield self.finding(
                    place_of(lane, flow.at("lanes")),
                    f"泳道 `{lane}` 重复",
                    f"lane `{lane}` is written twice",
                    hint=Message("删去一个", "delete one"),
                )
            seen.setdefault(lane, place_of(lane, flow.at("lanes")))
        # A step that is misspelt, missing or could not be read may be the one that a lane seems to lack.
        if undeclared or flow.span.path in self.context.faulty_files or not has_all_steps(flow):
            return
        used = {step.lane for step in flow.steps.values()}
        for lane, place in seen.items():
            if lane not in used:
                yield self.finding(
                    place,
                    f"泳道 `{lane}` 没有步骤",
                    f"lane `{lane}` has no step",
                    hint=Message("删去它, 或补上该岗位的步骤", "delete it, or add the steps of that post"),
                )
