"""The same text in all three formats: read back from each output and compared with the resolved tree, block by block.

The files of the shipped manual are compared once they are built: `make built`.
"""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from docutils import nodes
from lxml import html
from pypdf import PdfReader

from wuye_docs.content.book import Book
from wuye_docs.content.resolve import make_book
from wuye_docs.loaders import DiskWorkspace, MemoryWorkspace, Workspace, load
from wuye_docs.project.prepare import lay_out_with
from wuye_docs.references import ReferenceGraph
from wuye_docs.swimlanes import Diagram

ROOT = Path(__file__).parents[2]
SAMPLE = DiskWorkspace(ROOT / "tests" / "manuals" / "sample")
HERE = Path(__file__).parent
RICH = MemoryWorkspace(
    {
        "manual/instructions/SYWIKF09.md": (HERE / "every_block.md").read_bytes(),
        "manual/instructions/图.png": (HERE / "picture.png").read_bytes(),
    },
    SAMPLE,
)
MANUALS = {"sample": SAMPLE, "every block": RICH}


@pytest.fixture(scope="module", params=MANUALS.values(), ids=MANUALS.keys())
def book(request: pytest.FixtureRequest) -> Book:
    """A manual, resolved, with its charts."""
    from wuye_docs.content.charts import flow_graph
    from wuye_docs.content.expressions import Expressions

    workspace: Workspace = request.param
    references = ReferenceGraph(load(workspace).manual)
    expressions = Expressions(references.manual.parameters)
    graphs = [flow_graph(flow, expressions) for flow in references.manual.flows.values()]
    charts = {one.number: one for one in lay_out_with(None)(graphs) if isinstance(one, Diagram)}
    return make_book(references, charts, workspace.read)


def tight(text: str) -> str:
    """Text without spaces of any kind: outputs break lines where they like."""
    return re.sub(r"[\s\u200b\u00ad\ufeff]+", "", text)


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page between its margins in reading order, without spaces; headers and footers lie outside."""
    pages: list[str] = []
    for page in PdfReader(BytesIO(data)).pages:
        height = float(page.mediabox.height)
        found: list[str] = []

        def keep(
            text: str,
            matrix: list[float],
            place: list[float],
            *_: object,
            height: float = height,
            found: list[str] = found,
        ) -> None:
            y = matrix[1] * place[4] + matrix[3] * place[5] + matrix[5]
            if 68 < y < height - 82:
                found.append(text)

        page.extract_text(visitor_text=keep)
        pages.append(tight("".join(found)))
    return pages


def stands(text: str, pages: list[str]) -> bool:
    """Whether a text is there, in one piece or with a page break in it, after which the head of its table is repeated."""
    if text in "".join(pages):
        return True
    for page, following in pairwise(pages):
        cut = next((at for at in range(len(text) - 1, 0, -1) if page.endswith(text[:at])), 0)
        if cut and text[cut:] in following:
            return True
    return False


def expected(book: Book, number: str, *, calls: bool = False) -> dict[str, str]:
    """The text of every paragraph, by block id; the numbers that call footnotes are left out unless asked for."""
    found = {}
    for block in book.documents[number].tree.findall(nodes.paragraph):
        plain = block if calls else without_calls(block)
        if tight(plain.astext()):
            found[block["ids"][0]] = tight(plain.astext())
    return found


def without_calls(block: nodes.Element) -> nodes.Element:
    """A block without the numbers that call footnotes."""
    plain = block.deepcopy()
    for call in list(plain.findall(nodes.footnote_reference)):
        call.parent.remove(call)
    return plain


def differing(wanted: dict[str, str], shown: dict[str, str]) -> dict[str, tuple[str, str | None]]:
    return {one: (text, shown.get(one)) for one, text in wanted.items() if tight(shown.get(one, "")) != text}


def it_stands_in_word(book: Book) -> None:
    from wuye_docs.writers.docx.extract import block_texts
    from wuye_docs.writers.docx.write import write_document

    for number in book.documents:
        assert differing(expected(book, number), block_texts(write_document(book, number))) == {}, number


def it_stands_in_pdf(book: Book) -> None:
    from wuye_docs.writers.pdf.write import PdfWriter

    writer = PdfWriter(book)
    for number in book.documents:
        pages = pdf_pages(writer.document(number))
        missing = {
            one: text for one, text in expected(book, number, calls=True).items() if not stands(text, pages)
        }
        assert missing == {}, number


def it_stands_on_the_site(book: Book, tmp_path: Path) -> None:
    from wuye_docs.writers.html.pages.documents import moved_lists
    from wuye_docs.writers.html.site import write_site

    write_site(book, tmp_path / "work", tmp_path / "site")
    for number in book.documents:
        page = html.parse(str(tmp_path / "site" / "documents" / f"{number}.html"))
        for call in page.xpath("//a[contains(@class, 'footnote-reference')] | //*[@role='doc-noteref']"):
            for part in call.iter():
                part.text = ""
                part.tail = part.tail if part is call else ""
        shown = {str(one.get("id")): one.text_content() for one in page.xpath("//*[@id]")}
        wanted = expected(book, number)
        moved = []
        for _, tables, _ in moved_lists(book.documents[number].tree):
            # Long lists are pages of their own, to which the document's page leads.
            assert shown[tables[0]["ids"][0]].startswith("见《")
            moved += tables
        for table in book.documents[number].tree.findall(nodes.table):
            if table not in moved:
                cells = page.xpath("//*[@id=$id]//th | //*[@id=$id]//td", id=table["ids"][0])
                assert [tight(one.text_content()) for one in cells] == [
                    tight(without_calls(one).astext()) for one in table.findall(nodes.entry)
                ], table["ids"]
            for block in table.findall(nodes.paragraph):
                wanted.pop(block["ids"][0], None)
        assert differing(wanted, shown) == {}, number


def it_shows_pictures_with_their_words(tmp_path: Path) -> None:
    from wuye_docs.writers.docx.write import write_document
    from wuye_docs.writers.html.site import write_site
    from wuye_docs.writers.pdf.write import PdfWriter

    made = make_book(ReferenceGraph(load(RICH).manual), {}, RICH.read)
    write_site(made, tmp_path / "work", tmp_path / "site")
    page = html.parse(str(tmp_path / "site" / "documents" / "SYWIKF09.html"))
    (shown,) = page.xpath("//figure[figcaption]/img | //figure[figcaption]//img")
    assert shown.get("alt") == "一张图"
    assert (tmp_path / "site" / "documents" / shown.get("src")).resolve().read_bytes() == (
        HERE / "picture.png"
    ).read_bytes()
    reader = PdfReader(BytesIO(PdfWriter(made).document("SYWIKF09")))
    assert sum(len(one.images) for one in reader.pages) >= 1
    package = ZipFile(BytesIO(write_document(made, "SYWIKF09")))
    assert any(name.startswith("word/media/") for name in package.namelist())
    assert 'descr="一张图"' in package.read("word/document.xml").decode()
