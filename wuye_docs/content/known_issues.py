"""Every issue of every number that was published, and the working copy: what a code on a paper is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from wuye_docs.control import Baseline, IssueState
from wuye_docs.control.mark_code import DOCUMENT, MANUAL, manual_hash, short_hash
from wuye_docs.model import Manual, Status


class IssueStanding(StrEnum):
    """What an issue is good for."""

    IN_FORCE = "in-force"
    SUPERSEDED = "superseded"
    OBSOLETE = "obsolete"
    WORKING = "working"
    """In the sources, not released."""

    @property
    def is_in_force(self) -> bool:
        """Whether it may be worked by."""
        return self is IssueStanding.IN_FORCE


@dataclass(frozen=True, slots=True)
class KnownIssue:
    """One content of one number."""

    kind: str
    """`D` a document, `M` the bound manual."""
    number: str
    title: str
    revision: str
    edition: str
    hash: str
    """Twelve capital hexadecimal digits."""
    standing: IssueStanding

    @property
    def grouped_hash(self) -> str:
        """The hash in groups of four, for people."""
        return " ".join(self.hash[start : start + 4] for start in range(0, len(self.hash), 4))


def known_issues(
    manual: Manual, issues: Mapping[str, IssueState], baselines: Iterable[Baseline]
) -> tuple[KnownIssue, ...]:
    """What is in force first, then what was, then working copies; each content of a number once."""
    found: dict[tuple[str, str, str, str], KnownIssue] = {}

    def add(
        kind: str, number: str, title: str, revision: str, edition: str, hash_: str, standing: IssueStanding
    ) -> None:
        found.setdefault(
            (kind, number, revision, hash_),
            KnownIssue(kind, number, title, revision, edition, hash_, standing),
        )

    newest = list(baselines)[::-1]
    seen: set[str] = set()
    for place, baseline in enumerate(newest):
        whole = {
            number: one for number, one in baseline.issues.items() if one.kind == "document" and one.content
        }
        effective = {number: one for number, one in whole.items() if one.status is Status.EFFECTIVE}
        standing = IssueStanding.SUPERSEDED if place else IssueStanding.IN_FORCE
        if baseline.has_drafts and not place:
            standing = IssueStanding.WORKING
        digits = manual_hash((number, one.content) for number, one in whole.items())
        add(
            MANUAL,
            manual.settings.number,
            manual.settings.title,
            baseline.edition,
            baseline.edition,
            digits,
            standing,
        )
        for number, one in effective.items():
            ended = issues.get(number)
            if ended and ended.status is Status.OBSOLETE:
                of_one = IssueStanding.OBSOLETE
            else:
                of_one = IssueStanding.SUPERSEDED if number in seen else IssueStanding.IN_FORCE
            seen.add(number)
            add(
                DOCUMENT,
                number,
                one.title,
                one.revision,
                one.edition or baseline.edition,
                short_hash(one.content),
                of_one,
            )
    for number, one in issues.items():
        if one.kind != "document" or not one.content:
            continue
        standing = {
            Status.EFFECTIVE: IssueStanding.IN_FORCE,
            Status.OBSOLETE: IssueStanding.OBSOLETE,
        }.get(one.status, IssueStanding.WORKING)
        add(
            DOCUMENT,
            number,
            one.title,
            one.revision,
            one.edition or manual.settings.edition,
            short_hash(one.content),
            standing,
        )
    contents = [
        (number, one.content) for number, one in issues.items() if number in manual.documents and one.content
    ]
    if contents:
        own = issues.get(manual.settings.number)
        released = bool(newest) or own is None or own.status is not Status.EFFECTIVE
        standing = IssueStanding.WORKING if released else IssueStanding.IN_FORCE
        edition = manual.settings.edition
        add(
            MANUAL,
            manual.settings.number,
            manual.settings.title,
            edition,
            edition,
            manual_hash(contents),
            standing,
        )
    order = list(IssueStanding)
    return tuple(
        sorted(
            found.values(),
            key=lambda one: (order.index(one.standing), one.kind != MANUAL, one.number, one.revision),
        )
    )
