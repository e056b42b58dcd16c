"""The line of a source that a finding blames, cut into what comes before, the mark, and what comes after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from wuye_docs.diagnostics.render.columns import window
from wuye_docs.diagnostics.render.wording import printable
from wuye_docs.diagnostics.span import Span

_TAB = "    "


class Excerpt(NamedTuple):
    """One line of a source in three parts, safe to print; `…` stands where a long line was cut."""

    before: str
    marked: str
    """Empty where the place is behind the end of the line."""
    after: str


class SourceLines:
    """Lines of the sources; a file is cut once, however many findings it has."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.sources = sources
        self.cut: dict[str, list[str]] = {}

    def line(self, path: str, number: int) -> str | None:
        """A line, counted from 1, without its end; None if there is none."""
        if path not in self.cut:
            text = self.sources.get(path)
            self.cut[path] = text.split("\n") if text else []
        lines = self.cut[path]
        return lines[number - 1] if 0 < number <= len(lines) else None

    def blamed(self, span: Span) -> str:
        """The text at a place, that of its first line alone; empty where there is none."""
        line = self.line(span.path, span.line) or ""
        return line[span.column - 1 : len(line) if span.end_line > span.line else span.end_column - 1]

    def excerpt(self, span: Span, room: int) -> Excerpt | None:
        """The first line of a place in at most `room` columns; None where there is no line to show.

        A finding about a whole file has an empty place at its head, and no line to show.
        """
        line = self.line(span.path, span.line)
        if line is None or not line.strip() or span == span.whole_file(span.path):
            return None
        start = min(span.column - 1, len(line))
        end = len(line) if span.end_line > span.line else min(max(span.end_column - 1, start + 1), len(line))
        before, marked, after = (_plain(part) for part in (line[:start], line[start:end], line[end:]))
        text, first, last = window(before + marked + after, len(before), len(before) + len(marked), room)
        return Excerpt(text[:first], text[first:last], text[last:].rstrip())


def _plain(text: str) -> str:
    return printable(text.replace("\t", _TAB))
