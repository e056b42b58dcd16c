"""FRM010."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Field, FieldType, Form, place_of
from wuye_docs.rules.rule import FormRule

_SENT = re.compile("(?:通知|告知|催[交缴收告]\\w{0,4}|整改|派工|任务|答复|移送)[单书函]$")
_RECEIPT = re.compile(
    "签收|回执|回单|接收|接单|收[件到]|送达|领[取回]|张贴|公示|确认|回复|反馈|受送达|当事人|被.{1,4}人"
)


class NoticeWithoutReceipt(FormRule):
    """A notice is issued on a form that has no place for whoever receives it.

    ## 说明
    标题是“…通知单”“…通知书”“…告知书”“…派工单”“…答复函”等发给别人的表单, 没有签收、送达、回执、张贴一类的栏目, 签名栏只有填写它的
    岗位, 流程中也没有别的岗位或相关方使用它。标题只是“…通知”“…公告”的 (张贴给众人看) 不报告。

    ## 为什么重要
    没有签收或送达的记载, 就证明不了通知到了对方, 期限从哪天起算也说不清 (ISO 9001:2015 8.2.1、7.5.3.1 a)。

    ## Why it matters
    Without a receipt nobody can prove that the notice arrived, nor from which day its limit runs
    (ISO 9001:2015 8.2.1, 7.5.3.1 a).

    ## 示例 Example
    ```yaml
    title: 违规整改通知单
    fields:
      - {name: 整改要求, type: text}
      - {name: 发出人, type: signature, by: 客服专员}
    ```

    ## 改为 Use instead
    ```yaml
    title: 违规整改通知单
    fields:
      - {name: 整改要求, type: text}
      - {name: 发出人, type: signature, by: 客服专员}
      - {name: 业主签收, type: signature, by: 业主}
    ```
    """

    code = "FRM010"
    name = "notice-without-receipt"
    severity = Severity.WARNING

    @cached_property
    def lanes(self) -> Mapping[str, frozenset[str]]:
        """The lanes in which each form is used."""
        found: dict[str, set[str]] = {}
        for flow in self.context.manual.flows.values():
            for step in flow.steps.values():
                for number in step.forms:
                    found.setdefault(number, set()).add(str(step.lane))
        return {number: frozenset(lanes) for number, lanes in found.items()}

    def check(self, form: Form) -> Iterator[Diagnostic]:
        if (
            not form.fields
            or not _SENT.search(form.title)
            or form.span.path in self.context.incomplete_files
            or any(_RECEIPT.search(name) for field in form.fields for name in _names_in(field))
        ):
            return
        hands = {str(field.by) for field in form.fields if field.type is FieldType.SIGNATURE and field.by}
        hands |= self.lanes.get(form.number, frozenset())
        if len(hands) > 1:
            return
        yield self.finding(
            place_of(form.title, form.span),
            f"`{form.title}` 发给别人, 却没有签收或送达的栏目",
            f"`{form.title}` is sent to others and has no place for a receipt",
            hint=Message(
                "加一栏, 例如 {name: 签收人, type: signature}",
                "add a field such as {name: 签收人, type: signature}",
            ),
        )


def _names_in(field: Field) -> Iterator[str]:
    yield field.name
    yield from (column.name for column in field.columns)
