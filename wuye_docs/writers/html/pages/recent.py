"""What was issued and changed lately."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.tables import DASH, Cell, make_table, refer
from wuye_docs.model import Document
from wuye_docs.references import Kind, Target
from wuye_docs.writers.html.page import Page, aside, contents_of, listing, new_tree, paragraph, section
from wuye_docs.writers.html.pages.changes import change_sections
from wuye_docs.writers.html.standing import listed, standing


def latest(book: Book, most: int) -> nodes.bullet_list | None:
    """The documents last issued, the newest first; None while nothing was."""
    dated = _dated(book)[:most]
    if not dated:
        return None
    return listing(
        *(
            paragraph(
                refer(Target(Kind.DOCUMENT, one.number), f"《{one.title}》"),
                aside(f"{one.revision}　{day} 起实施", "when"),
            )
            for day, one in dated
        )
    )


def recent_page(book: Book) -> Page:
    """What the last edition changed, clause by clause; then every document with its date, the newest first.

    Documents without a date come last.
    """
    dated = _dated(book)
    known = {one.number for _, one in dated}
    rest = [one for one in listed(book, book.manual.documents.values()) if one.number not in known]
    rows: list[Sequence[Cell]] = []
    for day, one in [*dated, *(("", one) for one in rest)]:
        entry = next((entry for entry in reversed(one.history) if entry.revision == one.revision), None)
        rows.append(
            [
                day or DASH,
                [refer(Target(Kind.DOCUMENT, one.number), f"{one.number}《{one.title}》")],
                one.revision,
                standing(book, one).status.label,
                entry.change if entry else DASH,
            ]
        )
    table = make_table(
        "register", ["实施日期", "文件", "版次", "状态", "更改内容"], rows, [14, 36, 8, 12, 30]
    )
    changes = list(change_sections(book))
    shown = [*changes, section("各文件的发布情况", "issued", table)] if changes else [table]
    tree = new_tree("recent", *shown)
    return Page(
        "registers/recent",
        "最近发布和更改",
        tree,
        kicker="清单与对照",
        contents=tuple(contents_of(tree)),
        group="registers",
    )


def _dated(book: Book) -> list[tuple[str, Document]]:
    """(day of effect or issue, document), the newest first; those of one day by number."""
    found = []
    for one in listed(book, book.manual.documents.values()):
        day = standing(book, one).effective or one.issued
        if day:
            found.append((str(day), one))
    found.sort(key=lambda pair: pair[1].number)
    return sorted(found, key=lambda pair: pair[0], reverse=True)
