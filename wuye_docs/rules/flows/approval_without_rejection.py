"""FLW016."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Flow, StepKind, place_of
from wuye_docs.rules.rule import FlowRule

_APPROVAL = re.compile("^(?:逐级)?(?:审批|批准|审核|核准)|(?:审批|批准|核准|审核)$")
_SENDING = re.compile("[报送交呈请提经待凭]|后$|^(?:审批|批准|审核)[后的]")


class ApprovalWithoutRejection(FlowRule):
    """An approval step has no way out for what is not approved.

    ## 说明
    图中文字以“审批”“批准”“审核”“核准”开头或结尾的步骤不是判断, 其后也没有判断: 不同意时无路可走。
    “报……审批”“提交审批”“批准后”等是送审或其后的事, 不报告。

    ## 为什么重要
    只有“同意”一条路的审批不是审批 (ISO 9001:2015 8.6、8.5.6 更改控制)。

    ## Why it matters
    An approval that can only be given is none (ISO 9001:2015 8.6, 8.5.6).

    ## 示例 Example
    ```yaml
    审批: {lane: 管理处经理, text: 审批方案, next: 实施}
    ```

    ## 改为 Use instead
    ```yaml
    审批: {lane: 管理处经理, kind: decision, text: 是否同意方案, next: {是: 实施, 否: 修改}}
    ```
    """

    code = "FLW016"
    name = "approval-without-rejection"
    severity = Severity.WARNING

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        for step in flow.steps.values():
            if (
                step.kind is not StepKind.TASK
                or not _APPROVAL.search(step.title)
                or _SENDING.search(step.title)
            ):
                continue
            following = [flow.steps[exit_.target] for exit_ in step.next if exit_.target in flow.steps]
            if following and not any(one.kind is StepKind.DECISION for one in following):
                yield self.finding(
                    place_of(step.text, step.span),
                    f"审批步骤 `{step.title}` 没有不同意的出口",
                    f"approval `{step.title}` has no exit for a refusal",
                    hint=Message(
                        "改为 kind: decision, 写 next: {是: …, 否: …}",
                        "make it kind: decision with next: {是: …, 否: …}",
                    ),
                )
