"""One name that becomes another."""

from __future__ import annotations

from dataclasses import dataclass

from wuye_docs.model import Document, Flow, Form, Manual
from wuye_docs.references import Kind, Target

NUMBERED = (Kind.DOCUMENT, Kind.FLOW, Kind.FORM)


@dataclass(frozen=True, slots=True)
class Change:
    """One name that becomes another: of a number, a title, a person, a parameter, a term or a step."""

    target: Target
    old: str
    new: str
    is_title: bool = False
    promotes_alias: bool = False
    """Whether the new name is an alias of the same thing; the two change places."""

    @property
    def is_number(self) -> bool:
        """Whether a number changes, and with it the file."""
        return self.target.kind in NUMBERED and not self.is_title

    @property
    def new_key(self) -> str:
        """The key of the target after the change."""
        if self.target.kind is Kind.STEP:
            return f"{self.target.key.partition('/')[0]}/{self.new}"
        return self.new

    def renamed(self, target: Target) -> Target:
        """What a target is called after the change."""
        if self.is_title:
            return target
        if target == self.target:
            return Target(target.kind, self.new_key)
        if self.is_number:
            for separator in "/#":
                if target.key.startswith(self.old + separator):
                    return Target(target.kind, self.new + target.key[len(self.old) :])
            if target == Target(Kind.MANUAL, self.old):
                return Target(Kind.MANUAL, self.new)
        return target


def numbered_record(manual: Manual, target: Target) -> Document | Flow | Form:
    """The document, flow or form that a target with a number is."""
    record = manual.controlled_by(target.key)
    assert record is not None
    return record


def job_description(manual: Manual, target: Target) -> Document | None:
    """The document that describes a post, or None."""
    role = manual.roles.get(target.key)
    return manual.documents[role.job] if role and role.job else None
