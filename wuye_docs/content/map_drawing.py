"""Draw maps of the manual as SVG: its documents by series with what leans on what, and one document among its relatives.

What is in the maps, `document_relations` says. Sizes come from `text_metrics` and, for the documents of one series, places
from Graphviz, which measures no text; so bytes do not depend on the fonts of the machine. A map is drawn for the sheet of
manual.yaml at its own size, so that text is printed at 7.9 pt and a box can be found by its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import zip_longest
from math import atan2, cos, sin
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from wuye_docs.content.accent import readable
from wuye_docs.content.document_relations import DocumentRelations, Group, relations_of, thinned
from wuye_docs.model import Document, Manual
from wuye_docs.references import Kind, ReferenceGraph, Target
from wuye_docs.swimlanes.text_metrics import width as em_width
from wuye_docs.swimlanes.text_metrics import wrap

Address = Callable[[Target], str]
Point = tuple[float, float]

FONTS = "'Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"
TEXT_SIZE = 10.5
"""In CSS pixels: 7.9 pt."""
TITLE_SIZE = 12.0
LEADING = 15.0
PADDING = 7.0
EDGE = 2.0
"""Room around the drawing for its strokes."""
GAP = 10.0
CAPTION_ROOM = 128.0
"""Height in CSS pixels that a heading above and a caption below take of a sheet."""
LEAST_SCALE = 0.953
"""Below it the text would be smaller than 7.5 pt."""
LINE_PITCH = 14.5
LABEL = 94.0
"""Width of a band's name."""
COLUMNS = 3
BAND_GAP = 7.0
ARROWS_MEAN = (
    "箭头由引用的一方指向被引用的一方，数字为引用关系数；经其他系列、同样多的引用能够到达的，箭头省略。"
)
PIXELS_PER_MM = 96 / 25.4
INK, SOFT, LINE, BAND = "#1f2933", "#46535e", "#c4ced8", "#f7f9fb"
ARROW, BACK = "#33424f", "#a4502a"


class Place(NamedTuple):
    """Where a box that leads somewhere stands, in CSS pixels."""

    target: Target
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A map, ready to be written as SVG."""

    width: float
    height: float
    """In CSS pixels, 96 to the inch."""
    title: str
    description: str
    """What the map shows, in words."""
    parts: tuple[tuple[Target | None, str], ...]
    """Pieces of SVG, each with what it leads to."""
    places: tuple[Place, ...]

    def svg(self, *, href: Address | None = None, id_prefix: str = "map", scale: float = 1.0) -> str:
        """The map as an SVG element without prolog, `scale` times its size on paper.

        `href` gives addresses, an empty one leaves a box unlinked.
        """
        size = f'width="{_n(self.width * scale)}" height="{_n(self.height * scale)}" viewBox="0 0 {_n(self.width)} {_n(self.height)}"'
        drawn = [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="relation-map" role="group"'
            f' aria-labelledby="{id_prefix}-title {id_prefix}-desc" {size}'
            f' font-family={quoteattr(FONTS)} font-size="{TEXT_SIZE}">',
            f'<title id="{id_prefix}-title">{escape(self.title)}</title>',
            f'<desc id="{id_prefix}-desc">{escape(self.description)}</desc>',
        ]
        for target, part in self.parts:
            address = href(target) if href and target else ""
            drawn.append(f"<a href={quoteattr(address)}>{part}</a>" if address else part)
        return "\n".join([*drawn, "</svg>"])


def make_maps(references: ReferenceGraph, kind: str, key: str) -> tuple[MapDrawing, ...]:
    """The map of a kind, on as many sheets as it needs: `document` with a document's number, `process` with the key of a
    group or nothing for the whole manual. None where there is nothing to draw.
    """
    return _make_maps(relations_of(references), kind, key)


# A figure asks for its map when it is made, and again when it is written.
@lru_cache(maxsize=4)
def _make_maps(relations: DocumentRelations, kind: str, key: str) -> tuple[MapDrawing, ...]:
    documents = relations.manual.documents
    if kind == "document":
        return document_maps(relations, key) if key in documents else ()
    groups = relations.groups(documents)
    if not key:
        return process_maps(relations, groups) if groups else ()
    return tuple(series_map(relations, group) for group in groups if group.key == key)


# ---------------------------------------------------------------- the whole manual


@dataclass(frozen=True, slots=True)
class _Band:
    """A series with its documents in columns."""

    group: Group
    name: tuple[str, ...]
    columns: tuple[tuple[tuple[Document, str, tuple[str, ...]], ...], ...]
    """In each column documents, with what of the number the band does not say and the lines of the title."""

    @property
    def height(self) -> float:
        lines = max((sum(len(one[2]) for one in column) for column in self.columns), default=0)
        return max(lines * LINE_PITCH, (len(self.name) + 1) * LEADING) + 9


def process_maps(relations: DocumentRelations, groups: Sequence[Group]) -> tuple[MapDrawing, ...]:
    """The series as boxes with arrows from the one that names to the one named; below them the documents of each series.

    What is too tall for a sheet goes on on the next.
    """
    manual = relations.manual
    width, height_room = _sheet(manual)
    height_room /= LEAST_SCALE
    sheets: list[MapDrawing] = []
    sheet = _Sheet.of(manual)
    described, width, y = _draw_series(sheet, relations, groups, width)
    bands = [_band(relations, group, width) for group in groups]
    shown: list[_Band] = []

    def finish(height: float) -> None:
        company = manual.settings.company
        listed = "、".join(f"{band.group.name}{len(band.group.documents)}份" for band in shown)
        words = "。".join(filter(None, (described, f"文件：{listed}" if listed else ""))) + "。"
        title = f"{company.short or company.name}过程和文件关系图"
        sheets.append(sheet.drawing(width, height + EDGE, title, words))

    # The lists stay together, so that a series is found by its place: all below the boxes, or all on sheets of their own.
    if y + BAND_GAP + _stack_height(bands) > height_room:
        finish(y)
        sheet, described, y = _Sheet.of(manual), "", EDGE - BAND_GAP
    for band in bands:
        if shown and y + BAND_GAP + band.height + EDGE > height_room:
            finish(y)
            sheet, described, y, shown = _Sheet.of(manual), "", EDGE - BAND_GAP, []
        y += BAND_GAP
        _draw_band(sheet, band, y, width)
        y += band.height
        shown.append(band)
    finish(y)
    return tuple(sheets)


def _draw_series(
    sheet: _Sheet, relations: DocumentRelations, groups: Sequence[Group], width: float
) -> tuple[str, float, float]:
    """Draw the series as boxes; what is shown in words, and the width (at least `width`) and height that it took."""
    edges = thinned(relations.between_groups())
    ways = {(one, other) for one, other in edges if (other, one) not in edges}
    order = [group.key for group in groups]
    ways |= {pair for pair in edges if pair not in ways and order.index(pair[0]) < order.index(pair[1])}
    listed = sorted(ways, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))
    placing = _placed(relations.manual, order, listed, _SERIES_BOXES)
    width = max(width, placing.width + 2 * EDGE)
    left = (width - placing.width) / 2 - EDGE
    wide, tall = placing.tile
    notes = []
    for pair, points in placing.ways.items():
        back = (pair[1], pair[0])
        moved = [(x + left, y) for x, y in points]
        sheet.curve(moved, ARROW, min(2.4, 0.9 + edges[pair] / 30), both=back in edges)
        taken = [(x + left, y, wide, tall) for x, y in placing.corners.values()]
        notes.append((*_free_middle(moved, taken), str(edges[pair] + edges.get(back, 0))))
    for x, y, text in notes:
        sheet.note(x, y, text, ARROW)
    for group in groups:
        x, y = placing.corners[group.key]
        sheet.rect(x + left, y, wide, tall, BAND, sheet.accent, 1.4)
        lines = wrap(group.name, (wide - 8) / TITLE_SIZE)
        counted = _counted(relations, group)
        baseline = y + (tall - LEADING * (len(lines) + len(counted))) / 2 + 12
        for index, line in enumerate([*lines, *counted]):
            is_name = index < len(lines)
            sheet.words(
                x + left + wide / 2, baseline + index * LEADING, line, TITLE_SIZE if is_name else TEXT_SIZE,
                sheet.accent if is_name else SOFT, bold=is_name, anchor="middle",
            )  # fmt: skip
    y = placing.height + 2 * EDGE
    if edges:
        for line in wrap(ARROWS_MEAN, width / TEXT_SIZE - 1):
            y += LEADING
            sheet.words(EDGE, y, line, TEXT_SIZE, SOFT)
    names = {group.key: group.name for group in groups}
    described = "；".join(
        f"{names[one]}与{names[other]}互相引用{edges[one, other] + edges[other, one]}处"
        if (other, one) in edges
        else f"{names[one]}引用{names[other]}{edges[one, other]}处"
        for one, other in listed
    )
    return described, width, y + 4


def _free_middle(points: Sequence[Point], boxes: Sequence[tuple[float, float, float, float]]) -> Point:
    """The point nearest the middle of a chain of Bézier curves that keeps off boxes (left, top, width, height)."""
    count = (len(points) - 1) // 3
    along = []
    for tenth in range(1, 10 * count):
        whole, part = divmod(tenth, 10)
        along.append(_point_of(points[whole * 3 : whole * 3 + 4], part / 10))
    near = sorted(range(len(along)), key=lambda index: (abs(index - len(along) // 2), index))
    free = (
        along[index]
        for index in near
        if not any(
            left - 10 < along[index][0] < left + width + 10 and top - 8 < along[index][1] < top + height + 8
            for left, top, width, height in boxes
        )
    )
    return next(free, along[len(along) // 2])


def _point_of(curve: Sequence[Point], part: float) -> Point:
    """A point on a cubic Bézier curve."""
    rest = 1 - part
    factors = (rest**3, 3 * rest * rest * part, 3 * rest * part * part, part**3)
    x, y = (
        sum(factor * point[axis] for factor, point in zip(factors, curve, strict=True)) for axis in (0, 1)
    )
    return round(x, 1), round(y, 1)


def _stack_height(bands: Sequence[_Band]) -> float:
    return sum(band.height + BAND_GAP for band in bands) + 2 * EDGE + LEADING


def _band(relations: DocumentRelations, group: Group, width: float) -> _Band:
    """A series for a band of that width."""
    room = _column(width)
    texts = []
    for document in group.documents:
        counter = document.number.removeprefix(group.key) or document.number
        texts.append((document, counter, wrap(document.title, room / TEXT_SIZE - em_width(counter) - 0.4)))
    # Downwards, with columns of about equal height.
    total = sum(len(one[2]) for one in texts)
    columns: list[list[tuple[Document, str, tuple[str, ...]]]] = [[]]
    used = 0
    for text in texts:
        if columns[-1] and len(columns) < COLUMNS and used + len(text[2]) > -(-total // COLUMNS):
            columns.append([])
            used = 0
        columns[-1].append(text)
        used += len(text[2])
    name = wrap(group.name, (LABEL - 2 * PADDING) / TITLE_SIZE)
    return _Band(group, name, tuple(map(tuple, columns)))


def _column(width: float) -> float:
    """The width that a document has in a band."""
    return (width - 2 * EDGE - LABEL) / COLUMNS - 8


def _draw_band(sheet: _Sheet, band: _Band, y: float, width: float) -> None:
    sheet.rect(EDGE, y, width - 2 * EDGE, band.height, BAND, sheet.accent)
    for index, line in enumerate(band.name):
        sheet.words(EDGE + PADDING, y + 16 + index * LEADING, line, TITLE_SIZE, sheet.accent, bold=True)
    below = y + 16 + len(band.name) * LEADING
    sheet.words(EDGE + PADDING, below, band.group.key, TEXT_SIZE, SOFT)
    for index, column in enumerate(band.columns):
        left = EDGE + LABEL + index * (_column(width) + 8)
        baseline = y + 16.0
        for document, counter, lines in column:
            target = Target(Kind.DOCUMENT, document.number)
            with sheet.leading_to(target, left, baseline - 11, _column(width), LINE_PITCH * len(lines)):
                sheet.words(left, baseline, counter, TEXT_SIZE, SOFT)
                for line in lines:
                    begin = left + (em_width(counter) + 0.4) * TEXT_SIZE
                    sheet.words(begin, baseline, line, TEXT_SIZE, INK)
                    baseline += LINE_PITCH


def _counted(relations: DocumentRelations, group: Group) -> list[str]:
    """How many documents, flows and forms a series has."""
    manual = relations.manual
    flows = sum(len(list(manual.flows_of(one.number))) for one in group.documents)
    forms = sum(len(list(manual.forms_of(one.number))) for one in group.documents)
    lines = [f"{group.key}　{len(group.documents)}份"]
    if flows or forms:
        lines.append("　".join(f"{word}{count}" for word, count in (("流程", flows), ("表", forms)) if count))
    return lines


# ---------------------------------------------------------------- one series


def series_map(relations: DocumentRelations, group: Group) -> MapDrawing:
    """The documents of a series, an arrow from each to those of the series that it names; the alone stand below."""
    manual = relations.manual
    members = {document.number for document in group.documents}
    weights = {pair: count for pair, count in relations.weights.items() if members >= set(pair)}
    edges = thinned(weights)
    joined = [one.number for one in group.documents if any(one.number in pair for pair in edges)]
    alone = [one.number for one in group.documents if one.number not in joined]
    placing = _Placing(_TILES[0], 0.0, 0.0, {}, {}, 1.0)
    if joined:
        placing = _placed(manual, joined, _one_way(edges), _TILES)
    if placing.scale < LEAST_SCALE:
        # How often a document is named tells less than what can be read.
        plain = thinned(dict.fromkeys(weights, 1))
        placing = max(placing, _placed(manual, joined, _one_way(plain), _TILES), key=lambda one: one.scale)
        edges = plain if set(placing.ways) <= plain.keys() else edges
    tile, tall = placing.tile
    columns = max(1, int((max(placing.width, _sheet(manual)[0] - 2 * EDGE) + 8) // (tile + 8)))
    corners = dict(placing.corners)
    y = EDGE + placing.height + (GAP if joined else 0)
    for index, number in enumerate(alone):
        corners[number] = EDGE + (index % columns) * (tile + 8), y + (index // columns) * (tall + 8)
    rows = -(-len(alone) // columns)
    sheet = _Sheet.of(manual)
    for pair, points in placing.ways.items():
        sheet.curve(points, ARROW, 1.1, both=(pair[1], pair[0]) in edges)
    for document in group.documents:
        left, top = corners[document.number]
        with sheet.leading_to(Target(Kind.DOCUMENT, document.number), left, top, tile, tall):
            sheet.rect(left, top, tile, tall, "#ffffff", sheet.accent)
            lines = wrap(document.title, (tile - 6) / TEXT_SIZE)
            baseline = top + tall / 2 - 13 * (len(lines) - 1) / 2 - 2.5
            sheet.words(left + tile / 2, baseline, document.number, TEXT_SIZE, SOFT, anchor="middle")
            for index, line in enumerate(lines, 1):
                sheet.words(left + tile / 2, baseline + index * 13, line, TEXT_SIZE, INK, anchor="middle")
    described = "；".join(
        f"{manual.documents[one].title}引用{manual.documents[other].title}" for one, other in edges
    )
    return sheet.drawing(
        max(placing.width, min(columns, len(alone)) * (tile + 8) - 8) + 2 * EDGE,
        y + (rows * (tall + 8) - 8 if rows else -GAP) + EDGE,
        f"{group.name}关系图",
        f"{group.name}{len(group.documents)}份。" + (f"{described}。" if described else ""),
    )


def _one_way(edges: Mapping[tuple[str, str], int]) -> list[tuple[str, str]]:
    """The edges with one for each two that go both ways."""
    return [(one, other) for one, other in edges if (other, one) not in edges or one < other]


# Width and height of a series' and of a document's box, as wide as the sheet allows.
_SERIES_BOXES = ((134.0, 66.0), (104.0, 66.0), (92.0, 80.0))
_TILES = ((124.0, 44.0), (112.0, 44.0), (96.0, 44.0), (84.0, 57.0))
_SPACINGS = (("0.16", "0.42"), ("0.1", "0.28"), ("0.07", "0.22"))
"""Inches between boxes side by side and one below the other."""


class _Placing(NamedTuple):
    """Where Graphviz has put the boxes of a series."""

    tile: Point
    width: float
    height: float
    corners: Mapping[str, Point]
    """Left and top of each box."""
    ways: Mapping[tuple[str, str], list[Point]]
    """The points of each arrow's curve."""
    scale: float
    """How much it has to shrink for an upright sheet; at most 1."""


def _placed(
    manual: Manual, numbers: Sequence[str], ways: Sequence[tuple[str, str]], tiles: Sequence[Point]
) -> _Placing:
    """The first way to place the boxes that can be read on an upright sheet, or the one that can be printed largest."""
    tried = []
    for spacing in _SPACINGS:
        for tile in tiles:
            for direction in ("TB", "LR"):
                placing = _placed_by_graphviz(manual, numbers, ways, tile, spacing, direction)
                if placing.scale >= LEAST_SCALE:
                    return placing
                tried.append(placing)
    return max(tried, key=lambda one: one.scale)


def _placed_by_graphviz(
    manual: Manual,
    numbers: Sequence[str],
    ways: Sequence[tuple[str, str]],
    tile: Point,
    spacing: tuple[str, str],
    direction: str,
) -> _Placing:
    # Imported here because it costs as much as everything else a build imports before it knows what to do.
    import pygraphviz

    graph = pygraphviz.AGraph(directed=True, strict=True)
    graph.graph_attr.update(rankdir=direction, nodesep=spacing[0], ranksep=spacing[1], splines="true")
    # No label: Graphviz would measure it with the fonts of the machine.
    graph.node_attr.update(
        shape="box", fixedsize="true", label="", width=_n(tile[0] / 72, 4), height=_n(tile[1] / 72, 4)
    )
    graph.edge_attr.update(arrowhead="none")
    names = {number: f"n{index}" for index, number in enumerate(numbers)}
    for number in numbers:
        graph.add_node(names[number])
    for one, other in ways:
        graph.add_edge(names[one], names[other])
    graph.layout(prog="dot")
    _, _, width, height = map(float, graph.graph_attr["bb"].split(","))

    def point(text: str) -> Point:
        x, y = map(float, text.split(","))
        return round(x + EDGE, 1), round(height - y + EDGE, 1)

    centres = {number: point(graph.get_node(names[number]).attr["pos"]) for number in numbers}
    curves = {pair: graph.get_edge(*(names[one] for one in pair)).attr["pos"] for pair in ways}
    room, height_room = _sheet(manual)
    return _Placing(
        tile,
        width,
        height,
        {number: (x - tile[0] / 2, y - tile[1] / 2) for number, (x, y) in centres.items()},
        {pair: [point(one) for one in text.split() if one[0] not in "es"] for pair, text in curves.items()},
        min(1.0, room / (width + 2 * EDGE), height_room / (height + 2 * EDGE)),
    )


# ---------------------------------------------------------------- one document


def document_maps(relations: DocumentRelations, number: str) -> tuple[MapDrawing, ...]:
    """A document with its flows and forms in the middle, who names it on the left, what it names on the right.

    What is too tall for a sheet goes on on the next, each time with the document in the middle.
    """
    manual = relations.manual
    room, height_room = _sheet(manual)
    side = (room - 2 * EDGE - 2 * _SIDE_GAP - _MIDDLE) / 2
    naming = [_group_box(group, side) for group in relations.groups(relations.naming(number))]
    named = [_group_box(group, side) for group in relations.groups(relations.named_by(number))]
    own = _Box(manual.documents[number].title, (), _MIDDLE, Target(Kind.DOCUMENT, number), number)
    flows = [(Target(Kind.FLOW, one.number), "", one.title) for one in manual.flows_of(number)]
    cited = relations.cited.get(number, {})
    forms = {one.number for one in manual.forms_of(number)}
    forms |= {one.key for one in cited if one.kind is Kind.FORM and one.key in manual.forms}
    held = []
    if flows:
        held.append(_Box("流程", tuple(flows), _MIDDLE))
    if forms:
        lines = ((Target(Kind.FORM, key), "", manual.forms[key].title) for key in sorted(forms))
        held.append(_Box("记录表", tuple(lines), _MIDDLE))
    standards = [one for one in cited if one.kind is Kind.STANDARD]
    if standards:
        named.append(
            _Box("外部文件", tuple((one, "", manual.standards[one.key].title) for one in standards), side)
        )
    limit = height_room / LEAST_SCALE - 24 - 2 * EDGE
    sheets = zip_longest(
        _on_sheets(naming, limit),
        _on_sheets(held, limit - own.height - GAP),
        _on_sheets(named, limit),
        fillvalue=(),
    )
    counts = (
        f"{number}《{own.title}》被{len(relations.naming(number))}份文件引用，引用{len(relations.named_by(number))}份文件、"
        f"{len(standards)}份外部文件，有{len(flows)}个流程、{len(forms)}种记录表。"
    )
    drawn = [
        _document_sheet(manual, left, (own, *middle), right, side, counts) for left, middle, right in sheets
    ]
    return tuple(drawn) or (_document_sheet(manual, (), (own,), (), side, counts),)


_MIDDLE = 172.0
_SIDE_GAP = 34.0


def _document_sheet(
    manual: Manual,
    naming: Sequence[_Box],
    own: Sequence[_Box],
    named: Sequence[_Box],
    side: float,
    description: str,
) -> MapDrawing:
    sheet = _Sheet.of(manual)
    height = max(_height(column) for column in (naming, own, named))
    lefts = EDGE, EDGE + side + _SIDE_GAP, EDGE + side + _MIDDLE + 2 * _SIDE_GAP
    middles = []
    for column, left, words in zip(
        (naming, own, named), lefts, ("引用本文件", "", "本文件引用"), strict=True
    ):
        top = EDGE + 20 + (height - _height(column)) / 2
        middles.append(_stacked(sheet, column, left, top))
        if words and column:
            sheet.words(left + side / 2, top - 7, words, TEXT_SIZE, SOFT, anchor="middle")
    centre = middles[1][0]
    for y in middles[0]:
        bus = lefts[1] - _SIDE_GAP / 2
        sheet.line([(EDGE + side, y), (bus, y), (bus, centre), (lefts[1], centre)], ARROW, 1.1)
    for y in middles[2]:
        bus = lefts[2] - _SIDE_GAP / 2
        sheet.line([(lefts[1] + _MIDDLE, centre), (bus, centre), (bus, y), (lefts[2], y)], ARROW, 1.1)
    return sheet.drawing(lefts[2] + side + EDGE, height + 20 + 2 * EDGE, f"{own[0].title}关系图", description)


def _on_sheets(boxes: Sequence[_Box], room: float) -> list[tuple[_Box, ...]]:
    """The boxes of a column by sheets of that height; one that does not fit goes on on the next."""
    sheets: list[list[_Box]] = []
    left = 0.0
    for box in boxes:
        rest: _Box | None = box
        while rest is not None:
            if rest.height <= left:
                first, rest = rest, None
            elif left >= room or left >= rest.head + 6 * LEADING:
                first, rest = rest.parted(left)
            else:
                sheets.append([])
                left = room
                continue
            sheets[-1].append(first)
            left -= first.height + GAP
    return [tuple(one) for one in sheets]


@dataclass(frozen=True, slots=True)
class _Box:
    """A heading with lines below it."""

    title: str
    lines: tuple[tuple[Target, str, str], ...]
    """What each line leads to, its number (which may be empty) and its words."""
    width: float
    target: Target | None = None
    number: str = ""

    @property
    def title_lines(self) -> tuple[str, ...]:
        return wrap(self.title, (self.width - 2 * PADDING) / TITLE_SIZE)

    @property
    def indent(self) -> float:
        """Where the words of lines begin, beside the longest number."""
        return (
            max((em_width(number) + 0.5 if number else 0.0 for _, number, _ in self.lines), default=0)
            * TEXT_SIZE
        )

    @property
    def wrapped(self) -> list[tuple[Target, str, tuple[str, ...]]]:
        room = (self.width - 2 * PADDING - self.indent) / TEXT_SIZE
        return [(target, number, wrap(words, room)) for target, number, words in self.lines]

    @property
    def head(self) -> float:
        return LEADING * (len(self.title_lines) + bool(self.number)) + 10

    @property
    def height(self) -> float:
        lines = sum(len(one) for _, _, one in self.wrapped)
        return self.head + (lines * LEADING + 8 if lines else 0)

    def parted(self, room: float) -> tuple[_Box, _Box]:
        """As much of the box as fits `room`, at least a line, and the rest under the same heading."""
        used, count = self.head + 8, 0
        for _, _, lines in self.wrapped[:-1]:
            used += LEADING * len(lines)
            if count and used > room:
                break
            count += 1
        title = self.title if self.title.endswith("（续）") else f"{self.title}（续）"
        return replace(self, lines=self.lines[:count]), replace(self, title=title, lines=self.lines[count:])


def _group_box(group: Group, width: float) -> _Box:
    lines = ((Target(Kind.DOCUMENT, one.number), one.number, one.title) for one in group.documents)
    return _Box(group.name, tuple(lines), width)


def _height(boxes: Sequence[_Box]) -> float:
    return sum(box.height for box in boxes) + GAP * max(0, len(boxes) - 1)


def _stacked(sheet: _Sheet, boxes: Sequence[_Box], left: float, top: float) -> list[float]:
    """Draw boxes one below the other; the heights of the middles of their headings."""
    middles = []
    for box in boxes:
        fill = "#e4edf3" if box.target else "#ffffff"
        sheet.rect(left, top, box.width, box.height, fill, sheet.accent, 1.6 if box.target else 1.0)
        if box.lines:
            sheet.line(
                [(left, top + box.head), (left + box.width, top + box.head)], sheet.accent, 1.0, arrow=False
            )
        baseline = top + 18.0
        for line in box.title_lines:
            sheet.words(
                left + box.width / 2, baseline, line, TITLE_SIZE, sheet.accent, bold=True, anchor="middle"
            )
            baseline += LEADING
        if box.number:
            sheet.words(left + box.width / 2, baseline, box.number, TEXT_SIZE, SOFT, anchor="middle")
        baseline = top + box.head + LEADING
        for target, number, lines in box.wrapped:
            with sheet.leading_to(target, left, baseline - 12, box.width, LEADING * len(lines)):
                if number:
                    sheet.words(left + PADDING, baseline, number, TEXT_SIZE, SOFT)
                for line in lines:
                    sheet.words(left + PADDING + box.indent, baseline, line, TEXT_SIZE, INK)
                    baseline += LEADING
        middles.append(top + box.head / 2)
        top += box.height + GAP
    return middles


# ---------------------------------------------------------------- drawing


def _sheet(manual: Manual) -> Point:
    """Width and height in CSS pixels that a drawing has on an upright sheet of the manual."""
    style = manual.settings.style
    return (
        (210 - style.margin_left - style.margin_right) * PIXELS_PER_MM,
        (297 - style.margin_top - style.margin_bottom) * PIXELS_PER_MM - CAPTION_ROOM,
    )


@dataclass
class _Sheet:
    """Gathers what is drawn."""

    accent: str
    parts: list[tuple[Target | None, str]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    @classmethod
    def of(cls, manual: Manual) -> _Sheet:
        """An empty sheet in the accent colour, as it can be read on a band."""
        return cls(readable(manual.settings.style.accent, BAND))

    def drawing(self, width: float, height: float, title: str, description: str) -> MapDrawing:
        paper = f'<rect class="paper" width="{_n(width)}" height="{_n(height)}" fill="#ffffff"/>'
        parts = ((None, paper), *self.parts)
        return MapDrawing(width, height, title, description, parts, tuple(self.places))

    def leading_to(self, target: Target, x: float, y: float, width: float, height: float) -> _Link:
        """What is drawn inside leads to `target`."""
        self.places.append(Place(target, x, y, width, height))
        return _Link(self, target, len(self.parts))

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, edge: str, stroke: float = 1.0
    ) -> None:
        self.add(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" rx="3" fill="{fill}"'
            f' stroke="{edge}" stroke-width="{stroke}"/>'
        )

    def words(
        self, x: float, y: float, text: str, size: float, colour: str, *, bold: bool = False, anchor: str = ""
    ) -> None:
        weight = ' font-weight="700"' if bold else ""
        middle = f' text-anchor="{anchor}"' if anchor else ""
        self.add(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"{weight}{middle} fill="{colour}">{escape(text)}</text>'
        )

    def note(self, x: float, y: float, text: str, colour: str) -> None:
        """A few characters on a line, which makes room for them."""
        half = em_width(text) * TEXT_SIZE / 2 + 1
        self.add(
            f'<rect x="{_n(x - half)}" y="{_n(y - 7)}" width="{_n(2 * half)}" height="14" fill="#ffffff"/>'
        )
        self.words(x, y + 4, text, TEXT_SIZE, colour, anchor="middle")

    def line(
        self, points: Sequence[Point], colour: str, stroke: float, *, arrow: bool = True, both: bool = False
    ) -> None:
        steps = "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        self._path(f"M{steps}", points, colour, stroke, arrow=arrow, both=both)

    def curve(self, points: Sequence[Point], colour: str, stroke: float, *, both: bool) -> None:
        """A chain of Bézier curves through every third point."""
        steps = " ".join(f"{_n(x)} {_n(y)}" for x, y in points[1:])
        self._path(
            f"M{_n(points[0][0])} {_n(points[0][1])}C{steps}", points, colour, stroke, arrow=True, both=both
        )

    def _path(
        self, path: str, points: Sequence[Point], colour: str, stroke: float, *, arrow: bool, both: bool
    ) -> None:
        heads = [_head(points[-2], points[-1])] if arrow else []
        heads += [_head(points[1], points[0])] if both else []
        drawn = "".join(f'<path d="{head}" fill="{colour}"/>' for head in heads)
        self.add(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{stroke}"/>{drawn}')

    def add(self, drawn: str) -> None:
        self.parts.append((None, drawn))


@dataclass
class _Link:
    """Makes one part of what is drawn inside it."""

    sheet: _Sheet
    target: Target
    start: int

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        inside = "".join(part for _, part in self.sheet.parts[self.start :])
        self.sheet.parts[self.start :] = [(self.target, inside)]


def _head(before: Point, tip: Point) -> str:
    """An arrow head with its tip at a point."""
    angle = atan2(tip[1] - before[1], tip[0] - before[0])
    corners = [tip]
    for turn in (2.75, -2.75):
        corners.append((tip[0] + 7.5 * cos(angle + turn), tip[1] + 7.5 * sin(angle + turn)))
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in corners) + "Z"


def _n(value: float, digits: int = 1) -> str:
    """A number, without needless decimals."""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".")
