"""Places where the text gives a number and a title together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wuye_docs.diagnostics import Span
from wuye_docs.references import Names, Target

_TITLE = re.compile(r"《([^《》\n]+)》")
_BEHIND = re.compile(r"\s*[（(]\s*")


class NumberedTitle(NamedTuple):
    """A title that is not the one of the number beside it."""

    number: str
    title: str
    registered: str
    """The title that belongs to the number."""
    owner: Target | None
    """What the title does belong to."""
    span: Span
    """The place of the title."""


def mismatches_in(text: str, names: Names) -> Iterator[tuple[str, str, Target | None, int, int]]:
    """(number, title, owner of the title, start, end) of each title in `text` that is not its number's."""
    if "《" not in text:
        return
    numbers = list(names.numbers_in(text))
    if not numbers:
        return
    ends = {end: target for _, end, target in numbers}
    starts = {start: target for start, _, target in numbers}
    for match in _TITLE.finditer(text):
        start, end = match.span(1)
        inside = starts.get(start + len(match.group(1)) - len(match.group(1).lstrip()))
        if inside:
            # 《SYWIKF16 title》: the title begins behind the number.
            behind = next(stop for first, stop, target in numbers if first >= start and target == inside)
            start = behind + len(text[behind:end]) - len(text[behind:end].lstrip())
            target: Target | None = inside
        else:
            target = ends.get(len(text[: match.start()].rstrip()))
            bracket = _BEHIND.match(text, match.end())
            if target is None and bracket:
                target = starts.get(bracket.end())
        title = text[start:end]
        if target is None or not title:
            continue
        named = names.title(title)
        if named is None or named.target != target:
            yield target.key, title, named.target if named else None, start, end
