"""Changes as JSON, for programs. The keys are stable: new ones may come, none goes or changes its meaning."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from wuye_docs.diagnostics import Span
from wuye_docs.redline.changes import Change, ThingChanges

VERSION = 1


def render(things: Sequence[ThingChanges], names: tuple[str, str]) -> str:
    """One object: `version`, `old`, `new`, `things`; lines count from 1, and a place is null where a state has none."""
    data = {"version": VERSION, "old": names[0], "new": names[1], "things": [_thing(one) for one in things]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _thing(thing: ThingChanges) -> dict[str, Any]:
    return {
        "kind": thing.kind,
        "number": str(thing.number),
        "title": str(thing.title),
        "change": thing.change.value,
        "revision": {"old": str(thing.revision_before), "new": str(thing.revision)},
        "place": _place(thing.span),
        "changes": [_change(one) for one in thing.changes],
        "showings": [
            {"number": one.number, "clause": one.clause, "place": _place(one.span)} for one in thing.showings
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "part": change.part.value,
        "where": change.where,
        "old": {"text": change.before, "place": _place(change.old)},
        "new": {"text": change.after, "place": _place(change.new)},
        "fragments": [{"kind": one.kind or "kept", "text": one.text} for one in change.fragments],
        "parameters": [str(one) for one in change.parameters],
    }


def _place(span: Span | None) -> dict[str, Any] | None:
    return {"file": span.path, "line": span.line} if span else None
