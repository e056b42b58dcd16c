"""DOC016."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity, Span
from wuye_docs.model import Document
from wuye_docs.rules.duty_tables import duties_of
from wuye_docs.rules.rule import DocumentRule


class RepeatedRow(DocumentRule):
    """A table has a row twice, or a post in two rows of the table of duties.

    ## 说明
    表格中两行各格都相同 (全是空格或“^^”的除外); 或者职责一章的表格里同一岗位占了两行, 而不是用“^^”接着写。

    ## 为什么重要
    重复的行修订时只会改一行; 一个岗位的职责分在两处, 看的人会漏掉一处 (ISO 9001:2015 7.5.3.2 c、5.3)。

    ## Why it matters
    Of two equal rows one will be revised; and of duties that stand in two rows one is overlooked
    (ISO 9001:2015 7.5.3.2 c, 5.3).

    ## 示例 Example
    ```markdown
    | 岗位 | 职责 |
    |---|---|
    | 客服专员 | 受理投诉 |
    | 客服专员 | 受理投诉 |
    ```

    ## 改为 Use instead
    ```markdown
    | 岗位 | 职责 |
    |---|---|
    | 客服专员 | 受理投诉 |
    ```
    """

    code = "DOC016"
    name = "repeated-row"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        path, lines = document.span.path, self.context.lines[document.span.path]
        told: set[int] = set()
        for table in self.context.tables[document.number]:
            seen: dict[tuple[str, ...], int] = {}
            for line, _ in table.rows[1:]:
                cells = tuple(cell.strip() for cell in lines[line - 1].strip().strip("|").split("|"))
                if all(set(cell) <= set("-: ^") for cell in cells):
                    continue
                first = seen.setdefault(cells, line)
                if first != line:
                    told.add(line)
                    yield self.told(_row(path, line, lines), _row(path, first, lines))
        for duties in duties_of(document, lines):
            rows: dict[str, int] = {}
            for duty in duties:
                first = rows.setdefault(duty.post, duty.span.line)
                if first != duty.span.line and duty.post != "^^" and duty.span.line not in told:
                    told.add(duty.span.line)
                    yield self.told(
                        _row(path, duty.span.line, lines), _row(path, first, lines), post=duty.post
                    )

    def told(self, row: Span, first: Span, *, post: str = "") -> Diagnostic:
        return self.finding(
            row,
            f"`{post}` 在第 {first.line} 行已有一行" if post else f"这一行与第 {first.line} 行相同",
            f"`{post}` has a row in line {first.line} already"
            if post
            else f"line {first.line} is the same row",
            hint=Message("合并为一行, 或把岗位格写成 ^^", "make one row of them, or write ^^ for the post")
            if post
            else Message("删去一行, 或写明区别", "delete one, or say how they differ"),
            related=(Related(first, Message("前一行", "the first")),),
        )


def _row(path: str, line: int, lines: list[str]) -> Span:
    return Span(path, line, 1, line, len(lines[line - 1]) + 1)
