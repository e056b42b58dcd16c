"""Footnotes of a merged tree: each call keeps its own note, numbered in the order of the merged text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from docutils import nodes

Notes = Mapping[str, nodes.footnote]
_BEFORE = "before_"


def detach_notes(tree: nodes.document) -> dict[str, nodes.footnote]:
    """Take the notes out of a tree; by id."""
    notes = [child for child in tree.children if isinstance(child, nodes.footnote)]
    for note in notes:
        tree.remove(note)
    return {note["ids"][0]: note for note in notes if note["ids"]}


def join_notes(
    merged: nodes.document,
    before: Notes,
    after: Notes,
    children: Callable[[Sequence[nodes.Node], Sequence[nodes.Node]], list[nodes.Node]],
) -> None:
    """Give the tree its notes: merged for a call that stayed, marked for one that only one state has.

    Calls are paired in their order, as the texts around them were: the n-th call that stayed in the new text is the n-th
    that stayed in the old.
    """
    stayed_before = _calls_that_stayed(before, merged)
    order: dict[str, nodes.footnote] = {}
    for call in merged.findall(nodes.footnote_reference):
        refid = str(call.get("refid", ""))
        if _is_deleted(call):
            note = before.get(refid)
            key = _BEFORE + refid
        else:
            note, key = after.get(refid), refid
        if note is None:
            continue
        call["refid"] = key
        if key not in order:
            shell = note.copy()
            shell["ids"] = [key]
            blocks = [one for one in note.children if not isinstance(one, nodes.label)]
            former = stayed_before.get(refid) if key == refid else None
            if former is not None:
                old = [one for one in former.children if not isinstance(one, nodes.label)]
                blocks = children(old, blocks)
            label = str(len(order) + 1)
            shell.extend([nodes.label("", label), *(one.deepcopy() for one in blocks)])
            order[key] = shell
        call.children = []
        call += nodes.Text(str(list(order).index(key) + 1))
    merged.extend(order.values())


def _calls_that_stayed(before: Notes, merged: nodes.document) -> dict[str, nodes.footnote]:
    """The old note of each new one whose call stayed: by id of the new note."""
    gone = {str(call.get("refid")) for call in merged.findall(nodes.footnote_reference) if _is_deleted(call)}
    come = [
        str(call.get("refid"))
        for call in merged.findall(nodes.footnote_reference)
        if not _is_deleted(call) and not _is_inserted(call)
    ]
    old = [note for key, note in before.items() if key not in gone]
    return dict(zip(dict.fromkeys(come), old, strict=False))


def _is_deleted(node: nodes.Node) -> bool:
    return _stands_in(node, "deleted")


def _is_inserted(node: nodes.Node) -> bool:
    return _stands_in(node, "inserted")


def _stands_in(node: nodes.Node, change: str) -> bool:
    outer: nodes.Node | None = node
    while isinstance(outer, nodes.Element):
        if outer.get("change") == change or outer.tagname == f"{change}_text":
            return True
        outer = outer.parent
    return False
