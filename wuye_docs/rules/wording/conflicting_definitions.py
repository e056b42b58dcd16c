"""TRM009."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.rules.definitions import Definition, definitions_in
from wuye_docs.rules.figure_subjects import pairs_of
from wuye_docs.rules.rule import ManualRule

# A definition may say more than another; this share of the shorter one's letter pairs is in both.
_SHARED = 0.4
_FEWEST_PAIRS = 4


class ConflictingDefinitions(ManualRule):
    """One term is defined twice, with two meanings.

    ## 说明
    同一术语在 terms.yaml 和文件的“定义”一章中, 或者在两份文件中各有定义, 而两个定义的用词大半不同 (较短的一条只有不到四成的字对在
    另一条中)。一处比另一处说得详细的不报告。

    ## 为什么重要
    同一个词在两份文件中是两个意思, 按哪一份办都可能是错的 (ISO 9001:2015 7.5.2、8.2.2 a)。

    ## Why it matters
    Where one word means two things, whoever follows the one document breaks the other (ISO 9001:2015 7.5.2, 8.2.2 a).

    ## 示例 Example
    ```markdown
    重复投诉
    : 因同一员工的态度引起的两次以上的不满。（另一文件: 同一客户就同一问题再次提出的投诉）
    ```

    ## 改为 Use instead
    ```markdown
    重复投诉
    : 同一客户就同一问题再次提出的投诉。
    ```
    """

    code = "TRM009"
    name = "conflicting-definitions"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        first_of: dict[str, Definition] = {}
        for one in definitions_in(self.context.manual, self.context.lines):
            first = first_of.setdefault(one.term, one)
            own, other = (pairs_of(each.text.replace(one.term, " ")) for each in (one, first))
            fewest = min(len(own), len(other))
            if first is one or fewest < _FEWEST_PAIRS or len(own & other) >= _SHARED * fewest:
                continue
            yield self.finding(
                one.span,
                f"术语 `{one.term}` 的定义与 {first.span} 的不同",
                f"the term `{one.term}` is defined otherwise in {first.span}",
                hint=Message(
                    "统一定义, 或者给其中一个意思换一个术语",
                    "settle on one definition, or give one meaning another name",
                ),
                related=(Related(first.span, Message(first.text, "the other definition")),),
            )
