"""How wide the columns of a table are: by the sources where they say so, else by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from unicodedata import east_asian_width

_WORD = re.compile(r"[!-~]+")
# Where a Latin letter or digit meets a Chinese character Word leaves a quarter of a character.
_SEAM = re.compile(r"(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])")
_AUTOSPACE = 0.25
# Names of posts and terms up to this length stay on one line where there is room.
_SHORT = 5.7

NARROWEST = 2.4
"""No column is narrower, in characters."""


def share_by_parts(parts: Sequence[float], width: int) -> list[int]:
    """Widths in the ratio of the parts; together exactly `width`."""
    total = sum(parts) or 1
    edges = [0]
    done = 0.0
    for part in parts:
        done += part
        edges.append(round(width * done / total))
    return [right - left for left, right in pairwise(edges)]


def share_by_text(columns: Sequence[Sequence[str]], width: int, character: float) -> list[int]:
    """Widths for columns of text (head first), `character` being the width of one Chinese character, both in one unit.

    A column that fits gets what it needs; the rest is shared by the square root of the text, so that a long column gets more
    room but does not starve the others.
    """
    room = width / character
    needed = [max([NARROWEST, *(line_length(text) + 1.4 for text in column)]) for column in columns]
    if sum(needed) <= room:
        # Room to spare: everybody grows alike, short columns less.
        return share_by_parts(
            [one + (room - sum(needed)) * sqrt(one) / sum(map(sqrt, needed)) for one in needed], width
        )
    weights = [
        sqrt(sum(line_length(text) for text in column) / max(len(column), 1) + 1) for column in columns
    ]
    heads = [min(line_length(column[0]), 6) + 1.4 if column else NARROWEST for column in columns]
    shares: dict[int, float] = {}
    while True:
        free = [index for index in range(len(columns)) if index not in shares]
        left = room - sum(shares.values())
        total = sum(weights[index] for index in free)
        fitting = [index for index in free if needed[index] <= left * weights[index] / total]
        if not fitting or len(fitting) == len(free):
            break
        shares |= {index: needed[index] for index in fitting}
    for index in free:
        shares[index] = max(left * weights[index] / total, NARROWEST, heads[index])
    return share_by_parts([shares[index] for index in range(len(columns))], width)


def widened(widths: Sequence[int], least: Sequence[int]) -> list[int]:
    """The widths with none below its least, as far as the others have room to give; the sum stays."""
    missing = [max(0, wanted - width) for width, wanted in zip(widths, least, strict=True)]
    spare = [max(0, width - wanted) for width, wanted in zip(widths, least, strict=True)]
    taken = min(sum(missing), sum(spare))
    if not taken:
        return list(widths)
    gained = share_by_parts(missing, taken)
    given = share_by_parts(spare, taken)
    return [width + more - less for width, more, less in zip(widths, gained, given, strict=True)]


def longest_word(text: str) -> float:
    """What should not be broken over lines, in Chinese characters: a number such as SYWIKF16-R01, a line such as 2个工作日."""
    words = [sum(map(_latin_width, word)) for word in _WORD.findall(text)]
    lines = [line_length(line) + _AUTOSPACE * len(_SEAM.findall(line)) for line in text.splitlines()]
    return max([*words, *(length for length in lines if length <= _SHORT)], default=0)


def _latin_width(character: str) -> float:
    """About the width of a letter of Times New Roman, and of what stands in for it elsewhere, in ems."""
    return 0.72 if character.isupper() else 0.36 if character in "-.,/" else 0.54


def line_length(text: str) -> float:
    """The longest line of a text, in Chinese characters."""
    return max(
        (sum(1 if east_asian_width(one) in "WFA" else 0.5 for one in line) for line in text.splitlines()),
        default=0,
    )
