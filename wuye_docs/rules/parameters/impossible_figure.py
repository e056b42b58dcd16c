"""PAR006."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.model.quantities import Bound, Quantity, quantities_in
from wuye_docs.references import Kind, Target
from wuye_docs.rules.rule import ManualRule

_MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DATE = re.compile(r"(?<![0-9.])(?P<month>[0-9]{1,2})\s*月\s*(?P<day>[0-9]{1,2})\s*[日号]")
_NO_WEEKDAY = re.compile(
    "(?<![一-龥])每?(?:星期|周)(?P<day>[八九十789])(?![一-龥0-9]*[次个天日周年])|星期[八九十]"
)
_NO_QUARTER = re.compile("第?[五六七八九]季度")
# Further ahead than any document reaches.
_YEAR = re.compile(r"(?<![0-9A-Za-z./-])(?P<year>[2-9][0-9]{3})年(?![以内前后])")
_CLOCK = re.compile(r"(?<![0-9:：.])(?P<hour>[0-9]{1,2})[:：](?P<minute>[0-9]{2})(?![0-9:：])")
# Of these there is no more than all.
_SHARE = re.compile(
    "(?:合格|完成|及时|满意|完好|覆盖|到位|收缴|回收|到场|归档|签收|知晓|出勤|达标|准确)率[^，。；]{0,8}$"
)


_LAST_YEAR = 2099


class _Impossible(NamedTuple):
    start: int
    end: int
    reason: Message


class ImpossibleFigure(ManualRule):
    """A figure that cannot be: the 32nd of a month, 25 o'clock, 105% of all, a range that runs backwards.

    ## 说明
    正文和参数中不可能的数值: 每月32日、2月30日、25:00、星期八、第五季度、2206年、合格率105%、5-3天 (起点大于终点)、0分钟内。

    ## 为什么重要
    这样的数多半是笔误, 照它做不了, 也查不了 (ISO 9001:2015 7.5.2 c 评审和批准)。

    ## Why it matters
    Such a figure is a slip of the pen; it can be neither kept nor checked (ISO 9001:2015 7.5.2 c).

    ## 示例 Example
    ```markdown
    每月35日前报送报表。
    ```

    ## 改为 Use instead
    ```markdown
    每月5日前报送报表。
    ```
    """

    code = "PAR006"
    name = "impossible-figure"
    severity = Severity.ERROR

    def check(self) -> Iterator[Diagnostic]:
        for text in self.context.texts:
            for found in _impossible_times(text.text):
                yield self.found(found, text.text, text.span(found.start, found.end))
        for figure in self.context.figures:
            text, reason = figure.text, _reason(figure.quantity, figure.text.text[: figure.start])
            if reason:
                found = _Impossible(figure.start, figure.end, reason)
                yield self.found(found, text.text, text.span(found.start, found.end))
        for name, parameter in self.context.manual.parameters.items():
            if parameter.is_builtin:
                continue
            place = self.context.span_of(Target(Kind.PARAMETER, name))
            for found in _impossible_times(parameter.text):
                yield self.found(found, parameter.text, place)
            for one in quantities_in(parameter.text):
                reason = _reason(one.quantity, parameter.text[: one.start])
                if reason:
                    yield self.found(_Impossible(one.start, one.end, reason), parameter.text, place)

    def found(self, found: _Impossible, text: str, span: Span) -> Diagnostic:
        written = text[found.start : found.end]
        return self.finding(
            span,
            f"`{written}` 不可能: {found.reason.zh}",
            f"`{written}` cannot be: {found.reason.en}",
            hint=Message("核对并改正数值", "check the figure and mend it"),
        )


def _impossible_times(text: str) -> Iterator[_Impossible]:
    """Dates and times of day that there are not."""
    for match in _DATE.finditer(text) if "月" in text else ():
        month, day = int(match["month"]), int(match["day"])
        if not 1 <= month <= 12:
            yield _Impossible(*match.span(), Message("一年只有12个月", "a year has 12 months"))
        elif not 1 <= day <= _MONTH_LENGTHS[month - 1]:
            yield _Impossible(*match.span(), Message("该月没有这一天", "the month has no such day"))
    for match in _NO_WEEKDAY.finditer(text) if "星期" in text or "周" in text else ():
        yield _Impossible(*match.span(), Message("一周只有7天", "a week has 7 days"))
    for match in _NO_QUARTER.finditer(text) if "季度" in text else ():
        yield _Impossible(*match.span(), Message("一年只有4个季度", "a year has 4 quarters"))
    for match in _YEAR.finditer(text) if "年" in text else ():
        if int(match["year"]) > _LAST_YEAR:
            yield _Impossible(*match.span(), Message("不会是这一年", "it cannot be that year"))
    for match in _CLOCK.finditer(text) if ":" in text or "：" in text else ():
        hour, minute = int(match["hour"]), int(match["minute"])
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            yield _Impossible(*match.span(), Message("没有这个时刻", "there is no such time of day"))


def _reason(quantity: Quantity, before: str) -> Message | None:
    if quantity.low > quantity.high:
        return Message("起点大于终点", "the range runs backwards")
    if quantity.dimension == "day of the month" and not 1 <= quantity.low <= 31:
        return Message("一个月没有这一天", "no month has such a day")
    if quantity.dimension == "percent" and quantity.high > 100 and _SHARE.search(before):
        return Message("超过全部", "it is more than all")
    is_time = quantity.dimension in ("time", "workdays", "months")
    if is_time and quantity.high == 0 and quantity.bound in (Bound.AT_MOST, Bound.LESS):
        return Message("没有时间可用", "it leaves no time at all")
    return None
