"""DOC002."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document
from wuye_docs.rules.numbers.typed_heading_number import typed_number
from wuye_docs.rules.rule import DocumentRule


class MisplacedSection(DocumentRule):
    """The sections of a document stand in another order than the template of its level.

    ## 说明
    第一层标题的次序与 manual.yaml 中 `levels` 的章节模板不同。模板以外的标题不管。只报告最少要移动的标题。

    ## 为什么重要
    每份文件次序一样, 员工才能在固定的地方找到职责和记录 (ISO 9001:2015 7.5.2 b)。

    ## Why it matters
    With one order in all documents people find duties and records in one place (ISO 9001:2015 7.5.2 b).

    ## 示例 Example
    ```markdown
    # 职责

    # 目的
    ```

    ## 改为 Use instead
    ```markdown
    # 目的

    # 职责
    ```
    """

    code = "DOC002"
    name = "misplaced-section"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        level = self.context.manual.settings.levels.get(document.level)
        if level is None or not level.sections:
            return
        top = min((one.level for one in document.body.sections if one.level > 0), default=1)
        place = {title: index for index, title in enumerate(level.sections)}
        headings = [
            (place[title], one)
            for one in document.body.sections
            if one.level == top and (title := "".join(one.title[len(typed_number(one)) :].split())) in place
        ]
        kept = _longest_rise([index for index, _ in headings])
        for position, (index, section) in enumerate(headings):
            if position not in kept:
                after = next(
                    (
                        title
                        for title in reversed(level.sections[:index])
                        if any(place[title] == one for one, _ in headings)
                    ),
                    None,
                )
                yield self.finding(
                    section.span,
                    f"章节 `{section.title}` 的位置与模板不同",
                    f"section `{section.title}` is out of the template's order",
                    hint=Message(f"移到 `{after}` 之后", f"move it behind `{after}`")
                    if after
                    else Message("移到最前", "move it to the front"),
                )


def _longest_rise(numbers: list[int]) -> set[int]:
    """The positions of a longest run of numbers that rise, others left out."""
    best: list[list[int]] = []
    for position, number in enumerate(numbers):
        before = max((one for one in best if numbers[one[-1]] < number), key=len, default=[])
        best.append([*before, position])
    longest: list[int] = max(best, key=len, default=[])
    return set(longest)
