"""The page of every line of the contents, as LibreOffice lays the file out.

LibreOffice renews the stored result of a PAGEREF field (17.16.5.43) on loading, outside of a table of contents. So a scratch
copy gets a page before all others that asks for the page of each bookmark, and only this page is printed and read.

A file is cut where documents of the bound manual begin: each begins on a page of its own, so how many pages it takes depends
on nothing before it. A stretch has the same bytes as long as its text is the same, whatever the numbers in the contents; so
a kept answer serves until somebody changes that document.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO

from lxml import etree
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from wuye_docs.ooxml.namespaces import PREFIXES, name_in_w
from wuye_docs.ooxml.package import MAIN_PART, Package, content_types, parse_xml, part_xml, read_package
from wuye_docs.writers.docx.story import DOCUMENT_MARKS

_LARGEST = 1024 * 1024 * 1024
"""Our own files: the bound manual with all its charts may be large."""
_R_ID = f"{{{PREFIXES['r']}}}id"
_VAL, _ID = name_in_w("val"), name_in_w("id")
_EMBED = f"{{{PREFIXES['r']}}}embed"
_PAGE_REFERENCE = re.compile(r"\s*PAGEREF\s+(\S+)")
_STORED = re.compile(
    r'(<w:instrText[^>]*> PAGEREF (\S+) [^<]*</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    r"<w:r><w:t[^>]*>)([^<]*)"
)
_END_MARK = "_End"
_ANSWER = re.compile(r"(\d+)\s*;")
_KEPT = ("styles", "settings", "fontTable", "theme", "numbering", "footnotes")
_DOT = "word/media/dot.png"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pages of a file that begin with a fresh page, as a file of their own with the asking page before them."""

    scratch: bytes
    bookmarks: tuple[str, ...]
    """What the asking page asks for, in order; behind all but the last stretch, the page that follows comes last."""


def stretches(data: bytes) -> tuple[Stretch, ...]:
    """A written file in stretches, to be laid out; none if it has no page numbers to be filled in."""
    package = read_package(data, _LARGEST)
    document = parse_xml(package.parts[MAIN_PART], huge=True)
    body = document.find(name_in_w("body"))
    wanted = _page_references(document)
    if body is None or not wanted:
        return ()
    _freeze_fields(document)
    _keep_bookmarks(document, wanted)
    return tuple(_stretch(package, document, blocks) for blocks in _cut(body))


def read_answers(pdf: bytes, stretch: Stretch) -> tuple[int, ...]:
    """The page of each bookmark of a stretch, the asking page not counted. Raises ValueError for what is no answer."""
    try:
        text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    except (PyPdfError, IndexError, OSError) as fault:
        raise ValueError(f"the probe cannot be read: {fault}") from fault
    answers = tuple(int(one) - 1 for one in _ANSWER.findall(text.replace("\n", "")))
    if len(answers) != len(stretch.bookmarks) or min(answers, default=1) < 1:
        raise ValueError(f"{len(answers)} answers to {len(stretch.bookmarks)} questions")
    return answers


def joined_pages(laid_out: Sequence[tuple[Stretch, Sequence[int]]]) -> dict[str, int]:
    """The page in the whole file of each bookmark, from the pages in each stretch."""
    pages: dict[str, int] = {}
    before = 0
    for stretch, answers in laid_out:
        pages |= {name: before + page for name, page in zip(stretch.bookmarks, answers, strict=True)}
        if _END_MARK in stretch.bookmarks:
            before += answers[-1] - 1
    return pages


def with_pages(data: bytes, pages: Mapping[str, int]) -> bytes:
    """The file with these pages as the stored results of its PAGEREF fields."""
    package = read_package(data, _LARGEST)

    def stored(match: re.Match[str]) -> str:
        page = pages.get(match.group(2))
        return match.group(1) + (match.group(3) if page is None else str(page))

    text = package.parts[MAIN_PART].decode("utf-8")
    filled = _STORED.sub(stored, text)
    if filled == text:
        return data
    package.parts[MAIN_PART] = filled.encode("utf-8")
    return package.to_bytes()


def has_as_many_digits(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Whether the contents keep their layout when the pages of the one take the place of the other's."""
    return all(len(str(page)) == len(str(other.get(name, ""))) for name, page in one.items())


def stored_pages(data: bytes) -> dict[str, int]:
    """The page that a file gives for each bookmark."""
    text = read_package(data, _LARGEST).parts[MAIN_PART].decode("utf-8")
    return {match.group(2): int(match.group(3)) for match in _STORED.finditer(text)}


def _page_references(document: etree._Element) -> dict[str, None]:
    found = (_PAGE_REFERENCE.match(one.text or "") for one in document.iter(name_in_w("instrText")))
    return dict.fromkeys(match.group(1) for match in found if match)


def _freeze_fields(document: etree._Element) -> None:
    """Leave the stored results of all fields as plain text: LibreOffice would look for bookmarks of other stretches.

    Page numbers become zeros, as many as they have digits.
    """
    codes: list[tuple[bool, bool]] = []
    for run in list(document.iter(name_in_w("r"))):
        for mark in list(run):
            if mark.tag == name_in_w("instrText"):
                codes[-1] = codes[-1][0], bool(_PAGE_REFERENCE.match(mark.text or ""))
                run.remove(mark)
            elif mark.tag == name_in_w("fldChar"):
                kind = mark.get(name_in_w("fldCharType"))
                if kind == "begin":
                    codes.append((True, False))
                elif kind == "end":
                    codes.pop()
                run.remove(mark)
            elif mark.tag == name_in_w("t") and codes and codes[-1][1]:
                mark.text = "0" * len(mark.text or "")


def _keep_bookmarks(document: etree._Element, wanted: Mapping[str, None]) -> None:
    """Take out the bookmarks nobody asks for; those of documents stay, for the file is cut there."""
    dropped = set()
    for start in list(document.iter(name_in_w("bookmarkStart"))):
        name = str(start.get(name_in_w("name")))
        if name not in wanted and not name.startswith(DOCUMENT_MARKS):
            dropped.add(start.get(name_in_w("id")))
            _remove(start)
    for end in list(document.iter(name_in_w("bookmarkEnd"))):
        if end.get(name_in_w("id")) in dropped:
            _remove(end)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _cut(body: etree._Element) -> Iterator[list[etree._Element]]:
    """The blocks of each stretch: a new one begins where a document begins behind the end of a section."""
    blocks: list[etree._Element] = []
    for child in list(body):
        begins = any(
            str(one.get(name_in_w("name"))).startswith(DOCUMENT_MARKS)
            for one in child.iter(name_in_w("bookmarkStart"))
        )
        if begins and blocks and _section_end(blocks[-1]) is not None:
            yield blocks
            blocks = []
        blocks.append(child)
    yield blocks


def _section_end(block: etree._Element) -> etree._Element | None:
    if block.tag != name_in_w("p"):
        return None
    return block.find(f"{name_in_w('pPr')}/{name_in_w('sectPr')}")


def _stretch(package: Package, document: etree._Element, blocks: list[etree._Element]) -> Stretch:
    spaces = {str(prefix): uri for prefix, uri in document.nsmap.items() if prefix}
    root = etree.Element(document.tag, nsmap=spaces)
    for name, value in document.attrib.items():
        root.set(name, value)
    body = etree.SubElement(root, name_in_w("body"))
    body.extend(blocks)
    end = _section_end(blocks[-1])
    if end is not None:
        _begin_next_page(body, end)
    bookmarks = _rename_bookmarks(body)
    for place, block in enumerate(_asking_page(bookmarks)):
        body.insert(place, block)
    return Stretch(_scratch(package, root).to_bytes(), tuple(bookmarks))


def _rename_bookmarks(body: etree._Element) -> list[str]:
    """Count the bookmarks of a stretch from 1; returns the names that they had."""
    names: list[str] = []
    numbers: dict[str, str] = {}
    for start in list(body.iter(name_in_w("bookmarkStart"))):
        name = str(start.get(name_in_w("name")))
        if name.startswith(DOCUMENT_MARKS):
            _remove(start)
            continue
        names.append(name)
        numbers[str(start.get(_ID))] = str(len(names))
        start.set(_ID, str(len(names)))
        start.set(name_in_w("name"), _asked_name(len(names), name))
    for end in list(body.iter(name_in_w("bookmarkEnd"))):
        if str(end.get(_ID)) in numbers:
            end.set(_ID, numbers[str(end.get(_ID))])
        else:
            _remove(end)
    return names


def _asked_name(number: int, bookmark: str) -> str:
    """What a bookmark is called in the scratch file: names of headings are counted through the whole file."""
    return bookmark if bookmark == _END_MARK else f"_P{number}"


def _begin_next_page(body: etree._Element, section: etree._Element) -> None:
    """Add the page that follows the stretch, with a bookmark on it: how it begins tells where the stretch ends.

    LibreOffice forgets an empty bookmark at the very end of a file, so it holds a space of no width.
    """
    following = parse_xml(
        f'<w:p xmlns:w="{PREFIXES["w"]}"><w:pPr/><w:bookmarkStart w:id="-1" w:name="{_END_MARK}"/>'
        '<w:r><w:t>&#x200B;</w:t></w:r><w:bookmarkEnd w:id="-1"/></w:p>'.encode()
    )
    body.append(following)
    body.append(deepcopy(section))


def _asking_page(bookmarks: Sequence[str]) -> etree._Element:
    """A page of tiny print with the page of each bookmark and a semicolon behind it, and the end of its section."""
    tiny = '<w:rPr><w:sz w:val="4"/><w:szCs w:val="4"/></w:rPr>'
    asked = "".join(
        f'<w:r>{tiny}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{tiny}<w:instrText xml:space="preserve"> PAGEREF {name} \\h </w:instrText></w:r>'
        f'<w:r>{tiny}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{tiny}<w:t>0</w:t></w:r>'
        f'<w:r>{tiny}<w:fldChar w:fldCharType="end"/></w:r><w:r>{tiny}<w:t xml:space="preserve">; </w:t></w:r>'
        for name in (_asked_name(number, one) for number, one in enumerate(bookmarks, 1))
    )
    line = '<w:spacing w:before="0" w:after="0" w:line="60" w:lineRule="exact"/>'
    sheet = (
        '<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="300" w:right="300"'
        ' w:bottom="300" w:left="300" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>'
    )
    return parse_xml(
        f'<w:body xmlns:w="{PREFIXES["w"]}"><w:p><w:pPr>{line}</w:pPr>{asked}</w:p>'
        f"<w:p><w:pPr>{line}{sheet}</w:pPr></w:p></w:body>".encode()
    )


def _scratch(package: Package, document: etree._Element) -> Package:
    """The parts that the layout of `document` depends on, numbered anew; every picture is a dot, stretched to its place."""
    scratch = Package(defaults=content_types({"png": "image/png"}))
    scratch.relate("", "officeDocument", MAIN_PART)
    for kind in _KEPT:
        if part := package.related(MAIN_PART, kind):
            content = package.parts[part]
            if kind == "numbering":
                content = _used_lists(content, document, package)
            elif kind == "footnotes":
                content = _used_notes(content, document)
            scratch.add_part(f"word/{kind}.xml", content, package.overrides.get(part, ""))
            scratch.relate(MAIN_PART, kind, f"word/{kind}.xml")
    _carry_headers(package, scratch, document)
    for extension in list(document.iter("{*}extLst")):
        _remove(extension)
    for number, picture in enumerate(document.iter("{*}docPr", "{*}cNvPr"), 1):
        picture.set("id", str(number))
    _carry_dots(scratch, MAIN_PART, document)
    for link in document.iter(name_in_w("hyperlink")):
        link.attrib.pop(_R_ID, "")
        link.set(name_in_w("anchor"), "_P1")
    scratch.add_part(
        MAIN_PART, part_xml(etree.tostring(document, encoding="unicode")), package.overrides[MAIN_PART]
    )
    return scratch


def _carry_headers(package: Package, scratch: Package, document: etree._Element) -> None:
    """Take over headers and footers: their height moves the text. Watermarks take no room."""
    names: dict[str, str] = {}
    for kind in ("header", "footer"):
        for reference in document.iter(name_in_w(f"{kind}Reference")):
            part = package.target_of(MAIN_PART, str(reference.get(_R_ID)))
            if part not in names:
                names[part] = f"word/{kind}{len(names) + 1}.xml"
                root = parse_xml(package.parts[part])
                for drawing in list(root.iter(name_in_w("pict"))):
                    _remove(drawing)
                _carry_dots(scratch, names[part], root)
                content = part_xml(etree.tostring(root, encoding="unicode"))
                scratch.add_part(names[part], content, package.overrides[part])
            reference.set(_R_ID, scratch.relate(MAIN_PART, kind, names[part]))


def _carry_dots(scratch: Package, part: str, root: etree._Element) -> None:
    for blip in root.iter("{*}blip"):
        scratch.add_part(_DOT, _dot(), "image/png")
        blip.set(_EMBED, scratch.relate(part, "image", _DOT))


def _used_lists(content: bytes, document: etree._Element, package: Package) -> bytes:
    """The lists of a stretch, counted from 1 behind those that styles count by."""
    root = parse_xml(content)
    styles = parse_xml(package.parts[package.related(MAIN_PART, "styles")])
    numbers = {"0": "0"}
    for number in styles.iter(name_in_w("numId")):
        numbers[str(number.get(_VAL))] = str(number.get(_VAL))
    next_number = max(map(int, numbers)) + 1
    for number in document.iter(name_in_w("numId")):
        old = str(number.get(_VAL))
        if old not in numbers:
            numbers[old] = str(next_number)
            next_number += 1
        number.set(_VAL, numbers[old])
    for one in root.findall(name_in_w("num")):
        new = numbers.get(str(one.get(name_in_w("numId"))))
        if new is None:
            root.remove(one)
        else:
            one.set(name_in_w("numId"), new)
    return part_xml(etree.tostring(root, encoding="unicode"))


def _used_notes(content: bytes, document: etree._Element) -> bytes:
    """The footnotes of a stretch, counted from 2 behind the lines above them."""
    root = parse_xml(content)
    calls = {str(one.get(_ID)): one for one in document.iter(name_in_w("footnoteReference"))}
    numbers = {old: str(new) for new, old in enumerate(calls, 2)}
    for old, call in calls.items():
        call.set(_ID, numbers[old])
    for note in root.findall(name_in_w("footnote")):
        old = str(note.get(_ID))
        if old in numbers:
            note.set(_ID, numbers[old])
        elif note.get(name_in_w("type")) is None:
            root.remove(note)
    _freeze_fields(root)
    _keep_bookmarks(root, {})
    for link in root.iter(name_in_w("hyperlink")):
        link.attrib.pop(_R_ID, "")
        link.set(name_in_w("anchor"), "_P1")
    return part_xml(etree.tostring(root, encoding="unicode"))


def _dot() -> bytes:
    """A white pixel as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\xff"))
        + chunk(b"IEND", b"")
    )
