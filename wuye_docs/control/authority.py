"""Who may decide on what: the posts of the front matter, as far as manual.yaml lets them (ISO 9001:2015 7.5.2 c)."""

from __future__ import annotations

from dataclasses import dataclass

from wuye_docs.model import Authority, Document, Status
from wuye_docs.references import Kind, ReferenceGraph

FLOW_AUTHORITY, FORM_AUTHORITY = "flow", "form"
DEFAULT_MOVES = {
    Status.DRAFT: (Status.IN_REVIEW, Status.APPROVED, Status.OBSOLETE),
    Status.IN_REVIEW: (Status.APPROVED, Status.DRAFT, Status.OBSOLETE),
    Status.APPROVED: (Status.EFFECTIVE, Status.DRAFT, Status.OBSOLETE),
    Status.EFFECTIVE: (Status.OBSOLETE, Status.DRAFT, Status.IN_REVIEW, Status.APPROVED),
    Status.OBSOLETE: (Status.DRAFT,),
}


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts that decide on one number, by their registered names."""

    drafter: str
    reviewer: str
    """As the front matter names it; empty if there is none."""
    approver: str
    may_review: tuple[str, ...]
    """Empty: nobody is asked to review."""
    may_approve: tuple[str, ...]
    """Empty: nobody may approve, which is a fault of the front matter."""
    quorum: int


class Authorities:
    """The posts that decide, for every number of a manual."""

    def __init__(self, references: ReferenceGraph) -> None:
        self._references = references
        self._manual = references.manual
        self._settings = references.manual.settings.control

    def of(self, number: str) -> Posts:
        """The posts for a number; a flow or form has those of the document that it belongs to."""
        document = self.document_of(number)
        level = str(document.level) if document else ""
        if number in self._manual.flows and FLOW_AUTHORITY in self._settings.levels:
            level = FLOW_AUTHORITY
        elif number in self._manual.forms and FORM_AUTHORITY in self._settings.levels:
            level = FORM_AUTHORITY
        authority = self._settings.levels.get(level, Authority())
        reviewer = self.post(document.reviewer) if document else ""
        approver = self.post(document.approver) if document else ""
        return Posts(
            drafter=self.post(document.drafter) if document else "",
            reviewer=reviewer,
            approver=approver,
            may_review=tuple(map(self.post, authority.review)) or _some(reviewer),
            may_approve=tuple(map(self.post, authority.approve)) or _some(approver),
            quorum=max(authority.quorum, 1),
        )

    def document_of(self, number: str) -> Document | None:
        """The document of that number, or that a flow or form belongs to."""
        manual = self._manual
        if number in manual.documents:
            return manual.documents[number]
        if number in manual.flows:
            return manual.documents.get(manual.flows[number].document)
        return manual.documents.get(number.rpartition(manual.settings.numbering.form_suffix)[0])

    def post(self, name: str) -> str:
        """The registered name of a post; the name itself if it is not registered."""
        if not name:
            return ""
        named = self._references.names.person(name)
        return (
            str(named.target.key)
            if named and named.target.kind in (Kind.ROLE, Kind.DEPARTMENT)
            else str(name)
        )

    def may_move(self, before: Status, after: Status) -> bool:
        """Whether manual.yaml allows a change of status; what it does not mention is as usual."""
        written = self._settings.moves.get(before.value)
        allowed = DEFAULT_MOVES[before] if written is None else written.replace(",", " ").split()
        return after in allowed


def _some(post: str) -> tuple[str, ...]:
    return (post,) if post else ()
