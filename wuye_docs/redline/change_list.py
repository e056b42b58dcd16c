"""All changes between two states, thing by thing, in the order of the bound manual."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from wuye_docs.content.digest import digest_of
from wuye_docs.model import Document, Flow, Form, Record
from wuye_docs.redline.changes import Change, ChangeKind, Part, Showing, ThingChanges, replaced
from wuye_docs.redline.comparison import Comparison
from wuye_docs.redline.flow_changes import flow_changes
from wuye_docs.redline.form_changes import form_changes
from wuye_docs.redline.record_changes import key_changes
from wuye_docs.redline.text_changes import text_changes
from wuye_docs.references import Kind, Target

_OTHERS = (
    ("role", "roles"), ("department", "departments"), ("party", "parties"), ("term", "terms"), ("standard", "standards"),
)  # fmt: skip


def changes_between(comparison: Comparison, numbers: Collection[str] = ()) -> tuple[ThingChanges, ...]:
    """Everything that changed; with `numbers` only those documents, forms, flows and parameters."""
    listed = [*_parameters(comparison), *_documents(comparison), *_forms(comparison), *_flows(comparison)]
    for kind, group in _OTHERS:
        listed += _others(comparison, kind, group)
    listed += _manual(comparison)
    return tuple(one for one in listed if not numbers or one.number in numbers)


def numbers_of(comparison: Comparison, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The keys of both in the order of the new; what only the old has stands behind what it followed."""
    order = [str(one) for one in new]
    for index, name in enumerate(list(old)):
        if str(name) not in order:
            before = next((str(one) for one in reversed(list(old)[:index]) if str(one) in order), None)
            order.insert(order.index(before) + 1 if before is not None else 0, str(name))
    return order


def _documents(comparison: Comparison) -> Iterator[ThingChanges]:
    olds, news = comparison.old, comparison.new
    before, after = ({name: side.manual.documents[name] for name in side.order} for side in (olds, news))
    for number in numbers_of(comparison, before, after):
        old, new = before.get(number), after.get(number)
        if old is None or new is None:
            yield _whole("document", number, old or new, is_new=old is None)  # type: ignore[arg-type]
            continue
        if not comparison.reach.may_differ(number):
            continue
        changes = [*key_changes(old, new, but=("history",))]
        if olds.document(number).digest != news.document(number).digest:
            changes += text_changes(comparison.tree(number), old.span.path, new.span.path)
        if changes:
            yield _edited("document", number, old, new, changes)


def _edited(
    kind: str,
    number: str,
    old: Document | Form | Flow,
    new: Document | Form | Flow,
    changes: Sequence[Change],
) -> ThingChanges:
    """What changed in something with a number that both states have."""
    return ThingChanges(
        kind, number, new.title, ChangeKind.EDITED, old.revision, new.revision, tuple(changes), (), new.span
    )


def _forms(comparison: Comparison) -> Iterator[ThingChanges]:
    before, after = comparison.old.manual.forms, comparison.new.manual.forms
    for number in numbers_of(comparison, dict(sorted(before.items())), dict(sorted(after.items()))):
        old, new = before.get(number), after.get(number)
        if old is None or new is None:
            yield _whole("form", number, old or new, is_new=old is None)  # type: ignore[arg-type]
        elif digest_of(old) != digest_of(new):
            changes = tuple(form_changes(old, new))
            if changes:
                yield _edited("form", number, old, new, changes)


def _flows(comparison: Comparison) -> Iterator[ThingChanges]:
    before, after = comparison.old.manual.flows, comparison.new.manual.flows
    fill = comparison.old.expressions.fill, comparison.new.expressions.fill
    for number in numbers_of(comparison, before, after):
        old, new = before.get(number), after.get(number)
        if old is None or new is None:
            yield _whole("flow", number, old or new, is_new=old is None)  # type: ignore[arg-type]
            continue
        changes = tuple(flow_changes(old, new, fill))
        if changes:
            yield _edited("flow", number, old, new, changes)


def _parameters(comparison: Comparison) -> Iterator[ThingChanges]:
    """Parameters with another value, each once, with the places where the value shows."""
    before, after = comparison.old.manual.parameters, comparison.new.manual.parameters
    for name in numbers_of(comparison, before, after):
        old, new = before.get(name), after.get(name)
        one = new or old
        assert one is not None
        if one.is_builtin or (old is not None and new is not None and digest_of(old) == digest_of(new)):
            continue
        kind = ChangeKind.EDITED if old and new else ChangeKind.INSERTED if new else ChangeKind.DELETED
        texts = old.text if old else "", new.text if new else ""
        changes: list[Change] = []
        if texts[0] != texts[1]:
            changes.append(
                Change(
                    kind,
                    Part.KEY,
                    "数值",
                    replaced(*texts),
                    old.span if old else None,
                    new.span if new else None,
                )
            )
        if old and new:
            changes += key_changes(old, new, but=("value", "unit"))
        if changes:
            showings = tuple(_showings(comparison, name)) if texts[0] != texts[1] else ()
            yield ThingChanges(
                "parameter", name, one.subject or name, kind, "", "", tuple(changes), showings, one.span
            )


def _showings(comparison: Comparison, name: str) -> Iterator[Showing]:
    side = comparison.new
    for reference in side.references.used_by(Target(Kind.PARAMETER, name)):
        number = reference.source.key.partition("/")[0].partition("#")[0]
        clause = ""
        document = side.manual.documents.get(number)
        if document is not None:
            around = [
                one for one in document.body.sections if one.title and one.span.line <= reference.span.line
            ]
            clause = f"{around[-1].number} {around[-1].title}".strip() if around else ""
        elif "/" in reference.source.key:
            clause = reference.source.key.partition("/")[2]
        yield Showing(number, clause, reference.span)


def _others(comparison: Comparison, kind: str, group: str) -> Iterator[ThingChanges]:
    before, after = (getattr(side.manual, group) for side in (comparison.old, comparison.new))
    for name in numbers_of(comparison, before, after):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            yield _whole(kind, name, old or new, is_new=old is None)
            continue
        changes = tuple(key_changes(old, new))
        # What a job description says of its post is told with the document.
        if changes and not getattr(new, "job", ""):
            yield ThingChanges(
                kind, name, getattr(new, "title", name), ChangeKind.EDITED, "", "", changes, (), new.span
            )


def _manual(comparison: Comparison) -> Iterator[ThingChanges]:
    old, new = comparison.old.manual.settings, comparison.new.manual.settings
    changes = tuple(key_changes(old, new, but=("waivers",)))
    if changes:
        yield ThingChanges(
            "manual",
            new.number,
            new.title,
            ChangeKind.EDITED,
            old.edition,
            new.edition,
            changes,
            (),
            new.span,
        )


def _whole(kind: str, number: str, record: Record, *, is_new: bool) -> ThingChanges:
    change = ChangeKind.INSERTED if is_new else ChangeKind.DELETED
    revision = str(getattr(record, "revision", ""))
    return ThingChanges(
        kind,
        number,
        str(getattr(record, "title", number)),
        change,
        "" if is_new else revision,
        revision if is_new else "",
        (),
        (),
        record.span,
    )
