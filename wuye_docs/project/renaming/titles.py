"""Titles as people write them: with spaces inside, with the number before."""

from __future__ import annotations

import re

from wuye_docs.references import tight_title


def place_of_title(written: str, title: str) -> tuple[int, int] | None:
    """Where in `SYWIKF01 客户 投诉处理规程` the title stands, spaces aside."""
    pattern = r"\s*".join(re.escape(character) for character in tight_title(title))
    match = re.search(rf"{pattern}(?=\s*$)", written)
    return match.span() if match else None
