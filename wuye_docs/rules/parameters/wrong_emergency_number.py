"""PAR011."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.references import Kind, Target
from wuye_docs.rules.rule import ManualRule

# The numbers that hold in the whole country, by what they are called.
NUMBERS = {"119": "火警", "110": "报警", "120": "急救", "122": "交通事故报警"}
_CALLED = (
    (re.compile("火警|消防报警|火灾报警"), "119"),
    (re.compile("交通事故"), "122"),
    (re.compile("急救|救护"), "120"),
    (re.compile("公安|匪警|报警"), "110"),
)
_OTHERS = frozenset(
    (
        "114",
        "12119",
        "12122",
        "12315",
        "12328",
        "12333",
        "12345",
        "12348",
        "12350",
        "12369",
        "12388",
        "12393",
        "95598",
    )
)
_THREE_DIGITS = re.compile("[0-9]{3}")
_DIALLED = re.compile(r"(?:拨打|拨通|致电)\s*(?P<number>[0-9]{3,5})(?![0-9万元人-])")
# 火警119, 119火警, 急救电话120.
_NAMED = re.compile(
    r"(?P<before>火警|急救|匪警|公安报警|交通事故报警)(?:电话)?\s*[（(“]?(?P<behind>1[0-9]{2})(?![0-9])"
    r"|(?<![0-9])(?P<front>1[0-9]{2})\s*[）)”]?(?P<after>火警|急救|匪警)"
)


class WrongEmergencyNumber(ManualRule):
    """An emergency number that is another one's, or none at all.

    ## 说明
    正文、流程和参数中的火警 (119)、报警 (110)、急救 (120)、交通事故 (122) 电话写错, 例如“火警110”; 或者让人拨打3至5位而不存在的
    号码, 例如“拨打1199”。参数看名称和 `subject`。

    ## 为什么重要
    紧急时照着文件拨错号码, 耽误的是人命 (ISO 9001:2015 8.2.1 e 应急措施的要求)。

    ## Why it matters
    Who dials what the document says in an emergency must not lose minutes (ISO 9001:2015 8.2.1 e).

    ## 示例 Example
    ```markdown
    发现火情立即拨打火警110。
    ```

    ## 改为 Use instead
    ```markdown
    发现火情立即拨打火警119。
    ```
    """

    code = "PAR011"
    name = "wrong-emergency-number"
    severity = Severity.ERROR

    def check(self) -> Iterator[Diagnostic]:
        for name, parameter in self.context.manual.parameters.items():
            number = parameter.text.strip()
            if (
                parameter.is_builtin
                or not re.fullmatch("[0-9]{3,5}", number)
                or "电话" not in name + parameter.subject
            ):
                continue
            right = next(
                (right for called, right in _CALLED if called.search(name + parameter.subject)), number
            )
            if right != number:
                place = self.context.span_of(Target(Kind.PARAMETER, name))
                yield self.finding(
                    place,
                    f"`{name}` 的号码是 `{number}`, {NUMBERS[right]}电话是 {right}",
                    f"`{name}` is `{number}`; the number to call is {right}",
                    hint=Message(f"改为 {right}", f"write {right}"),
                )
        for text in self.context.text_search.holding(_THREE_DIGITS):
            for match in _NAMED.finditer(text.text):
                group = "behind" if match["behind"] else "front"
                called = match["before"] or match["after"]
                right = next(right for pattern, right in _CALLED if pattern.search(called))
                if match[group] != right:
                    yield self.finding(
                        text.span(*match.span(group)),
                        f"{called}电话是 {right}, 不是 `{match[group]}`",
                        f"the number to call is {right}, not `{match[group]}`",
                        hint=Message(f"改为 {right}", f"write {right}"),
                    )
            for match in _DIALLED.finditer(text.text):
                number = match["number"]
                if number not in NUMBERS and number not in _OTHERS:
                    yield self.finding(
                        text.span(*match.span("number")),
                        f"没有 `{number}` 这个紧急或服务号码",
                        f"there is no emergency or service number `{number}`",
                        hint=Message("核对号码; 内部分机写明“分机”", "check it; say 分机 of an extension"),
                    )
