"""Which numbers a command line means: numbers, a series, a level, a kind, or all that wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wuye_docs.control.document_control import DocumentControl
from wuye_docs.model import Manual, Status

# Words for the kinds, as they may be typed.
KINDS = {
    "documents": "document", "文件": "document",
    "flows": "flow", "流程": "flow",
    "forms": "form", "记录表": "form",
}  # fmt: skip
OPEN = (Status.DRAFT, Status.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Selection:
    """The numbers meant, each once, in the order of the manual."""

    numbers: tuple[str, ...]
    named: frozenset[str]
    """Those that were named one by one: a refusal of one of these is an answer, of the others a remark."""


def select(
    manual: Manual,
    control: DocumentControl,
    words: Sequence[str],
    *,
    waiting: bool = False,
    suspect: bool = False,
    alone: bool = False,
) -> Selection:
    """The numbers that words name; with a document come its own flows and forms, unless `alone`.

    `waiting` adds every number that is a draft or in review, `suspect` those that are suspect. Raises LookupError with the first word that names nothing.
    """
    chosen: set[str] = set()
    named: set[str] = set()
    for word in words:
        if word in control.issues:
            named.add(word)
            chosen |= _with_annexes(word, control, alone)
            continue
        found = _group(word, manual, control)
        if not found:
            raise LookupError(word)
        for number in found:
            chosen |= _with_annexes(number, control, alone)
    if waiting:
        chosen |= {number for number, one in control.issues.items() if one.status in OPEN}
    if suspect:
        chosen |= {number for number, one in control.issues.items() if one.suspect_because}
    return Selection(tuple(number for number in control.issues if number in chosen), frozenset(named))


def group_names(manual: Manual) -> tuple[str, ...]:
    """Every word that names a group, for "did you mean"."""
    levels = [name for key, level in manual.settings.levels.items() for name in (key, level.name)]
    return (*KINDS, *levels, *(str(one.prefix) for one in manual.settings.numbering.series))


def _group(word: str, manual: Manual, control: DocumentControl) -> Iterable[str]:
    if word in KINDS:
        return [number for number, one in control.issues.items() if one.kind == KINDS[word]]
    levels = {key for key, level in manual.settings.levels.items() if word in (key, level.name)}
    if levels:
        return [number for number, one in control.issues.items() if one.level in levels]
    if word in [one.prefix for one in manual.settings.numbering.series]:
        return [
            number for number, one in control.issues.items() if number.startswith(word) and one.kind != "form"
        ]
    return []


def _with_annexes(number: str, control: DocumentControl, alone: bool) -> set[str]:
    return {number} if alone else {number, *control.hashes.own_annexes(number)}
