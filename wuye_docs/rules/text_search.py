"""All reading text of a manual, searched in one go for the texts that a rule has to look at.

A manual has ten thousand runs of text of twenty characters each: asking every rule about every one of them takes far longer
than the search itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import ahocorasick

if TYPE_CHECKING:
    from wuye_docs.rules.context import RunningText

# No pattern of a rule goes over this, and a text begins and ends at it as at the end of a line.
_BETWEEN = "\n\x00\n"


class TextSearch:
    """Finds those of some texts that may concern a rule; they come in the order of the sources."""

    def __init__(self, texts: Sequence[RunningText]) -> None:
        self._texts = texts

    def holding(self, *signs: re.Pattern[str] | ahocorasick.Automaton) -> list[RunningText]:
        """The texts in which one of some patterns is found, or a word of some automata stands.

        A pattern may look at what stands around it, but must not need the end of a text: `$` is not found.
        """
        found: set[int] = set()
        for sign in signs:
            found |= self._by_pattern(sign) if isinstance(sign, re.Pattern) else self._by_word(sign)
        return [self._texts[index] for index in sorted(found)]

    def _by_pattern(self, pattern: re.Pattern[str]) -> set[int]:
        found: set[int] = set()
        match = pattern.search(self._joined)
        while match:
            index = bisect_right(self._starts, match.start()) - 1
            found.add(index)
            # One place is enough: on to the next text.
            match = pattern.search(self._joined, self._starts[index + 1])
        return found

    def _by_word(self, words: ahocorasick.Automaton) -> set[int]:
        if not len(words):
            return set()
        return {bisect_right(self._starts, last) - 1 for last, _ in words.iter(self._joined)}

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that stands in some text."""
        return frozenset(self._joined)

    @cached_property
    def _joined(self) -> str:
        return "".join(f"{one.text}{_BETWEEN}" for one in self._texts)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each text begins, and where one behind the last would."""
        lengths = (len(one.text) + len(_BETWEEN) for one in self._texts)
        return list(accumulate(lengths, initial=0))
