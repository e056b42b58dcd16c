"""What Word makes of tracked changes (ECMA-376 part 1, 17.13.5), written from the standard and not from our writer.

A reader of its own, so that the writer cannot be wrong in the same way: it takes a part of a file and gives the blocks that
are left when all changes are accepted or rejected.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CONTENT_PARTS = ("word/document.xml", "word/footnotes.xml")


def part_of(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def settled(root: etree._Element, *, accept: bool) -> etree._Element:
    """The part with every change accepted or rejected (changed in place)."""
    keep, drop = ("ins", "del") if accept else ("del", "ins")
    _moves(root, keep, drop, accept=accept)
    _rows(root, W + keep, W + drop)
    # 17.13.5.14, .18: the content of a run-level change goes, or stays without its wrapper.
    for change in list(root.iter(W + drop)):
        parent = change.getparent()
        if parent is not None and parent.tag not in (W + "rPr", W + "trPr"):
            parent.remove(change)
    for change in list(root.iter(W + keep)):
        parent = change.getparent()
        if parent.tag in (W + "rPr", W + "trPr"):
            parent.remove(change)
            continue
        for child in list(change):
            change.addprevious(child)
        parent.remove(change)
    for link in list(root.iter(W + "hyperlink")):
        if not len(link):
            link.getparent().remove(link)
    _ends(root, W + drop)
    return root


def _moves(root: etree._Element, keep: str, drop: str, *, accept: bool) -> None:
    """17.13.5.21–28: where something moved from is a deletion, where it moved to an insertion; ranges only name them."""
    for name, means in (("moveTo", keep if accept else drop), ("moveFrom", drop if accept else keep)):
        starts = [one.get(W + "name") for one in root.iter(f"{W}{name}RangeStart")]
        assert len(starts) == len(set(starts)) == len(list(root.iter(f"{W}{name}RangeEnd")))
        for mark in list(root.iter(f"{W}{name}RangeStart", f"{W}{name}RangeEnd")):
            mark.getparent().remove(mark)
        for change in root.iter(W + name):
            change.tag = W + means


def _rows(root: etree._Element, keep: str, drop: str) -> None:
    """17.13.5.12, .16: a row goes whole; a table without rows goes too."""
    for row in list(root.iter(W + "tr")):
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(drop) is not None:
            row.getparent().remove(row)
    for table in list(root.iter(W + "tbl")):
        if table.find(W + "tr") is None:
            table.getparent().remove(table)


def _ends(root: etree._Element, drop: str) -> None:
    """17.13.5.15, .20: without its end a paragraph runs on into the next one, whose properties it takes."""
    for paragraph in list(root.iter(W + "p")):
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None or mark.find(drop) is None:
            continue
        content = [child for child in paragraph if child.tag != W + "pPr"]
        following = paragraph.getnext()
        if following is not None and following.tag == W + "p":
            place = 0 if following.find(W + "pPr") is None else 1
            for child in reversed(content):
                following.insert(place, child)
            paragraph.getparent().remove(paragraph)
        elif following is not None and not "".join(text_of(one) for one in content):
            paragraph.getparent().remove(paragraph)
        else:
            mark.remove(mark.find(drop))


def text_of(element: etree._Element) -> str:
    shown = {"t": None, "delText": None, "tab": "\t", "br": "\n"}
    return "".join(
        (one.text or "") if shown[etree.QName(one).localname] is None else shown[etree.QName(one).localname]
        for one in element.iter(*(W + name for name in shown))
        if one.getparent().tag == W + "r"
    )


def blocks_of(parent: etree._Element) -> list[Any]:
    """(style, level of its list, text) of each paragraph, and the rows of tables with cells that hold the same."""
    found: list[Any] = []
    for child in parent:
        if child.tag == W + "p":
            properties = child.find(W + "pPr")
            style = child.find(f"{W}pPr/{W}pStyle")
            level = child.find(f"{W}pPr/{W}numPr/{W}ilvl")
            if properties is not None and properties.find(W + "sectPr") is not None and not text_of(child):
                continue
            found.append(
                (
                    "" if style is None else style.get(W + "val"),
                    "" if level is None else level.get(W + "val"),
                    text_of(child),
                )
            )
        elif child.tag == W + "tbl":
            found.append([_row(row) for row in child.iter(W + "tr") if row.getparent() is child])
    return found


def _row(row: etree._Element) -> list[Any]:
    cells = []
    for cell in row.iterchildren(W + "tc"):
        span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
        cells.append(
            (
                "1" if span is None else span.get(W + "val"),
                "" if merge is None else merge.get(W + "val", "continue"),
                blocks_of(cell),
            )
        )
    return cells


def footnotes_called(root: etree._Element, notes: etree._Element) -> list[str]:
    """The texts of the notes that the text calls, in its order."""
    by_id = {note.get(W + "id"): text_of(note).strip() for note in notes.iter(W + "footnote")}
    return [by_id[call.get(W + "id")] for call in root.iter(W + "footnoteReference")]
