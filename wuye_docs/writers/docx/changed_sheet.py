"""A blank form in two states as one: rows that only one of them has are inserted or deleted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from wuye_docs.ooxml.markup import Xml
from wuye_docs.ooxml.tracked_changes import DELETED, INSERTED, mark_blocks

_ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)
_GRID = re.compile(r"<w:tblGrid>.*?</w:tblGrid>", re.DOTALL)
_MEASURES = re.compile(r"<w:(?:trHeight|tcW|gridSpan|cantSplit|vAlign)\b[^>]*/>|\u3000+")
"""What follows from the layout: heights, widths, and blanks as wide as there is room."""


def merged_sheet(old: Sequence[Xml], new: Sequence[Xml]) -> list[Xml]:
    """The blocks of a form as `form_blocks` gives them, of both states.

    Tables with the same columns are merged row by row; any other block that differs is deleted and inserted.
    """
    merged: list[Xml] = []
    for kind, a, b, c, d in SequenceMatcher(None, list(old), list(new), autojunk=False).get_opcodes():
        if kind == "equal":
            merged += new[c:d]
            continue
        befores, afters = list(old[a:b]), list(new[c:d])
        while befores and afters and _has_same_grid(befores[0], afters[0]):
            merged.append(_merged_rows(befores.pop(0), afters.pop(0)))
        merged += (mark_blocks(one, DELETED) for one in befores)
        merged += (mark_blocks(one, INSERTED) for one in afters)
    return merged


def _has_same_grid(old: Xml, new: Xml) -> bool:
    grids = [_GRID.search(one) for one in (old, new)]
    return all(grids) and grids[0].group() == grids[1].group()  # type: ignore[union-attr]


def _merged_rows(old: Xml, new: Xml) -> Xml:
    """Two tables of the same columns; a row whose cells are only of another size counts as kept."""
    befores, afters = _ROW.findall(old), _ROW.findall(new)
    old_keys, new_keys = ([_MEASURES.sub("", row) for row in rows] for rows in (befores, afters))
    rows: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes():
        if kind == "equal":
            rows += afters[c:d]
        else:
            rows += (mark_blocks(Xml(one), DELETED) for one in befores[a:b])
            rows += (mark_blocks(Xml(one), INSERTED) for one in afters[c:d])
    start, end = new.index("<w:tr>"), new.rindex("</w:tr>") + len("</w:tr>")
    return Xml(new[:start] + "".join(rows) + new[end:])
