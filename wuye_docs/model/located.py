"""Text that remembers where it was written."""

from __future__ import annotations

from wuye_docs.diagnostics import Span


class Located(str):
    """A string of a source file together with its place; equal to and hashed like the plain string."""

    __slots__ = ("span",)
    span: Span

    def __new__(cls, text: str, span: Span) -> Located:
        """Return `text` marked with the place it stands at."""
        made = super().__new__(cls, text)
        made.span = span
        return made

    def __getnewargs__(self) -> tuple[str, Span]:  # type: ignore[override]
        """Keep the place when a record is pickled into the cache."""
        return (str(self), self.span)


def place_of(text: str, otherwise: Span) -> Span:
    """The place `text` was written at, or `otherwise` if it came from no source (a default)."""
    return text.span if isinstance(text, Located) else otherwise
