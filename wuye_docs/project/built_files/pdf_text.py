"""The text of a tagged PDF in its logical order, and the text of its page margins, read from tags and content streams.

A word is found by the marked content that it stands in (ISO 32000-1, 14.6) and gets its place from the structure tree (14.7), so
columns, tables and footnotes come in the order that a screen reader has them. Headers, footers, heads of tables that are
repeated and backgrounds are artifacts (14.8.2.2): of these headers and footers are kept by page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

_OPERATORS = "Tf Tj TJ BDC BMC EMC"
_CODE = re.compile(rb"<([0-9A-Fa-f]+)>")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_NOTES = frozenset({"/Note", "/FENote"})


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents: the words, the page number printed, and the page that its link leads to, from 1."""

    text: str
    printed: str
    page: int


@dataclass
class PdfText:
    """What a PDF says."""

    text: str = ""
    """All but artifacts and footnotes, in logical order; cells, lines and paragraphs follow each other without a space."""
    notes: str = ""
    """Footnotes, in the order of their calls."""
    headers: list[str] = field(default_factory=list)
    """The text of the header of each page."""
    footers: list[str] = field(default_factory=list)
    contents: list[ContentsLine] = field(default_factory=list)
    pictures_without_words: int = 0
    links: list[str] = field(default_factory=list)
    """Addresses outside the file."""


def read_pdf(data: bytes) -> PdfText:
    """What a PDF of ours says. Raises pikepdf.PdfError for what is no PDF."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return _Reader(pdf).read()


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._found = PdfText()
        self._pieces: dict[tuple[tuple[int, int], int], str] = {}
        self._page_numbers: dict[tuple[int, int], int] = {}
        self._fonts: dict[tuple[int, int], dict[int, str]] = {}

    def read(self) -> PdfText:
        for number, page in enumerate(self._pdf.pages, 1):
            self._page_numbers[page.obj.objgen] = number
            self._read_page(page)
        body: list[str] = []
        notes: list[str] = []
        root = self._pdf.Root.get("/StructTreeRoot")
        if root is not None:
            self._walk(root, (0, 0), body, notes)
        self._found.text, self._found.notes = "".join(body), "".join(notes)
        return self._found

    def _read_page(self, page: pikepdf.Page) -> None:
        """Keep the text of each marked content, and that of the header."""
        fonts = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
        margins: dict[str, list[str]] = {"header": [], "footer": []}
        open_marks: list[int | str] = []
        names: dict[int, str] = {}
        for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
            operands = list(instruction.operands)
            match str(instruction.operator):
                case "Tf":
                    names = self._font(fonts[str(operands[0])])
                case "BMC" | "BDC":
                    open_marks.append(_mark(operands))
                case "EMC":
                    if open_marks:
                        open_marks.pop()
                case _:
                    shown = operands[0] if isinstance(operands[0], Array) else operands
                    text = "".join(_decoded(one, names) for one in shown if isinstance(one, pikepdf.String))
                    mark = next((one for one in reversed(open_marks) if one != -1), -1)
                    if isinstance(mark, str):
                        margins.get(mark, []).append(text)
                    elif mark >= 0:
                        key = page.obj.objgen, mark
                        self._pieces[key] = self._pieces.get(key, "") + text
        self._found.headers.append("".join(margins["header"]))
        self._found.footers.append("".join(margins["footer"]))
        for one in page.obj.get("/Annots", Array()):
            address = str(one.get("/A", Dictionary()).get("/URI", ""))
            if address:
                self._found.links.append(address)

    def _font(self, font: pikepdf.Object) -> dict[int, str]:
        if font.objgen not in self._fonts:
            table = font.get("/ToUnicode")
            self._fonts[font.objgen] = _unicode(table.read_bytes()) if isinstance(table, Stream) else {}
        return self._fonts[font.objgen]

    def _walk(
        self, element: pikepdf.Object, page: tuple[int, int], body: list[str], notes: list[str]
    ) -> None:
        kind = element.get("/S")
        page = element.Pg.objgen if "/Pg" in element else page
        if kind == "/TOCI":
            self._contents_line(element, page)
        elif kind == "/Figure":
            if not str(element.get("/Alt", "")).strip():
                self._found.pictures_without_words += 1
            # What stands in a picture is the picture's.
            body = []
        into = notes if kind in _NOTES else body
        kids = element.get("/K", Array())
        listed: list[Any] = list(kids) if isinstance(kids, Array) else [kids]
        for kid in listed:
            if isinstance(kid, int):
                into.append(self._pieces.get((page, kid), ""))
            elif isinstance(kid, Dictionary):
                if "/MCID" in kid:
                    at = kid.Pg.objgen if "/Pg" in kid else page
                    into.append(self._pieces.get((at, int(kid.MCID)), ""))
                elif "/S" in kid:
                    self._walk(kid, page, into, notes)

    def _contents_line(self, element: pikepdf.Object, page: tuple[int, int]) -> None:
        words: list[str] = []
        self._walk_kids(element, page, words)
        link = _first_link(element)
        target = self._target(link) if link is not None else 0
        text = "".join(words)
        printed = re.search(r"[\s.]*(\d+)$", text)
        if target and printed:
            self._found.contents.append(ContentsLine(text[: printed.start()], printed.group(1), target))

    def _walk_kids(self, element: pikepdf.Object, page: tuple[int, int], words: list[str]) -> None:
        for kid in element.get("/K", Array()):
            if isinstance(kid, Dictionary) and "/S" in kid:
                self._walk(kid, page, words, [])

    def _target(self, link: pikepdf.Object) -> int:
        """The page that a link leads to, from 1; 0 for none in the file."""
        where = link.get("/Dest", link.get("/A", Dictionary()).get("/D"))
        if isinstance(where, Name | pikepdf.String):
            where = self._named.get(str(where))
        if isinstance(where, Dictionary):
            where = where.get("/D")
        return self._page_numbers.get(where[0].objgen, 0) if isinstance(where, Array) else 0

    @property
    def _named(self) -> dict[str, pikepdf.Object]:
        if not hasattr(self, "_destinations"):
            names = self._pdf.Root.get("/Names", Dictionary()).get("/Dests")
            tree = pikepdf.NameTree(names) if names is not None else {}
            self._destinations = {str(key): value for key, value in tree.items()}
            old = self._pdf.Root.get("/Dests", Dictionary())
            self._destinations |= {key.lstrip("/"): value for key, value in old.items()}
        return self._destinations


def _first_link(element: pikepdf.Object) -> pikepdf.Object | None:
    kids = element.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary):
            if "/Obj" in kid:
                return kid.Obj
            found = _first_link(kid) if "/S" in kid else None
            if found is not None:
                return found
    return None


def _mark(operands: list[Any]) -> int | str:
    """The marked content's number; `header`, `footer` or `artifact`; -1 for a mark that says nothing of the place."""
    properties = operands[1] if len(operands) > 1 else None
    if str(operands[0]) == "/Artifact":
        kind = str(properties.get("/Subtype", "")) if isinstance(properties, Dictionary) else ""
        return {"/Header": "header", "/Footer": "footer"}.get(kind, "artifact")
    if isinstance(properties, Dictionary) and "/MCID" in properties:
        return int(properties.MCID)
    return -1


def _decoded(shown: pikepdf.String, names: dict[int, str]) -> str:
    data = bytes(shown)
    return "".join(
        names.get(data[place] << 8 | data[place + 1], "\ufffd") for place in range(0, len(data) - 1, 2)
    )


def _unicode(table: bytes) -> dict[int, str]:
    """What each two-byte code means, by a ToUnicode table (ISO 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    for kind, body in _SECTION.findall(table):
        codes = _CODE.findall(body)
        if kind == b"bfchar":
            for code, text in zip(codes[::2], codes[1::2], strict=False):
                found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        else:
            for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
                start = int(text, 16)
                for offset in range(int(last, 16) - int(first, 16) + 1):
                    found[int(first, 16) + offset] = chr(start + offset)
    return found
