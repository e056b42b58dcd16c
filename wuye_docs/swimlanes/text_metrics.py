"""How wide text is, without a font file: every East Asian glyph is one em, Latin has a safe upper bound.

So a chart is laid out alike on every machine, whatever fonts are installed.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

NARROW = frozenset("iIl.,:;|!'()[]/ ")
BROAD = frozenset("mwMW@%—")
# No line begins with these (GB/T 15834), nor ends with those.
NOT_FIRST = frozenset("，。、；：？！）》】”’…·%℃,.;:?!)]}")
NOT_LAST = frozenset("（《【“‘([{")


@lru_cache(maxsize=50_000)
def width(text: str) -> float:
    """The width of a line in em."""
    return sum(_em(character) for character in text)


@lru_cache(maxsize=20_000)
def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if character in NARROW:
        return 0.34
    return 0.92 if character in BROAD else 0.6


@lru_cache(maxsize=50_000)
def wrap(text: str, room: float) -> tuple[str, ...]:
    """Lines of at most `room` em, as even as they come; Latin words and numbers stay whole where they fit."""
    pieces = _pieces(" ".join(text.split()))
    if not pieces:
        return ("",)
    whole = width("".join(pieces))
    lines_wanted = max(1, -int(-whole // room))
    for count in range(lines_wanted, lines_wanted + 3):
        target = min(room, whole / count + 0.75)
        lines = _fill(pieces, target, room)
        if len(lines) <= count:
            return tuple(lines)
    return tuple(_fill(pieces, room, room))


def _pieces(text: str) -> list[str]:
    """What a line may not break: a Latin word, a character with the punctuation that belongs to it."""
    pieces: list[str] = []
    for character in text:
        joins = pieces and (
            (character in NOT_FIRST)
            or (pieces[-1][-1] in NOT_LAST)
            or (_is_latin(character) and _is_latin(pieces[-1][-1]))
        )
        if joins:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _is_latin(character: str) -> bool:
    return character.isascii() and character != " "


def _fill(pieces: list[str], target: float, room: float) -> list[str]:
    lines, line, used = [], "", 0.0
    for piece in pieces:
        extent = width(piece)
        while extent > room:  # A word longer than a line is cut.
            if line:
                lines.append(line)
                line, used = "", 0.0
            cut = max(1, int(room / 0.92))
            lines.append(piece[:cut])
            piece = piece[cut:]
            extent = width(piece)
        if line and used + extent > target + 1e-9 and used + extent > target:
            lines.append(line.rstrip())
            line, used = "", 0.0
        if piece == " " and not line:
            continue
        line += piece
        used += extent
    if line.strip():
        lines.append(line.rstrip())
    return lines
