"""A drawing as an Enhanced Metafile, the vectors that every Word can draw: records of [MS-EMF], little endian.

The drawing is the one that `svg` writes, stroke for stroke; an EMF has no links. Coordinates are twips (15 a px); a
reference device of 96 dpi makes one of its pixels a px. Words carry the advance of each sign from our own table of
widths, so that they keep their place whatever font is there.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from math import ceil, cos, pi, sin

from wuye_docs.swimlanes.diagram import FONT_PX, HEAD_HEIGHT, Diagram, Shape
from wuye_docs.swimlanes.strokes import (
    JUNCTION_RADIUS,
    MARK_RADIUS,
    Piece,
    Point,
    arrow_points,
    baselines,
    diamond_points,
    in_drawing_order,
    line_pieces,
    mark_centre,
    plain_number,
    uprights,
)
from wuye_docs.swimlanes.svg import PRINT, SvgTheme
from wuye_docs.swimlanes.text_metrics import width

FONT = "Microsoft YaHei"
"""In its English name, which Windows knows in every language; a system without it takes another Chinese font."""
UNITS = 15
"""Twips in a px."""
GB2312_CHARSET = 134
LINE = 1.4
"""The width of outlines and edges (px)."""
_MARGIN = 1.0
_DEVICE_PX, _DEVICE_MM = 1920, 508
"""Width and height of the reference device: 96 dpi exactly."""

# Record types ([MS-EMF] 2.1.1).
_HEADER, _POLYBEZIER, _POLYGON, _END = 0x01, 0x02, 0x03, 0x0E
_WINDOW_SIZE, _WINDOW_ORIGIN, _VIEWPORT_SIZE, _VIEWPORT_ORIGIN, _MAP_MODE = 0x09, 0x0A, 0x0B, 0x0C, 0x11
_BACKGROUND_MODE, _TEXT_ALIGN, _TEXT_COLOUR = 0x12, 0x16, 0x18
_SELECT, _PEN, _BRUSH, _ELLIPSE, _RECTANGLE = 0x25, 0x26, 0x27, 0x2A, 0x2B
_FONT, _TEXT = 0x52, 0x54
# Values of records: MapMode ANISOTROPIC (2.1.21), BackgroundMode TRANSPARENT (2.1.4), TA_CENTER | TA_BASELINE ([MS-WMF]
# 2.1.2.3), NULL_BRUSH and NULL_PEN (2.1.31).
_ANISOTROPIC, _TRANSPARENT, _CENTRED_ON_BASELINE = 8, 1, 0x0006 | 0x0018
_NO_BRUSH, _NO_PEN = 0x80000005, 0x80000008
_QUARTER = 0.5523
"""Length of a control arm for a quarter of a circle of radius 1."""
_ARC_STEPS = 8
"""Sides of a polygon to a quarter of a circle: within .1 px of it for the largest corner."""


def render_emf(diagram: Diagram, *, font: str = FONT, theme: SvgTheme = PRINT) -> bytes:
    """The metafile: `diagram.width` + 2 by `diagram.height` + 2 px, rounded up; the same drawing, the same bytes."""
    title = diagram.title + (f"（{diagram.part}/{diagram.parts}）" if diagram.parts > 1 else "")
    out = _Metafile(ceil(diagram.width + 2 * _MARGIN), ceil(diagram.height + 2 * _MARGIN), font)
    _draw_lanes(out, diagram, theme)
    across = uprights(diagram)
    for one in in_drawing_order(diagram):
        colour = theme.edge_back if one.is_back else theme.edge
        out.curve(line_pieces(one, across), colour)
        if one.has_arrow:
            out.polygon(arrow_points(one), colour, "")
    for shape in diagram.shapes:
        _draw_shape(out, shape, theme)
    for label in diagram.labels:
        out.lines(label.x, label.y, label.text.split("\n"), 4.2, 12.0, theme.label, bold=True)
    for junction in diagram.junctions:
        out.circle((junction.x, junction.y), JUNCTION_RADIUS, theme.paper, theme.edge)
        out.text(junction.x, junction.y + 4, junction.letter, 11.0, theme.ink, bold=True)
    return out.to_bytes(title)


def _draw_lanes(out: _Metafile, diagram: Diagram, theme: SvgTheme) -> None:
    out.rectangle(0, 0, diagram.width, diagram.height, theme.paper, "")
    for index, lane in enumerate(diagram.lanes):
        fill = theme.lane if index % 2 == 0 else theme.paper
        out.rectangle(lane.left, HEAD_HEIGHT, lane.right, diagram.height, fill, theme.lane_line)
        out.rectangle(lane.left, 0, lane.right, HEAD_HEIGHT, theme.head, theme.lane_line)
        middle = (lane.left + lane.right) / 2
        out.text(middle, HEAD_HEIGHT / 2 + 5, lane.name, FONT_PX, theme.ink, bold=True)


def _draw_shape(out: _Metafile, shape: Shape, theme: SvgTheme) -> None:
    if shape.kind == "decision":
        out.polygon(diamond_points(shape), theme.decision, theme.decision_line)
    else:
        fill, line = {
            "start": (theme.start, theme.start_line),
            "end": (theme.end, theme.end_line),
            "task": (theme.task, theme.task_line),
        }[shape.kind]
        radius = 3.0 if shape.kind == "task" else shape.height / 2
        out.polygon(_rounded(shape, radius), fill, line)
    out.lines(shape.x, shape.y, shape.lines, 4.6, FONT_PX, theme.ink)
    if shape.mark:
        x, y = mark_centre(shape)
        out.circle((x, y), MARK_RADIUS, theme.mark, "")
        out.text(x, y + 3.6, plain_number(shape.mark), 10.0, theme.paper, bold=True)


class _Metafile:
    """Records in the order of drawing. Sizes and places are px, a colour is `#rrggbb`, an empty one draws nothing."""

    def __init__(self, wide: int, high: int, font: str) -> None:
        self._size = (wide, high)
        self._font = font
        self._records: list[bytes] = []
        self._objects: dict[tuple[object, ...], int] = {}
        self._selected: dict[str, int] = {}
        self._text_colour = ""
        self._add(_MAP_MODE, "I", _ANISOTROPIC)
        self._add(_WINDOW_ORIGIN, "2i", *_units(-_MARGIN, -_MARGIN))
        self._add(_WINDOW_SIZE, "2i", *_units(wide, high))
        self._add(_VIEWPORT_ORIGIN, "2i", 0, 0)
        self._add(_VIEWPORT_SIZE, "2i", wide, high)
        self._add(_BACKGROUND_MODE, "I", _TRANSPARENT)
        self._add(_TEXT_ALIGN, "I", _CENTRED_ON_BASELINE)

    def rectangle(
        self, left: float, top: float, right: float, bottom: float, fill: str, line: str
    ) -> None:  # fmt: skip
        """A box (2.3.5.34)."""
        self._use_brush(fill)
        self._use_pen(line, 1.0)
        self._add(_RECTANGLE, "4i", *_units(left, top), *_units(right, bottom))

    def polygon(self, points: Sequence[Point], fill: str, line: str) -> None:
        """A closed shape (2.3.5.22)."""
        self._use_brush(fill)
        self._use_pen(line, LINE)
        self._points(_POLYGON, points)

    def circle(self, centre: Point, radius: float, fill: str, line: str) -> None:
        """A circle, by the box around it (2.3.5.5)."""
        self._use_brush(fill)
        self._use_pen(line, 1.0)
        x, y = centre
        self._add(_ELLIPSE, "4i", *_units(x - radius, y - radius), *_units(x + radius, y + radius))

    def curve(self, pieces: Sequence[Piece], line: str) -> None:
        """A line with its bends as one run of cubic curves (2.3.5.16); a straight piece is a curve without bend."""
        self._use_pen(line, LINE)
        points = [pieces[0].end]
        for piece in pieces[1:]:
            points += _cubic(points[-1], piece)
        self._points(_POLYBEZIER, points)

    def lines(
        self, x: float, y: float, lines: Sequence[str], drop: float, size: float, colour: str, *, bold: bool = False
    ) -> None:  # fmt: skip
        """Centred lines of text around a place."""
        for base, line in zip(baselines(y, len(lines), drop), lines, strict=True):
            self.text(x, base, line, size, colour, bold=bold)

    def text(self, x: float, y: float, text: str, size: float, colour: str, *, bold: bool = False) -> None:
        """A line of text centred on `x` with its base at `y` (2.3.5.8); nothing for an empty one."""
        if not text:
            return
        self._use_font(size, bold)
        if colour != self._text_colour:
            self._text_colour = colour
            self._add(_TEXT_COLOUR, "I", _colour(colour))
        encoded = text.encode("utf-16-le")
        count = len(encoded) // 2
        # The second half of a surrogate pair adds nothing.
        advances = [
            advance
            for sign in text
            for advance in (
                round(width(sign) * size * UNITS),
                *[0] * (len(sign.encode("utf-16-le")) // 2 - 1),
            )
        ]
        padded = _padded(encoded)
        start = 76
        scale = _DEVICE_MM * 100 / _DEVICE_PX
        self._add(
            _TEXT,
            "4i I 2f 2i I I I 4i I",
            *(0, 0, -1, -1),  # bounds, which players work out
            1,  # GM_COMPATIBLE
            *(scale, scale),  # .01 mm a px
            *_units(x, y),
            count,
            start,
            0,
            *(0, 0, -1, -1),
            start + len(padded),
            tail=padded + struct.pack(f"<{count}I", *advances),
        )

    def to_bytes(self, title: str) -> bytes:
        """The file: header with its two extensions (2.3.4.2), records, end (2.3.4.1)."""
        self._add(_END, "3I", 0, 16, 20)
        wide, high = self._size
        description = f"wuye_docs\0{title}\0\0".encode("utf-16-le")
        tail = _padded(description)
        body = b"".join(self._records)
        hundredths = _DEVICE_MM * 100 / _DEVICE_PX
        head = 108
        fields = struct.pack(
            "<2I 4i 4i 4I 2H 3I 2i 2i 3I 2I",
            *(_HEADER, head + len(tail)),
            *(0, 0, wide - 1, high - 1),  # bounds in device px, inclusive
            *(0, 0, round(wide * hundredths), round(high * hundredths)),  # frame in .01 mm
            *(0x464D4520, 0x00010000, head + len(tail) + len(body), len(self._records) + 1),
            *(len(self._objects) + 1, 0),
            *(len(description) // 2, head, 0),
            *(_DEVICE_PX, _DEVICE_PX),
            *(_DEVICE_MM, _DEVICE_MM),
            *(0, 0, 0),  # no OpenGL
            *(_DEVICE_MM * 1000, _DEVICE_MM * 1000),
        )
        return fields + tail + body

    def _add(self, kind: int, layout: str, *values: float, tail: bytes = b"") -> None:
        data = struct.pack(f"<{layout}", *values) + tail
        self._records.append(struct.pack("<2I", kind, 8 + len(data)) + data)

    def _points(self, kind: int, points: Sequence[Point]) -> None:
        placed = [_units(*point) for point in points]
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        flat = [value for point in placed for value in point]
        self._add(kind, f"4i I {len(flat)}i", min(xs), min(ys), max(xs), max(ys), len(placed), *flat)

    def _use_pen(self, colour: str, wide: float) -> None:
        # LogPen ([MS-EMF] 2.2.19): PS_SOLID; only the x of the width counts.
        values = (0, round(wide * UNITS), 0, _colour(colour))
        self._use("pen", _NO_PEN if not colour else self._object(_PEN, "I 2i I", *values))

    def _use_brush(self, colour: str) -> None:
        # LogBrushEx (2.2.12): BS_SOLID.
        self._use("brush", _NO_BRUSH if not colour else self._object(_BRUSH, "3I", 0, _colour(colour), 0))

    def _use_font(self, size: float, bold: bool) -> None:
        # LogFont (2.2.13) as the beginning of a LogFontPanose (2.2.16), 320 bytes; a negative height is that of the em.
        face = self._font.encode("utf-16-le")[:62].ljust(64, b"\0")
        made = self._object(
            _FONT,
            "5i 8B 64s 228x",
            *(-round(size * UNITS), 0, 0, 0, 700 if bold else 400),
            *(0, 0, 0, GB2312_CHARSET, 0, 0, 0, 0),
            face,
        )
        self._use("font", made)

    def _object(self, kind: int, layout: str, *values: float | bytes) -> int:
        """The index of an object in the player's table, made when it is first used."""
        key = (kind, *values)
        if key not in self._objects:
            index = self._objects[key] = len(self._objects) + 1
            self._add(kind, "I", index, tail=struct.pack(f"<{layout}", *values))
        return self._objects[key]

    def _use(self, what: str, index: int) -> None:
        if self._selected.get(what) != index:
            self._selected[what] = index
            self._add(_SELECT, "I", index)


def _cubic(start: Point, piece: Piece) -> list[Point]:
    """A piece of a line as cubic curves: three points each."""
    end = piece.end
    match piece.kind:
        case "corner":
            # A quadratic curve's control point, two thirds of the way from either end.
            first, second = (
                (one[0] + 2 / 3 * (piece.control[0] - one[0]), one[1] + 2 / 3 * (piece.control[1] - one[1]))
                for one in (start, end)
            )
            return [first, second, end]
        case "hop":
            radius = (end[0] - start[0]) / 2
            top = (start[0] + radius, start[1] - abs(radius))
            rise, run = abs(radius) * _QUARTER, radius * _QUARTER
            return [
                (start[0], start[1] - rise), (top[0] - run, top[1]), top,
                (top[0] + run, top[1]), (end[0], end[1] - rise), end,
            ]  # fmt: skip
    return [start, end, end]


def _rounded(shape: Shape, radius: float) -> list[Point]:
    """A shape's box with rounded corners, clockwise, as a polygon of which no side can be told from an arc.

    EMR_ROUNDRECT would say it shorter, but LibreOffice takes its corners for twice their size.
    """
    across, along = shape.width / 2 - radius, shape.height / 2 - radius
    found = []
    for quarter, (x, y) in enumerate(
        ((across, -along), (across, along), (-across, along), (-across, -along))
    ):
        for step in range(_ARC_STEPS + 1):
            angle = pi / 2 * (quarter - 1 + step / _ARC_STEPS)
            found.append((shape.x + x + radius * cos(angle), shape.y + y + radius * sin(angle)))
    return found


def _units(x: float, y: float) -> tuple[int, int]:
    return round(x * UNITS), round(y * UNITS)


def _colour(colour: str) -> int:
    """A ColorRef ([MS-WMF] 2.2.2.8): blue, green, red from the top; 0 for none."""
    red, green, blue = (int(colour[at : at + 2] or "0", 16) for at in (1, 3, 5))
    return red | green << 8 | blue << 16


def _padded(data: bytes) -> bytes:
    """To a multiple of four bytes, which every record's size must be."""
    return data.ljust(-(-len(data) // 4) * 4, b"\0")
