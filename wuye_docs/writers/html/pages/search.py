"""The page of search results. What is found is put in by `theme/static/search.js`; without scripts the lists lead on."""

from __future__ import annotations

from wuye_docs.writers.html.navigation import REGISTERS
from wuye_docs.writers.html.page import Page, listing, new_tree, paragraph, section
from wuye_docs.writers.html.pages.links import page_link


def search_page() -> Page:
    """A place for results, and the lists for whoever has no script or finds nothing."""
    told = paragraph(
        "搜索要由浏览器运行网页脚本。没有出现结果时，请允许本网站运行脚本，或者从下面的清单查找。",
        classes=("scriptless",),
    )
    lists = [paragraph(page_link(address, title)) for address, title in (("index.html", "首页"), *REGISTERS)]
    return Page(
        "search",
        "搜索",
        new_tree("search", told, section("从清单查找", "lists", listing(*lists, classes=("columns",)))),
        kind="search-page",
    )
