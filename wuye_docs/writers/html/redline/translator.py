"""A merged tree as HTML: what was inserted and deleted stays where it belongs, clauses without a change are left out."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from mimetypes import guess_type
from typing import Any

from docutils import frontend, nodes, utils
from docutils.writers.html5_polyglot import HTMLTranslator, Writer

from wuye_docs.content.book import Book
from wuye_docs.model.markup import ADMONITION_TITLES
from wuye_docs.redline.tree import BEFORE
from wuye_docs.swimlanes import render_svg

_MARKS = {"inserted": "新增", "deleted": "删除"}


def body_html(blocks: Sequence[nodes.Node], book: Book, prefix: str) -> str:
    """The blocks of a merged tree; `prefix` keeps ids apart from those of other documents on the page."""
    document = utils.new_document("", _SETTINGS)
    document.extend(block.deepcopy() for block in blocks)
    translator = RedlineTranslator(document, book, prefix)
    document.walkabout(translator)
    return "".join(translator.body)


def _settings() -> Any:
    settings = frontend.get_default_settings(Writer)
    settings.embed_stylesheet = False
    settings.stylesheet_path = ""
    settings.initial_header_level = 3
    settings.footnote_references = "superscript"
    settings.table_style = ""
    settings.xml_declaration = False
    return settings


_SETTINGS = _settings()


class RedlineTranslator(HTMLTranslator):
    """docutils' own writer with the marks of a merged tree and the nodes of this manual."""

    def __init__(self, document: nodes.document, book: Book, prefix: str) -> None:
        super().__init__(document)
        self.book, self.prefix = book, prefix
        self.charts = 0

    def starttag(
        self, node: Any, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: Any
    ) -> str:
        """Every start tag: ids are left out, marks come in as classes."""
        change = node.get("change") if isinstance(node, nodes.Element) else None
        if change:
            classes = attributes.pop("CLASS", attributes.pop("class", ""))
            moved = " moved" if node.get("moved") else ""
            attributes["CLASS"] = f"{classes} {change}{moved}".strip()
        attributes.pop("style", None)
        attributes.pop("ids", None)
        if isinstance(node, nodes.Element):
            node = node.copy()
            node["ids"] = []
        return super().starttag(node, tagname, suffix, empty, **attributes)

    def visit_document(self, node: nodes.document) -> None:
        pass

    def depart_document(self, node: nodes.document) -> None:
        pass

    # marks

    def visit_inserted_text(self, node: nodes.Element) -> None:
        self.body.append("<ins>")

    def depart_inserted_text(self, node: nodes.Element) -> None:
        self.body.append("</ins>")

    def visit_deleted_text(self, node: nodes.Element) -> None:
        self.body.append("<del>")

    def depart_deleted_text(self, node: nodes.Element) -> None:
        self.body.append("</del>")

    # clauses

    def visit_section(self, node: nodes.section) -> None:
        self.section_level += 1
        self.body.append(self.starttag(node, "section"))

    def visit_title(self, node: nodes.title) -> None:
        parent = node.parent
        if isinstance(parent, nodes.section):
            level = min(6, 3 + self.section_level)
            note = ""
            change = parent.get("change", "")
            if change and not (isinstance(parent.parent, nodes.Element) and parent.parent.get("change")):
                word = "移动" if parent.get("moved") else _MARKS[change]
                note = f'<span class="tag">{word}</span>'
            self.body.append(f'<h{level}><span class="clause">{_number(parent)}</span> ')
            self.context.append(f"{note}</h{level}>\n")
        elif isinstance(parent, nodes.table):
            self.body.append(
                self.starttag(node, "caption", "") + f'<span class="clause">表 {_number(node)}</span> '
            )
            self.context.append("</caption>\n")
        else:
            super().visit_title(node)

    def visit_caption(self, node: nodes.caption) -> None:
        self.body.append(
            self.starttag(node, "figcaption", "") + f'<span class="clause">图 {_number(node)}</span> '
        )

    def depart_caption(self, node: nodes.caption) -> None:
        self.body.append("</figcaption>\n")

    # lists

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        counts = {"inserted": 0, "deleted": 0}
        for item in node.children:
            change = item.get("change") if isinstance(item, nodes.Element) else None
            for state in counts:
                # What is not deleted counts in the new state, what is not inserted in the old one.
                counts[state] += change in (None, state)
            item["value"] = counts[change or "inserted"]  # type: ignore[index]
        kind = "a" if node.get("enumtype") == "loweralpha" else "1"
        self.body.append(self.starttag(node, "ol", type=kind))

    def depart_enumerated_list(self, node: nodes.enumerated_list) -> None:
        self.body.append("</ol>\n")

    def visit_list_item(self, node: nodes.list_item) -> None:
        value: dict[str, Any] = {"value": str(node["value"])} if node.get("value") else {}
        self.body.append(self.starttag(node, "li", "", **value))

    def should_be_compact_paragraph(self, node: nodes.paragraph) -> bool:
        """A paragraph always has its tag, which carries its mark."""
        return False

    # tables

    def visit_table(self, node: nodes.table) -> None:
        self.body.append('<div class="scroll">' + self.starttag(node, "table"))

    def depart_table(self, node: nodes.table) -> None:
        self.body.append("</table></div>\n")

    def visit_tgroup(self, node: nodes.tgroup) -> None:
        node.stubs = []  # type: ignore[attr-defined]

    def depart_tgroup(self, node: nodes.tgroup) -> None:
        pass

    def visit_colspec(self, node: nodes.colspec) -> None:
        node.parent.stubs.append(0)  # type: ignore[union-attr]

    def depart_colspec(self, node: nodes.colspec) -> None:
        pass

    def visit_entry(self, node: nodes.entry) -> None:
        tag = "th" if isinstance(node.parent.parent, nodes.thead) else "td"
        spans: dict[str, Any] = {
            name: str(int(node[key]) + 1)
            for key, name in (("morerows", "rowspan"), ("morecols", "colspan"))
            if node.get(key)
        }
        self.body.append(self.starttag(node, tag, "", **spans))
        self.context.append(f"</{tag}>\n")

    def depart_entry(self, node: nodes.entry) -> None:
        self.body.append(self.context.pop())

    # this manual's own nodes

    def visit_cross_reference(self, node: nodes.Element) -> None:
        self.body.append("<span>")

    def depart_cross_reference(self, node: nodes.Element) -> None:
        self.body.append("</span>")

    def visit_parameter_value(self, node: nodes.Element) -> None:
        self.body.append('<span class="parameter">')

    def depart_parameter_value(self, node: nodes.Element) -> None:
        self.body.append("</span>")

    def visit_reference(self, node: nodes.reference) -> None:
        self.body.append("<span>")

    def depart_reference(self, node: nodes.reference) -> None:
        self.body.append("</span>")

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        self.body.append(f"<sup>[{escape(node.astext())}]</sup>")
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.footnote) -> None:
        self.body.append(self.starttag(node, "aside", CLASS="note"))

    def depart_footnote(self, node: nodes.footnote) -> None:
        self.body.append("</aside>\n")

    def visit_label(self, node: nodes.label) -> None:
        self.body.append(f'<span class="label">[{escape(node.astext())}]</span>')
        raise nodes.SkipNode

    def visit_flow_figure(self, node: nodes.Element) -> None:
        self.body.append(self.starttag(node, "figure"))
        chart = self.book.charts.get(node["number"])
        if chart is not None:
            self.charts += 1
            self.body.append(
                f'<div class="scroll">{render_svg(chart, id_prefix=f"{self.prefix}-{self.charts}-")}</div>'
            )

    def depart_flow_figure(self, node: nodes.Element) -> None:
        self.body.append("</figure>\n")

    def visit_form_sheet(self, node: nodes.Element) -> None:
        number = str(node["number"]).removeprefix(BEFORE)
        form = self.book.manual.forms.get(node["number"])
        title = escape(f"{number} {form.title}" if form else number)
        changed = (
            f'有改动，见<a href="#t-{escape(number)}">下文</a>'
            if node.get("before")
            else "无改动"
            if not node.get("change")
            else ""
        )
        self.body.append(self.starttag(node, "p", "", CLASS="sheet") + f"记录表 {title} {changed}</p>\n")
        raise nodes.SkipNode

    def visit_organization_chart(self, node: nodes.Element) -> None:
        self.body.append(self.starttag(node, "figure") + "<p>（组织结构图，见发布的文件）</p>")

    def depart_organization_chart(self, node: nodes.Element) -> None:
        self.body.append("</figure>\n")

    def visit_relation_map(self, node: nodes.Element) -> None:
        self.body.append(self.starttag(node, "figure") + "<p>（关系图，见发布的文件）</p>")

    def depart_relation_map(self, node: nodes.Element) -> None:
        self.body.append("</figure>\n")

    def visit_image(self, node: nodes.image) -> None:
        path = str(node["uri"])
        kind = guess_type(path.removeprefix(BEFORE))[0] or "application/octet-stream"
        alternative = escape(str(node.get("alt") or path.rpartition("/")[2]))
        try:
            data = b64encode(self.book.read(path)).decode()
        except OSError:
            self.body.append(self.starttag(node, "p", "") + f"〔图片无法读取：{alternative}〕</p>")
            raise nodes.SkipNode from None
        self.body.append(
            self.starttag(node, "img", empty=True, src=f"data:{kind};base64,{data}", alt=alternative)
        )
        raise nodes.SkipNode

    def depart_image(self, node: nodes.image) -> None:
        pass

    def visit_raw(self, node: nodes.raw) -> None:
        if node.get("format") == "html" and "<br" in node.astext():
            self.body.append("<br>")
        raise nodes.SkipNode

    def visit_unchanged(self, node: nodes.Element) -> None:
        self.body.append(f'<p class="unchanged">{escape(node.astext())} <span>（无改动，略）</span></p>\n')
        raise nodes.SkipNode

    def depart_unchanged(self, node: nodes.Element) -> None:
        pass

    def unknown_visit(self, node: nodes.Node) -> None:
        pass

    def unknown_departure(self, node: nodes.Node) -> None:
        pass


def _admonition_visitor(name: str) -> Any:
    def visit(self: RedlineTranslator, node: nodes.Element) -> None:
        self.body.append(self.starttag(node, "div", CLASS="box"))
        self.body.append(f'<p class="box-title">{ADMONITION_TITLES[name]}</p>\n')

    return visit


def _leave_box(self: RedlineTranslator, node: nodes.Element) -> None:
    self.body.append("</div>\n")


for _name in ADMONITION_TITLES:
    setattr(RedlineTranslator, f"visit_{_name}", _admonition_visitor(_name))
    setattr(RedlineTranslator, f"depart_{_name}", _leave_box)


def _number(node: nodes.Element) -> str:
    """The number of a clause, table or figure, with its change."""
    number, former = escape(str(node.get("number", ""))), escape(str(node.get("number_before", "")))
    if former and former != number:
        return f"<del>{former}</del> <ins>{number}</ins>"
    return number
