"""DOC012."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.model import Document
from wuye_docs.model.quantities import number_of
from wuye_docs.rules.rule import DocumentRule

_UNIT = "(?P<unit>大?(?:项|种|个|条|类|步|方面|部分|点|款|阶段|环节|情形|要求))"
_NUMBER = "(?:情形中的)?(?P<number>[一二三四五六七八九十两]{1,3}|[0-9]{1,2})"
_LIST_FOLLOWS = re.compile(f"(?:下列|以下|下述|如下){_NUMBER}{_UNIT}[^。；]*[：:]\\s*$")
# Far from the colon these may count something else: 设备分为两类，……：
_MAYBE_LIST = re.compile(f"(?:分为|包括|分成|共有|有|按|其中){_NUMBER}{_UNIT}[^。；]{{0,40}}[：:]\\s*$")


class WrongCount(DocumentRule):
    """The number of items announced and the number listed differ.

    ## 说明
    列表前的引语写了“下列四项”“以下三种情形”, 而列表的项数不同。

    ## 为什么重要
    读者会以为漏印了一项, 或者多出来的一项不算数 (ISO 9001:2015 7.5.2 b、c)。

    ## Why it matters
    The reader thinks an item missing, or the last one not meant (ISO 9001:2015 7.5.2 b, c).

    ## 示例 Example
    ```markdown
    应做到下列四项：

    1. 登记；
    2. 核实；
    3. 回访。
    ```

    ## 改为 Use instead
    ```markdown
    应做到下列三项：

    1. 登记；
    2. 核实；
    3. 回访。
    ```
    """

    code = "DOC012"
    name = "wrong-count"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for one in self.context.lists[document.number]:
            match = _LIST_FOLLOWS.search(one.lead) or _MAYBE_LIST.search(one.lead)
            number = number_of(match["number"]) if match else None
            if match is None or number is None or number == len(one.items):
                continue
            line = self.context.lines[document.span.path][one.lead_line - 1]
            column = max(line.find(match["number"] + match["unit"]), 0) + 1
            width = len(match["number"] + match["unit"])
            yield self.finding(
                Span(document.span.path, one.lead_line, column, one.lead_line, column + width),
                f"引语说有{match['number']}{match['unit']}, 列出了{len(one.items)}项",
                f"{number} are announced and {len(one.items)} listed",
                hint=Message("改正数目, 或补上漏项", "mend the number, or write what is missing"),
            )
