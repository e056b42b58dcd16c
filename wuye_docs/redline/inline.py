"""Two texts of one paragraph as one, with what was inserted and deleted marked inside it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import groupby
from typing import NamedTuple

from docutils import nodes

from wuye_docs.content.nodes import deleted_text, inserted_text
from wuye_docs.redline.words import Words, changed_stretches


class Atom(NamedTuple):
    """A word or a thing in a line of text, inside what it stands in (outermost first)."""

    key: Hashable
    """Equal for what a reader takes for the same; emphasis and links do not count."""
    size: int
    wrappers: tuple[nodes.Element, ...]
    leaf: nodes.Node


def merge_inline(old: Sequence[nodes.Node], new: Sequence[nodes.Node], words: Words) -> list[nodes.Node]:
    """The inline nodes of both, each word once; equal words look as the new text has them."""
    before, after = atoms_of(old, words), atoms_of(new, words)
    stretches = changed_stretches(
        [one.key for one in before], [one.key for one in after], [one.size for one in before]
    )
    merged: list[nodes.Node] = []
    for one in stretches:
        if one.is_equal:
            merged += _rebuilt(after[one.new])
            continue
        for kind, atoms in ((deleted_text, before[one.old]), (inserted_text, after[one.new])):
            if atoms:
                merged.append(kind("", "", *_rebuilt(atoms)))
    return merged


def atoms_of(children: Sequence[nodes.Node], words: Words) -> list[Atom]:
    """The atoms of inline nodes, in order."""
    found: list[Atom] = []
    _collect(children, (), words, found)
    return found


def _collect(
    children: Sequence[nodes.Node], wrappers: tuple[nodes.Element, ...], words: Words, found: list[Atom]
) -> None:
    for child in children:
        if isinstance(child, nodes.Text):
            found += (Atom(word, len(word), wrappers, nodes.Text(word)) for word in words.cut(str(child)))
        elif isinstance(child, nodes.footnote_reference):
            # Its number follows from its place; the note's own text is compared with the note.
            found.append(Atom(("note",), 1, wrappers, child))
        elif isinstance(child, nodes.Element):
            if child.children and not isinstance(child, nodes.raw):
                _collect(child.children, (*wrappers, child), words, found)
            else:
                key = (child.tagname, str(child.get("uri", "")), child.astext())
                found.append(Atom(key, 1, wrappers, child))


def _rebuilt(atoms: Sequence[Atom], depth: int = 0) -> list[nodes.Node]:
    """The atoms as nodes again, neighbours inside one element together."""
    rebuilt: list[nodes.Node] = []

    def around(atom: Atom) -> int:
        return id(atom.wrappers[depth]) if len(atom.wrappers) > depth else 0

    for key, group in groupby(atoms, around):
        listed = list(group)
        if not key:
            for is_text, leaves in groupby(listed, lambda one: isinstance(one.leaf, nodes.Text)):
                if is_text:
                    rebuilt.append(nodes.Text("".join(str(one.leaf) for one in leaves)))
                else:
                    rebuilt += (one.leaf.deepcopy() for one in leaves)
            continue
        shell = listed[0].wrappers[depth].copy()
        shell.extend(_rebuilt(listed, depth + 1))
        rebuilt.append(shell)
    return rebuilt
