"""The lists of a file, and what Word will count for the headings of a document."""

from __future__ import annotations

from dataclasses import dataclass

from wuye_docs.model import Numbering
from wuye_docs.model.numbering import chinese_number
from wuye_docs.ooxml.numbering import ListLevel, NumberingPart
from wuye_docs.writers.docx.look import LATIN, Look
from wuye_docs.writers.docx.stylesheet import heading_style

NO_LIST = 0
"""The `w:numId` that takes a paragraph out of the list of its style (17.9.18)."""


@dataclass(frozen=True, slots=True)
class ClauseLists:
    """The list definitions (`w:abstractNum` ids) of a file."""

    decimal: int
    chapter: int
    article: int
    chinese: int
    letters: int
    figures: int
    bullets: int
    small_letters: int
    small_figures: int
    small_bullets: int


def define_lists(numbering: NumberingPart, look: Look, *, bound: bool) -> tuple[ClauseLists, int]:
    """Define every list of a file; returns their ids and the `w:num` that heading styles count by.

    A level and a paragraph style name each other, which one definition alone can do: the decimal one.
    """
    styles = [heading_style(depth, bound) for depth in range(1, 5)]
    decimal = numbering.define(
        [
            ListLevel("decimal", ".".join(f"%{one}" for one in range(1, depth + 1)), style, suffix="space")
            for depth, style in enumerate(styles, 1)
        ]
    )
    base = numbering.instance(decimal)
    counting = "chineseCountingThousand"
    chapter = numbering.define([ListLevel(counting, "第%1章", suffix="space")])
    # Articles are counted through all chapters: a list of their own does not start again at each one.
    article = numbering.define([ListLevel(counting, "第%1条", suffix="space")])
    chinese = numbering.define(
        [
            ListLevel(counting, "%1、", suffix="nothing"),
            ListLevel(counting, "（%2）", suffix="nothing"),
            ListLevel("decimal", "%3.", suffix="space"),
            ListLevel("decimal", "（%4）", suffix="nothing"),
        ]
    )
    unit = look.indent // 2
    small = round(look.table_size * 20)

    def steps(formats: tuple[str, str], first: int, width: int) -> list[ListLevel]:
        return [
            ListLevel(formats[level % 2], f"%{level + 1})", left=first + width * (level + 1), hanging=width)
            for level in range(4)
        ]

    def dots(first: int, width: int) -> list[ListLevel]:
        marks = ("•", "–", "•", "–")
        return [
            ListLevel("bullet", mark, left=first + width * (level + 1), hanging=width, font=LATIN)
            for level, mark in enumerate(marks)
        ]

    letters, figures = ("lowerLetter", "decimal"), ("decimal", "lowerLetter")
    wide = round(unit * 1.6)
    return (
        ClauseLists(
            decimal,
            chapter,
            article,
            chinese,
            numbering.define(steps(letters, look.indent, wide)),
            numbering.define(steps(figures, look.indent, wide)),
            numbering.define(dots(look.indent, wide)),
            numbering.define(steps(letters, 0, round(small * 1.6))),
            numbering.define(steps(figures, 0, round(small * 1.6))),
            numbering.define(dots(0, round(small * 1.4))),
        ),
        base,
    )


class ClauseCounter:
    """Follows what Word will count for the headings of one document."""

    def __init__(
        self, part: NumberingPart, lists: ClauseLists, base: int, numbering: Numbering, *, bound: bool
    ) -> None:
        self._numbering = numbering
        self._counts: list[int] = []
        self._articles = 0
        if numbering is Numbering.DECIMAL:
            # In the bound manual each document counts from 1 again; alone, a document follows its styles.
            self._lists = (part.instance(lists.decimal, [0]),) * 4 if bound else (base,) * 4
        elif numbering is Numbering.CHAPTER:
            chapter = part.instance(lists.chapter, [0])
            self._lists = (chapter, part.instance(lists.article, [0]), NO_LIST, NO_LIST)
        else:
            self._lists = (part.instance(lists.chinese, [0]),) * 4
        self._base = base

    def next(self, depth: int, wanted: str) -> tuple[int, int] | None:
        """(numId, ilvl) by which Word counts the wanted number; None if it would count another."""
        if not wanted or not 1 <= depth <= 4 or self._lists[depth - 1] == NO_LIST:
            return None
        counts = [*self._counts[:depth], *[0] * (depth - len(self._counts))]
        # Word counts a level that was passed over as 1.
        counts = [count or 1 for count in counts[:-1]] + [counts[-1] + 1]
        if self._shown(counts, depth) != wanted:
            return None
        self._counts = counts
        if self._numbering is Numbering.CHAPTER:
            self._articles += depth == 2
            return self._lists[depth - 1], 0
        return self._lists[depth - 1], depth - 1

    def _shown(self, counts: list[int], depth: int) -> str:
        last = counts[-1]
        if self._numbering is Numbering.CHAPTER:
            return (
                f"第{chinese_number(last)}章" if depth == 1 else f"第{chinese_number(self._articles + 1)}条"
            )
        if self._numbering is Numbering.CHINESE:
            return (f"{chinese_number(last)}、", f"（{chinese_number(last)}）", f"{last}.", f"（{last}）")[
                depth - 1
            ]
        return ".".join(str(one) for one in counts)

    def is_of_style(self, number: tuple[int, int]) -> bool:
        """Whether the heading style counts this by itself."""
        return number[0] == self._base
