"""Pictures of a document: images of the project and drawings, as PNG with the SVG behind it, fitted to the page."""

from __future__ import annotations

import re
import struct
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import resvg_py
from docutils import nodes
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from lxml import etree

from wuye_docs.ooxml.markup import Xml
from wuye_docs.ooxml.package import parse_xml
from wuye_docs.ooxml.pictures import EMU_PER_MM, EMU_PER_POINT, EMU_PER_TWIP, inline_picture
from wuye_docs.ooxml.text import raw_run, text_run
from wuye_docs.writers.docx.story import Place, Story

PRINT_DPI = 200
_UNSHOWN = re.compile(r' (?:id|href|aria-labelledby)="[^"]*"')
EMU_PER_PIXEL = 9525
"""A CSS pixel: 1/96 inch."""
_EMU_PER_INCH = 914400
_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
}


# What a file that is no sound picture makes readers raise; pictures come from outside.
_UNREADABLE = (
    OSError,
    ValueError,
    ArithmeticError,
    LookupError,
    struct.error,
    etree.XMLSyntaxError,
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)


def drawing_run(
    story: Story, svg: str, description: str, *, width: int, height: int, scale: float = 1.0
) -> Xml:
    """A run with a drawing, no larger than `width` by `height` (EMU) and `scale` times its own size."""
    own_width, own_height = svg_size(svg)
    factor = min(scale, width / (own_width * EMU_PER_PIXEL), height / (own_height * EMU_PER_PIXEL))
    shown = round(own_width * EMU_PER_PIXEL * factor), round(own_height * EMU_PER_PIXEL * factor)
    picture, vector = picture_parts(story, svg, shown[0])
    return raw_run(inline_picture(story.next_picture(), picture, *shown, description, svg=vector))


def picture_parts(story: Story, svg: str, width: int, *, with_vector: bool = True) -> tuple[str, str]:
    """The relationships to a drawing as PNG for `width` EMU of paper, and as the SVG that it is, or empty without one."""
    pixels = max(1, round(width / _EMU_PER_INCH * PRINT_DPI))
    png = story.book.keep(_picture_key(svg, pixels), lambda: rasterise(svg, pixels))
    vector = _media(story, svg.encode("utf-8"), "svg") if with_vector else ""
    return _media(story, png, "png"), vector


def metafile_run(story: Story, emf: bytes, description: str, *, width: int, height: int) -> Xml:
    """A run with a metafile, no larger than `width` by `height` (EMU) and no larger than itself."""
    left, top, right, bottom = struct.unpack_from("<4i", emf, 24)
    # The frame of an EMF is in .01 mm ([MS-EMF] 2.2.9).
    own_width, own_height = ((right - left) * EMU_PER_MM / 100, (bottom - top) * EMU_PER_MM / 100)
    factor = min(1.0, width / own_width, height / own_height)
    shown = round(own_width * factor), round(own_height * factor)
    return raw_run(inline_picture(story.next_picture(), _media(story, emf, "emf"), *shown, description))


def image_run(story: Story, uri: str, description: str, *, width: int, height: int, wanted: int = 0) -> Xml:
    """A run with an image of the project, no larger than `width` by `height` (EMU); its path, if it cannot be read.

    `wanted` is the width that the source asks for, in EMU.
    """
    try:
        data = story.book.read(uri)
        if uri.lower().endswith(".svg"):
            svg = data.decode("utf-8")
            _refuse_outside_references(svg)
            own = round(svg_size(svg)[0] * EMU_PER_PIXEL)
            return drawing_run(
                story, svg, description, width=width, height=height, scale=wanted / own if wanted else 1.0
            )
        image = Image.from_blob(data)
        extension = {"jpeg": "jpg"}.get(image.ext, image.ext)
        own_size = max(int(image.width), 1), max(int(image.height), 1)
    except _UNREADABLE:
        return text_run(f"〔图片无法读取：{uri}〕")
    factor = min(wanted / own_size[0] if wanted else 1.0, width / own_size[0], height / own_size[1])
    shown = round(own_size[0] * factor), round(own_size[1] * factor)
    return raw_run(inline_picture(story.next_picture(), _media(story, data, extension), *shown, description))


def inline_image(story: Story, node: nodes.image, place: Place) -> Xml:
    """An image in a line of text: as high as the line, unless the source asks for a width."""
    width = place.width * EMU_PER_TWIP
    height = round(story.look.line_pitch * EMU_PER_POINT)
    return image_run(story, node["uri"], node.get("alt", ""), width=width, height=height)


def wanted_width(node: nodes.image, room: int) -> int:
    """The width that an image's options ask for, in EMU; 0 if they do not."""
    text = str(node.get("width", "")).strip()
    for unit, size in (
        ("%", room / 100),
        ("px", EMU_PER_PIXEL),
        ("mm", 36000),
        ("cm", 360000),
        ("in", 914400),
        ("pt", EMU_PER_POINT),
        ("", EMU_PER_PIXEL),
    ):
        if text.endswith(unit):
            try:
                return round(float(text.removesuffix(unit)) * size)
            except ValueError:
                return 0
    return 0


def svg_size(svg: str) -> tuple[float, float]:
    """Width and height in CSS pixels, from the root's attributes. Raises ValueError or XMLSyntaxError."""
    root = parse_xml(svg.encode("utf-8"))
    box = str(root.get("viewBox", "")).replace(",", " ").split()
    lengths = []
    for index, name in enumerate(("width", "height")):
        text = str(root.get(name, "")).removesuffix("px")
        if not text or text.endswith("%"):
            text = box[index + 2] if len(box) == 4 else "300"
        lengths.append(float(text))
    if min(lengths) <= 0:
        raise ValueError("an SVG without size")
    return lengths[0], lengths[1]


def _refuse_outside_references(svg: str) -> None:
    """Raise ValueError for an SVG that would draw in other files of this machine."""
    for element in parse_xml(svg.encode("utf-8")).iter("{*}image", "{*}use", "{*}feImage"):
        for key, value in element.attrib.items():
            if str(key).rpartition("}")[2] == "href" and not str(value).startswith(("#", "data:")):
                raise ValueError("an SVG that refers to other files")


def _picture_key(svg: str, pixels: int) -> str:
    """The name under which a picture is kept: ids and links do not show in it."""
    shown = _UNSHOWN.sub("", svg)
    return f"png-{version('resvg_py')}-{pixels}-{blake2b(shown.encode(), digest_size=16).hexdigest()}"


def rasterise(svg: str, pixels: int) -> bytes:
    """The drawing as PNG, `pixels` wide, in the embedded font, so that every machine draws the same."""
    font = embedded_font()
    if not font:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=pixels, background="#ffffff"))
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=pixels,
            background="#ffffff",
            skip_system_fonts=True,
            font_files=[font],
            font_family="Noto Sans SC",
            sans_serif_family="Noto Sans SC",
        )
    )


@lru_cache(maxsize=1)
def embedded_font() -> str:
    """The file of Noto Sans SC that comes as a wheel, or empty where the wheel is missing."""
    spec = find_spec("justmytype_intl_cjk")
    if spec is None or spec.origin is None:
        return ""
    return next((str(path) for path in sorted(Path(spec.origin).parent.rglob("NotoSansSC*.ttf"))), "")


def _media(story: Story, data: bytes, extension: str) -> str:
    """The relationship to a part that holds the data; the same data is stored once."""
    name = f"word/media/{blake2b(data, digest_size=8).hexdigest()}.{extension}"
    if name not in story.package.parts:
        kind = "image/svg+xml" if extension == "svg" else _TYPES.get(extension, f"image/{extension}")
        story.package.add_part(name, data, kind)
    return story.package.relate(story.part, "image", name)
