"""DOC014."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.model import Document
from wuye_docs.rules.rule import DocumentRule

_SPLIT = re.compile(r"\{\{[^{}|]*(?<!\\)\|[^{}]*\}\}")


class UnevenTableRow(DocumentRule):
    """A row of a table has more or fewer cells than its head.

    ## 说明
    表格某一行的单元格数与表头不同。多出的单元格在成品中会丢失, 缺少的会变成空白。单元格里的竖线写成 `\\|`。

    ## 为什么重要
    多出的内容在发布的文件上不见了, 而没有任何提示 (ISO 9001:2015 7.5.3.1 b 完整性)。

    ## Why it matters
    What stands in the extra cells is missing from the issued document, and nothing says so (ISO 9001:2015 7.5.3.1 b).

    ## 示例 Example
    ```markdown
    | 级别 | 时限 |
    |---|---|
    | 一般 | 3日 | 主管 |
    ```

    ## 改为 Use instead
    ```markdown
    | 级别 | 时限 | 批准 |
    |---|---|---|
    | 一般 | 3日 | 主管 |
    ```
    """

    code = "DOC014"
    name = "uneven-table-row"
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for table in self.context.tables[document.number]:
            head = table.rows[0][1]
            for line, cells in table.rows[1:]:
                if cells != head:
                    row = self.context.lines[document.span.path][line - 1]
                    yield self.finding(
                        Span(document.span.path, line, 1, line, len(row) + 1),
                        f"这一行有{cells}格, 表头有{head}格",
                        f"this row has {cells} cells, the head {head}",
                        hint=Message(
                            "双花括号里的竖线把一格分成了两格: 表格里写成 \\|",
                            "the bar in double braces splits the cell: in a table write it as \\|",
                        )
                        if _SPLIT.search(row)
                        else Message(
                            "补上或删去单元格; 格内的竖线写成 \\|",
                            "add or delete cells; write a bar inside a cell as \\|",
                        ),
                    )
