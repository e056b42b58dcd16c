"""Copies that were issued, readings that were confirmed, and how a number stands by its own source alone."""

from __future__ import annotations

from dataclasses import dataclass

from wuye_docs.control import Act, IssueState
from wuye_docs.model import Document, Flow, Form, Status
from wuye_docs.model.dates import months_later


@dataclass(frozen=True, slots=True)
class Copy:
    """A numbered copy that was given out."""

    number: str
    revision: str
    copy: str
    """分发号: 01, 02 …"""
    holder: str
    medium: str
    issued: str
    issued_by: str = ""
    received_by: str = ""
    recalled: str = ""
    """Day of return; empty while the holder has it."""
    recalled_by: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody confirmed to have read and understood a revision."""

    number: str
    revision: str
    post: str
    name: str
    day: str


def state_as_written(record: Document | Flow | Form) -> IssueState:
    """How a record stands by its own source: for tables inside documents, and where no ledger is read."""
    written = record if isinstance(record, Document) else None
    decided = record.status in (Status.APPROVED, Status.EFFECTIVE, Status.OBSOLETE)
    return IssueState(
        number=record.number,
        kind=type(record).__name__.lower(),
        title=record.title,
        revision=record.revision,
        status=record.status,
        content="",
        drafted=Act(written.drafter) if written and written.drafter else None,
        reviewed=Act(written.reviewer) if written and decided and written.reviewer else None,
        approvals=(Act(written.approver),) if written and decided and written.approver else (),
        issued=written.issued if written else "",
        effective=written.effective if written else "",
        next_review=months_later(written.effective, written.review_every) if written else "",
    )


def act_text(act: Act | None) -> str:
    """`总经理 李明 2026-11-22`, as much of it as is known."""
    return " ".join(filter(None, (act.post, act.name, act.date))) if act else ""
