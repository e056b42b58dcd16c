"""Posts, departments and parties under another name than the registered one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wuye_docs.diagnostics import Diagnostic, Fix, Message
from wuye_docs.model import Department, Party, Role
from wuye_docs.references import PEOPLE, Naming, Reference, Relation
from wuye_docs.rules.rule import ReferenceRule


class OtherNameRule(ReferenceRule):
    """A rule on one way of naming a post, department or party; mends it where the name stands as it is registered."""

    is_fixable = True
    relations = frozenset(Relation)
    naming: ClassVar[Naming]

    def others(self, one: Role | Department | Party) -> tuple[str, ...]:
        """The names of this way that a post, department or party has."""
        raise NotImplementedError

    def says(self, written: str, name: str) -> Message:
        """What is wrong with the name that is written."""
        raise NotImplementedError

    def is_needed(self) -> bool:
        manual = self.context.manual
        groups = (manual.roles, manual.departments, manual.parties)
        return any(self.others(one) for group in groups for one in group.values())

    def check(self, reference: Reference) -> Iterator[Diagnostic]:
        if reference.naming is not self.naming or reference.target.kind not in PEOPLE:
            return
        written, name = self.context.written_at(reference.span), reference.target.key
        known = written in self.context.references.names.people
        said = self.says(written, name)
        yield self.finding(
            reference.span,
            said.zh,
            said.en,
            hint=Message(f"写成 `{name}`", f"write `{name}`"),
            fix=Fix.writing(name, reference.span) if known else None,
        )
