"""Markdown to a docutils tree, without Sphinx: MyST's renderer with this manual's own words.

What needs the rest of the manual (references, parameters, generated tables) comes out as placeholder nodes; the transforms
replace them.
"""

from __future__ import annotations

import copy
import posixpath
import re
from typing import Any
from urllib.parse import unquote

from docutils import frontend, nodes, utils
from docutils.parsers.rst import Parser as RstParser
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer, token_line

from wuye_docs.content.nodes import explicit_reference, expression, generated
from wuye_docs.loaders.markdown import is_wide, markdown_parser
from wuye_docs.model.markup import ADMONITIONS, GENERATING_DIRECTIVES, canonical_directive, canonical_role

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_WEB = ("http://", "https://", "mailto:", "tel:")
# docutils' own directives a source may use; `raw`, `include` and what else reads files or writes code stays shut.
_DOCUTILS_DIRECTIVES = frozenset({*ADMONITIONS, "figure", "image", "table", "list-table"})


class ManualRenderer(DocutilsRenderer):
    """markdown-it tokens to docutils nodes, in the manual's dialect."""

    def render_softbreak(self, token: SyntaxTreeNode) -> None:
        self.current_node.append(nodes.Text("\n"))

    def render_myst_target(self, token: SyntaxTreeNode) -> None:
        target = nodes.target("", "", label=token.content.strip())
        self.add_line_and_source_path(target, token)
        self.current_node.append(target)

    def generate_heading_target(self, *_: Any) -> None:
        """Clauses get their ids from `block_ids`, not from slugs of their titles."""

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        role = canonical_role(token.meta["name"])
        if role is None:
            self.current_node.append(nodes.Text(token.content))
        else:
            self.current_node.append(explicit_reference("", role=role, content=token.content.strip()))

    def render_substitution(self, token: SyntaxTreeNode, inline: bool) -> None:
        placeholder = expression("", source=token.content.strip())
        if inline:
            self.current_node.append(placeholder)
        else:
            paragraph = nodes.paragraph("", "", placeholder)
            self.add_line_and_source_path(paragraph, token)
            self.current_node.append(paragraph)

    def render_directive(self, token: SyntaxTreeNode, name: str, arguments: str, **options: Any) -> None:
        canonical = canonical_directive(name)
        if canonical in GENERATING_DIRECTIVES:
            placeholder = generated("", name=canonical, argument=arguments.strip())
            self.add_line_and_source_path(placeholder, token)
            self.current_node.append(placeholder)
        elif canonical in _DOCUTILS_DIRECTIVES:
            super().render_directive(token, canonical, arguments, **options)
        else:
            # The check names it; the text is not lost.
            self.nested_render_text(token.content, token_line(token))

    def render_link(self, token: SyntaxTreeNode) -> None:
        # markdown-it escapes what is not ASCII; labels are as they were typed.
        href = str(token.attrGet("href") or "")
        path, _, label = unquote(href).partition("#")
        if href.startswith(_WEB):
            link: nodes.Element = nodes.reference("", "", refuri=href)
        elif href.startswith("#"):
            link = explicit_reference("", role="clause", content=label)
        elif path.endswith(".md"):
            number = posixpath.basename(path)[:-3]
            named = f"{number} {label}" if label else number
            link = explicit_reference("", role="clause" if label else "doc", content=named)
        else:
            link = nodes.inline("")
        with self.current_node_context(link, append=True):
            self.render_children(token)

    def render_html_inline(self, token: SyntaxTreeNode) -> None:
        self.current_node.append(nodes.Text(_COMMENT.sub("", token.content)))

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        text = _COMMENT.sub("", token.content).strip()
        if text:
            self.current_node.append(nodes.paragraph("", text))


class MarkdownReader:
    """Turns texts into trees; one parser for all of them."""

    def __init__(self) -> None:
        self._settings = frontend.get_default_settings(RstParser)
        self._settings.report_level = 5  # What is wrong with a source is the checks' matter.
        self._settings.halt_level = 6
        self._settings.raw_enabled = False
        self._settings.file_insertion_enabled = False
        self._settings.warning_stream = False

    def read(self, path: str, text: str) -> nodes.document:
        """The tree of one text; image paths count from the project's root."""
        document = utils.new_document(path, copy.copy(self._settings))
        parser = markdown_parser(ManualRenderer)
        parser.options["myst_config"] = MdParserConfig()
        parser.options["document"] = document
        parser.render(text)
        for message in list(document.findall(nodes.system_message)):
            message.parent.remove(message)
        for comment in list(document.findall(nodes.comment)):
            comment.parent.remove(comment)
        for image in document.findall(nodes.image):
            image["uri"] = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(image["uri"])))
        _join_lines(document)
        _style_lists(document)
        _merge_cells(document)
        return document


def _join_lines(document: nodes.document) -> None:
    """Take out line breaks inside paragraphs: nothing between Chinese, a space between Latin words."""
    texts = list(document.findall(nodes.Text))
    for index, text in enumerate(texts):
        if text != "\n":
            continue
        before = texts[index - 1] if index else ""
        after = texts[index + 1] if index + 1 < len(texts) else ""
        wide = is_wide(before[-1:] or " ") or is_wide(after[:1] or " ")
        parent = text.parent
        parent.replace(text, nodes.Text("" if wide else " "))
    for parent in document.findall(nodes.TextElement):
        _merge_texts(parent)


def _merge_texts(parent: nodes.Element) -> None:
    """Make one Text of neighbours, so that names are found across them."""
    merged: list[nodes.Node] = []
    for child in parent.children:
        if isinstance(child, nodes.Text) and merged and isinstance(merged[-1], nodes.Text):
            merged[-1] = nodes.Text(str(merged[-1]) + str(child))
        elif not (isinstance(child, nodes.Text) and not child):
            merged.append(child)
    if len(merged) != len(parent.children):
        parent.children = []
        parent.extend(merged)


def _style_lists(document: nodes.document) -> None:
    """Ordered lists are a) b) and inside those 1) 2), as GB/T 1.1 has them."""
    for items in document.findall(nodes.enumerated_list):
        outer = items.parent
        depth = 0
        while outer is not None:
            depth += isinstance(outer, nodes.enumerated_list)
            outer = outer.parent
        items["enumtype"] = "arabic" if depth % 2 else "loweralpha"
        items["prefix"], items["suffix"] = "", ")"


def _merge_cells(document: nodes.document) -> None:
    """In a table, a cell `^^` belongs to the one above and `<<` to the one on its left."""
    for group in document.findall(nodes.tgroup):
        for part in (*group.findall(nodes.thead), *group.findall(nodes.tbody)):
            _merge_part(part)


def _merge_part(part: nodes.Element) -> None:
    grid: list[list[nodes.Element]] = []
    for row in part.findall(nodes.row):
        cells: list[nodes.Element] = []
        for column, entry in enumerate(list(row.findall(nodes.entry))):
            mark = entry.astext().strip()
            if mark == "^^" and grid and column < len(grid[-1]):
                owner = grid[-1][column]
                if not cells or cells[-1] is not owner:
                    owner["morerows"] = owner.get("morerows", 0) + 1
                cells.append(owner)
                row.remove(entry)
            elif mark == "<<" and cells:
                owner = cells[-1]
                if owner.parent is row:
                    owner["morecols"] = owner.get("morecols", 0) + 1
                cells.append(owner)
                row.remove(entry)
            else:
                cells.append(entry)
        grid.append(cells)
