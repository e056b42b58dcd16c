"""NUM003."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.model.numbering import parse_number, reserved_numbers
from wuye_docs.rules.rule import ManualRule


class GapInSequence(ManualRule):
    """Numbers are missing from a sequence and are neither retired nor reserved.

    ## 说明
    同一系列的编号, 或同一文件的记录表编号, 中间缺号。每一段缺号报告一次, 位置在缺号之后的第一个编号上。
    已停用的编号写进 manual.yaml 的 `retired`, 尚未编写的写进 `reserved`, 就不再报告。

    ## 为什么重要
    审核员看到缺号会问: 那份文件在哪里? ISO 9001:2015 7.5.3.2 要求对文件的变更和处置加以控制。

    ## Why it matters
    An auditor who meets a gap asks where that document is (ISO 9001:2015 7.5.3.2 c, d).

    ## 示例 Example
    ```yaml
    # SYWIKF16-R01, SYWIKF16-R03
    retired: {}
    ```

    ## 改为 Use instead
    ```yaml
    # SYWIKF16-R01, SYWIKF16-R03
    retired: {SYWIKF16-R02: 并入SYWIKF16-R01}
    ```
    """

    code = "NUM003"
    name = "gap-in-sequence"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        scheme = self.context.manual.settings.numbering
        places: dict[str, Span] = {record.number: record.span for record in self.context.manual.controlled()}
        counted: dict[str, dict[int, str]] = defaultdict(dict)
        for number in (*places, *scheme.retired, *reserved_numbers(scheme)):
            parsed = parse_number(number, scheme)
            if parsed is None:
                continue
            if parsed.form is None:
                counted[parsed.series.prefix][parsed.counter] = number
            else:
                counted[number.rpartition(scheme.form_suffix)[0] + scheme.form_suffix][parsed.form] = number
        digits = {series.prefix: series.digits for series in scheme.series}
        for stem, numbers in counted.items():
            before = 0
            for counter in sorted(numbers):
                number = numbers[counter]
                if counter > before + 1 and number in places:
                    width = digits.get(stem, 2)
                    first, last = (f"{stem}{one:0{width}}" for one in (before + 1, counter - 1))
                    run = first if first == last else f"{first} – {last}"
                    written = first if first == last else f"{first}-{counter - 1:0{width}}"
                    yield self.finding(
                        places[number],
                        f"`{number}` 之前缺少编号 `{run}`",
                        f"`{run}` missing before `{number}`",
                        hint=Message(
                            f"在 manual.yaml 的 numbering 下登记: 已停用写 retired, 待编写写 reserved: {{{written}: 用途}}",
                            f"register it under numbering in manual.yaml: retired, or reserved: {{{written}: purpose}}",
                        ),
                    )
                before = counter
