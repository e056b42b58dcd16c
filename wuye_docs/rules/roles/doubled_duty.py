"""ROL013."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity, Span
from wuye_docs.model import Document, Flow, Step, StepKind
from wuye_docs.references import Kind
from wuye_docs.references.names import Named
from wuye_docs.rules.duty_tables import Duty, duties_of
from wuye_docs.rules.figure_subjects import pairs_of
from wuye_docs.rules.rule import DocumentRule

_SHARED = re.compile("参加|参与|配合|协助|共同|会同|分别|各自|本部门|本岗位|遵守|执行|支持|互相")
# What several posts do rightly, each for their own part.
_DONE_BY_MANY = re.compile("核对|检查|抽查|查看|核查|记录|登记|更新|填写")
_SHORTEST = 4
# Shares of the letter pairs: of a duty in what a step says, of a step in a duty, of a duty in another post's row.
_IN_STEP, _IN_DUTY, _IN_ROW = 0.75, 0.6, 0.5


class _DoneStep(NamedTuple):
    flow: Flow
    step: Step
    by: Named | None
    said: frozenset[str]


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
            steps = self.steps_of(document)
            for duty in duties:
                named = self.context.references.names.person(duty.post)
                if named is None or named.target.kind is not Kind.ROLE:
                    continue
                if len(duty.text) < _SHORTEST or _SHARED.search(duty.text):
                    continue
                first = seen.setdefault(duty.text, duty)
                if first.post != duty.post:
                    yield self.told(duty, first.post, first.span, ("职责表", "the table of duties"))
                elif other := self.another_in_flow(duty, duties, steps):
                    number = other.flow.number
                    where = (f"流程 {number} ", f"flow {number}")
                    yield self.told(duty, other.step.lane, other.step.span, where)

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
        self, duty: Duty, duties: Sequence[Duty], steps: Sequence[_DoneStep]
    ) -> _DoneStep | None:
        """The step of another post of the table that does what a duty says, if the post itself has no such step."""
        names = self.context.references.names
        own, pairs = names.person(duty.post), pairs_of(duty.text)
        if own is None or len(pairs) < 2 or _DONE_BY_MANY.match(duty.text):
            return None
        found = next((one for one in steps if self.is_of_another(one, own, duty, duties)), None)
        if found is None:
            return None
        its = (one for one in steps if one.by is None or one.by.target == own.target)
        is_own = any(
            len(pairs & (one.said | pairs_of(one.step.note))) >= _IN_STEP * len(pairs) for one in its
        )
        return None if is_own else found

    def is_of_another(self, one: _DoneStep, own: Named, duty: Duty, duties: Sequence[Duty]) -> bool:
        """Whether a step does what a duty says, in the lane of a post whose own row says nothing of it."""
        pairs = pairs_of(duty.text)
        shared = len(pairs & one.said)
        if not shared or one.by is None or one.by.target == own.target or one.by.target.kind is not Kind.ROLE:
            return False
        is_whole = shared >= _IN_STEP * len(pairs) and shared >= _IN_DUTY * len(one.said)
        if not (is_whole or duty.text in one.step.title):
            return False
        names = self.context.references.names
        row = next((each.row for each in duties if names.person(each.post) == one.by), None)
        return row is not None and len(pairs & pairs_of(row)) < _IN_ROW * len(pairs)

    def steps_of(self, document: Document) -> list[_DoneStep]:
        """The steps of the flows of a document, with who does them and the letter pairs of what they say."""
        person = self.context.references.names.person
        return [
            _DoneStep(flow, step, person(step.lane), pairs_of(step.title))
            for flow in self.context.manual.flows_of(document.number)
            for step in flow.steps.values()
            if step.kind in (StepKind.TASK, StepKind.DECISION)
        ]
