"""DOC013."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.model import Document, Section
from wuye_docs.rules.rule import DocumentRule

_OPEN = ("、", "，", "；", "：", ";", ",", ":")


class BrokenOffList(DocumentRule):
    """A list, or a sentence that announces one, breaks off.

    ## 说明
    列表最后一项以“、”“，”“；”“：”结束, 或者一节的最后一段以“：”结束而其后什么也没有。

    ## 为什么重要
    后面的内容丢了, 或者还没有写 (ISO 9001:2015 7.5.2 c)。

    ## Why it matters
    What should follow was lost, or never written (ISO 9001:2015 7.5.2 c).

    ## 示例 Example
    ```markdown
    1. 登记；
    2. 核实；
    ```

    ## 改为 Use instead
    ```markdown
    1. 登记；
    2. 核实；
    3. 回访。
    ```
    """

    code = "DOC013"
    name = "broken-off-list"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        path = document.span.path
        for one in self.context.lists[document.number]:
            last = one.items[-1]
            if last.text.endswith(_OPEN) and not last.is_leading:
                end = last.column + len(last.text)
                yield self.finding(
                    Span(path, last.line, max(end - 1, 1), last.line, end),
                    f"列表最后一项以 `{last.text[-1]}` 结束",
                    f"the last item of the list ends in `{last.text[-1]}`",
                    hint=Message("补上漏项, 或改为句号", "write what is missing, or end it with a full stop"),
                )
        for section in document.body.sections:
            yield from self.check_section(section, document)

    def check_section(self, section: Section, document: Document) -> Iterator[Diagnostic]:
        if not section.prose or not section.prose[-1].text.endswith(("：", ":")):
            return
        prose = section.prose[-1]
        span = prose.span(len(prose.text) - 1, len(prose.text))
        lines = self.context.lines[span.path]
        following = next((line for line in lines[span.line :] if line.strip()), "#")
        if lines[span.line - 1].rstrip().endswith(("：", ":")) and following.startswith(("#", "(")):
            yield self.finding(
                span,
                "一节以冒号结束, 其后没有内容",
                "the section ends in a colon and nothing follows",
                hint=Message("写出冒号之后的内容", "write what the colon announces"),
            )
