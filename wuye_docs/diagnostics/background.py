"""What a report tells beside the findings: what the rules are for, what the files hold, what was waived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wuye_docs.diagnostics.diagnostic import Diagnostic
from wuye_docs.diagnostics.message import Message
from wuye_docs.diagnostics.severity import Severity


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as its page describes it."""

    code: str
    name: str
    """What is wrong, in kebab-case."""
    severity: Severity
    summary: Message
    """One sentence."""
    page: Message
    """The whole page, Markdown, beginning with its heading."""


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that the manual accepts for a time, with what manual.yaml says about it."""

    finding: Diagnostic
    reason: str
    by: str
    """The post that accepted it."""
    until: str
    """The last day it holds, YYYY-MM-DD."""


@dataclass(frozen=True, slots=True)
class Background:
    """All that a renderer may tell beside the findings; empty where nobody knows."""

    manual: str = ""
    """Title of the manual."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Number and title of what a file holds, by path; files without a number are missing."""
    files: tuple[str, ...] = ()
    """Paths of the files that were checked, sorted; those without findings are clean."""
    rules: tuple[RuleText, ...] = ()
    """The rules that ran, in the order of the catalogue."""
    waived: tuple[Waived, ...] = ()
    day: date | None = None
    """The day of the check."""
    version: str = ""
    """Version of wuye_docs."""


NOTHING_KNOWN = Background()
