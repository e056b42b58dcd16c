"""Fast checks of tracked changes and comments in a written Word file (17.13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from wuye_docs.ooxml.namespaces import name_in_w

_ID, _NAME = name_in_w("id"), name_in_w("name")
_CHANGES = tuple(
    name_in_w(one)
    for one in ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "rPrChange", "pPrChange")
)  # fmt: skip
_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def change_problems(parts: Mapping[str, etree._Element]) -> Iterator[str]:
    """What is wrong with the changes and comments of the parts that hold text."""
    marks = [one for root in parts.values() for one in root.iter(*_CHANGES)]
    for value, count in Counter(str(one.get(_ID)) for one in marks).items():
        if count > 1:
            yield f"change id {value} is there {count} times"
    for mark in marks:
        if not mark.get(name_in_w("author")) or not mark.get(name_in_w("date")):
            yield f"change {mark.get(_ID)} does not say who made it and when"
    for part, root in parts.items():
        yield from (f"{part}: {problem}" for problem in _moves(root))
        yield from (f"{part}: {problem}" for problem in _cut_fields(root))
    yield from _comments(parts)


def _moves(root: etree._Element) -> Iterator[str]:
    sources, targets = (
        Counter(str(one.get(_NAME)) for one in root.iter(name_in_w(f"move{way}RangeStart")))
        for way in ("From", "To")
    )
    for name in sorted((sources - targets) + (targets - sources)):
        yield f"move {name} has one end only"


def _cut_fields(root: etree._Element) -> Iterator[str]:
    """A field must lie in one change, or in none: accepting the other half leaves a broken one."""
    holders: list[etree._Element | None] = []
    for mark in root.iter(name_in_w("fldChar")):
        holder = next(mark.iterancestors(name_in_w("ins"), name_in_w("del")), None)
        kind = mark.get(name_in_w("fldCharType"))
        if kind == "begin":
            holders.append(holder)
        elif kind == "end" and holders and (holders.pop() is None) != (holder is None):
            yield "a change cuts a field in two"


def _comments(parts: Mapping[str, etree._Element]) -> Iterator[str]:
    comments = parts.get("word/comments.xml")
    written = [] if comments is None else [str(one.get(_ID)) for one in comments.iter(name_in_w("comment"))]
    document = parts["word/document.xml"]
    for kind in _COMMENT_MARKS:
        placed = Counter(str(one.get(_ID)) for one in document.iter(name_in_w(kind)))
        for one in sorted((placed - Counter(written)) + (Counter(written) - placed)):
            yield f"comment {one} and its {kind} do not match"
