"""Hashes of what a document shows, so that only what changed is written again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from typing import Any

from docutils import nodes

from wuye_docs.model import Document, Manual

# Where something stands in its source does not change what is shown; nor does a document's text, whose tree is fed instead.
_UNSHOWN = frozenset({"span", "keys", "basis"})
_UNSHOWN_OF_DOCUMENTS = frozenset({*_UNSHOWN, "body", "text"})


class Digest:
    """A running hash over values in a fixed order."""

    def __init__(self) -> None:
        self._hash = blake2b(digest_size=16)

    def add(self, value: Any) -> Digest:
        """Feed a string, number, record, mapping, sequence or docutils tree."""
        parts: list[str] = []
        _collect(value, parts)
        # The length of each part keeps "ab", "c" and "a", "bc" apart.
        text = "".join([f"{len(part)}:{part}" for part in parts])
        self._hash.update(text.encode("utf-8", "surrogatepass"))
        return self

    def hex(self) -> str:
        """The hash so far, 32 hexadecimal digits."""
        return self._hash.hexdigest()


@cache
def _fields_shown(kind: type) -> tuple[str, ...] | None:
    """The names of a record's fields that are shown; None for what is no record. Asked for each of 100,000 values."""
    if not is_dataclass(kind):
        return None
    unshown = _UNSHOWN_OF_DOCUMENTS if issubclass(kind, Document) else _UNSHOWN
    return tuple(one.name for one in fields(kind) if one.name not in unshown)


def _collect(value: Any, parts: list[str]) -> None:
    """Add what is fed of a value to a flat list."""
    kind: type = type(value)
    if kind is str:
        parts += ("v", value)
    elif (names := _fields_shown(kind)) is not None:
        parts += ("r", kind.__name__)
        for name in names:
            parts += ("v", name)
            _collect(getattr(value, name), parts)
    elif isinstance(value, nodes.Text):
        parts += ("t", str(value))
    elif isinstance(value, nodes.Element):
        parts += _shown(value)
    elif isinstance(value, Mapping):
        parts.append("{")
        for key, item in value.items():
            _collect(key, parts)
            _collect(item, parts)
        parts.append("}")
    elif isinstance(value, tuple | list):
        parts.append("[")
        for item in value:
            _collect(item, parts)
        parts.append("]")
    else:
        parts += ("v", str(value))


def _shown(tree: nodes.Element) -> list[str]:
    """All that a tree shows, in a flat list: a tree has thousands of nodes, and a call for each is what takes time."""
    found: list[str] = []
    pending: list[nodes.Node | None] = [tree]
    while pending:
        node = pending.pop()
        if node is None:
            found.append(">")
        elif isinstance(node, nodes.Text):
            found += ("t", str(node))
        elif isinstance(node, nodes.Element):
            found += ("<", node.tagname)
            for name in sorted(name for name, value in node.attributes.items() if value and name != "source"):
                found += ("@", name, str(node.attributes[name]))
            pending.append(None)
            pending += reversed(node.children)
    return found


def digest_of(*values: Any) -> str:
    """The hash of some values."""
    digest = Digest()
    for value in values:
        digest.add(value)
    return digest.hex()


def surroundings_digest(manual: Manual, sources: Mapping[str, str]) -> str:
    """The hash of everything that may show in a document besides its own text: what a kept tree depends on.

    The YAML sources go in as they are written, which is cheaper than by their records; of the documents only their heads
    and clauses do.
    """
    digest = Digest()
    for path, text in sorted(sources.items()):
        if not path.endswith(".md"):
            digest.add(path).add(text)
    for document in manual.documents.values():
        digest.add(document)
        for section in document.body.sections:
            digest.add((section.title, section.number, section.label))
    return digest.hex()
