"""Which parameter speaks of what a typed figure speaks of.

A figure is tied to a parameter in two ways: strictly, by the words of the parameter's name in the same part of the
sentence; or loosely, by the letter pairs of its `subject` in the sentence and in what stands around it. Pairs that few
subjects have weigh more. The weights are those of a logistic fit over figures typed in place of the parameters of the
shipped manual (`python -m bench seeded-faults --kinds figure-typed-otherwise`), rounded.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from math import log
from typing import NamedTuple

from wuye_docs.model import Manual, Parameter
from wuye_docs.model.quantities import Quantity, quantity_of
from wuye_docs.rules.figures import Figure, is_limit

# What a parameter's name says of the kind of figure, not of its subject: 派单时限 is about 派单.
_KIND_OF_FIGURE = re.compile(
    "(?:时限|期限|周期|频率|频次|次数|金额|限额|额度|时间|时长|时刻|比例|比率|人数|户数|数量|间隔|天数|年限|标准|上限|下限|门槛|期|率|数|额|日)$"
)
# What says nothing of a subject: 次巡逻的间隔上限 is about 巡逻 and 间隔.
_BETWEEN_WORDS = re.compile("的|上限|下限|以[上下内]|不[足少超]")
# 派单后30分钟 is not about 派单, but about what comes after it.
_STARTING_POINT = re.compile("(?:完毕|结束|完成)?(?:之?[前后]|以[前后]|起|之日|时起)")
# 派单之前10分钟 is a point of time, not a limit.
_AT_A_POINT = re.compile("(?:之|以)[前后]$")
# What each sign adds to the likeness of a figure and a parameter: the share of the pairs of `subject` that are seen
# anywhere around the figure, or in its very sentence or row; the group; all words of the name; the unit as registered;
# and how much the document uses the group at all, up to so many times.
_SEEN, _NEAR, _GROUP, _WORDS, _UNIT, _HOME, _OFTEN = 0.55, 0.2, 0.2, 0.12, 0.06, 0.1, 6
# A sentence seldom uses one parameter twice.
_BESIDE = 0.45
# A parameter that nothing uses has lost its place to a figure that was typed; in a document of its group that is all but
# sure.
_LOST, _LOST_AT_HOME = 0.2, 0.4
# How like the parameter must be for a figure of its amount, of its amount in another kind of
# day, or of another amount; how far ahead of the
# next; and how far ahead it outweighs that another one has the very amount.
_EQUAL, _DAYS, _OTHER, _APART, _FAR = 0.37, 0.42, 0.56, 0.04, 0.3
# The share of the pairs of `subject` that have to stand around a count in characters.
_COUNT = 0.45


class Surroundings(NamedTuple):
    """What a reader sees around a run of text."""

    document: str
    """The number of the document that it stands in, or whose flow it is of."""
    heading: str
    title: str
    row: str = ""
    """The other cells of its row."""
    head: str = ""
    """The head of its column."""
    parameters: frozenset[str] = frozenset()
    """Those that its sentence or row uses beside it."""


class Subject(NamedTuple):
    """A parameter with its figure and the words that tell what it is about."""

    parameter: Parameter
    quantity: Quantity
    group: str
    words: tuple[str, ...]
    about: frozenset[str]
    """The pairs of letters of the parameter's `subject`."""
    is_used: bool
    """Whether any text or step uses the parameter."""

    def is_told(self, figure: Figure, seen: str, near: str) -> bool:
        """Whether all words of the parameter's name are seen, the last one in the sentence or the row, and the figure does
        not merely count from there."""
        return (
            bool(self.words)
            and self.words[-1] in near
            and all(word in seen for word in self.words)
            and not _counts_from(self.words[-1], figure.phrase)
        )

    def share_in(self, *texts: str) -> float:
        """The share of the pairs of letters of `subject` that stand in some texts."""
        seen = "\n".join(texts)
        return sum(pair in seen for pair in self.about) / max(1, len(self.about))


class Subjects:
    """Finds the parameters that speak of what a figure in the text speaks of. `uses` holds, by name of parameter, the
    documents that use it, in their text or in their flows."""

    def __init__(self, manual: Manual, uses: Mapping[str, Mapping[str, int]]) -> None:
        self.all: list[Subject] = []
        self.by_name: dict[str, Subject] = {}
        self.by_first_word: dict[str, list[Subject]] = defaultdict(list)
        self._homes: dict[str, Counter[str]] = defaultdict(Counter)
        for parameter in manual.parameters.values():
            if parameter.name in uses:
                self._homes[parameter.name.rpartition(".")[0]].update(uses[parameter.name])
            quantity = None if parameter.is_builtin else quantity_of(parameter.text)
            group, _, last = parameter.name.rpartition(".")
            words = _words(_KIND_OF_FIGURE.sub("", last))
            if quantity and group:
                subject = Subject(
                    parameter,
                    quantity,
                    group.rpartition(".")[2],
                    words,
                    pairs_of(_BETWEEN_WORDS.sub(" ", parameter.subject)),
                    parameter.name in uses,
                )
                self.all.append(subject)
                self.by_name[parameter.name] = subject
                if words:
                    self.by_first_word[words[0]].append(subject)
        # By kind of figure and pair; days and working days are compared with each other.
        self._having: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        counts: Counter[str] = Counter()
        for index, one in enumerate(self.all):
            counts.update(one.about)
            for pair in one.about:
                self._having[_comparable(one.quantity)][pair].append(index)
        self._weights = {pair: log(1 + len(self.all) / count) for pair, count in counts.items()}
        self._totals = [sum(self._weights[pair] for pair in sorted(one.about)) or 1.0 for one in self.all]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for index, one in enumerate(self.all):
            if one.words:
                self._by_word[one.words[-1][:2]].append(index)
        self._lost = [index for index, one in enumerate(self.all) if not one.is_used]
        self._likenesses: dict[tuple[int, int], dict[int, float]] = {}

    def beside(self, figure: Figure, around: Surroundings) -> list[Subject]:
        """The parameter in days or working days that the text around a figure in the other speaks of, if any does."""
        found = [
            one
            for one, likeness in self._alike(figure, around)
            if likeness >= _DAYS
            and {one.quantity.dimension, figure.quantity.dimension} == {"time", "workdays"}
        ]
        return found[:1]

    def of_same_amount(self, figure: Figure, around: Surroundings) -> list[Subject]:
        """The parameters of the very amount of a figure that the text around it speaks of; most alike first."""
        in_digits = figure.is_in_digits
        # 二人签字 is no figure of a parameter; 协商不超过两次 is, where the sentence says so. 二次供水 is no count.
        if figure.written.startswith("二") and not is_limit(figure.quantity):
            return []
        least = _EQUAL
        is_count = not in_digits and not is_limit(figure.quantity)
        alike = self._alike_in_dimension(figure, around)
        if alike and in_digits and not alike[0][0].quantity.is_same_amount(figure.quantity):
            least = max(least, alike[0][1] - _FAR) if alike[0][1] >= _OTHER else least
        return [
            one
            for one, likeness in alike
            if likeness >= least
            and one.quantity.is_same_amount(figure.quantity)
            and (in_digits or (one.parameter.unit and figure.written.endswith(one.parameter.unit)))
            and not (is_count and one.share_in(figure.sentence, *around[1:-1]) < _COUNT)
        ]

    def of_another_amount(self, figure: Figure, around: Surroundings) -> Subject | None:
        """The one parameter that a figure of another amount seems to be typed for, or None if that is not plain."""
        if _AT_A_POINT.search(figure.text.text, 0, figure.start):
            return None
        alike = self._alike_in_dimension(figure, around)
        if not alike or alike[0][1] < _OTHER:
            return None
        best, likeness = alike[0]
        if any(likeness - other < _APART for _, other in alike[1:2]):
            return None
        least = max(_EQUAL, likeness - _FAR)
        is_of_another = any(
            other >= least and one.quantity.is_same_amount(figure.quantity) for one, other in alike
        )
        return None if is_of_another else best

    def is_outdone(self, subject: Subject, figure: Figure, around: Surroundings) -> bool:
        """Whether another parameter is clearly more like a figure than one that was found by its name."""
        alike = self._alike_in_dimension(figure, around)
        own = next((likeness for one, likeness in alike if one is subject), 0.0)
        return bool(alike) and alike[0][1] >= max(_OTHER, own + _APART)

    def _alike_in_dimension(self, figure: Figure, around: Surroundings) -> list[tuple[Subject, float]]:
        return [
            (one, likeness)
            for one, likeness in self._alike(figure, around)
            if one.quantity.dimension == figure.quantity.dimension
        ]

    def of(self, figure: Figure, context: str) -> list[Subject]:
        """The parameters whose words all stand in the figure's phrase and whose group is named in the sentence or in
        `context`; of these the ones that say most: 紧急派单 before 派单."""
        found = [
            subject
            for word, subjects in self.by_first_word.items()
            if word in figure.phrase
            for subject in subjects
            if all(one in figure.phrase for one in subject.words)
            and not _counts_from(subject.words[-1], figure.phrase)
            and (subject.group in figure.sentence or subject.group in context)
        ]
        most = max((len(one.words) for one in found), default=0)
        return [one for one in found if len(one.words) == most]

    def _alike(self, figure: Figure, around: Surroundings) -> list[tuple[Subject, float]]:
        """Each parameter that shares anything with what stands around a figure, and how alike they are; best first."""
        key = (id(figure.text), figure.start)
        if key not in self._likenesses:
            self._likenesses[key] = self._compare(figure, around)
        found = self._likenesses[key]
        return [(self.all[one], found[one]) for one in sorted(found, key=lambda one: (-found[one], one))]

    def _compare(self, figure: Figure, around: Surroundings) -> dict[int, float]:
        near = f"{figure.sentence}\n{around.row}"
        seen = f"{near}\n{around.heading}\n{around.title}\n{around.head}"
        near_pairs = pairs_of(near)
        found: dict[int, float] = defaultdict(float)
        # Sorted, because a sum of fractions depends on their order.
        kind = _comparable(figure.quantity)
        having = self._having.get(kind, {})
        for pair in sorted(pairs_of(seen) & having.keys()):
            weight = self._weights[pair] * (_SEEN + _NEAR * (pair in near_pairs))
            for index in having[pair]:
                found[index] += weight / self._totals[index]
        for index in (*self._lost, *(each for pair in near_pairs for each in self._by_word.get(pair, ()))):
            one = self.all[index]
            group = one.parameter.name.rpartition(".")[0]
            if _comparable(one.quantity) == kind and (one.is_used or self._homes[group][around.document]):
                found[index] += 0
        for index in list(found):
            one = self.all[index]
            home = self._homes[one.parameter.name.rpartition(".")[0]][around.document]
            found[index] += (
                _GROUP * (one.group in seen)
                + _WORDS * one.is_told(figure, seen, near)
                + _UNIT
                * bool(one.parameter.unit and figure.written.endswith(one.parameter.unit.lstrip("个")))
                + _HOME * min(home, _OFTEN) / _OFTEN
                - _BESIDE * (one.parameter.name in around.parameters)
                + (0 if one.is_used else _LOST_AT_HOME if home else _LOST)
            )
        return found


# Rules lay each of some texts beside each of others: the same ones come again and again.
@lru_cache(maxsize=4096)
def pairs_of(text: str) -> frozenset[str]:
    """Each two Chinese characters that follow each other in a text."""
    runs = re.findall("[\u4e00-\u9fff]{2,}", text)
    return frozenset([run[index : index + 2] for run in runs for index in range(len(run) - 1)])


def _comparable(quantity: Quantity) -> str:
    return "time" if quantity.dimension == "workdays" else quantity.dimension


def _counts_from(word: str, phrase: str) -> bool:
    """Whether a phrase names a thing as what a figure counts from: 派单后30分钟."""
    end = phrase.find(word)
    while end >= 0:
        if _STARTING_POINT.match(phrase, end + len(word)):
            return True
        end = phrase.find(word, end + 1)
    return False


def _words(stem: str) -> tuple[str, ...]:
    """紧急派单 is about 紧急 and 派单; an odd one is kept whole."""
    if len(stem) < 2:
        return ()
    return (
        tuple(stem[index : index + 2] for index in range(0, len(stem), 2)) if len(stem) % 2 == 0 else (stem,)
    )
