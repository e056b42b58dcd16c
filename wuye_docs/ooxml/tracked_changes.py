"""Tracked changes (17.13.5): a writer marks what is inserted or deleted, and the finished part gets Word's markup for it.

Marks are an attribute `change` on `w:p` and `w:tr`, and an element `change` around runs; none of them is left when a part
is settled. Word's own markup depends on what stands around a change, so it is written when all is there:

* the mark of a paragraph (`w:rPr` in `w:pPr`) says whether the end of the paragraph is inserted or deleted; the last
  paragraph of a cell, note or body has an end that always stays, so there the change belongs to the end before it;
* a field lies in one change, a link has the change inside it, a row is marked in its `w:trPr`;
* paragraphs that end a section are never tracked: removing one would turn the pages before it.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from wuye_docs.ooxml.markup import Xml
from wuye_docs.ooxml.namespaces import name_in_w
from wuye_docs.ooxml.package import parse_xml

INSERTED, DELETED = "inserted", "deleted"
_ELEMENTS = {INSERTED: "ins", DELETED: "del"}
_FIRST_ID = 900001
"""Far above the ids of bookmarks, with which Word counts revisions together."""
_P, _PPR, _RPR, _R = (name_in_w(one) for one in ("p", "pPr", "rPr", "r"))
_TR, _TRPR, _TC = (name_in_w(one) for one in ("tr", "trPr", "tc"))
_SECTION = name_in_w("sectPr")
_ENDING = (_TC, name_in_w("footnote"), name_in_w("body"))
"""What must end in a paragraph."""
# LibreOffice joins two changes that touch if they are no more than a minute apart, and with them the paragraphs around an end that stays.
_PART, _WHOLE = "T00:00:00Z", "T00:10:00Z"
"""When words inside a block changed, and when whole blocks did."""
_WRAPPED = frozenset({_R})
_ENTERED = frozenset({name_in_w("hyperlink"), name_in_w("sdt"), name_in_w("sdtContent")})
_MOVES = {INSERTED: "moveTo", DELETED: "moveFrom"}
_NOT_MOVED = frozenset(
    name_in_w(one) for one in ("fldChar", "footnoteReference", "drawing", "hyperlink", "sdt", "sectPr")
)
_DELETED_NAMES = {name_in_w("t"): name_in_w("delText"), name_in_w("instrText"): name_in_w("delInstrText")}


def mark_blocks(blocks: Xml, change: str, move: int = 0) -> Xml:
    """The paragraphs and table rows marked as inserted or deleted; those that are marked already stay as they are.

    Two marks with one number `move` are where a block was and where it is.
    """
    moved = f' move="{move}"' if move and blocks.count("<w:p>") == 1 else ""
    marked = blocks.replace("<w:p>", f'<w:p change="{change}"{moved}>')
    return Xml(marked.replace("<w:tr>", f'<w:tr change="{change}">'))


def mark_runs(runs: Xml, change: str) -> Xml:
    """Runs of a paragraph marked as inserted or deleted."""
    return Xml(f'<change kind="{change}">{runs}</change>') if runs else runs


def mark_replaced_texts(old: etree._Element, new: etree._Element) -> bool:
    """Mark where `new` shows other text than `old`, of which it has the shape; returns whether anything was marked.

    Runs are replaced one by one where a paragraph has as many as before, else all of them.
    """
    pairs = list(zip(old.iter(_P), new.iter(_P), strict=False))
    if len(list(old.iter(_P))) != len(list(new.iter(_P))):
        return False
    marked = False
    for before, after in pairs:
        if _text_of(before) == _text_of(after):
            continue
        marked = True
        olds, news = (list(one.iterchildren(_R)) for one in (before, after))
        if len(olds) == len(news):
            _free_changed_fields(olds, news)
            olds, news = (list(one.iterchildren(_R)) for one in (before, after))
            for one, other in zip(olds, news, strict=True):
                if _text_of(one) != _text_of(other):
                    _replace_runs([one], [other])
        elif news:
            _replace_runs(olds, news)
        else:
            after.append(_mark(DELETED, olds))
    return marked


def _free_changed_fields(olds: list[etree._Element], news: list[etree._Element]) -> None:
    """Take the marks of a field away, in both states, where its result is another: text alone can be accepted or rejected.

    A change inside a field is none to a reader of fields (LibreOffice shows both results), and a field computed anew would
    show the new value in the old state.
    """
    begun: list[int] = []
    for index, run in enumerate(news):
        kinds = {one.get(name_in_w("fldCharType")) for one in run.iter(name_in_w("fldChar"))}
        if "begin" in kinds:
            begun = [index]
        elif begun:
            begun.append(index)
        if "end" in kinds and begun:
            if any(_text_of(olds[one]) != _text_of(news[one]) for one in begun):
                for one in begun:
                    if not _text_of(news[one]):
                        for state in (olds[one], news[one]):
                            parent = state.getparent()
                            if parent is not None:
                                parent.remove(state)
            begun = []


def _replace_runs(olds: list[etree._Element], news: list[etree._Element]) -> None:
    news[0].addprevious(_mark(DELETED, [deepcopy(one) for one in olds]))
    marked = _mark(INSERTED, [])
    news[0].addprevious(marked)
    marked.extend(news)


def _mark(change: str, runs: list[etree._Element]) -> etree._Element:
    mark = etree.Element("change")
    mark.set("kind", change)
    mark.extend(runs)
    return mark


def _text_of(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(name_in_w("t")))


class TrackedChanges:
    """Settles the marked parts of one file; ids are counted over all of them. `date` is YYYY-MM-DD or empty."""

    def __init__(self, author: str, date: str) -> None:
        self._author, self._date = author, date
        self._next = _FIRST_ID

    def settle(self, part: bytes) -> bytes:
        """The part with tracked changes in the place of marks."""
        root = parse_xml(part)
        for container in root.iter(*_ENDING):
            _settle_end(container)
        moves = _moves(root)
        for row in root.iter(_TR):
            change = _taken(row, "change")
            if change:
                properties = row.find(_TRPR)
                if properties is None:
                    properties = etree.Element(_TRPR)
                    row.insert(0, properties)
                properties.append(self._change(change, _WHOLE))
        for paragraph in root.iter(_P):
            self._settle_paragraph(paragraph)
        for move, paragraphs in moves.items():
            for change, paragraph in paragraphs.items():
                self._turn_into_move(paragraph, change, f"move{move}")
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _turn_into_move(self, paragraph: etree._Element, change: str, name: str) -> None:
        """`w:moveFrom` or `w:moveTo` in the place of deletion and insertion (17.13.5.21–28), within its range."""
        kind = _MOVES[change]
        for element in list(paragraph.iter(name_in_w(_ELEMENTS[change]))):
            element.tag = name_in_w(kind)
        for plain, deleted in _DELETED_NAMES.items():
            for element in list(paragraph.iter(deleted)):
                element.tag = plain
        start = self._change(change, _WHOLE)
        start.tag = name_in_w(f"{kind}RangeStart")
        start.set(name_in_w("name"), name)
        end = etree.Element(name_in_w(f"{kind}RangeEnd"))
        end.set(name_in_w("id"), str(start.get(name_in_w("id"))))
        paragraph.insert(1 if paragraph.find(_PPR) is not None else 0, start)
        # Behind the paragraph, so that its end belongs to the move.
        paragraph.addnext(end)

    def _settle_paragraph(self, paragraph: etree._Element) -> None:
        properties = paragraph.find(_PPR)
        change = _taken(paragraph, "change")
        end = _taken(paragraph, "end", change)
        if properties is not None and properties.find(_SECTION) is not None:
            return
        if end in _ELEMENTS:
            self._mark_end(paragraph, properties, end)
        if change:
            self._wrap(paragraph, change, _WHOLE)
        for mark in list(paragraph.iter("change")):
            self._wrap(mark, str(mark.get("kind")))
            _unwrap(mark)

    def _mark_end(self, paragraph: etree._Element, properties: etree._Element | None, change: str) -> None:
        if properties is None:
            properties = etree.Element(_PPR)
            paragraph.insert(0, properties)
        marks = properties.find(_RPR)
        if marks is None:
            marks = etree.SubElement(properties, _RPR)
        marks.insert(0, self._change(change, _WHOLE))

    def _wrap(self, parent: etree._Element, change: str, time: str = _PART) -> None:
        """Put neighbouring runs into one change; links and content controls have it inside."""
        around: etree._Element | None = None
        for child in list(parent):
            if child.tag in _WRAPPED:
                if around is None:
                    around = self._change(change, time)
                    child.addprevious(around)
                around.append(child)
                if change == DELETED:
                    for element in child.iter(*_DELETED_NAMES):
                        element.tag = _DELETED_NAMES[str(element.tag)]
                continue
            around = None
            if child.tag in _ENTERED:
                self._wrap(child, change, time)
            elif child.tag == "change":
                # Marked inside a block that is marked as a whole.
                _unwrap(child)
                self._wrap(parent, change, time)
                return

    def _change(self, change: str, time: str) -> etree._Element:
        element = etree.Element(name_in_w(_ELEMENTS[change]))
        element.set(name_in_w("id"), str(self._next))
        element.set(name_in_w("author"), self._author)
        if self._date:
            element.set(name_in_w("date"), f"{self._date}{time}")
        self._next += 1
        return element


def _moves(root: etree._Element) -> dict[str, dict[str, etree._Element]]:
    """By number of the move, the paragraphs that Word can be told of, by their change: plain text, in the body.

    All others stay a deletion and an insertion, which comes to the same when they are accepted or rejected.
    """
    found: dict[str, dict[str, etree._Element]] = {}
    for paragraph in root.iter(_P):
        move = _taken(paragraph, "move")
        if move and _is_simple(paragraph):
            found.setdefault(move, {})[str(paragraph.get("change"))] = paragraph
    return {move: both for move, both in found.items() if len(both) == 2}


def _is_simple(paragraph: etree._Element) -> bool:
    following, parent = paragraph.getnext(), paragraph.getparent()
    if following is None or following.tag != _P or parent is None or paragraph.get("end") is not None:
        return False
    inside = {str(one.tag) for one in paragraph.iter("*")}
    return parent.tag == name_in_w("body") and inside.isdisjoint(_NOT_MOVED)


def _taken(element: etree._Element, name: str, missing: str = "") -> str:
    """The value of a mark, which is taken off."""
    value = element.get(name)
    if value is None:
        return missing
    del element.attrib[name]
    return str(value)


def _settle_end(container: etree._Element) -> None:
    """Let the last paragraph of a cell, note or body keep its end, and the changes be told by the ends before it."""
    listed = [child for child in container if child.tag not in (name_in_w("tcPr"), _SECTION)]
    if not listed or _is_in_changed_row(container):
        return
    trailing: list[etree._Element] = []
    for child in reversed(listed):
        if child.tag != _P or not child.get("change"):
            break
        trailing.insert(0, child)
    if not trailing:
        return
    last = trailing[-1]
    others = [one for one in trailing if one.get("change") != last.get("change")]
    if others:
        _join(others[-1], last)
        last.set("end", "")
        return
    last.set("end", "")
    before = trailing[0].getprevious()
    if len(trailing) < len(listed) and before is not None and before.tag == _P:
        # What was added begins behind the end of the paragraph before it.
        before.set("end", str(last.get("change")))
        return


def _join(first: etree._Element, last: etree._Element) -> None:
    """Put the runs of a paragraph before those of the last one, each with its own change; both end in one end."""
    for paragraph in (first, last):
        mark = etree.Element("change")
        mark.set("kind", _taken(paragraph, "change"))
        content = [child for child in paragraph if child.tag != _PPR]
        paragraph.append(mark)
        mark.extend(content)
    place = 1 if last.find(_PPR) is not None else 0
    last.insert(place, first[-1])
    parent = first.getparent()
    assert parent is not None
    parent.remove(first)


def _is_in_changed_row(container: etree._Element) -> bool:
    row = container.getparent()
    return container.tag == _TC and row is not None and bool(row.get("change"))


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    place = parent.index(element)
    for child in list(element):
        parent.insert(place, child)
        place += 1
    parent.remove(element)
