"""DOC015."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document, Prose
from wuye_docs.rules.rule import DocumentRule

_ANNOUNCED = re.compile(
    "(?P<table>[下见如按]下?表(?=[。，：；、）的规定所列执行判定]|$)|下表)|(?P<figure>下图)"
)
_TABLE = re.compile(r"\s*\||\s*:::|\s*```")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s|\s+\S")
_FIGURE = re.compile(r"\s*:::|\s*```|.*!\[")


class MissingTable(DocumentRule):
    """The text speaks of the table or figure below, and none is there.

    ## 说明
    一段话写了“下表”“见下表”“下图”, 而到下一个标题为止没有表格、图, 也没有生成表格的指令。

    ## 为什么重要
    表格在修改时丢了, 规定的内容也就没有了 (ISO 9001:2015 7.5.3.1 b)。

    ## Why it matters
    The table was lost in an amendment, and with it what it laid down (ISO 9001:2015 7.5.3.1 b).

    ## 示例 Example
    ```markdown
    客服主管按下表判定级别。

    ## 处理
    ```

    ## 改为 Use instead
    ```markdown
    客服主管按下表判定级别。

    | 级别 | 标准 |
    |---|---|
    | 重大 | 造成人身伤害 |

    ## 处理
    ```
    """

    code = "DOC015"
    name = "missing-table"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for section in document.body.sections:
            for prose in section.prose:
                for match in _ANNOUNCED.finditer(prose.text):
                    if not self.follows(prose, _TABLE if match["table"] else _FIGURE):
                        what = Message("表", "table") if match["table"] else Message("图", "figure")
                        yield self.finding(
                            prose.span(*match.span()),
                            f"写了 `{match.group()}`, 其后没有{what.zh}",
                            f"`{match.group()}` announces a {what.en}, and none follows",
                            hint=Message(f"补上{what.zh}, 或改写这句话", f"add the {what.en}, or reword it"),
                        )

    def follows(self, prose: Prose, wanted: re.Pattern[str]) -> bool:
        """Whether what is wanted stands below a run of text, with another paragraph between them at most."""
        lines = self.context.lines[prose.path]
        line = prose.span(0, 1).line - 1
        if wanted.match(lines[line]):
            return True
        paragraphs = 0
        for before, this in pairwise(lines[line:]):
            if this.startswith("#") or paragraphs > 1:
                return False
            if wanted.match(this):
                return True
            paragraphs += bool(this.strip() and not before.strip() and not _ITEM.match(this))
        return False
