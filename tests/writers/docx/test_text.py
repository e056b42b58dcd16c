"""What stands in the written files: text of every block, numbering, lists, notes, tables, links."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from docutils import nodes
from lxml import etree

from wuye_docs.content.book import Book
from wuye_docs.model import Column, Field, FieldType
from wuye_docs.ooxml.namespaces import PREFIXES, name_in_w
from wuye_docs.swimlanes import Diagram, Edge, FlowGraph, Node, lay_out
from wuye_docs.writers.docx.column_widths import share_by_text, widened
from wuye_docs.writers.docx.extract import block_texts
from wuye_docs.writers.docx.verify import verify
from wuye_docs.writers.docx.write import write_bound, write_document, write_form

MakeBook = Callable[..., Book]
W = {"w": PREFIXES["w"], "r": PREFIXES["r"], "wp": PREFIXES["wp"], "a": PREFIXES["a"], "v": PREFIXES["v"]}


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def text_of(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(name_in_w("t")))


def paragraph_with(root: etree._Element, text: str) -> etree._Element:
    return next(one for one in root.iter(name_in_w("p")) if text in text_of(one))


def number_of(root: etree._Element, text: str) -> tuple[str, str]:
    found = paragraph_with(root, text).find("w:pPr/w:numPr", W)
    assert found is not None, text
    return tuple(str(found.find(f"w:{one}", W).get(name_in_w("val"))) for one in ("numId", "ilvl"))


@pytest.fixture(scope="module")
def instruction(make_rich_book: MakeBook) -> bytes:
    return write_document(make_rich_book(), "HAWI01", {})


@pytest.fixture(scope="module")
def bound(make_rich_book: MakeBook) -> bytes:
    return write_bound(make_rich_book())


def it_gives_back_the_text_of_every_block(instruction: bytes, make_rich_book: MakeBook) -> None:
    tree = make_rich_book().documents["HAWI01"].tree
    found = block_texts(instruction)
    missing = {}
    for block in tree.findall(lambda node: isinstance(node, nodes.paragraph | nodes.term | nodes.caption)):
        if block["ids"] and found.get(block["ids"][0]) != plain(block):
            missing[block["ids"][0]] = (plain(block), found.get(block["ids"][0]))
    for section in tree.findall(nodes.section):
        assert found[section["ids"][0]] == section.next_node(nodes.title).astext()
    assert missing == {}


def plain(block: nodes.Element) -> str:
    copied = block.deepcopy()
    for call in list(copied.findall(nodes.footnote_reference)):
        call.parent.remove(call)
    return copied.astext()


def it_escapes_what_xml_would_eat(instruction: bytes) -> None:
    assert "特殊字符 A & B <c> “引号”—破折号… 原样出现。" in text_of(part(instruction))
    assert "恒安物业 <A&B> 有限公司" in text_of(part(instruction))
    assert "首次编制 <初稿> & 试行" in text_of(part(instruction))


def it_drops_control_characters(make_rich_book: MakeBook) -> None:
    book = make_rich_book(("manual/policies/HAQM01.md", "适用于全部项目", "适用于\u0001全部\u000b项目"))
    assert "适用于" in text_of(part(write_document(book, "HAQM01")))


def it_begins_each_list_anew(instruction: bytes) -> None:
    root = part(instruction)
    first, second = number_of(root, "核对设备编号"), number_of(root, "立即停机")
    assert first[0] != second[0]
    assert first[1] == second[1] == "0"
    assert number_of(root, "声音；")[1] == "1"
    assert number_of(root, "填写")[0] == first[0]
    numbering = part(instruction, "word/numbering.xml")
    restarts = numbering.xpath(
        f"w:num[@w:numId='{second[0]}']/w:lvlOverride/w:startOverride/@w:val", namespaces=W
    )
    assert restarts == ["1"]


def it_merges_cells(instruction: bytes) -> None:
    root = part(instruction)
    cell = paragraph_with(root, "工程主管").getparent()
    assert cell is not None
    table = next(
        one
        for one in root.iter(name_in_w("tbl"))
        if "审核巡查结果" in text_of(one) and "频次" in text_of(one)
    )
    merges = [one.get(name_in_w("val")) for one in table.iter(name_in_w("vMerge"))]
    assert merges == ["restart", None]
    assert [one.get(name_in_w("val")) for one in table.iter(name_in_w("gridSpan"))] == ["2"]
    assert table.xpath("count(w:tr/w:trPr/w:tblHeader)", namespaces=W) == 1
    assert table.xpath("count(w:tr/w:trPr/w:cantSplit)", namespaces=W) == 4


def it_writes_footnotes_as_footnotes(instruction: bytes) -> None:
    notes = part(instruction, "word/footnotes.xml")
    texts = [text_of(one).strip() for one in notes.findall("w:footnote", W)]
    assert texts[2:] == ["工具清单见设备间公示牌；工具按A&B两类存放。", "台账由客服专员保管。"]
    calls = part(instruction).xpath("//w:footnoteReference/@w:id", namespaces=W)
    assert calls == ["2", "3"]


def it_links_inside_the_file_and_to_files_beside_it(instruction: bytes, make_rich_book: MakeBook) -> None:
    with zipfile.ZipFile(io.BytesIO(instruction)) as archive:
        arrows = archive.read("word/_rels/document.xml.rels").decode()
    assert 'Target="HAQM01.docx" TargetMode="External"' in arrows
    assert 'Target="https://std.samr.gov.cn/"' in arrows
    codes = [one.text or "" for one in part(instruction).iter(name_in_w("instrText"))]
    section = next(
        one
        for one in make_rich_book().documents["HAWI01"].tree.findall(nodes.section)
        if one["number"] == "3.2"
    )
    assert f" REF {section['ids'][0]} \\r \\h " in codes
    anchors = part(instruction).xpath("//w:hyperlink/@w:anchor", namespaces=W)
    assert [one for one in anchors if not one.startswith("_Toc")]


def it_links_only_inside_the_bound_manual(bound: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(bound)) as archive:
        assert ".docx" not in archive.read("word/_rels/document.xml.rels").decode()
    assert "Doc_HAQM01" in part(bound).xpath("//w:hyperlink/@w:anchor", namespaces=W)


def it_lists_clauses_with_the_pages_it_is_given(make_rich_book: MakeBook) -> None:
    book = make_rich_book()
    section = next(book.documents["HAWI01"].tree.findall(nodes.section))
    data = write_document(book, "HAWI01", {section["ids"][0]: 41})
    assert text_of(paragraph_with(part(data), "1\u3000目的")) == "1\u3000目的41"


def it_counts_clauses_of_each_document_anew_in_the_bound_manual(bound: bytes) -> None:
    root = part(bound)
    numbered = [one for one in root.iter(name_in_w("p")) if one.find("w:pPr/w:numPr", W) is not None]
    heads = {text_of(one): one.find("w:pPr/w:numPr/w:numId", W).get(name_in_w("val")) for one in numbered}
    assert heads["目的"] and heads["总则"] != heads["目的"]


def it_describes_every_picture_and_keeps_the_drawing_behind_it(instruction: bytes) -> None:
    root = part(instruction)
    described = root.xpath("//wp:docPr/@descr", namespaces=W)
    assert "设备间平面图" in described
    assert "svgBlip" in etree.tostring(root).decode()
    width = int(root.xpath("//wp:inline[wp:docPr/@descr='设备间平面图']/wp:extent/@cx", namespaces=W)[0])
    assert width == pytest.approx(0.6 * 160 * 36000, rel=0.01)


def it_turns_the_page_for_a_form_that_lies_on_its_side(instruction: bytes, make_rich_book: MakeBook) -> None:
    orients = part(instruction).xpath("//w:pgSz/@w:orient", namespaces=W)
    assert orients == ["landscape"]
    assert part(write_form(make_rich_book(), "HAWI01-R02")).xpath("//w:pgSz/@w:orient", namespaces=W) == [
        "landscape"
    ]


def it_marks_drafts_in_every_header_and_nothing_else(instruction: bytes, make_rich_book: MakeBook) -> None:
    assert watermarks(instruction) == 2  # cover and text
    assert watermarks(write_document(make_rich_book(), "HAQM01")) == 0


def watermarks(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        headers = [name for name in archive.namelist() if re.match(r"word/header.*\.xml$", name)]
        return sum(b"PowerPlusWaterMarkObject" in archive.read(name) for name in headers)


def it_offers_a_control_for_each_kind_of_field(make_rich_book: MakeBook) -> None:
    root = part(write_form(make_rich_book(), "HAWI01-R01"))
    kinds = {etree.QName(one).localname for one in root.iterfind(".//w:sdtPr/*", W)}
    # Choices are boxes: a list to choose from could not be ticked with a pen.
    assert {"text", "date", "checkbox"} <= kinds
    assert root.find(".//w:cover", W) is None
    assert "拟　稿" not in text_of(root)


def it_names_the_document_in_its_properties(instruction: bytes, make_rich_book: MakeBook) -> None:
    with zipfile.ZipFile(io.BytesIO(instruction)) as archive:
        custom = archive.read("docProps/custom.xml").decode()
        core = archive.read("docProps/core.xml").decode()
    digest = make_rich_book().documents["HAWI01"].digest
    for value in ('name="number"', "HAWI01", "A/0", "草案", digest):
        assert value in custom
    assert "设备巡查规程" in core and "2000-01-01T00:00:00Z" in core


def it_opens_each_level_of_the_bound_manual_with_what_it_holds(bound: bytes) -> None:
    entries = [one for one in part(bound).iter(name_in_w("p")) if style_of(one).startswith("TOC")]
    shown = [(style_of(one), re.sub(r"\d+$", "", text_of(one))) for one in entries]
    assert shown == [
        ("TOC1", "质量手册"),
        ("TOC2", "HAQM01\u3000质量手册"),
        ("TOC1", "作业指导书"),
        ("TOC2", "HAWI01\u3000设备巡查规程"),
    ]


def style_of(element: etree._Element) -> str:
    found = element.find("w:pPr/w:pStyle", W)
    return "" if found is None else str(found.get(name_in_w("val")))


def it_says_what_cannot_be_shown(make_rich_book: MakeBook) -> None:
    missing = make_rich_book(("manual/instructions/HAWI01.md", "../images/room.svg", "../images/nothing.png"))
    assert "〔图片无法读取：manual/images/nothing.png〕" in text_of(part(write_document(missing, "HAWI01")))


@pytest.mark.parametrize(
    "content",
    [
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/logo.png"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="9"/>',
        "<svg",
        "",
    ],
)
def it_does_not_draw_what_is_no_sound_picture(content: str, make_rich_book: MakeBook) -> None:
    book = make_rich_book()
    broken = replace(book, read=lambda path: content.encode())
    assert "〔图片无法读取" in text_of(part(write_document(broken, "HAWI01")))


def it_prints_the_choices_of_a_column_and_names_the_fields_of_a_form_whole(make_rich_book: MakeBook) -> None:
    book = make_rich_book()
    column = Column(name="结果", type=FieldType.CHOICE, choices=("合格", "基本合格", "不合格"), width=0.4)
    table = Field(name="检查", type=FieldType.TABLE, columns=(Column(name="项目", width=3), column), rows=3)
    form = replace(
        book.manual.forms["HAWI01-R01"], fields=(Field(name="投诉人或者建议人姓名", required=True), table)
    )
    changed = replace(book, manual=replace(book.manual, forms={form.number: form}))
    root = part(write_form(changed, form.number))
    assert text_of(root).count("基本合格") == 3
    assert len(root.findall(".//w14:checkbox", {"w14": PREFIXES["w14"]})) == 9
    assert "投诉人或者建议人姓名" in text_of(root).replace("\n", "")


def it_shares_width_by_what_stands_in_columns() -> None:
    widths = share_by_text([["编号", "1"], ["内容", "很长的一段说明文字" * 8], ["日期", "每日"]], 9000, 210)
    assert sum(widths) == 9000 and widths[1] > widths[2] > 500
    assert widened([100, 900], [300, 200]) == [300, 700]
    assert widened([100, 200], [300, 200]) == [100, 200]


def long_chart(lanes: int, steps: int) -> Diagram:
    nodes_ = tuple(
        Node(
            f"n{step}",
            step % lanes,
            "start" if step == 0 else "end" if step == steps - 1 else "task",
            f"第{step}步办理",
        )
        for step in range(steps)
    )
    edges = tuple(Edge(f"n{step}", f"n{step + 1}") for step in range(steps - 1))
    made = lay_out(
        FlowGraph("HAFL01", "长流程", tuple(f"岗位{lane}" for lane in range(lanes)), nodes_, edges)
    )
    assert isinstance(made, Diagram)
    return made


def it_goes_on_over_pages_with_a_long_chart(make_rich_book: MakeBook) -> None:
    book = replace(make_rich_book(), charts={"HAFL01": long_chart(2, 40)})
    data = write_document(book, "HAWI01")
    described = part(data).xpath("//wp:docPr/@descr", namespaces=W)
    parts = [one for one in described if "第1部分" in one or "第2部分" in one]
    assert len(parts) == 2 and verify(data) == ()


def it_turns_the_page_for_a_wide_chart(make_rich_book: MakeBook) -> None:
    book = replace(make_rich_book(), charts={"HAFL01": long_chart(9, 12)})
    data = write_document(book, "HAWI01")
    sizes = part(data).xpath("//w:sectPr/w:pgSz/@w:orient", namespaces=W)
    assert sizes == ["landscape", "landscape"] and verify(data) == ()
    extent = part(data).xpath("//wp:inline[contains(wp:docPr/@descr, '泳道图')]/wp:extent/@cx", namespaces=W)
    assert int(extent[0]) > 160 * 36000
