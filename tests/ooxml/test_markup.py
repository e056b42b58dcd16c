"""Markup, packages and numbering without a document around them."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from wuye_docs.ooxml.bookmarks import LONGEST_NAME, Bookmarks, bookmark_name
from wuye_docs.ooxml.fields import field
from wuye_docs.ooxml.markup import Xml, close_in_last_paragraph, open_in_first_paragraph
from wuye_docs.ooxml.namespaces import PREFIXES
from wuye_docs.ooxml.numbering import ListLevel, NumberingPart
from wuye_docs.ooxml.package import Package, PackageError, read_package
from wuye_docs.ooxml.text import paragraph, paragraph_properties, run_properties, text_run


def parsed(markup: Xml) -> etree._Element:
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
    return etree.fromstring(f"<root {declared}>{markup}</root>")


@given(st.text())
def it_makes_well_formed_runs_of_any_text(text: str) -> None:
    root = parsed(text_run(text, run_properties(style="Strong", color="FF0000")))
    shown = "".join(one.text or "" for one in root.iter("{*}t"))
    assert shown == re.sub("[\x00-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


@given(st.text(min_size=1))
def it_names_bookmarks_as_word_keeps_them(block_id: str) -> None:
    name = bookmark_name(block_id)
    assert len(name) <= LONGEST_NAME and name.isascii() and name.replace("_", "a").isalnum()
    assert not name[0].isdigit()


def it_keeps_ids_that_are_names_already() -> None:
    assert bookmark_name("SYWIKF16_bacc0e810b") == "SYWIKF16_bacc0e810b"
    assert bookmark_name("SYWIKF16-R01") == "SYWIKF16_R01"
    assert bookmark_name("条款") != bookmark_name("条件")


def it_gives_a_bookmark_name_once() -> None:
    marks = Bookmarks()
    runs = text_run("甲")
    assert marks.around_runs("a", runs) != runs
    assert marks.around_runs("A", runs) == runs


def it_marks_from_the_first_paragraph_to_the_last() -> None:
    one = paragraph(paragraph_properties("Normal"), text_run("甲"))
    both = close_in_last_paragraph(open_in_first_paragraph(Xml(one + one), Xml("<a/>")), Xml("<b/>"))
    assert both.count("<a/>") == both.count("<b/>") == 1
    assert both.index("</w:pPr><a/>") < both.index("<b/></w:p>")
    assert both.endswith("<b/></w:p>")


def it_writes_fields_with_their_result() -> None:
    kinds = [
        one.get(f"{{{PREFIXES['w']}}}fldCharType") for one in parsed(field("PAGE", "1")).iter("{*}fldChar")
    ]
    assert kinds == ["begin", "separate", "end"]


def it_hints_at_the_chinese_font_for_quotes_in_chinese() -> None:
    assert 'w:hint="eastAsia"' in text_run("他说“好”")
    assert "w:hint" not in text_run("“good”")
    assert text_run("“好”", run_properties(style="Strong")).index("rStyle") < text_run(
        "“好”", run_properties(style="Strong")
    ).index("rFonts")


def it_writes_all_nine_levels_and_restarts_a_list() -> None:
    part = NumberingPart(5, 7)
    definition = part.define([ListLevel("lowerLetter", "%1)"), ListLevel("decimal", "%2)")])
    assert (definition, part.instance(definition, [0])) == (5, 7)
    assert part.definitions().count("<w:lvl ") == 9
    assert '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' in part.instances()


def it_writes_a_package_that_it_reads_again() -> None:
    package = Package(defaults={"xml": "application/xml"})
    package.add_part("word/document.xml", b"<a/>", "text/x")
    assert package.relate("word/document.xml", "image", "word/media/a.png") == "rId1"
    assert package.relate("word/document.xml", "image", "word/media/a.png") == "rId1"
    assert package.relate("word/document.xml", "hyperlink", "https://a?b&c", external=True) == "rId2"
    again = read_package(package.to_bytes())
    assert again.parts == package.parts and again.overrides == package.overrides
    assert again.relationships == package.relationships
    assert again.to_bytes() == package.to_bytes()


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all"])
def it_refuses_what_is_no_package(data: bytes) -> None:
    with pytest.raises(PackageError):
        read_package(data)


def it_refuses_a_zip_that_grows_beyond_measure() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", b"0" * (65 * 1024 * 1024))
    with pytest.raises(PackageError):
        read_package(buffer.getvalue())


def it_does_not_resolve_entities() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/hostname">]><Types><Default Extension="a" ContentType="b"/></Types>',
        )
    assert read_package(buffer.getvalue()).parts == {}
