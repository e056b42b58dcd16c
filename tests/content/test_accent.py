"""The accent colour: what is asked for where it can be read, else the nearest that can."""

from __future__ import annotations

import pytest

from wuye_docs.content.accent import contrast, readable, tinted


@pytest.mark.parametrize(
    ("asked", "paper", "expected"),
    [
        ("#0f5c6e", "#ffffff", "#0f5c6e"),  # can be read as it is
        ("#0F5C6E", "#ffffff", "#0f5c6e"),
        ("#ffd400", "#ffffff", "#8a7200"),  # yellow becomes a dark yellow
        ("#ffffff", "#ffffff", "#757575"),
        ("#000000", "#000000", "#757575"),
    ],
)
def it_keeps_a_colour_or_takes_the_nearest_that_can_be_read(asked: str, paper: str, expected: str) -> None:
    assert readable(asked, paper) == expected


@pytest.mark.parametrize("asked", ["#ffffff", "#ffd400", "#d4ffe0", "#0f5c6e", "#e60012", "#000000"])
@pytest.mark.parametrize("paper", ["#ffffff", "#151c21"])
def it_can_be_read_on_paper_and_on_paper_with_a_tint_of_it(asked: str, paper: str) -> None:
    found = readable(asked, paper, tint=0.1)
    assert contrast(found, paper) >= 4.5
    assert contrast(found, tinted(found, paper, 0.1)) >= 4.5


def it_measures_contrast_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
