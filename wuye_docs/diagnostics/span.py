"""A place in a source file."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a source file; lines and columns count from 1, columns in characters, the end is exclusive."""

    path: str
    """Path from the project's root, with forward slashes on every system."""
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def whole_file(cls, path: str) -> Span:
        """The place to blame when a fault belongs to a file and to no line of it."""
        return cls(path, 1, 1, 1, 1)

    def __str__(self) -> str:
        """`path:line:column`, as editors and terminals make it clickable."""
        return f"{self.path}:{self.line}:{self.column}"
