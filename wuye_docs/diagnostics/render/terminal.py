"""Findings for people at a terminal: what, where, the line of the source with a mark under it, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wuye_docs.diagnostics.diagnostic import Diagnostic
from wuye_docs.diagnostics.message import Language, Message
from wuye_docs.diagnostics.render.columns import width, window
from wuye_docs.diagnostics.render.wording import SEVERITY_WORDS, printable
from wuye_docs.diagnostics.severity import Severity

_HINT = Message("建议", "hint")
_FIX = Message("可自动修复 (wuye check --fix)", "can be fixed (wuye check --fix)")
# Columns for the source excerpt; the number of the line and the bar come before it.
_ROOM = 100
_TAB = "    "

_BOLD, _BLUE, _RESET = "\x1b[1m", "\x1b[1;34m", "\x1b[0m"
_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.HINT: "\x1b[1;36m"}


def render(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, str],
    language: Language,
    *,
    colour: bool = False,
) -> str:
    """One block a finding, with an empty line between; empty text for no findings."""
    lines = _Lines(sources)
    blocks = [_block(one, lines, language, colour) for one in diagnostics]
    return "\n".join(blocks)


class _Lines:
    """Lines of the sources; a file is cut once, however many findings it has."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.sources = sources
        self.cut: dict[str, list[str]] = {}

    def line(self, path: str, number: int) -> str | None:
        if path not in self.cut:
            text = self.sources.get(path)
            self.cut[path] = text.split("\n") if text else []
        lines = self.cut[path]
        return lines[number - 1] if 0 < number <= len(lines) else None


def _block(diagnostic: Diagnostic, lines: _Lines, language: Language, colour: bool) -> str:
    def paint(text: str, code: str) -> str:
        return f"{code}{text}{_RESET}" if colour else text

    span = diagnostic.span
    accent = _COLOURS[diagnostic.severity]
    word = SEVERITY_WORDS[diagnostic.severity].text(language)
    message = printable(diagnostic.message.text(language))
    shown = [paint(f"{word}[{diagnostic.code}]", accent) + paint(f": {message}", _BOLD)]
    number = str(span.line)
    gutter = " " * len(number)
    bar, arrow = paint("|", _BLUE), paint("-->", _BLUE)
    shown.append(f"{gutter}{arrow} {printable(str(span))}")
    excerpt = _excerpt(diagnostic, lines)
    if excerpt:
        text, carets = excerpt
        shown.append(f"{gutter} {bar}")
        shown.append(f"{paint(number, _BLUE)} {bar} {text}")
        shown.append(f"{gutter} {bar} {' ' * carets[0]}{paint('^' * carets[1], accent)}")
    sign = paint("=", _BLUE)
    if diagnostic.hint:
        hint = printable(diagnostic.hint.text(language))
        shown.append(f"{gutter} {sign} {paint(_HINT.text(language), _BOLD)}: {hint}")
    if diagnostic.fix:
        shown.append(f"{gutter} {sign} {_FIX.text(language)}")
    return "\n".join(shown) + "\n"


def _excerpt(diagnostic: Diagnostic, lines: _Lines) -> tuple[str, tuple[int, int]] | None:
    """The line of the source, and (columns before the mark, columns of the mark); None where there is no line."""
    span = diagnostic.span
    line = lines.line(span.path, span.line)
    # A finding about a whole file has an empty place at its head.
    if line is None or not line.strip() or span == span.whole_file(span.path):
        return None
    start = min(span.column - 1, len(line))
    end = len(line) if span.end_line > span.line else min(max(span.end_column - 1, start + 1), len(line))
    before, blamed, after = (_plain(part) for part in (line[:start], line[start:end], line[end:]))
    text, first, last = window(before + blamed + after, len(before), len(before) + len(blamed), _ROOM)
    return text.rstrip(), (width(text[:first]), max(width(text[first:last]), 1))


def _plain(text: str) -> str:
    return printable(text.replace("\t", _TAB))
