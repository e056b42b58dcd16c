"""Runs of reserved numbers, and the next free number."""

import pytest

from wuye_docs.model import NumberingScheme, Series
from wuye_docs.model.numbering import next_form_number, next_number, numbers_in_run, reserved_numbers

KF = Series(prefix="SYWIKF", level="instruction")
SCHEME = NumberingScheme(series=(KF, Series(prefix="SYQM", level="policy", digits=3)))


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("SYWIKF02", ("SYWIKF02",)),
        ("SYWIKF02-04", ("SYWIKF02", "SYWIKF03", "SYWIKF04")),
        ("SYWIKF02-SYWIKF03", ("SYWIKF02", "SYWIKF03")),
        ("SYWIKF02—3", ("SYWIKF02", "SYWIKF03")),
        ("SYWIKF09 至 10", ("SYWIKF09", "SYWIKF10")),
        ("SYWIKF16-R02", ("SYWIKF16-R02",)),
        ("SYWIKF16-R02-04", ("SYWIKF16-R02", "SYWIKF16-R03", "SYWIKF16-R04")),
        ("SYWIKF16-R02-R03", ("SYWIKF16-R02", "SYWIKF16-R03")),
        ("SYQM001-002", ("SYQM001", "SYQM002")),
        ("SYWIKF04-02", None),
        ("SYWIKF02-SYQM003", None),
        ("SYWIKF02-R01-SYWIKF03-R02", None),
        ("SYWIKF2-4", None),
        ("SYWIKF02-99999", None),
        ("KF02", None),
        ("", None),
    ],
)
def test_an_entry_stands_for_one_number_or_a_run(written: str, numbers: tuple[str, ...] | None) -> None:
    assert numbers_in_run(written, SCHEME) == numbers


def test_what_is_reserved_is_not_free() -> None:
    scheme = NumberingScheme(
        series=(KF,), reserved={"SYWIKF02-07": "客服", "SYWIKF01-R03": "回访表", "x": "y"}
    )
    assert reserved_numbers(scheme)["SYWIKF05"] == "客服"
    assert next_number(KF, ["SYWIKF01"], scheme) == "SYWIKF08"
    assert next_form_number("SYWIKF01", [], scheme) == "SYWIKF01-R04"
