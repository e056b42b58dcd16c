"""The lists and tables of a document as they are typed, with their lines: what the prose alone does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wuye_docs.model import Document, Section

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_ITEM = re.compile(r"(\s*)([-*+]|\d+[.)])(\s+)(\S.*)?$")
_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CELL_END = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"(`+).*?\1")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list."""

    line: int
    column: int
    """Where its text begins."""
    text: str
    """Its first paragraph, on one line."""
    is_leading: bool
    """Whether a list, a table or a directive stands inside it."""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list: items of one depth that follow each other."""

    items: tuple[Item, ...]
    is_numbered: bool
    lead: str
    """The paragraph right before it."""
    lead_line: int


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of pipes: (line, number of cells) of each row, the head first."""

    rows: tuple[tuple[int, int], ...]


@dataclass
class _OpenList:
    indent: int
    is_numbered: bool
    lead: str
    lead_line: int
    items: list[Item] = field(default_factory=list)

    def closed(self) -> ListBlock:
        return ListBlock(tuple(self.items), self.is_numbered, self.lead, self.lead_line)


def section_lines(document: Document, lines: Sequence[str]) -> Iterator[tuple[Section, range]]:
    """Each section of a document with the numbers of its lines, from its heading to the next; `lines` are the document's."""
    sections = document.body.sections
    ends = [*(one.span.line for one in sections[1:]), len(lines) + 1]
    for section, end in zip(sections, ends, strict=False):
        yield section, range(section.span.line, end)


def lists_in(text: str) -> Iterator[ListBlock]:
    """The lists of a Markdown text, inner ones before the outer ones that hold them."""
    open_lists: list[_OpenList] = []
    lead, lead_line = "", 0
    after_blank = True
    for number, line in _lines_outside_code(text):
        if not line.strip():
            after_blank = True
            continue
        indent = len(line) - len(line.lstrip())
        match = _ITEM.match(line)
        if match:
            is_numbered = match[2][0].isdigit()
            while open_lists and indent < open_lists[-1].indent:
                yield open_lists.pop().closed()
            same = (
                open_lists
                and indent - open_lists[-1].indent < 2
                and open_lists[-1].is_numbered == is_numbered
            )
            if not same:
                while open_lists and indent - open_lists[-1].indent < 2:
                    yield open_lists.pop().closed()
                if open_lists:
                    _mark_leading(open_lists[-1])
                    lead, lead_line = open_lists[-1].items[-1].text, open_lists[-1].items[-1].line
                open_lists.append(_OpenList(indent, is_numbered, lead, lead_line))
            column = match.start(4) + 1 if match[4] else len(line) + 1
            open_lists[-1].items.append(Item(number, column, (match[4] or "").strip(), False))
            after_blank = False
            continue
        if open_lists and (indent > open_lists[-1].indent or not after_blank):
            if after_blank or line.lstrip().startswith((":::", "|", "```")):
                _mark_leading(open_lists[-1])
            else:
                last = open_lists[-1].items[-1]
                open_lists[-1].items[-1] = Item(
                    last.line, last.column, last.text + line.strip(), last.is_leading
                )
            after_blank = False
            continue
        while open_lists:
            yield open_lists.pop().closed()
        is_text = not line.lstrip().startswith(("#", ":::", "|", "("))
        lead = (line.strip() if after_blank else lead + line.strip()) if is_text else ""
        lead_line = number
        after_blank = False
    while open_lists:
        yield open_lists.pop().closed()


def tables_in(text: str) -> Iterator[TableBlock]:
    """The tables of a Markdown text."""
    rows: list[tuple[int, int]] = []
    is_table = False
    for number, line in [*_lines_outside_code(text), (0, "")]:
        if "|" in line:
            if len(rows) == 1 and _DELIMITER.match(line) and "-" in line:
                is_table = True
            rows.append((number, _cells(line)))
            continue
        if is_table:
            yield TableBlock(tuple(rows))
        rows, is_table = [], False


def _mark_leading(one: _OpenList) -> None:
    last = one.items[-1]
    one.items[-1] = Item(last.line, last.column, last.text, True)


def _cells(line: str) -> int:
    bare = _CODE.sub("", line).strip()
    inner = bare.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return len(_CELL_END.findall(inner)) + 1


def _lines_outside_code(text: str) -> Iterator[tuple[int, str]]:
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if match:
            fence = match[1]
            yield number, ":::"  # A block of another kind stands here.
            continue
        yield number, line
