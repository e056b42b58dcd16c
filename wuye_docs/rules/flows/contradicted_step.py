"""FLW013."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.model import Document, Flow, Prose, Section, Step, StepKind
from wuye_docs.references import Kind, Named, Relation, Target
from wuye_docs.rules.rule import ManualRule

_ITEM = re.compile(r"\s*(?:\d+[.)]|[-*+])\s+$")
_NUMBERED = re.compile(r"\s*\d+[.)]\s+$")
_FILLS = re.compile(
    "[^，。；：、（）《》]{0,6}(?:填写|填报|登记|记入|登入|录入)[^，。；：、（）《》]{0,4}《([^《》]+)》"
)
# The signature of whoever fills in a form, among those of who checks and approves it.
_FILLER = re.compile("(?:填[表写报]|登记|记录|编制)人?$")
# A list tells the steps of a flow if most of its items are steps of it, and they are more than two.
_FEWEST_ITEMS = 3
_LEAST_ALIKE = 0.6


class _Told(NamedTuple):
    """An item of a list and the step that it tells."""

    prose: Prose
    step: Step


class ContradictedStep(ManualRule):
    """The text of a document tells a step of its flow otherwise than the flow: another order, post or limit.

    ## 说明
    比较流程和所属文件的正文。正文的编号列表逐条说的是流程步骤时: 次序不同, 或者一条开头的岗位不是该步骤的泳道。
    正文写“某岗位填写《某表》”, 而流程中填写该表的 (没有流程的, 表上的填表人、登记人、记录人、编制人) 都是别的岗位,
    该岗位也不在表上签字。泳道是部门的不比较。

    ## 为什么重要
    图和文说法不一, 照哪一个做都会被判不符合; 审核员首先比的就是这两处 (ISO 9001:2015 4.4.2 a、5.3、7.5.2)。

    ## Why it matters
    Where chart and text disagree, whoever follows one breaks the other; auditors compare just these two
    (ISO 9001:2015 4.4.2 a, 5.3, 7.5.2).

    ## 示例 Example
    ```markdown
    客服主管填写《投诉受理表》。（流程中由客服专员填写）
    ```

    ## 改为 Use instead
    ```markdown
    客服专员填写《投诉受理表》。
    ```
    """

    code = "FLW013"
    name = "contradicted-step"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        manual = self.context.manual
        self.in_flows = {
            form for flow in manual.flows.values() for step in flow.steps.values() for form in step.forms
        }
        self.hands = self.hands_of_forms()
        flows: dict[str, list[Flow]] = {}
        for flow in manual.flows.values():
            flows.setdefault(flow.document, []).append(flow)
        for number, document in manual.documents.items():
            yield from self.check_hands(document)
            own = flows.get(number, ())
            for section in document.body.sections if own else ():
                for run in self.numbered_lists(section):
                    for flow in own:
                        yield from self.check_list(run, flow)

    def hands_of_forms(self) -> dict[str, set[Target]]:
        """Who fills in or signs each form that some step uses, or that says itself who fills it in."""
        hands: dict[str, set[Target]] = {}
        names = self.context.references.names
        for flow in self.context.manual.flows.values():
            for step in flow.steps.values():
                named = names.person(step.lane)
                for number in step.forms if named else ():
                    hands.setdefault(number, set()).add(named.target if named else Target(Kind.ROLE, ""))
        for form in self.context.manual.forms.values():
            for field in form.fields:
                if form.number not in hands and field.by and _FILLER.search(field.name):
                    hands[form.number] = set()
        for one in self.context.references.references:
            if one.relation is Relation.SIGNATURE and one.source.key in hands:
                hands[one.source.key].add(one.target)
        return hands

    def check_hands(self, document: Document) -> Iterator[Diagnostic]:
        """The posts that the text has fill in a form which others fill in by the flows."""
        names = self.context.references.names
        for section in document.body.sections:
            for prose in section.prose:
                if "《" not in prose.text:
                    continue
                for found in names.mentions(prose.text):
                    match = _FILLS.match(prose.text, found.end)
                    title = names.title(match.group(1)) if match else None
                    if title is None or found.named.target.kind is not Kind.ROLE:
                        continue
                    hands = self.hands.get(title.target.key, set())
                    if (
                        not hands
                        or found.named.target in hands
                        or any(one.kind is Kind.DEPARTMENT for one in hands)
                    ):
                        continue
                    who = "、".join(sorted(one.key for one in hands))
                    in_flows = title.target.key in self.in_flows
                    yield self.finding(
                        prose.span(found.start, found.end),
                        f"正文由 `{found.named.target.key}` 填写《{match.group(1) if match else ''}》, {'流程中' if in_flows else '表上'}由 `{who}` 填写",
                        f"the text has `{found.named.target.key}` fill in {title.target.key}, the {'flows have' if in_flows else 'form has'} `{who}`",
                        hint=Message("改正正文, 或改正流程的泳道", "mend the text, or the lane of the step")
                        if in_flows
                        else Message(
                            "改正正文, 或改正表上的签名岗位", "mend the text, or who signs the form"
                        ),
                    )

    def numbered_lists(self, section: Section) -> Iterator[list[Prose]]:
        """The runs of numbered items of a section."""
        run: list[Prose] = []
        for prose in section.prose:
            _, line, column = prose.pieces[0]
            before = self.context.lines[prose.path][line - 1][: column - 1]
            if _NUMBERED.match(before):
                run.append(prose)
            elif not _ITEM.match(before):
                if len(run) >= _FEWEST_ITEMS:
                    yield run
                run = []
        if len(run) >= _FEWEST_ITEMS:
            yield run

    def check_list(self, run: list[Prose], flow: Flow) -> Iterator[Diagnostic]:
        told = [_Told(prose, step) for prose in run if (step := _step_told(prose.text, flow)) is not None]
        if len({one.step.name for one in told}) < _FEWEST_ITEMS or 2 * len(told) <= len(run):
            return
        names = self.context.references.names
        order = {name: index for index, name in enumerate(flow.steps)}
        for first, second in pairwise(told):
            if order[second.step.name] < order[first.step.name]:
                yield self.differs(
                    second,
                    flow,
                    Message(
                        f"正文把 `{second.step.title}` 写在 `{first.step.title}` 之后, 流程 {flow.number} 相反",
                        f"the text puts `{second.step.title}` behind `{first.step.title}`, flow {flow.number} before it",
                    ),
                )
        for one in told:
            actor = next((found for found in names.mentions(one.prose.text) if found.start <= 1), None)
            lane = names.person(one.step.lane)
            if actor and lane and self.are_other_people(actor.named, lane):
                yield self.differs(
                    one,
                    flow,
                    Message(
                        f"正文由 `{actor.named.target.key}` 做 `{one.step.title}`, 流程 {flow.number} 由 `{one.step.lane}` 做",
                        f"`{one.step.title}` is done by `{actor.named.target.key}` in the text, by `{one.step.lane}` in flow {flow.number}",
                    ),
                )

    def are_other_people(self, one: Named, other: Named) -> bool:
        return one.target != other.target and one.target.kind is Kind.ROLE and other.target.kind is Kind.ROLE

    def differs(self, told: _Told, flow: Flow, what: Message) -> Diagnostic:
        return self.finding(
            told.prose.span(0, min(len(told.prose.text), 20)),
            *what,
            hint=Message(
                "使正文与流程一致, 或用 :::{steps} 代替列表",
                "make the two agree, or let :::{steps} make the list",
            ),
            related=(Related(told.step.span, Message("流程中的步骤", "the step of the flow")),),
        )


def _step_told(text: str, flow: Flow) -> Step | None:
    """The step whose words an item holds, most of them; None if there is none, or more than one."""
    pairs = _pairs(text[:40])
    best, alike = None, 0.0
    for step in flow.steps.values():
        own = _pairs(step.title)
        if step.kind is not StepKind.TASK or len(own) < 2:
            continue
        share = len(own & pairs) / len(own)
        if share > alike:
            best, alike = step, share
        elif share == alike:
            best = None
    return best if alike >= _LEAST_ALIKE else None


def _pairs(text: str) -> set[str]:
    return {text[index : index + 2] for index in range(len(text) - 1)}
