"""SRC012."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.loaders import did_you_mean
from wuye_docs.model import Document, Mark
from wuye_docs.model.markup import INLINE_ROLES, canonical_directive, canonical_role, directive_names
from wuye_docs.rules.rule import DocumentRule

# A name in braces before a code span that Markdown did not take for a role, because it is not ASCII.
_NOT_A_ROLE = re.compile("\\{([^{}\\s]{1,20})\\}(?=\ufffc)")


class UnknownMarkup(DocumentRule):
    """A directive or inline role that does not exist, most often a misspelling.

    ## 说明
    正文中的指令 (`:::{flow} …`) 或行内标记 (`` {doc}`…` ``) 名称不存在。写错名称的流程图不会画出来,
    写错的引用只印出原文。行内标记没有中文名称。

    ## 为什么重要
    发布的文件上少一张图或一张表, 而没有任何提示 (ISO 9001:2015 7.5.2 c)。

    ## Why it matters
    The document goes out without its chart or table, and nothing says so (ISO 9001:2015 7.5.2 c).

    ## 示例 Example
    ```markdown
    :::{flwo} SYFLKF01
    :::
    ```

    ## 改为 Use instead
    ```markdown
    :::{flow} SYFLKF01
    :::
    ```
    """

    code = "SRC012"
    name = "unknown-markup"
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for section in document.body.sections:
            for mark in section.marks:
                kind, _, name = mark.kind.partition(":")
                if kind == "directive" and canonical_directive(name) is None:
                    yield self.finding(
                        self.place(mark, name),
                        f"没有指令 `{{{name}}}`",
                        f"there is no directive `{{{name}}}`",
                        hint=did_you_mean(name, directive_names())
                        or Message("删去它, 或改用已有的指令", "delete it, or use one that exists"),
                    )
                elif kind == "role" and canonical_role(name) is None:
                    yield self.unknown_role(self.place(mark, name), name)
            for prose in section.prose:
                for match in _NOT_A_ROLE.finditer(prose.text):
                    yield self.unknown_role(prose.span(*match.span(1)), match.group(1))

    def unknown_role(self, span: Span, name: str) -> Diagnostic:
        listed = ", ".join(INLINE_ROLES)
        return self.finding(
            span,
            f"没有行内标记 `{{{name}}}`",
            f"there is no inline role `{{{name}}}`",
            hint=did_you_mean(name, INLINE_ROLES) or Message(f"可用: {listed}", f"one of: {listed}"),
        )

    def place(self, mark: Mark, name: str) -> Span:
        """The name in its braces, which stands before what the mark holds."""
        span = mark.span
        lines = self.context.lines[span.path]
        line = lines[span.line - 1] if span.line <= len(lines) else ""
        start = line.rfind("{" + name + "}", 0, span.column + len(name) + 1)
        if start < 0:
            return span
        return Span(span.path, span.line, start + 2, span.line, start + 2 + len(name))
