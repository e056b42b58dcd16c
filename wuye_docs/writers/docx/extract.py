"""Read the text of each block back from a Word file, by the bookmarks that the writer set."""

from __future__ import annotations

from lxml import etree

from wuye_docs.ooxml.namespaces import name_in_w
from wuye_docs.ooxml.package import MAIN_PART, parse_xml, read_package
from wuye_docs.writers.docx.clauses import NUMBER_MARK

_FOOTNOTES = "word/footnotes.xml"
# Hidden names are no blocks; a document's title stands in no block of its tree.
_OTHER_MARKS = ("_", "Doc_")


def block_texts(data: bytes) -> dict[str, str]:
    """The text of each block by its id, paragraphs on lines of their own; numbers of clauses, lists and captions left out.

    Ids are as the content tree has them where they hold letters, digits and underscores only. Raises PackageError.
    """
    package = read_package(data)
    found: dict[str, str] = {}
    for part in (MAIN_PART, _FOOTNOTES):
        if part in package.parts:
            found |= _read_part(parse_xml(package.parts[part]))
    return found


def _read_part(root: etree._Element) -> dict[str, str]:
    open_marks: dict[str, str] = {}
    texts: dict[str, list[str]] = {}
    typed_numbers = 0
    in_field_code = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = str(element.tag).rpartition("}")[2]
        if event == "end":
            if name == "p":
                for block in open_marks.values():
                    if block in texts:
                        texts[block].append("\n")
            continue
        if name == "bookmarkStart":
            mark = str(element.get(name_in_w("name")))
            open_marks[str(element.get(name_in_w("id")))] = mark
            if mark.startswith(NUMBER_MARK):
                typed_numbers += 1
            elif not mark.startswith(_OTHER_MARKS):
                texts.setdefault(mark, [])
        elif name == "bookmarkEnd":
            mark = open_marks.pop(str(element.get(name_in_w("id"))), "")
            typed_numbers -= mark.startswith(NUMBER_MARK)
        elif name == "fldChar":
            # Between begin and separate stands the code, which may hold other fields.
            kind = element.get(name_in_w("fldCharType"))
            in_field_code += {"begin": 1, "separate": -1}.get(str(kind), 0)
        elif name in ("t", "br", "tab", "noBreakHyphen") and not typed_numbers and not in_field_code:
            text = {"br": "\n", "tab": "\t", "noBreakHyphen": "-"}.get(name) or element.text or ""
            for block in open_marks.values():
                if block in texts:
                    texts[block].append(text)
    return {block: "".join(pieces).strip("\n") for block, pieces in texts.items()}
