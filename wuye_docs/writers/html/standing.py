"""Where a controlled thing stands in its life, as the site tells it: state, dates, and what is listed at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from wuye_docs.content.book import Book
from wuye_docs.content.resolve import control_block
from wuye_docs.model import Document, Flow, Form, Status

Controlled = TypeVar("Controlled", Document, Flow, Form)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a page says of the state of a document, flow or form."""

    revision: str
    status: Status
    effective: str = ""
    """YYYY-MM-DD or empty."""
    next_review: str = ""

    @property
    def banner(self) -> str:
        """The banner a page needs: `draft`, `obsolete`, or empty for what is approved or in force."""
        if self.status is Status.OBSOLETE:
            return "obsolete"
        return "draft" if self.status in (Status.DRAFT, Status.IN_REVIEW) else ""


def standing(book: Book, record: Document | Flow | Form) -> Standing:
    """Where a thing stands."""
    if isinstance(record, Document):
        control = control_block(record, book.manual)
        return Standing(record.revision, record.status, control.effective, control.next_review)
    return Standing(record.revision, record.status)


def is_listed(book: Book, record: Document | Flow | Form) -> bool:
    """Whether lists and navigation lead to a thing: what is obsolete is never found by accident."""
    return standing(book, record).status is not Status.OBSOLETE


def listed(book: Book, records: Iterable[Controlled]) -> Iterator[Controlled]:
    """The things that lists lead to."""
    return (record for record in records if is_listed(book, record))
