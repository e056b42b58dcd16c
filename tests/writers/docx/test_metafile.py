"""Charts as metafiles, where manual.yaml asks for them: the picture, its words for those who cannot see it, its size."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader

from wuye_docs.content.book import Book
from wuye_docs.swimlanes import render_emf
from wuye_docs.writers.docx.verify import verify
from wuye_docs.writers.docx.write import write_bound, write_document

MakeBook = Callable[..., Book]
AS_EMF = ("manual/manual.yaml", "edition: A/0", "edition: A/0\nstyle: {word-charts: emf}")
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pictures_of(data: bytes) -> list[tuple[str, int, int]]:
    """Alt text, width and height (EMU) of each picture in the text."""
    root = etree.fromstring(parts_of(data)["word/document.xml"])
    return [
        (str(one.find(f"{PICTURE}docPr").get("descr")), *(int(one.find(f"{PICTURE}extent").get(side)) for side in ("cx", "cy")))
        for one in root.iter(f"{PICTURE}inline")
    ]  # fmt: skip


def it_holds_the_chart_as_a_metafile_and_nothing_else_of_it(make_rich_book: MakeBook) -> None:
    book = make_rich_book(AS_EMF)
    plain, made = (
        parts_of(write_document(make_rich_book(), "HAWI01")),
        parts_of(write_document(book, "HAWI01")),
    )
    (name,) = (one for one in made if one.endswith(".emf"))
    assert made[name] == render_emf(book.charts["HAFL01"])
    assert f'<Override PartName="/{name}" ContentType="image/x-emf"/>'.encode() in made["[Content_Types].xml"]
    # The SVG and the PNG of the chart are gone; those of an image of the project stay.
    lost = {one.rpartition(".")[2] for one in plain.keys() - made.keys()}
    assert lost == {"svg", "png"} and any(one.endswith(".svg") for one in made)
    assert not [one for one in plain if one.endswith(".emf")]


def it_keeps_alt_text_and_size(make_rich_book: MakeBook) -> None:
    plain = pictures_of(write_document(make_rich_book(), "HAWI01"))
    made = pictures_of(write_document(make_rich_book(AS_EMF), "HAWI01"))
    assert [one[0] for one in made] == [one[0] for one in plain]
    for before, after in zip(plain, made, strict=True):
        # A metafile is whole px large, an SVG is not.
        assert after[1:] == pytest.approx(before[1:], abs=2 * 9525)


def it_finds_no_problem_and_writes_the_same_bytes_again(make_rich_book: MakeBook, tmp_path: Path) -> None:
    book = make_rich_book(AS_EMF)
    for data, again in (
        (write_document(book, "HAWI01"), write_document(book, "HAWI01")),
        (write_bound(book), write_bound(book)),
    ):
        assert data == again and not verify(data)
    audit = pytest.importorskip("openxml_audit")
    path = tmp_path / "HAWI01.docx"
    path.write_bytes(write_document(book, "HAWI01"))
    errors = [error.description for error in audit.OpenXmlValidator().validate(path).errors]
    assert [one for one in errors if "Numbering definition '0'" not in one] == []


def it_makes_the_documents_anew_when_the_format_changes(make_rich_book: MakeBook) -> None:
    assert make_rich_book(AS_EMF).documents["HAWI01"].digest != make_rich_book().documents["HAWI01"].digest


@pytest.mark.office
def it_shows_in_libreoffice_with_its_words_as_text(make_rich_book: MakeBook, tmp_path: Path) -> None:
    assert shutil.which("soffice"), "no LibreOffice: `make test` installs it where it can"
    book = make_rich_book(AS_EMF)
    path = tmp_path / "HAWI01.docx"
    path.write_bytes(write_document(book, "HAWI01"))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--norestore",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=120,
        env={**os.environ, "FONTCONFIG_FILE": str(Path(__file__).parent / "fonts.conf")},
    )  # fmt: skip
    shown = "".join("".join(page.extract_text().split()) for page in PdfReader(tmp_path / "HAWI01.pdf").pages)
    chart = book.charts["HAFL01"]
    assert [line for shape in chart.shapes for line in shape.lines if line not in shown] == []
    # Lanes stand one behind the other only in the drawing.
    assert "".join(lane.name for lane in chart.lanes) in shown
