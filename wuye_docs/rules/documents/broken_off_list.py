"""DOC013."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.model import Document, Prose
from wuye_docs.rules.rule import DocumentRule

_OPEN = ("、", "，", "；", "：", ";", ",", ":")
# What has no mark inside and is shorter is a caption, a motto or a name.
_SHORTEST = 13


class BrokenOffList(DocumentRule):
    """A list, or a sentence that announces one, breaks off.

    ## 说明
    列表最后一项以“、”“，”“；”“：”结束, 或者一段话以“：”结束而其后没有列表、表格或图,
    或者写到半句就断了。

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
        lines = self.context.lines[path]
        for section in document.body.sections:
            for prose in section.prose:
                yield from self.check_paragraph(prose, lines)

    def check_paragraph(self, prose: Prose, lines: Sequence[str]) -> Iterator[Diagnostic]:
        """The finding of a paragraph that announces what does not follow, or ends in the middle of a sentence."""
        (_, first, _), (_, last, _) = prose.pieces[0], prose.pieces[-1]
        before = lines[first - 2] if first > 1 else ""
        if before.strip() or (last < len(lines) and lines[last].strip()):
            return  # Part of a list, a table or a definition.
        source = lines[last - 1].rstrip()
        end = prose.span(len(prose.text) - 1, len(prose.text))
        if source.endswith(("：", ":")):
            following = next((line for line in lines[last:] if line.strip()), "#")
            if _is_paragraph(following) or following.startswith(("#", "(")):
                yield self.finding(
                    end,
                    "冒号之后没有内容",
                    "nothing follows the colon",
                    hint=Message("写出冒号之后的内容", "write what the colon announces"),
                )
        elif _is_paragraph(lines[first - 1]) and _is_broken_off(source):
            yield self.finding(
                end,
                "一段话没有写完, 末尾没有句号",
                "the paragraph ends in the middle of a sentence",
                hint=Message("写完这句话, 以句号结束", "finish the sentence, and end it with a full stop"),
            )


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _is_paragraph(line: str) -> bool:
    return _is_chinese(line[:1]) or line.startswith(("《", "“"))


def _is_broken_off(line: str) -> bool:
    """Whether a line ends in a word or a comma, and is a sentence: it has a mark inside, or is long."""
    if not (_is_chinese(line[-1:]) or line.endswith(("、", "，", "；"))):
        return False
    return len(line) >= _SHORTEST or any(mark in line[:-1] for mark in "，。；")
