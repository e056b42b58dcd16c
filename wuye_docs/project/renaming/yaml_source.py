"""YAML as it stands in a source: where its nodes are, how its scalars are written, and how to add to it.

A source is a YAML file, or a document with YAML in its front matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from wuye_docs.project.edits import Replacement, SourceText

# What a plain YAML scalar must not begin with or hold; inside [ ] and { } a comma ends it too.
_NEEDS_QUOTES = re.compile(r"""^[\s\-?:,\[\]{}#&*!|>'"%@`~]|: |\s#|[,\[\]{}]|[:\s]$""")


def front_matter_end(text: SourceText) -> int:
    """How many lines a document has above the mark that closes its front matter; 0 where it has none.

    Front matter that is not closed goes down to the first empty line, as loading takes it.
    """
    lines = _lines(text)
    if lines[0].rstrip() != "---":
        return 0
    return next(
        (index for index, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")),
        next((index for index, line in enumerate(lines[1:], 1) if not line.strip()), len(lines)),
    )


def is_yaml(text: SourceText, line: int) -> bool:
    """Whether a line is YAML: of a YAML file, or of the front matter of a document."""
    return text.path.endswith(".yaml") or line <= front_matter_end(text)


def compose(text: SourceText) -> yaml.Node | None:
    """The YAML of a source, its marks counted as in the file; None if there is none or it does not parse."""
    lines = _lines(text)
    if not text.path.endswith(".yaml"):
        # An empty line in the place of the opening mark, so that line numbers agree.
        lines = ["", *lines[1 : front_matter_end(text)]]
    try:
        node: yaml.Node | None = yaml.compose("\n".join(lines), Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return None
    return node


def range_of_node(text: SourceText, node: yaml.Node) -> tuple[int, int]:
    """Offsets of a node's start and end."""
    start, end = node.start_mark, node.end_mark
    return text.offset(start.line + 1, start.column + 1), text.offset(end.line + 1, end.column + 1)


def child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """The value of a key; None if the node is no mapping or has no such key."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def added_entries(text: SourceText, mapping: yaml.MappingNode, entries: Sequence[str]) -> Replacement:
    """The edit that puts entries into a mapping: behind the last inside { }, else before the first."""
    if mapping.flow_style:
        end = range_of_node(text, mapping)[1] - 1
        return Replacement(end, end, ", " * bool(mapping.value) + ", ".join(entries))
    first = mapping.value[0][0]
    start, column = range_of_node(text, first)[0], first.start_mark.column
    if text.text[start - column : start].strip():
        # The mapping begins behind a `- `: its first key must stay where it is.
        return Replacement(
            start, start, "".join(f"{entry}{text.line_end}{' ' * column}" for entry in entries)
        )
    line = start - column
    return Replacement(line, line, "".join(f"{' ' * column}{entry}{text.line_end}" for entry in entries))


def added_item(text: SourceText, value: yaml.Node, item: str) -> Replacement:
    """The edit that puts an item into a list; a single value becomes the first item of one."""
    start, end = range_of_node(text, value)
    if isinstance(value, yaml.SequenceNode) and value.flow_style:
        return Replacement(end - 1, end - 1, ", " * bool(value.value) + plain_or_quoted(item))
    if isinstance(value, yaml.SequenceNode):
        column = value.start_mark.column
        line = start - column
        return Replacement(line, line, f"{' ' * column}- {plain_or_quoted(item)}{text.line_end}")
    written = text.text[start:end]
    return Replacement(
        start,
        end,
        f"[{written}, {plain_or_quoted(item)}]" if written.strip() else f" [{plain_or_quoted(item)}]",
    )


def unquoted(written: str) -> str:
    """What a scalar says, quotes and escapes resolved."""
    if len(written) > 1 and written[0] == written[-1] and written[0] in "'\"":
        try:
            said = yaml.safe_load(written)
        except yaml.YAMLError:
            return written[1:-1]
        return str(said)
    return written


def needs_quotes(value: str) -> bool:
    """Whether YAML would misread a value that is written plainly."""
    return _NEEDS_QUOTES.search(value) is not None


def single_quoted(value: str) -> str:
    """The value between single quotes."""
    return "'" + value.replace("'", "''") + "'"


def double_quoted(value: str) -> str:
    """The value between double quotes."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def plain_or_quoted(value: str) -> str:
    """The value as a scalar, in quotes where it needs them."""
    return double_quoted(value) if needs_quotes(value) or value in ("", "null", "true", "false") else value


def _lines(text: SourceText) -> list[str]:
    return re.split(r"\r\n|\r|\n", text.text.lstrip("\ufeff"))
