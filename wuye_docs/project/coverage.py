"""How much of a list of items the manual covers: what the sources name under `basis`, and what was left out on purpose."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wuye_docs.diagnostics import Message, Span
from wuye_docs.model import Located, Manual, Record
from wuye_docs.project.edits import Refusal

COLUMNS = ("id", "kind", "title")
DROPPED = "dropped"
"""Head of the optional column with the reason why an item is left out."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that the manual must cover, or leave out for a reason."""

    id: str
    kind: str
    title: str
    dropped: str = ""
    """Why the manual leaves it out on purpose; empty if it must cover it."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where a document, flow, form or figure names an item."""

    by: str
    """Number of the document, flow or form, or name of the parameter."""
    span: Span


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every item with what covers it, and what is named but is no item."""

    items: tuple[Item, ...]
    citations: Mapping[str, tuple[Citation, ...]]
    """By id, for ids that are items and for ids that are not."""

    @property
    def covered(self) -> tuple[Item, ...]:
        """Items that something covers, and that were not dropped."""
        return tuple(item for item in self.items if item.id in self.citations and not item.dropped)

    @property
    def dropped(self) -> tuple[Item, ...]:
        """Items left out for a reason."""
        return tuple(item for item in self.items if item.dropped)

    @property
    def missing(self) -> tuple[Item, ...]:
        """Items that nothing covers, without a reason."""
        return tuple(item for item in self.items if item.id not in self.citations and not item.dropped)

    @property
    def contradictory(self) -> tuple[Item, ...]:
        """Dropped items that something covers all the same."""
        return tuple(item for item in self.dropped if item.id in self.citations)

    @property
    def unknown(self) -> Mapping[str, tuple[Citation, ...]]:
        """What `basis` names and the list does not have."""
        known = {item.id for item in self.items}
        return {id: places for id, places in self.citations.items() if id not in known}

    def of_kind(self, kind: str) -> Coverage:
        """The same of the items of one kind only."""
        items = tuple(item for item in self.items if item.kind == kind)
        return Coverage(items, {item.id: self.places(item) for item in items if item.id in self.citations})

    def places(self, item: Item) -> tuple[Citation, ...]:
        """Where an item is named."""
        return self.citations.get(item.id, ())

    def names(self, item: Item) -> tuple[str, ...]:
        """What names an item, each once."""
        return tuple(dict.fromkeys(one.by for one in self.places(item)))


def read_items(path: Path) -> tuple[Item, ...]:
    """The items of a tab-separated list with the columns id, kind, title and perhaps dropped. Raises Refusal if it is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(Message(f"{path} 不是 UTF-8 编码", f"{path} is not UTF-8")) from None
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise Refusal(Message(f"无法读取 {path}: {reason}", f"cannot read {path}: {reason}")) from None
    rows = list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    head = [cell.strip() for cell in rows[0]] if rows else []
    if head[:1] != ["id"]:
        raise Refusal(
            Message(
                f"{path} 第一行应为 {' '.join(COLUMNS)}, 以 Tab 分隔",
                f"{path} must begin with the columns {', '.join(COLUMNS)}, by tab",
            )
        )
    found: dict[str, Item] = {}
    for row in rows[1:]:
        cells = dict(zip(head, (cell.strip() for cell in row), strict=False))
        if cells.get("id"):
            one = Item(cells["id"], cells.get("kind", ""), cells.get("title", ""), cells.get(DROPPED, ""))
            found.setdefault(one.id, one)
    return tuple(found.values())


def coverage_of(manual: Manual, items: tuple[Item, ...]) -> Coverage:
    """Who covers each item, by what the sources say."""
    citations: dict[str, list[Citation]] = {}
    for by, record, basis in _citing(manual):
        for id in basis:
            span = id.span if isinstance(id, Located) else record.span
            citations.setdefault(str(id), []).append(Citation(by, span))
    return Coverage(items, {id: tuple(places) for id, places in citations.items()})


def _citing(manual: Manual) -> Iterator[tuple[str, Record, tuple[str, ...]]]:
    for record in manual.controlled():
        yield str(record.number), record, record.basis
    for name, parameter in manual.parameters.items():
        yield str(name), parameter, parameter.basis
