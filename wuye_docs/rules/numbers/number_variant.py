"""NUM006."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wuye_docs.diagnostics import Diagnostic, Fix, Message, Severity
from wuye_docs.rules.context import RunningText
from wuye_docs.rules.rule import TextRule


class NumberVariant(TextRule):
    """A number is written in another form than the registered one.

    ## 说明
    正文中的编号多了连字符、空格或年份, 用了小写或全角, 或者位数不对: `SY-WI-KF-16`、`SYWIKF 16`、`sywikf16`、
    `SYWIKF162026`、`SYWIKF16-2026`。年份由 `numbering.display` 统一显示, 不在正文中写。

    ## 为什么重要
    同一份文件有几种写法, 搜索、引用和修订时就会漏改 (ISO 9001:2015 7.5.3.2 a 检索)。

    ## Why it matters
    One document written in several ways is missed by search, by links and by the next revision
    (ISO 9001:2015 7.5.3.2 a).

    ## 示例 Example
    ```markdown
    重大投诉按SY-WI-KF-16办理。
    ```

    ## 改为 Use instead
    ```markdown
    重大投诉按SYWIKF16办理。
    ```
    """

    code = "NUM006"
    name = "number-variant"
    severity = Severity.ERROR
    is_fixable = True

    def texts(self) -> Iterable[RunningText]:
        return self.context.text_search.holding(self.context.numbers.pattern)

    def check(self, text: RunningText) -> Iterator[Diagnostic]:
        names = self.context.references.names
        for found in self.context.numbers.find(text.text):
            if found.written == found.canonical:
                continue
            span = text.span(found.start, found.end)
            right = found.canonical
            if names.numbered(right):
                fix = Fix.writing(right, span)
                yield self.finding(
                    span,
                    f"编号 `{found.written}` 应写作 `{right}`",
                    f"number `{found.written}` is registered as `{right}`",
                    hint=Message(f"写成 `{right}`", f"write `{right}`"),
                    fix=fix if self.context.written_at(span) == found.written else None,
                )
            elif not names.number_pattern.search(found.written):
                # What is at least written by the scheme is a broken reference (REF002).
                yield self.finding(
                    span,
                    f"编号 `{found.written}` 写法不符, `{right}` 也没有登记",
                    f"number `{found.written}` is not written by the scheme, and `{right}` is not registered",
                    hint=Message(
                        "核对编号, 按登记的写法书写", "check the number, and write it as registered"
                    ),
                )
