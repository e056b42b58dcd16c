"""What a document, flow or form says, as a hash: approvals are bound to it.

It changes with every word, figure, step or field that the outputs show, and with nothing else. Not part of it: comments,
line breaks and the order of keys; control data (status, revision, dates, approvers, distribution, history, basis, other
titles); and whatever has a number of its own and is only named or listed, since that is approved by itself. What is
named and has changed makes the document suspect instead: `references_of`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import MISSING, fields
from functools import cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from wuye_docs.model import Document, Exit, Flow, Form, Manual, Parameter, Record
from wuye_docs.model.markup import canonical_directive
from wuye_docs.references import PEOPLE, Kind, Reference, ReferenceGraph, Relation

# Changes when the scheme does: then every approval has to be given anew, so it should not.
_SCHEME = "wuye content 1"
_CONTROL_DATA = frozenset(
    {
        "number", "revision", "status", "drafter", "reviewer", "approver", "issued", "effective", "review_every",
        "distribution", "aliases", "history", "basis", "post_aliases", "post_banned",
    }
)  # fmt: skip
_OTHER_NAMES = frozenset({"basis", "aliases", "banned"})
# Tables made of records that have no number, so that nobody approves them unless with the document that shows them.
_SHOWN_RECORDS = {
    "organization": ("departments", "roles"),
    "departments": ("departments",),
    "posts": ("roles",),
    "parties": ("parties",),
    "terms": ("terms",),
    "standards": ("standards",),
    "parameters": ("parameters",),
}
# People whose registered name is printed, and not what stands in the source.
_PRINTED_PEOPLE = frozenset(
    {Relation.LANE, Relation.SIGNATURE, Relation.KEEPER, Relation.OWNER, Relation.DEPARTMENT, Relation.REPORTS_TO}
)  # fmt: skip
_NUMBERED = {Kind.DOCUMENT, Kind.FLOW, Kind.FORM}
# Belonging together and control data are no reason to read again what names the other.
_NOT_CITING = frozenset(
    {Relation.BELONGS, Relation.SUPERSEDES, Relation.DRAFTER, Relation.REVIEWER, Relation.APPROVER}
)
# The edition is control data, wherever it is printed.
_EDITION = "手册.版次"
# Compiled when the first text is hashed, which a manual without a ledger has none of.
_BLANK_BESIDE_CHINESE = "(?<=[\u2e80-\uffff]) | (?=[\u2e80-\uffff])"
_EXPRESSION = re.compile(r"\x1d(.*?)\x1d|\{\{\s*(.*?)\s*\}\}", re.DOTALL)
SHORT = 12
"""Digits of a hash that tell one content from another; people see them, and entries hold them for what they refer to."""


def content_hashes(references: ReferenceGraph) -> Mapping[str, str]:
    """The content hash of every document, flow and form by number: SHA-256, 64 hexadecimal digits."""
    return ContentHashes(references).all()


class ContentHashes:
    """The content hashes of one manual, each made once."""

    def __init__(self, references: ReferenceGraph, manual: Manual | None = None) -> None:
        """`manual` are the sources, where the graph's own records are no longer them."""
        self.manual = manual or references.manual
        self._by_source: dict[str, list[Reference]] = {}
        for reference in references.references:
            kind, key = reference.source
            if kind is Kind.STEP:
                key = key.partition("/")[0]
            if kind is Kind.STEP or kind in _NUMBERED:
                self._by_source.setdefault(key, []).append(reference)
        self._forms: dict[str, list[str]] = {}
        suffix = self.manual.settings.numbering.form_suffix
        for number in self.manual.forms:
            owner = number.rpartition(suffix)[0]
            if owner:
                self._forms.setdefault(owner, []).append(number)
        self._flows: dict[str, list[str]] = {}
        for number, flow in self.manual.flows.items():
            self._flows.setdefault(flow.document, []).append(number)
        self._records = {str(one.number): one for one in self.manual.controlled()}
        self._own: dict[str, str] = {}
        """What each says by itself."""
        self._made: dict[str, str] = {}

    def all(self) -> Mapping[str, str]:
        """The hash of everything that has a number."""
        return {number: self.of(number) for number in self._records}

    def after_edits(
        self, references: ReferenceGraph, manual: Manual, numbers: Collection[str]
    ) -> ContentHashes:
        """The hashes of a manual that differs from this one in the texts of the documents `numbers` alone."""
        found = ContentHashes(references, manual)
        for made, known in ((found._own, self._own), (found._made, self._made)):
            made.update((name, value) for name, value in known.items() if name not in numbers)
        return found

    def of(self, number: str) -> str:
        """The hash of a document with its annexes, of a flow or of a form. Raises KeyError."""
        if number not in self._made:
            annexes = [(one, self._alone(one)) for one in self.annexes(number)]
            self._made[number] = _hash([self._alone(number), *annexes])
        return self._made[number]

    def _alone(self, number: str) -> str:
        """What something says without its annexes, as a hash. Raises KeyError."""
        if number not in self._own:
            self._own[number] = self._own_content(self._records[number])
        return self._own[number]

    def annexes(self, number: str) -> tuple[str, ...]:
        """The flows and forms that are part of a document: its own, and those that its text shows."""
        if number not in self.manual.documents:
            return ()
        shown = {
            str(one.target.key)
            for one in self._by_source.get(number, ())
            if one.relation is Relation.SHOWS and one.target.key in self._records
        }
        return tuple(sorted({*shown, *self.own_annexes(number)}))

    def own_annexes(self, number: str) -> tuple[str, ...]:
        """The flows and forms that belong to a document."""
        return (*self._flows.get(number, ()), *self._forms.get(number, ()))

    def cited(self, number: str) -> dict[str, str]:
        """What something with a number refers to, with the first digits of what that says now.

        By number for documents, flows and forms, `standard NAME` for external ones. Its own annexes are part of it, and the
        document that it is an annex of contains it: neither is cited.
        """
        inside = {number, *self.annexes(number)}
        owner = self._owner(number)
        found: dict[str, str] = {}
        for one in self._by_source.get(number, ()):
            kind, key = one.target
            if one.relation in _NOT_CITING:
                continue
            if kind is Kind.SECTION:
                key = key.partition("#")[0]
            elif kind is Kind.STANDARD:
                found[f"standard {key}"] = self._standard(key)
                continue
            elif kind not in _NUMBERED:
                continue
            if key in self._records and key not in inside and key != owner:
                found[str(key)] = self.of(key)[:SHORT]
        return dict(sorted(found.items()))

    def citing(self, number: str) -> set[str]:
        """Everything with a number whose text names `number`."""
        return {
            source
            for source, found in self._by_source.items()
            if any(one.target.key.partition("#")[0] == number for one in found)
        }

    def _standard(self, name: str) -> str:
        key = f"standard {name}"
        if key not in self._made:
            self._made[key] = _hash(_plain(self.manual.standards[name]))[:SHORT]
        return self._made[key]

    def _owner(self, number: str) -> str:
        flow = self.manual.flows.get(number)
        if flow:
            return flow.document
        return (
            number.rpartition(self.manual.settings.numbering.form_suffix)[0]
            if number in self.manual.forms
            else ""
        )

    def _own_content(self, record: Document | Flow | Form) -> str:
        """What a record says by itself, as a hash."""
        values: dict[str, str] = {}
        printed: set[tuple[str, str]] = set()
        for one in self._by_source.get(str(record.number), ()):
            kind, key = one.target
            if kind is Kind.PARAMETER and key != _EDITION:
                values[key] = self.manual.parameters[key].text
            elif kind in PEOPLE and (one.relation in _PRINTED_PEOPLE or one.relation is Relation.MARKUP):
                printed.add((str(kind), str(key)))
            elif kind in _NUMBERED and one.relation in (Relation.MARKUP, Relation.FILLS, Relation.FOLLOWS):
                named = self.manual.controlled_by(key)
                printed.add((str(key), str(named.title) if named else ""))
        shown: list[Any] = [
            _SCHEME,
            type(record).__name__,
            str(record.number),
            _plain(record, _CONTROL_DATA, values),
        ]
        if isinstance(record, Document):
            shown.append(_filled(record.body.meaning, values))
            shown += self._shown_records(record)
        # The figure of a deadline stands behind the name of its parameter.
        shown.append(sorted(values.items()) if isinstance(record, Flow) else _unfilled(record, values))
        shown.append(sorted(printed))
        return _hash(shown)

    def _shown_records(self, document: Document) -> Iterable[Any]:
        names = {
            canonical_directive(mark.kind.partition(":")[2])
            for section in document.body.sections
            for mark in section.marks
            if mark.kind.startswith("directive:")
        }
        for name in sorted(one for one in names if one in _SHOWN_RECORDS):
            for group in _SHOWN_RECORDS[name]:
                records: Mapping[str, Record] = getattr(self.manual, group)
                yield [
                    [str(key), _plain(record)]
                    for key, record in sorted(records.items())
                    # The title and edition of the manual are parameters that come with it.
                    if not (isinstance(record, Parameter) and record.is_builtin)
                ]


_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hash(value: Any) -> str:
    # What `_plain` gives is plain, so canonical JSON needs no second look at it.
    text = _WRITER.encode(value)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _described_fields(record: Any) -> tuple[tuple[str, Any], ...]:
    """(name, default) of the fields that come from a source file; those at their default are left out of hashes, so that a
    key that a later version adds changes none."""
    found = []
    for one in fields(record):
        if one.metadata.get("key") is not None:
            default = one.default if one.default is not MISSING else None
            if one.default_factory is not MISSING:
                default = one.default_factory()
            found.append((one.name, default))
    return tuple(found)


def _fields_of(record: Record) -> tuple[tuple[str, Any], ...]:
    kind: Any = type(record)
    return _described_fields(kind)


def _plain(
    value: Any, without: frozenset[str] = _OTHER_NAMES, values: Mapping[str, str] = MappingProxyType({})
) -> Any:
    """A value as plain data that can be hashed."""
    if isinstance(value, str):
        # Most texts are a word, in which there is nothing to fill in and nothing flows.
        return str(value) if value.isalnum() else _filled(_flowing(value), values)
    if isinstance(value, tuple):
        return [_plain(item, without, values) for item in value]
    if isinstance(value, int) or value is None:
        return value
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, Record):
        return {
            name: _plain(given, without, values)
            for name, default in _fields_of(value)
            if name not in without and (given := getattr(value, name)) != default
        }
    if isinstance(value, Mapping):
        # Steps stand in reading order.
        return [[str(key), _plain(item, without, values)] for key, item in value.items()]
    if isinstance(value, Exit):
        return [str(value.target), str(value.label)]
    return [_plain(item, without, values) for item in value]


def _flowing(text: str) -> str:
    """Text without its line breaks; where Chinese text breaks there is no blank."""
    flowing = " ".join(text.split())
    return re.sub(_BLANK_BESIDE_CHINESE, "", flowing) if " " in flowing else flowing


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Text with the figures in the place of their parameters; what is more than a name stays as it is written."""
    if "\x1d" not in text and "{{" not in text:
        return text

    def figure(match: re.Match[str]) -> str:
        name = match.group(1) or match.group(2) or ""
        return values.get(name) or f"\x1d{name}\x1d"

    return _EXPRESSION.sub(figure, text)


def _unfilled(record: Document | Form, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """The figures that a record uses otherwise than by their bare name: in expressions with filters or sums."""
    written = record.body.meaning if isinstance(record, Document) else ""
    names = {match.group(1) or match.group(2) for match in _EXPRESSION.finditer(written)}
    return sorted((name, text) for name, text in values.items() if name not in names)
