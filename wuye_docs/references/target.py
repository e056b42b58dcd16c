"""What can be referred to, and a reference to it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from wuye_docs.diagnostics import Span


class Kind(StrEnum):
    """The kinds of things that have a name."""

    DOCUMENT = "document"
    FORM = "form"
    FLOW = "flow"
    STEP = "step"
    ROLE = "role"
    DEPARTMENT = "department"
    PARTY = "party"
    PARAMETER = "parameter"
    TERM = "term"
    STANDARD = "standard"
    CLAUSE = "clause"
    SECTION = "section"
    MANUAL = "manual"


# The kinds a lane, an owner or a signature may name.
PEOPLE = (Kind.ROLE, Kind.DEPARTMENT, Kind.PARTY)


class Target(NamedTuple):
    """One thing: its kind, and its number or registered name.

    A step is `FLOW/step`, a section `NUMBER#label`, a clause `STANDARD/number`.
    """

    kind: Kind
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class Relation(StrEnum):
    """Why one thing refers to another."""

    TITLE = "title"
    """《title》 in prose"""
    NUMBER = "number"
    """a number in prose"""
    MENTION = "mention"
    """a name of a role, department or party in prose"""
    MARKUP = "markup"
    """{doc}, {form}, {role}, {flow} or {clause} in the text"""
    SHOWS = "shows"
    """a directive that draws a flow or prints a form"""
    PARAMETER = "parameter"
    """{{ name }}"""
    OWNER = "owner"
    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    DISTRIBUTION = "distribution"
    AUTHOR = "author"
    """who made a revision"""
    ANSWERS = "answers"
    """a clause of the standard"""
    SUPERSEDES = "supersedes"
    DESCRIBES = "describes"
    """a job description and its post"""
    BELONGS = "belongs"
    """a flow or form and the document that owns it"""
    LANE = "lane"
    FILLS = "fills"
    """a step and the form filled in"""
    FOLLOWS = "follows"
    """a step and the document it follows"""
    WITHIN = "within"
    """a step and its deadline"""
    KEEPER = "keeper"
    SIGNATURE = "signature"
    DEPARTMENT = "department"
    REPORTS_TO = "reports-to"
    HEAD = "head"
    STANDARD = "standard"


class Naming(StrEnum):
    """Which of its names something was called by."""

    REGISTERED = "registered"
    ALIAS = "alias"
    BANNED = "banned"


class Reference(NamedTuple):
    """One place where one thing names another."""

    relation: Relation
    source: Target
    target: Target
    span: Span
    """The written name, without brackets or markup."""
    naming: Naming = Naming.REGISTERED
    section: str = ""
    """Clause number of the place, in a document."""


class Unresolved(NamedTuple):
    """A name that nothing registered answers to."""

    relation: Relation
    source: Target
    name: str
    span: Span
    wanted: tuple[Kind, ...]
    """The kinds of thing that were looked for."""
