"""Stretches of a source that hold sentences: headings of documents, and values of YAML files that people write as text.

The body of a document is the reference graph's; its places are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import yaml

from wuye_docs.project.edits import SourceText
from wuye_docs.project.renaming.yaml_source import compose, front_matter_end, range_of_node

# Keys of YAML files that hold sentences: names stand in them among other words.
_SENTENCE_KEYS = frozenset({"note", "subject", "definition", "text", "copies"})
# Labels and choices of forms speak of people too: 客服主管意见.
_FORM_KEYS = _SENTENCE_KEYS | {"name", "choices"}

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HEADING = re.compile(r"#{1,6}[ \t]")


def sentence_ranges(text: SourceText) -> Iterable[tuple[int, int]]:
    """Offsets of the stretches; a YAML file that does not parse has none."""
    if text.path.endswith(".md"):
        return _headings(text)
    root = compose(text) if text.path.endswith(".yaml") else None
    if root is None:
        return ()
    keys = _FORM_KEYS if text.path.startswith("forms/") else _SENTENCE_KEYS
    return (range_of_node(text, value) for key, value in _values(root, "") if key in keys)


def _headings(text: SourceText) -> Iterator[tuple[int, int]]:
    """The heading lines below the front matter; a `#` inside a code block is no heading, nor a reference."""
    fence = ""
    for start, end in [*pairwise([*text.starts, len(text.text)])][front_matter_end(text) :]:
        mark = _FENCE.match(text.text, start, end)
        if mark and not fence:
            fence = mark.group(1)
        elif mark and mark.group(1).startswith(fence):
            fence = ""
        elif not fence and _HEADING.match(text.text, start, end):
            yield start, end


def _values(node: yaml.Node, key: str) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """(key, value) of every scalar below a key; the items of a list have the key of the list."""
    if isinstance(node, yaml.ScalarNode):
        yield key, node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _values(item, key)
    else:
        for key_node, value in node.value:
            yield from _values(value, str(key_node.value))
