"""Find what is renamed among other words, called by the name that changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wuye_docs.project.edits import Replacement
from wuye_docs.project.renaming.change import Change
from wuye_docs.project.renaming.titles import place_of_title
from wuye_docs.references import PEOPLE, Kind, Names, Naming, expressions_in, parameter_names

_LINE_BREAK = re.compile(r"(?:\r\n|\r|\n)[ \t>]*")


def mentions(raw: str, change: Change, names: Names, *, is_reference: bool = False) -> Iterable[Replacement]:
    """An edit for every mention in a stretch of a source; `is_reference` says that the stretch is a reference as a whole."""
    if change.is_title:
        return _in_titles(raw, change, names, is_reference)
    if change.is_number:
        return (
            Replacement(start, end, change.new)
            for start, end, target in names.numbers_in(raw)
            if target == change.target
        )
    if change.target.kind in PEOPLE:
        return _of_people(raw, change, names, is_reference)
    if change.target.kind is Kind.PARAMETER:
        return _in_expressions(raw, change, is_reference)
    if change.target.kind is Kind.TERM and is_reference:
        return (Replacement(0, len(raw), change.new),)
    return ()


def _in_titles(raw: str, change: Change, names: Names, is_reference: bool) -> Iterator[Replacement]:
    titles = [(0, len(raw), raw, names.title(raw))] if is_reference else names.titles_in(raw)
    for start, _, title, named in titles:
        place = place_of_title(title, change.old) if named and named.target == change.target else None
        if place:
            yield Replacement(start + place[0], start + place[1], change.new)


def _of_people(raw: str, change: Change, names: Names, is_reference: bool) -> Iterator[Replacement]:
    inside_titles = [(start, end) for start, end, *_ in names.titles_in(raw)]
    for found in names.mentions(raw):
        if found.named == (change.target, Naming.REGISTERED) and not any(
            start <= found.start < end for start, end in inside_titles
        ):
            yield Replacement(found.start, found.end, change.new)
    if is_reference and _LINE_BREAK.sub("", raw) == change.old:
        yield Replacement(0, len(raw), _broken_like(raw, change.new))


def _broken_like(raw: str, new: str) -> str:
    """The new name with the line break that the old one had inside it."""
    match = _LINE_BREAK.search(raw)
    if not match:
        return new
    at = min(match.start(), len(new))
    return new[:at] + match.group() + new[at:]


def _in_expressions(raw: str, change: Change, is_reference: bool) -> Iterator[Replacement]:
    # A name may be the beginning of a longer one beside it.
    whole_name = re.compile(rf"(?<![\w.]){re.escape(change.old)}(?![\w.])")
    for start, _, expression in [(0, len(raw), raw)] if is_reference else expressions_in(raw):
        if change.old in (parameter_names(expression) or ()):
            for match in whole_name.finditer(expression):
                yield Replacement(start + match.start(), start + match.end(), change.new)
