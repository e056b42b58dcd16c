"""Which fonts the page is set in, and which characters they can show."""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from typst import Fonts

from wuye_docs.model import Style

EMBEDDED_FAMILY = "Noto Sans SC"
_EMBEDDED_PACKAGE = "justmytype_intl_cjk"
# The package holds four fonts of 10 to 18 MB; the folder of this one alone is read.
_EMBEDDED_FOLDER = Path("fonts", "ofl", "notosanssc")

# Looked for in this order where the font's wheel is missing.
_INSTALLED_FAMILIES = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC", "SimHei",
    "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
)  # fmt: skip


# Fonts go by their Latin names in Typst; people write what Word's list shows.
_LATIN_NAMES = {
    "宋体": "SimSun",
    "黑体": "SimHei",
    "楷体": "KaiTi",
    "仿宋": "FangSong",
    "微软雅黑": "Microsoft YaHei",
}


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The fonts of one run, as Typst wants them."""

    fonts: Fonts
    body: tuple[str, ...]
    """Families of the text, first choice first."""
    heading: tuple[str, ...]
    coverage: frozenset[int] = field(repr=False)
    """Code points that the last family can show; empty where that is not known."""
    uses_system_fonts: bool
    missing: tuple[str, ...] = ()
    """Families that manual.yaml names and this machine lacks; the last one stands in for them."""


def load_typefaces(style: Style) -> Typefaces:
    """The fonts that manual.yaml names, backed by the embedded one, or by an installed one where the wheel is missing."""
    own_body, own_heading = (_LATIN_NAMES.get(name, name) for name in (style.body_font, style.heading_font))
    named = tuple(name for name in (own_body, own_heading) if name)
    file = embedded_font_file()
    fonts = Fonts(
        include_system_fonts=bool(named) or file is None,
        include_embedded_fonts=False,
        font_paths=[str(file.parent)] if file else [],
    )
    families = set(fonts.families()) if named or file is None else set()
    if file is not None:
        last, coverage = EMBEDDED_FAMILY, _covered(file)
    else:
        last = next((name for name in _INSTALLED_FAMILIES if name in families), EMBEDDED_FAMILY)
        coverage = frozenset()
    body = (own_body, last) if own_body else (last,)
    heading = (own_heading, *body) if own_heading else body
    known = {name.casefold() for name in families}
    missing = dict.fromkeys(
        written
        for written in (style.body_font, style.heading_font)
        if written and _LATIN_NAMES.get(written, written).casefold() not in known
    )
    return Typefaces(fonts, body, heading, coverage, bool(named) or file is None, tuple(missing))


def embedded_font_file() -> Path | None:
    """The variable font that comes as a wheel, or None where that is not installed."""
    # Found without importing the package, which would read its manifest.
    found = importlib.util.find_spec(_EMBEDDED_PACKAGE)
    if found is None or found.origin is None:
        return None
    return next((Path(found.origin).parent / _EMBEDDED_FOLDER).glob("*.ttf"), None)


def _covered(path: Path) -> frozenset[int]:
    """The code points of a font file's character map, from subtable format 12 (OpenType, `cmap`)."""
    with path.open("rb") as file:
        table = _table(file, b"cmap")
    (count,) = struct.unpack_from(">H", table, 2)
    covered: set[int] = set()
    for index in range(count):
        _, _, offset = struct.unpack_from(">HHI", table, 4 + 8 * index)
        (layout,) = struct.unpack_from(">H", table, offset)
        if layout == 12:
            (groups,) = struct.unpack_from(">I", table, offset + 12)
            for first, last, _ in struct.iter_unpack(">III", table[offset + 16 : offset + 16 + 12 * groups]):
                covered.update(range(first, last + 1))
            break
    return frozenset(covered)


def _table(file: BinaryIO, wanted: bytes) -> bytes:
    (count,) = struct.unpack(">4xH6x", file.read(12))
    for tag, offset, length in struct.iter_unpack(">4s4xII", file.read(16 * count)):
        if tag == wanted:
            file.seek(offset)
            return file.read(length)
    return b""
