"""Which documents may read differently: only those are resolved, since resolving is what a comparison spends its time on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from wuye_docs.content.digest import digest_of
from wuye_docs.model import Document, Record
from wuye_docs.model.markup import GENERATING_DIRECTIVES, canonical_directive
from wuye_docs.redline.side import Side
from wuye_docs.references import Kind, Target

# Directives whose result follows from what the document itself names; all others show the manual as a whole.
_LOCAL = frozenset({"flow", "steps", "form", "related", "records", "history", "distribution"})
_GROUPS = (
    (Kind.DOCUMENT, "documents"), (Kind.FORM, "forms"), (Kind.FLOW, "flows"), (Kind.PARAMETER, "parameters"),
    (Kind.ROLE, "roles"), (Kind.DEPARTMENT, "departments"), (Kind.PARTY, "parties"), (Kind.TERM, "terms"),
    (Kind.STANDARD, "standards"),
)  # fmt: skip


class Reach:
    """How far the differences of two states reach."""

    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new

    @cached_property
    def changed(self) -> frozenset[Target]:
        """Everything whose own record differs, or that only one state has."""
        found: set[Target] = set()
        for kind, group in _GROUPS:
            before, after = (getattr(side.manual, group) for side in (self.old, self.new))
            found.update(
                Target(kind, str(name)) for name in {*before, *after} if self._differs(name, before, after)
            )
        return frozenset(found)

    def _differs(self, name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            return True
        if self._has_same_source(old, new):
            return False
        if isinstance(old, Document) and isinstance(new, Document) and old.text != new.text:
            return True
        return digest_of(old) != digest_of(new)

    def _has_same_source(self, old: Record, new: Record) -> bool:
        texts = self.old.sources.get(old.span.path), self.new.sources.get(new.span.path)
        return texts[0] is not None and texts[0] == texts[1]

    @cached_property
    def is_common_changed(self) -> bool:
        """Whether settings or clause tables differ, which any document may show.

        The edition, which differs between any two releases, shows only where its parameter is named.
        """
        before, after = (
            digest_of(replace(side.manual.settings, edition=""), side.manual.clause_tables)
            for side in (self.old, self.new)
        )
        return before != after

    def may_differ(self, number: str) -> bool:
        """Whether a document that both states have may read differently."""
        if self.is_common_changed or Target(Kind.DOCUMENT, number) in self.changed:
            return True
        return bool(self.changed) and any(self._shows_changed(side, number) for side in (self.old, self.new))

    def _shows_changed(self, side: Side, number: str) -> bool:
        record = side.manual.documents[number]
        for section in record.body.sections:
            for mark in section.marks:
                kind, _, name = mark.kind.partition(":")
                if kind == "directive" and canonical_directive(name) not in _LOCAL and _is_generating(name):
                    return True
        named = {one.target for one in side.references.uses(Target(Kind.DOCUMENT, number))}
        for flow in {
            *_shown(side, number, Kind.FLOW),
            *(str(one.number) for one in side.manual.flows_of(number)),
        }:
            named.add(Target(Kind.FLOW, flow))
            if flow in side.manual.flows:
                for step in side.manual.flows[flow].steps:
                    named |= {one.target for one in side.references.uses(Target(Kind.STEP, f"{flow}/{step}"))}
        named |= {Target(Kind.FORM, str(one.number)) for one in side.manual.forms_of(number)}
        # A clause that is referred to has a number, which its document gives.
        named |= {
            Target(Kind.DOCUMENT, one.key.partition("#")[0]) for one in named if one.kind is Kind.SECTION
        }
        return not named.isdisjoint(self.changed)


def _shown(side: Side, number: str, kind: Kind) -> set[str]:
    return {
        one.target.key
        for one in side.references.uses(Target(Kind.DOCUMENT, number))
        if one.target.kind is kind
    }


def _is_generating(name: str) -> bool:
    return canonical_directive(name) in GENERATING_DIRECTIVES
