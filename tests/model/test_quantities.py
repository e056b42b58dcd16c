"""Quantities in prose: figures, units, limits; and what only looks like one."""

from fractions import Fraction

import pytest

from wuye_docs.model.quantities import Bound, number_of, quantities_in, quantity_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30分钟", "半小时"), ("30分钟", "三十分钟"), ("30分钟", "0.5小时"), ("３０分钟", "30 分钟"), ("两刻钟", "30分钟"),
        ("90分钟", "一个半小时"), ("90分钟", "1.5小时"), ("24小时", "1天"), ("24小时", "一日"), ("7天", "一周"), ("七日", "1个星期"),
        ("6个月", "半年"), ("3个月", "一季度"), ("一年", "十二个月"), ("两年半", "30个月"),
        ("2个工作日", "两个工作日"), ("10000元", "1万元"), ("10,000元", "一万元"), ("0.5万元", "五千元"),
        ("95%", "百分之九十五"), ("95％", "95%"), ("1-3天", "一至三日"), ("3～5个工作日", "三到五个工作日"), ("30分钟至1小时", "30-60分钟"),
        ("每月15日", "每月十五日"), ("每日1次", "每天一次"), ("每两周1次", "每14天1次"), ("每年四次", "每季度1次"), ("1.5米", "150cm"),
        ("2次", "两次"), ("三百零五户", "305户"),
    ],
)  # fmt: skip
def test_the_same_amount_written_in_two_ways_is_one(one: str, other: str) -> None:
    first, second = quantity_of(one), quantity_of(other)
    assert first is not None and second is not None
    assert first.is_same_amount(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2个工作日", "48小时"),
        ("30天", "1个月"),
        ("30分钟", "30秒"),
        ("5日", "每月5日"),
        ("每月1次", "每周1次"),
        ("5元", "5次"),
    ],
)
def test_amounts_of_different_kinds_are_different(one: str, other: str) -> None:
    first, second = quantity_of(one), quantity_of(other)
    assert first is not None and second is not None
    assert not first.is_same_amount(second)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("30分钟内", Bound.AT_MOST), ("30分钟以内", Bound.AT_MOST), ("不超过30分钟", Bound.AT_MOST), ("不得超过30分钟", Bound.AT_MOST), ("100元以下", Bound.AT_MOST),
        ("100元（含）以上", Bound.AT_LEAST), ("100元以上", Bound.AT_LEAST), ("100元以上（不含100元）", Bound.MORE), ("100元（不含）以下", Bound.LESS),
        ("不少于3次", Bound.AT_LEAST), ("至少两次", Bound.AT_LEAST), ("满30天", Bound.AT_LEAST), ("超过30天", Bound.MORE), ("不满30天", Bound.LESS), ("低于95%", Bound.LESS),
        ("约30分钟", Bound.ABOUT), ("30分钟左右", Bound.ABOUT), ("30分钟", Bound.EXACT), ("每月15日前", Bound.AT_MOST), ("不低于95%", Bound.AT_LEAST), ("100元以内（含本数）", Bound.AT_MOST),
    ],
)  # fmt: skip
def test_words_of_limit_are_read(text: str, bound: Bound) -> None:
    found = quantity_of(text)
    assert found is not None
    assert found.bound is bound


@pytest.mark.parametrize(
    "text",
    [
        "2026年", "2026年3月15日", "3月15日", "第三次", "第2天", "8:30", "GB/T 19001—2016", "SYWIKF16", "8.2.1", "每周五", "星期三", "周一", "三月五日", "年度", "十分重要",
        "一致", "三、四", "统一", "元旦", "两级", "一级", "唯一", "次日", "一次性", "一人一档", "万一",
    ],
)  # fmt: skip
def test_dates_ordinals_and_words_are_no_quantities_of_time_or_money(text: str) -> None:
    dimensions = {one.quantity.dimension for one in quantities_in(text)}
    assert not dimensions & {"time", "workdays", "months", "money", "percent", "day of the month"}


def test_the_place_is_that_of_figure_and_unit() -> None:
    text = "客服专员应在受理后三十分钟内派单，2个工作日内办结，损失在5000元以上的上报"
    assert [text[one.start : one.end] for one in quantities_in(text)] == ["三十分钟", "2个工作日", "5000元"]
    assert [one.quantity.low for one in quantities_in(text)] == [1800, 2, 5000]


def test_a_month_before_a_day_makes_it_a_day_of_the_month() -> None:
    assert [one.quantity.dimension for one in quantities_in("每月15日前报上月5日至次月3日的数据")] == [
        "day of the month"
    ] * 3


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("三万", 30000),
        ("3万", 30000),
        ("1,250.5", Fraction(2501, 2)),
        ("半", Fraction(1, 2)),
        ("０", 0),
    ],
)
def test_figures_are_read(written: str, number: Fraction) -> None:
    assert number_of(written) == number


@pytest.mark.parametrize("written", ["", "一二", "第一", "数十", "x"])
def test_what_is_no_figure_is_none(written: str) -> None:
    assert number_of(written) is None
