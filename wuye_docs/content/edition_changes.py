"""What an edition changed against the one before it: told by the site, worked out by the comparison of the two."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What became of words."""

    KEPT = ""
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """One change: `修改` of a `段落` in `4.1 接报和通知`, with the words around it."""

    kind: str
    part: str
    where: str
    """Clause as it is now, field or step; empty for the thing as a whole."""
    words: tuple[tuple[Mark, str], ...]


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """A document, form, flow or parameter that changed."""

    kind: str
    """`document`, `form`, `flow` or `parameter`."""
    number: str
    """Number, or the name of a parameter."""
    title: str
    change: str
    """`新增`, `删除`, `修改`."""
    revision_before: str
    revision: str
    parts: tuple[ChangedPart, ...]


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """The last edition released beside the one before it; what only shows changes of others is left out."""

    before: str
    after: str
    things: tuple[ChangedThing, ...]
    """In the order of the bound manual, documents first."""
