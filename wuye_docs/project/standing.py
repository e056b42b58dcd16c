"""Where the numbers of a project stand, and what each post has to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wuye_docs.control.document_control import DocumentControl, read_control
from wuye_docs.loaders import DiskWorkspace, Loaded, load
from wuye_docs.model import Status
from wuye_docs.references import ReferenceGraph


@dataclass(frozen=True, slots=True)
class Standing:
    """A manual as it is read, and document control of it."""

    loaded: Loaded
    references: ReferenceGraph
    control: DocumentControl


@dataclass(frozen=True, slots=True)
class Task:
    """What a post has to do."""

    post: str
    verb: str
    """The command: review, approve or confirm."""
    numbers: tuple[str, ...]


def read_standing(root: Path) -> Standing:
    """Read a project with its ledger."""
    workspace = DiskWorkspace(root)
    loaded = load(workspace)
    references = ReferenceGraph(loaded.manual)
    return Standing(loaded, references, read_control(workspace, references))


def tasks(control: DocumentControl) -> tuple[Task, ...]:
    """What every post has to do before the next release, reviews first."""
    found: dict[tuple[str, str], list[str]] = {}
    for number, verb, post in _due(control):
        found.setdefault((verb, post), []).append(number)
    order = {"review": 0, "approve": 1, "confirm": 2}
    return tuple(
        Task(post, verb, tuple(numbers))
        for (verb, post), numbers in sorted(found.items(), key=lambda one: (order[one[0][0]], one[0][1]))
    )


def _due(control: DocumentControl) -> Iterator[tuple[str, str, str]]:
    """(number, verb, post) of every decision that is still to be taken; the post is empty where nobody may take it."""
    for number, state in control.issues.items():
        posts = control.authorities.of(number)
        if state.status in (Status.DRAFT, Status.IN_REVIEW) and state.path:
            if posts.may_review and state.reviewed is None:
                yield number, "review", posts.reviewer or posts.may_review[0]
            given = {one.post for one in state.approvals}
            left = [one for one in (posts.approver, *posts.may_approve) if one and one not in given]
            for post in list(dict.fromkeys(left))[: posts.quorum - len(given)] or [""]:
                yield number, "approve", post
        elif state.suspect_because:
            yield number, "confirm", posts.reviewer or posts.approver
