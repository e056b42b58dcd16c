"""TRM003."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wuye_docs.diagnostics import Diagnostic, Edit, Fix, Message, Severity
from wuye_docs.rules.context import RunningText
from wuye_docs.rules.rule import TextRule

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_HAN = "\u4e00-\u9fff"
# Beside what counts as Chinese text: characters and full-width marks.
_BESIDE = f"{_HAN}》”）】％"
# Without one of these there is no fault to look for.
_LETTER = "[^\\W0-9A-Za-z_]"
_SUSPECT = re.compile(
    f'[(,;:?!."]|--|，，|、、|；；|：：|。。|[ \\u3000](?<={_LETTER}[ \\u3000])[ \\u3000]*(?={_LETTER})'
)
# Compiled when a text first holds one of them.
_FAULT = (
    f"(?P<brackets>(?<=[{_BESIDE}])\\([^()\\n]*[{_HAN}][^()\\n]*\\)|\\([^()\\n]*[{_HAN}][^()\\n]*\\)(?=[{_HAN}]))"
    f'|(?P<quotes>"[^"\\n]*[{_HAN}][^"\\n]*")'
    f"|(?P<mark>(?<=[{_BESIDE}])[,;:?!](?![0-9A-Za-z/]))"
    f"|(?P<stop>(?<=[{_HAN}》）”\ufffc])\\.(?=$|[{_HAN}]))"
    f"|(?P<dots>(?<=[{_BESIDE}])(?:\\.{{3,}}|。{{3,}}))"
    f"|(?P<dash>(?<=[{_HAN}])--+(?=[{_HAN}]))"
    "|(?P<doubled>，，+|、、+|；；+|：：+|。。(?!。))"
    f"|(?<=[{_HAN}])(?P<space>[ \\u3000]+)(?=[{_HAN}])"
)
_ASIDE = re.compile(r"《[^《》]*》|“[^“”]*”|\{\{.*?\}\}")
_IS_YAML = re.compile(r"[#:]\s")


class HalfWidthPunctuation(TextRule):
    """Half-width or doubled punctuation, straight quotes, or a space between characters in Chinese text.

    ## 说明
    汉字之间的半角标点 (, ; : ? ! ( ) \\" ...)、重复的标点 (，，。。)、汉字之间的空格, 以及用“--”“~”代替的破折号、浪纹号。
    数字、字母和代码之间的半角标点不报告。

    ## 为什么重要
    标点依《标点符号用法》(GB/T 15834); 半角逗号和小数点、千分位混在一起会读错数 (ISO 9001:2015 7.5.2 b)。

    ## Why it matters
    GB/T 15834 sets the punctuation of Chinese text; a half-width comma beside figures is read as part of a number
    (ISO 9001:2015 7.5.2 b).

    ## 示例 Example
    ```markdown
    先登记,后派单(见附件).
    ```

    ## 改为 Use instead
    ```markdown
    先登记，后派单（见附件）。
    ```
    """

    code = "TRM003"
    name = "half-width-punctuation"
    severity = Severity.HINT
    is_fixable = True

    def texts(self) -> Iterable[RunningText]:
        return self.context.text_search.holding(_SUSPECT)

    def check(self, text: RunningText) -> Iterator[Diagnostic]:
        # Titles and quotations stand as they are; parameters are no text.
        shown = _ASIDE.sub(lambda match: "\ufffc" * len(match.group()), text.text)
        for match in re.finditer(_FAULT, shown):
            kind = match.lastgroup or ""
            start, end = match.span(kind)
            written = text.text[start:end]
            right = _right(kind, written, text.text, start)
            span = text.span(start, end)
            fix = None
            if (
                span.line == span.end_line
                and self.context.written_at(span) == written
                and not _IS_YAML.search(right)
            ):
                title = (
                    Message(f"改为 {right}", f"write {right}")
                    if right
                    else Message("删去空格", "delete the space")
                )
                fix = Fix(title, (Edit(span, right),))
            yield self.finding(
                span,
                *(
                    Message("汉字之间有空格", "a space between Chinese characters")
                    if kind == "space"
                    else Message(
                        f"标点 `{written}` 应为 `{right}`", f"punctuation `{written}` should be `{right}`"
                    )
                ),
                hint=Message(f"写成 {right}", f"write {right}")
                if right
                else Message("删去空格", "delete the space"),
                fix=fix,
            )


def _right(kind: str, written: str, text: str, start: int) -> str:
    match kind:
        case "space":
            return ""
        case "dots":
            return "……"
        case "dash":
            return "——"
        case "doubled":
            return written[0]
        case "quotes":
            return f"“{written[1:-1]}”"
        case "brackets":
            return f"（{written[1:-1]}）"
        case _:
            return _WIDE[written]
