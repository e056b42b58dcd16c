"""BLD005: pages whose header does not say what they are (ISO 9001:2015 7.5.2 a, 7.5.3.2 c)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from wuye_docs.content.book import Book
from wuye_docs.diagnostics import Message
from wuye_docs.ooxml.namespaces import name_in_w
from wuye_docs.ooxml.package import parse_xml
from wuye_docs.project.built_files.output import BuiltOutput, Fault

_HINT = Message(
    "检查 manual.yaml 中 `style: word_template` 的页眉, 或全部重新生成: `wuye build --force`",
    "look at the header of `style: word_template` in manual.yaml, or build again: `wuye build --force`",
)
_HEADER_PART = re.compile(r"word/header\d*\.xml")
_PAGE_OF_PAGES = re.compile(r"第\d+页共\d+页")
_PARTS = {
    "number": Message("编号", "the number"),
    "revision": Message("版次", "the revision"),
    "page": Message("页码和总页数", "page and number of pages"),
}


def incomplete_headers(built: BuiltOutput) -> Iterator[Fault]:
    """A finding for each file whose header lacks number, revision or page x of y; the cover has no header."""
    for name, _ in built.of_kind(".pdf"):
        yield from _faults(built, name, _lacking_in_pdf(built, name))
    for name, path in built.of_kind(".docx"):
        yield from _faults(built, name, _lacking_in_word(built.book, built.number_of(name), path))


def _faults(built: BuiltOutput, name: str, lacking: dict[str, str]) -> Iterator[Fault]:
    for part, where in lacking.items():
        said = _PARTS[part]
        yield Fault(
            name,
            Message(f"页眉缺少{said.zh}{where}", f"the header lacks {said.en}{where}"),
            _HINT,
            built.number_of(name),
        )


def _identity(book: Book, number: str) -> tuple[str, str]:
    """Number and revision as headers show them; of the bound manual, whose pages carry those of their documents, none."""
    if number in book.documents:
        control = book.documents[number].control
        return control.number, control.revision
    form = book.manual.forms.get(number)
    return (form.number, form.revision) if form else ("", "")


def _lacking_in_pdf(built: BuiltOutput, name: str) -> dict[str, str]:
    number, revision = _identity(built.book, built.number_of(name))
    text = built.pdf(name)
    lacking: dict[str, str] = {}
    # A form has no cover; its page numbers stand in the footer.
    is_form = built.number_of(name) in built.book.manual.forms
    for page, header in enumerate(text.headers, 1):
        if page == 1 and not is_form:
            continue
        tight = re.sub(r"\s", "", header)
        margins = tight + re.sub(r"\s", "", text.footers[page - 1])
        where = f" (第 {page} 页 / page {page})"
        if number not in tight or not tight:
            lacking.setdefault("number", where)
        if revision not in tight:
            lacking.setdefault("revision", where)
        if not _PAGE_OF_PAGES.search(margins):
            lacking.setdefault("page", where)
    return lacking


def _lacking_in_word(book: Book, number: str, path: Path) -> dict[str, str]:
    shown, revision = _identity(book, number)
    lacking: dict[str, str] = {}
    with zipfile.ZipFile(path) as archive:
        parts = {name for name in archive.namelist() if _HEADER_PART.fullmatch(name)}
        headers = {name: parse_xml(archive.read(name)) for name in sorted(parts)}
    told = {name: _words(root) for name, root in headers.items()}
    # A cover has an empty header of its own.
    filled = {name: words for name, words in told.items() if words}
    if not filled:
        return dict.fromkeys(_PARTS, "")
    for name, words in filled.items():
        where = f" ({name})"
        codes = {
            code for one in headers[name].iter(name_in_w("instrText")) for code in (one.text or "").split()
        }
        codes |= {
            code
            for one in headers[name].iter(name_in_w("fldSimple"))
            for code in str(one.get(name_in_w("instr"))).split()
        }
        if shown not in words:
            lacking.setdefault("number", where)
        if revision not in words:
            lacking.setdefault("revision", where)
        if "PAGE" not in codes or not codes & {"NUMPAGES", "SECTIONPAGES"}:
            lacking.setdefault("page", where)
    return lacking


def _words(root: etree._Element) -> str:
    return "".join(str(one.text or "") for one in root.iter(name_in_w("t"))).strip()
