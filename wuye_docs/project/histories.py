"""What each revision changed, from the baselines: computed once for two editions that follow each other, and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from wuye_docs.content.digest import digest_of
from wuye_docs.content.edition_changes import EditionChanges
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


@dataclass(frozen=True, slots=True)
class History:
    """What the released editions changed."""

    summaries: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """What a revision changed, in sentences, by number and revision."""
    changes: EditionChanges | None = None
    """The last edition beside the one before it."""


Kept = Callable[[str, Callable[[], History]], History]
"""Gives what is known under a key, computed if it is not."""


def stages_of(workspace: Workspace, released: Sequence[Baseline]) -> list[Stage]:
    """The baselines of a project in the order of their release."""
    return [
        Stage(one.edition, one.archive, lambda edition=one.edition: baseline_workspace(workspace, edition))  # type: ignore[misc]
        for one in released
    ]


def computed_history(stages: Sequence[Stage], tool: str, keep: Kept) -> History:
    """What every edition changed; where sources cannot be read, histories stay as they were typed."""
    summaries: dict[tuple[str, str], str] = {}
    changes = None
    for before, after in pairwise(stages):
        key = digest_of("history", tool, before.key, after.key)
        found = keep(key, lambda old=before, new=after: _compare(old, new))  # type: ignore[misc]
        summaries.update(found.summaries)
        changes = found.changes
    return History(summaries, changes)


def edition_history(
    workspace: Workspace, released: Sequence[Baseline], edition: str, sources: Workspace
) -> History:
    """The same for an edition that is being released, or made again, from its `sources`; `released` are the baselines."""
    names = [one.edition for one in released]
    earlier = released[: names.index(edition)] if edition in names else released
    stages = [*stages_of(workspace, earlier), Stage(edition, "", lambda: sources)]
    return computed_history(stages, "", lambda _, make: make())


def _compare(before: Stage, after: Stage) -> History:
    from wuye_docs.redline.change_list import changes_between
    from wuye_docs.redline.comparison import Comparison
    from wuye_docs.redline.edition_changes import edition_changes
    from wuye_docs.redline.history import summaries_of
    from wuye_docs.redline.side import Side

    try:
        sides = [Side.of(stage.edition, stage.sources()) for stage in (before, after)]
    except (LookupError, OSError):
        return History()
    comparison = Comparison(*sides)
    things = changes_between(comparison)
    return History(summaries_of(comparison, things), edition_changes(things, before.edition, after.edition))
