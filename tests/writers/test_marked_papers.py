"""Marks on paper: each header part of Word, each page of a PDF, and the code on both covers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from wuye_docs.content.book import Book
from wuye_docs.content.marks import PrintedCopy
from wuye_docs.content.resolve import make_book
from wuye_docs.control import Act, read_control
from wuye_docs.loaders import DiskWorkspace, MemoryWorkspace, load
from wuye_docs.references import ReferenceGraph
from wuye_docs.writers.docx.verify import verify
from wuye_docs.writers.docx.write import write_document, write_form
from wuye_docs.writers.pdf.write import PdfWriter

SAMPLE = DiskWorkspace(Path(__file__).parents[1] / "manuals" / "sample")
PATH = "manual/procedures/SYQP01.md"
COPY = PrintedCopy("03", "项目管理处")
UNCONTROLLED = PrintedCopy(is_controlled=False)


@cache
def book(status: str) -> Book:
    text = SAMPLE.read(PATH).decode().replace("status: draft", f"status: {status}")
    workspace = MemoryWorkspace({PATH: text}, SAMPLE)
    references = ReferenceGraph(load(workspace).manual)
    issues = read_control(workspace, references).issues
    return replace(make_book(references, {}, workspace.read), issues=issues, edition="A/0")


def code_of(status: str, copy: str = "") -> str:
    content = book(status).issues["SYQP01"].content[:12].upper()
    return f"WUYE1*D*SYQP01*A/0*A/0*{content}" + (f"*{copy}" if copy else "")


def parts(data: bytes, pattern: str) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist() if re.fullmatch(pattern, name)}


@pytest.mark.parametrize(
    ("status", "copy", "word"),
    [
        ("draft", None, "草案"),
        ("obsolete", None, "作废"),
        ("effective", UNCONTROLLED, "非受控副本"),
        ("effective", None, ""),
        ("effective", COPY, ""),
    ],
)
def it_writes_the_watermark_into_every_header_part(status: str, copy: PrintedCopy | None, word: str) -> None:
    data = write_document(replace(book(status), copy=copy), "SYQP01")
    headers = parts(data, r"word/header[^/]*\.xml")
    assert len(headers) == 2
    for header in headers.values():
        assert (f'string="{word}"'.encode() in header) == bool(word)
        assert (b'id="PowerPlusWaterMarkObject' in header) == bool(word)
    assert verify(data) == ()


def it_puts_the_code_and_the_stamp_on_the_cover_of_word() -> None:
    data = write_document(replace(book("effective"), copy=COPY), "SYQP01")
    document = parts(data, r"word/document\.xml")["word/document.xml"].decode()
    assert 'descr="印章：受控，分发号 03　持有 项目管理处"' in document
    pictures = [Image.open(io.BytesIO(one)) for one in parts(data, r"word/media/.*\.png").values()]
    assert [code.text for one in pictures for code in zxingcpp.read_barcodes(one)] == [
        code_of("effective", "03")
    ]
    headers = b"".join(parts(data, r"word/header[^/]*\.xml").values()).decode()
    assert "状态：受控 03号" in headers


def it_tells_on_the_cover_what_the_ledger_knows_of_an_approval() -> None:
    plain = book("effective")
    state = replace(
        plain.issues["SYQP01"], approvals=(Act("管理处经理", "李明", "2026-03-04"),), reviewed=Act("客服主管")
    )
    marked = replace(plain, issues={**plain.issues, "SYQP01": state})
    word = parts(write_document(marked, "SYQP01"), r"word/document\.xml")["word/document.xml"].decode()
    pdf = PdfReader(io.BytesIO(PdfWriter(marked).document("SYQP01"))).pages[0].extract_text()
    for shown in (word, pdf):
        assert shown.count("电子审批") == 1
        assert "李明（电子审批）" in shown and "2026-03-04" in shown


def it_leaves_the_stamp_out_of_a_draft_and_keeps_its_code() -> None:
    data = write_document(book("draft"), "SYQP01")
    assert "印章" not in parts(data, r"word/document\.xml")["word/document.xml"].decode()
    assert len(parts(data, r"word/media/.*\.png")) == 1


def it_gives_a_form_a_watermark_and_no_cover_marks() -> None:
    data = write_form(book("draft"), "SYWIKF01-R01")
    assert b"PowerPlusWaterMarkObject" in b"".join(parts(data, r"word/header[^/]*\.xml").values())
    assert not parts(data, r"word/media/.*\.png")


def it_writes_the_same_bytes_twice() -> None:
    marked = replace(book("effective"), copy=COPY)
    assert write_document(marked, "SYQP01") == write_document(marked, "SYQP01")
    assert PdfWriter(marked).document("SYQP01") == PdfWriter(marked).document("SYQP01")


@pytest.mark.parametrize(
    ("status", "copy", "shown", "left_out"),
    [
        ("draft", None, {"草案"}, {"■受控", "分发号"}),
        ("effective", None, {"■受控□非受控", "打印件未加盖受控章为非受控文件"}, {"草案", "分发号"}),
        ("effective", COPY, {"受控03号", "受控副本分发号03持有项目管理处不得复印"}, {"打印件未加盖"}),
        ("effective", UNCONTROLLED, {"非受控副本", "□受控■非受控"}, {"分发号"}),
    ],
)
def it_marks_a_pdf_and_keeps_it_archival_and_accessible(
    status: str, copy: PrintedCopy | None, shown: set[str], left_out: set[str]
) -> None:
    reader = PdfReader(io.BytesIO(PdfWriter(replace(book(status), copy=copy)).document("SYQP01")))
    text = re.sub(r"[\s\u200b]+", "", "".join(page.extract_text() for page in reader.pages))
    assert all(one in text for one in shown)
    assert not any(one in text for one in left_out)
    metadata = reader.root_object["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata and "<pdfuaid:part>1</pdfuaid:part>" in metadata


def it_puts_the_code_on_the_cover_of_a_pdf() -> None:
    writer = PdfWriter(replace(book("effective"), copy=COPY))
    source = writer._document_source("SYQP01")
    pages = writer._compiler._compiler.compile(
        source.inputs(writer._compiler._templates),  # type: ignore[type-var]
        format="png",
        ppi=110.0,
    )
    assert isinstance(pages, list)
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(pages[0])))
    assert read.text == code_of("effective", "03")
