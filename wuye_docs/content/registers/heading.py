"""What a register says of itself above its table and in the header of every printed page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wuye_docs.content.book import Book, ControlBlock
from wuye_docs.content.registers.register import Register
from wuye_docs.model import Manual

TABLE_SIZE = 9.0
"""Size of the text of a register's sheet, in pt: its columns are many."""
_WIDEST_UPRIGHT = 50
"""Characters that fit beside each other on an upright sheet."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose register it is, under which number and edition, for which day."""

    company: str
    manual: str
    number: str
    """Of the register's form, or of the manual where the register has none."""
    edition: str
    as_of: str = ""
    """The day it was made for; empty where it must not depend on the day."""

    @property
    def identity(self) -> str:
        """`编号 SYQM01　版次 A/0`."""
        return f"编号 {self.number}　版次 {self.edition}"

    def line(self, register: Register[Any]) -> str:
        """The line under the title."""
        made = f"　截至 {self.as_of}" if self.as_of else ""
        return f"{self.company}　{self.identity}{made}　共 {len(register.entries)} 项"

    def control(self, register: Register[Any]) -> ControlBlock:
        """The same for the header of a Word or PDF page."""
        return ControlBlock(
            company=self.company,
            manual_title=self.manual,
            number=self.number,
            title=register.heading,
            level="清单",
            revision=self.edition,
            status="",
            issued="",
            effective="",
            owner="",
            drafter="",
            reviewer="",
            approver="",
            next_review="",
            standards=(),
        )


def heading_of(register: Register[Any], manual: Manual, as_of: date | None = None) -> Heading:
    """The heading by the form that the register fills in, else by the manual."""
    settings = manual.settings
    return Heading(
        settings.company.name,
        settings.title,
        register.number or settings.number,
        register.revision or settings.edition,
        as_of.isoformat() if as_of else "",
    )


def is_turned(register: Register[Any]) -> bool:
    """Whether its sheet lies on its side."""
    return sum(column.width for column in register.columns) > _WIDEST_UPRIGHT


def register_book(book: Book) -> Book:
    """The book with the smaller print of registers, and without documents, which a register's sheet does not hold."""
    settings = book.manual.settings
    style = replace(settings.style, table_size=min(settings.style.table_size, TABLE_SIZE))
    return replace(book, manual=replace(book.manual, settings=replace(settings, style=style)), documents={})
