"""A company's own template: filled in, escaped, matched by the names of its styles, refused with a reason."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from wuye_docs.content.book import Book
from wuye_docs.writers.docx.base_template import BASE_PATH
from wuye_docs.writers.docx.template import TemplateFault
from wuye_docs.writers.docx.template_check import template_problems
from wuye_docs.writers.docx.verify import verify
from wuye_docs.writers.docx.write import write_bound, write_document, write_form

BookWith = Callable[[bytes], Book]


@pytest.fixture
def book_with(make_rich_book: Callable[..., Book]) -> Callable[[bytes], Book]:
    """Makes the book with a template of the company's own."""

    def book_with(template: bytes) -> Book:
        named = "edition: A/0\nstyle: {word-template: own.docx}"
        plain = make_rich_book(("manual/manual.yaml", "edition: A/0", named))
        return replace(plain, read=lambda path: template if path == "own.docx" else plain.read(path))

    return book_with


def changed(*changes: tuple[str, str, str]) -> bytes:
    """base.docx as somebody might have edited it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(BASE_PATH) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            for part, old, new in changes:
                if part == name:
                    assert old in text.decode(), old
                    text = text.decode().replace(old, new).encode()
            target.writestr(name, text)
    return buffer.getvalue()


def it_fills_in_what_a_company_wrote(book_with: BookWith) -> None:
    template = changed(("word/header2.xml", "编号：{{ number }}", "No. {{ number }} of {{ manual_title }}"))
    data = write_document(book_with(template), "HAWI01")
    assert verify(data) == ()
    assert "No. HAWI01 of 恒安物业质量管理手册" in everything(data)


def it_joins_fields_that_word_has_split(book_with: BookWith) -> None:
    split = '{{ num</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">ber }}'
    data = write_document(book_with(changed(("word/header2.xml", "{{ number }}", split))), "HAWI01")
    assert verify(data) == ()
    assert "编号：HAWI01" in everything(data)


def it_matches_styles_by_name_since_chinese_word_changes_their_ids(book_with: BookWith) -> None:
    template = changed(
        ("word/styles.xml", 'w:styleId="Header"', 'w:styleId="a3"'),
        ("word/header2.xml", 'w:pStyle w:val="Header"', 'w:pStyle w:val="a3"'),
        ("word/header1.xml", 'w:pStyle w:val="Header"', 'w:pStyle w:val="a3"'),
    )
    data = write_document(book_with(template), "HAWI01")
    assert verify(data) == ()
    assert '"a3"' not in everything(data)


def it_takes_a_template_whose_cover_has_no_header_of_its_own(book_with: BookWith) -> None:
    with zipfile.ZipFile(BASE_PATH) as archive:
        document = archive.read("word/document.xml").decode()
    start = document.index("<w:headerReference")
    reference = document[start : document.index("/>", start) + 2]
    data = write_document(book_with(changed(("word/document.xml", reference, ""))), "HAWI01")
    assert verify(data) == () or all("nothing points at word/header1.xml" in one for one in verify(data))


@pytest.mark.parametrize("field", ["{{ nobody }}", "{{ number", "{% if %}"])
def it_refuses_a_field_that_means_nothing(field: str, book_with: BookWith) -> None:
    template = changed(("word/header2.xml", "{{ number }}", field))
    with pytest.raises(TemplateFault):
        write_document(book_with(template), "HAWI01")


def it_refuses_what_is_no_word_file(book_with: BookWith) -> None:
    for data in (b"", b"PK\x03\x04", b"<html>"):
        with pytest.raises(TemplateFault):
            write_form(book_with(data), "HAWI01-R01")


def it_gives_each_document_of_the_bound_manual_its_own_header(make_rich_book: Callable[..., Book]) -> None:
    text = everything(write_bound(make_rich_book()))
    assert "编号：HAWI01" in text and "编号：HAQM01" in text


def everything(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


class DescribeTemplateProblems:
    """What a quality manager is told before anything is written."""

    def it_finds_nothing_in_our_own_template(self) -> None:
        assert template_problems(BASE_PATH.read_bytes()) == ()

    @pytest.mark.parametrize(
        ("part", "old", "new", "expected", "hint"),
        [
            ("word/header2.xml", "{{ number }}", "{{ nummber }}", "页眉 header2.xml中的字段 {{ nummber }} 不存在", "是否指 {{ number }}？"),
            ("word/footer2.xml", "{{ owner }}", "{{ 部门 }}", "页脚 footer2.xml中的字段 {{ 部门 }} 不存在", "可用的字段: company"),
            ("word/header2.xml", "{{ number }}", "{{ number", "页眉 header2.xml中有写错的字段", "两侧各两个花括号"),
            ("word/document.xml", "{% if issued %}", "{% if %}", "正文 (封面)中有写错的字段", "两侧各两个花括号"),
            ("word/document.xml", "{{p body }}", "", "没有 {{p body}}", "封面的分节符之后"),
        ],
    )  # fmt: skip
    def it_names_the_place_and_what_to_do(
        self, part: str, old: str, new: str, expected: str, hint: str
    ) -> None:
        first = template_problems(changed((part, old, new)))[0]
        assert (expected in first.message.zh, hint in first.hint.zh, first.is_grave) == (True, True, True), (
            first
        )

    def it_misses_the_revision_in_the_header_but_lets_it_pass(self) -> None:
        (one,) = template_problems(changed(("word/header2.xml", "{{ revision }}", "")))
        assert (one.message.zh, one.is_grave) == ("正文的页眉、页脚没有版次", False)

    def it_refuses_what_is_no_word_file(self) -> None:
        assert template_problems(b"no zip")[0].message.zh == "不是可用的 Word 文件 (.docx)"
