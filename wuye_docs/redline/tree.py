"""Two resolved trees of one document as one tree that carries its changes.

The tree is what every output draws, and what the list of changes is read from, so that no two of them can disagree.
Leaving out what is `deleted` gives the new tree, leaving out what is `inserted` the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from docutils import nodes
from rapidfuzz import fuzz

from wuye_docs.content.nodes import deleted_text, flow_figure, form_sheet, organization_chart, relation_map
from wuye_docs.redline.alignment import align
from wuye_docs.redline.footnotes import detach_notes, join_notes
from wuye_docs.redline.inline import merge_inline
from wuye_docs.redline.words import Words

INSERTED, DELETED = "inserted", "deleted"
BEFORE = "before:"
"""Begins the name of what the old state had where the new one has another of that name: an image, a chart, a form."""

_NEVER_COUNTED = frozenset(
    {"ids", "names", "dupnames", "backrefs", "refid", "anchor", "number", "state", "classes", "auto", "label"}
)
_NUMBERED = (flow_figure, form_sheet)
# Whose text is drawn in one piece.
_WHOLE = (nodes.literal_block, nodes.line_block, organization_chart, relation_map, nodes.transition)
_LEAST_ALIKE = {
    nodes.paragraph: 0.45, nodes.list_item: 0.4, nodes.row: 0.35, nodes.section: 0.55, nodes.table: 0.3,
    nodes.bullet_list: 0.25, nodes.enumerated_list: 0.25, nodes.definition_list: 0.25,
}  # fmt: skip
_LEAST = 0.4
_LEAST_MOVED = 6
"""Characters that a block must have to be recognised somewhere else."""
_ALWAYS_ONE = (
    nodes.title,
    nodes.caption,
    nodes.tgroup,
    nodes.thead,
    nodes.tbody,
    nodes.term,
    nodes.definition,
)


@dataclass(frozen=True)
class TreeMerge:
    """Merges trees of two states of a manual."""

    words: Words
    is_changed: Callable[[str], bool]
    """Whether a flow or form differs between the states, by number."""
    image_key: Callable[[str, bool], Hashable]
    """What tells images apart: by path, and whether the old state is meant."""
    _signatures: dict[int, Hashable] = field(default_factory=dict, repr=False)
    _texts: dict[int, str] = field(default_factory=dict, repr=False)
    _olds: set[int] = field(default_factory=set, repr=False)

    def merge(self, old: nodes.document, new: nodes.document) -> nodes.document:
        """One tree of both; neither is changed."""
        old, new = old.deepcopy(), new.deepcopy()
        self._olds.update(id(node) for node in old.findall(nodes.image))
        notes_before, notes_after = detach_notes(old), detach_notes(new)
        merged = new.copy()
        merged.extend(self.children(old.children, new.children))
        join_notes(merged, notes_before, notes_after, self.children)
        _pair_moves(merged)
        self._signatures.clear()
        self._texts.clear()
        self._olds.clear()
        return merged

    def children(self, old: Sequence[nodes.Node], new: Sequence[nodes.Node]) -> list[nodes.Node]:
        """The blocks of both in order, each marked or merged with its fellow."""
        merged: list[nodes.Node] = []
        for pair in align(old, new, self.signature, self.likeness):
            before = None if pair.old is None else old[pair.old]
            after = None if pair.new is None else new[pair.new]
            if before is not None and after is not None:
                merged += self.pair(before, after)
            elif before is not None:
                merged.append(self.marked(before, DELETED))
            elif after is not None:
                merged.append(self.marked(after, INSERTED))
        return merged

    def marked(self, node: nodes.Node, change: str) -> nodes.Node:
        """A block that only one state has."""
        if isinstance(node, nodes.Text):
            return node
        assert isinstance(node, nodes.Element)
        copy = node.deepcopy()
        if change == DELETED:
            _unname(copy)
            if isinstance(node, organization_chart | relation_map):
                # It cannot be drawn from the new state.
                copy = nodes.paragraph("", f"〔图：{node.astext() or '关系图'}〕")
        copy["change"] = change
        for section in copy.findall(nodes.section):
            # Clauses are counted one by one, each in its state.
            section["change"] = change
        return copy

    def pair(self, old: nodes.Node, new: nodes.Node) -> list[nodes.Node]:
        """Two that belong together, as one; or both, where their text is drawn in one piece."""
        if not isinstance(old, nodes.Element) or not isinstance(new, nodes.Element):
            return [new]
        merged = self._paired(old, new)
        if len(merged) == 1 and isinstance(merged[0], nodes.Element):
            merged[0]["line_before"] = line_of(old)
        return merged

    def _paired(self, old: nodes.Element, new: nodes.Element) -> list[nodes.Node]:
        if isinstance(new, nodes.section):
            return [self.section(old, new)]
        if self.signature(old) == self.signature(new):
            return [self.kept(old, new)]
        if isinstance(new, _NUMBERED):
            return [self.drawing(old, new)]
        if isinstance(new, _WHOLE):
            return [self.marked(old, DELETED), self.marked(new, INSERTED)]
        if isinstance(new, nodes.table):
            return [self.table(old, new)]
        shell = new.copy()
        if isinstance(new, nodes.list_item) and _leads(old, new):
            # The number of an item stands at its first paragraph, which therefore stays one.
            shell.extend(self.pair(old.children[0], new.children[0]))
            shell.extend(self.children(old.children[1:], new.children[1:]))
        elif isinstance(new, nodes.TextElement):
            shell.extend(merge_inline(old.children, new.children, self.words))
            for gone in shell.findall(deleted_text):
                _unname(gone)
            if old.get("number") and old.get("number") != new.get("number"):
                shell["number_before"] = old["number"]
        else:
            shell.extend(self.children(old.children, new.children))
        return [shell]

    def kept(self, old: nodes.Element, new: nodes.Element) -> nodes.Element:
        """A block that reads the same; running numbers inside it may have moved on."""
        copy = new.deepcopy()
        befores = [one for one in old.findall(nodes.Element) if one.get("number")]
        afters = [one for one in copy.findall(nodes.Element) if one.get("number")]
        for before, after in zip(befores, afters, strict=False):
            if before["number"] != after["number"] and not isinstance(after, _NUMBERED):
                after["number_before"] = before["number"]
        return copy

    def section(self, old: nodes.Element, new: nodes.Element) -> nodes.Element:
        shell = new.copy()
        if old.get("number", "") != new.get("number", ""):
            shell["number_before"] = old.get("number", "")
        shell.extend(self.children(old.children, new.children))
        return shell

    def drawing(self, old: nodes.Element, new: nodes.Element) -> nodes.Element:
        """A chart or form whose source changed: the writers draw both states from their records."""
        shell = new.copy()
        if self.is_changed(new["number"]):
            shell["before"] = BEFORE + old["number"]
        shell.extend(self.children(old.children, new.children))
        return shell

    def table(self, old: nodes.Element, new: nodes.Element) -> nodes.Element:
        shell = new.copy()
        for before, after in zip(old.children, new.children, strict=True):
            if isinstance(after, nodes.title):
                shell.extend(self.pair(before, after))
            elif isinstance(before, nodes.tgroup) and isinstance(after, nodes.tgroup):
                shell += self.group(before, after)
        return shell

    def group(self, old: nodes.tgroup, new: nodes.tgroup) -> nodes.Element:
        shell = new.copy()
        shell.extend(one.deepcopy() for one in new.children if isinstance(one, nodes.colspec))
        for kind in (nodes.thead, nodes.tbody):
            parts = [
                next((one for one in group.children if isinstance(one, kind)), None) for group in (old, new)
            ]
            before, after = ([] if part is None else _bands(part) for part in parts)
            if before or after:
                part_shell = kind()
                for pair in align(before, after, self._band_signature, self._band_likeness):
                    if pair.old is not None and pair.new is not None:
                        part_shell.extend(self._band(before[pair.old], after[pair.new]))
                    elif pair.old is not None:
                        part_shell.extend(self.marked(row, DELETED) for row in before[pair.old])
                    elif pair.new is not None:
                        part_shell.extend(self.marked(row, INSERTED) for row in after[pair.new])
                shell += part_shell
        return shell

    def _band(self, old: list[nodes.Element], new: list[nodes.Element]) -> list[nodes.Node]:
        """Rows that hang together, cell by cell."""
        merged: list[nodes.Node] = []
        for before, after in zip(old, new, strict=True):
            row = after.copy()
            for one, other in zip(before.children, after.children, strict=True):
                assert isinstance(one, nodes.Element) and isinstance(other, nodes.Element)
                entry = other.copy()
                entry.extend(self.cell(one.children, other.children))
                row += entry
            merged.append(row)
        return merged

    def cell(self, old: Sequence[nodes.Node], new: Sequence[nodes.Node]) -> list[nodes.Node]:
        """The blocks of a cell: one paragraph stays one paragraph, however much of it changed."""
        if (
            len(old) == len(new) == 1
            and isinstance(old[0], nodes.paragraph)
            and isinstance(new[0], nodes.paragraph)
        ):
            return self.pair(old[0], new[0])
        return self.children(old, new)

    def _band_signature(self, rows: list[nodes.Element]) -> Hashable:
        return tuple(self.signature(row) for row in rows)

    def _band_likeness(self, old: list[nodes.Element], new: list[nodes.Element]) -> float:
        if [_spans(row) for row in old] != [_spans(row) for row in new]:
            return 0.0
        first = [self.text(rows[0].children[0]) if rows[0].children else "" for rows in (old, new)]
        alike = self.alike(
            "\n".join(map(self.text, old)), "\n".join(map(self.text, new)), _LEAST_ALIKE[nodes.row]
        )
        # A row is known by its first cell, unless that is a number that moves on.
        named = first[0] == first[1] and len(first[0]) > 1
        return max(alike, 0.5 + alike / 2) if named else alike

    # what is alike

    def signature(self, node: nodes.Node) -> Hashable:
        """Equal for what reads the same: ids, running numbers and places do not count."""
        known = self._signatures.get(id(node))
        if known is None:
            known = self._signatures[id(node)] = self._signature(node)
        return known

    def _signature(self, node: nodes.Node) -> Hashable:
        if isinstance(node, nodes.Text):
            return str(node)
        assert isinstance(node, nodes.Element)
        if isinstance(node, nodes.footnote_reference):
            return ("note",)
        if isinstance(node, nodes.image):
            return ("image", self.image_key(node["uri"], id(node) in self._olds))
        attributes = [
            (name, str(value))
            for name, value in sorted(node.attributes.items())
            if name not in _NEVER_COUNTED and value not in ([], "", None)
        ]
        if isinstance(node, _NUMBERED):
            number = node["number"]
            attributes.append(("number", number))
            if self.is_changed(number):
                # Never equal to its other state.
                attributes.append(("changed", str(id(node))))
        return hash(
            (node.tagname, tuple(attributes), tuple(self.signature(child) for child in node.children))
        )

    def likeness(self, old: nodes.Node, new: nodes.Node) -> float:
        """0 for what cannot be one, else how much of the text stays."""
        if type(old) is not type(new):
            return 0.0
        if isinstance(old, (nodes.Text, *_ALWAYS_ONE)):
            return 1.0
        assert isinstance(old, nodes.Element) and isinstance(new, nodes.Element)
        if isinstance(old, _NUMBERED):
            return 1.0 if old["number"] == new["number"] else 0.0
        if isinstance(old, nodes.image):
            return 0.0
        if isinstance(old, _WHOLE):
            return 0.0
        if isinstance(old, nodes.section):
            return self._section_likeness(old, new)
        if isinstance(old, nodes.list_item) and not _leads(old, new):
            return 0.0
        if isinstance(old, nodes.table):
            if not _same_columns(old, new):
                return 0.0
            if old.get("classes") and old.get("classes") == new.get("classes"):
                return 0.9
        least = next((_LEAST_ALIKE[kind] for kind in type(old).__mro__ if kind in _LEAST_ALIKE), _LEAST)
        return self.alike(self.text(old), self.text(new), least)

    def _section_likeness(self, old: nodes.Element, new: nodes.Element) -> float:
        if old.get("ids") and old["ids"] == new.get("ids"):
            return 2.0
        titles = [self.text(one.children[0]) if one.children else "" for one in (old, new)]
        if titles[0] == titles[1]:
            return 1.0
        alike = self.alike(self.text(old), self.text(new), _LEAST_ALIKE[nodes.section])
        is_lengthened = titles[0].startswith(titles[1]) or titles[1].startswith(titles[0])
        return max(alike, 0.6 if is_lengthened else self.alike(titles[0], titles[1], 0.6) * 0.7)

    def alike(self, old: str, new: str, least: float) -> float:
        """The part of two texts that is common to both; 0 below `least`. Two empty texts are alike."""
        if not old and not new:
            return 1.0
        return fuzz.ratio(old, new, score_cutoff=least * 100) / 100

    def text(self, node: nodes.Node) -> str:
        known = self._texts.get(id(node))
        if known is None:
            known = self._texts[id(node)] = node.astext()
        return known


def _unname(node: nodes.Element) -> None:
    """Take the names off what is no more: they belong to the new state; and let it show what the old state had."""
    for one in node.findall(nodes.Element):
        one["ids"] = []
        if isinstance(one, nodes.image):
            one["uri"] = BEFORE + one["uri"]
        elif isinstance(one, _NUMBERED):
            one["number"] = BEFORE + one["number"]


def _pair_moves(merged: nodes.document) -> None:
    """Give what was deleted here and inserted there, word for word, one `moved` number."""
    changed = [
        one
        for one in merged.findall(nodes.Element)
        if one.get("change") and not (isinstance(one.parent, nodes.Element) and one.parent.get("change"))
    ]
    gone: dict[tuple[str, str], list[nodes.Element]] = {}
    for one in changed:
        if one["change"] == DELETED and len(one.astext()) >= _LEAST_MOVED:
            gone.setdefault((one.tagname, one.astext()), []).append(one)
    moves = 0
    for one in changed:
        befores = gone.get((one.tagname, one.astext()))
        if one["change"] == INSERTED and befores:
            moves += 1
            before = befores.pop(0)
            before["moved"] = one["moved"] = moves
            one["line_before"] = line_of(before)


def line_of(node: nodes.Element) -> int:
    """The source line of a block: its own, that of something in it, or of what it stands in; 0 if none is known."""
    inner = next((one.line for one in node.findall(nodes.Element) if one.line), None)
    outer: nodes.Element | None = node
    while not inner and outer is not None:
        inner, outer = outer.line, outer.parent
    return int(inner or 0)


def _leads(old: nodes.Element, new: nodes.Element) -> bool:
    """Whether two list items both begin with a paragraph."""
    return all(bool(one.children) and isinstance(one.children[0], nodes.paragraph) for one in (old, new))


def _same_columns(old: nodes.Element, new: nodes.Element) -> bool:
    shapes = [
        ([type(child) for child in table.children], len(list(table.findall(nodes.colspec))))
        for table in (old, new)
    ]
    return shapes[0] == shapes[1]


def _spans(row: nodes.Element) -> list[tuple[int, int]]:
    return [
        (int(entry.get("morerows", 0)), int(entry.get("morecols", 0)))
        for entry in row.children
        if isinstance(entry, nodes.Element)
    ]


def _bands(part: nodes.Element) -> list[list[nodes.Element]]:
    """The rows of a part of a table; rows that a cell reaches over stay together."""
    bands: list[list[nodes.Element]] = []
    left = 0
    for row in part.children:
        assert isinstance(row, nodes.Element)
        if left > 0:
            bands[-1].append(row)
        else:
            bands.append([row])
        left = max([left - 1, *(down for down, _ in _spans(row))])
    return bands
