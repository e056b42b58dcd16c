"""Where a controlled thing stands in its life, as the site tells it: state, dates, and what is listed at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from wuye_docs.content.book import Book
from wuye_docs.content.resolve import control_block
from wuye_docs.control.issue_state import Act, IssueState
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
    in_force: str = ""
    """Another revision that is in force while this one is not yet."""
    edited_since: str = ""
    """This revision, where it was approved with another content than is shown."""
    suspect_because: tuple[str, ...] = ()
    """What changed since this was approved and is referred to here."""

    @property
    def banner(self) -> str:
        """The banner a page needs: `draft`, `obsolete`, or empty for what is approved or in force."""
        if self.status is Status.OBSOLETE:
            return "obsolete"
        return "draft" if self.status in (Status.DRAFT, Status.IN_REVIEW) else ""


def standing(book: Book, record: Document | Flow | Form) -> Standing:
    """Where a thing stands: by its ledger, or by its front matter where nothing was decided yet."""
    state = book.issues.get(record.number)
    if state:
        return Standing(
            state.revision,
            state.status,
            state.effective,
            state.next_review,
            state.in_force if state.is_changed else "",
            state.edited_since if state.is_changed or state.status is Status.DRAFT else "",
            state.suspect_because,
        )
    if isinstance(record, Document):
        control = control_block(record, book.manual)
        return Standing(record.revision, record.status, control.effective, control.next_review)
    return Standing(record.revision, record.status)


def decided(book: Book, number: str) -> IssueState | None:
    """The state of a number if a ledger says who decided; None if front matter alone names the posts."""
    state = book.issues.get(number)
    acts = (state.drafted, state.reviewed, *state.approvals) if state else ()
    return state if any(act and act.date for act in acts) else None


def act_text(act: Act | None) -> str:
    """`张三 2026-03-01`: who decided and when, besides the post; empty where nobody did."""
    return " ".join(part for part in (act.name, act.date) if part) if act else ""


def is_listed(book: Book, record: Document | Flow | Form) -> bool:
    """Whether lists and navigation lead to a thing: what is obsolete is never found by accident."""
    return standing(book, record).status is not Status.OBSOLETE


def listed(book: Book, records: Iterable[Controlled]) -> Iterator[Controlled]:
    """The things that lists lead to."""
    return (record for record in records if is_listed(book, record))
