"""NUM002."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.rules.rule import ManualRule


class DuplicateNumber(ManualRule):
    """Two files carry the same number; only the first is part of the manual.

    ## 说明
    两个源文件用了同一个编号。报告在文件名与编号不一致的那一个上 (多半是复制后忘了改的); 两个都不一致时报告在后一个上。

    ## 为什么重要
    ISO 9001:2015 7.5.2 a): 编号唯一, 引用才有所指。两份同号文件中有一份不会编入手册。

    ## Why it matters
    A number that stands for two things stands for none (ISO 9001:2015 7.5.2 a), and one of the two is left out.

    ## 示例 Example
    ```text
    forms/SYWIKF16-R01.yaml: number: SYWIKF16-R01
    forms/SYWIKF16-R02.yaml: number: SYWIKF16-R01
    ```

    ## 改为 Use instead
    ```text
    forms/SYWIKF16-R01.yaml: number: SYWIKF16-R01
    forms/SYWIKF16-R02.yaml: number: SYWIKF16-R02
    ```
    """

    code = "NUM002"
    name = "duplicate-number"
    severity = Severity.ERROR

    def check(self) -> Iterator[Diagnostic]:
        manual = self.context.manual
        for number, kept, dropped in manual.repeated:
            if manual.controlled_by(number) is None:
                continue
            blamed, other = dropped, kept
            if _stem(kept) != number and _stem(dropped) == number:
                blamed, other = kept, dropped
            yield self.finding(
                blamed,
                f"编号 `{number}` 已被 {other.path} 使用",
                f"number `{number}` is taken by {other.path}",
                hint=Message(
                    "改用下一个空号, 或删去多余的文件", "take the next free number, or delete the copy"
                ),
            )


def _stem(span: Span) -> str:
    return span.path.rpartition("/")[2].rpartition(".")[0]
