"""Elements of WordprocessingML as text, escaped in one place.

Markup is `Xml`, which only this package makes from strings; plain `str` is text that a reader sees. So the type checker
finds text that would reach a file unescaped, and a hundred documents are written in the time that a tree of elements takes
for ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NewType

Xml = NewType("Xml", str)

NOTHING = Xml("")

# Characters that XML 1.0 cannot hold at all, escaped or not (production [2] Char), and the carriage return, which a
# reader turns into a line feed.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
# Whatever cannot stand as it is in content or in an attribute: most texts and values have nothing of it.
_SPECIAL = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')


def escape_text(text: str) -> Xml:
    """The text as element content, without the characters that XML forbids."""
    if not _SPECIAL.search(text):
        return Xml(text)
    text = _FORBIDDEN.sub("", text)
    return Xml(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def escape_attribute(value: str) -> Xml:
    """The text as the value of an attribute in double quotes."""
    if not _SPECIAL.search(value):
        return Xml(value)
    escaped = escape_text(value).replace('"', "&quot;")
    return Xml(escaped.replace("\t", "&#9;").replace("\n", "&#10;"))


def tag(name: str, attributes: Mapping[str, str | int] | None = None, *children: Xml) -> Xml:
    """An element by its prefixed name; attributes keep their order."""
    listed = (
        "".join([f' {key}="{escape_attribute(str(value))}"' for key, value in attributes.items()])
        if attributes
        else ""
    )
    return _element(name, listed, children)


def w(name: str, /, *children: Xml, **attributes: str | int) -> Xml:
    """An element of the main namespace, its attributes in the same namespace: `w("jc", val="center")`."""
    listed = "".join([f' w:{key}="{escape_attribute(str(value))}"' for key, value in attributes.items()])
    return _element(f"w:{name}", listed, children)


def _element(name: str, attributes: str, children: tuple[Xml, ...]) -> Xml:
    if not children:
        return Xml(f"<{name}{attributes}/>")
    return Xml(f"<{name}{attributes}>{''.join(children)}</{name}>")


def join(parts: Iterable[Xml]) -> Xml:
    """The parts one after the other."""
    return Xml("".join(parts))


def open_in_first_paragraph(markup: Xml, addition: Xml) -> Xml:
    """The markup with `addition` before the first run; every paragraph has a `w:pPr`, which comes first (17.3.1.22)."""
    place = markup.index("</w:pPr>") + len("</w:pPr>")
    return Xml(markup[:place] + addition + markup[place:])


def close_in_last_paragraph(markup: Xml, addition: Xml) -> Xml:
    """The markup with `addition` behind the last run of its last paragraph, in the last cell if it ends in a table."""
    place = markup.rindex("</w:p>")
    return Xml(markup[:place] + addition + markup[place:])
