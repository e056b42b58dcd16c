"""A change notice as Typst code: the pages of a form hold its title and its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docutils import nodes

from wuye_docs.redline.notice import Notice, notice_blocks
from wuye_docs.writers.pdf import typst_code
from wuye_docs.writers.pdf.typst_code import Lettering


def notice_code(notice: Notice, lettering: Lettering, write: Callable[[Iterable[nodes.Node]], str]) -> str:
    """Typst code of a whole file below the imports; `write` gives the code of blocks."""
    text = lettering.literal
    control = typst_code.dictionary(
        {
            "company": text(notice.company),
            "number": text(notice.number),
            "revision": text(""),
            "status": text(""),
            "owner": text(notice.manual),
            "watermark": text(""),
        }
    )
    title = lettering.plain(notice.kind.heading)
    return (
        f"#show: typeset.with(title: {title}, subject: {lettering.plain(notice.manual)})\n"
        f"#form-pages({control}, false, {{\nfront-heading({title})\n{write(notice_blocks(notice))}\n}})\n"
    )
