"""Waivers of manual.yaml: which findings they cover, and until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fnmatch import fnmatchcase

from wuye_docs.diagnostics import Diagnostic
from wuye_docs.model import Waiver


def last_day(waiver: Waiver) -> date | None:
    """The last day on which a waiver holds; None if what is written is no date."""
    try:
        return date.fromisoformat(waiver.until)
    except ValueError:
        return None


def without_waived(
    found: Iterable[Diagnostic], waivers: Sequence[Waiver], today: date
) -> tuple[list[Diagnostic], dict[int, int]]:
    """The findings that no waiver in force covers, and how many each waiver, by its position, silenced."""
    in_force: dict[str, list[tuple[int, Waiver]]] = defaultdict(list)
    for index, waiver in enumerate(waivers):
        until = last_day(waiver)
        if until and today <= until:
            in_force[waiver.code].append((index, waiver))
    kept: list[Diagnostic] = []
    silenced: dict[int, int] = defaultdict(int)
    for diagnostic in found:
        covering = [
            index
            for index, waiver in in_force.get(diagnostic.code, ())
            if fnmatchcase(diagnostic.span.path, waiver.place)
        ]
        for index in covering:
            silenced[index] += 1
        if not covering:
            kept.append(diagnostic)
    return kept, silenced
