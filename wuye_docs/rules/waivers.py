"""Waivers of manual.yaml: which findings they cover, and until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from wuye_docs.diagnostics import Diagnostic, Waived
from wuye_docs.model import Waiver


def last_day(waiver: Waiver) -> date | None:
    """The last day on which a waiver holds; None if what is written is no date."""
    try:
        return date.fromisoformat(waiver.until)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Sorted:
    """Findings, told apart by whether a waiver in force covers them."""

    kept: tuple[Diagnostic, ...]
    waived: tuple[Waived, ...]
    """With the first waiver that covers each."""
    silenced: Mapping[int, int]
    """How many findings each waiver covers, by its position in manual.yaml."""


def sort_by_waivers(found: Iterable[Diagnostic], waivers: Sequence[Waiver], today: date) -> Sorted:
    """The findings that no waiver in force on a day covers, and those that one does."""
    in_force: dict[str, list[tuple[int, Waiver]]] = defaultdict(list)
    for index, waiver in enumerate(waivers):
        until = last_day(waiver)
        if until and today <= until:
            in_force[waiver.code].append((index, waiver))
    kept: list[Diagnostic] = []
    waived: list[Waived] = []
    silenced: dict[int, int] = defaultdict(int)
    for diagnostic in found:
        covering = [
            (index, waiver)
            for index, waiver in in_force.get(diagnostic.code, ())
            if fnmatchcase(diagnostic.span.path, waiver.place)
        ]
        for index, _ in covering:
            silenced[index] += 1
        if covering:
            first = covering[0][1]
            waived.append(Waived(diagnostic, str(first.reason), str(first.by), str(first.until)))
        else:
            kept.append(diagnostic)
    return Sorted(tuple(kept), tuple(waived), silenced)
