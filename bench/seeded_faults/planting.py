"""Draw faults, plant each in the clean manual, check, and judge what was found."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bench.seeded_faults.clean import Clean
from bench.seeded_faults.fault import Edit, Fault, Kind, edited
from wuye_docs.control import LEDGER_FILE
from wuye_docs.control.baselines import MANIFEST, OUTPUTS, SOURCES
from wuye_docs.diagnostics import Diagnostic
from wuye_docs.loaders import MemoryWorkspace, load
from wuye_docs.loaders.manual import KeptFiles
from wuye_docs.rules import check


class Verdict(StrEnum):
    """What became of a fault."""

    RIGHT = "right"
    ELSEWHERE = "elsewhere"
    MISSED = "missed"


@dataclass(frozen=True)
class Outcome:
    """A fault that was planted, and what the check said that it does not say of the clean manual.

    If the rules of the kind's codes found it right, the others were not asked.
    """

    kind: Kind
    fault: Fault
    found: tuple[Diagnostic, ...]

    @property
    def verdict(self) -> Verdict:
        if any(
            one.code in self.kind.codes
            and any((one.span.path, one.span.line) == place for place in self.fault.places)
            for one in self.found
        ):
            return Verdict.RIGHT
        return Verdict.ELSEWHERE if self.found else Verdict.MISSED


class Planter:
    """Plants faults in one manual."""

    def __init__(self, clean: Clean, *, is_released: bool = False) -> None:
        """`is_released` keeps the ledger and the baselines beside the sources; without them the manual is a first draft."""
        self.clean = clean
        self.files: dict[str, str | bytes] = {
            path: clean.workspace.read(path) for path in clean.workspace.paths()
        }
        # What manual.yaml names beside the sources counts as well.
        for one in clean.context.files_named:
            if one.path and one.path not in self.files and clean.context.has_file(one.path):
                self.files[one.path] = clean.workspace.read(one.path)
        if is_released:
            folders = [one.folder for one in clean.context.control.baselines]
            evidence = [f"{folder}/{name}" for folder in folders for name in (MANIFEST, SOURCES, OUTPUTS)]
            self.files |= {path: clean.workspace.read(path) for path in (LEDGER_FILE, *evidence)}
        self.kept: KeptFiles = {}
        load(MemoryWorkspace(self.files, day=clean.workspace.today()), self.kept)
        self.known = self.findings(self.files)

    def findings(self, files: dict[str, str | bytes], select: Iterable[str] = ()) -> tuple[Diagnostic, ...]:
        """What the rules, or some of them, find in sources."""
        workspace = MemoryWorkspace(files, day=self.clean.workspace.today())
        # A copy: every fault is planted in the clean manual, of which all other files are read once.
        return check(load(workspace, dict(self.kept)), workspace, select=select)

    def planted(self, fault: Fault) -> dict[str, str | bytes]:
        """The sources with the fault in them."""
        files = dict(self.files)
        by_path: dict[str, list[Edit]] = {}
        for edit in fault.edits:
            by_path.setdefault(edit.span.path, []).append(edit)
        for path, edits in by_path.items():
            files[path] = edited(self.clean.lines(path), edits)
        for path, data in fault.files.items():
            if data is None:
                del files[path]
            else:
                files[path] = data
        return files

    def outcome(self, kind: Kind, fault: Fault) -> Outcome:
        """Plant, check, and leave out what the clean manual says as well."""
        files = self.planted(fault)
        outcome = Outcome(kind, fault, self.new(self.findings(files, kind.codes)))
        if outcome.verdict is Verdict.RIGHT:
            return outcome
        return Outcome(kind, fault, self.new(self.findings(files)))

    def new(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The findings that the clean manual does not have."""
        before = Counter((one.code, one.span.path, one.message) for one in self.known)
        new = []
        for one in found:
            key = (one.code, one.span.path, one.message)
            if before[key]:
                before[key] -= 1
            else:
                new.append(one)
        return tuple(new)


def drawn(clean: Clean, kinds: Iterable[Kind], count: int, seed: int) -> Iterator[tuple[Kind, Fault]]:
    """`count` faults, as many of each kind as there are places for, the kinds in turn."""
    stock: list[tuple[Kind, list[Fault]]] = []
    for kind in kinds:
        faults = list(kind.faults(clean))
        random.Random(f"{seed}/{kind.name}").shuffle(faults)
        stock.append((kind, faults))
    left = count
    turn = 0
    while left > 0 and any(turn < len(faults) for _, faults in stock):
        for kind, faults in stock:
            if turn < len(faults) and left > 0:
                yield kind, faults[turn]
                left -= 1
        turn += 1


def chosen(kinds: Sequence[Kind], names: Iterable[str]) -> tuple[Kind, ...]:
    """The kinds of some names, or whose codes begin so; all if none is given. Raises KeyError for what fits none."""
    wanted = list(names)
    for name in wanted:
        if not any(_fits(kind, name) for kind in kinds):
            raise KeyError(name)
    return tuple(kind for kind in kinds if not wanted or any(_fits(kind, name) for name in wanted))


def _fits(kind: Kind, name: str) -> bool:
    return kind.name == name or any(code.startswith(name) for code in kind.codes if name.isupper())
