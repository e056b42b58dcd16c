"""The navigation, made once for the whole site: every page gets the same short list, with its own group opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from wuye_docs.content.book import Book
from wuye_docs.content.document_relations import relations_of
from wuye_docs.references import Kind, Target
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.mark_page import MARK_PAGE
from wuye_docs.writers.html.standing import listed

REGISTERS = (
    ("registers/recent.html", "最近发布和更改"),
    ("registers/documents.html", "受控文件清单"),
    ("registers/flows.html", "流程一览"),
    ("registers/forms.html", "记录清单"),
    ("registers/reviews.html", "文件评审计划"),
    ("registers/promises.html", "时限承诺"),
    ("registers/parameters.html", "数值一览"),
    ("registers/responsibilities.html", "职责矩阵"),
    ("registers/clauses.html", "标准条款对照"),
    ("registers/standards.html", "外部文件清单"),
    ("registers/terms.html", "术语"),
    ("registers/map.html", "过程和文件关系图"),
    ("registers/rules.html", "检查规则"),
    (MARK_PAGE, "核对文件是否现行"),
)
PEOPLE, LISTS = "people", "registers"


@dataclass(frozen=True, slots=True)
class Navigation:
    """The parts of the navigation as HTML, with addresses from the site's root."""

    parts: tuple[tuple[str, str], ...]
    """(key, link) of every group."""
    opened: Mapping[str, str]
    """What stands below the link of a group on the pages of the group."""

    def html(self, root: str, page: str, group: str) -> str:
        """The navigation of a page: `root` leads from it to the site's root, `group` is opened."""
        made = "".join(
            f"<li>{link}{self.opened.get(key, '') if key == group else ''}</li>" for key, link in self.parts
        )
        made = made.replace('href="', f'href="{root}')
        here = f'href="{root}{page}.html"'
        return f"<ul>{made}</ul>".replace(here, f'{here} aria-current="page"')


def make_navigation(book: Book, addresses: Addresses) -> Navigation:
    """The navigation of a book: people, each series of documents, and the lists."""
    parts = [("home", _link("index.html", "首页")), (PEOPLE, _link("organization.html", "部门与岗位"))]
    opened = {PEOPLE: _people(book, addresses)}
    for group in relations_of(book.references).groups(book.manual.documents):
        documents = list(listed(book, group.documents))
        if not documents:
            continue
        key = f"series-{group.key}"
        first = addresses.of(Target(Kind.DOCUMENT, documents[0].number))
        if len(documents) == 1:
            parts.append((key, _link(first, documents[0].title)))
            continue
        parts.append((key, _link(f"registers/documents.html#{key}", group.name)))
        opened[key] = _list(
            _link(addresses.of(Target(Kind.DOCUMENT, one.number)), one.title, one.number) for one in documents
        )
    parts.append((LISTS, _link("registers/index.html", "清单与对照")))
    opened[LISTS] = _list(_link(address, title) for address, title in REGISTERS)
    return Navigation(tuple(parts), opened)


def series_of(book: Book, number: str) -> str:
    """The key of the navigation's group that a document belongs to."""
    for group in relations_of(book.references).groups(book.manual.documents):
        if any(one.number == number for one in group.documents):
            return f"series-{group.key}"
    return ""


def _people(book: Book, addresses: Addresses) -> str:
    links = [_link(addresses.of(Target(Kind.DEPARTMENT, name)), name) for name in book.manual.departments]
    return _list([*links, _link("parties.html", "外部相关方")])


def _list(links: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{link}</li>" for link in links) + "</ul>"


def _link(address: str, title: str, number: str = "") -> str:
    shown = f'<span class="number">{escape(number)}</span> {escape(title)}' if number else escape(title)
    return f'<a href="{escape(address)}">{shown}</a>'
