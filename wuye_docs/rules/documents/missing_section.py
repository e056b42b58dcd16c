"""DOC001."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.loaders import nearest
from wuye_docs.model import Document, Section
from wuye_docs.rules.numbers.typed_heading_number import typed_number
from wuye_docs.rules.rule import DocumentRule


class MissingSection(DocumentRule):
    """A document lacks a section that the template of its level requires.

    ## 说明
    manual.yaml 中 `levels` 为每一层级规定了章节模板, `optional` 列出可以省略的章节。第一层标题中缺少必需章节时,
    报告在它本应出现的位置之后的标题上; 一个标题也没有时报告在文件编号上。

    ## 为什么重要
    缺了“职责”或“质量记录”, 文件就没有说清谁做、留下什么证据 (ISO 9001:2015 7.5.2 b、4.4.1 e)。

    ## Why it matters
    Without responsibilities or records a procedure does not say who acts and what evidence remains
    (ISO 9001:2015 7.5.2 b, 4.4.1 e).

    ## 示例 Example
    ```markdown
    # 目的

    # 工作程序
    ```

    ## 改为 Use instead
    ```markdown
    # 目的

    # 适用范围

    # 职责

    # 工作程序
    ```
    """

    code = "DOC001"
    name = "missing-section"
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Diagnostic]:
        level = self.context.manual.settings.levels.get(document.level)
        if level is None or not level.sections:
            return
        headings = [one for one in document.body.sections if one.level > 0]
        # A document that begins one level too deep has its sections there.
        top = min((one.level for one in headings), default=1)
        written = {_bare_title(one): one for one in headings if one.level == top}
        required = [title for title in level.sections if title not in level.optional]
        missing = [title for title in required if title not in written]
        if not written and missing:
            listed = "、".join(required)
            yield self.finding(
                document.span,
                f"文件 `{document.number}` 没有章节",
                f"document `{document.number}` has no sections",
                hint=Message(f"{level.name}应有: {listed}", f"its level requires: {listed}"),
            )
            return
        extra = [title for title in written if title not in level.sections]
        for title in missing:
            alike = nearest(title, extra, 50)
            after = level.sections[level.sections.index(title) + 1 :]
            following = next((written[one] for one in after if one in written), None)
            if alike:
                hint = Message(f"标题 `{alike}` 是否就是它？", f"is heading `{alike}` meant to be it?")
            elif following:
                hint = Message(
                    f"在 `{following.title}` 之前写 # {title}", f"write # {title} before `{following.title}`"
                )
            else:
                hint = Message(f"在文末写 # {title}", f"write # {title} at the end")
            yield self.finding(
                self.place(document, written.get(alike or ""), following, headings),
                f"缺少章节 `{title}`",
                f"section `{title}` is missing",
                hint=hint,
            )

    def place(
        self, document: Document, alike: Section | None, following: Section | None, headings: list[Section]
    ) -> Span:
        section = alike or following or (headings[-1] if headings else None)
        return section.span if section else document.span


def _bare_title(section: Section) -> str:
    """The heading without a typed number, which is NUM007's matter, and without space."""
    return "".join(section.title[len(typed_number(section)) :].split())
