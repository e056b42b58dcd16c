"""The navigation, made once for the whole site; every page gets the same text with its own place marked."""

from __future__ import annotations

from html import escape

from wuye_docs.content.book import Book
from wuye_docs.content.resolve import bound_order
from wuye_docs.references import Kind, Target
from wuye_docs.writers.html.addresses import Addresses

REGISTERS = (
    ("registers/map.html", "过程和文件关系图"),
    ("registers/documents.html", "受控文件清单"),
    ("registers/forms.html", "记录清单"),
    ("registers/flows.html", "流程一览"),
    ("registers/standards.html", "外部文件清单"),
    ("registers/clauses.html", "标准条款对照"),
    ("registers/responsibilities.html", "职责矩阵"),
    ("registers/parameters.html", "数值一览"),
    ("registers/terms.html", "术语"),
)


def navigation_html(book: Book, addresses: Addresses) -> str:
    """The lists of the navigation, with addresses from the site's root."""
    manual = book.manual
    # Not the book's own documents: a build of a few is given those alone.
    documents = bound_order(manual)
    parts = ['<ul class="nav-top"><li><a href="index.html">首页</a></li>']
    parts.append(
        '<li><a href="organization.html">组织与岗位</a></li><li><a href="parties.html">外部相关方</a></li></ul>'
    )
    for key, level in manual.settings.levels.items():
        found = [one for one in documents if one.level == key]
        if found:
            items = "".join(
                _item(
                    addresses.of(Target(Kind.DOCUMENT, one.number)),
                    one.title,
                    one.number,
                )
                for one in found
            )
            parts.append(f"<details open><summary>{escape(level.name)}</summary><ul>{items}</ul></details>")
    items = "".join(_item(address, title) for address, title in REGISTERS)
    parts.append(f"<details open><summary>清单与对照</summary><ul>{items}</ul></details>")
    return "".join(parts)


def _item(address: str, title: str, number: str = "") -> str:
    shown = f'<span class="number">{escape(number)}</span> {escape(title)}' if number else escape(title)
    return f'<li><a href="{escape(address)}">{shown}</a></li>'
