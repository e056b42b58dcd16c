"""The changes of records: keys of front matter, of forms, flows, posts, parameters."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from wuye_docs.diagnostics import Message, Span
from wuye_docs.model import Record
from wuye_docs.model.record import KeyDescription
from wuye_docs.redline.changes import Change, ChangeKind, Part, replaced

_UNTOLD = frozenset({"basis"})


def key_changes(old: Record, new: Record, but: Collection[str] = (), where: str = "") -> Iterator[Change]:
    """Keys with another value, in the order of the record; `but` names fields that are told otherwise."""
    for one in fields(new):
        description = one.metadata.get("key")
        if not isinstance(description, KeyDescription) or one.name in but or one.name in _UNTOLD:
            continue
        before, after = getattr(old, one.name), getattr(new, one.name)
        if value_text(before) == value_text(after):
            continue
        yaml_key = description.name or one.name.replace("_", "-")
        kind = ChangeKind.EDITED
        if not value_text(before):
            kind = ChangeKind.INSERTED
        elif not value_text(after):
            kind = ChangeKind.DELETED
        name = label_of_key(description)
        yield Change(
            kind,
            Part.KEY,
            f"{where} {name}".strip(),
            replaced(value_text(before), value_text(after)),
            place(old, yaml_key),
            place(new, yaml_key),
        )


def label_of_key(description: KeyDescription) -> str:
    """The name of a key for people: what stands before the first explanation."""
    text = description.about.zh
    for mark in (",", ":", ";", " (", "（", "：", "，"):
        text = text.partition(mark)[0]
    return text.replace("YYYY-MM-DD", "").strip()


def place(record: Record, yaml_key: str) -> Span:
    """Where a key of a record stands."""
    return record.at(yaml_key)


def value_text(value: Any) -> str:
    """A value as a reader sees it."""
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, bool):
        return "是" if value else ""
    if isinstance(value, StrEnum):
        label = getattr(value, "label", value.value)
        return label.zh if isinstance(label, Message) else str(label)
    if isinstance(value, Record):
        return "，".join(
            filter(
                None, (value_text(getattr(value, one.name)) for one in fields(value) if "key" in one.metadata)
            )
        )
    if isinstance(value, Mapping):
        return "；".join(f"{key}：{value_text(one)}" for key, one in value.items())
    if isinstance(value, tuple | list):
        return "、".join(value_text(one) for one in value)
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)
