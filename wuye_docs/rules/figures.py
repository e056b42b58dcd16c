"""Figures with a unit in the reading text, and what they limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from wuye_docs.model.quantities import Bound, Quantity, quantities_in

if TYPE_CHECKING:
    from wuye_docs.rules.context import RunningText

_PHRASE_END = re.compile("[，、。；：！？（）()\n]")
SENTENCE_END = re.compile("[。；！？\n]")
_NEAR_BEHIND, _NEAR_BEFORE = 10, 4


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
    def is_in_digits(self) -> bool:
        return re.search("[0-9０-９]", self.written) is not None

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
                around(text.text, found.start, found.end, _PHRASE_END),
                around(text.text, found.start, found.end, SENTENCE_END),
            )


def around(text: str, start: int, end: int, ends: re.Pattern[str]) -> str:
    """What stands around a stretch of a text, from one end of a sentence, or of a part of one, to the next."""
    first = 0
    for match in ends.finditer(text, 0, start):
        first = match.end()
    last = ends.search(text, end)
    return text[first : last.start() if last else len(text)]


def is_limit(quantity: Quantity) -> bool:
    """Whether a figure says how long, how much or how often, not how many of something there are."""
    return quantity.bound is not Bound.ABOUT and (
        quantity.dimension in ("time", "workdays", "months", "money", "percent", "day of the month")
        or quantity.dimension.startswith("times ")
    )
