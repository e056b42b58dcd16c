"""Every written file passes the package checks, and the same book gives the same bytes."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import docx
import pytest

from wuye_docs.content.book import Book
from wuye_docs.writers.docx.base_template import BASE_PATH, base_template
from wuye_docs.writers.docx.verify import verify
from wuye_docs.writers.docx.write import write_bound, write_document, write_form

HERE = Path(__file__).parent
MakeBook = Callable[..., Book]


def written(book: Book) -> dict[str, bytes]:
    files = {number: write_document(book, number) for number in book.documents}
    files |= {number: write_form(book, number) for number in book.manual.forms}
    return files | {"bound": write_bound(book)}


@pytest.fixture(scope="module")
def files(make_rich_book: MakeBook) -> dict[str, bytes]:
    return written(make_rich_book())


def it_finds_no_problem_in_any_file(files: dict[str, bytes]) -> None:
    assert {name: verify(data) for name, data in files.items() if verify(data)} == {}


def it_is_opened_by_python_docx(files: dict[str, bytes]) -> None:
    for data in files.values():
        assert docx.Document(io.BytesIO(data)).paragraphs


def it_passes_the_rules_of_the_open_xml_sdk(files: dict[str, bytes], tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    for name, data in files.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(data)
        # A validator of its own for each file: it keeps the ids of notes it saw.
        errors = [error.description for error in audit.OpenXmlValidator().validate(path).errors]
        # numId 0 takes a paragraph out of its style's list (17.9.18); the tool takes it for a list that is missing.
        assert [one for one in errors if "Numbering definition '0'" not in one] == [], name


def it_writes_the_same_bytes_again(files: dict[str, bytes], make_rich_book: MakeBook) -> None:
    assert written(make_rich_book()) == files


def it_writes_the_same_bytes_in_another_process(files: dict[str, bytes]) -> None:
    code = (
        "import sys; from hashlib import sha256; from conftest import rich_book;"
        "from wuye_docs.writers.docx.write import write_document, write_bound;"
        "book = rich_book();"
        "print(sha256(write_document(book, 'HAWI01')).hexdigest(), sha256(write_bound(book)).hexdigest())"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={"PYTHONPATH": str(HERE), "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "PATH": ""},
    )
    assert result.stdout.split() == [sha256(files[name]).hexdigest() for name in ("HAWI01", "bound")]


def it_keeps_the_template_as_the_script_makes_it() -> None:
    assert base_template() == BASE_PATH.read_bytes()


def it_dates_every_entry_alike(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["HAWI01"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


class DescribeVerify:
    """Each check is seen to find its fault."""

    @pytest.mark.parametrize(
        ("part", "old", "new", "expected"),
        [
            ("word/document.xml", "<w:body>", "<w:body><w:p><w:r><w:t>{{ title }}</w:t></w:r></w:p>", "field of the template"),
            ("word/document.xml", '<w:fldChar w:fldCharType="end"/>', "", "fields do not end"),
            ("word/document.xml", 'w:pStyle w:val="BodyText"', 'w:pStyle w:val="Nobody"', "style Nobody"),
            ("word/document.xml", ' r:embed="rId', ' r:embed="rIdx', "which is not there"),
            ("word/document.xml", ' descr="', ' x="', "no description"),
            ("word/document.xml", '<w:bookmarkEnd w:id="3"/>', "", "do not match"),
            ("word/document.xml", "PAGEREF _Toc90000001", "PAGEREF _Toc99999999", "which is not there"),
            ("word/document.xml", "<w:gridSpan ", "<w:gridBefore ", "columns"),
            ("word/document.xml", '<w:numId w:val="', '<w:numId w:val="9', "uses list"),
            ("word/settings.xml", "<w:zoom", "<w:updateFields/><w:zoom", "updateFields"),
            ("word/settings.xml", 'w:val="15"', 'w:val="14"', "兼容模式"),
            ("word/styles.xml", ' w:eastAsia="宋体"', "", "East Asian"),
            ("word/numbering.xml", '<w:abstractNumId w:val="1"/>', '<w:abstractNumId w:val="77"/>', "definition 77"),
        ],
    )  # fmt: skip
    def it_finds(self, files: dict[str, bytes], part: str, old: str, new: str, expected: str) -> None:
        broken = changed(files["HAWI01"], part, old, new)
        assert any(expected in problem for problem in verify(broken)), verify(broken)

    def it_finds_what_is_no_zip(self) -> None:
        assert verify(b"no zip")


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content.decode(), f"{old} is not in {part}"
                content = content.decode().replace(old, new).encode()
            target.writestr(name, content)
    return buffer.getvalue()


def it_would_be_told_of_what_the_schema_forbids(files: dict[str, bytes], tmp_path: Path) -> None:
    """The audit knows the order of elements and the values of attributes of ISO 29500: it is no empty promise."""
    audit = pytest.importorskip("openxml_audit")
    broken = files["HAWI01"]
    for old, new in (
        ('<w:pStyle w:val="BodyText"/>', '<w:jc w:val="left"/><w:pStyle w:val="BodyText"/>'),
        ('w:orient="landscape"', 'w:orient="sideways"'),
        ("<w:tcPr>", "<w:tcPr><w:nonsense/>"),
    ):
        broken = changed(broken, "word/document.xml", old, new)
    path = tmp_path / "broken.docx"
    path.write_bytes(broken)
    found = " ".join(error.description for error in audit.OpenXmlValidator().validate(path).errors)
    assert "Unexpected element 'pStyle'" in found
    assert "Value 'sideways'" in found
    assert "Unexpected element 'nonsense'" in found
