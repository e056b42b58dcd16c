"""Text inside a block: emphasis, links, references, footnote marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from docutils import nodes

from wuye_docs.content.nodes import cross_reference, deleted_text, inserted_text
from wuye_docs.ooxml.bookmarks import bookmark_name
from wuye_docs.ooxml.fields import external_link, field, internal_link
from wuye_docs.ooxml.markup import NOTHING, Xml, join, tag, w
from wuye_docs.ooxml.text import paragraph, paragraph_properties, raw_run, run_properties, text_run
from wuye_docs.ooxml.tracked_changes import DELETED, INSERTED, mark_blocks, mark_runs
from wuye_docs.references import Kind
from wuye_docs.writers.docx.pictures import inline_image
from wuye_docs.writers.docx.story import Place, Story

_FOOTNOTES_PART = "word/footnotes.xml"
_SECTION_NUMBER = re.compile(r"\d+(\.\d+)+|\d+(?=$)")
# Addresses that may be followed from a document; anything else stays text.
_SAFE_ADDRESS = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tone:
    """How a run looks: a character style, raised or lowered, struck through."""

    style: str = ""
    raised: str = ""

    @property
    def properties(self) -> Xml:
        return run_properties(style=self.style, raised=self.raised)


PLAIN = Tone()
_STYLES: dict[type[nodes.Node], str] = {
    nodes.strong: "Strong",
    nodes.emphasis: "Emphasis",
    nodes.title_reference: "Emphasis",
    nodes.literal: "VerbatimText",
}
_RAISED: dict[type[nodes.Node], str] = {nodes.superscript: "superscript", nodes.subscript: "subscript"}


def write_inline(story: Story, children: Iterable[nodes.Node], place: Place, tone: Tone = PLAIN) -> Xml:
    """The runs of inline nodes."""
    return join(_write_one(story, child, place, tone) for child in children)


def _write_one(story: Story, node: nodes.Node, place: Place, tone: Tone) -> Xml:
    if isinstance(node, nodes.Text):
        text = str(node)
        story.count_text(text)
        return text_run(text, tone.properties)
    kind = type(node)
    if kind in _STYLES:
        return write_inline(story, node.children, place, replace(tone, style=_STYLES[kind]))
    if kind in _RAISED:
        return write_inline(story, node.children, place, replace(tone, raised=_RAISED[kind]))
    if isinstance(node, inserted_text | deleted_text):
        change = INSERTED if isinstance(node, inserted_text) else DELETED
        return mark_runs(write_inline(story, node.children, place, tone), change)
    if isinstance(node, cross_reference):
        return _cross_reference(story, node, place, tone)
    if isinstance(node, nodes.footnote_reference):
        return _footnote_call(story, node, place)
    if isinstance(node, nodes.reference):
        return _link(story, node, place, tone)
    if isinstance(node, nodes.image):
        return inline_image(story, node, place)
    if isinstance(node, nodes.raw):
        # A hard line break of Markdown comes as HTML for one writer and LaTeX for another.
        is_break = node.get("format") == "html" and "<br" in node.astext()
        return raw_run(w("br")) if is_break else NOTHING
    if isinstance(node, nodes.comment | nodes.system_message | nodes.substitution_definition):
        return NOTHING
    return write_inline(story, node.children, place, tone)


def _cross_reference(story: Story, node: cross_reference, place: Place, tone: Tone) -> Xml:
    """A link inside the file, to the file beside it, or plain words for a mention and for what has no page."""
    if node.get("mention"):
        return write_inline(story, node.children, place, tone)
    kind, key, anchor = node["kind"], node["key"], node.get("anchor", "")
    bookmark = story.bookmark_of(kind, key, anchor)
    linked = replace(tone, style=tone.style or "Hyperlink")
    if bookmark:
        text = node.astext()
        # A clause number by itself follows the clause when somebody moves it in Word (17.16.5.51).
        if kind == Kind.SECTION and _SECTION_NUMBER.fullmatch(text):
            story.count_text(text)
            return field(f"REF {bookmark} \\r \\h", text, linked.properties)
        return internal_link(bookmark, write_inline(story, node.children, place, linked))
    file = story.file_of(kind, key)
    if file:
        runs = write_inline(story, node.children, place, linked)
        return external_link(story.relate_address(file), runs, bookmark_name(anchor) if anchor else "")
    return write_inline(story, node.children, place, tone)


def _link(story: Story, node: nodes.reference, place: Place, tone: Tone) -> Xml:
    address = node.get("refuri", "")
    refid = node.get("refid", "")
    linked = replace(tone, style=tone.style or "Hyperlink")
    if refid and (bookmark := story.bookmark_of("", "", refid)):
        return internal_link(bookmark, write_inline(story, node.children, place, linked))
    if _SAFE_ADDRESS.match(address):
        return external_link(story.relate_address(address), write_inline(story, node.children, place, linked))
    return write_inline(story, node.children, place, tone)


def _footnote_call(story: Story, node: nodes.footnote_reference, place: Place) -> Xml:
    """The mark of a footnote; the note is written where it is first called (17.11.14)."""
    refid, label = node.get("refid", ""), node.astext()
    note = story.note(refid)
    raised = run_properties(style="FootnoteReference")
    if note is None:
        return text_run(label, raised)
    mark = f"_Note_{refid}"
    if story.call_of(refid):
        return field(f"NOTEREF {bookmark_name(mark)} \\h \\f", label, raised)
    number, automatic = story.call(refid, label)
    story.footnotes.append(Xml(""))  # the place is taken, for a note may call another
    story.footnotes[number - 2] = _footnote(story, note, number, "" if automatic else label, place)
    reference = tag(
        "w:footnoteReference", {"w:id": number} if automatic else {"w:customMarkFollows": "1", "w:id": number}
    )
    shown = NOTHING if automatic else Xml(f"<w:t>{label}</w:t>")
    run = raw_run(Xml(reference + shown), raised)
    return story.bookmarks.around_runs(bookmark_name(mark), run)


def _footnote(story: Story, note: nodes.footnote, number: int, label: str, place: Place) -> Xml:
    """The note itself. `label` is written out where Word's own count would give another number."""
    raised = run_properties(style="FootnoteReference")
    mark = text_run(label, raised) if label else raw_run(w("footnoteRef"), raised)
    outer, story.part = story.part, _FOOTNOTES_PART
    inside = place.inside(text="FootnoteText", depth=0, left=0)
    paragraphs: list[Xml] = []
    for child in note.children:
        if isinstance(child, nodes.label):
            continue
        runs = write_inline(story, child.children, inside)
        lead = NOTHING if paragraphs else Xml(mark + text_run(" "))
        written = paragraph(paragraph_properties("FootnoteText"), Xml(lead + story.mark_runs(child, runs)))
        change = child.get("change") if isinstance(child, nodes.Element) else None
        paragraphs.append(mark_blocks(written, change) if change else written)
    story.part = outer
    if not paragraphs:
        paragraphs.append(paragraph(paragraph_properties("FootnoteText"), mark))
    return w("footnote", *paragraphs, id=number)
