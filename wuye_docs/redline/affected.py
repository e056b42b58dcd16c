"""Whom a change reaches: what names the changed things, who holds them, which sheets are to be called in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wuye_docs.model import Manual
from wuye_docs.redline.changes import ChangeKind, ThingChanges
from wuye_docs.redline.comparison import Comparison
from wuye_docs.references import Kind, Reference, Relation, Target

_KINDS = {
    "document": Kind.DOCUMENT, "form": Kind.FORM, "flow": Kind.FLOW, "parameter": Kind.PARAMETER, "role": Kind.ROLE,
    "department": Kind.DEPARTMENT, "party": Kind.PARTY, "term": Kind.TERM, "standard": Kind.STANDARD,
}  # fmt: skip
# A citation makes what cites depend on what it cites; owning and receiving do not.
_CITING = frozenset(
    {
        Relation.TITLE, Relation.NUMBER, Relation.MARKUP, Relation.SHOWS, Relation.PARAMETER, Relation.FILLS, Relation.FOLLOWS,
        Relation.WITHIN, Relation.STANDARD, Relation.SUPERSEDES,
    }
)  # fmt: skip
_NAMING = frozenset({*_CITING, Relation.MENTION, Relation.LANE, Relation.SIGNATURE, Relation.OWNER})


@dataclass(frozen=True, slots=True)
class Affected:
    """A document that did not change, but names what did."""

    number: str
    title: str
    reasons: tuple[str, ...]
    """`引用 SYWIKF16 (5.2 受理)`, in the order of its text."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who is to be told."""

    name: str
    documents: tuple[str, ...]
    """Numbers of changed documents that they hold, own or work by."""


def affected_documents(comparison: Comparison, things: Sequence[ThingChanges]) -> tuple[Affected, ...]:
    """Documents that cite, use or show a changed thing and did not change themselves, in the order of the manual."""
    side = comparison.new
    changed = {one.number for one in things}
    reasons: dict[str, dict[str, None]] = {}
    for thing in things:
        kind = _KINDS.get(thing.kind)
        if kind is None or thing.change is ChangeKind.INSERTED:
            continue
        relations = _NAMING if kind in (Kind.ROLE, Kind.DEPARTMENT, Kind.PARTY) else _CITING
        references = side.references if thing.change is not ChangeKind.DELETED else comparison.old.references
        for reference in references.used_by(Target(kind, thing.number), relations):
            document = document_of(reference.source, side.manual)
            if document and document not in changed:
                reasons.setdefault(document, {})[_reason(thing, reference, side.manual, document)] = None
    return tuple(
        Affected(number, str(side.manual.documents[number].title), tuple(reasons[number]))
        for number in side.order
        if number in reasons
    )


def document_of(source: Target, manual: Manual) -> str:
    """The number of the document in which something stands; empty for what stands in none."""
    number = source.key.partition("/")[0].partition("#")[0]
    if number in manual.documents:
        return number
    flow = manual.flows.get(number)
    if flow is not None:
        return str(flow.document) if flow.document in manual.documents else ""
    if number in manual.forms:
        owner = next((one for one in manual.documents if number.startswith(f"{one}-")), "")
        return str(owner)
    return ""


def receivers(comparison: Comparison, things: Iterable[ThingChanges]) -> tuple[Receiver, ...]:
    """Everybody on the distribution of a changed document in either state, its owner, and the lanes of a changed flow."""
    held: dict[str, dict[str, None]] = {}
    for thing in things:
        for side in (comparison.old, comparison.new):
            manual = side.manual
            names: list[str] = []
            if thing.kind == "document" and thing.number in manual.documents:
                document = manual.documents[thing.number]
                names = [*document.distribution, document.owner]
            elif thing.kind == "form" and thing.number in manual.forms:
                form = manual.forms[thing.number]
                names = [form.owner, *(field.by for field in form.fields if field.by)]
            elif thing.kind == "flow" and thing.number in manual.flows:
                names = list(manual.flows[thing.number].lanes)
            for name in filter(None, map(str, names)):
                if name not in manual.parties:
                    held.setdefault(name, {})[str(thing.number)] = None
    return tuple(Receiver(name, tuple(numbers)) for name, numbers in held.items())


def _reason(thing: ThingChanges, reference: Reference, manual: Manual, document: str) -> str:
    verb = {
        "parameter": "使用参数",
        "flow": "采用流程",
        "form": "使用记录表",
        "document": "引用",
        "standard": "引用",
    }.get(thing.kind, "提到")
    clause = ""
    if reference.span.path == manual.documents[document].span.path:
        around = [
            one
            for one in manual.documents[document].body.sections
            if one.title and one.span.line <= reference.span.line
        ]
        clause = f"（{around[-1].number} {around[-1].title}）".replace("（ ", "（") if around else ""
    return f"{verb} {thing.number}{clause}"
