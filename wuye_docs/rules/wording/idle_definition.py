"""TRM010."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.rules.definitions import definitions_in
from wuye_docs.rules.rule import ManualRule

_BETWEEN = re.compile("[、，（）()或和与及]")


class IdleDefinition(ManualRule):
    """A document defines a term that it does not use.

    ## 说明
    文件“定义”一章解释的术语, 在该文件的其余部分和它的流程中一次也没有出现, 连它的各个两字的词也不全。多半是正文后来改了叫法,
    定义忘了改。术语中的顿号、“或”分开的各词分别看。

    ## 为什么重要
    定义了却不用的词, 说明正文用的是另一个没有定义的词 (ISO 9001:2015 7.5.2 b)。

    ## Why it matters
    A term that is defined and not used means that the text uses another one that is not defined (ISO 9001:2015 7.5.2 b).

    ## 示例 Example
    ```markdown
    重复诉求
    : 同一客户就同一问题再次提出的投诉。（正文都写“重复投诉”）
    ```

    ## 改为 Use instead
    ```markdown
    重复投诉
    : 同一客户就同一问题再次提出的投诉。
    ```
    """

    code = "TRM010"
    name = "idle-definition"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        manual = self.context.manual
        documents = {str(one.span.path): one for one in manual.documents.values()}
        rest: dict[str, str] = {}
        for one in definitions_in(manual, self.context.lines):
            document = documents.get(one.span.path)
            if document is None:
                continue
            lines = self.context.lines[one.span.path]
            if one.span.path not in rest:
                flows = (
                    self.context.sources.get(each.span.path, "") for each in manual.flows_of(document.number)
                )
                rest[one.span.path] = "\n".join(flows)
            text = "\n".join([*lines[: one.span.line - 1], *lines[one.span.line + 1 :], rest[one.span.path]])
            words = [word for word in _BETWEEN.split(one.term) if word]
            if any(word in text or all(each in text for each in _pieces(word)) for word in words):
                continue
            yield self.finding(
                one.span,
                f"定义了 `{one.term}`, 正文没有用",
                f"`{one.term}` is defined and not used",
                hint=Message(
                    "删去定义, 或者改成正文所用的词", "delete it, or define the word that the text uses"
                ),
            )


def _pieces(word: str) -> list[str]:
    """The word cut into words of two letters, an odd last letter with the one before."""
    return [
        word[index : index + 2] if index + 2 <= len(word) else word[-2:] for index in range(0, len(word), 2)
    ]
