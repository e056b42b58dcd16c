"""The part of a merged tree that is worth reading: clauses with a change in them, and a line for those without."""

from __future__ import annotations

from docutils import nodes

from wuye_docs.content.nodes import deleted_text, flow_figure, form_sheet, inserted_text


class unchanged(nodes.General, nodes.TextElement):  # noqa: N801 - docutils names its nodes so
    """Stands for a clause that has no change: its number and title."""


def excerpt_of(tree: nodes.Element) -> list[nodes.Node]:
    """The blocks of a tree; a clause without a change comes out as one line."""
    return [_shown(child) for child in tree.children if not _is_quiet_note(child)]


def _shown(node: nodes.Node) -> nodes.Node:
    if not isinstance(node, nodes.section):
        return node.deepcopy()
    if not has_changes(node):
        title = node.children[0].astext() if node.children else ""
        return unchanged("", f"{node.get('number', '')} {title}".strip())
    if node.get("change"):
        return node.deepcopy()
    shell = node.copy()
    shell.extend(_shown(child) for child in node.children)
    return shell


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
