"""Sphinx as the engine of the site: its HTML translator and templates under our theme, and nothing else in the output.

Its read phase has no part: our pages are trees already, and their digests say which have to be written.
"""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import LoggingReporter

from wuye_docs.content.nodes import (
    cross_reference,
    flow_figure,
    form_sheet,
    organization_chart,
    parameter_value,
    relation_map,
)
from wuye_docs.writers.html.static_files import THEME
from wuye_docs.writers.html.translator import SiteTranslator

if TYPE_CHECKING:
    from wuye_docs.writers.html.site import Site


class site_image(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801 - docutils names its nodes so
    """A picture that the site has copied already: `address` from the root, `alt`."""


class SiteBuilder(StandaloneHTMLBuilder):
    """The HTML builder without search, indices, inventories, sources and Sphinx's own scripts."""

    name = "site"
    search = False
    copysource = False
    add_permalinks = False
    default_translator_class = SiteTranslator

    site: Site
    """What is built."""

    def init_css_files(self) -> None:
        self._css_files = []

    def init_js_files(self) -> None:
        self._js_files = []

    def page(self, name: str) -> str:
        """The text of a page. Raises KeyError if the site has none of that name."""
        tree = self.site.tree(name)
        tree.settings = self.docsettings
        tree.reporter = LoggingReporter(name)
        self.secnumbers, self.fignumbers = {}, {}
        self.imgpath = self.dlpath = ""
        self.current_docname = name
        visitor = self.create_translator(tree, self)
        tree.walkabout(visitor)
        body = "".join(visitor.fragment)  # type: ignore[attr-defined]
        scripts = sorted(visitor.scripts)  # type: ignore[attr-defined]
        context = {"body": body, "scripts": scripts, **self.site.context(name)}
        return str(self.templates.render("page.html", context))


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx's entry point of an extension."""
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
    """A Sphinx application with our builder; it writes nothing outside `workdir`."""

    def __init__(self, workdir: Path) -> None:
        sources = workdir / "source"
        shutil.rmtree(sources, ignore_errors=True)
        sources.mkdir(parents=True)
        self._warnings = StringIO()
        self._app = Sphinx(
            sources,
            None,
            workdir / "out",
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
                "exclude_patterns": [],
            },
            status=None,
            warning=self._warnings,
            parallel=0,
        )
        assert isinstance(self._app.builder, SiteBuilder)
        self._builder: SiteBuilder = self._app.builder
        self._builder.prepare_writing(set())

    def page(self, site: Site, name: str) -> str:
        """The text of a page. Raises KeyError if the site has none of that name."""
        self._builder.site = site
        return self._builder.page(name)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What Sphinx has complained of so far."""
        return tuple(line for line in self._warnings.getvalue().splitlines() if line.strip())
