"""PDF files: archival and accessible, the text as it was written, links that lead somewhere, the same bytes each time."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from wuye_docs.content.book import Book
from wuye_docs.content.charts import flow_graph
from wuye_docs.content.expressions import Expressions
from wuye_docs.content.resolve import make_book
from wuye_docs.loaders import DiskWorkspace, MemoryWorkspace, Workspace, load
from wuye_docs.references import ReferenceGraph
from wuye_docs.swimlanes import Diagram, lay_out
from wuye_docs.writers.pdf.write import PdfWriter

SAMPLE = DiskWorkspace(Path(__file__).parents[2] / "manuals" / "sample")
HEAD = "---\nnumber: SYWIKF09\ntitle: 案例\nlevel: instruction\nrevision: A/0\nstatus: {status}\nowner: 客户服务部\n---\n\n"


def book_of(workspace: Workspace) -> Book:
    references = ReferenceGraph(load(workspace).manual)
    expressions = Expressions(references.manual.parameters)
    drawn = (lay_out(flow_graph(flow, expressions)) for flow in references.manual.flows.values())
    return make_book(
        references, {one.number: one for one in drawn if isinstance(one, Diagram)}, workspace.read
    )


def one_document(source: str, status: str = "draft") -> PdfReader:
    files = {"manual/instructions/SYWIKF09.md": HEAD.format(status=status) + source}
    return PdfReader(BytesIO(PdfWriter(book_of(MemoryWorkspace(files, SAMPLE))).document("SYWIKF09")))


def text_of(reader: PdfReader) -> str:
    return re.sub(r"[\s\u200b\u00ad]+", "", "".join(page.extract_text() for page in reader.pages))


@pytest.fixture(scope="module")
def writer() -> PdfWriter:
    """One compiler for the sample."""
    return PdfWriter(book_of(SAMPLE))


@pytest.fixture(scope="module")
def document(writer: PdfWriter) -> PdfReader:
    """The document with a chart."""
    return PdfReader(BytesIO(writer.document("SYWIKF01")))


def it_claims_archival_and_accessible_conformance(writer: PdfWriter) -> None:
    for data in (writer.document("SYWIKF01"), writer.bound()):
        reader = PdfReader(BytesIO(data))
        root = reader.root_object
        packet = root["/Metadata"].get_object().get_data().decode()
        assert re.search(r"pdfaid:part[>=\"]+2", packet)
        assert re.search(r"pdfaid:conformance[>=\"]+A", packet)
        assert re.search(r"pdfuaid:part[>=\"]+1", packet)
        assert root["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in root
        assert str(root["/Lang"]).startswith("zh")
        assert reader.metadata and reader.metadata.title


def it_names_number_revision_and_page_on_every_page_but_the_cover(document: PdfReader) -> None:
    total = len(document.pages)
    for index, page in enumerate(document.pages[1:], 2):
        text = re.sub(r"\s+", "", page.extract_text())
        assert "SYWIKF01" in text
        assert "A/0" in text
        assert f"第{index}页共{total}页" in text


def it_has_an_outline_of_the_clauses(document: PdfReader) -> None:
    titles = [re.sub(r"\s+", "", str(item.title)) for item in document.outline if not isinstance(item, list)]
    assert any("目的" in title for title in titles)
    assert any("工作程序" in title for title in titles)


def it_leads_from_the_steps_of_a_chart_to_their_rows(writer: PdfWriter, document: PdfReader) -> None:
    pages = writer.pages("SYWIKF01")
    rows = {
        block for block in pages if block.startswith("SYWIKF01_SYFLKF01_s") and not block.endswith("steps")
    }
    assert len(rows) == 5
    links = [annotation.get_object() for page in document.pages for annotation in page.get("/Annots", ())]
    assert sum(1 for link in links if link["/Subtype"] == "/Link") > len(rows)


def it_leads_from_the_boxes_of_a_map_to_documents_and_forms(writer: PdfWriter) -> None:
    reader = one_document("# 目的\n\n填写《投诉受理表》，按\n\n:::{document-map} SYWIKF01\n:::\n")
    links = [annotation.get_object() for page in reader.pages for annotation in page.get("/Annots", ())]
    files = [str(link["/A"]["/URI"]) for link in links if "/URI" in link.get("/A", {})]
    assert files.count("forms/SYWIKF01-R01.pdf") == 2  # in the text and in the map
    assert {"SYWIKF01.pdf", "SYWIKF02.pdf"} <= set(files)
    assert "客户投诉处理规程关系图" in text_of(reader)


def it_keeps_the_words_of_a_chart_as_text(document: PdfReader) -> None:
    assert text_of(document).count("是否重大投诉") >= 2  # in the chart and in the step table


def it_tells_the_page_of_every_clause(writer: PdfWriter) -> None:
    pages = writer.pages("SYWIKF01")
    clauses = [
        node["ids"][0]
        for node in writer._book.documents["SYWIKF01"].tree.findall()
        if node.tagname == "section"
    ]
    found = [pages[clause] for clause in clauses]
    assert found == sorted(found)
    assert found[0] > 1


def it_lists_figures_and_tables_of_the_bound_manual_with_their_pages() -> None:
    source = (
        "# 目的\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n\n:::{table} 一张表\n| 丙 |\n|---|\n| 三 |\n:::\n"
    )
    files = {"manual/instructions/SYWIKF09.md": HEAD.format(status="draft") + source}
    writer = PdfWriter(book_of(MemoryWorkspace(files, SAMPLE)))
    text, pages = text_of(PdfReader(BytesIO(writer.bound()))), writer.pages()
    book = writer._book.documents
    figure = next(one["ids"][0] for one in book["SYWIKF01"].tree.findall() if one.tagname == "flow_figure")
    table = next(one.parent["ids"][0] for one in book["SYWIKF09"].tree.findall() if one.astext() == "一张表")
    figures, _, tables = text.partition("图目录")[2].partition("表目录")
    assert re.search(rf"SYWIKF01图1投诉处理流程\.+{pages[figure]}SYWIKF02图1", figures)
    assert re.search(rf"SYWIKF09表1一张表\.+{pages[table]}\D", tables)


def it_gives_the_same_bytes_in_another_folder_time_zone_and_year(
    writer: PdfWriter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "America/Lima")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    again = PdfWriter(book_of(SAMPLE))
    assert again.form("SYWIKF01-R01") == writer.form("SYWIKF01-R01")
    assert again.document("SYWIKF01") == writer.document("SYWIKF01")
    assert again.bound() == writer.bound()


def it_marks_drafts_and_obsolete_issues() -> None:
    assert "草案" in text_of(one_document("# 目的\n\n文\n"))
    assert "作废" in text_of(one_document("# 目的\n\n文\n", status="obsolete"))


@pytest.mark.parametrize("filling", [3, 16, 27])
def it_keeps_a_chart_on_the_page_of_the_headings_above_it(filling: int) -> None:
    source = "# 目的\n\n" + "文字。\n\n" * filling + "# 程序\n\n## 处理过程\n\n:::{flow} SYFLKF01\n:::\n"
    pages = [re.sub(r"\s", "", page.extract_text()) for page in one_document(source).pages]
    found = next(page for page in pages if "派单处理" in page)
    assert "1.1处理过程" in found.replace("2.1", "1.1") and "程序" in found


FORM = """\
number: SYWIKF09-R01
title: 检查表
owner: 客户服务部
retention: {years: "3", keeper: 客户服务部}
fields:
  - {name: 投诉人或者建议人姓名, required: true}
  - name: 检查
    type: table
    rows: 3
    columns:
      - {name: 项目, width: 3}
      - {name: 结果, type: choice, choices: [合格, 基本合格, 不合格], width: 0.5}
      - {name: 说明, width: 3}
"""


def it_prints_all_of_a_form_on_the_pages_that_its_layout_has() -> None:
    files = {"forms/SYWIKF09-R01.yaml": FORM}
    reader = PdfReader(BytesIO(PdfWriter(book_of(MemoryWorkspace(files, SAMPLE))).form("SYWIKF09-R01")))
    text = text_of(reader)
    assert len(reader.pages) == 1
    assert "投诉人或者建议人姓名" in text
    assert text.count("□基本合格") == text.count("□不合格") == 3


def it_merges_cells_repeats_heads_and_sets_footnotes() -> None:
    rows = "\n".join(f"| 第{n}行 | 内容 |" for n in range(120))
    source = f"# 目的\n\n| 甲 | << |\n|---|---|\n| 一 | 二 |\n| ^^ | 三 |\n\n| 表头甲 | 表头乙 |\n|---|---|\n{rows}\n\n正文[^1]。\n\n[^1]: 脚注文字\n"
    reader = one_document(source)
    text = text_of(reader)
    assert text.count("表头甲") >= 3
    assert "脚注文字" in text


@settings(max_examples=6)
@given(
    st.lists(
        st.text(
            alphabet=st.sampled_from(list("甲乙#$@<>*_`\\/~-\"'[](){}=+.:;!?&%^|1a")), min_size=1, max_size=40
        ),
        min_size=10,
        max_size=30,
    )
)
def it_shows_any_text_as_it_is(texts: list[str]) -> None:
    # Given by parameters, so that Markdown has no say in it; many at once, since each file costs a second.
    parameters, prose = [SAMPLE.read("manual/parameters.yaml").decode()], []
    for place, text in enumerate(texts):
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        parameters.append(f'试.值{place}: {{value: "始{place}{quoted}终"}}\n')
        prose.append(f"{{{{ 试.值{place} }}}}\n")
    files = {
        "manual/parameters.yaml": "\n".join(parameters),
        "manual/instructions/SYWIKF09.md": HEAD.format(status="draft") + "# 目的\n\n" + "\n".join(prose),
    }
    workspace = MemoryWorkspace(files, SAMPLE)
    references = ReferenceGraph(load(workspace).manual)
    writer = PdfWriter(make_book(references, {}, workspace.read))
    shown = text_of(PdfReader(BytesIO(writer.document("SYWIKF09"))))
    for place, text in enumerate(texts):
        assert f"始{place}{text}终".replace(" ", "") in shown
