"""What a register is: columns over typed entries, and values that every output knows how to show.

A column says once how it is called, what it shows of an entry and how wide it is. The tables inside the manual show the
columns that have a `part`; sheets of their own and spreadsheets show all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from docutils import nodes

from wuye_docs.content.tables import DASH, Cell, joined, make_table, refer
from wuye_docs.diagnostics import Message
from wuye_docs.references import ReferenceGraph, Target

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Name:
    """A text that may lead to something."""

    text: str
    target: Target | None = None
    mention: bool = False


Value = str | int | date | Name | tuple[Name, ...] | None
"""What stands in a cell; several names stand one after the other; None and empty texts show as a dash or as nothing."""


class Tone(StrEnum):
    """How urgent a row is."""

    PLAIN = ""
    OVERDUE = "overdue"
    SOON = "soon"
    FADED = "faded"


class Kind(StrEnum):
    """How a column is to be treated."""

    TEXT = "text"
    DATE = "date"
    DUE = "due"
    """A date by which something is to be done."""
    BLANK = "blank"
    """Left free for a pen: signatures, dates."""


@dataclass(frozen=True, slots=True)
class Column(Generic[E]):
    """One column of a register."""

    key: str
    """English, for programs."""
    head: Message
    width: int
    """Room in Chinese characters."""
    value: Callable[[E], Value]
    part: int = 0
    """Share of the width of an upright table inside a document; 0 leaves the column out there."""
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Register(Generic[E]):
    """A list with its heading: everything that an output needs."""

    name: str
    """English, for command lines and file names of programs."""
    title: Message
    about: Message
    """What it is for, with the clause that asks for it."""
    columns: tuple[Column[E], ...]
    entries: tuple[E, ...]
    tone: Callable[[E], Tone] = field(default=lambda _: Tone.PLAIN)
    row_id: Callable[[E], str] = field(default=lambda _: "")
    table_class: str = "register"
    number: str = ""
    """Number of the form that this register fills in; empty if the manual has none."""
    revision: str = ""
    subject: str = ""
    """Whom or what it is about, where it is made for one post or document."""
    notes: tuple[str, ...] = ()
    """Sentences under the table."""

    @property
    def heading(self) -> str:
        """The Chinese title with its subject."""
        return f"{self.title.zh}（{self.subject}）" if self.subject else self.title.zh

    def rows(self) -> list[tuple[Value, ...]]:
        """The values of every entry, column by column."""
        return [tuple(column.value(entry) for column in self.columns) for entry in self.entries]


def text_of(value: Value) -> str:
    """A value as plain text; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, Name):
        return value.text
    if isinstance(value, tuple):
        return "、".join(name.text for name in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def as_day(text: str) -> date | str:
    """An ISO date as a date, so that spreadsheets sort and filter by it; anything else as it stands."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def person_name(name: str, references: ReferenceGraph) -> Value:
    """A post, department or party; the name as it is if nobody answers to it."""
    named = references.names.person(name) if name else None
    return Name(named.target.key, named.target, mention=True) if named else str(name)


def people(names: Iterable[str], references: ReferenceGraph) -> tuple[Name, ...]:
    """Several of them."""
    found = (person_name(name, references) for name in names)
    return tuple(one if isinstance(one, Name) else Name(text_of(one)) for one in found)


def register_table(register: Register[Any]) -> nodes.table:
    """The register as a table inside a document or page: its main columns, with links."""
    columns = [one for one in register.columns if one.part]
    return _table(register, columns, [one.part for one in columns], linked=True)


def register_sheet(register: Register[Any]) -> nodes.table:
    """The register as the table of a sheet of its own: all columns, without links, since a sheet goes its own ways."""
    columns = list(register.columns)
    return _table(register, columns, [one.width for one in columns], linked=False)


def _table(
    register: Register[Any], columns: Sequence[Column[Any]], widths: Sequence[int], *, linked: bool
) -> nodes.table:
    rows = [[_cell(one.value(entry), one.kind, linked) for one in columns] for entry in register.entries]
    head: Sequence[Cell] = [one.head.zh for one in columns]
    return make_table(
        register.table_class, head, rows, widths, [register.row_id(entry) for entry in register.entries]
    )


def _cell(value: Value, kind: Kind, linked: bool) -> Cell:
    if linked and isinstance(value, Name):
        return _node(value)
    if linked and isinstance(value, tuple) and value:
        return joined(_node(name) for name in value)
    text = text_of(value)
    return text or ("" if kind is Kind.BLANK else DASH)


def _node(name: Name) -> nodes.Node:
    if name.target is None:
        return nodes.Text(name.text)
    return refer(name.target, name.text, mention=name.mention)
