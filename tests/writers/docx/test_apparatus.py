"""What surrounds the text: lists of figures and tables, forms that are locked, fields on the cover, what stays on one page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from wuye_docs.content.book import Book
from wuye_docs.ooxml.namespaces import PREFIXES, name_in_w
from wuye_docs.ooxml.package import read_package
from wuye_docs.ooxml.settings import lock_to_fields
from wuye_docs.writers.docx.page_numbers import stored_pages
from wuye_docs.writers.docx.write import write_bound, write_document, write_form

MakeBook = Callable[..., Book]
VAL = name_in_w("val")
W = {one: PREFIXES[one] for one in ("w", "w15")}


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(read_package(data).parts[name])


def text_of(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(name_in_w("t")))


@pytest.fixture(scope="module")
def bound(make_rich_book: MakeBook) -> bytes:
    return write_bound(make_rich_book())


@pytest.fixture(scope="module")
def form(make_rich_book: MakeBook) -> bytes:
    return write_form(make_rich_book(), "HAWI01-R01")


def lines_under(document: etree._Element, heading: str) -> list[tuple[str, str]]:
    """(text, page) of each line of a list of places."""
    paragraphs = list(document.iter(name_in_w("p")))
    start = next(place for place, one in enumerate(paragraphs) if text_of(one) == heading)
    found = []
    for one in paragraphs[start + 1 :]:
        runs = [text_of(run) for run in one.iter(name_in_w("r")) if text_of(run)]
        if one.find("w:pPr/w:pStyle", W).get(VAL) != "TableofFigures":
            break
        found.append(("".join(runs[:-1]), runs[-1]))
    return found


def it_lists_figures_and_tables_of_the_bound_manual(make_rich_book: MakeBook) -> None:
    table = ":::{table} 时限一览\n| 事项 | 时限 |\n|---|---|\n| 登记 | 当日 |\n:::"
    path = "manual/instructions/HAWI01.md"
    bound = write_bound(make_rich_book((path, "\n# ", f"\n# 附加\n\n{table}\n\n# ")))
    document = part(bound)
    pages = {name: str(page) for name, page in stored_pages(bound).items() if name.startswith("_Toc8")}
    figures, tables = lines_under(document, "图目录"), lines_under(document, "表目录")
    captions = [text_of(one) for one in document.iter(name_in_w("p")) if one.find("w:pPr/w:pStyle[@w:val='Caption']", W) is not None]  # fmt: skip
    # Each line begins with the document that the figure stands in, since each counts its figures from 1.
    assert [text.partition("　")[2] for text, _ in figures] == [one for one in captions if one[0] == "图"]
    assert [text.partition("　")[2] for text, _ in tables] == [one for one in captions if one[0] == "表"]
    assert sorted(page for _, page in figures + tables) == sorted(pages.values())
    instructions = [one.text for one in document.iter(name_in_w("instrText")) if "TOC" in (one.text or "")]
    assert instructions == [' TOC \\o "1-2" \\h \\z \\u ', ' TOC \\h \\z \\c "图" ', ' TOC \\h \\z \\c "表" ']


def it_lists_none_in_a_document_of_its_own(make_rich_book: MakeBook) -> None:
    document = part(write_document(make_rich_book(), "HAWI01"))
    assert "图目录" not in text_of(document)


def it_locks_a_form_around_its_fields_without_a_password(form: bytes, bound: bytes) -> None:
    (protection,) = part(form, "word/settings.xml").findall("w:documentProtection", W)
    assert {key.rpartition("}")[2]: value for key, value in protection.attrib.items()} == {
        "edit": "forms",
        "enforcement": "1",
    }
    # Nobody deletes a field by mistake either.
    controls = [one for one in part(form).iter(name_in_w("sdtPr")) if one.find("w:alias", W) is not None]
    assert controls
    for one in controls:
        if one.find("w15:repeatingSection", W) is None:
            assert one.find("w:lock", W).get(VAL) == "sdtLocked"
    assert part(bound, "word/settings.xml").find("w:documentProtection", W) is None


def it_puts_the_lock_where_the_schema_wants_it() -> None:
    """CT_Settings (17.15.1.78): behind w:trackRevisions, before w:defaultTabStop; an older lock is replaced."""
    settings = (
        f'<w:settings xmlns:w="{PREFIXES["w"]}"><w:zoom w:percent="100"/><w:trackRevisions/>'
        '<w:documentProtection w:edit="readOnly"/><w:defaultTabStop w:val="420"/></w:settings>'
    )
    root = etree.fromstring(lock_to_fields(settings.encode()))
    assert [etree.QName(one).localname for one in root] == [
        "zoom", "trackRevisions", "documentProtection", "defaultTabStop",
    ]  # fmt: skip


def it_lets_rows_of_a_list_be_added(make_rich_book: MakeBook) -> None:
    document = part(write_form(make_rich_book(), "HAWI01-R02"))
    (section,) = document.iterfind(".//w15:repeatingSection", W)
    items = section.getparent().getparent().findall("w:sdtContent/w:sdt", W)
    assert len(items) >= 5
    assert all(len(one.findall("w:sdtContent/w:tr", W)) == 1 for one in items)


def it_gives_number_and_revision_of_the_cover_as_fields(make_rich_book: MakeBook) -> None:
    data = write_document(make_rich_book(), "HAWI01")
    properties = part(data, "docProps/custom.xml")
    values = {one.get("name"): "".join(one.itertext()) for one in properties}
    assert set(values) == {"number", "revision", "status", "digest"}
    assert all(values.values())
    shown = {}
    for one in part(data).iter(name_in_w("p")):
        code = next((mark.text for mark in one.iter(name_in_w("instrText")) if "DOCPROPERTY" in (mark.text or "")), None)  # fmt: skip
        if code:
            shown[code.split()[1]] = text_of(one)
    assert shown == {name: values[name] for name in ("number", "revision")}


def it_has_a_hash_of_a_form_too(form: bytes) -> None:
    values = {one.get("name"): "".join(one.itertext()) for one in part(form, "docProps/custom.xml")}
    assert (values["number"], len(values["digest"])) == ("HAWI01-R01", 32)


def it_keeps_a_sentence_with_the_list_it_announces(make_rich_book: MakeBook) -> None:
    path = "manual/instructions/HAWI01.md"
    book = make_rich_book((path, "\n# ", "\n# 附加\n\n包括下列各项：\n\n1. 甲\n2. 乙\n\n不包括其他。\n\n# "))
    paragraphs = {text_of(one): one for one in part(write_document(book, "HAWI01")).iter(name_in_w("p"))}
    assert paragraphs["包括下列各项："].find("w:pPr/w:keepNext", W) is not None
    assert paragraphs["不包括其他。"].find("w:pPr/w:keepNext", W) is None


def it_describes_tables_by_their_heads(make_rich_book: MakeBook) -> None:
    described = [
        one.get(VAL) for one in part(write_document(make_rich_book(), "HAWI01")).iter(name_in_w("tblDescription"))
    ]  # fmt: skip
    assert described and all(one.startswith("栏目：") for one in described)


def it_finds_faults_in_changes_and_properties(make_rich_book: MakeBook) -> None:
    from wuye_docs.writers.docx.verify import verify

    data = write_document(make_rich_book(), "HAWI01")
    change = '<w:ins w:id="9001"><w:r><w:t>甲</w:t></w:r></w:ins>'
    comment = '<w:commentRangeStart w:id="7"/>'
    move = '<w:moveFromRangeStart w:id="9002" w:author="a" w:date="2026-01-01T00:00:00Z" w:name="m1"/>'
    broken = altered(
        data,
        {
            "word/document.xml": ("<w:body>", f"<w:body><w:p><w:pPr/>{change}{change}{comment}{move}</w:p>"),
            "docProps/custom.xml": ('pid="3"', 'pid="2"'),
            "word/styles.xml": ('mc:Ignorable="w14', 'mc:Ignorable="w77 w14'),
        },
    )
    problems = "\n".join(verify(broken))
    for expected in (
        "change id 9001 is there 2 times",
        "change 9001 does not say who made it and when",
        "comment 7 and its commentRangeStart do not match",
        "move m1 has one end only",
        "do not count from 2",
        "prefix w77 is to be skipped and not declared",
    ):
        assert expected in problems


def altered(data: bytes, changes: dict[str, tuple[str, str]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode("utf-8", "surrogateescape")
            if name in changes:
                old, new = changes[name]
                assert old in content, old
                content = content.replace(old, new, 1)
            target.writestr(name, content.encode("utf-8", "surrogateescape"))
    return buffer.getvalue()
