"""How the nodes of a resolved tree come out as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from wuye_docs.content.organization_drawing import organization_svg
from wuye_docs.content.relation_maps import drawing_of
from wuye_docs.content.tables import step_id
from wuye_docs.model.markup import ADMONITION_TITLES
from wuye_docs.references import Kind, Target
from wuye_docs.swimlanes import render_svg
from wuye_docs.writers.html.addresses import relative
from wuye_docs.writers.html.form_sheet import form_html
from wuye_docs.writers.html.pages.links import PAGE

if TYPE_CHECKING:
    from wuye_docs.writers.html.builder import SiteBuilder


_SCREEN = 1.3
"""How much larger than on paper a map is, so that its words are as large as those around it."""


class SiteTranslator(HTML5Translator):
    """Sphinx's translator with this manual's own nodes, clause numbers and captions."""

    builder: SiteBuilder

    def __init__(self, document: nodes.document, builder: Any) -> None:
        super().__init__(document, builder)
        self.initial_header_level = 2
        self.site = builder.site
        self.page: str = builder.current_docname
        self.tables: dict[str, int] = {}
        """How many tables of each name there have been."""

    def visit_title(self, node: nodes.title) -> None:
        super().visit_title(node)
        parent = node.parent
        if isinstance(parent, nodes.section) and parent.get("number"):
            self.body.append(f'<span class="clause">{escape(parent["number"])}</span> ')
        elif isinstance(parent, nodes.table) and node.get("number"):
            self.body.append(f'<span class="clause">表 {escape(node["number"])}</span> ')

    def depart_title(self, node: nodes.title) -> None:
        parent, place = node.parent, self.site.page(self.page).clauses_of
        if place and isinstance(parent, nodes.section) and "apart" not in parent["classes"]:
            self.add_clause_tools(parent, node, place)
        super().depart_title(node)

    def add_clause_tools(self, clause: nodes.section, title: nodes.title, place: str) -> None:
        """A link to the clause, to be copied, and a report of a problem with it."""
        number, words = clause.get("number", ""), title.astext()
        named = escape(number or words)
        self.body.append(
            f'<span class="clause-tools"><a class="permalink" href="#{escape(clause["ids"][0])}" aria-label="{named} 的链接">#</a>'
        )
        report = self.site.feedback.link(place, number, words)
        if report:
            self.body.append(
                f'<a class="report" href="{escape(report)}" aria-label="报告 {named} 的问题">报错</a>'
            )
        self.body.append("</span>")

    def visit_caption(self, node: nodes.caption) -> None:
        self.body.append(self.starttag(node, "figcaption", ""))
        if node.get("number"):
            self.body.append(f'<span class="clause">图 {escape(node["number"])}</span> ')

    def depart_caption(self, node: nodes.caption) -> None:
        self.body.append("</figcaption>\n")

    def visit_table(self, node: nodes.table) -> None:
        self.body.append(
            f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(self.name_of(node))}">'
        )
        super().visit_table(node)

    def name_of(self, table: nodes.table) -> str:
        """What a screen reader calls a table: its caption or its clause, and a number where there are several."""
        caption = next((child.astext() for child in table.children if isinstance(child, nodes.title)), "")
        outer: Any = table.parent
        while outer is not None and not isinstance(outer, nodes.section):
            outer = outer.parent
        name = caption or (f"{outer.children[0].astext()}的表格" if outer is not None else "表格")
        self.tables[name] = self.tables.get(name, 0) + 1
        return name if self.tables[name] == 1 else f"{name} {self.tables[name]}"

    def depart_table(self, node: nodes.table) -> None:
        super().depart_table(node)
        self.body.append("</div>\n")

    def visit_colspec(self, node: nodes.colspec) -> None:
        # Widths are classes of the style sheet: the content policy allows no style attributes.
        self.colspecs = getattr(self, "colspecs", [])
        self.colspecs.append(node)
        if isinstance(node.next_node(descend=False, siblings=True), nodes.colspec):
            return
        total = sum(one["colwidth"] for one in self.colspecs) or 1
        columns = "".join(
            f'<col class="w{max(1, round(20 * one["colwidth"] / total)) * 5}">' for one in self.colspecs
        )
        self.body.append(f"<colgroup>{columns}</colgroup>\n")
        self.colspecs = []

    def depart_colspec(self, node: nodes.colspec) -> None:
        pass

    def visit_tgroup(self, node: nodes.tgroup) -> None:
        node.stubs = [one.get("stub") for one in node.findall(nodes.colspec)]  # type: ignore[attr-defined]

    def depart_tgroup(self, node: nodes.tgroup) -> None:
        pass

    def visit_row(self, node: nodes.Element) -> None:
        self.body.append(self.starttag(node, "tr", ""))
        node.column = 0  # type: ignore[attr-defined]

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
        kind = "mention" if node.get("mention") else "reference"
        if address and address != f"{self.page}.html":
            self.body.append(
                f'<a class="{kind} {node["kind"]}" href="{escape(relative(address, self.page))}">'
            )
            self.context.append("</a>")
        else:
            self.body.append(f'<span class="{kind}">')
            self.context.append("</span>")

    def address_of(self, node: nodes.Element) -> str:
        """Where a reference leads, from the site's root; empty for what has no page."""
        if node["kind"] == PAGE:
            return str(node["key"])
        return str(self.site.addresses.of(Target(Kind(node["kind"]), node["key"]), node.get("anchor", "")))

    def depart_cross_reference(self, node: nodes.Element) -> None:
        self.body.append(self.context.pop())

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
        address = f"#{step_id(flow, next(iter(flow.steps.values())), host)}"
        links = {name: f"#{step_id(flow, step, host)}" for name, step in flow.steps.items()}
        svg = render_svg(diagram, href=lambda key: links.get(key, address), id_prefix=prefix)
        self.body.append(
            f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(flow.title)}">{svg}</div>'
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
            f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(drawing.title)}">{svg}</div>'
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
