"""How tables come out as HTML: as little markup as they need, since most of a long page is cells."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

MOST_IN_PLACE = 2
"""Tables of more columns are told one card a row where the screen is narrow; `tables.js` sees to that."""


class TableTranslator(HTML5Translator):
    """Tables without ids in their cells and heads, and without a paragraph around the only words of a cell."""

    def __init__(self, document: nodes.document, builder: Any) -> None:
        super().__init__(document, builder)
        self.named: dict[str, int] = {}
        """How many parts that scroll have had each name."""
        self.colspecs: list[nodes.colspec] = []
        self.scripts: set[str] = set()
        """The scripts that the page has a use for."""

    def visit_table(self, node: nodes.table) -> None:
        self.body.append(
            f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(self.name_of(node))}">'
        )
        classes = [one for one in node["classes"] if not one.startswith("colwidths-")]
        self.body.append(f"<table{_classes(classes)}{_id(node)}>\n")

    def depart_table(self, node: nodes.table) -> None:
        self.body.append("</table>\n</div>\n")

    def name_of(self, table: nodes.table) -> str:
        """What a screen reader calls a table: its caption or its clause, and a number where there are several."""
        caption = next((child.astext() for child in table.children if isinstance(child, nodes.title)), "")
        outer: Any = table.parent
        while outer is not None and not isinstance(outer, nodes.section):
            outer = outer.parent
        return self.unique(
            caption or (f"{outer.children[0].astext()}的表格" if outer is not None else "表格")
        )

    def unique(self, name: str) -> str:
        """The name of a part that scrolls, with a number if the page has had one of that name."""
        self.named[name] = self.named.get(name, 0) + 1
        return name if self.named[name] == 1 else f"{name} {self.named[name]}"

    def visit_tgroup(self, node: nodes.tgroup) -> None:
        if node["cols"] > MOST_IN_PLACE:
            self.scripts.add("tables.js")
        node.stubs = [one.get("stub") for one in node.findall(nodes.colspec)]  # type: ignore[attr-defined]

    def depart_tgroup(self, node: nodes.tgroup) -> None:
        pass

    def visit_colspec(self, node: nodes.colspec) -> None:
        # Widths are classes of the style sheet: the content policy allows no style attributes.
        self.colspecs.append(node)
        if isinstance(node.next_node(descend=False, siblings=True), nodes.colspec):
            return
        widths = [one["colwidth"] for one in self.colspecs]
        if len(set(widths)) == 1:
            # Nobody has said how wide the columns are: the browser goes by what is in them.
            self.colspecs = []
            return
        total = sum(widths) or 1
        columns = "".join(
            f'<col class="w{max(1, round(20 * one["colwidth"] / total)) * 5}">' for one in self.colspecs
        )
        self.body.append(f"<colgroup>{columns}</colgroup>\n")
        self.colspecs = []

    def depart_colspec(self, node: nodes.colspec) -> None:
        pass

    def visit_thead(self, node: nodes.thead) -> None:
        self.body.append("<thead>\n")

    def visit_tbody(self, node: nodes.tbody) -> None:
        self.body.append("<tbody>\n")

    def visit_row(self, node: nodes.Element) -> None:
        place = "" if isinstance(node.parent, nodes.thead) else _id(node)
        self.body.append(f"<tr{_classes(node['classes'])}{place}>")
        node.column = 0  # type: ignore[attr-defined]

    def depart_row(self, node: nodes.row) -> None:
        self.body.append("</tr>\n")

    def visit_entry(self, node: nodes.entry) -> None:
        row: Any = node.parent
        is_head = isinstance(row.parent, nodes.thead)
        is_stub = row.parent.parent.stubs[row.column]
        row.column += 1 + node.get("morecols", 0)
        name = "th" if is_head or is_stub else "td"
        attributes = ' scope="row"' if is_stub and not is_head else ""
        attributes += _classes(node["classes"])
        for key, attribute in (("morerows", "rowspan"), ("morecols", "colspan")):
            if node.get(key):
                attributes += f' {attribute}="{node[key] + 1}"'
        self.body.append(f"<{name}{attributes}>")
        self.context.append(f"</{name}>")

    def depart_entry(self, node: nodes.entry) -> None:
        self.body.append(self.context.pop())

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        cell = node.parent
        if not isinstance(cell, nodes.entry):
            super().visit_paragraph(node)
        elif len(cell) > 1 or node["classes"]:
            self.body.append(f"<p{_classes(node['classes'])}>")

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        cell = node.parent
        if not isinstance(cell, nodes.entry):
            super().depart_paragraph(node)
        elif len(cell) > 1 or node["classes"]:
            self.body.append("</p>")


def _classes(names: list[str]) -> str:
    return f' class="{escape(" ".join(names))}"' if names else ""


def _id(node: nodes.Element) -> str:
    return f' id="{escape(node["ids"][0])}"' if node["ids"] else ""
