"""The merged tree holds both states: leaving out what is deleted gives the new one, what is inserted the old one."""

from __future__ import annotations

from itertools import permutations

from docutils import nodes

from tests.redline.history import NUMBER, history
from wuye_docs.content.nodes import deleted_text, inserted_text
from wuye_docs.loaders import MemoryWorkspace
from wuye_docs.redline.comparison import Comparison
from wuye_docs.redline.side import Side


def projected(tree: nodes.document, change: str) -> list[str]:
    """The texts of one state, in order: what the other state alone has is left out."""
    kind = {"deleted": deleted_text, "inserted": inserted_text}[change]
    copy = tree.deepcopy()
    for mark in list(copy.findall(kind)):
        mark.parent.remove(mark)
    for block in list(copy.findall(nodes.Element)):
        if block.get("change") == change and block.parent is not None:
            block.parent.remove(block)
    return texts(copy)


def texts(tree: nodes.document) -> list[str]:
    found = []
    for node in tree.findall(nodes.TextElement):
        if not isinstance(node, nodes.Inline | nodes.label) and not isinstance(node.parent, nodes.footnote):
            # Numbers of notes follow from the merged text.
            for call in list(node.findall(nodes.footnote_reference)):
                call.children = []
            if node.astext():
                found.append(node.astext())
    return found


def it_holds_both_states_of_every_pair() -> None:
    for seed in range(20, 22):
        sides = [Side.of(str(one.revision), MemoryWorkspace(one.sources())) for one in history(seed, 3)]  # type: ignore[arg-type]
        for old, new in permutations(range(3), 2):
            tree = Comparison(sides[old], sides[new]).tree(NUMBER)
            for change, state in (("deleted", new), ("inserted", old)):
                expected = texts(sides[state].document(NUMBER).tree.deepcopy())
                assert projected(tree, change) == expected, (seed, old, new, change)


def it_leaves_the_trees_of_both_states_as_they_were() -> None:
    sides = [Side.of(str(one.revision), MemoryWorkspace(one.sources())) for one in history(20, 2)]  # type: ignore[arg-type]
    before = [side.document(NUMBER).tree.pformat() for side in sides]
    Comparison(*sides).tree(NUMBER)
    assert [side.document(NUMBER).tree.pformat() for side in sides] == before
