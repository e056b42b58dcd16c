"""Stable ids: the same block has the same id in every output and in every build, until its own text changes.

A clause's id comes from its label, or from the titles above it; any other block's from its clause and its text. So an
inserted paragraph changes no other id, which comparison and review of a returned Word file rest on. An id is
`NUMBER_xxxxxxxx`: letters, digits and underscores, under 40 characters, as Word bookmarks want it.
"""

from __future__ import annotations

from hashlib import blake2b

from docutils import nodes

from wuye_docs.content.nodes import OWN_NODES, generated

BLOCKS: tuple[type, ...] = (
    nodes.paragraph, nodes.bullet_list, nodes.enumerated_list, nodes.list_item, nodes.definition_list,
    nodes.definition_list_item, nodes.term, nodes.definition, nodes.table, nodes.row, nodes.figure, nodes.image,
    nodes.Admonition, nodes.block_quote, nodes.literal_block, nodes.rubric, nodes.line_block, nodes.transition,
    nodes.title, nodes.caption, generated, *(node for node in OWN_NODES if issubclass(node, nodes.General)),
)  # fmt: skip


def section_id(number: str, path: tuple[str, ...]) -> str:
    """The id of a clause, by its label (`("受理",)`) or the titles that lead to it."""
    return _digest_id(number, "section", *path)


def assign_section_ids(document: nodes.document, number: str) -> dict[str, str]:
    """Give every section its id; returns the id of each label. Label targets are taken out of the tree."""
    labels: dict[str, str] = {}
    taken: set[str] = set()
    pending: dict[nodes.Element, list[str]] = {}
    for target in list(document.findall(nodes.target)):
        section = _labelled_section(target)
        if section is not None and target.get("label"):
            pending.setdefault(section, []).append(target["label"])
        target.parent.remove(target)
    for section in document.findall(nodes.section):
        path = pending.get(section, [])[:1] or _title_path(section)
        section["ids"] = [_unique(section_id(number, tuple(path)), taken)]
        section["names"] = []
        for label in pending.get(section, ()):
            labels.setdefault(label, section["ids"][0])
    return labels


def assign_block_ids(document: nodes.document, number: str) -> None:
    """Give every block that has no id one; call again after transforms have added blocks."""
    taken: set[str] = set()
    for node in document.findall(nodes.Element):
        taken.update(node["ids"])
    for block in document.findall(nodes.Element):
        if isinstance(block, BLOCKS) and not block["ids"]:
            place = _enclosing_id(block)
            text = block.astext() + "".join(
                str(block.get(key, "")) for key in ("name", "argument", "number", "uri")
            )
            block["ids"] = [_unique(_digest_id(number, place, block.tagname, text), taken)]


def _labelled_section(target: nodes.Element) -> nodes.Element | None:
    """The section that follows a label: MyST puts the label at the end of what stands before the heading."""
    node: nodes.Element = target
    while node.parent is not None:
        siblings = node.parent.children
        behind = siblings[siblings.index(node) + 1 :]
        following = next((one for one in behind if not isinstance(one, nodes.target)), None)
        if following is not None:
            return following if isinstance(following, nodes.section) else None
        node = node.parent
    return None


def _title_path(section: nodes.Element) -> list[str]:
    path = []
    node: nodes.Element | None = section
    while isinstance(node, nodes.section):
        path.append(node.children[0].astext() if node.children else "")
        node = node.parent
    return path[::-1]


def _enclosing_id(block: nodes.Element) -> str:
    outer = block.parent
    while outer is not None:
        if isinstance(outer, nodes.section | nodes.row | nodes.footnote) and outer.get("ids"):
            return str(outer["ids"][0])
        outer = outer.parent
    return ""


def _digest_id(number: str, *parts: str) -> str:
    digest = blake2b("\0".join(parts).encode(), digest_size=5).hexdigest()
    return f"{number.replace('-', '_')}_{digest}"


def _unique(wanted: str, taken: set[str]) -> str:
    found, count = wanted, 1
    while found in taken:
        count += 1
        found = f"{wanted}_{count}"
    taken.add(found)
    return found
