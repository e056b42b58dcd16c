"""From a YAML tree to a record: types checked, unknown and missing keys reported, every value with its place."""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from wuye_docs.diagnostics import Message, Span
from wuye_docs.loaders.findings import Findings, did_you_mean
from wuye_docs.loaders.yaml_tree import Mapping, Node, Scalar, Sequence
from wuye_docs.model import Exit, KeyDescription, Located, Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Shape:
    """What an annotation asks of a node: worked out once for a key, since a manual has ten thousands of values."""

    kind: Literal["scalar", "record", "list", "mapping", "exits"]
    type: Any
    """Of a scalar or record."""
    item: Shape | None = None
    """Of a list or mapping."""
    members: MappingType[str, StrEnum] = field(default_factory=dict)
    """The values of an enumeration."""


@dataclass(frozen=True, slots=True)
class RecordKey:
    """One readable key of a record class."""

    attribute: str
    yaml_key: str
    annotation: Any
    description: KeyDescription
    shape: Shape


@cache
def record_keys(record: Any) -> dict[str, RecordKey]:
    """The keys a record class reads, by YAML key, in the order of its fields."""
    hints = get_type_hints(record)
    found = {}
    for one in fields(record):
        description = one.metadata.get("key")
        if description is not None:
            yaml_key = description.name or one.name.replace("_", "-")
            annotation = hints[one.name]
            found[yaml_key] = RecordKey(one.name, yaml_key, annotation, description, _shape(annotation))
    return found


@cache
def _required_keys(record: Any) -> tuple[RecordKey, ...]:
    return tuple(one for one in record_keys(record).values() if one.description.required)


def plain_type(annotation: Any) -> Any:
    """The annotation without `| None`."""
    if get_origin(annotation) in (Union, types.UnionType):
        return next(part for part in get_args(annotation) if part is not type(None))
    return annotation


def _shape(annotation: Any) -> Shape:
    wanted = plain_type(annotation)
    origin = get_origin(wanted)
    if origin is tuple:
        item = get_args(wanted)[0]
        return Shape("exits", item) if item is Exit else Shape("list", tuple, _shape(item))
    if origin is MappingType:
        return Shape("mapping", dict, _shape(get_args(wanted)[1]))
    if isinstance(wanted, type) and issubclass(wanted, Record):
        return Shape("record", wanted)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return Shape("scalar", wanted, members={member.value: member for member in wanted})
    return Shape("scalar", wanted)


class RecordReader:
    """Reads the records of one file into `findings`."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def record(
        self,
        record: type[R],
        tree: Mapping,
        place: Span,
        what: Message,
        *,
        name: str | None = None,
        **given: Any,
    ) -> R:
        """The record that `tree` describes, at `place`; keys that cannot be read keep their defaults.

        `what` names the record in messages; `given` are fields that the file does not hold.
        """
        keys = record_keys(cast(Any, record))
        values: dict[str, Any] = dict(given)
        places: dict[str, Span] = {}
        for written, node in tree.entries.items():
            known = keys.get(written)
            if known is None:
                self.findings.add(
                    "SRC003", written.span, f"{what.zh}没有键 `{written}`", f"{what.en} has no key `{written}`",
                    did_you_mean(written, keys, 50) or _known_keys(keys),
                )  # fmt: skip
                continue
            places[written] = node.span
            value = self.value(known.shape, node, known)
            if value is not None:
                values[known.attribute] = value
        for known in _required_keys(cast(Any, record)):
            yaml_key = known.yaml_key
            if not _is_filled(values.get(known.attribute)):
                if yaml_key in places and known.attribute not in values and not _is_empty(tree, yaml_key):
                    continue  # Written, but faulty: reported already.
                self.findings.add(
                    "SRC004", places.get(yaml_key, place), f"{what.zh}缺少必填键 `{yaml_key}`", f"{what.en} lacks the key `{yaml_key}`",
                    Message(f"补上 `{yaml_key}: …` ({known.description.about.zh})", f"add `{yaml_key}: …` ({known.description.about.en})"),
                )  # fmt: skip
        if name is not None:
            values.setdefault(_name_field(cast(Any, record)), name)
        return record(span=place, keys=places, **values)

    def value(self, shape: Shape, node: Node, key: RecordKey) -> Any:
        """The value of a key, or None if it is empty or faulty (then reported)."""
        if isinstance(node, Scalar) and node.is_null:
            return None
        if shape.kind == "scalar":
            return self._scalar(shape, node, key)
        if shape.kind == "exits":
            return self._exits(node)
        if shape.item is not None:
            if shape.kind == "list":
                return self._list(shape.item, node, key)
            return self._mapping(shape.item, node, key)
        if isinstance(node, Mapping):
            what = Message(f"`{key.yaml_key}` ", f"`{key.yaml_key}`")
            return self.record(shape.type, node, node.span, what)
        return self._wrong(node, key, "应为一组 `键: 值`", "must be a mapping of keys to values")

    def _scalar(self, shape: Shape, node: Node, key: RecordKey) -> Any:
        if not isinstance(node, Scalar):
            return self._wrong(node, key, "应为单个值", "must be a single value")
        wanted, text = shape.type, node.text
        if wanted is str:
            pattern = key.description.pattern
            if pattern and not re.fullmatch(pattern, text):
                return self._wrong(
                    node, key, f"`{text}` 格式不符", f"`{text}` has the wrong form", _pattern_hint(key)
                )
            return text
        if wanted is bool:
            if node.is_plain and text in ("true", "false"):
                return text == "true"
            return self._wrong(node, key, f"`{text}` 应为 true 或 false", f"`{text}` must be true or false")
        if shape.members:
            if text in shape.members:
                return shape.members[text]
            known = list(shape.members)
            hint = did_you_mean(text, known) or Message(
                "可用: " + "、".join(known), "one of: " + ", ".join(known)
            )
            return self._wrong(node, key, f"`{text}` 不是允许的值", f"`{text}` is not an allowed value", hint)
        converter: Callable[[str], Any] = wanted
        try:
            value = converter(text)
            return (
                value
                if key.description.limits is None
                else self._within(key.description.limits, value, node, key)
            )
        except ValueError:
            zh, en = ("整数", "a whole number") if wanted is int else ("数字", "a number")
            return self._wrong(node, key, f"`{text}` 应为{zh}", f"`{text}` must be {en}")

    def _within(self, limits: tuple[float, float], value: float, node: Scalar, key: RecordKey) -> Any:
        least, greatest = limits
        if least <= value <= greatest:
            return value
        about, span = key.description.about, f"{least:g}–{greatest:g}"
        return self._wrong(
            node, key, f"`{node.text}` 应在 {span} 之间", f"`{node.text}` must be between {least:g} and {greatest:g}",
            Message(f"{about.zh}: {span}", f"{about.en}: {span}"),
        )  # fmt: skip

    def _list(self, item: Shape, node: Node, key: RecordKey) -> Any:
        if isinstance(node, Mapping) and item.kind != "record":
            return self._wrong(
                node,
                key,
                "应为列表",
                "must be a list",
                Message("写成 [甲, 乙], 或每行以 `- ` 开头", "write [a, b], or begin lines with `- `"),
            )
        items = node.items if isinstance(node, Sequence) else (node,)
        read = [self.value(item, one, key) for one in items]
        return tuple(one for one in read if one is not None)

    def _mapping(self, shape: Shape, node: Node, key: RecordKey) -> Any:
        if not isinstance(node, Mapping):
            return self._wrong(node, key, "应为一组 `名称: 内容`", "must be a mapping of names to contents")
        found: dict[str, Any] = {}
        for name, item in node.entries.items():
            if shape.kind == "record":
                found[name] = self.named(shape.type, name, item, key)
            else:
                value = self.value(shape, item, key)
                found[name] = value if value is not None else ""
        return found

    def named(self, record: type[R], name: Located, node: Node, key: RecordKey | None = None) -> R:
        """A record that stands under its name in a mapping; an empty value is a record with nothing but the name."""
        what = Message(f"`{name}` ", f"`{name}`")
        if isinstance(node, Scalar) and node.is_null:
            node = Mapping({}, node.span)
        if not isinstance(node, Mapping):
            self.findings.add(
                "SRC005", node.span, f"`{name}` 的内容应为一组 `键: 值`", f"`{name}` must be a mapping of keys to values",
                Message("写成 {键: 值} 或缩进后逐行写 `键: 值`", "write {key: value}, or indented lines of `key: value`"),
            )  # fmt: skip
            node = Mapping({}, node.span)
            unread: dict[str, Any] = {_name_field(cast(Any, record)): name}
            return record(span=name.span, **unread)
        return self.record(record, node, name.span, what, name=name)

    def _exits(self, node: Node) -> tuple[Exit, ...] | None:
        if isinstance(node, Scalar):
            return (Exit(node.text),)
        if isinstance(node, Sequence):
            items = [item for item in node.items if isinstance(item, Scalar)]
            for item in node.items:
                if not isinstance(item, Scalar):
                    self.findings.add(
                        "SRC005",
                        item.span,
                        "`next` 的列表项应为步骤名",
                        "an item of `next` must be the name of a step",
                    )
            return tuple(Exit(item.text) for item in items)
        exits = []
        for label, target in node.entries.items():
            if isinstance(target, Scalar):
                exits.append(Exit(target.text, label))
            else:
                self.findings.add(
                    "SRC005",
                    target.span,
                    f"出口 `{label}` 应指向一个步骤",
                    f"exit `{label}` must name one step",
                )
        return tuple(exits)

    def _wrong(self, node: Node, key: RecordKey, zh: str, en: str, hint: Message | None = None) -> Any:
        """Report a faulty value; returns None, which stands for "no value"."""
        self.findings.add(
            "SRC005",
            node.span,
            f"`{key.yaml_key}`: {zh}",
            f"`{key.yaml_key}`: {en}",
            hint or key.description.about,
        )
        return None


@cache
def _name_field(record: Any) -> str:
    return "number" if "number" in {one.name for one in fields(record)} else "name"


def _is_filled(value: Any) -> bool:
    return value not in (None, "", (), {})


def _is_empty(tree: Mapping, yaml_key: str) -> bool:
    node = tree.entries[next(key for key in tree.entries if key == yaml_key)]
    return (
        (isinstance(node, Scalar) and (node.is_null or not node.text))
        or (isinstance(node, Sequence) and not node.items)
        or (isinstance(node, Mapping) and not node.entries)
    )


def _known_keys(keys: dict[str, RecordKey]) -> Message:
    listed = ", ".join(keys)
    return Message(f"可用的键: {listed}", f"known keys: {listed}")


def _pattern_hint(key: RecordKey) -> Message:
    pattern = key.description.pattern or ""
    example = {r"[A-Z]/\d+": "A/0", r"\d{4}-\d{2}-\d{2}": "2026-01-31"}.get(pattern, pattern)
    return Message(
        f"{key.description.about.zh}; 形如 {example}", f"{key.description.about.en}; such as {example}"
    )
