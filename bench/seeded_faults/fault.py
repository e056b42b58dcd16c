"""What is planted: edits of the clean sources, and where a check must tell of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from wuye_docs.diagnostics import Span

if TYPE_CHECKING:
    from bench.seeded_faults.clean import Clean


class Edit(NamedTuple):
    """Text put in the place of a stretch of a clean source."""

    span: Span
    new: str


class Place(NamedTuple):
    """A line of a file, as it stands after the fault is planted."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Fault(NamedTuple):
    """One fault: the edits that make it, and the lines at which a finding is right (any one of them will do)."""

    edits: tuple[Edit, ...]
    places: tuple[Place, ...]
    files: Mapping[str, bytes | None] = {}
    """Whole files in place of those of the manual; None for one that is taken away."""


class Kind(NamedTuple):
    """A kind of fault: every fault of it that can be planted in a manual, and the codes that name it."""

    codes: tuple[str, ...]
    faults: Callable[[Clean], Iterator[Fault]]

    @property
    def name(self) -> str:
        """The name of its function, as words."""
        return self.faults.__name__.replace("_", "-")

    @property
    def about(self) -> str:
        """What goes wrong, in a sentence."""
        return (self.faults.__doc__ or "").strip().partition("\n")[0]


def fault(
    edits: Sequence[Edit],
    *,
    told_at: Iterable[Span] = (),
    lines_below: int = 0,
    files: Mapping[str, bytes | None] | None = None,
) -> Fault:
    """A fault of some edits; told at `told_at`, places of the clean sources, or else at the first edit.

    A place moves with the edits above it; one that is edited itself stays at the line where its edit begins.
    `lines_below` counts from there: the second line of what is put in is 1.
    """
    where = list(told_at) or [edits[0].span]
    places = dict.fromkeys(Place(one.path, _moved(one, edits) + lines_below) for one in where)
    return Fault(tuple(edits), tuple(places), files or {})


def edited(lines: Sequence[str], edits: Iterable[Edit]) -> str:
    """A source with edits made in it; `lines` are the clean ones."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    text = "\n".join(lines)
    for span, new in sorted(edits, key=lambda one: one.span, reverse=True):
        start = starts[span.line - 1] + span.column - 1
        end = starts[span.end_line - 1] + span.end_column - 1
        text = text[:start] + new + text[end:]
    return text


def _moved(place: Span, edits: Iterable[Edit]) -> int:
    """The line of a clean place after the edits."""
    line, start = place.line, (place.line, place.column)
    for span, new in edits:
        if span == place or span.path != place.path or (span.line, span.column) > start:
            continue
        if (span.end_line, span.end_column) <= start:
            line += new.count("\n") - (span.end_line - span.line)
        elif span.line < place.line:
            line -= place.line - span.line
    return line
