"""Figures in the reading text, and which parameter speaks of the same subject."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
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
_NEAR_BEHIND, _NEAR_BEFORE = 10, 4
# 派单后30分钟 is not about 派单, but about what comes after it.
_STARTING_POINT = "(?:完毕|结束|完成)?(?:之?[前后]|以[前后]|起|之日|时起)"


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


class Subjects:
    """Finds the parameters that speak of what a figure in the text speaks of."""

    def __init__(self, manual: Manual) -> None:
        self.by_first_word: dict[str, list[Subject]] = defaultdict(list)
        for parameter in manual.parameters.values():
            quantity = None if parameter.is_builtin else quantity_of(parameter.text)
            group, _, last = parameter.name.rpartition(".")
            words = _words(_KIND_OF_FIGURE.sub("", last))
            if quantity and group and words:
                self.by_first_word[words[0]].append(
                    Subject(parameter, quantity, group.rpartition(".")[2], words)
                )

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
