"""The ways in which people write a number of the scheme: SY-WI-KF-16, sywikf16, SYWIKF162026 for SYWIKF16."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from wuye_docs.model import Manual, Series

_SEPARATOR = r"[-‐–—－_.·/\s\u3000]?"
_DIGITS = r"[0-9０-９]+"
_YEAR = re.compile(r"(?:19|20)\d\d")
_LETTER = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")


class WrittenNumber(NamedTuple):
    """Something in a text that reads like a number of the scheme."""

    start: int
    end: int
    written: str
    canonical: str
    """The same number as the scheme writes it."""


class NumberVariants:
    """Finds numbers of a manual however they are written."""

    def __init__(self, manual: Manual) -> None:
        scheme = manual.settings.numbering
        self.suffix = scheme.form_suffix
        self.series: dict[str, Series] = {
            series.prefix.upper(): series for series in scheme.series if series.prefix
        }
        ordered = sorted(self.series, key=lambda one: (-len(one), one))
        self.pattern = re.compile(
            rf"(?<![A-Za-z0-9Ａ-Ｚａ-ｚ０-９-])({'|'.join(map(_loosened, ordered)) or '(?!)'}){_SEPARATOR}({_DIGITS})"
            rf"(?:{_SEPARATOR}{_loosened(self.suffix)}{_SEPARATOR}({_DIGITS}))?"
            r"(?:[-‐–—－](?:19|20)\d\d(?!\d))?(?![A-Za-z0-9Ａ-Ｚａ-ｚ０-９])"
        )

    def find(self, text: str) -> Iterator[WrittenNumber]:
        """Every number in a text, in order; `written` equals `canonical` where it is written as it should be."""
        if not _LETTER.search(text):
            return
        for match in self.pattern.finditer(text):
            canonical = self._canonical(*match.groups())
            if canonical:
                yield WrittenNumber(match.start(), match.end(), match.group(), canonical)

    def canonical(self, written: str) -> str | None:
        """The number that `written` is another form of, or None if it is none or already right."""
        match = self.pattern.fullmatch(written.strip())
        canonical = self._canonical(*match.groups()) if match else None
        return canonical if canonical != written else None

    def _canonical(self, prefix: str, digits: str, form: str | None) -> str | None:
        series = self.series.get(re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", prefix).upper()))
        if series is None:
            # A prefix with its own hyphens was found by its letters: look it up without them.
            bare = re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", prefix).upper())
            series = next(
                (one for key, one in self.series.items() if re.sub(r"[^A-Z0-9]", "", key) == bare), None
            )
        if series is None:
            return None
        counter = unicodedata.normalize("NFKC", digits)
        if len(counter) == series.digits + 4 and _YEAR.fullmatch(counter[series.digits :]):
            counter = counter[: series.digits]
        elif len(counter) != series.digits:
            counter = counter.lstrip("0").rjust(series.digits, "0")
            if len(counter) > series.digits:
                return None
        tail = f"{self.suffix}{int(form):02}" if form and len(form) < 5 else ""
        return f"{series.prefix}{counter}{tail}"


def _loosened(prefix: str) -> str:
    """A pattern for a prefix in either case and width, with or without separators between its letters."""
    letters = [character for character in prefix if character.isalnum()]
    return _SEPARATOR.join(_either(character) for character in letters) if letters else "(?!)"


def _either(character: str) -> str:
    wide = chr(ord(character) + 0xFEE0)
    forms = {character.upper(), character.lower(), wide}
    if character.isalpha():
        forms |= {chr(ord(character.upper()) + 0xFEE0), chr(ord(character.lower()) + 0xFEE0)}
    return "[" + "".join(sorted(forms)) + "]"
