"""Text cut into the words that a change is shown by, and the changes between two cut texts.

Chinese has no spaces. A comparison by characters reads badly where a name changes (客服专员 → 客服主管 would come out as two
characters), so names of the manual, figures with their unit and Latin words are each kept whole; all else is a character.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

import ahocorasick

_UNITS = (
    "个工作日|工作日|个自然日|自然日|个日历日|日历日|个季度|季度|个小时|小时|个月|分钟|周岁|平方米|立方米|万元|毫米|厘米|公里|千米|"
    "秒|天|日|周|月|年|元|次|人|名|份|台|套|户|栋|层|米|克|℃|%|％"
)
_PIECE = re.compile(rf"\d+(?:[.,]\d+)*(?:{_UNITS})?|[A-Za-z][A-Za-z0-9_-]*|\s+|.", re.DOTALL)
_ISLAND = 2
"""Equal text of so few characters between two changes is taken into them: it is there by chance."""
_SHORT = 10
"""Characters of a text that may change altogether word by word."""
_LEAST_KEPT = 0.3
"""Where less than this part of the longer text stays, old and new are shown whole, one after the other."""
_STOPS = frozenset("，。；：、！？,.;:!?\n")


class Words:
    """Cuts texts into words; `names` are kept whole, the longest first."""

    def __init__(self, names: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for name in sorted({one for one in names if len(one) > 1}):
            self._automaton.add_word(name, len(name))
        self._has_names = len(self._automaton) > 0
        if self._has_names:
            self._automaton.make_automaton()

    def cut(self, text: str) -> list[str]:
        """The words of a text, in order; joined they are the text."""
        words: list[str] = []
        cursor = 0
        for start, end in self._names_in(text):
            words += _PIECE.findall(text[cursor:start])
            words.append(text[start:end])
            cursor = end
        words += _PIECE.findall(text[cursor:])
        return words

    def _names_in(self, text: str) -> list[tuple[int, int]]:
        """Names that do not overlap: of two the one that begins first, of those the longest."""
        if not self._has_names or len(text) < 2:
            return []
        found = [(end - length + 1, end + 1) for end, length in self._automaton.iter(text)]
        kept: list[tuple[int, int]] = []
        for start, end in sorted(found, key=lambda one: (one[0], -one[1])):
            if not kept or start >= kept[-1][1]:
                kept.append((start, end))
        return kept


class Stretch(NamedTuple):
    """A stretch of two sequences: equal, or old words replaced by new ones, of which either may be none."""

    is_equal: bool
    old: slice
    new: slice


def changed_stretches(
    old: Sequence[Hashable], new: Sequence[Hashable], sizes: Sequence[int]
) -> list[Stretch]:
    """The stretches of two cut texts in order; `sizes` are the lengths of the old words in characters.

    Equal stretches too short to mean anything are taken into the changes around them.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    stretches = [
        Stretch(kind == "equal", slice(a, b), slice(c, d)) for kind, a, b, c, d in matcher.get_opcodes()
    ]
    kept = sum(sum(sizes[one.old]) for one in stretches if one.is_equal)
    total = max(sum(sizes), 1)
    if len(stretches) > 1 and total > _SHORT and kept < _LEAST_KEPT * total and len(new) > 0:
        return [Stretch(False, slice(0, len(old)), slice(0, len(new)))]
    return _without_islands(stretches, old, sizes)


def _without_islands(
    stretches: list[Stretch], old: Sequence[Hashable], sizes: Sequence[int]
) -> list[Stretch]:
    joined: list[Stretch] = []
    for index, one in enumerate(stretches):
        between = 0 < index < len(stretches) - 1
        if one.is_equal and between and _is_island(one, stretches[index + 1], old, sizes):
            one = Stretch(False, one.old, one.new)
        if joined and not one.is_equal and not joined[-1].is_equal:
            last = joined[-1]
            one = Stretch(False, slice(last.old.start, one.old.stop), slice(last.new.start, one.new.stop))
            joined[-1] = one
        else:
            joined.append(one)
    return joined


def _is_island(one: Stretch, after: Stretch, old: Sequence[Hashable], sizes: Sequence[int]) -> bool:
    """Whether an equal stretch is too short to be seen as kept; a stop or a whole name always is."""
    words = old[one.old]
    if any(isinstance(word, str) and (word in _STOPS or len(word) > _ISLAND) for word in words):
        return False
    length = sum(sizes[one.old])
    following = max(sum(sizes[after.old]), after.new.stop - after.new.start)
    return length <= _ISLAND and length <= max(following, 1)
