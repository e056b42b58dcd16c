"""Places that hold the old name and nothing else, and are no references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wuye_docs.diagnostics import Span
from wuye_docs.model import Document, FieldType, Located, Manual
from wuye_docs.project.renaming.change import Change, numbered_record
from wuye_docs.references import PEOPLE, Kind


def declaration_places(manual: Manual, change: Change) -> Iterator[Span]:
    """Where the name is declared, and the alias that becomes the name."""
    key = change.target.key
    if change.is_title:
        record = numbered_record(manual, change.target)
        yield record.at("title")
        yield from _places_among(record.aliases, change.new)
        return
    match change.target.kind:
        case Kind.DOCUMENT | Kind.FLOW | Kind.FORM:
            yield numbered_record(manual, change.target).span
            if manual.settings.number == key:
                yield manual.settings.at("number")
        case Kind.ROLE | Kind.DEPARTMENT | Kind.PARTY:
            named = manual.roles.get(key) or manual.departments.get(key) or manual.parties[key]
            yield named.span
            yield from _places_among(named.aliases, change.new)
        case Kind.PARAMETER:
            yield manual.parameters[key].span
        case Kind.TERM:
            term = manual.terms[key]
            yield term.span
            yield from _places_among(term.aliases, change.new)
        case _:
            flow_number, _, name = key.partition("/")
            flow = manual.flows[flow_number]
            yield flow.steps[name].span
            for step in flow.steps.values():
                yield from _places_among((exit_.target for exit_ in step.next), name)


def lone_places(manual: Manual, change: Change) -> Iterator[Span]:
    """What the reference graph passes over: lanes not declared, who fills a field, waivers, heads of definitions."""
    if change.is_title:
        return
    if change.target.kind in PEOPLE:
        for form in manual.forms.values():
            for field in form.fields:
                if field.type is not FieldType.SIGNATURE and field.by == change.old:
                    yield field.at("by")
        for flow in manual.flows.values():
            for step in flow.steps.values():
                if step.lane == change.old and step.lane not in flow.lanes:
                    yield step.at("lane")
        yield from (one.at("by") for one in manual.settings.waivers if one.by == change.old)
    elif change.target.kind is Kind.TERM:
        for document in manual.documents.values():
            yield from _headwords(document, change.old)


def _places_among(names: Iterable[str], wanted: str) -> Iterator[Span]:
    return (name.span for name in names if name == wanted and isinstance(name, Located))


def _headwords(document: Document, word: str) -> Iterator[Span]:
    """Places where the word is the head of a definition list."""
    lines = document.text.split("\n")
    for index, line in enumerate(lines[:-1]):
        if line.strip() == word and re.match(r":[ \t]", lines[index + 1]):
            column = line.index(word) + 1
            yield Span(document.span.path, index + 1, column, index + 1, column + len(word))
