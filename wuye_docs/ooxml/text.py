"""Runs and paragraphs: text with its properties in the order that the schema wants."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wuye_docs.ooxml.markup import NOTHING, Xml, escape_text, w

# Characters that stand in Chinese and in Latin fonts: Word takes the Latin glyph unless a run hints otherwise (17.3.2.26).
_AMBIGUOUS = re.compile(
    "[\u2018-\u201d\u2014\u2026\u00b7\u00d7\u2103\u2460-\u24ff\u3251-\u32bf\u25a0-\u25ff\u2160-\u217f]"
)
_CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")

HINT = w("rFonts", hint="eastAsia")


def run_properties(
    *,
    style: str = "",
    bold: bool = False,
    italic: bool = False,
    strike: bool = False,
    color: str = "",
    size: float = 0,
    underline: bool = False,
    raised: str = "",
    hint: bool = False,
) -> Xml:
    """`w:rPr` (17.3.2.28) or nothing; `size` in pt, `color` as RRGGBB, `raised` superscript or subscript."""
    parts = [
        w("rStyle", val=style) if style else NOTHING,
        HINT if hint else NOTHING,
        w("b") + w("bCs") if bold else NOTHING,
        w("i") + w("iCs") if italic else NOTHING,
        w("strike") if strike else NOTHING,
        w("color", val=color) if color else NOTHING,
        w("sz", val=half_points(size)) + w("szCs", val=half_points(size)) if size else NOTHING,
        w("u", val="single") if underline else NOTHING,
        w("vertAlign", val=raised) if raised else NOTHING,
    ]
    inner = "".join(parts)
    return Xml(f"<w:rPr>{inner}</w:rPr>") if inner else NOTHING


def half_points(points: float) -> int:
    """A size in pt as `w:sz` counts it."""
    return round(points * 2)


def text_run(text: str, properties: Xml = NOTHING) -> Xml:
    """A run with the text; line feeds become breaks, tabs become tabs. Quotes and dashes among Chinese get the Chinese font."""
    if not text:
        return NOTHING
    if _AMBIGUOUS.search(text) and (_CHINESE.search(text) or len(text) == 1) and "w:hint" not in properties:
        properties = _with_hint(properties)
    if "\n" not in text and "\t" not in text:
        return Xml(f'<w:r>{properties}<w:t xml:space="preserve">{escape_text(text)}</w:t></w:r>')
    pieces = []
    for piece in re.split(r"([\n\t])", text):
        if piece == "\n":
            pieces.append("<w:br/>")
        elif piece == "\t":
            pieces.append("<w:tab/>")
        elif piece:
            pieces.append(f'<w:t xml:space="preserve">{escape_text(piece)}</w:t>')
    return Xml(f"<w:r>{properties}{''.join(pieces)}</w:r>")


def _with_hint(properties: Xml) -> Xml:
    if not properties:
        return Xml(f"<w:rPr>{HINT}</w:rPr>")
    # The font comes right behind the character style, which comes first.
    start = (
        properties.index("/>", properties.index("<w:rStyle")) + 2
        if "<w:rStyle" in properties
        else len("<w:rPr>")
    )
    return Xml(properties[:start] + HINT + properties[start:])


def raw_run(content: Xml, properties: Xml = NOTHING) -> Xml:
    """A run around elements that are no text: a field character, a picture, a tab."""
    return Xml(f"<w:r>{properties}{content}</w:r>")


def paragraph_properties(
    style: str,
    *,
    keep_next: bool = False,
    page_break: bool = False,
    number: tuple[int, int] | None = None,
    spacing: Xml = NOTHING,
    indent: Xml = NOTHING,
    align: str = "",
    section: Xml = NOTHING,
) -> Xml:
    """`w:pPr` (17.3.1.26); `number` is (numId, ilvl), `section` a `w:sectPr` that ends here."""
    parts = [w("pStyle", val=style)]
    if keep_next:
        parts.append(w("keepNext"))
    if page_break:
        parts.append(w("pageBreakBefore"))
    if number is not None:
        parts.append(w("numPr", w("ilvl", val=number[1]), w("numId", val=number[0])))
    parts += [spacing, indent]
    if align:
        parts.append(w("jc", val=align))
    parts.append(section)
    return Xml(f"<w:pPr>{''.join(parts)}</w:pPr>")


def paragraph(properties: Xml, runs: Sequence[Xml] | Xml = NOTHING) -> Xml:
    """A paragraph; its properties are never left out, since bookmarks are placed behind them."""
    return Xml(f"<w:p>{properties}{runs if isinstance(runs, str) else ''.join(runs)}</w:p>")


def indentation(
    left: int = 0, *, right: int = 0, hanging: int = 0, first: int = 0, first_chars: int = 0
) -> Xml:
    """`w:ind` (17.3.1.12), in twips and hundredths of a character; Word prefers characters, LibreOffice reads twips."""
    attributes: dict[str, int] = {"left": left}
    if right:
        attributes["right"] = right
    if hanging:
        attributes["hanging"] = hanging
    else:
        attributes["firstLineChars"] = first_chars
        attributes["firstLine"] = first
    return w("ind", **attributes)
