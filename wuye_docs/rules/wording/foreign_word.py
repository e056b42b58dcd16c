"""TRM005."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.references import Kind
from wuye_docs.rules.context import RunningText
from wuye_docs.rules.rule import TextRule

_WORD = re.compile(r"(?<![A-Za-z0-9/@._（(-])[a-z]{5,}(?![A-Za-z0-9/@._）)-])")
_CHINESE = "[\u4e00-\u9fff]"


class ForeignWord(TextRule):
    """A foreign word is left in Chinese text.

    ## 说明
    正文中留有英文单词 (五个字母以上的小写词)。编号、型号、计量单位、网址、软件名 (含大写字母) 和括号中的原文不报告。

    ## 为什么重要
    一线员工读不懂的词做不到 (ISO 9001:2015 7.3、7.5.2 b 语言)。

    ## Why it matters
    A word that people on duty do not know is not acted on (ISO 9001:2015 7.3, 7.5.2 b).

    ## 示例 Example
    ```markdown
    按audit计划检查。
    ```

    ## 改为 Use instead
    ```markdown
    按审核计划检查。
    ```
    """

    code = "TRM005"
    name = "foreign-word"
    severity = Severity.HINT

    def texts(self) -> Iterable[RunningText]:
        return self.context.text_search.holding(_WORD)

    def check(self, text: RunningText) -> Iterator[Diagnostic]:
        if text.source.kind is Kind.TERM:
            return
        for match in _WORD.finditer(text.text):
            around = text.text[max(0, match.start() - 1) : match.end() + 1]
            if re.search(_CHINESE, around):
                yield self.finding(
                    text.span(*match.span()),
                    f"留有外文词 `{match.group()}`",
                    f"foreign word `{match.group()}` in Chinese text",
                    hint=Message(
                        "用中文说法; 必须保留的, 在括号中注明",
                        "say it in Chinese, the original in brackets if it must stay",
                    ),
                )
