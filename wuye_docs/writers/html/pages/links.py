"""Links to pages that no record stands behind, such as registers."""

from __future__ import annotations

from docutils import nodes

from wuye_docs.content.nodes import cross_reference

PAGE = "page"
"""The kind of a reference to a page by its address from the site's root."""


def page_link(address: str, text: str) -> cross_reference:
    """A link to a page by its address from the site's root, with an anchor if there is one."""
    return cross_reference("", nodes.Text(text), kind=PAGE, key=address, anchor="", mention=False)
