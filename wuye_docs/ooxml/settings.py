"""settings.xml (17.15): what a whole file allows."""

from __future__ import annotations

from lxml import etree

from wuye_docs.ooxml.namespaces import name_in_w
from wuye_docs.ooxml.package import parse_xml, part_xml

# What stands before w:documentProtection (CT_Settings, 17.15.1.78).
_EARLIER = frozenset(
    name_in_w(one)
    for one in (
        "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries",
        "displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts",
        "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins", "alignBordersAndEdges",
        "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors",
        "activeWritingStyle", "proofState", "formsDesign", "attachedTemplate", "linkStyles", "stylePaneFormatFilter",
        "stylePaneSortMethod", "documentType", "mailMerge", "revisionView", "trackRevisions", "doNotTrackMoves",
        "doNotTrackFormatting",
    )
)  # fmt: skip


def lock_to_fields(settings: bytes) -> bytes:
    """The settings part with the file locked but for its content controls (17.15.1.29), without a password.

    It keeps a hand from slipping; whoever has to change the sheet ends it under 审阅 > 限制编辑 > 停止保护.
    """
    root = parse_xml(settings)
    for old in root.findall(name_in_w("documentProtection")):
        root.remove(old)
    place = sum(1 for one in root.iterchildren("*") if one.tag in _EARLIER)
    protection = etree.Element(name_in_w("documentProtection"))
    protection.set(name_in_w("edit"), "forms")
    protection.set(name_in_w("enforcement"), "1")
    root.insert(place, protection)
    return part_xml(etree.tostring(root, encoding="unicode"))
