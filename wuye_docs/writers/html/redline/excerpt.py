"""The part of a merged tree that is worth reading: clauses with a change in them, and a line for those without."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from docutils import nodes

from wuye_docs.content.nodes import deleted_text, flow_figure, form_sheet, inserted_text


class unchanged(nodes.General, nodes.TextElement):  # noqa: N801 - docutils names its nodes so
    """Stands for a clause that has no change: its number and title."""


_FEW_ROWS = 3
"""So many rows without a change, one after the other, are shown; more become one line."""


def excerpt_of(tree: nodes.Element) -> list[nodes.Node]:
    """The blocks of a tree; clauses and long runs of rows without a change come out as one line."""
    return _joined(_shown(child) for child in tree.children if not _is_quiet_note(child))


def _shown(node: nodes.Node) -> nodes.Node:
    if isinstance(node, flow_figure) and not node.get("before") and not node.get("change"):
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        if caption is not None and not has_changes(node):
            return unchanged("", f"图 {caption.get('number', '')} {caption.astext()}")
    if not isinstance(node, nodes.section):
        copy = node.deepcopy()
        if isinstance(copy, nodes.Element) and not copy.get("change"):
            for part in list(copy.findall(nodes.tbody)):
                _shorten(part)
            for entry in list(copy.findall(nodes.entry)):
                _shorten_cell(entry)
        return copy
    if not has_changes(node) and not node.get("number_before"):
        title = node.children[0].astext() if node.children else ""
        return unchanged("", f"{node.get('number', '')} {title}".strip())
    if node.get("change"):
        return node.deepcopy()
    shell = node.copy()
    shell.extend(_joined(_shown(child) for child in node.children))
    return shell


def _joined(blocks: Iterable[nodes.Node]) -> list[nodes.Node]:
    """The blocks with neighbouring clauses without a change in one line."""
    found: list[nodes.Node] = []
    for block in blocks:
        if isinstance(block, unchanged) and found and isinstance(found[-1], unchanged):
            found[-1] = unchanged("", f"{found[-1].astext()}、{block.astext()}")
        else:
            found.append(block)
    return found


def _shorten_cell(entry: nodes.entry) -> None:
    """Leave out lines without a change from a cell of many lines."""
    if len(entry.children) <= _FEW_ROWS or not has_changes(entry):
        return
    kept: list[nodes.Node] = []
    for changed, group in groupby(
        entry.children, lambda one: not isinstance(one, nodes.Element) or has_changes(one)
    ):
        listed = list(group)
        is_shown = changed or len(listed) <= _FEW_ROWS
        kept += listed if is_shown else [unchanged("", f"{len(listed)} 段")]
    entry.children = []
    entry.extend(kept)


def _shorten(part: nodes.tbody) -> None:
    """Leave out rows without a change, where none reaches over others."""
    if any(entry.get("morerows") for entry in part.findall(nodes.entry)):
        return
    rows = [row for row in part.children if isinstance(row, nodes.row)]
    kept: list[nodes.Node] = []
    for changed, group in groupby(rows, has_changes):
        listed = list(group)
        if changed or len(listed) <= _FEW_ROWS:
            kept += listed
            continue
        columns = sum(
            1 + int(entry.get("morecols", 0))
            for entry in listed[0].children
            if isinstance(entry, nodes.entry)
        )
        line = unchanged("", f"{len(listed)} 行")
        kept.append(nodes.row("", nodes.entry("", line, morecols=columns - 1)))
    part.children = []
    part.extend(kept)


def has_changes(node: nodes.Element) -> bool:
    """Whether anything in it is marked."""
    return any(
        isinstance(one, inserted_text | deleted_text)
        or bool(one.get("change"))
        or (isinstance(one, flow_figure | form_sheet) and bool(one.get("before")))
        for one in node.findall(nodes.Element)
    )


def _is_quiet_note(node: nodes.Node) -> bool:
    return isinstance(node, nodes.footnote) and not has_changes(node)
