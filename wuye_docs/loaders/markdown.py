"""The text of a document as checks and references need it: clauses, reading text with places, explicit markup.

The same Markdown dialect (`markdown_parser`) is parsed again into a docutils tree by the content layer; here only
markdown-it's tokens are walked, which costs a tenth and knows the column of every word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML, RendererProtocol
from markdown_it.rules_block import make_fence_rule
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.substitution import substitution_plugin

from wuye_docs.diagnostics import Span
from wuye_docs.model import Body, Located, Mark, Numbering, Prose, Section
from wuye_docs.model.markup import ADMONITIONS, LAYOUT_DIRECTIVES, canonical_directive
from wuye_docs.model.numbering import number_clauses

# Directives whose content is text of the document.
TEXT_DIRECTIVES = frozenset({*ADMONITIONS, *LAYOUT_DIRECTIVES})
_DIRECTIVE = re.compile(r"\{([^\s}]+)\}\s*(.*)", re.DOTALL)
# What stands between blocks and is no content of its section: labels, comments, the texts of footnotes.
_NO_BLOCKS = frozenset(
    {"heading_open", "inline", "myst_target", "hr", "myst_line_comment", "footnote_reference_open"}
)
_WITHOUT_MEANING = frozenset({"myst_line_comment"})
_DIRECTIVE_OPTION = re.compile(r":[^\s:][^:]*:")


def markdown_parser(renderer: Callable[[MarkdownIt], RendererProtocol]) -> MarkdownIt:
    """A parser of the one dialect that sources are written in: MyST's syntax with four of its extensions.

    Put together here from MyST's own plugins, because its `create_md_parser` brings docutils along, which checks do without.
    """
    parser = (
        MarkdownIt("commonmark", renderer_cls=renderer)
        .enable(["table", "strikethrough"])
        .use(front_matter_plugin)
        .use(myst_block_plugin)
        .use(myst_role_plugin)
        .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
        .use(deflist_plugin)
        .use(substitution_plugin)
    )
    colon_fence = make_fence_rule(markers=(":",), token_type="colon_fence", exact_match=False)
    interrupts = ["paragraph", "reference", "blockquote", "list", "footnote_def"]
    parser.block.ruler.before("fence", "colon_fence", colon_fence, {"alt": interrupts})
    parser.options["strikethrough_single_tilde"] = False
    return parser


def text_parser() -> MarkdownIt:
    """A parser of that dialect that gives tokens; cheap to keep, not to make."""
    return markdown_parser(RendererHTML)


def is_wide(character: str) -> bool:
    """Whether a line break beside this character is none: Chinese text is not spaced where lines meet."""
    return character > "\u2e7f" or character in "“”‘’…—①"


def read_body(path: str, text: str, numbering: Numbering, parser: MarkdownIt) -> Body:
    """The clauses of a Markdown text, with numbers by `numbering`, their prose and their markup."""
    walker = _BodyWalker(path, text.split("\n"), parser)
    walker.walk(parser.parse(text, {}), 0)
    return walker.body(numbering)


class _OpenSection:
    """A section while it is read."""

    def __init__(self, title: str, level: int, label: str, span: Span) -> None:
        self.title, self.level, self.label, self.span = title, level, label, span
        self.prose: list[Prose] = []
        self.marks: list[Mark] = []
        self.blocks = 0


class _BodyWalker:
    def __init__(self, path: str, lines: Sequence[str], parser: MarkdownIt) -> None:
        self.path = path
        self.lines = lines
        self.parser = parser
        self.sections = [_OpenSection("", 0, "", Span.whole_file(path))]
        self.label = ""
        self.label_mark: Mark | None = None
        self.cursor: dict[int, int] = {}
        """Per source line, where reading has come to: cells of one table row share a line."""
        self.meaning: list[str] = []

    @property
    def section(self) -> _OpenSection:
        return self.sections[-1]

    def walk(self, tokens: Sequence[Token], first_line: int) -> None:
        depth = 0
        heading: Token | None = None
        for token in tokens:
            if token.type not in _WITHOUT_MEANING:
                self.meaning.append(_meaning(token))
            if token.type == "heading_open":
                heading = token
            elif token.type == "heading_close":
                heading = None
            elif token.type == "inline":
                if heading is not None:
                    self.open_section(token, int(heading.tag[1:]), first_line)
                else:
                    self.read_inline(token, first_line)
            elif token.type == "myst_target":
                self.read_label(token, first_line)
            elif token.type in ("fence", "colon_fence"):
                self.read_fence(token, first_line)
            elif token.type == "substitution_block":
                self.add_mark("parameter", token.content, token, first_line)
            if (
                depth == 0
                and token.nesting >= 0
                and token.type not in _NO_BLOCKS
                and not (token.type == "html_block" and token.content.lstrip().startswith("<!--"))
            ):
                self.section.blocks += 1
            depth += token.nesting

    def open_section(self, token: Token, level: int, first_line: int) -> None:
        line, column = self.start(token, first_line)
        source = token.content
        label, self.label = self.label, ""
        span = Span(self.path, line, column, line, column + len(source))
        self.sections.append(_OpenSection(Located(_plain(token.children or ()), span), level, label, span))
        if self.label_mark:
            self.section.marks.append(self.label_mark)
            self.label_mark = None
        self.read_inline(token, first_line, marks_only=True)

    def read_label(self, token: Token, first_line: int) -> None:
        line = (token.map or [0])[0] + first_line + 1
        name = token.content.strip()
        column = self.lines[line - 1].find(name) + 1 if line <= len(self.lines) else 1
        self.label = Located(name, Span(self.path, line, column, line, column + len(name)))
        self.label_mark = Mark("label", self.label, Span(self.path, line, column, line, column + len(name)))

    def read_fence(self, token: Token, first_line: int) -> None:
        match = _DIRECTIVE.fullmatch(token.info.strip())
        if not match:
            return
        name, argument = match.groups()
        line = (token.map or [0])[0] + first_line + 1
        source = self.lines[line - 1]
        column = max(source.find(argument, source.find("}")) if argument else source.find("{"), 0) + 1
        span = Span(self.path, line, column, line, column + len(argument or name) + (0 if argument else 2))
        self.section.marks.append(Mark(f"directive:{name}", Located(argument.strip(), span), span))
        if canonical_directive(name) in ("figure", "image"):
            self.section.marks.append(Mark("image", Located(argument.strip(), span), span))
        if canonical_directive(name) not in TEXT_DIRECTIVES:
            return
        content = token.content.split("\n")
        skipped = 0
        while skipped < len(content) and _DIRECTIVE_OPTION.match(content[skipped]):
            skipped += 1
        self.meaning.append("\x1e".join([token.info.strip(), *(one.strip() for one in content[:skipped])]))
        inner = self.parser.parse("\n".join(content[skipped:]), {})
        outer_blocks = self.section.blocks
        self.walk(inner, line + skipped)
        self.section.blocks = outer_blocks

    def read_inline(self, token: Token, first_line: int, marks_only: bool = False) -> None:
        places = self.line_places(token, first_line)
        text, pieces = "", []
        cursor, pending_break = 0, False
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                cursor = token.content.find("\n", cursor) + 1
                pending_break = True
            elif child.type == "text" and child.content:
                found = token.content.find(child.content, cursor)
                cursor = found if found >= 0 else cursor
                if pending_break and text and not (is_wide(text[-1]) or is_wide(child.content[0])):
                    text += " "
                pending_break = False
                line, column = _locate(places, cursor)
                pieces.append((len(text), line, column))
                text += child.content
                cursor += len(child.content)
            elif child.type in ("myst_role", "substitution_inline", "image", "link_open", "code_inline"):
                cursor, pending_break = self.read_markup(child, token, cursor, places), False
                if child.type != "link_open":
                    # Something stands here that is not reading text: words on its two sides do not touch.
                    text += "\ufffc"
                    line, column = _locate(places, cursor)
                    pieces.append((len(text) - 1, line, column))
        if text.strip("\ufffc ") and not marks_only:
            self.section.prose.append(Prose(text, tuple(pieces), self.path))

    def read_markup(self, child: Token, token: Token, cursor: int, places: list[tuple[int, int, int]]) -> int:
        """Note a piece of markup; returns the offset behind it in the token's source."""
        source = token.content
        if child.type == "myst_role":
            kind, content, opening = f"role:{child.meta['name']}", child.content, f"{{{child.meta['name']}}}"
        elif child.type == "substitution_inline":
            kind, content, opening = "parameter", child.content.strip(), "{{"
        elif child.type == "image":
            kind, content, opening = "image", unquote(str(child.attrGet("src") or "")), "]("
        elif child.type == "link_open":
            # markdown-it escapes what is not ASCII; sources have it as it was typed.
            href = unquote(str(child.attrGet("href") or ""))
            opened = ((source.find(opening + href, cursor), len(opening)) for opening in ("(<", "(", "<"))
            start = max((found + width for found, width in opened if found >= 0), default=cursor)
            self.mark_at("link", href, start, places)
            return cursor
        else:
            found = source.find(child.content, cursor)
            return found + len(child.content) if found >= 0 else cursor
        start = source.find(opening, cursor)
        start = start + len(opening) if start >= 0 else cursor
        inside = source.find(content, start)
        start = inside if inside >= 0 else start
        self.mark_at(kind, content, start, places)
        return start + len(content)

    def mark_at(self, kind: str, content: str, offset: int, places: list[tuple[int, int, int]]) -> None:
        line, column = _locate(places, max(offset, 0))
        span = Span(self.path, line, column, line, column + len(content))
        self.section.marks.append(Mark(kind, Located(content, span), span))

    def add_mark(self, kind: str, content: str, token: Token, first_line: int) -> None:
        line = (token.map or [0])[0] + first_line + 1
        column = max(self.lines[line - 1].find(content), 0) + 1
        span = Span(self.path, line, column, line, column + len(content))
        self.section.marks.append(Mark(kind, Located(content, span), span))

    def start(self, token: Token, first_line: int) -> tuple[int, int]:
        line = (token.map or [0])[0] + first_line + 1
        first = token.content.split("\n", 1)[0]
        return line, max(self.lines[line - 1].find(first) if line <= len(self.lines) else 0, 0) + 1

    def line_places(self, token: Token, first_line: int) -> list[tuple[int, int, int]]:
        """(offset in the token's source, line, column) of each of its lines."""
        places = []
        offset = 0
        start = (token.map or [0])[0] + first_line
        for index, part in enumerate(token.content.split("\n")):
            source = self.lines[start + index] if start + index < len(self.lines) else ""
            column = source.find(part, self.cursor.get(start + index, 0))
            if column < 0:
                column = max(source.find(part), 0)
            self.cursor[start + index] = column + len(part)
            places.append((offset, start + index + 1, column + 1))
            offset += len(part) + 1
        return places

    def body(self, numbering: Numbering) -> Body:
        numbers = number_clauses((one.level for one in self.sections), numbering)
        return Body(
            tuple(
                Section(
                    one.title,
                    one.level,
                    number,
                    one.label,
                    one.span,
                    tuple(one.prose),
                    tuple(one.marks),
                    one.blocks,
                )
                for one, number in zip(self.sections, numbers, strict=True)
            ),
            "\x1e".join(one for one in self.meaning if one),
        )


def _meaning(token: Token) -> str:
    """What a block token says, apart from how it is typed; empty if it says nothing."""
    if token.type == "inline":
        return _inline_meaning(token.children or ())
    if token.type in ("fence", "colon_fence"):
        match = _DIRECTIVE.fullmatch(token.info.strip())
        if match and canonical_directive(match.group(1)) in TEXT_DIRECTIVES:
            # Its text follows as tokens of its own.
            return ""
        return f"{token.type}\x1f{token.info.strip()}\x1f{token.content.strip()}"
    if token.type == "substitution_block":
        return f"\x1d{token.content.strip()}\x1d"
    if token.type == "html_block" and token.content.lstrip().startswith("<!--"):
        return ""
    said = token.type
    if token.content:
        said += f"\x1f{token.content.strip()}"
    if token.attrs:
        said += f"\x1f{token.attrs}"
    if token.type.startswith(("footnote", "heading")):
        said += f"\x1f{token.tag}{token.meta.get('label', '')}"
    return said


def _inline_meaning(children: Iterable[Token]) -> str:
    said = ""
    pending_break = False
    for child in children:
        if child.type == "softbreak":
            pending_break = True
            continue
        if child.type == "html_inline" and child.content.startswith("<!--"):
            continue
        if child.type == "text":
            piece = child.content
            if not piece:
                continue
        elif child.type == "substitution_inline":
            piece = f"\x1d{child.content.strip()}\x1d"
        else:
            piece = f"\x1f{child.type}\x1f{child.content}\x1f"
            if child.attrs:
                piece += f"{child.attrs}\x1f"
            if child.meta:
                piece += f"{child.meta.get('name', '')}{child.meta.get('label', '')}\x1f"
        if pending_break:
            if said and not (is_wide(said[-1]) or is_wide(piece[0])):
                said += " "
            pending_break = False
        said += piece
    return said.strip()


def _locate(places: list[tuple[int, int, int]], offset: int) -> tuple[int, int]:
    for start, line, column in reversed(places):
        if start <= offset:
            return line, column + offset - start
    return places[0][1], places[0][2]


def _plain(children: Iterable[Any]) -> str:
    return "".join(child.content for child in children if child.type in ("text", "code_inline", "myst_role"))
