"""Which of two rows of things belong together: in order, by what they are, and by how alike they are."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, TypeVar

T = TypeVar("T")

_MOST_COMPARED = 40_000
"""Pairs compared between two anchors at most; beyond it only equal things belong together."""


class Pair(NamedTuple):
    """Places in the old and in the new row; one of them is None for what was deleted or inserted."""

    old: int | None
    new: int | None


def align(
    old: Sequence[T],
    new: Sequence[T],
    same: Callable[[T], Hashable],
    likeness: Callable[[T, T], float],
) -> list[Pair]:
    """Every place of both rows, paired in order; what is deleted stands before what is inserted in its place.

    Things whose `same` is equal are anchors; between them those pairs are taken whose `likeness` (0 to 1, 0 for pairs
    that cannot be) is greatest together.
    """
    old_keys, new_keys = [same(one) for one in old], [same(one) for one in new]
    pairs: list[Pair] = []
    for kind, a, b, c, d in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += (Pair(a + step, c + step) for step in range(b - a))
        else:
            pairs += _between(old, new, range(a, b), range(c, d), likeness)
    return pairs


def _between(
    old: Sequence[T], new: Sequence[T], olds: range, news: range, likeness: Callable[[T, T], float]
) -> list[Pair]:
    """The pairs in a gap between anchors: a heaviest common subsequence (dynamic programming over the likeness)."""
    if not olds or not news or len(olds) * len(news) > _MOST_COMPARED:
        return [*(Pair(one, None) for one in olds), *(Pair(None, one) for one in news)]
    weights = [[likeness(old[a], new[b]) for b in news] for a in olds]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in range(len(olds) - 1, -1, -1):
        for j in range(len(news) - 1, -1, -1):
            paired = weights[i][j] + best[i + 1][j + 1] if weights[i][j] > 0 else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs: list[Pair] = []
    gone: list[Pair] = []
    come: list[Pair] = []
    i = j = 0
    while i < len(olds) or j < len(news):
        is_pair = (
            i < len(olds)
            and j < len(news)
            and weights[i][j] > 0
            and best[i][j] == weights[i][j] + best[i + 1][j + 1]
        )
        if is_pair:
            pairs += [*gone, *come, Pair(olds[i], news[j])]
            gone, come = [], []
            i, j = i + 1, j + 1
        elif i < len(olds) and (j == len(news) or best[i][j] == best[i + 1][j]):
            gone.append(Pair(olds[i], None))
            i += 1
        else:
            come.append(Pair(None, news[j]))
            j += 1
    return [*pairs, *gone, *come]
