"""A page of the site before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from docutils import nodes

from wuye_docs.content.book import ControlBlock


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a page's head: a name and a value, which may be a link, or several links."""

    name: str
    value: str
    address: str = ""
    links: tuple[Link, ...] = ()
    """In place of the value, where there are several."""
    more: str = ""
    """Words after the value."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name (the address without `.html`), title and tree, and what stands around the tree."""

    name: str
    title: str
    tree: nodes.document
    kicker: str = ""
    """A word above the title: what kind of thing this is."""
    facts: tuple[Fact, ...] = ()
    status: str = ""
    """`draft`, `obsolete` or empty: shows a banner."""
    instead: Link | None = None
    """What took the place of an obsolete issue."""
    in_force: str = ""
    """The revision in force while the page shows the draft of the next one."""
    edited_since: str = ""
    """The revision shown, where it was approved with other words."""
    suspect_because: tuple[Link, ...] = ()
    """What changed since this was approved and is referred to here."""
    downloads: tuple[Link, ...] = ()
    control: ControlBlock | None = None
    contents: tuple[tuple[int, Link], ...] = ()
    """(level, link) of the clauses."""
    group: str = ""
    """The key of the part of the navigation that is open on this page."""
    clauses_of: str = ""
    """`SYWIKF16 A/0`: what a report of a problem with one of its clauses names; empty for pages without clauses."""
    kind: str = ""
    """A class of the whole page, for its style."""
    data: Mapping[str, str] = field(default_factory=dict)


def new_tree(name: str, *children: nodes.Node) -> nodes.document:
    """A tree that holds `children`, for pages made from data."""
    # docutils' own way to make a document reads its settings anew each time, which a hundred pages feel.
    tree = nodes.document(None, None, source=name)  # type: ignore[arg-type]
    tree.extend(children)
    return tree


def section(
    title: str | nodes.Node, anchor: str, *children: nodes.Node, classes: tuple[str, ...] = ()
) -> nodes.section:
    """A part of a page with its heading, which may be a link, and id."""
    head = nodes.title("", "", nodes.Text(title) if isinstance(title, str) else title)
    return nodes.section("", head, *children, ids=[anchor], classes=list(classes))


def paragraph(*parts: str | nodes.Node, classes: tuple[str, ...] = ()) -> nodes.paragraph:
    """A paragraph of texts and nodes."""
    made = nodes.paragraph("", classes=list(classes))
    made.extend(nodes.Text(part) if isinstance(part, str) else part for part in parts)
    return made


def listing(*items: nodes.Node, classes: tuple[str, ...] = ()) -> nodes.bullet_list:
    """A list of paragraphs, or of other blocks."""
    return nodes.bullet_list(
        "", *(nodes.list_item("", item) for item in items), bullet="-", classes=list(classes)
    )


def aside(text: str, name: str) -> nodes.inline:
    """Words of less weight beside or below a link; `name` is their class."""
    return nodes.inline("", text, classes=[name])


def contents_of(tree: nodes.document, deepest: int = 2) -> list[tuple[int, Link]]:
    """(level, link) of the sections of a tree down to a level."""
    found = []
    for one in tree.findall(nodes.section):
        level, outer = 1, one.parent
        while isinstance(outer, nodes.section):
            level, outer = level + 1, outer.parent
        if level <= deepest:
            number = f"{one['number']}　" if one.get("number") else ""
            found.append((level, Link(number + one.children[0].astext(), f"#{one['ids'][0]}")))
    return found
