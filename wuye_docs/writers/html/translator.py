"""How the nodes of a resolved tree come out as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from wuye_docs.content.organization_drawing import organization_svg
from wuye_docs.content.relation_maps import drawing_of
from wuye_docs.content.tables import step_id
from wuye_docs.model.markup import ADMONITION_TITLES
from wuye_docs.references import Kind, Target
from wuye_docs.swimlanes import render_svg
from wuye_docs.writers.html.addresses import relative
from wuye_docs.writers.html.form_sheet import form_html
from wuye_docs.writers.html.pages.links import PAGE
from wuye_docs.writers.html.table_translator import TableTranslator

if TYPE_CHECKING:
    from wuye_docs.writers.html.builder import SiteBuilder


_SCREEN = 1.3
"""How much larger than on paper a map is, so that its words are as large as those around it."""


class SiteTranslator(TableTranslator):
    """Sphinx's translator with this manual's own nodes, clause numbers and captions."""

    builder: SiteBuilder

    def __init__(self, document: nodes.document, builder: Any) -> None:
        super().__init__(document, builder)
        self.initial_header_level = 2
        self.site = builder.site
        self.page: str = builder.current_docname
        self.has_clauses = bool(self.site.page(self.page).clauses_of)
        """Whether this is a document: its clause numbers are links to themselves, to be copied; `clauses.js` adds the rest."""
        if self.has_clauses:
            self.scripts.add("clauses.js")

    def visit_title(self, node: nodes.title) -> None:
        # The section has an id already; a second one for its heading leads to the same place.
        node["ids"] = []
        super().visit_title(node)
        parent = node.parent
        if isinstance(parent, nodes.section) and parent.get("number"):
            number = escape(parent["number"])
            if self.has_clauses:
                self.body.append(f'<a class="clause" href="#{escape(parent["ids"][0])}">{number}</a> ')
            else:
                self.body.append(f'<span class="clause">{number}</span> ')
        elif isinstance(parent, nodes.table) and node.get("number"):
            self.body.append(f'<span class="clause">表 {escape(node["number"])}</span> ')

    def visit_caption(self, node: nodes.caption) -> None:
        self.body.append(self.starttag(node, "figcaption", ""))
        if node.get("number"):
            self.body.append(f'<span class="clause">图 {escape(node["number"])}</span> ')

    def depart_caption(self, node: nodes.caption) -> None:
        self.body.append("</figcaption>\n")

    def visit_admonition(self, node: nodes.Element, name: str = "") -> None:
        self.body.append(self.starttag(node, "div", CLASS=f"admonition {name}".strip()))
        if name:
            self.body.append(f'<p class="admonition-title">{ADMONITION_TITLES.get(name, name)}</p>\n')

    def depart_admonition(self, node: nodes.Element | None = None) -> None:
        self.body.append("</div>\n")

    def visit_cross_reference(self, node: nodes.Element) -> None:
        address = self.address_of(node)
        host = self.page.rpartition("/")[2].replace("-", "_")
        if node["kind"] == Kind.STEP and node.get("anchor", "").startswith(f"{host}_"):
            # A step table leads to its own rows, also in a document.
            address = f"{self.page}.html#{node['anchor']}"
        if address and address != f"{self.page}.html":
            kind = ' class="mention"' if node.get("mention") else ""
            self.body.append(f'<a{kind} href="{escape(relative(address, self.page))}">')
            self.context.append("</a>")
        else:
            self.context.append("")

    def address_of(self, node: nodes.Element) -> str:
        """Where a reference leads, from the site's root; empty for what has no page."""
        if node["kind"] == PAGE:
            return str(node["key"])
        return str(self.site.addresses.of(Target(Kind(node["kind"]), node["key"]), node.get("anchor", "")))

    def depart_cross_reference(self, node: nodes.Element) -> None:
        self.body.append(self.context.pop())

    def visit_inline(self, node: nodes.inline) -> None:
        if node["classes"] in (["ins"], ["del"]):
            self.body.append(f"<{node['classes'][0]}>")
        else:
            super().visit_inline(node)

    def depart_inline(self, node: nodes.inline) -> None:
        if node["classes"] in (["ins"], ["del"]):
            self.body.append(f"</{node['classes'][0]}>")
        else:
            super().depart_inline(node)

    def visit_parameter_value(self, node: nodes.Element) -> None:
        self.body.append('<span class="parameter">')

    def depart_parameter_value(self, node: nodes.Element) -> None:
        self.body.append("</span>")

    def visit_flow_figure(self, node: nodes.Element) -> None:
        number = node["number"]
        flow = self.site.book.manual.flows[number]
        host = node.get("host", self.page.rpartition("/")[2])
        prefix = f"{host}-{number}-".replace(".", "-")
        self.body.append(self.starttag(node, "figure", CLASS="chart"))
        diagram = self.site.book.charts.get(number)
        if diagram is None:
            self.body.append(f"<p>流程图 {escape(number)} 无法绘制，步骤见下表。</p>")
            return
        self.scripts.add("chart.js")
        address = f"#{step_id(flow, next(iter(flow.steps.values())), host)}"
        links = {name: f"#{step_id(flow, step, host)}" for name, step in flow.steps.items()}
        svg = render_svg(diagram, href=lambda key: links.get(key, address), id_prefix=prefix)
        self.body.append(
            f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(self.unique(flow.title))}">{svg}</div>'
        )

    def depart_flow_figure(self, node: nodes.Element) -> None:
        self.body.append("</figure>\n")

    def visit_organization_chart(self, node: nodes.Element) -> None:
        addresses = self.site.addresses
        svg = organization_svg(
            self.site.book.manual, href=lambda target: relative(addresses.of(target), self.page)
        )
        self.body.append(self.starttag(node, "figure", CLASS="chart"))
        self.body.append(
            f'<div class="scroll" tabindex="0" role="region" aria-label="组织结构图">{svg}</div>'
        )

    def depart_organization_chart(self, node: nodes.Element) -> None:
        self.body.append("</figure>\n")

    def visit_relation_map(self, node: nodes.Element) -> None:
        addresses, drawing = self.site.addresses, drawing_of(node, self.site.book.references)
        svg = drawing.svg(
            href=lambda target: relative(addresses.of(target), self.page) if addresses.of(target) else "",
            id_prefix=f"map-{node['map']}-{node['number']}-{node['part']}",
            scale=_SCREEN,
        )
        self.body.append(self.starttag(node, "figure", CLASS="chart"))
        self.body.append(
            f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(self.unique(drawing.title))}">{svg}</div>'
        )

    def depart_relation_map(self, node: nodes.Element) -> None:
        self.body.append("</figure>\n")

    def visit_form_sheet(self, node: nodes.Element) -> None:
        self.body.append(self.starttag(node, "div", CLASS="sheet"))
        self.body.append(form_html(self.site.book.manual.forms[node["number"]]))
        raise nodes.SkipChildren

    def depart_form_sheet(self, node: nodes.Element) -> None:
        self.body.append("</div>\n")

    def visit_site_image(self, node: nodes.Element) -> None:
        source = escape(relative(node["address"], self.page))
        self.body.append(f'<img src="{source}" alt="{escape(node.get("alt", ""))}" loading="lazy">')
        raise nodes.SkipNode


def _admonition_visitor(name: str) -> Any:
    def visit(self: SiteTranslator, node: nodes.Element) -> None:
        self.visit_admonition(node, name)

    return visit


for _name in ADMONITION_TITLES:
    setattr(SiteTranslator, f"visit_{_name}", _admonition_visitor(_name))
