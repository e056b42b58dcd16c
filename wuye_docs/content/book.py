"""What the writers are given: resolved documents, charts, and the records behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from docutils import nodes

from wuye_docs.content.edition_changes import EditionChanges
from wuye_docs.content.known_issues import KnownIssue
from wuye_docs.content.marks import PrintedCopy
from wuye_docs.control import IssueState
from wuye_docs.diagnostics import Diagnostic
from wuye_docs.model import Document, Manual, Status
from wuye_docs.references import ReferenceGraph
from wuye_docs.swimlanes import Diagram


@dataclass(frozen=True, slots=True)
class ControlBlock:
    """What identifies a controlled document on its cover, in headers and on its page (ISO 9001:2015 7.5.2 a)."""

    company: str
    manual_title: str
    number: str
    """As shown, which may carry the year: `SYWIKF16-2026`."""
    title: str
    level: str
    """Name of the level: 作业指导书."""
    revision: str
    status: str
    """As shown: 草案, 现行有效 …"""
    issued: str
    """YYYY-MM-DD or empty."""
    effective: str
    owner: str
    drafter: str
    reviewer: str
    approver: str
    next_review: str
    """YYYY-MM-DD, or empty while there is no date of effect."""
    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResolvedDocument:
    """One controlled document, ready to be written: nothing in it depends on the output format."""

    record: Document
    control: ControlBlock
    tree: nodes.document
    """The body; the title is in `control`, not in the tree. Children are sections, or blocks before the first one."""
    digest: str
    """Hash of everything that the outputs show: the same digest, the same files."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Faults met while resolving: undefined parameters, directives that name nothing."""


Keep = Callable[[str, Callable[[], bytes]], bytes]
"""Gives the bytes known under a key, made by the function if they are not."""


def make_each_time(key: str, make: Callable[[], bytes]) -> bytes:
    """Keep nothing: what a book does outside a build."""
    return make()


@dataclass(frozen=True, slots=True)
class Book:
    """The manual, ready to be written."""

    manual: Manual
    references: ReferenceGraph
    documents: Mapping[str, ResolvedDocument]
    """By number, in the order of the bound manual."""
    charts: Mapping[str, Diagram]
    """By number of the flow; a flow that cannot be drawn is missing."""
    read: Callable[[str], bytes]
    """The bytes of an image, by its path from the project's root. Raises OSError."""
    issues: Mapping[str, IssueState] = field(default_factory=dict)
    """Where each document, flow and form stands, by number, those included that are no longer in the sources. The records
    of `manual` have their status and dates from here."""
    edition: str = ""
    """The edition that is written: that of the baseline, or of manual.yaml while it is not released."""
    is_release: bool = False
    """Whether the book is a baseline's, controlled; a working copy is none."""
    known_issues: tuple[KnownIssue, ...] = ()
    """What codes on papers are compared with."""
    changes: EditionChanges | None = None
    """What the last released edition changed; None before there are two, and where nobody has compared them."""
    copy: PrintedCopy | None = None
    """The copy that is printed; None for what a build makes for everybody."""
    keep: Keep = make_each_time
    """For what is costly to make and depends on its key alone, such as pictures of charts."""


def bound_control(book: Book) -> ControlBlock:
    """What identifies the bound manual: the data of the quality manual, with the title and edition of the whole.

    It is issued and takes effect with the last of what it holds.
    """
    settings = book.manual.settings
    main = book.documents.get(settings.number)
    base = main.control if main else None
    held = [one for one in book.issues.values() if one.status is Status.EFFECTIVE]
    controls = [one.control for one in book.documents.values()]
    return ControlBlock(
        company=settings.company.name,
        manual_title=settings.title,
        number=base.number if base else settings.number,
        title=settings.title,
        level="合订本",
        revision=settings.edition,
        status=base.status if base else "",
        issued=max([*(one.issued for one in held), *(one.issued for one in controls)], default=""),
        effective=max([*(one.effective for one in held), *(one.effective for one in controls)], default=""),
        owner=base.owner if base else "",
        drafter=base.drafter if base else "",
        reviewer=base.reviewer if base else "",
        approver=base.approver if base else "",
        next_review=base.next_review if base else "",
        standards=tuple(settings.standards),
    )
