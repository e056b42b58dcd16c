"""Findings for people at a terminal: what, where, the line of the source with a mark under it, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wuye_docs.diagnostics.background import NOTHING_KNOWN, Background
from wuye_docs.diagnostics.diagnostic import Diagnostic
from wuye_docs.diagnostics.message import Language, Message
from wuye_docs.diagnostics.render.columns import width
from wuye_docs.diagnostics.render.excerpt import SourceLines
from wuye_docs.diagnostics.render.summary import by_file, count
from wuye_docs.diagnostics.render.wording import SEVERITY_WORDS, printable
from wuye_docs.diagnostics.severity import Severity

_HINT = Message("建议", "hint")
_SEE = Message("另见", "see")
_FIX = Message("可自动修复 (wuye check --fix)", "can be fixed (wuye check --fix)")
# Columns for the source excerpt; the number of the line and the bar come before it.
_ROOM = 100

_BOLD, _BLUE, _RESET = "\x1b[1m", "\x1b[1;34m", "\x1b[0m"
_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.HINT: "\x1b[1;36m"}


def render(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, str],
    language: Language,
    background: Background = NOTHING_KNOWN,
    *,
    colour: bool = False,
) -> str:
    """A heading for each file with its counts, and one block a finding; an empty line between any two.

    Empty text for no findings.
    """
    lines = SourceLines(sources)
    blocks: list[str] = []
    for path, found in by_file(diagnostics):
        blocks.append(_heading(path, found, background, language, colour))
        blocks += (_block(one, lines, language, colour) for one in found)
    return "\n".join(blocks)


def _heading(
    path: str, found: Sequence[Diagnostic], background: Background, language: Language, colour: bool
) -> str:
    title = printable(background.titles.get(path, path))
    heading = f"{_BOLD}{title}{_RESET}" if colour else title
    return f"{heading} ({count(found).in_words(language)})\n"


def _block(diagnostic: Diagnostic, lines: SourceLines, language: Language, colour: bool) -> str:
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
    excerpt = lines.excerpt(span, _ROOM)
    if excerpt:
        before, marked, after = excerpt
        carets = paint("^" * max(width(marked), 1), accent)
        shown.append(f"{gutter} {bar}")
        shown.append(f"{paint(number, _BLUE)} {bar} {(before + marked + after).rstrip()}")
        shown.append(f"{gutter} {bar} {' ' * width(before)}{carets}")
    sign = paint("=", _BLUE)
    if diagnostic.hint:
        hint = printable(diagnostic.hint.text(language))
        shown.append(f"{gutter} {sign} {paint(_HINT.text(language), _BOLD)}: {hint}")
    for other in diagnostic.related:
        told = printable(other.message.text(language))
        shown.append(f"{gutter} {sign} {_SEE.text(language)} {printable(str(other.span))}: {told}")
    if diagnostic.fix:
        shown.append(f"{gutter} {sign} {_FIX.text(language)}")
    return "\n".join(shown) + "\n"
