"""The state of every number, from what was decided, what was released, and what the sources say now.

Without a ledger, front matter alone counts. With one, a number that it or a baseline knows has the status that follows
from them: content in force is effective; content that differs from it is the next revision, a draft until it is
approved, while the issue in force stays in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from wuye_docs.control.authority import Authorities
from wuye_docs.control.baselines import Baseline
from wuye_docs.control.content_hash import SHORT, ContentHashes
from wuye_docs.control.issue_state import Act, IssueState
from wuye_docs.control.ledger import DECISIONS, Action, Entry, Ledger
from wuye_docs.model import Document, Flow, Form, Manual, Status
from wuye_docs.model.dates import months_later
from wuye_docs.references import ReferenceGraph

Sheet = TypeVar("Sheet", Flow, Form)

__all__ = ["Act", "IssueState", "as_issued", "issue_states"]


def issue_states(
    references: ReferenceGraph,
    ledger: Ledger,
    baselines: Sequence[Baseline],
    hashes: ContentHashes | None = None,
    manual: Manual | None = None,
) -> Mapping[str, IssueState]:
    """The state of every number that the sources, the ledger or a baseline knows.

    `hashes` are the content hashes, where they have been made already; `manual` the sources, where the graph's own records
    are no longer them. No clock: what is in force from a later day on is
    effective, with that day in `effective`; whoever wants to know what holds today compares.
    """
    manual = manual or references.manual
    hashes = hashes or ContentHashes(references, manual)
    in_force = issues_in_force(baselines)
    authorities = Authorities(references)
    states: dict[str, IssueState] = {}
    for record in manual.controlled():
        number = str(record.number)
        states[number] = issue_state(record, hashes, ledger, in_force.get(number), authorities)
    for number, issue in in_force.items():
        if number not in states:
            states[number] = _without_source(issue, ledger)
    return states


def issues_in_force(baselines: Iterable[Baseline]) -> dict[str, IssueState]:
    """The last issue of each number that was released in force; drafts of an edition with drafts are none."""
    found: dict[str, IssueState] = {}
    for baseline in baselines:
        gone = set(found) - set(baseline.issues)
        for number in gone:
            del found[number]
        for number, issue in baseline.issues.items():
            if issue.status is Status.EFFECTIVE:
                found[number] = issue
            elif issue.status is Status.OBSOLETE:
                found.pop(number, None)
    return found


def as_issued(manual: Manual, states: Mapping[str, IssueState]) -> Manual:
    """The manual with status and dates from the states, so that whoever shows a record shows what was decided."""
    return replace(
        manual,
        documents={number: _issued(one, states.get(number)) for number, one in manual.documents.items()},
        flows={number: _issued_status(one, states.get(number)) for number, one in manual.flows.items()},
        forms={number: _issued_status(one, states.get(number)) for number, one in manual.forms.items()},
    )


def _issued(record: Document, state: IssueState | None) -> Document:
    if state is None or (record.status, record.issued, record.effective) == (
        state.status,
        state.issued,
        state.effective,
    ):
        return record
    return replace(record, status=state.status, issued=state.issued, effective=state.effective)


def _issued_status(record: Sheet, state: IssueState | None) -> Sheet:
    return record if state is None or record.status is state.status else replace(record, status=state.status)


def issue_state(
    record: Document | Flow | Form,
    hashes: ContentHashes,
    ledger: Ledger,
    issue: IssueState | None,
    authorities: Authorities,
) -> IssueState:
    """The state of one number; `issue` is what is in force of it."""
    number, content = str(record.number), hashes.of(str(record.number))
    posts = authorities.of(number)
    written = record if isinstance(record, Document) else None
    state = IssueState(
        number=number,
        kind=type(record).__name__.lower(),
        title=str(record.title),
        level=str(written.level) if written else "",
        path=record.span.path,
        revision=str(record.revision),
        status=record.status,
        content=content,
        drafted=Act(posts.drafter) if posts.drafter else None,
        in_force=issue.revision if issue else "",
        in_force_edition=issue.edition if issue else "",
    )
    decisions = decided(ledger.of(number), state.revision, content)
    if not ledger.of(number, *DECISIONS) and issue is None:
        return _as_written(state, record, posts.reviewer, posts.approver)
    state = replace(
        state,
        reviewed=decisions.reviewed,
        approvals=decisions.approvals,
        edited_since=_edited_since(state, ledger, issue),
    )
    if decisions.obsolete:
        gone = decisions.obsolete
        return replace(
            state,
            status=Status.OBSOLETE,
            successor=str(gone.details.get("successor", "")),
            reason=gone.remark,
            issued=issue.issued if issue else "",
            effective=issue.effective if issue else "",
        )
    if issue and (issue.content, issue.revision) == (content, state.revision) and not decisions.withdrawn:
        state = replace(
            state,
            status=Status.EFFECTIVE,
            drafted=issue.drafted,
            reviewed=issue.reviewed,
            approvals=issue.approvals,
            issued=issue.issued,
            effective=issue.effective,
            next_review=issue.next_review,
            edition=issue.edition,
        )
    elif len({one.post for one in decisions.approvals}) >= posts.quorum:
        state = _pending(state, Status.APPROVED, written)
    elif decisions.approvals or decisions.reviewed:
        state = _pending(state, Status.IN_REVIEW, written)
    else:
        return _pending(state, Status.DRAFT, written)
    return replace(state, suspect_because=_changed_since(decisions.last_look, hashes.cited(number)))


def _edited_since(state: IssueState, ledger: Ledger, issue: IssueState | None) -> str:
    """The revision that was approved or released with another content than it has now; empty if this one was, or none."""
    approved = {
        one.content for one in ledger.of(state.number, Action.APPROVE) if one.revision == state.revision
    }
    if issue and issue.revision == state.revision:
        approved.add(issue.content)
    return state.revision if approved and state.content not in approved else ""


def _pending(state: IssueState, status: Status, document: Document | None) -> IssueState:
    """A revision not yet released, with the date of effect that its front matter asks for."""
    if document is None or not document.effective:
        return replace(state, status=status)
    return replace(
        state,
        status=status,
        effective=str(document.effective),
        next_review=months_later(document.effective, document.review_every),
    )


def _as_written(
    state: IssueState, record: Document | Flow | Form, reviewer: str, approver: str
) -> IssueState:
    """The state that front matter alone gives."""
    decided = record.status in (Status.APPROVED, Status.EFFECTIVE, Status.OBSOLETE)
    state = replace(
        state,
        reviewed=Act(reviewer) if decided and reviewer else None,
        approvals=(Act(approver),) if decided and approver else (),
    )
    if not isinstance(record, Document):
        return state
    return replace(
        state,
        issued=str(record.issued),
        effective=str(record.effective),
        next_review=months_later(record.effective, record.review_every),
    )


def _without_source(issue: IssueState, ledger: Ledger) -> IssueState:
    """The state of a number that is in force though its file is gone: obsolete if that was decided."""
    obsolete = decided(ledger.of(issue.number), issue.revision, issue.content).obsolete
    return replace(
        issue,
        path="",
        content="",
        status=Status.OBSOLETE if obsolete else Status.EFFECTIVE,
        successor=str(obsolete.details.get("successor", "")) if obsolete else "",
        reason=obsolete.remark if obsolete else "",
    )


class Decisions:
    """What the entries about a number come to, for one revision and content of it."""

    def __init__(self) -> None:
        self.reviewed: Act | None = None
        self.approvals: tuple[Act, ...] = ()
        self.withdrawn: Entry | None = None
        """The entry that took back what was approved, if nothing was approved since."""
        self.obsolete: Entry | None = None
        self.last_look: Entry | None = None
        """The last approval or confirmation of this content: what it referred to was then in order."""


def decided(entries: Iterable[Entry], revision: str, content: str) -> Decisions:
    """Go through the entries about a number, in order; decisions about another content or revision do not count."""
    found = Decisions()
    for entry in entries:
        concerned = (entry.revision, entry.content) == (revision, content)
        act = Act(entry.post, entry.name, entry.date)
        match entry.action:
            case Action.REVIEW if concerned:
                found.reviewed = act
            case Action.APPROVE:
                found.obsolete = None
                if concerned:
                    found.withdrawn = None
                    others = tuple(one for one in found.approvals if one.post != act.post)
                    found.approvals = (*others, act)
                    found.last_look = entry
            case Action.CONFIRM if concerned:
                found.last_look = entry
            case Action.RETURN if concerned:
                found.reviewed, found.approvals = None, ()
            case Action.WITHDRAW:
                if found.obsolete:
                    found.obsolete = None
                elif concerned:
                    found.reviewed, found.approvals, found.withdrawn = None, (), entry
            case Action.OBSOLETE:
                found.obsolete = entry
    return found


def _changed_since(look: Entry | None, cited: Mapping[str, str]) -> tuple[str, ...]:
    """What is referred to and says something else than at the last look; what was not referred to then is not compared."""
    then = look.details.get("refers", {}) if look else {}
    if not isinstance(then, Mapping):
        return ()
    return tuple(one for one, now in cited.items() if one in then and str(then[one])[:SHORT] != now)
