"""Figures in the reading text, and which parameter speaks of the same subject."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from wuye_docs.model import Manual, Parameter
from wuye_docs.model.quantities import Bound, Quantity, quantities_in, quantity_of

if TYPE_CHECKING:
    from wuye_docs.rules.context import RunningText

_PHRASE_END = re.compile("[，、。；：！？（）()\n]")
_SENTENCE_END = re.compile("[。；！？\n]")
# What a parameter's name says of the kind of figure, not of its subject: 派单时限 is about 派单.
_KIND_OF_FIGURE = re.compile(
    "(?:时限|期限|周期|频率|频次|次数|金额|限额|额度|时间|时长|时刻|比例|比率|人数|户数|数量|间隔|天数|年限|标准|上限|下限|门槛|期|率|数|额|日)$"
)
# What says nothing of a subject: 次巡逻的间隔上限 is about 巡逻 and 间隔.
_BETWEEN_WORDS = re.compile("的|上限|下限|以[上下内]|不[足少超]")
# Shares of the letter pairs of a parameter's subject that are found in and around a sentence, and how far the best
# parameter must be ahead of the next.
_SOME, _PART, _FAIR, _MUCH, _APART = 0.2, 0.3, 0.4, 0.5, 0.05
_NEAR_BEHIND, _NEAR_BEFORE = 10, 4
# 派单后30分钟 is not about 派单, but about what comes after it.
_STARTING_POINT = "(?:完毕|结束|完成)?(?:之?[前后]|以[前后]|起|之日|时起)"


# 派单之前10分钟 is a point of time, not a limit.
_AT_A_POINT = re.compile("(?:之|以)[前后]$")


class Figure(NamedTuple):
    """A figure typed in the text."""

    text: RunningText
    start: int
    end: int
    quantity: Quantity
    phrase: str
    """The part of the sentence, between commas, that the figure stands in."""
    sentence: str

    def is_of(self, word: str) -> bool:
        """Whether a word stands where the thing that the figure limits is named: 30分钟内派单, 派单时限为30分钟."""
        text = self.text.text
        behind = _PHRASE_END.split(text[self.end : self.end + _NEAR_BEHIND], maxsplit=1)[0]
        before = _PHRASE_END.split(text[max(0, self.start - _NEAR_BEFORE - len(word)) : self.start])[-1]
        return word in behind or word in before

    @property
    def written(self) -> str:
        """The figure with its unit, as typed."""
        return self.text.text[self.start : self.end]


def figures_in(texts: Iterable[RunningText]) -> Iterator[Figure]:
    """Every figure of some texts, in order."""
    for text in texts:
        for found in quantities_in(text.text):
            # 同一周 and 前一日 say when, not how long.
            if text.text[found.start] == "一" and text.text[found.start - 1 : found.start] in (
                "同",
                "前",
                "上",
                "下",
            ):
                continue
            yield Figure(
                text,
                *found,
                _around(text.text, found.start, found.end, _PHRASE_END),
                _around(text.text, found.start, found.end, _SENTENCE_END),
            )


def _around(text: str, start: int, end: int, ends: re.Pattern[str]) -> str:
    first = 0
    for match in ends.finditer(text, 0, start):
        first = match.end()
    last = ends.search(text, end)
    return text[first : last.start() if last else len(text)]


class Subject(NamedTuple):
    """A parameter with its figure and the words that tell what it is about."""

    parameter: Parameter
    quantity: Quantity
    group: str
    words: tuple[str, ...]
    about: frozenset[str]
    """The pairs of letters of the parameter's `subject`."""
    is_used: bool
    """Whether any text or step uses the parameter: the figure of one that nothing uses was typed somewhere."""

    def is_named_beside(self, figure: Figure, around: str) -> bool:
        """Whether the sentence of a figure, and what stands around it, speak of the subject in other words.

        That is: the words of the name and its group are there, or a third of `subject` and the group, or half of
        `subject` alone. For a parameter that nothing uses the group is enough, or a fifth of `subject`.
        """
        share, is_group, is_word = self._likeness(figure, around)
        if not self.is_used and self.about and (is_group or share >= _SOME or is_word):
            return True
        return share >= _MUCH or (is_group and (is_word or share >= _PART))

    def is_plainly_named(self, figure: Figure, around: str) -> bool:
        """Whether half of the words of `subject` stand around a figure, of a parameter that nothing uses two fifths."""
        share, _, _ = self._likeness(figure, around)
        return share >= (_MUCH if self.is_used else _FAIR)

    def is_meant(self, figure: Figure, around: str) -> bool:
        """Whether a figure of another amount may be taken for one on the subject: it needs more than an equal one."""
        if _AT_A_POINT.search(figure.text.text, 0, figure.start):
            return False
        share, is_group, _ = self._likeness(figure, around)
        return share >= _MUCH or (not self.is_used and is_group and share >= _PART)

    def likeness(self, figure: Figure, around: str) -> float:
        """How much a figure seems to be about the subject, from 0 to 2."""
        share, is_group, is_word = self._likeness(figure, around)
        return share + 0.5 * is_word + 0.3 * is_group + 0.2 * (not self.is_used)

    def _likeness(self, figure: Figure, around: str) -> tuple[float, bool, bool]:
        seen = f"{figure.sentence}\n{around}"
        found = sum(pair in seen for pair in self.about)
        # The heading, or the row of a table, may say the rest: under 动火, 看护30分钟.
        row = next((line for line in around.split("\n") if line.startswith("|")), "")
        is_told = (self.words[-1] in figure.sentence or self.words[-1] in row) and all(
            word in seen for word in self.words
        )
        is_word = is_told and not re.search(f"{self.words[-1]}{_STARTING_POINT}", figure.phrase)
        return found / max(1, len(self.about)), self.group in seen, is_word


class Subjects:
    """Finds the parameters that speak of what a figure in the text speaks of."""

    def __init__(self, manual: Manual, used: Collection[str]) -> None:
        self.all: list[Subject] = []
        self.by_first_word: dict[str, list[Subject]] = defaultdict(list)
        self.by_amount: dict[tuple[str, Fraction, Fraction], list[Subject]] = defaultdict(list)
        for parameter in manual.parameters.values():
            quantity = None if parameter.is_builtin else quantity_of(parameter.text)
            group, _, last = parameter.name.rpartition(".")
            words = _words(_KIND_OF_FIGURE.sub("", last))
            if quantity and group and words:
                subject = Subject(
                    parameter,
                    quantity,
                    group.rpartition(".")[2],
                    words,
                    frozenset(_pairs(_BETWEEN_WORDS.sub(" ", parameter.subject))),
                    parameter.name in used,
                )
                self.all.append(subject)
                self.by_first_word[words[0]].append(subject)
                self.by_amount[quantity.amount].append(subject)

    def beside(self, figure: Figure, around: str) -> list[Subject]:
        """The parameter in days or working days that the text around a figure in the other speaks of, if any does."""
        found = [
            one
            for one in self.all
            if {one.quantity.dimension, figure.quantity.dimension} == {"time", "workdays"}
            and one.is_named_beside(figure, around)
        ]
        return sorted(found, key=lambda one: -one.likeness(figure, around))[:1]

    def of_same_amount(self, figure: Figure, around: str) -> list[Subject]:
        """The parameters of the very amount of a figure that the text around it speaks of; most alike first."""
        in_digits = re.search("[0-9０-９]", figure.written) is not None
        # 二人签字 is no figure of a parameter; 协商不超过两次 is, where the sentence says so. 二次供水 is no count.
        if figure.written.startswith("二") and not is_limit(figure.quantity):
            return []
        is_count = not in_digits and not is_limit(figure.quantity)
        found = [
            one
            for one in self.by_amount[figure.quantity.amount]
            if (in_digits or (one.parameter.unit and figure.written.endswith(one.parameter.unit)))
            and (one.is_plainly_named(figure, around) if is_count else one.is_named_beside(figure, around))
        ]
        return sorted(found, key=lambda one: -one.likeness(figure, around))

    def of_another_amount(self, figure: Figure, around: str) -> Subject | None:
        """The one parameter that a figure of another amount seems to be typed for, or None if that is not plain."""
        alike = [one for one in self.all if one.quantity.dimension == figure.quantity.dimension]
        best = sorted(alike, key=lambda one: -one.likeness(figure, around))[:2]
        if not best or not best[0].is_meant(figure, around):
            return None
        if len(best) > 1 and best[0].likeness(figure, around) - best[1].likeness(figure, around) < _APART:
            return None
        group = [one for one in alike if one.group == best[0].group]
        return None if any(one.quantity.is_same_amount(figure.quantity) for one in group) else best[0]

    def of(self, figure: Figure, context: str) -> list[Subject]:
        """The parameters whose words all stand in the figure's phrase and whose group is named in the sentence or in
        `context`; of these the ones that say most: 紧急派单 before 派单."""
        found = [
            subject
            for word, subjects in self.by_first_word.items()
            if word in figure.phrase
            for subject in subjects
            if all(one in figure.phrase for one in subject.words)
            and not re.search(f"{subject.words[-1]}{_STARTING_POINT}", figure.phrase)
            and (subject.group in figure.sentence or subject.group in context)
        ]
        most = max((len(one.words) for one in found), default=0)
        return [one for one in found if len(one.words) == most]


def is_limit(quantity: Quantity) -> bool:
    """Whether a figure says how long, how much or how often, not how many of something there are."""
    return quantity.bound is not Bound.ABOUT and (
        quantity.dimension in ("time", "workdays", "months", "money", "percent", "day of the month")
        or quantity.dimension.startswith("times ")
    )


def _words(stem: str) -> tuple[str, ...]:
    """紧急派单 is about 紧急 and 派单; an odd one is kept whole."""
    if len(stem) < 2:
        return ()
    return (
        tuple(stem[index : index + 2] for index in range(0, len(stem), 2)) if len(stem) % 2 == 0 else (stem,)
    )


def _pairs(text: str) -> Iterator[str]:
    for run in re.findall("[\u4e00-\u9fff]{2,}", text):
        yield from (run[index : index + 2] for index in range(len(run) - 1))
