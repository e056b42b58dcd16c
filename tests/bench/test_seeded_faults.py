"""One fault of each kind, planted in the sample manual, is told by its code at its line."""

from functools import cache
from pathlib import Path

import pytest

from bench.seeded_faults.clean import Clean
from bench.seeded_faults.fault import Edit, Fault, Kind, Place, edited, fault
from bench.seeded_faults.kinds import BEYOND, KINDS
from bench.seeded_faults.planting import Outcome, Planter, Verdict, drawn
from wuye_docs.diagnostics import Span
from wuye_docs.loaders import DiskWorkspace

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"


@cache
def planter() -> Planter:
    return Planter(Clean.of(DiskWorkspace(SAMPLE)))


def planted(kind: Kind) -> Outcome | None:
    return next((planter().outcome(*one) for one in drawn(planter().clean, [kind], 1, seed=1)), None)


def test_the_sample_is_clean() -> None:
    assert planter().known == ()


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_a_fault_is_told_by_its_code_at_its_line(kind: Kind) -> None:
    outcome = planted(kind)
    if outcome is not None:
        assert outcome.verdict is Verdict.RIGHT, (outcome.fault, outcome.found)


def test_most_kinds_have_a_place_in_the_sample() -> None:
    assert sum(any(kind.faults(planter().clean)) for kind in KINDS) > 100


def test_no_two_kinds_have_one_name() -> None:
    kinds = (*KINDS, *BEYOND)
    assert len({kind.name for kind in kinds}) == len(kinds)


def test_the_same_seed_draws_the_same_faults() -> None:
    kinds = KINDS[:5]
    first, again = (list(drawn(planter().clean, kinds, 9, seed=3)) for _ in range(2))
    assert first == again
    assert first != list(drawn(planter().clean, kinds, 9, seed=4))


def span(line: int, column: int, end_line: int, end_column: int) -> Span:
    return Span("a.md", line, column, end_line, end_column)


def test_places_move_with_the_edits_above_them() -> None:
    edits = [Edit(span(2, 1, 4, 1), ""), Edit(span(5, 3, 5, 3), "\nnew")]
    planted_fault: Fault = fault(edits, told_at=[span(1, 1, 1, 2), span(5, 1, 5, 2), span(6, 1, 6, 2)])
    assert planted_fault.places == (Place("a.md", 1), Place("a.md", 3), Place("a.md", 5))
    assert edited(["1", "2", "3", "4", "5xx", "6"], edits) == "1\n4\n5x\nnewx\n6"
