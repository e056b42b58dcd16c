"""Revision histories from computed changes: what a revision changed is told by the difference of two editions, not typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wuye_docs.model import Document, Manual, RevisionEntry
from wuye_docs.redline.changes import ChangeKind, ThingChanges
from wuye_docs.redline.comparison import Comparison
from wuye_docs.redline.render.wording import KINDS
from wuye_docs.redline.sentences import parameter_values, sentences_of

_MOST = 8
"""Sentences that a row holds; what is left is counted."""
Summaries = Mapping[tuple[str, str], str]
"""What a revision changed, by number and revision of the document."""


def summaries_of(comparison: Comparison, things: Sequence[ThingChanges]) -> dict[tuple[str, str], str]:
    """What changed in every document that got another revision, its own flows and forms included.

    `things` is what `changes_between` found.
    """
    values = parameter_values(things)
    by_number = {one.number: one for one in things}
    found: dict[tuple[str, str], str] = {}
    for thing in things:
        if (
            thing.kind != "document"
            or thing.change is not ChangeKind.EDITED
            or thing.revision == thing.revision_before
        ):
            continue
        told = sentences_of(thing, values)
        for one in _own(comparison.new.manual, thing.number):
            if one in by_number:
                told.append(_told(by_number[one], values))
        if told:
            found[str(thing.number), str(thing.revision)] = _joined(told)
    return found


def with_summaries(manual: Manual, summaries: Summaries) -> Manual:
    """The manual with computed histories; what was typed for a revision stays as its reason."""
    if not summaries:
        return manual
    return replace(
        manual, documents={name: _document(one, summaries) for name, one in manual.documents.items()}
    )


def _document(document: Document, summaries: Summaries) -> Document:
    history = [
        _entry(entry, summaries.get((str(document.number), str(entry.revision)), ""))
        for entry in document.history
    ]
    written = {str(entry.revision) for entry in history}
    summary = summaries.get((str(document.number), str(document.revision)), "")
    if summary and document.revision not in written:
        history.append(
            RevisionEntry(
                revision=document.revision, date=document.issued, change=summary, by=document.drafter
            )
        )
    return document if tuple(history) == document.history else replace(document, history=tuple(history))


def _entry(entry: RevisionEntry, summary: str) -> RevisionEntry:
    if not summary:
        return entry
    return replace(entry, change=f"{summary}原因：{entry.change}" if entry.change else summary)


def _own(manual: Manual, number: str) -> list[str]:
    return [
        *(str(one.number) for one in manual.flows_of(number)),
        *(str(one.number) for one in manual.forms_of(number)),
    ]


def _told(thing: ThingChanges, values: Mapping[str, tuple[str, str]]) -> str:
    return f"{KINDS[thing.kind].zh} {thing.number}：{'；'.join(sentences_of(thing, values))}"


def _joined(told: Sequence[str]) -> str:
    left = len(told) - _MOST
    more = f"。另有 {left} 处" if left > 0 else ""
    return "。".join(told[:_MOST]) + more + "。"
