"""Where one number stands: its revision, status, dates, and who decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wuye_docs.model import Status


@dataclass(frozen=True, slots=True)
class Act:
    """A decision: by which post, by whom, on which day."""

    post: str
    name: str = ""
    date: str = ""
    """YYYY-MM-DD; empty where front matter alone names the post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueState:
    """What is known of a document, flow or form as it stands in the sources; or, in a baseline, as it was released."""

    number: str
    kind: str
    """`document`, `flow` or `form`."""
    title: str
    level: str = ""
    """Key of the level of a document; empty for flows and forms."""
    path: str = ""
    """Its source file; empty if there is none any more."""
    revision: str
    status: Status
    content: str
    """Content hash; its first digits are what people and QR codes show. Empty if the source is gone."""
    drafted: Act | None = None
    reviewed: Act | None = None
    approvals: tuple[Act, ...] = ()
    """More than one where several posts must approve."""
    issued: str = ""
    """The day of the release that put it in force, YYYY-MM-DD; empty before that."""
    effective: str = ""
    next_review: str = ""
    edition: str = ""
    """The edition that put this revision in force; empty before that."""
    in_force: str = ""
    """The revision in force, from the last baseline that has one; the working copy may be the next."""
    in_force_edition: str = ""
    edited_since: str = ""
    """This revision, if another content of it than the working copy's was approved or released."""
    suspect_because: tuple[str, ...] = ()
    """What it refers to and has changed since it was approved or confirmed: numbers, or `standard NAME`."""
    successor: str = ""
    """The number that took the place of an obsolete one."""
    reason: str = ""
    """Why an obsolete one was withdrawn."""

    @property
    def approved(self) -> Act | None:
        """The last approval, or None."""
        return self.approvals[-1] if self.approvals else None

    @property
    def short_hash(self) -> str:
        """The digits of the content hash that people compare."""
        return self.content[:12]

    @property
    def is_changed(self) -> bool:
        """Whether another content than the working copy's is in force."""
        return bool(self.in_force) and self.status not in (Status.EFFECTIVE, Status.OBSOLETE)

    def data(self) -> dict[str, Any]:
        """The state as a baseline keeps it, for JSON; `from_data` reads it back."""
        found: dict[str, Any] = {
            "kind": self.kind, "title": self.title, "level": self.level, "path": self.path,
            "revision": self.revision, "status": self.status.value, "content": self.content,
            "issued": self.issued, "effective": self.effective, "next_review": self.next_review,
            "edition": self.edition, "successor": self.successor, "reason": self.reason,
        }  # fmt: skip
        for name, act in (("drafted", self.drafted), ("reviewed", self.reviewed)):
            if act:
                found[name] = [act.post, act.name, act.date]
        if self.approvals:
            found["approvals"] = [[one.post, one.name, one.date] for one in self.approvals]
        return {key: str(value) if isinstance(value, str) else value for key, value in found.items() if value}

    @classmethod
    def from_data(cls, number: str, data: Mapping[str, Any]) -> IssueState:
        """The state that `data` made. Raises KeyError, TypeError or ValueError for anything else."""
        further: dict[str, Any] = {
            name: Act(*map(str, data[name])) for name in ("drafted", "reviewed") if name in data
        }
        texts = ("level", "path", "issued", "effective", "next_review", "edition", "successor", "reason")
        further |= {name: str(data.get(name, "")) for name in texts}
        edition = str(data.get("edition", ""))
        return cls(
            number=number,
            kind=str(data["kind"]),
            title=str(data["title"]),
            revision=str(data["revision"]),
            status=Status(data["status"]),
            content=str(data.get("content", "")),
            approvals=tuple(Act(*map(str, one)) for one in data.get("approvals", [])),
            in_force=str(data["revision"]) if edition else "",
            in_force_edition=edition,
            **further,
        )
