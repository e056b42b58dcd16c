"""FRM011."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity, Span
from wuye_docs.model import FieldType, Form, place_of
from wuye_docs.references import Kind
from wuye_docs.references.collect import part_of
from wuye_docs.rules.rule import ManualRule

_ON_FORM = re.compile("《([^《》]+)》[上中]?(?:应|须|内)?(?:写明|注明|载明|填明|写清)")
_WRITE_DOWN = re.compile("(?:写明|注明|载明|填明|写清)(?!不|原因|理由)([^，。；：]{2,40})")
_ITEM = re.compile("[^、和及与]{2,8}")
_NARRATIVE = re.compile("事实|经过|情况|内容|要点|说明|记录|备注|描述")
_FREE = frozenset({FieldType.SIGNATURE})
# A fact by the end of the words that name it; what a field that holds it is called, and of which types it may be.
_FACTS: dict[str, tuple[re.Pattern[str], re.Pattern[str], frozenset[FieldType]]] = {
    "time": (
        re.compile("(?:时间|日期)$"),
        re.compile("时间|日期|时刻|年月|期限|期$|日$"),
        frozenset({FieldType.DATE, FieldType.DATETIME, *_FREE}),
    ),
    "place": (
        re.compile("(?:地点|位置|地址)$"),
        re.compile("地点|位置|地址|部位|房号|楼|区域|处$|场所"),
        frozenset(),
    ),
    "telephone": (re.compile("(?:电话|联系方式|手机号码?)$"), re.compile("电话|联系|手机|号码"), frozenset()),
    "room": (re.compile("房号$"), re.compile("房|地址|业主|户|单元|地点|位置"), frozenset()),
    "count": (re.compile("(?:数量|件数|人数)$"), re.compile("数|量"), frozenset({FieldType.NUMBER})),
    "money": (
        re.compile("(?:金额|价格|费用)$"),
        re.compile("金额|费|价|款|元"),
        frozenset({FieldType.NUMBER}),
    ),
    "number": (re.compile("(?:编号|单号|车牌号码?)$"), re.compile("号|码|车牌"), frozenset()),
}


class MissingField(ManualRule):
    """The text wants something on a form for which the form has no field.

    ## 说明
    步骤的说明或正文要求在某张表上写明时间、地点、电话、姓名、数量、金额、编号等, 而表上没有能填它的栏目、列或签名栏。
    只看“写明”“注明”“载明”“登记”“记录”之后列出的事实, 以及只填一张表的步骤和“《某表》应写明……”的句子。表上有供叙述的多行栏目 (经过、事实、情况) 的不报告。

    ## 为什么重要
    表上没有位置的内容, 员工不会另找地方写 (ISO 9001:2015 7.5.2 b、8.1 e)。

    ## Why it matters
    What has no place on the form is not written down elsewhere (ISO 9001:2015 7.5.2 b, 8.1 e).

    ## 示例 Example
    ```yaml
    登记: {forms: [SYWIAQ04-R01], note: 写明拾到的时间、地点和联系电话}  # 表上没有电话栏
    ```

    ## 改为 Use instead
    ```yaml
    fields:
      - {name: 拾到时间, type: datetime}
      - {name: 拾到地点, type: text}
      - {name: 联系电话, type: text}
    ```
    """

    code = "FRM011"
    name = "missing-field"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        manual, names = self.context.manual, self.context.references.names
        if any(path.startswith("forms/") for path in self.context.incomplete_files):
            return
        for flow in manual.flows.values():
            for step in flow.steps.values():
                form = manual.forms.get(step.forms[0]) if len(step.forms) == 1 else None
                if form is not None and "《" not in step.note:
                    place = place_of(step.note, step.span)
                    for start, end, group in _wanted_in(step.note, 0):
                        yield from self.judge(
                            form, step.note[start:end], group, part_of(step.note, start, end, place)
                        )
        for text in self.context.texts:
            if text.source.kind is not Kind.DOCUMENT:
                continue
            for match in _ON_FORM.finditer(text.text):
                named = names.title(match.group(1))
                form = manual.forms.get(named.target.key) if named else None
                for start, end, group in _wanted_in(text.text, match.end(1)) if form else ():
                    yield from self.judge(form, text.text[start:end], group, text.span(start, end))

    def judge(self, form: Form | None, item: str, group: str, span: Span) -> Iterator[Diagnostic]:
        if form is None or not form.fields or _holds(form, group):
            return
        yield self.finding(
            span,
            f"表 `{form.number}` {form.title}没有填 `{item}` 的栏目",
            f"form `{form.number}` {form.title} has no field for `{item}`",
            hint=Message("在表中加一栏, 或改正文字", "add a field to the form, or mend the text"),
            related=(Related(form.span, Message("这张表", "the form")),),
        )


def _wanted_in(text: str, behind: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, group) of each fact that a text wants written down."""
    for match in _WRITE_DOWN.finditer(text, behind):
        if behind and re.search("[。；]", text[behind : match.start()]):
            return
        for item in _ITEM.finditer(text, match.start(1), match.end(1)):
            group = next((name for name, one in _FACTS.items() if one[0].search(item.group())), None)
            if group:
                yield item.start(), item.end(), group
        if behind:
            return


def _holds(form: Form, group: str) -> bool:
    pattern, types = _FACTS[group][1:]
    names = [field.name + field.note + field.unit + "".join(field.choices) for field in form.fields]
    names += [column.name + "".join(column.choices) for field in form.fields for column in field.columns]
    if any(pattern.search(name) for name in (*names, form.note, form.title)):
        return True
    # Several lines for the facts of the matter hold this one as well.
    if any(
        field.type is FieldType.TEXT and field.lines > 1 and _NARRATIVE.search(field.name)
        for field in form.fields
    ):
        return True
    used = {field.type for field in form.fields} | {
        column.type for field in form.fields for column in field.columns
    }
    return bool(used & types)
