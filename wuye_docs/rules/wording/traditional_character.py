"""TRM008."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.rules.context import RunningText
from wuye_docs.rules.rule import TextRule


class TraditionalCharacter(TextRule):
    """A traditional character stands in simplified text.

    ## 说明
    正文中有繁体字 (不在 GB/T 2312 基本集, 而在大五码中的字)。一段话里只有一个这样的字, 多半是人名, 不报告。

    ## 为什么重要
    多半从港台资料粘贴而来; 搜索和比对时与简体字对不上 (ISO 9001:2015 7.5.3.2 a)。

    ## Why it matters
    Pasted from elsewhere, most often; search and comparison miss it (ISO 9001:2015 7.5.3.2 a).

    ## 示例 Example
    ```markdown
    填寫登記表。
    ```

    ## 改为 Use instead
    ```markdown
    填写登记表。
    ```
    """

    code = "TRM008"
    name = "traditional-character"
    severity = Severity.HINT

    @cached_property
    def traditional(self) -> re.Pattern[str]:
        """Runs of traditional characters, of those that stand anywhere in this manual."""
        found = sorted(filter(_is_traditional, self.context.text_search.characters))
        return re.compile(f"[{''.join(found)}]+" if found else "(?!)")

    def texts(self) -> Iterable[RunningText]:
        return self.context.text_search.holding(self.traditional)

    def check(self, text: RunningText) -> Iterator[Diagnostic]:
        found = list(self.traditional.finditer(text.text))
        is_alone = sum(len(match.group()) for match in found) < _FEWEST
        for match in found:
            # One rare character alone may be somebody's name.
            if is_alone and _SURNAME.search(text.text, max(0, match.start() - 2), match.start()):
                continue
            run = match.group()
            yield self.finding(
                text.span(*match.span()),
                f"含有繁体字 `{run}`",
                f"traditional characters `{run}`",
                hint=Message("改为简体字", "write it in simplified characters"),
            )


_FEWEST = 2
# A name begins at most two characters before its rare one; these are the surnames of most people.
_SURNAME = re.compile(
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔谭陆范汪廖石贾韦夏付邹熊孟秦邱侯江尹薛闫雷龙史陶贺顾毛郝龚邵钱严武戴莫孔汤]"
)
# 瞭 and a few more belong to the list of simplified characters of 2013, which is younger than the set.
_MODERN = "囧瞭噁鍊剋阪颺濛霉霡甯堃喆昇淼頫珺琀翀垚犇骉皛榀"


def _is_traditional(character: str) -> bool:
    """Whether a character is a unified ideograph of Big5 (both levels) that GB/T 2312 (both levels) lacks."""
    return (
        "\u4e00" <= character <= "\u9fa5"
        and character not in _MODERN
        and not _is_in("gb2312", character)
        and _is_in("big5", character)
    )


def _is_in(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
