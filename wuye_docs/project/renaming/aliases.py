"""Keep the old name as an alias of what is renamed."""

from __future__ import annotations

import yaml

from wuye_docs.diagnostics import Message, Span
from wuye_docs.model import Document, Flow, Form, Manual, Record
from wuye_docs.project.edits import Refusal, Replacement, SourceText
from wuye_docs.project.renaming.change import Change, job_description, numbered_record
from wuye_docs.project.renaming.edited_sources import EditedSources
from wuye_docs.project.renaming.yaml_source import (
    added_entries,
    added_item,
    child,
    compose,
    plain_or_quoted,
    range_of_node,
)
from wuye_docs.references import Kind


def add_alias(manual: Manual, sources: EditedSources, change: Change) -> None:
    """Note the edit that leaves the old name as an alias. Raises Refusal if there is no place for it."""
    record, key = _holder(manual, change)
    text = sources.text(record.span.path)
    root = compose(text)
    if isinstance(record, Document | Flow | Form):
        name, value = None, root
    else:
        name, value = _entry_at(root, record.span)
    if isinstance(value, yaml.MappingNode) and value.value:
        sources.replace(text, _alias_in(text, value, key, change.old))
    elif name is not None:
        # A name with nothing below it: `总经理:`.
        start, _ = range_of_node(text, name)
        colon = text.text.find(":", start) + 1
        indent = " " * (name.start_mark.column + 2)
        added = f"{text.line_end}{indent}{key}: [{plain_or_quoted(change.old)}]"
        sources.replace(text, Replacement(colon, colon, added))
    else:
        raise Refusal(
            Message("找不到写别名的位置, 请手工添加", "found no place for the alias; add it by hand")
        )


def _holder(manual: Manual, change: Change) -> tuple[Record, str]:
    """The record that lists the aliases, and its key for them."""
    key = change.target.key
    if change.is_title:
        return numbered_record(manual, change.target), "aliases"
    if change.target.kind is Kind.TERM:
        return manual.terms[key], "aliases"
    document = job_description(manual, change.target)
    if document is not None:
        return document, "post-aliases"
    record = manual.named(key)
    assert record is not None
    return record, "aliases"


def _alias_in(text: SourceText, record: yaml.MappingNode, key: str, alias: str) -> Replacement:
    aliases = child(record, key)
    if aliases is None:
        return added_entries(text, record, [f"{key}: [{plain_or_quoted(alias)}]"])
    return added_item(text, aliases, alias)


def _entry_at(node: yaml.Node | None, place: Span) -> tuple[yaml.Node | None, yaml.Node | None]:
    """(key, value) of the entry whose key stands at a place."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if (key.start_mark.line + 1, key.start_mark.column + 1) == (place.line, place.column):
                return key, value
            found = _entry_at(value, place)
            if found[0] is not None:
                return found
    return None, None
