"""Fields with their stored result, and links.

A field is five runs (17.16.18). Without a stored result WPS shows nothing; `w:dirty` and `w:updateFields` are never written,
since Word then asks the reader at each opening whether it may update.
"""

from __future__ import annotations

from wuye_docs.ooxml.markup import NOTHING, Xml, escape_attribute, escape_text, tag, w
from wuye_docs.ooxml.text import raw_run, text_run


def field_start(instruction: str, properties: Xml = NOTHING) -> Xml:
    """Begin, instruction and separator: what follows, up to `field_end`, is the stored result."""
    return Xml(
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {escape_text(instruction)} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end(properties: Xml = NOTHING) -> Xml:
    """The end of the innermost open field."""
    return raw_run(w("fldChar", fldCharType="end"), properties)


def field(instruction: str, result: str, properties: Xml = NOTHING) -> Xml:
    """A whole field: `field("PAGE", "1")`."""
    return Xml(field_start(instruction, properties) + text_run(result, properties) + field_end(properties))


def internal_link(bookmark: str, runs: Xml, tooltip: str = "") -> Xml:
    """A link to a bookmark of the same file (17.16.22)."""
    attributes = {"w:anchor": bookmark, "w:history": "1"}
    if tooltip:
        attributes["w:tooltip"] = tooltip
    return tag("w:hyperlink", attributes, runs)


def external_link(relationship: str, runs: Xml, bookmark: str = "") -> Xml:
    """A link to the target of an external relationship, at a bookmark of it if one is given."""
    anchor = f' w:anchor="{escape_attribute(bookmark)}"' if bookmark else ""
    return Xml(f'<w:hyperlink r:id="{relationship}"{anchor} w:history="1">{runs}</w:hyperlink>')
