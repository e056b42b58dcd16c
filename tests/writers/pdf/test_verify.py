"""The checks of a written PDF: each damage to a sound file is named."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.writers.pdf.test_pdf import SAMPLE, book_of
from wuye_docs.writers.pdf.compiler import PdfError
from wuye_docs.writers.pdf.finish import finish
from wuye_docs.writers.pdf.verify import Claims, verify
from wuye_docs.writers.pdf.write import PdfWriter


@pytest.fixture(scope="module")
def document() -> bytes:
    return PdfWriter(book_of(SAMPLE)).document("SYWIKF01")


def _first(pdf: pikepdf.Pdf, kind: str, **wanted: str) -> pikepdf.Object:
    return next(
        one
        for one in pdf.objects
        if isinstance(one, Dictionary)
        and one.get("/Type") == kind
        and all(one.get(f"/{key}") == value for key, value in wanted.items())
    )


def _replace_metadata(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(old, new))


def _lose_a_glyph(pdf: pikepdf.Pdf) -> None:
    contents = pdf.pages[1].Contents
    data = contents.read_bytes()
    place = data.index(b"(\\000\\0")
    contents.write(data[:place] + b"(\\000\\000" + data[place + 9 :])


DAMAGES: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "the file is not marked as tagged": lambda pdf: pdf.Root.MarkInfo.update({"/Marked": False}),
    "the structure tree is missing": lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"),
    "the language is missing": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "the title is not shown in the window": lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"),
    "the title is missing": lambda pdf: _replace_metadata(pdf, b"dc:title", b"dc:other"),
    "the outline is empty": lambda pdf: pdf.Root.__delitem__("/Outlines"),
    "no output intent": lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
    "PDF/UA-1 is not claimed": lambda pdf: _replace_metadata(pdf, b"pdfuaid:part", b"pdfuaid:trap"),
    "PDF/A-2a is not claimed": lambda pdf: _replace_metadata(pdf, b"pdfaid:part", b"pdfaid:trap"),
    "there are fields to fill in": lambda pdf: pdf.Root.update({"/AcroForm": Dictionary(Fields=Array())}),
    "a picture has no alternative text": lambda pdf: _first(pdf, "/StructElem", S="/Figure").__delitem__("/Alt"),
    "a link has no words of its own": lambda pdf: _first(pdf, "/Annot").__delitem__("/Contents"),
    "a link or field is outside the structure": lambda pdf: _first(pdf, "/Annot").__delitem__("/StructParent"),
    "is not embedded": lambda pdf: _first(pdf, "/FontDescriptor").__delitem__("/FontFile2"),
    "have no Unicode values": lambda pdf: _first(pdf, "/Font", Subtype="/Type0").__delitem__("/ToUnicode"),
    "a character on page 2 has no glyph": _lose_a_glyph,
    "the order of links and fields on page": lambda pdf: next(
        page.obj for page in pdf.pages if "/Annots" in page.obj
    ).update({"/Tabs": Name.R}),
}  # fmt: skip


def it_finds_nothing_in_what_is_written(document: bytes) -> None:
    with pikepdf.open(BytesIO(document)) as pdf:
        assert verify(pdf, Claims()) == ()


@pytest.mark.parametrize("fault", DAMAGES)
def it_names(fault: str, document: bytes) -> None:
    with pikepdf.open(BytesIO(document)) as pdf:
        DAMAGES[fault](pdf)
        found = verify(pdf, Claims())
    assert len(found) == 1 and fault in found[0]


def it_does_not_let_a_faulty_file_out(document: bytes) -> None:
    with pytest.raises(PdfError, match="SYWIKF01: the language is missing"):
        finish(document, "SYWIKF01", Claims(), DAMAGES["the language is missing"])
