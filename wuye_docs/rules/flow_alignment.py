"""A numbered list laid beside the flow that it tells: what stands in one and not in the other.

Order, posts, deadlines, forms, outcomes of decisions, and the steps themselves. What the list says otherwise is a
difference; what it merely leaves out is one only if the section that it stands in does not say it either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from wuye_docs.diagnostics import Message, Span
from wuye_docs.model import Exit, Flow, Manual, Parameter, Step, StepKind
from wuye_docs.model.quantities import Bound, quantities_in, quantity_of
from wuye_docs.references import Kind
from wuye_docs.references.names import Names
from wuye_docs.rules.flow_paths import exits_of, has_all_steps, reached_from
from wuye_docs.rules.told_steps import (
    FEWEST_ITEMS,
    Told,
    beginning_of,
    condition_of,
    filled_in,
    is_part_of_a_step,
    names_step,
    without_questions,
)

_LIMITING = frozenset({"time", "workdays", "months", "day of the month"})
_MENTIONED_ONLY = re.compile("(?:按照?|依据|根据|对照|核对|查阅|参照|见)$")
_SENTENCE_END = re.compile("[。；\n]")
_NOT = re.compile("[不未无没非]")
# What says that something is done in one case and not in another.
_CONDITION = re.compile("的[，,、]|如果?|若|否则|反之|未|不[合符能同属]|时[，,]|后方可|才")
_LONGEST_QUOTE = 20
# A list that does something in so many cases out of all means to do it in each.
_HABIT = 0.75


class Difference(NamedTuple):
    """Something that a list and its flow do not both say."""

    span: Span
    """The place in the list."""
    message: Message
    flow_span: Span
    """The place in the flow."""


class Alignment:
    """One list beside one flow. `said` is the text of the section that the list stands in, with its figures filled in."""

    def __init__(
        self, told: Sequence[Told], flow: Flow, manual: Manual, names: Names, said: str, whole: str
    ) -> None:
        self.told, self.flow, self.manual, self.names = told, flow, manual, names
        self.said, self.whole = said, whole
        self.exits = exits_of(flow)
        self.order = {name: index for index, name in enumerate(flow.steps)}

    def differences(self) -> Iterator[Difference]:
        """Everything that differs, item by item, then the steps that the list leaves out."""
        yield from self.of_order()
        for index, one in enumerate(self.told):
            yield from self.of_post(one)
            yield from self.of_deadline(one)
            yield from self.of_forms(one)
            following = self.told[index + 1].item.text if index + 1 < len(self.told) else ""
            yield from self.of_outcomes(one, following)
        if has_all_steps(self.flow):
            yield from self.of_items_without_step()
            yield from self.of_steps_left_out()

    def of_order(self) -> Iterator[Difference]:
        tasks = [(one, one.step) for one in self.told if one.step]
        for (_, first), (told, second) in pairwise(tasks):
            # Of two branches that are taken by turns, or at once, either may be told first.
            is_before = self.order[second.name] < self.order[first.name]
            if is_before and first.name in reached_from(self.exits, [second.name]):
                text, chart = f"`{first.title}` → `{second.title}`", f"`{second.title}` → `{first.title}`"
                yield self.differs(told, second, ("次序不一致", text, chart), ("order differs", text, chart))

    def of_post(self, told: Told) -> Iterator[Difference]:
        step = told.step
        actor = next((one for one in self.names.mentions(told.item.prose.text) if one.start <= 1), None)
        lane = self.names.person(step.lane) if step else None
        if step is None or actor is None or lane is None or actor.named.target == lane.target:
            return
        if actor.named.target.kind is Kind.ROLE and lane.target.kind is Kind.ROLE:
            sides = (f"`{actor.named.target.key}`", f"`{step.lane}`")
            yield self.differs(
                told,
                step,
                (f"`{step.title}`的岗位不一致", *sides),
                (f"post of `{step.title}` differs", *sides),
            )

    def of_deadline(self, told: Told) -> Iterator[Difference]:
        step, item = told.step, told.item
        if step is None:
            return
        due = [
            parameter
            for one in (step, *told.steps)
            if (parameter := self.manual.parameters.get(one.within)) is not None
        ]
        if any(one.name in item.parameters or _is_in(one, item.text) for one in due):
            return
        notes = filled_in("\n".join(one.note for one in (step, *told.steps)), self.manual.parameters)[0]
        limits = [one for one in _limits_in(item.text) if one not in notes]
        if not limits and (not due or any(_is_in(one, self.said) for one in due)):
            return
        text, chart = "、".join(limits), "、".join(dict.fromkeys(one.text for one in due))
        yield self.differs(
            told,
            step,
            (f"`{step.title}`的时限不一致", text or "没有写", chart or "没有写"),
            (f"deadline of `{step.title}` differs", text or "none", chart or "none"),
        )

    def of_forms(self, told: Told) -> Iterator[Difference]:
        step, text = told.step, told.item.text
        if step is None:
            return
        own = {number for one in (step, *told.steps) for number in (*one.forms, *one.documents)}
        own |= self.forms_in("\n".join(one.note for one in (step, *told.steps)), with_mentioned=True)
        more = sorted(self.forms_in(text, with_mentioned=False) - own)
        said = self.forms_in(self.said, with_mentioned=True)
        if self.names_forms_each_time:
            said = self.forms_in(text, with_mentioned=True)
        fewer = [one for one in step.forms if one not in said and one in self.manual.forms]
        if more or fewer:
            written = "、".join(map(self.titled, more))
            chart = "、".join(map(self.titled, fewer or step.forms))
            yield self.differs(
                told,
                step,
                (f"`{step.title}`的记录表不一致", written or "没有写", chart or "没有写"),
                (f"forms of `{step.title}` differ", written or "none", chart or "none"),
            )

    def forms_in(self, text: str, *, with_mentioned: bool) -> set[str]:
        """The numbers of the forms that a text names by title or number, with or without those it only refers to."""
        found = {
            (named.target.key, start - 1)
            for start, _, _, named in self.names.titles_in(text)
            if named and named.target.kind is Kind.FORM
        }
        found |= {
            (target.key, start)
            for start, _, target in self.names.numbers_in(text)
            if target and target.kind is Kind.FORM
        }
        return {key for key, start in found if with_mentioned or not _MENTIONED_ONLY.search(text, 0, start)}

    def titled(self, number: str) -> str:
        form = self.manual.forms.get(number)
        return f"《{form.title}》" if form else number

    def of_outcomes(self, told: Told, following: str) -> Iterator[Difference]:
        for step in told.steps:
            if step.kind is not StepKind.DECISION or self.teller_of(step) is not told:
                continue
            text = told.item.text
            untold = [one for one in step.next if not self.is_outcome_told(step, one, text, following)]
            if untold:
                chart = "、".join(f"{one.label} → {self.title_of(one)}" for one in untold)
                yield self.differs(
                    told,
                    step,
                    (f"`{step.title}`的结果没有写全", "没有写", chart),
                    (f"outcomes of `{step.title}` are not all told", "none", chart),
                )

    def teller_of(self, decision: Step) -> Told:
        """The first of the items that tell a decision, of those that say it in its very words if there are any."""
        tellers = [one for one in self.told if decision in one.steps]
        words = condition_of(decision)
        return min(
            tellers,
            key=lambda one: (
                decision.title not in beginning_of(one.item.prose.text),
                decision.title not in one.item.text,
                not all(word in one.item.text for word in words),
            ),
        )

    def is_outcome_told(self, decision: Step, exit_: Exit, text: str, following: str) -> bool:
        """Whether an item, or the item behind it, tells where an exit leads, or the item says its label."""
        target = self.flow.steps.get(exit_.target)
        if target is None or names_step(text, target) or names_step(following, target):
            return True
        bare = without_questions(text)
        if exit_.label in bare:
            return True
        if exit_.label in ("否", "无"):
            return _NOT.search(bare) is not None
        words = condition_of(decision)
        is_yes = exit_.label in ("是", "有", "能") and words
        return bool(is_yes and re.search(f"(?<![不未无没非]){re.escape(words[-1][-2:])}(?:的|时|后)", bare))

    def title_of(self, exit_: Exit) -> str:
        target = self.flow.steps.get(exit_.target)
        return target.title if target else exit_.target

    def of_items_without_step(self) -> Iterator[Difference]:
        flows = self.manual.flows_of(self.flow.document)
        for one in self.told:
            if one.step is None and not any(is_part_of_a_step(one.item, flow) for flow in flows):
                text = f"“{one.item.prose.text[:_LONGEST_QUOTE]}”"
                yield self.differs(
                    one, None, ("列表多一步", text, "没有这一步"), ("a step more", text, "no such step")
                )

    def of_steps_left_out(self) -> Iterator[Difference]:
        """Steps of the company that are told nowhere: between the first and the last that the list tells, and, if the
        list tells half of the flow, before and behind them."""
        places = {self.order[one.step.name]: one for one in reversed(self.told) if one.step}
        tasks = [one for one in self.flow.steps.values() if one.kind is StepKind.TASK]
        is_most = 2 * len(places) >= len(tasks)
        for index, step in enumerate(self.flow.steps.values()):
            lane = self.names.person(step.lane)
            if step.kind in (StepKind.START, StepKind.END) or index in places:
                continue
            if lane is None or lane.target.kind is Kind.PARTY:
                continue  # the company's text need not tell what others do
            is_inside = min(places) < index < max(places)
            if not (is_inside or is_most) or self.is_told(step, self.said if is_inside else self.whole):
                continue
            before = places[max((one for one in places if one < index), default=min(places))]
            chart = f"`{step.title}` ({step.lane})"
            yield self.differs(before, step, ("列表少一步", "没有", chart), ("a step less", "none", chart))

    def is_told(self, step: Step, text: str) -> bool:
        """Whether a text, or an item of the list in its own right, tells a step."""
        if any(self.names_more(sentence, step) for sentence in self.beside_items(text)):
            return True
        if step.kind is StepKind.DECISION:
            return self.is_decision_told(step, text)
        for one in self.told:
            own = one.step.title if one.step else ""
            is_own = own and step.title not in one.item.text
            said = one.item.text.replace(own, "\n") if is_own else one.item.text
            if any(self.names_more(sentence, step) for sentence in _SENTENCE_END.split(said)) and not (
                self.is_outcome_only(step, one)
            ):
                return True
        return False

    def is_decision_told(self, decision: Step, text: str) -> bool:
        """Whether an item asks what a decision asks, or some sentence says on what condition one of its outcomes comes.

        Items that tell other decisions say conditions of theirs.
        """
        if any(decision in one.steps for one in self.told):
            return True
        targets = [self.flow.steps.get(one.target) for one in decision.next]
        sentences = list(self.beside_items(text))
        for one in self.told:
            if not any(each.kind is StepKind.DECISION for each in one.steps):
                sentences += _SENTENCE_END.split(one.item.text)
        told = [[each for each in sentences if one and names_step(each, one)] for one in targets]
        return all(told) and any(_CONDITION.search(each) for those in told for each in those)

    def beside_items(self, text: str) -> Iterator[str]:
        """The sentences of a text that stand outside the items of the list."""
        lines = {line for one in self.told for line in one.item.text.split("\n")}
        for line in text.split("\n"):
            bare = line.strip()
            if not any(bare.endswith(one) for one in lines if one):
                yield from _SENTENCE_END.split(line)

    def names_more(self, text: str, step: Step) -> bool:
        """Whether a text names a step by more than the posts that stand in both."""
        if not names_step(text, step):
            return False
        if step.title in text or step.kind is StepKind.DECISION:
            return True
        bare, title = text, step.title
        for lane in self.flow.lanes:
            bare, title = bare.replace(lane, "\n"), title.replace(lane, "\n")
        return names_step(bare, replace(step, text=title)) if len(title.strip()) > 1 else True

    def is_outcome_only(self, step: Step, told: Told) -> bool:
        """Whether an item names a step as what follows from a decision, though the step has its own post, form or
        deadline, and the list tells what follows from decisions as items of their own."""
        decisions = [
            one
            for one in told.steps
            if one.kind is StepKind.DECISION and any(exit_.target == step.name for exit_ in one.next)
        ]
        return bool(
            decisions
            and self.tells_outcomes_apart
            and all(one.lane != step.lane or step.forms or step.within for one in decisions)
            and not told.item.prose.text.startswith(step.title)
            and step.lane not in told.item.text.partition(decisions[0].title[-2:])[2]
        )

    @cached_property
    def tells_outcomes_apart(self) -> bool:
        """Whether most tasks that follow from a decision of the list have an item of their own."""
        own = {one.step.name for one in self.told if one.step}
        targets = {
            exit_.target
            for one in self.told
            for decision in one.steps
            if decision.kind is StepKind.DECISION
            for exit_ in decision.next
            if (step := self.flow.steps.get(exit_.target)) and step.kind is StepKind.TASK
        }
        return len(targets & own) >= FEWEST_ITEMS and len(targets & own) >= _HABIT * len(targets)

    @cached_property
    def names_forms_each_time(self) -> bool:
        """Whether all items but one name the forms of their steps, some of them though an item before did so already."""
        seen: set[str] = set()
        naming = missing = again = 0
        for one in self.told:
            forms = set(one.step.forms) if one.step else set()
            if not forms:
                continue
            if forms <= self.forms_in(one.item.text, with_mentioned=True):
                naming += 1
                again += bool(forms & seen)
                seen |= forms
            else:
                missing += 1
        return naming >= 2 and missing == 1 and again > 0

    def differs(
        self, told: Told, step: Step | None, zh: tuple[str, str, str], en: tuple[str, str, str]
    ) -> Difference:
        """A difference in what is named first: what the text says, and what the flow says."""
        prose = told.item.prose
        return Difference(
            prose.span(0, min(len(prose.text), _LONGEST_QUOTE)),
            Message(
                f"{zh[0]}, 文中: {zh[1]} / 流程 {self.flow.number}: {zh[2]}",
                f"{en[0]}: text: {en[1]} / flow {self.flow.number}: {en[2]}",
            ),
            step.span if step else self.flow.span,
        )


def _limits_in(text: str) -> list[str]:
    """The deadlines of a text as typed: 30分钟内, not 30分钟以上."""
    return [
        text[start:end]
        for start, end, quantity in quantities_in(text)
        if quantity.dimension in _LIMITING and quantity.bound in (Bound.AT_MOST, Bound.LESS)
    ]


def _is_in(parameter: Parameter, text: str) -> bool:
    """Whether a text says a figure, as written or as another way to write the same amount."""
    amount = quantity_of(parameter.text)
    return parameter.text in text or (
        amount is not None and any(one.quantity.is_same_amount(amount) for one in quantities_in(text))
    )
