"""The list of changes as the site tells it to staff: what somebody wrote anew, not what follows from it in registers."""

from __future__ import annotations

from collections.abc import Iterable

from wuye_docs.content.edition_changes import ChangedPart, ChangedThing, EditionChanges, Mark
from wuye_docs.redline.changes import Change, ChangeKind, Part, ThingChanges
from wuye_docs.redline.render.wording import shortened
from wuye_docs.redline.sentences import UNTOLD_KEYS

KINDS = ("document", "flow", "form", "parameter")
_CONTEXT = 14
"""Characters of kept text that are shown on each side of a change."""
_FOLLOWING = frozenset({Part.GENERATED, Part.FORM, Part.CHART})
"""Parts whose changes are told where they were made."""


def edition_changes(things: Iterable[ThingChanges], before: str, after: str) -> EditionChanges:
    """What the edition `after` changed against `before`."""
    told = [made for one in things if one.kind in KINDS and (made := _thing(one))]
    told.sort(key=lambda one: KINDS.index(one.kind))
    return EditionChanges(before, after, tuple(told))


def _thing(thing: ThingChanges) -> ChangedThing | None:
    parts = tuple(_part(one) for one in thing.changes if _is_told(one)) if _is_edited(thing) else ()
    if _is_edited(thing) and not parts and thing.revision == thing.revision_before:
        return None
    if thing.kind == "parameter" and thing.change is not ChangeKind.EDITED:
        parts = tuple(_part(one) for one in thing.changes if one.where == "数值")
    return ChangedThing(
        thing.kind,
        str(thing.number),
        str(thing.title),
        thing.change.label.zh,
        str(thing.revision_before),
        str(thing.revision),
        parts,
    )


def _is_edited(thing: ThingChanges) -> bool:
    return thing.change is ChangeKind.EDITED


def _is_told(change: Change) -> bool:
    return change.part not in _FOLLOWING and not (change.part is Part.KEY and change.where in UNTOLD_KEYS)


def _part(change: Change) -> ChangedPart:
    words = shortened(change.fragments, _CONTEXT)
    return ChangedPart(
        change.kind.label.zh,
        "" if change.part is Part.KEY else change.part.label.zh,
        str(change.where),
        tuple((Mark(one.kind), str(one.text)) for one in words),
    )
