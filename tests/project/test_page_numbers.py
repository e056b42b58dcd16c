"""The contents pages of Word files give the pages that LibreOffice lays out, entry by entry, in every file of the sample."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from wuye_docs.project.build import build
from wuye_docs.project.office import find_office
from wuye_docs.writers.docx.office import convert_to_pdf
from wuye_docs.writers.docx.page_numbers import read_answers, stored_pages, stretches, with_pages

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"
NUMBERS = ("SYQM01", "SYQP01", "SYWIKF01", "SYWIKF02", "SYJD01", "SYJD02", "SYJD03")
pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, its Word files numbered by probe."""
    root = tmp_path_factory.mktemp("probed") / "sample"
    shutil.copytree(SAMPLE, root)
    report = build(root, formats=("docx",), jobs=2, probe=True)
    assert (report.failed, report.notes) == ((), ())
    return root


@pytest.fixture(scope="module")
def layouts(root: Path) -> dict[str, PdfReader]:
    """Every file as LibreOffice prints it, whole."""
    office = find_office()
    assert office, "no LibreOffice: `make test` installs it where it can"
    files = [root / "build" / "docx" / f"{name}.docx" for name in (*NUMBERS, "manual")]
    target = root / "printed"
    convert_to_pdf(office, files, target, root / "profile", outline=True)
    return {one.stem: PdfReader(target / f"{one.stem}.pdf") for one in files}


def headings(reader: PdfReader) -> list[tuple[str, int]]:
    """Every heading, as LibreOffice numbers it, with its page."""
    found: list[tuple[str, int]] = []

    def walk(items: list[object]) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item)
            else:
                page = reader.get_destination_page_number(item)  # type: ignore[arg-type]
                found.append((re.sub(r"\s", "", str(item.title)), page + 1))  # type: ignore[attr-defined]

    walk(list(reader.outline))
    return found


@pytest.mark.parametrize("name", [*NUMBERS, "manual"])
def it_gives_the_page_of_every_entry(name: str, root: Path, layouts: dict[str, PdfReader]) -> None:
    stored = stored_pages((root / "build" / "docx" / f"{name}.docx").read_bytes())
    laid_out = headings(layouts[name])
    # Headings are numbered through the file: _Toc90000003 is the third.
    expected = {mark: laid_out[int(mark[5:]) - 1][1] for mark in stored if mark.startswith("_Toc9")}
    assert expected
    assert {mark: page for mark, page in stored.items() if mark in expected} == expected


def it_shows_the_numbers_on_the_contents_page(root: Path, layouts: dict[str, PdfReader]) -> None:
    """What a reader sees: the lines of the bound manual's contents, against the pages where the titles stand."""
    printed = re.findall(r"^(\S.*?)\s?\.{3,}\s?(\d+)$", "\n".join(page.extract_text() for page in layouts["manual"].pages[:4]), re.M)  # fmt: skip
    lines = [(re.sub(r"\s|SY[A-Z]+\d+", "", title), int(page)) for title, page in printed]
    assert len(lines) == 13
    figures = {one for one in lines if one[0].startswith("图")}
    # 质量手册 is a part and a document: two lines, two pages.
    assert set(lines) - figures <= set(headings(layouts["manual"]))
    assert len(figures) == 2
    for caption, page in figures:
        assert caption in re.sub(r"\s", "", layouts["manual"].pages[page - 1].extract_text())


def it_asks_once_and_then_keeps_the_answer(root: Path) -> None:
    kept = {path.name for path in (root / "build/cache/probe").glob("*.json")}
    source = root / "manual/instructions/SYWIKF02.md"
    source.write_text(source.read_text("utf-8") + "\n\n回访满一年归档。\n", "utf-8")
    build(root, formats=("docx",), jobs=1)
    asked = {path.name for path in (root / "build/cache/probe").glob("*.json")} - kept
    # The document, and the first pages of the bound manual with its code, were laid out again; the others were not.
    assert 0 < len(asked) <= 3 < len(kept)


def it_says_so_and_keeps_its_own_numbers_where_there_is_no_libreoffice(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("wuye_docs.project.office._PLACES", ())
    report = build(root, formats=("docx",), numbers=("SYJD01",), out=tmp_path / "out", jobs=1)
    assert report.failed == ()
    assert ["未安装 LibreOffice" in note.zh for note in report.notes] == [True]


def it_says_so_where_libreoffice_fails(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "soffice"
    broken.write_text("#!/bin/sh\necho 坏了 >&2\nexit 3\n", "utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    report = build(root, formats=("docx",), out=tmp_path / "out", jobs=1)
    assert report.failed == ()
    assert "坏了" in report.notes[0].zh
    assert stored_pages((tmp_path / "out/docx/manual.docx").read_bytes())


def it_has_the_same_stretches_whatever_numbers_the_contents_hold(root: Path) -> None:
    data = (root / "build/docx/SYWIKF01.docx").read_bytes()
    other = with_pages(data, dict.fromkeys(stored_pages(data), 9))
    assert other != data
    assert stretches(other) == stretches(data)


def it_refuses_what_is_no_answer(root: Path, layouts: dict[str, PdfReader]) -> None:
    (stretch,) = stretches((root / "build/docx/SYJD01.docx").read_bytes())
    with pytest.raises(ValueError, match="0 answers to"):
        read_answers((root / "printed/SYJD01.pdf").read_bytes(), stretch)
    with pytest.raises(ValueError, match="cannot be read"):
        read_answers(b"no PDF", stretch)
