"""FLW008."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Flow, Step, StepKind, place_of
from wuye_docs.rules.rule import FlowRule

# Answers to a yes-or-no question, and the words that answer it the other way.
_ANSWERS: dict[str, tuple[str, ...]] = {
    "是": ("否", "不是"),
    "能": ("不能", "否"),
    "可以": ("不可以", "不能"),
    "有": ("无", "没有"),
    "同意": ("不同意",),
    "批准": ("不批准", "不同意", "退回", "否决", "驳回"),
    "通过": ("不通过", "未通过", "退回", "驳回"),
    "合格": ("不合格",),
    "符合": ("不符合",),
    "认可": ("不认可",),
    "满意": ("不满意",),
    "需要": ("不需要", "无需", "不需"),
    "属实": ("不属实", "不实"),
    "成立": ("不成立",),
    "接受": ("不接受", "拒绝"),
    "完成": ("未完成", "没有完成"),
    "正常": ("不正常", "异常"),
    "采纳": ("不采纳",),
    "超过": ("未超过", "不超过"),
    "Y": ("N",),
    "是的": ("不是",),
}
_OPPOSITES: dict[str, frozenset[str]] = {
    **{yes: frozenset(no) for yes, no in _ANSWERS.items()},
    **{
        no: frozenset(yes for yes, others in _ANSWERS.items() if no in others)
        for others in _ANSWERS.values()
        for no in others
    },
}
# These answer any question, so they say nothing without their opposite.
_PLAIN = frozenset({"是", "否", "能", "不能", "有", "无", "Y", "N"})


class UnpairedLabels(FlowRule):
    """The labels of a decision do not pair: 是 without 否, 同意 with 不通过.

    ## 说明
    判断有两条出口, 其中“是”“否”“能”“不能”“有”“无”没有与它相对的一条, 或者两条出口答的不是同一个问题
    (“同意”配“不通过”)。用具体情形作条件的 (重大、一般) 不检查。

    ## 为什么重要
    答案不成对, 看图的人不知道问的是什么, 也不知道其余的情形怎么走 (ISO 9001:2015 4.4.1 c)。

    ## Why it matters
    Labels that do not pair leave open what was asked and what happens otherwise (ISO 9001:2015 4.4.1 c).

    ## 示例 Example
    ```yaml
    审定: {lane: 管理处经理, kind: decision, text: 是否同意, next: {是: 落实, 不通过: 理由}}
    ```

    ## 改为 Use instead
    ```yaml
    审定: {lane: 管理处经理, kind: decision, text: 是否同意, next: {是: 落实, 否: 理由}}
    ```
    """

    code = "FLW008"
    name = "unpaired-labels"
    severity = Severity.WARNING
    judges_incomplete = False

    def check(self, flow: Flow) -> Iterator[Diagnostic]:
        for step in flow.steps.values():
            # With three exits and more, 是 and 否 may be joined by a third case; what pairs is a matter of the text.
            if step.kind is StepKind.DECISION and len(step.next) == 2 and all(one.label for one in step.next):
                yield from self.check_pair(step)

    def check_pair(self, step: Step) -> Iterator[Diagnostic]:
        first, second = step.next
        one, other = first.label.strip(), second.label.strip()
        if one == other or other in _OPPOSITES.get(one, ()) or one in _OPPOSITES.get(other, ()):
            return
        both_answers = one in _OPPOSITES and other in _OPPOSITES
        if not both_answers and not {one, other} & _PLAIN:
            return
        odd = second if one in _PLAIN or other not in _PLAIN else first
        kept = one if odd is second else other
        wanted = sorted(_OPPOSITES[kept])[0] if kept in _OPPOSITES else ""
        yield self.finding(
            place_of(odd.label, step.at("next")),
            f"判断 `{step.name}` 的出口 `{one}` 与 `{other}` 不成对",
            f"exits `{one}` and `{other}` of decision `{step.name}` do not pair",
            hint=Message(f"与 `{kept}` 相对的是 `{wanted}`", f"the opposite of `{kept}` is `{wanted}`"),
        )
