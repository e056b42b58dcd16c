"""DOC009."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.references import Kind
from wuye_docs.rules.context import RunningText
from wuye_docs.rules.rule import TextRule

_PLACEHOLDER = (
    r"待定(?=[。，；、）)]|$)|待(?:补充|完善|编写|填写|确认后补)(?=[。，；、）)]|$)|(?<![A-Za-z0-9])[X×Ｘ]{2,}(?=[\u4e00-\u9fff，。；、）]|$)(?![A-Za-z0-9])"
    r"|(?<![A-Za-z])(?:TODO|TBD|FIXME|XXX)(?![A-Za-z])|某某(?=部门|岗位|公司|人员|单位)|_{3,}|＿{2,}|\?{3,}|？{3,}|[（(](?:略|此处(?:填|补|写|待|需|请|应)[^）)]*|请填写[^）)]*|请补充[^）)]*)[）)]"
    r"|〔\s*〕|【\s*】|[（(][ \u3000]{2,}[）)]"
)
# Every placeholder holds one of these.
_SUSPECT = re.compile(r"待|[X×Ｘ_＿?？]{2}|TODO|TBD|FIXME|某某|[（(][略此请 \u3000]|[〔【]")


class LeftoverPlaceholder(TextRule):
    """A placeholder is left in the text.

    ## 说明
    文件、流程或术语中留有“待定”“待补充”“XX部门”“____”“TODO”之类的空缺。记录表里的空格供填写, 不查。

    ## 为什么重要
    空缺说明起草没有完成, 不能批准 (ISO 9001:2015 7.5.2 c)。

    ## Why it matters
    What is still open cannot be approved (ISO 9001:2015 7.5.2 c).

    ## 示例 Example
    ```markdown
    回访时限待定。
    ```

    ## 改为 Use instead
    ```markdown
    回访时限为{{ 投诉.回访时限 }}。
    ```
    """

    code = "DOC009"
    name = "leftover-placeholder"
    severity = Severity.WARNING

    def texts(self) -> Iterable[RunningText]:
        return self.context.text_search.holding(_SUSPECT)

    def check(self, text: RunningText) -> Iterator[Diagnostic]:
        if text.source.kind is Kind.FORM:
            return
        for match in re.finditer(_PLACEHOLDER, text.text):
            start, end = match.span()
            yield self.finding(
                text.span(start, end),
                f"留有空缺 `{match.group()}`",
                f"placeholder `{match.group()}` is left",
                hint=Message("写上内容, 或删去", "fill it in, or delete it"),
            )
