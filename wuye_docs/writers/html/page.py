"""A page of the site before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from docutils import nodes

from wuye_docs.content.book import ControlBlock


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a page's head: a name and a value, which may be a link."""

    name: str
    value: str
    address: str = ""


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
    downloads: tuple[Link, ...] = ()
    control: ControlBlock | None = None
    contents: tuple[tuple[int, Link], ...] = ()
    """(level, link) of the clauses."""
    data: Mapping[str, str] = field(default_factory=dict)


def new_tree(name: str, *children: nodes.Node) -> nodes.document:
    """A tree that holds `children`, for pages made from data."""
    # docutils' own way to make a document reads its settings anew each time, which a hundred pages feel.
    tree = nodes.document(None, None, source=name)  # type: ignore[arg-type]
    tree.extend(children)
    return tree


def section(title: str, anchor: str, *children: nodes.Node) -> nodes.section:
    """A part of a page with its heading and id."""
    return nodes.section("", nodes.title("", title), *children, ids=[anchor])


def paragraph(*parts: str | nodes.Node, classes: tuple[str, ...] = ()) -> nodes.paragraph:
    """A paragraph of texts and nodes."""
    made = nodes.paragraph("", classes=list(classes))
    made.extend(nodes.Text(part) if isinstance(part, str) else part for part in parts)
    return made


def listing(*items: nodes.paragraph) -> nodes.bullet_list:
    """A list of paragraphs."""
    return nodes.bullet_list("", *(nodes.list_item("", item) for item in items), bullet="-")
