"""What stands before the text: revision history, contents, the block of control data in the bound manual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wuye_docs.content.book import ControlBlock, ResolvedDocument
from wuye_docs.content.tables import Cell, make_table, refer, revision_history
from wuye_docs.ooxml.fields import field, field_end, field_start
from wuye_docs.ooxml.markup import NOTHING, Xml, join, tag, w
from wuye_docs.ooxml.text import paragraph, paragraph_properties, raw_run, text_run
from wuye_docs.references import Kind, Target
from wuye_docs.writers.docx.body import write_blocks
from wuye_docs.writers.docx.clauses import contents_bookmark, number_and_title
from wuye_docs.writers.docx.story import Entry, Place, Story, first_block, page_of
from wuye_docs.writers.docx.stylesheet import PART_STYLE, SHADE
from wuye_docs.writers.docx.tables import gap

_LINES_A_PAGE = 32


def write_history(story: Story, document: ResolvedDocument, *, page_break: bool = False) -> list[Xml]:
    """The revision history, if there is one."""
    if not document.record.history:
        return []
    table = revision_history(document.record, story.book.references)
    head = paragraph(paragraph_properties("PartHeading", page_break=page_break), text_run("修订记录"))
    return [head, *write_blocks(story, [table], Place(story.look.page.text_width))]


def write_contents(
    story: Story, pages: Mapping[str, int] | None, *, levels: int, page_break: bool
) -> list[Xml]:
    """The contents as a filled field (17.16.5.68): Word renews it on request, and asks nobody on opening."""
    entries = [entry for entry in story.entries if entry.level <= levels]
    if not entries:
        return []
    first = 3 + len(entries) // _LINES_A_PAGE
    lines = [
        _Line(
            f"TOC{min(entry.level, 3)}",
            number_and_title(entry.number, entry.title),
            entry.bookmark,
            page_of(entry, pages, first),
        )
        for entry in entries
    ]
    return _filled_field("目　录", f'TOC \\o "1-{levels}" \\h \\z \\u', lines, page_break=page_break)


def write_caption_lists(story: Story, pages: Mapping[str, int] | None) -> list[Xml]:
    """The lists of figures and of tables (TOC \\c): whatever has a caption. Those that Word renews leave the document out."""
    written: list[Xml] = []
    for label, title in (("图", "图目录"), ("表", "表目录")):
        listed = [one for one in story.captions if one.label == label]
        if not listed:
            continue
        lines = [
            _Line(
                "TableofFigures",
                f"{one.document}　{label} {one.number}　{one.title}",
                one.bookmark,
                page_of(one, pages, 3),
            )
            for one in listed
        ]
        written += _filled_field(title, f'TOC \\h \\z \\c "{label}"', lines, page_break=not written)
    return written


class _Line(NamedTuple):
    """One line of a list of places."""

    style: str
    text: str
    bookmark: str
    page: int


def _filled_field(title: str, instruction: str, lines: Sequence[_Line], *, page_break: bool) -> list[Xml]:
    """A heading and a field over all lines, each a link with its page in a field of its own."""
    written = [paragraph(paragraph_properties("PartHeading", page_break=page_break), text_run(title))]
    for index, line in enumerate(lines):
        start = field_start(instruction) if index == 0 else NOTHING
        runs = [
            text_run(line.text),
            raw_run(w("tab")),
            field(f"PAGEREF {line.bookmark} \\h", str(line.page)),
        ]
        link = tag("w:hyperlink", {"w:anchor": line.bookmark, "w:history": "1"}, *runs)
        # The field ends in the last line: a paragraph of its own would be an empty line.
        end = field_end() if index == len(lines) - 1 else NOTHING
        written.append(paragraph(paragraph_properties(line.style), join([start, link, end])))
    return written


def write_divider(
    story: Story, level: str, documents: Sequence[ResolvedDocument], *, page_break: bool
) -> list[Xml]:
    """The page before the documents of a level in the bound manual: its name, and what it holds."""
    bookmark = contents_bookmark(story)
    block_id = first_block(documents[0]) if documents else ""
    story.entries.append(Entry(1, "", level, bookmark, block_id, story.weight, pages_before=1))
    runs = story.bookmarks.around_runs(bookmark, text_run(level))
    heading = paragraph(paragraph_properties(PART_STYLE, page_break=page_break), runs)
    rows: list[list[Cell]] = []
    for document in documents:
        control = document.control
        number = refer(Target(Kind.DOCUMENT, document.record.number), control.number)
        rows.append([number, control.title, control.revision, control.status])
    table = make_table("register", ["文件编号", "文件名称", "版次", "状态"], rows, [22, 50, 12, 16])
    return [heading, *write_blocks(story, [table], Place(story.look.page.text_width))]


def write_control_table(story: Story, control: ControlBlock) -> list[Xml]:
    """Who answers for a document, under its title in the bound manual, where it has no cover of its own."""
    pairs = (
        ("文件编号", control.number),
        ("版次", control.revision),
        ("状态", control.status),
        ("归口", control.owner),
        ("发布日期", control.issued),
        ("实施日期", control.effective),
        ("拟稿", control.drafter),
        ("审核", control.reviewer),
        ("批准", control.approver),
    )
    width = story.look.page.text_width
    label = round(width * 0.12)
    widths = [label, width // 3 - label] * 3
    widths[-1] += width - sum(widths)
    rows = []
    for start in range(0, len(pairs), 3):
        cells = []
        for column, (name, value) in enumerate(pairs[start : start + 3]):
            shade = w("shd", val="clear", color="auto", fill=SHADE)
            for text, style, fill, cell_width in (
                (name, "TableHead", shade, widths[2 * column]),
                (value or "—", "FormLabel", NOTHING, widths[2 * column + 1]),
            ):
                properties = w("tcPr", w("tcW", w=cell_width, type="dxa"), fill, w("vAlign", val="center"))
                cells.append(w("tc", properties, paragraph(paragraph_properties(style), text_run(text))))
        rows.append(w("tr", w("trPr", w("cantSplit"), w("jc", val="center")), *cells))
    properties = w(
        "tblPr",
        w("tblStyle", val="TableGrid"),
        w("tblW", w=width, type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0400"),
    )
    return [w("tbl", properties, w("tblGrid", *(w("gridCol", w=one) for one in widths)), *rows), gap()]
