"""Text in terminal columns: a Chinese character takes two, which `len` does not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

# A line must not begin with these, nor end with those.
_NOT_FIRST = "，。；：、！？）》」』”’,.;:!?)]}"
_NOT_LAST = "（《「『“‘([{"


def width_of(text: str) -> int:
    """Columns that `text` takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1 for character in text
    )


def padded(text: str, width: int) -> str:
    """`text` with spaces behind it up to `width` columns."""
    return text + " " * max(width - width_of(text), 0)


def shortened(text: str, width: int) -> str:
    """`text`, cut with `…` if it takes more than `width` columns."""
    if width_of(text) <= width:
        return text
    kept = ""
    for character in text:
        if width_of(kept + character) > width - 1:
            break
        kept += character
    return kept + "…"


def wrapped(text: str, width: int) -> list[str]:
    """The lines of `text`, none wider than `width`; words stay whole, Chinese breaks anywhere but before a comma."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and width_of(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
            piece = piece.lstrip()
        line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def table(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The lines of a table under its head; the widest column gives way where the line would exceed `width`."""
    widths = [max(width_of(row[column]) for row in (head, *rows)) for column in range(len(head))]
    spare = width - 2 * (len(widths) - 1)
    while sum(widths) > spare and max(widths) > 12:
        widest = widths.index(max(widths))
        widths[widest] = max(
            widths[widest] - (sum(widths) - spare), 12, sorted(widths)[-2] if len(widths) > 1 else 12
        )
        if widths.count(max(widths)) > 1:
            # Columns of one width give way together, one column a turn.
            widths[widest] -= 1
    for row in (head, ["-" * one for one in widths], *rows):
        yield "  ".join(
            padded(shortened(cell, size), size) for cell, size in zip(row, widths, strict=True)
        ).rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Stretches that must not be broken: words with the space behind them, single wide characters."""
    piece = ""
    for character in text:
        if character == " ":
            yield piece + character
            piece = ""
        elif width_of(character) == 2:
            if piece and piece[-1] not in _NOT_LAST and character not in _NOT_FIRST:
                yield piece
                piece = ""
            piece += character
        elif (
            piece and width_of(piece[-1]) == 2 and piece[-1] not in _NOT_LAST and character not in _NOT_FIRST
        ):
            yield piece
            piece = character
        else:
            piece += character
    if piece:
        yield piece
