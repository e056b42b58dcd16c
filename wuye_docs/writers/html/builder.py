"""Sphinx as the engine of the site: our pages as its sources, our translator and theme, and nothing else in the output."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.parsers import Parser

from wuye_docs.content.nodes import (
    cross_reference,
    flow_figure,
    form_sheet,
    organization_chart,
    parameter_value,
    relation_map,
)
from wuye_docs.writers.html.translator import SiteTranslator

if TYPE_CHECKING:
    from wuye_docs.writers.html.site import Site

SUFFIX = ".page"
THEME = Path(__file__).parent / "theme"
_FOOTNOTE_LISTS = (
    "autofootnotes",
    "autofootnote_refs",
    "symbol_footnotes",
    "symbol_footnote_refs",
    "footnotes",
)


class site_image(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801 - docutils names its nodes so
    """A picture that the site has copied already: `address` from the root, `alt`."""


class PageParser(Parser):
    """Reads nothing: the source of a page is its digest, so that Sphinx sees what changed; its tree is ready already."""

    supported = ("page",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Leave the document empty; `SiteBuilder.write_doc` puts the page's own tree in its place."""


class SiteBuilder(StandaloneHTMLBuilder):
    """The HTML builder without search, indices, inventories, sources and Sphinx's own scripts."""

    name = "site"
    search = False
    copysource = False
    add_permalinks = False
    default_translator_class = SiteTranslator

    @property
    def site(self) -> Site:
        """What is built."""
        return self._app.site  # type: ignore[attr-defined,no-any-return]

    def init_css_files(self) -> None:
        self._css_files = []

    def init_js_files(self) -> None:
        self._js_files = []

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write the prepared tree of a page instead of the empty one that Sphinx has read."""
        tree = self.site.tree(docname)
        tree.reporter = doctree.reporter
        super().write_doc(docname, tree)

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """What the template needs; no relations, no toctrees."""
        return {"body": body, **self.site.context(docname)}

    def copy_assets(self) -> None:
        """Ours are copied by the site."""

    def copy_static_files(self) -> None:
        """None of Sphinx's."""

    def finish(self) -> None:
        """No indices, inventory or build info."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx's entry point of an extension."""
    app.add_source_suffix(SUFFIX, "page")
    app.add_source_parser(PageParser)
    app.add_builder(SiteBuilder)
    for node in (
        cross_reference,
        parameter_value,
        flow_figure,
        form_sheet,
        organization_chart,
        relation_map,
        site_image,
    ):
        name = node.__name__
        depart = getattr(SiteTranslator, f"depart_{name}", None)
        app.add_node(node, override=True, site=(getattr(SiteTranslator, f"visit_{name}"), depart))
    return {"parallel_read_safe": False, "parallel_write_safe": False}


class Engine:
    """A Sphinx application over a work folder that is kept between runs."""

    def __init__(self, workdir: Path) -> None:
        """What a run that was cut off left in `workdir` may be half written, and is not used."""
        self.sources, self.rendered = workdir / "source", workdir / "out"
        self._mark = workdir / "whole"
        if not self._mark.exists():
            shutil.rmtree(workdir, ignore_errors=True)
        self._mark.unlink(missing_ok=True)
        self.sources.mkdir(parents=True, exist_ok=True)
        self._warnings = StringIO()
        self._app = Sphinx(
            self.sources,
            None,
            self.rendered,
            workdir / "doctrees",
            "site",
            confoverrides={
                "extensions": ["wuye_docs.writers.html.builder"],
                "root_doc": "index",
                "language": "zh_CN",
                "html_theme": THEME.name,
                "html_theme_path": [str(THEME.parent)],
                "html_copy_source": False,
                "html_permalinks": False,
                "html_last_updated_fmt": None,
                "html_domain_indices": False,
                "html_use_index": False,
                "smartquotes": False,
                "suppress_warnings": ["toc.not_included", "toc.not_readable"],
                "exclude_patterns": [],
            },
            status=None,
            warning=self._warnings,
            parallel=0,
        )

    def render(self, site: Site) -> tuple[str, ...]:
        """Render the pages whose source files changed; returns Sphinx's warnings."""
        self._app.site = site  # type: ignore[attr-defined]
        self._app.build()
        self._mark.touch()
        return tuple(line for line in self._warnings.getvalue().splitlines() if line.strip())
