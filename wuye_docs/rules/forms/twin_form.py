"""FRM007."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.model import FieldType, Form, Status, place_of
from wuye_docs.references import tight_title
from wuye_docs.rules.rule import ManualRule

_ENDING = re.compile("(?:登记|记录)?(?:表格|表|单|册|簿)$")
_FEWEST_FIELDS = 5


class TwinForm(ManualRule):
    """Two forms have the same fields, or titles that differ in the last word alone.

    ## 说明
    两张记录表的栏目 (四个以上) 几乎完全相同, 或者标题只差“表”“单”“记录”“登记表”这样的末尾。作废的不查。

    ## 为什么重要
    两张一样的表, 员工不知道填哪一张, 统计时各缺一半 (ISO 9001:2015 7.5.3.1 a、7.5.3.2 a)。

    ## Why it matters
    Of two like forms nobody knows which to take, and each holds half of the records (ISO 9001:2015 7.5.3.1 a, 7.5.3.2 a).

    ## 示例 Example
    ```yaml
    SYWIKF16-R01: 客户投诉受理表
    SYWIKF16-R05: 客户投诉受理单
    ```

    ## 改为 Use instead
    ```yaml
    SYWIKF16-R01: 客户投诉受理表
    ```
    """

    code = "FRM007"
    name = "twin-form"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        by_title: dict[str, Form] = {}
        by_fields: dict[frozenset[str], Form] = {}
        for form in self.context.manual.forms.values():
            if form.status is Status.OBSOLETE:
                continue
            stem = _ENDING.sub("", tight_title(form.title))
            first = by_title.setdefault(stem, form)
            if first is not form and stem:
                yield self.twin(form, first, Message("标题只差末尾", "have almost one title"))
                continue
            filled = frozenset(_filled_in(form))
            if len(filled) < _FEWEST_FIELDS:
                continue
            first = by_fields.setdefault(filled, form)
            if first is not form:
                yield self.twin(form, first, Message("栏目相同", "have the same fields"))

    def twin(self, form: Form, first: Form, how: Message) -> Diagnostic:
        return self.finding(
            place_of(form.title, form.span),
            f"记录表 `{form.number}` {form.title}与 `{first.number}` {first.title}{how.zh}",
            f"forms `{form.number}` {form.title} and `{first.number}` {first.title} {how.en}",
            hint=Message("合并为一张, 或写明各自的用途", "make one of them, or say what each is for"),
            related=(Related(place_of(first.title, first.span), Message("另一张", "the other form")),),
        )


def _filled_in(form: Form) -> Iterator[str]:
    for field in form.fields:
        if field.type in (FieldType.HEADING, FieldType.NOTE):
            continue
        yield field.name
        for column in field.columns:
            yield f"{field.name}/{column.name}"
