"""A document in two states as one Word file with tracked changes: accepting all gives the new text, rejecting all the old.

It is the file that `write.write_document` makes, without its contents, whose page numbers would be right for neither
state. Of a chart that changed the old drawing is deleted and one that shows both states inserted.
"""

from __future__ import annotations

import re

from lxml import etree

from wuye_docs.content.book import Keep, make_each_time
from wuye_docs.content.marks import NO_MARKS
from wuye_docs.ooxml.markup import Xml, join
from wuye_docs.ooxml.package import MAIN_PART, Package, parse_xml, read_package
from wuye_docs.ooxml.text import paragraph, paragraph_properties, text_run
from wuye_docs.ooxml.tracked_changes import TrackedChanges, mark_replaced_texts
from wuye_docs.redline.comparison import Comparison
from wuye_docs.writers.docx.body import write_blocks, write_body
from wuye_docs.writers.docx.file import WordFile
from wuye_docs.writers.docx.story import Place
from wuye_docs.writers.docx.write import control_values

_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_SURROUNDS = re.compile(r"word/(header|footer)\d*\.xml")
_SETTINGS = "word/settings.xml"
# What may stand before w:trackRevisions in the settings (17.15.1.78, CT_Settings).
_BEFORE_TRACKING = (
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries",
    "displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData",
    "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins", "alignBordersAndEdges",
    "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors",
    "activeWritingStyle", "proofState", "formsDesign", "attachedTemplate", "linkStyles", "stylePaneFormatFilter",
    "stylePaneSortMethod", "documentType", "mailMerge", "revisionView",
)  # fmt: skip


def write_redline(
    comparison: Comparison, number: str, *, author: str, date: str = "", keep: Keep = make_each_time
) -> bytes:
    """The redline of a document that both states have. `date` (YYYY-MM-DD) is when the change was made, if known.

    Raises KeyError for a number that is not a document's in both states.
    """
    book = comparison.book(number, keep)
    document = book.documents[number]
    old, new = (control_values(side.control(number)) for side in (comparison.old, comparison.new))
    file = WordFile(book, bound=False)
    story = file.story
    story.shows_changes = True
    story.will_hold([document])
    references = file.surround(new, NO_MARKS)
    story.begin(document, references, title_page=file.template.title_page)
    title = paragraph(paragraph_properties("Title", page_break=True), text_run(new["title"]))
    text = Xml(title + write_body(story, document.tree))
    last = story.section()
    story.surround(references, title_page=file.template.title_page)
    table = comparison.history(number)
    history: list[Xml] = []
    if table is not None:
        history.append(paragraph(paragraph_properties("PartHeading"), text_run("修订记录")))
        history += write_blocks(story, [table], Place(story.look.page.text_width))
    else:
        text = Xml(text.replace("<w:pageBreakBefore/>", "", 1))
    written = file.finish(new, join([*history, text, last]), date=date, digest=document.digest)
    package = read_package(written)
    former = WordFile(book, bound=False)
    former.surround(old, NO_MARKS)
    before = read_package(former.finish(old, Xml("<w:p/>"), date=date, digest=""))
    _track_surroundings(package, before)
    changes = TrackedChanges(author, date)
    for name in sorted(package.parts):
        if _PARTS.fullmatch(name):
            package.parts[name] = changes.settle(package.parts[name])
    _keep_tracking(package)
    return package.to_bytes()


def _track_surroundings(package: Package, before: Package) -> None:
    """Track what cover, headers and footers show otherwise than before; both come from one template."""
    for name in before.parts:
        if _SURROUNDS.fullmatch(name) and name in package.parts:
            old, new = parse_xml(before.parts[name]), parse_xml(package.parts[name])
            if mark_replaced_texts(old, new):
                package.parts[name] = _bytes_of(new)
    old, new = parse_xml(before.parts[MAIN_PART]), parse_xml(package.parts[MAIN_PART])
    # All of the old file is its cover, but for the paragraph that stands for the text.
    covers = [list(root[0])[: len(old[0]) - 1] for root in (old, new)]
    for one, other in zip(*covers, strict=True):
        mark_replaced_texts(one, other)
    package.parts[MAIN_PART] = _bytes_of(new)


def _keep_tracking(package: Package) -> None:
    """Let Word track what the reader changes from here on."""
    root = parse_xml(package.parts[_SETTINGS])
    names = [etree.QName(child).localname for child in root]
    place = max((index + 1 for index, name in enumerate(names) if name in _BEFORE_TRACKING), default=0)
    if "trackRevisions" not in names:
        root.insert(place, etree.Element(etree.QName(root, "trackRevisions")))
    package.parts[_SETTINGS] = _bytes_of(root)


def _bytes_of(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
