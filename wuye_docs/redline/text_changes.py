"""The changes of a document's text, read off its merged tree."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from wuye_docs.content.nodes import deleted_text, flow_figure, form_sheet, inserted_text, parameter_value
from wuye_docs.diagnostics import Span
from wuye_docs.redline.changes import Change, ChangeKind, Fragment, Part
from wuye_docs.redline.tree import BEFORE, line_of

_PARTS: tuple[tuple[type, Part], ...] = (
    (nodes.section, Part.CLAUSE),
    (nodes.title, Part.HEADING),
    (nodes.list_item, Part.ITEM),
    (nodes.definition_list_item, Part.ITEM),
    (nodes.row, Part.ROW),
    (nodes.table, Part.TABLE),
    (nodes.figure, Part.FIGURE),
    (nodes.image, Part.FIGURE),
    (nodes.caption, Part.FIGURE),
    (nodes.footnote, Part.FOOTNOTE),
    (flow_figure, Part.CHART),
    (form_sheet, Part.FORM),
    (nodes.paragraph, Part.PARAGRAPH),
)
_MARKS = ((inserted_text, "inserted"), (deleted_text, "deleted"))
_LONGEST = 600
"""Characters of an inserted or deleted part that are told; the whole stands in the redline."""


def text_changes(tree: nodes.document, old_path: str, new_path: str) -> Iterator[Change]:
    """Every change in the order of the merged text. A part that moved is told once, where it stands now."""
    yield from _Walk(old_path, new_path).children(tree, "")


class _Walk:
    def __init__(self, old_path: str, new_path: str) -> None:
        self.paths = {"deleted": old_path, "inserted": new_path}

    def children(self, parent: nodes.Element, where: str) -> Iterator[Change]:
        for child in parent.children:
            if isinstance(child, nodes.Element):
                yield from self.element(child, where)

    def element(self, node: nodes.Element, where: str) -> Iterator[Change]:
        if isinstance(node, nodes.section):
            where = clause_of(node)
        change = node.get("change")
        if change:
            yield from self.whole(node, change, where)
        elif is_generated(node):
            if any(True for _ in node.findall(_is_mark)):
                yield self.made(ChangeKind.EDITED, Part.GENERATED, where, (), node)
        elif isinstance(node, flow_figure | form_sheet):
            if node.get("before"):
                yield self.made(
                    ChangeKind.EDITED, part_of(node), where, (Fragment("", node["number"]),), node
                )
        elif isinstance(node, nodes.TextElement) and any(
            isinstance(one, inserted_text | deleted_text) for one in node.children
        ):
            fragments = tuple(fragments_of(node))
            yield self.made(
                ChangeKind.EDITED, part_of(node), where, fragments, node, changed_parameters(node)
            )
        else:
            yield from self.children(node, where)

    def whole(self, node: nodes.Element, change: str, where: str) -> Iterator[Change]:
        """A part that only one state has."""
        moved = node.get("moved")
        if moved and change == "deleted":
            return
        text = plain_text(node)
        if len(text) > _LONGEST:
            text = text[:_LONGEST] + "……"
        kind = ChangeKind.MOVED if moved else ChangeKind(change)
        # What moved is told as text that stayed.
        fragments = (Fragment("" if moved else change, text),) if text else ()
        yield self.made(kind, part_of(node), where, fragments, node)

    def made(
        self,
        kind: ChangeKind,
        part: Part,
        where: str,
        fragments: tuple[Fragment, ...],
        node: nodes.Element,
        parameters: tuple[str, ...] = (),
    ) -> Change:
        change = node.get("change", "")
        line, former = line_of(node) or 1, int(node.get("line_before", 0))
        old = new = None
        if change == "deleted":
            old = self.span("deleted", line)
        else:
            new = self.span("inserted", line)
            if change != "inserted" or former:
                old = self.span("deleted", former or 1)
        return Change(kind, part, where, fragments, old, new, parameters)

    def span(self, side: str, line: int) -> Span:
        return Span(self.paths[side], line, 1, line, 1)


def clause_of(section: nodes.Element) -> str:
    """`5.2 受理`: the number and title of a clause, as it is now, or as it was where it is deleted."""
    title = section.children[0] if section.children else None
    words = (
        "".join(one.text for one in fragments_of(title) if one.kind != "deleted")
        if isinstance(title, nodes.title)
        else ""
    )
    return f"{section.get('number', '')} {words}".strip()


def part_of(node: nodes.Element) -> Part:
    """What kind of part a block is; a paragraph in a list or table is named after that."""
    if isinstance(node, nodes.paragraph):
        outer: nodes.Node | None = node.parent
        while isinstance(outer, nodes.Element):
            if isinstance(outer, nodes.entry):
                return Part.CELL
            if isinstance(outer, nodes.list_item | nodes.definition_list_item):
                return Part.ITEM
            if isinstance(outer, nodes.footnote):
                return Part.FOOTNOTE
            outer = outer.parent
    if isinstance(node, nodes.title) and isinstance(node.parent, nodes.table):
        return Part.TABLE
    return next((part for kind, part in _PARTS if isinstance(node, kind)), Part.BLOCK)


def is_generated(node: nodes.Node) -> bool:
    """Whether a table was made from records: what changed in it is told where the record changed."""
    if not isinstance(node, nodes.table):
        return False
    classes: list[str] = node.get("classes", [])
    return any(not one.startswith("colwidths") for one in classes)


def fragments_of(node: nodes.Element) -> list[Fragment]:
    """The text of a block in stretches."""
    found: list[Fragment] = []
    for child in node.children:
        kind = next((name for mark, name in _MARKS if isinstance(child, mark)), "")
        text = child.astext()
        if found and found[-1].kind == kind:
            found[-1] = Fragment(kind, found[-1].text + text)
        elif text:
            found.append(Fragment(kind, text))
    return found


def changed_parameters(node: nodes.Element) -> tuple[str, ...]:
    """The parameters whose new values are all that changed in a block; empty if anything else did."""
    names: dict[str, None] = {}
    for index, mark in enumerate(node.children):
        if not isinstance(mark, inserted_text | deleted_text):
            continue
        values = [one for one in mark.children if isinstance(one, parameter_value)]
        if len(values) != len(mark.children):
            return ()
        fellow = node.children[index + 1 if isinstance(mark, deleted_text) else index - 1 :][:1]
        if not fellow or not isinstance(fellow[0], inserted_text | deleted_text):
            return ()
        for one in values:
            names.update(dict.fromkeys(one["names"]))
    return tuple(names)


def plain_text(node: nodes.Element) -> str:
    """The text of a block on one line, its parts with a bar between them."""
    if isinstance(node, nodes.image):
        return str(node.get("alt") or node["uri"].rpartition("/")[2])
    if isinstance(node, flow_figure | form_sheet):
        return str(node["number"]).removeprefix(BEFORE)
    cells = [one for one in node.children if isinstance(one, nodes.Element)]
    if isinstance(node, nodes.row):
        return " | ".join(plain_text(cell) for cell in cells)
    if isinstance(node, nodes.TextElement) or not cells:
        return " ".join(node.astext().split("\n"))
    return " ".join(filter(None, (plain_text(cell) for cell in cells)))


def _is_mark(node: nodes.Node) -> bool:
    return isinstance(node, inserted_text | deleted_text) or (
        isinstance(node, nodes.Element) and bool(node.get("change"))
    )
