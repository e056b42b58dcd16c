"""FLW007."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Flow, StepKind, place_of
from wuye_docs.rules.rule import FlowRule


class UnlabelledExit(FlowRule):
    """An exit of a decision has no label, or the same label as another.

    ## 说明
    判断的出口没有写明条件 (写成了列表), 或者两条出口的条件相同。

    ## 为什么重要
    不写条件, 走哪一条由办事的人自己猜 (ISO 9001:2015 4.4.1 c 确定准则)。

    ## Why it matters
    Without a label everyone guesses which way to take (ISO 9001:2015 4.4.1 c: criteria).

    ## 示例 Example
    ```yaml
    验收: {lane: 工程主管, kind: decision, text: 是否合格, next: [归档, 返工]}
    ```

    ## 改为 Use instead
    ```yaml
    验收: {lane: 工程主管, kind: decision, text: 是否合格, next: {是: 归档, 否: 返工}}
    ```
    """

    code = "FLW007"
    name = "unlabelled-exit"
    severity = Severity.ERROR

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        for step in flow.steps.values():
            if step.kind is not StepKind.DECISION or len(step.next) < 2:
                continue
            bare = [exit_ for exit_ in step.next if not exit_.label.strip()]
            if bare:
                targets = "、".join(f"`{exit_.target}`" for exit_ in bare)
                yield self.finding(
                    place_of(bare[0].target, step.at("next")),
                    f"判断 `{step.name}` 通向 {targets} 的出口没有条件",
                    f"decision `{step.name}` has exits without a label, to {targets.replace('、', ', ')}",
                    hint=Message("写成 next: {是: …, 否: …}", "write `next: {是: …, 否: …}`"),
                )
            seen: set[str] = set()
            for exit_ in step.next:
                label = unicodedata.normalize("NFKC", exit_.label).strip()
                if label and label in seen:
                    yield self.finding(
                        place_of(exit_.label, step.at("next")),
                        f"判断 `{step.name}` 有两条 `{label}` 出口",
                        f"decision `{step.name}` has two exits labelled `{label}`",
                        hint=Message("写明两种情形的区别", "say how the two cases differ"),
                    )
                seen.add(label)
