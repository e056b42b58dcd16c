"""DOC011."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.rules.context import RunningText
from wuye_docs.rules.rule import TextRule

_PAIRS = {
    "《": "》",
    "〈": "〉",
    "（": "）",
    "【": "】",
    "〔": "〕",
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
}
# ’98: the mark stands for the figures left out.
_SHORTENED = re.compile(r"’\d{2}(?!\d)")
_ANY = re.compile("[" + "".join(_PAIRS) + "".join(_PAIRS.values()) + "]")
_LISTED = re.compile(r"(?:^|[\s，。；：、（])(?:[0-9]{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})$")


_BRACES = re.compile(r"\{\{|\}\}")
_EXPRESSION = re.compile(r"\{\{.*?\}\}")


class UnbalancedBrackets(TextRule):
    """A bracket or quotation mark is opened and not closed, or closed and not opened.

    ## 说明
    一段文字中《》（）【】〔〕“”‘’没有成对。“1）”“a）”这样的编号不算。

    ## 为什么重要
    缺一半书名号的标题认不出是引用, 缺一半括号的句子读不通 (ISO 9001:2015 7.5.2 b; GB/T 15834)。

    ## Why it matters
    A title with half its brackets is no reference, and a sentence with half its brackets no sentence (ISO 9001:2015 7.5.2 b).

    ## 示例 Example
    ```markdown
    填写《客户投诉建议受理表。
    ```

    ## 改为 Use instead
    ```markdown
    填写《客户投诉建议受理表》。
    ```
    """

    code = "DOC011"
    name = "unbalanced-brackets"
    severity = Severity.ERROR

    def texts(self) -> Iterable[RunningText]:
        return self.context.text_search.holding(_ANY, _BRACES)

    def check(self, text: RunningText) -> Iterator[Diagnostic]:
        bare = _EXPRESSION.sub(lambda match: "\ufffc" * len(match.group()), text.text)
        brace = max(bare.find("{{"), bare.find("}}"))
        if brace >= 0:
            yield self.finding(
                text.span(brace, brace + 2),
                f"`{text.text[brace : brace + 2]}` 没有成对",
                f"`{text.text[brace : brace + 2]}` has no counterpart",
                hint=Message("参数写成 {{ 名称 }}", "write a figure as {{ name }}"),
            )
        if not _ANY.search(text.text):
            return
        opened: list[int] = []
        for match in _ANY.finditer(text.text):
            character, place = match.group(), match.start()
            if character in _PAIRS:
                opened.append(place)
            elif opened and _PAIRS[text.text[opened[-1]]] == character:
                opened.pop()
            elif (character == "’" and _SHORTENED.match(text.text, place)) or (
                character == "）" and _LISTED.search(text.text[:place])
            ):
                continue
            else:
                yield self.unpaired(text, place)
                return
        if opened:
            yield self.unpaired(text, opened[-1])

    def unpaired(self, text: RunningText, place: int) -> Diagnostic:
        character = text.text[place]
        other = _PAIRS.get(character) or next(one for one, closing in _PAIRS.items() if closing == character)
        return self.finding(
            text.span(place, place + 1),
            f"`{character}` 没有与 `{other}` 成对",
            f"`{character}` has no `{other}`",
            hint=Message(
                f"补上 `{other}`, 或删去 `{character}`", f"write the `{other}`, or delete the `{character}`"
            ),
        )
