"""A finding: what is wrong, where, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from wuye_docs.diagnostics.message import Message
from wuye_docs.diagnostics.severity import Severity
from wuye_docs.diagnostics.span import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text at `span` by `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A mechanical repair: edits that make the finding go away without a decision."""

    title: Message
    edits: tuple[Edit, ...]

    @classmethod
    def writing(cls, text: str, span: Span) -> Fix:
        """The repair that writes `text` in place of what stands there."""
        return cls(Message(f"改为 `{text}`", f"write `{text}`"), (Edit(span, text),))


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a finding speaks of: where the number stands that is used again."""

    span: Span
    message: Message


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding; `code` is the rule's, never reused for another meaning."""

    code: str
    severity: Severity
    span: Span
    message: Message
    hint: Message | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: by place, then by code, so that two runs print the same."""
        return (self.span.path, self.span.line, self.span.column, self.code, self.message.en)
