"""What each revision changed, from the baselines: computed once for two editions that follow each other, and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wuye_docs.content.digest import digest_of
from wuye_docs.control import Baseline, baseline_workspace
from wuye_docs.loaders import Workspace


@dataclass(frozen=True, slots=True)
class Stage:
    """A released edition on the way to the manual that is written."""

    edition: str
    key: str
    """Hash of its frozen sources."""
    sources: Callable[[], Workspace]
    """Raises LookupError or OSError if they cannot be read."""


Kept = Callable[[str, Callable[[], dict[tuple[str, str], str]]], dict[tuple[str, str], str]]
"""Gives what is known under a key, computed if it is not."""


def stages_of(workspace: Workspace, released: Sequence[Baseline]) -> list[Stage]:
    """The baselines of a project in the order of their release."""
    return [
        Stage(one.edition, one.archive, lambda edition=one.edition: baseline_workspace(workspace, edition))  # type: ignore[misc]
        for one in released
    ]


def computed_summaries(stages: Sequence[Stage], tool: str, keep: Kept) -> dict[tuple[str, str], str]:
    """What every revision changed, by number and revision; what cannot be read is left as it was typed."""
    found: dict[tuple[str, str], str] = {}
    for before, after in pairwise(stages):
        key = digest_of("history", tool, before.key, after.key)
        found.update(keep(key, lambda old=before, new=after: _compare(old, new)))  # type: ignore[misc]
    return found


def edition_summaries(
    workspace: Workspace, released: Sequence[Baseline], edition: str, sources: Workspace
) -> dict[tuple[str, str], str]:
    """The same for an edition that is being released, or made again, from its `sources`; `released` are the baselines."""
    names = [one.edition for one in released]
    earlier = released[: names.index(edition)] if edition in names else released
    stages = [*stages_of(workspace, earlier), Stage(edition, "", lambda: sources)]
    return computed_summaries(stages, "", lambda _, make: make())


def _compare(before: Stage, after: Stage) -> dict[tuple[str, str], str]:
    from wuye_docs.redline.comparison import Comparison
    from wuye_docs.redline.history import summaries_of
    from wuye_docs.redline.side import Side

    try:
        sides = [Side.of(stage.edition, stage.sources()) for stage in (before, after)]
    except (LookupError, OSError):
        return {}
    return summaries_of(Comparison(*sides))
