"""A change notice as one HTML file."""

from __future__ import annotations

from html import escape

from wuye_docs.content.book import Book
from wuye_docs.redline.notice import Notice, notice_blocks
from wuye_docs.writers.html.redline.page import whole_page
from wuye_docs.writers.html.redline.translator import body_html


def notice_page(book: Book, notice: Notice) -> str:
    """The page: no script, no address outside."""
    body = body_html(list(notice_blocks(notice)), book, "notice")
    return whole_page(
        notice.kind.heading,
        f'<main class="sheet-page"><h1>{escape(notice.kind.heading)}</h1><p class="lead">{escape(notice.company)}</p>{body}</main>',
    )
