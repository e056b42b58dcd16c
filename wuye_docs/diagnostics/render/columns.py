"""How many columns of a terminal a text takes: a Chinese character takes two."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """The columns that a printable text takes."""
    return len(text) if text.isascii() else sum(map(character_width, text))


def character_width(character: str) -> int:
    """2 for wide characters, 0 for marks that stand on the one before, 1 for all others."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def window(text: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """As much of a line as there is room for, with `text[start:end]` in it, and where that stands in the part.

    What is cut off at an end is marked by `…`. Lines of a Chinese text are often a whole paragraph.
    """
    end = max(end, start + 1)
    if width(text) <= room:
        return text, start, end
    left, right = start, start
    used = 0
    # What is blamed comes first, then as much before it as after it.
    while right < min(end, len(text)) and used + character_width(text[right]) <= room:
        used += character_width(text[right])
        right += 1
    before = True
    while used < room - 2 and (left > 0 or right < len(text)):
        if (before and left > 0) or right >= len(text):
            left -= 1
            used += character_width(text[left])
        else:
            used += character_width(text[right])
            right += 1
        before = not before
    head, tail = "…" if left > 0 else "", "…" if right < len(text) else ""
    shift = len(head) - left
    return head + text[left:right] + tail, start + shift, min(end, right) + shift
