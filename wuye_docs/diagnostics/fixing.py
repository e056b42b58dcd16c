"""Apply the edits of fixes to text. Reads and writes no files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wuye_docs.diagnostics.diagnostic import Diagnostic, Edit


class UnfitEdit(ValueError):
    """An edit lies outside the text, or two edits change the same place."""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; places are those of the text as it was.

    The same edit twice counts once. Raises UnfitEdit if two edits overlap, or insert at one point (their order would
    be a guess), or if a place is not in the text. Line ends may be `\\n` or `\\r\\n` and stay as they are.
    """
    starts = _line_starts(text)
    placed = sorted(
        {(_offset(starts, text, edit, False), _offset(starts, text, edit, True), edit.text) for edit in edits}
    )
    pieces: list[str] = []
    reached, last_start = 0, -1
    for start, end, replacement in placed:
        if start < reached or start == last_start or end < start:
            raise UnfitEdit(f"edits overlap at offset {start}")
        pieces += (text[reached:start], replacement)
        reached, last_start = end, start
    return "".join((*pieces, text[reached:]))


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a round of fixing gave."""

    sources: Mapping[str, str]
    """The changed files alone, by path."""
    applied: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]
    """Findings whose fix touches a place that another changed; fix again after checking again."""


def apply_fixes(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> Fixed:
    """The sources with every fix made that does not touch the place of an earlier one. A fix is made whole or not."""
    edits: dict[str, list[Edit]] = defaultdict(list)
    applied: list[Diagnostic] = []
    left: list[Diagnostic] = []
    for diagnostic in sorted(diagnostics, key=lambda one: one.order):
        if diagnostic.fix is None:
            continue
        wanted: dict[str, list[Edit]] = defaultdict(list)
        for edit in diagnostic.fix.edits:
            wanted[edit.span.path].append(edit)
        if all(path in sources and _fits(sources[path], edits[path], more) for path, more in wanted.items()):
            for path, more in wanted.items():
                edits[path] += more
            applied.append(diagnostic)
        else:
            left.append(diagnostic)
    changed = {path: apply_edits(sources[path], made) for path, made in edits.items() if made}
    return Fixed(changed, tuple(applied), tuple(left))


def _fits(text: str, made: list[Edit], more: list[Edit]) -> bool:
    # Only edits of the lines concerned can be in the way.
    low = min(edit.span.line for edit in more)
    high = max(edit.span.end_line for edit in more)
    near = [edit for edit in made if edit.span.end_line >= low and edit.span.line <= high]
    try:
        apply_edits(text, [*near, *more])
    except UnfitEdit:
        return False
    return True


def _line_starts(text: str) -> list[int]:
    starts = [0]
    found = text.find("\n")
    while found >= 0:
        starts.append(found + 1)
        found = text.find("\n", found + 1)
    return starts


def _offset(starts: list[int], text: str, edit: Edit, at_end: bool) -> int:
    span = edit.span
    line, column = (span.end_line, span.end_column) if at_end else (span.line, span.column)
    if not 1 <= line <= len(starts) or column < 1:
        raise UnfitEdit(f"no such place: {span}")
    offset = starts[line - 1] + column - 1
    if offset > (starts[line] - 1 if line < len(starts) else len(text)):
        raise UnfitEdit(f"no such place: {span}")
    return offset
