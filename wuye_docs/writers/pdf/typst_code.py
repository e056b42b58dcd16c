"""Text and values as Typst code.

Everything is written in Typst's code mode, where a source's text only ever stands inside a string literal: no character of
it can be markup, and no blank between two calls becomes a space on the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})

# Characters that the embedded font lacks, by the nearest that it has.
_NEAREST = {"☐": "□", "☑": "■", "✔": "✓", "✗": "×", "✘": "×", "►": "▶", "⌀": "φ", "ℹ": "ⓘ"}
_LINE_ENDS = "\u2028\u2029\x85\x0b\x0c\r"

# Latin words longer than this get places to break: a web address or a number would run out of its cell.
_LONG_WORD = re.compile(r"[!-~]{18,}")
_BREAK_AFTER = re.compile(r"(?<=[/._\-?&=,;:@+])(?=[^/._\-?&=,;:@+])")
_LONG_PIECE = re.compile(r"[^\u200b]{18}(?=[^\u200b])")
BREAK_OPPORTUNITY = "\u200b"


class Lettering:
    """Turns text into Typst string literals that the fonts in use can show."""

    def __init__(self, coverage: frozenset[int]) -> None:
        self._coverage = coverage
        self.literal = lru_cache(maxsize=20_000)(self._literal)

    def _literal(self, text: str) -> str:
        """A Typst string literal with the text, places to break long words put in."""
        return '"' + breakable(self.printable(text)).translate(_ESCAPES) + '"'

    def plain(self, text: str) -> str:
        """A literal for what is not set in lines: titles of bookmarks, alternative texts."""
        return '"' + self.printable(text).replace("\n", " ").translate(_ESCAPES) + '"'

    def printable(self, text: str) -> str:
        """The text as the fonts can show it.

        PDF/A-2 forbids a missing glyph (ISO 19005-2, 6.2.11.8), so a character that no font has is replaced by its like, or
        by its code point in brackets. Control and formatting characters, which show nothing, are left out.
        """
        if text.isascii() and text.isprintable():
            return text
        return "".join(self._shown(character) for character in unicodedata.normalize("NFC", text))

    def _shown(self, character: str) -> str:
        code = ord(character)
        category = unicodedata.category(character)
        if character == "\n" or character in _LINE_ENDS:
            return "\n"
        if character == "\t":
            return " "
        if category in ("Cc", "Cf") or 0xFE00 <= code <= 0xFE0F:
            return ""
        if category in ("Cs", "Co", "Cn"):
            # No font may be trusted with these: PDF/A-2a wants a Unicode value of meaning for all text.
            return f"〔U+{code:04X}〕"
        if not self._coverage or code in self._coverage:
            return character
        nearest = _NEAREST.get(character) or unicodedata.normalize("NFKC", character)
        if all(ord(one) in self._coverage for one in nearest):
            return nearest
        return f"〔U+{code:04X}〕"


def breakable(text: str) -> str:
    """The text with invisible places to break in long runs of Latin letters and digits."""

    def broken(match: re.Match[str]) -> str:
        word = _BREAK_AFTER.sub(BREAK_OPPORTUNITY, match.group())
        return _LONG_PIECE.sub(lambda piece: piece.group() + BREAK_OPPORTUNITY, word)

    return _LONG_WORD.sub(broken, text)


def name(text: str) -> str:
    """A string literal for what only Typst reads: labels, file names, font families."""
    return '"' + text.translate(_ESCAPES) + '"'


def array(items: Iterable[str]) -> str:
    """A Typst array of code expressions; the trailing comma keeps one item an array."""
    return "(" + "".join(f"{item}," for item in items) + ")"


def dictionary(entries: Mapping[str, str]) -> str:
    """A Typst dictionary of code expressions."""
    return "(" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + ")" if entries else "(:)"


def length(value: float, unit: str) -> str:
    """A Typst length such as `10.5pt`."""
    return f"{value:.6g}{unit}"
