"""A drawing that is too tall for a page goes on over several, cut where the fewest lines are cut."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from wuye_docs.swimlanes.diagram import (
    A4_LANDSCAPE,
    A4_PORTRAIT,
    HEAD_HEIGHT,
    Connector,
    Diagram,
    Junction,
    PageSize,
)
from wuye_docs.swimlanes.layout import SMALLEST_PT, point_size

STRIP = 30.0
"""Room for lettered circles at a cut (px)."""
SQUEEZED_PT = 7.0
"""How small a chart may print that would otherwise just not fit a page."""
MOST_CUT = 2
MANY_CUT = 60.0
"""A page break that cuts more lines costs more than another page."""
CAPTION = 40.0
"""Room on the page for the caption below a part (px)."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place to cut: its y (px) and the x of each line that crosses it, by target."""

    y: float
    crossing: tuple[tuple[float, str], ...]


def paginate(diagram: Diagram, page: PageSize = A4_PORTRAIT) -> tuple[Diagram, ...]:
    """The drawing as one or more parts that fit a page, on landscape pages where portrait would be too small to read."""
    landscape = point_size(diagram, page) < SMALLEST_PT and diagram.width > page.width
    sheet = A4_LANDSCAPE if landscape and page == A4_PORTRAIT else page
    size = round(point_size(diagram, sheet), 2)
    scale = min(1.0, sheet.width / diagram.width)
    room = sheet.height / scale - CAPTION
    whole = replace(diagram, landscape=landscape, print_point_size=size)
    # A chart slightly too tall is made smaller rather than cut, as long as it stays readable.
    squeezed = min(size, round(size * room / diagram.height, 2))
    if diagram.height <= room or (diagram.height <= room * 1.12 and squeezed >= SQUEEZED_PT):
        return (replace(whole, print_point_size=squeezed),)
    cuts = _choose(
        [_best_cut(diagram, top, bottom) for top, bottom in diagram.channels], diagram.height, room
    )
    if not cuts:
        return (whole,)
    edges = [HEAD_HEIGHT, *(cut.y for cut in cuts), diagram.height]
    letters = _letters(cuts)
    parts = []
    for index, (top, bottom) in enumerate(itertools.pairwise(edges)):
        part = _part(whole, top, bottom, first=index == 0, last=index == len(cuts), letters=letters)
        parts.append(replace(part, part=index + 1, parts=len(cuts) + 1))
    return tuple(parts)


def _best_cut(diagram: Diagram, top: float, bottom: float) -> _Cut:
    """The y of a channel that cuts the fewest lines and touches no label or horizontal line."""
    best: tuple[float, _Cut] | None = None
    steps = max(2, int((bottom - top) / 3))
    for step in range(1, steps):
        y = top + (bottom - top) * step / steps
        crossing: dict[tuple[float, str], None] = {}
        penalty = 0.0
        for one in diagram.connectors:
            for (x1, y1), (x2, y2) in zip(one.points, one.points[1:], strict=False):
                if abs(y1 - y2) < 0.01:
                    penalty += 3.0 if abs(y1 - y) < 6 and abs(x1 - x2) > 1 else 0.0
                elif min(y1, y2) < y < max(y1, y2):
                    crossing[round(x1, 1), one.target] = None
                    # Leave the arrow head whole.
                    penalty += 2.0 if abs(one.points[-1][1] - y) < 10 else 0.0
        penalty += sum(4.0 for label in diagram.labels if abs(label.y - y) < label.height / 2 + 1)
        found = _Cut(round(y, 2), tuple(sorted(crossing)))
        cost = 3 * len({x for x, _ in crossing}) + penalty
        if best is None or cost < best[0] - 1e-9:
            best = (cost, found)
    return best[1] if best else _Cut((top + bottom) / 2, ())


def _choose(cuts: list[_Cut], height: float, room: float) -> list[_Cut]:
    """The cheapest set of cuts with every part on its page: dynamic programming over the cuts from top to bottom."""
    places = [HEAD_HEIGHT, *(cut.y for cut in cuts), height]
    best: list[tuple[float, int]] = [(0.0, -1)]
    for end in range(1, len(places)):
        found = (float("inf"), -1)
        for start in range(end):
            extent = (
                places[end]
                - places[start]
                + HEAD_HEIGHT
                + (STRIP if start else 0)
                + (STRIP if end < len(places) - 1 else 0)
            )
            if extent > room and end - start > 1:
                continue
            cost = best[start][0] + 40 + 9 * (1 - min(1.0, extent / room)) ** 2 + max(0.0, extent - room)
            if end < len(places) - 1:
                cut = len({x for x, _ in cuts[end - 1].crossing})
                cost += 3 * cut + (MANY_CUT if cut > MOST_CUT else 0)
            if cost < found[0]:
                found = (cost, start)
        best.append(found)
    chosen, at = [], len(places) - 1
    while at > 0:
        at = best[at][1]
        if at > 0:
            chosen.append(cuts[at - 1])
    return chosen[::-1]


def _letters(cuts: list[_Cut]) -> dict[tuple[float, float], str]:
    """The letter of each line at each cut, by (y, x): A, B, … through the whole drawing."""
    found: dict[tuple[float, float], str] = {}
    for cut in cuts:
        for x, _ in cut.crossing:
            found.setdefault((cut.y, x), chr(ord("A") + len(found) % 26))
    return found


def _part(
    diagram: Diagram,
    top: float,
    bottom: float,
    *,
    first: bool,
    last: bool,
    letters: dict[tuple[float, float], str],
) -> Diagram:
    shift = HEAD_HEIGHT - top + (0 if first else STRIP)
    connectors: list[Connector] = []
    junctions: dict[tuple[float, float], Junction] = {}
    for one in diagram.connectors:
        connectors += _pieces(one, top, bottom, shift, letters, junctions)
    height = bottom - top + HEAD_HEIGHT + (0 if first else STRIP) + (0 if last else STRIP)
    return replace(
        diagram,
        shapes=tuple(replace(one, y=one.y + shift) for one in diagram.shapes if top <= one.y < bottom),
        labels=tuple(replace(one, y=one.y + shift) for one in diagram.labels if top <= one.y < bottom),
        connectors=tuple(connectors),
        junctions=tuple(junctions[key] for key in sorted(junctions)),
        height=height,
        channels=(),
    )


def _pieces(
    one: Connector, top: float, bottom: float, shift: float, letters: dict[tuple[float, float], str],
    junctions: dict[tuple[float, float], Junction],
) -> list[Connector]:  # fmt: skip
    """The parts of a line between two cuts; where it is cut it runs to a lettered circle."""
    found: list[Connector] = []
    current: list[tuple[float, float]] = []

    def close(has_arrow: bool) -> None:
        if len(current) > 1:
            found.append(replace(one, points=tuple(current), has_arrow=has_arrow))
        current.clear()

    def junction(x: float, y: float, outward: float) -> tuple[float, float]:
        centre = (x, y + shift + outward * 14)
        letter = letters.get((y, round(x, 1)), "?")
        junctions[round(centre[0], 1), round(centre[1], 1)] = Junction(
            letter, round(centre[0], 2), round(centre[1], 2)
        )
        return round(x, 2), round(y + shift + outward * 5, 2)

    for index, ((x1, y1), (x2, y2)) in enumerate(zip(one.points, one.points[1:], strict=False)):
        is_last = index == len(one.points) - 2
        low, high = max(min(y1, y2), top), min(max(y1, y2), bottom)
        if max(y1, y2) < top or min(y1, y2) >= bottom or (abs(y1 - y2) < 0.01 and not top <= y1 < bottom):
            continue
        down = y2 > y1
        begin, end = (low, high) if down else (high, low)
        if not current:
            starts_inside = top <= y1 < bottom
            current.append(
                (x1, round(y1 + shift, 2)) if starts_inside else junction(x1, begin, -1 if down else 1)
            )
        if top <= y2 < bottom:
            current.append((x2, round(y2 + shift, 2)))
            if is_last:
                close(one.has_arrow)
        else:
            current.append(junction(x2, end, 1 if down else -1))
            close(False)
    close(False)
    return found
