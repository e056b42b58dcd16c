"""Pictures of a PDF file: images of the text, the organisation chart, swimlane charts; and the files that they are."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath

import imagesize
from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.nodes import cross_reference
from wuye_docs.content.organization_drawing import organization_svg
from wuye_docs.content.relation_maps import drawing_of
from wuye_docs.content.tables import step_id
from wuye_docs.model import Style
from wuye_docs.swimlanes import Diagram, PageSize, paginate, render_svg
from wuye_docs.swimlanes.diagram import Shape
from wuye_docs.writers.pdf import typst_code
from wuye_docs.writers.pdf.links import Addresses
from wuye_docs.writers.pdf.typst_code import Lettering

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
"""A4, in mm."""
_POINTS_PER_MM = 72 / 25.4
# CSS pixels: 96 to the inch.
_POINTS_PER_PIXEL = 0.75
# Typst takes 400 for "no weight asked for" and keeps the font's default; 300 is the nearest that it does ask the font for.
_DRAWING_WEIGHT = 300
_HEADING_HEIGHTS = (48.0, 38.0, 32.0, 31.0)
"""Of headings by level, in pt, as the template sets them."""
_CAPTION_ROOM = 34.0
"""Height in pt that a picture's caption and its distance take."""
# Below this share of its natural size a drawing is turned on its side.
_LEAST_SCALE = 0.62
_SVG_SIZE = re.compile(rb'<svg[^>]*?\bwidth="([\d.]+)(?:px)?"[^>]*?\bheight="([\d.]+)(?:px)?"', re.DOTALL)
_FORMATS = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp"}


@dataclass(frozen=True, slots=True)
class TextArea:
    """The room for text on a page, in pt."""

    width: float
    height: float

    @classmethod
    def of(cls, style: Style, *, sideways: bool = False) -> TextArea:
        """The text area that manual.yaml's margins leave on A4."""
        width, height = (PAGE_HEIGHT, PAGE_WIDTH) if sideways else (PAGE_WIDTH, PAGE_HEIGHT)
        return cls(
            (width - style.margin_left - style.margin_right) * _POINTS_PER_MM,
            (height - style.margin_top - style.margin_bottom) * _POINTS_PER_MM,
        )


@dataclass(frozen=True, slots=True)
class HeadingsAbove:
    """The headings right above a chart, which must stand on its page."""

    code: str = ""
    depths: tuple[int, ...] = ()
    """1 for a clause of the first level."""

    @property
    def height(self) -> float:
        """What they take at most, in pt: one line each, with the distances that the template gives."""
        return sum(_HEADING_HEIGHTS[min(depth, len(_HEADING_HEIGHTS)) - 1] for depth in self.depths)

    def above(self, picture: str) -> str:
        """Code of the headings and the picture below them."""
        return f"{self.code}\n{picture}" if self.code else picture


@dataclass
class Drawings:
    """Gives the code of pictures, and gathers the files that it names."""

    book: Book
    lettering: Lettering
    files: dict[str, bytes] = field(default_factory=dict)
    """By the name that the code uses."""

    def image(self, node: nodes.image) -> str:
        """Code of one image; words in its place where it cannot be read, since a check names it."""
        uri = str(node["uri"])
        suffix = PurePosixPath(uri).suffix.lower().lstrip(".")
        name = f"images/{uri}" if suffix == "svg" else f"images/{uri}.svg"
        if name not in self.files:
            try:
                data = self.book.read(uri)
                self.files[name] = data if suffix == "svg" else _in_svg(data, _FORMATS[suffix])
            except (OSError, ValueError, KeyError):
                return self._missing(uri)
        width = str(node.get("width", ""))
        part = re.fullmatch(r"(\d+(?:\.\d+)?)%", width)
        size = f", width: {part.group(1)}%" if part and 0 < float(part.group(1)) <= 100 else ""
        return f"image({typst_code.name('/' + name)}{size})"

    def _missing(self, uri: str) -> str:
        return self.lettering.literal(f"〔图片缺失：{uri}〕")

    def organization(self, identifier: str, caption: str, headings: HeadingsAbove) -> str:
        """Code of the organisation chart; the caption alone where there is nothing to draw."""
        drawn = organization_svg(self.book.manual)
        if not drawn:
            return headings.above(f"p({identifier}, {caption})")
        name = "charts/organization.svg"
        self.files[name] = _weighted(drawn).encode()
        return self._picture(
            identifier,
            "组织机构图",
            caption,
            name,
            _size(self.files[name]),
            (),
            can_turn=True,
            headings=headings,
        )

    def relations(self, figure: nodes.Element, identifier: str, caption: str, addresses: Addresses) -> str:
        """Code of a map of documents; its boxes lead to the documents, forms and flows that they name."""
        drawn = drawing_of(figure, self.book.references)
        name = f"charts/map-{figure['map']}-{figure['number']}-{figure['part']}.svg"
        self.files[name] = _weighted(drawn.svg()).encode()
        places = []
        for one in drawn.places:
            reference = cross_reference(
                "", kind=one.target.kind, key=one.target.key, anchor="", mention=False
            )
            destination = addresses.destination(reference)
            if destination:
                corner = one.x / drawn.width, one.y / drawn.height
                size = one.width / drawn.width, one.height / drawn.height
                places.append(
                    typst_code.array([*(f"{value:.4f}" for value in (*corner, *size)), destination])
                )
        size_in_points = _size(self.files[name])
        return self._picture(
            identifier, drawn.description, caption, name, size_in_points, places, can_turn=False
        )

    def chart(
        self,
        number: str,
        identifier: str,
        caption: str,
        document: str,
        addresses: Addresses,
        headings: HeadingsAbove,
    ) -> str:
        """Code of a flow's chart, in as many parts as it needs pages; its steps lead to their rows where the file has them."""
        diagram = self.book.charts.get(number)
        flow = self.book.manual.flows.get(number)
        if diagram is None or flow is None:
            return headings.above(f"p({identifier}, {caption})")
        style = self.book.manual.settings.style
        area = TextArea.of(style)
        page = PageSize(
            area.width / _POINTS_PER_MM, (area.height - _CAPTION_ROOM - headings.height) / _POINTS_PER_MM
        )
        rows = {name: step_id(flow, step, document) for name, step in flow.steps.items()}
        made = []
        for part in paginate(diagram, page):
            name = f"charts/{document}-{number}-{part.part}.svg"
            svg = render_svg(part, id_prefix=f"{number}-{part.part}-")
            self.files[name] = _weighted(svg).encode()
            places = [
                _place(shape, part, rows[shape.key])
                for shape in part.shapes
                if rows.get(shape.key) in addresses.anchors
            ]
            spoken = f"{flow.title}，泳道图；文字说明见图后的步骤表"
            if part.parts > 1:
                spoken += f"（第{part.part}部分，共{part.parts}部分）"
            words = caption if part.part == part.parts else "none"
            mark = identifier if part.part == 1 else '""'
            size = _size(self.files[name])
            above = headings if part.part == 1 else HeadingsAbove()
            made.append(
                self._picture(
                    mark, spoken, words, name, size, places, can_turn=part.landscape, headings=above
                )
            )
        return "\n".join(made)

    def _picture(
        self,
        identifier: str,
        spoken: str,
        caption: str,
        name: str,
        size: tuple[float, float],
        places: Sequence[str],
        *,
        can_turn: bool,
        headings: HeadingsAbove = HeadingsAbove(),
    ) -> str:
        style = self.book.manual.settings.style
        scale = _scale(size, TextArea.of(style), headings.height)
        turned = _scale(size, TextArea.of(style, sideways=True), headings.height)
        is_turned = can_turn and scale < _LEAST_SCALE and turned > scale * 1.15
        if is_turned:
            scale = turned
        width, height = (typst_code.length(one * scale, "pt") for one in size)
        drawing = f"drawing({typst_code.name('/' + name)}, {width}, {height}, {typst_code.array(places)})"
        made = f"picture({identifier}, {self.lettering.plain(spoken)}, {caption}, {drawing})"
        made = headings.above(made)
        return f"sideways({{\n{made}\n}})" if is_turned else made


def _in_svg(data: bytes, media: str) -> bytes:
    """An image of dots inside an SVG of its size: what Typst is given in memory has to be text.

    Raises ValueError for what is no image.
    """
    width, height = imagesize.get(BytesIO(data))
    if width <= 0 or height <= 0:
        raise ValueError("not an image")
    coded = b64encode(data).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" '
        f'height="{height}"><image width="{width}" height="{height}" xlink:href="data:image/{media};base64,{coded}"/></svg>'
    ).encode()


def _weighted(svg: str) -> str:
    """The drawing with a weight on its root: without one Typst draws text in a variable font's default, here Thin."""
    return svg.replace("<svg ", f'<svg font-weight="{_DRAWING_WEIGHT}" ', 1)


def _place(shape: Shape, part: Diagram, label: str) -> str:
    """Code of the place of a shape, as parts of the drawing, and the label that it leads to."""
    values = (
        (shape.x - shape.width / 2) / part.width, (shape.y - shape.height / 2) / part.height,
        shape.width / part.width, shape.height / part.height,
    )  # fmt: skip
    return typst_code.array([*(f"{value:.4f}" for value in values), f"label({typst_code.name(label)})"])


def _scale(size: tuple[float, float], area: TextArea, above: float) -> float:
    """How much a drawing of that size (pt) has to shrink to fit with its caption and the headings above; never above 1."""
    return min(1.0, area.width / size[0], (area.height - _CAPTION_ROOM - above) / size[1])


def _size(svg: bytes) -> tuple[float, float]:
    """Width and height of an SVG in pt, by its root element."""
    found = _SVG_SIZE.search(svg)
    if found is None:
        return 100.0, 100.0
    return float(found.group(1)) * _POINTS_PER_PIXEL, float(found.group(2)) * _POINTS_PER_PIXEL
