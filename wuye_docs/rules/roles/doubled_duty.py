"""ROL013."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity, Span
from wuye_docs.model import Document, Flow, Step, StepKind
from wuye_docs.references import Kind
from wuye_docs.rules.duty_tables import Duty, duties_of
from wuye_docs.rules.figure_subjects import pairs_of
from wuye_docs.rules.rule import DocumentRule

_SHARED = re.compile("参加|参与|配合|协助|共同|会同|分别|各自|本部门|本岗位|遵守|执行|支持|互相")
# What several posts do rightly, each for their own part.
_DONE_BY_MANY = re.compile("核对|检查|抽查|查看|核查|记录|登记|更新|填写")
_SHORTEST = 4
# Shares of the letter pairs: of a duty in what a step says, of a step in a duty, of a duty in another post's row.
_IN_STEP, _IN_DUTY, _IN_ROW = 0.75, 0.6, 0.5


class DoubledDuty(DocumentRule):
    """Two posts are each made solely responsible for one duty.

    ## 说明
    职责一章的表格把同一项职责写在两个岗位名下; 或者写在一个岗位名下, 而本文件流程中说这件事的步骤在另一个
    岗位的泳道, 那个岗位的职责里没有这件事, 前一个岗位的步骤也没有提到它。写“参加”“配合”“协助”“共同”“分别”等的不报告,
    部门和外部相关方不比较。

    ## 为什么重要
    两个岗位都负责, 出了事就都不负责; 图和表不一致, 员工和审核员不知道以哪个为准 (ISO 9001:2015 5.3)。

    ## Why it matters
    What two posts answer for alone nobody answers for, and a chart that has another do it leaves open who is meant
    (ISO 9001:2015 5.3).

    ## 示例 Example
    ```markdown
    | 岗位 | 职责 |
    |---|---|
    | 客服主管 | 编制《投诉分析报告》 |
    | 客服专员 | 受理投诉，编制《投诉分析报告》 |
    ```

    ## 改为 Use instead
    ```markdown
    | 岗位 | 职责 |
    |---|---|
    | 客服主管 | 编制《投诉分析报告》 |
    | 客服专员 | 受理投诉，协助编制《投诉分析报告》 |
    ```
    """

    code = "ROL013"
    name = "doubled-duty"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for duties in duties_of(document, self.context.lines[document.span.path]):
            seen: dict[str, Duty] = {}
            flows = self.context.manual.flows_of(document.number)
            for duty in duties:
                named = self.context.references.names.person(duty.post)
                if named is None or named.target.kind is not Kind.ROLE:
                    continue
                if len(duty.text) < _SHORTEST or _SHARED.search(duty.text):
                    continue
                first = seen.setdefault(duty.text, duty)
                if first.post != duty.post:
                    yield self.told(duty, first.post, first.span, ("职责表", "the table of duties"))
                elif other := self.another_in_flow(duty, duties, flows):
                    flow, step = other
                    yield self.told(
                        duty, step.lane, step.span, (f"流程 {flow.number} ", f"flow {flow.number}")
                    )

    def told(self, duty: Duty, other: str, place: Span, where: tuple[str, str]) -> Diagnostic:
        return self.finding(
            duty.span,
            f"`{duty.text}` 写在 `{duty.post}` 名下, {where[0]}中由 `{other}` 负责",
            f"`{duty.text}` is given to `{duty.post}`, in {where[1]} to `{other}`",
            hint=Message(
                "只留一个负责的岗位, 其余写“配合”或“参加”", "leave one post responsible; the others take part"
            ),
            related=(Related(place, Message(f"此处由 {other} 负责", f"{other} here")),),
        )

    def another_in_flow(
        self, duty: Duty, duties: Sequence[Duty], flows: Sequence[Flow]
    ) -> tuple[Flow, Step] | None:
        """The step of another post of the table that does what a duty says, if the post itself has no such step."""
        names = self.context.references.names
        own, pairs = names.person(duty.post), pairs_of(duty.text)
        if own is None or len(pairs) < 2 or _DONE_BY_MANY.match(duty.text):
            return None
        found: tuple[Flow, Step] | None = None
        for flow in flows:
            for step in flow.steps.values():
                lane = names.person(step.lane)
                said = pairs_of(step.title)
                if lane is None or lane.target == own.target:
                    if len(pairs & (said | pairs_of(step.note))) >= _IN_STEP * len(pairs):
                        return None
                    continue
                is_same = duty.text in step.title or (
                    len(pairs & said) >= _IN_STEP * len(pairs) and len(pairs & said) >= _IN_DUTY * len(said)
                )
                if not is_same or found or step.kind not in (StepKind.TASK, StepKind.DECISION):
                    continue
                rows = [one.row for one in duties if names.person(one.post) == lane]
                if (
                    lane.target.kind is Kind.ROLE
                    and rows
                    and len(pairs & pairs_of(rows[0])) < _IN_ROW * len(pairs)
                ):
                    found = flow, step
        return found
