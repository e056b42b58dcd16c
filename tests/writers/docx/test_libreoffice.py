"""LibreOffice opens the files: the text of every block is on a page, and its own clause numbers are ours."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docutils import nodes
from pypdf import PdfReader

from wuye_docs.content.book import Book
from wuye_docs.writers.docx.extract import block_texts
from wuye_docs.writers.docx.write import write_bound, write_document, write_form

MakeBook = Callable[..., Book]
CHINESE = (
    "manual/manual.yaml",
    "folder: manual/instructions",
    "folder: manual/instructions\n    numbering: chinese",
)
pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, make_rich_book: MakeBook) -> dict[str, PdfReader]:
    assert shutil.which("soffice"), "no LibreOffice: `make test` installs it where it can"
    folder = tmp_path_factory.mktemp("office")
    book = make_rich_book()
    files = {
        "HAWI01": write_document(book, "HAWI01"),
        "HAQM01": write_document(book, "HAQM01"),
        "HAWI01-R01": write_form(book, "HAWI01-R01"),
        "bound": write_bound(book),
        "chinese": write_document(make_rich_book(CHINESE), "HAWI01"),
    }
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    outline = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            outline,
            "--outdir",
            str(folder),
            *(str(folder / f"{name}.docx") for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "FONTCONFIG_FILE": str(Path(__file__).parent / "fonts.conf")},
    )
    return {name: PdfReader(folder / f"{name}.pdf") for name in files}


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def text_on_pages(reader: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in reader.pages))


def outline_titles(items: list[object]) -> list[str]:
    found: list[str] = []
    for item in items:
        if isinstance(item, list):
            found += outline_titles(item)
        else:
            found.append(squeezed(str(item.title)))
    return found


def it_shows_the_text_of_every_block(pages: dict[str, PdfReader], make_rich_book: MakeBook) -> None:
    shown = text_on_pages(pages["HAWI01"])
    assert "错误" not in shown and "Error" not in shown
    # Sentences are taken apart where a page may break them.
    pieces = {
        squeezed(piece)
        for text in block_texts(write_document(make_rich_book(), "HAWI01")).values()
        for piece in re.split(r"[\n，。；：、]", text)
    }
    assert {piece for piece in pieces if len(piece) > 1 and piece not in shown} == set()


def it_numbers_clauses_as_the_tree_does(pages: dict[str, PdfReader], make_rich_book: MakeBook) -> None:
    """Decimal, by chapter and article, and as official letters are."""
    plain, chinese = make_rich_book(), make_rich_book(CHINESE)
    for name, document in (
        ("HAWI01", plain.documents["HAWI01"]),
        ("HAQM01", plain.documents["HAQM01"]),
        ("chinese", chinese.documents["HAWI01"]),
    ):
        expected = [
            squeezed(f"{section['number']}{section.next_node(nodes.title).astext()}")
            for section in document.tree.findall(nodes.section)
        ]
        assert outline_titles(pages[name].outline) == expected


def it_numbers_clauses_alike_in_the_bound_manual(
    pages: dict[str, PdfReader], make_rich_book: MakeBook
) -> None:
    book = make_rich_book()
    shown = outline_titles(pages["bound"].outline)
    for document in book.documents.values():
        for section in document.tree.findall(nodes.section):
            assert squeezed(f"{section['number']}{section.next_node(nodes.title).astext()}") in shown


def it_keeps_a_form_on_one_page_and_a_document_on_few(pages: dict[str, PdfReader]) -> None:
    assert len(pages["HAWI01-R01"].pages) == 1
    assert 6 <= len(pages["HAWI01"].pages) <= 9
    last = pages["HAWI01"].pages[-1].mediabox
    assert last.width > last.height
