"""What registers are made from: the manual, how each number stands, and what was issued, recalled and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from wuye_docs.content.registers.register import Name, as_day
from wuye_docs.content.registers.standing import Copy, Reading, state_as_written
from wuye_docs.content.tables import display_number
from wuye_docs.control import IssueState
from wuye_docs.model import Document, Flow, Form, Manual
from wuye_docs.references import Kind, ReferenceGraph, Target


@dataclass(frozen=True)
class RegisterSources:
    """All that a register may show. Without `today` nothing depends on the day it is made."""

    references: ReferenceGraph
    documents: Sequence[Document]
    """In the order of the bound manual."""
    issues: Mapping[str, IssueState] = field(default_factory=dict)
    """Where numbers stand, those included that are no longer in the sources; what is missing stands as its source says."""
    in_force: Mapping[str, IssueState] = field(default_factory=dict)
    """The issues in force, as they were released: what registers tell while a working copy is being changed."""
    ended: Mapping[str, str] = field(default_factory=dict)
    """Day on which a number became obsolete, YYYY-MM-DD."""
    copies: Sequence[Copy] = ()
    readings: Sequence[Reading] = ()
    today: date | None = None

    @property
    def manual(self) -> Manual:
        """The manual behind the references."""
        return self.references.manual

    @cached_property
    def forms(self) -> list[Form]:
        """All forms by number."""
        return sorted(self.manual.forms.values(), key=lambda one: one.number)

    @cached_property
    def flows(self) -> list[Flow]:
        """All flows by number."""
        return sorted(self.manual.flows.values(), key=lambda one: one.number)

    def state(self, record: Document | Flow | Form) -> IssueState:
        """How a document, flow or form stands: the issue in force, if the working copy is already the next one."""
        working = self.issues.get(record.number) or state_as_written(record)
        return self.in_force.get(record.number, working) if working.is_changed else working

    def status_text(self, record: Document | Flow | Form) -> str:
        """`现行有效`; `现行有效（修订中 A/1）` while the next revision is being written."""
        state, working = self.state(record), self.issues.get(record.number)
        if working is None or state is working:
            return state.status.label
        return f"{state.status.label}（修订中 {working.revision}）"

    def numbered(self, record: Document | Flow | Form) -> Name:
        """The number, leading to what it names."""
        if isinstance(record, Document):
            return Name(display_number(record, self.manual), Target(Kind.DOCUMENT, record.number))
        return Name(
            record.number, Target(Kind.FORM if isinstance(record, Form) else Kind.FLOW, record.number)
        )

    def days_left(self, day: str) -> int | None:
        """Days until an ISO date, negative when it has passed; None for no date, or where the day does not count."""
        due = as_day(day)
        return (due - self.today).days if self.today and isinstance(due, date) else None
