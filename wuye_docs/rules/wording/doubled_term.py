"""TRM002."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.rules.definitions import definitions_in
from wuye_docs.rules.figure_subjects import pairs_of
from wuye_docs.rules.rule import ManualRule

# Shares of the letter pairs of the longer definition, beside the terms themselves.
_ALIKE = 0.8
_FEWEST_PAIRS = 6


class DoubledTerm(ManualRule):
    """Two terms are defined as the same thing.

    ## 说明
    terms.yaml 或各文件“定义”一章中两个不同的术语, 定义几乎一字不差 (较长的一条有八成以上的字对也在另一条中)。

    ## 为什么重要
    一个概念两个叫法, 员工会以为是两件事; 检索和统计也会漏掉一半 (ISO 9001:2015 7.5.2 b)。

    ## Why it matters
    Under two names one thing is taken for two, and every search or count finds half of it (ISO 9001:2015 7.5.2 b).

    ## 示例 Example
    ```yaml
    空置房: {definition: 未售、未交付，或者已交付但长期无人居住的房屋}
    空关房: {definition: 未售、未交付或者已交付但长期无人居住的房屋}
    ```

    ## 改为 Use instead
    ```yaml
    空置房: {definition: 未售、未交付，或者已交付但长期无人居住的房屋, banned: [空关房]}
    ```
    """

    code = "TRM002"
    name = "doubled-term"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        found = [
            (one, pairs_of(one.text.replace(one.term, " ")))
            for one in definitions_in(self.context.manual, self.context.lines)
        ]
        having: dict[str, list[int]] = {}
        for index, (one, pairs) in enumerate(found):
            if len(pairs) < _FEWEST_PAIRS:
                continue
            shared: dict[int, int] = {}
            for pair in pairs:
                for other in having.get(pair, ()):
                    shared[other] = shared.get(other, 0) + 1
                having.setdefault(pair, []).append(index)
            for other, count in sorted(shared.items()):
                first, its_pairs = found[other]
                is_alike = count >= _ALIKE * max(len(pairs), len(its_pairs))
                if first.term != one.term and is_alike:
                    yield self.finding(
                        one.span,
                        f"术语 `{one.term}` 与 `{first.term}` 的定义相同",
                        f"the terms `{one.term}` and `{first.term}` are defined alike",
                        hint=Message(
                            "保留一个术语, 另一个写进它的 banned 或 aliases; 或者把两个定义的区别写清楚",
                            "keep one and list the other as banned or as an alias, or say what sets them apart",
                        ),
                        related=(Related(first.span, Message("另一个定义", "the other definition")),),
                    )
                    break
