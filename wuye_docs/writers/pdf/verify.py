"""Fast checks of a written PDF: what an archive, a screen reader or a printer would stumble over.

They hold what Typst promises against the file that came out, the one that is published. It is no validator of PDF/A; a file
that fails here is faulty for certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Stream

# A text string whose glyphs are two bytes each: pairs of bytes, of which one is glyph 0 (.notdef).
_BYTE = rb"(?:\\[0-7]{3}|\\[^0-7]|[^\\()])"
_NOTDEF = re.compile(rb"\((?:" + _BYTE + _BYTE + rb")*?\\000\\000")
_ZERO_PAIR = b"\\000\\000"


@dataclass(frozen=True, slots=True)
class Claims:
    """What a file says that it is, and has to have."""

    is_archival: bool = True
    """PDF/A-2a (ISO 19005-2)."""
    has_outline: bool = True
    can_be_filled_in: bool = False


def verify(pdf: pikepdf.Pdf, claims: Claims) -> tuple[str, ...]:
    """What is wrong with a PDF, a sentence each; empty if nothing is."""
    return (*_catalogue(pdf, claims), *_metadata(pdf, claims), *_objects(pdf, claims), *_pages(pdf))


def _catalogue(pdf: pikepdf.Pdf, claims: Claims) -> Iterator[str]:
    root = pdf.Root
    if not root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "the file is not marked as tagged"
    tree = root.get("/StructTreeRoot", Dictionary())
    if "/K" not in tree or "/ParentTree" not in tree:
        yield "the structure tree is missing"
    if not str(root.get("/Lang", "")).startswith("zh"):
        yield "the language is missing"
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "the title is not shown in the window"
    if claims.has_outline and "/First" not in root.get("/Outlines", Dictionary()):
        yield "the outline is empty"
    if claims.can_be_filled_in != ("/AcroForm" in root):
        yield "fields are missing" if claims.can_be_filled_in else "there are fields to fill in"
    if claims.is_archival and not len(root.get("/OutputIntents", Array())):
        yield "no output intent"


def _metadata(pdf: pikepdf.Pdf, claims: Claims) -> Iterator[str]:
    packet = pdf.Root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in pdf.Root else ""
    if not re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]+</rdf:li>", packet, re.DOTALL):
        yield "the title is missing"
    if not re.search(r"pdfuaid:part(?:>|=\")1\b", packet):
        yield "PDF/UA-1 is not claimed"
    archival = re.search(r"pdfaid:part(?:>|=\")2\b", packet) and re.search(
        r"pdfaid:conformance(?:>|=\")A\b", packet
    )
    if bool(archival) != claims.is_archival:
        yield "PDF/A-2a is not claimed" if claims.is_archival else "PDF/A is claimed for a file to fill in"


def _objects(pdf: pikepdf.Pdf, claims: Claims) -> Iterator[str]:
    """Faults of tags, annotations and fonts, found in one walk."""
    typed_in = {
        font.objgen
        for font in pdf.Root.get("/AcroForm", Dictionary())
        .get("/DR", Dictionary())
        .get("/Font", Dictionary())
        .values()
    }
    typed_in |= {
        kid.objgen for font in pdf.objects if _is_font_of(font, typed_in) for kid in font.DescendantFonts
    }
    found: dict[str, None] = {}
    for one in pdf.objects:
        if not isinstance(one, Dictionary):
            continue
        match one.get("/Type"):
            case "/StructElem" if one.get("/S") == "/Figure" and not str(one.get("/Alt", "")).strip():
                found["a picture has no alternative text"] = None
            case "/Annot":
                found.update(dict.fromkeys(_annotation(one)))
            case "/Font" if one.objgen not in typed_in:
                found.update(dict.fromkeys(_font(one)))
    yield from found


def _is_font_of(one: pikepdf.Object, typed_in: set[tuple[int, int]]) -> bool:
    return one.objgen in typed_in and isinstance(one, Dictionary) and "/DescendantFonts" in one


def _annotation(one: pikepdf.Object) -> Iterator[str]:
    if "/StructParent" not in one:
        yield "a link or field is outside the structure"
    if one.get("/Subtype") == "/Link":
        if not str(one.get("/Contents", "")):
            yield "a link has no words of its own"
        if str(one.get("/A", Dictionary()).get("/URI", "")).startswith("field:"):
            yield "a place to fill in has become no field"
    elif one.get("/Subtype") == "/Widget":
        if not str(one.get("/TU", one.get("/Parent", Dictionary()).get("/TU", ""))):
            yield "a field has no description"
        if "/N" not in one.get("/AP", Dictionary()):
            yield "a field has no appearance"


def _font(one: pikepdf.Object) -> Iterator[str]:
    name = str(one.get("/BaseFont", "")).lstrip("/")
    if one.get("/Subtype") == "/Type0":
        if "/ToUnicode" not in one:
            yield f"the characters of font {name} have no Unicode values"
    elif one.get("/Subtype") != "/Type3":
        descriptor = one.get("/FontDescriptor", Dictionary())
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"font {name} is not embedded"


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    if not len(pdf.pages):
        yield "there is no page"
    for number, page in enumerate(pdf.pages, 1):
        contents = page.obj.get("/Contents")
        if isinstance(contents, Stream):
            data = contents.read_bytes()
            if _ZERO_PAIR in data and _NOTDEF.search(data):
                yield f"a character on page {number} has no glyph"
        if "/Annots" in page.obj and page.obj.get("/Tabs") != "/S":
            yield f"the order of links and fields on page {number} is not that of the structure"
