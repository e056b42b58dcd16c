"""Revisions in sequence: A/0 is the first issue, A/1 its first amendment, B/0 a new edition of the document."""

from __future__ import annotations

import re

_REVISION = re.compile(r"([A-Z])/(\d+)")
FIRST = "A/0"


def next_revisions(revision: str) -> tuple[str, ...]:
    """What may follow a revision, the usual first: A/1, then B/0, after A/0; the first one after nothing."""
    match = _REVISION.fullmatch(revision)
    if not match:
        return (FIRST,)
    letter, number = match.groups()
    following = (f"{letter}/{int(number) + 1}",)
    return following if letter == "Z" else (*following, f"{chr(ord(letter) + 1)}/0")


def order_of(revision: str) -> tuple[str, int]:
    """What revisions and editions are sorted by."""
    letter, _, number = revision.partition("/")
    return letter, int(number) if number.isdigit() else 0
