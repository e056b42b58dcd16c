"""Quantities in Chinese prose, brought to one form: 半小时, 30分钟 and 三十分钟 are the same; 2个工作日 and 48小时 are not.

Reads figures in digits of either width and in characters, ranges, limits (以内、超过、不少于 …, with or without 含) and
frequencies. What the figure is about, and whether it is right, is for others to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple


class Bound(StrEnum):
    """What a sentence says of a figure."""

    EXACT = "exact"
    AT_MOST = "at most"
    """以内、以下、不超过: the figure itself is meant as well (民法典 1259)"""
    AT_LEAST = "at least"
    """以上、不少于"""
    LESS = "less"
    """不满、不足、低于: without the figure itself"""
    MORE = "more"
    """超过、大于"""
    ABOUT = "about"
    """左右、约"""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of something, in the smallest unit of its dimension."""

    dimension: str
    """time (in seconds), workdays, months, money, percent, `day of the month`, `times a second`, or the unit itself."""
    low: Fraction
    high: Fraction
    """The same as `low` unless it is a range."""
    bound: Bound = Bound.EXACT

    @property
    def amount(self) -> tuple[str, Fraction, Fraction]:
        """The amount, whatever is said of it."""
        return self.dimension, self.low, self.high

    def is_same_amount(self, other: Quantity) -> bool:
        """Whether both are the same amount, whatever is said of it."""
        return self.amount == other.amount


class FoundQuantity(NamedTuple):
    """A quantity in a text: the figure with its unit is `text[start:end]`; words of limit stand outside."""

    start: int
    end: int
    quantity: Quantity


def quantities_in(text: str) -> Iterator[FoundQuantity]:
    """Every quantity of a text, in order, none overlapping. Ordinals (第三次), dates and years are passed over."""
    if not ANY_FIGURE.search(text):
        return
    for match in _QUANTITY.finditer(text):
        read = _read(match)
        if read:
            start, end = match.span("whole")
            if text[start - 1 : start] == "含":
                continue  # 100元以上（含100元） says one thing, not two.
            yield FoundQuantity(start, end, Quantity(*read, _bound(text, start, end)))


@lru_cache(maxsize=4096)
def quantity_of(text: str) -> Quantity | None:
    """The quantity that a whole text is, words of limit included; None if it is none, or more than that."""
    found = list(quantities_in(text))
    if len(found) != 1:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    rest = _BEFORE.sub("", rest) if rest else rest
    return found[0].quantity if not _AFTER.sub("", rest, count=1).strip(" 　约") else None


@lru_cache(maxsize=1024)
def number_of(written: str) -> Fraction | None:
    """A figure in digits (1,000、１.５、3万) or in characters (十五、两百、半); None if it is none."""
    text = unicodedata.normalize("NFKC", written).replace(",", "").strip()
    factor = 1
    while text[-1:] in _MULTIPLES and text[:-1] and text[:-1].replace(".", "").isdigit():
        factor *= _MULTIPLES[text[-1]]
        text = text[:-1]
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Fraction(text) * factor
    if text == "半":
        return Fraction(1, 2)
    return _number_in_characters(text)


_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MULTIPLES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

# Units by dimension, with what one of them is in the smallest unit.
_UNITS: dict[str, tuple[str, Fraction]] = {
    **{unit: ("time", Fraction(seconds)) for unit, seconds in (
        ("秒", 1), ("秒钟", 1), ("分钟", 60), ("刻钟", 900), ("小时", 3600), ("个小时", 3600), ("个钟头", 3600), ("天", 86400), ("日", 86400), ("个自然日", 86400),
        ("自然日", 86400), ("周", 604800), ("个星期", 604800), ("星期", 604800),
    )},
    **{unit: ("workdays", Fraction(1)) for unit in ("个工作日", "工作日", "个工作天", "工作天")},
    **{unit: ("months", Fraction(months)) for unit, months in (
        ("个月", 1), ("个自然月", 1), ("个季度", 3), ("季度", 3), ("年", 12), ("周年", 12),
    )},
    **{unit: ("money", factor) for unit, factor in (
        ("元", Fraction(1)), ("人民币元", Fraction(1)), ("万元", Fraction(10_000)), ("亿元", Fraction(10**8)), ("角", Fraction(1, 10)),
    )},
    **{unit: ("percent", factor) for unit, factor in (("%", Fraction(1)), ("％", Fraction(1)), ("‰", Fraction(1, 10)))},
    **{unit: ("length", factor) for unit, factor in (
        ("毫米", Fraction(1, 1000)), ("mm", Fraction(1, 1000)), ("厘米", Fraction(1, 100)), ("cm", Fraction(1, 100)), ("米", Fraction(1)), ("m", Fraction(1)),
        ("公里", Fraction(1000)), ("千米", Fraction(1000)), ("km", Fraction(1000)),
    )},
    **{unit: ("area", Fraction(1)) for unit in ("平方米", "㎡", "m²")},
    **{unit: ("mass", factor) for unit, factor in (("克", Fraction(1)), ("公斤", Fraction(1000)), ("千克", Fraction(1000)), ("kg", Fraction(1000)), ("吨", Fraction(10**6)))},
    **{unit: ("temperature", Fraction(1)) for unit in ("℃", "°C", "摄氏度")},
    **{unit: (unit, Fraction(1)) for unit in ["次", "遍", "人", "名", "户", "份", "张", "件", "台", "套", "倍", "级", "分", "分贝", "勒克斯", "伏", "千瓦"]},
}  # fmt: skip
_PERIODS = {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400, "日": 86400, "周": 604800, "星期": 604800}
_MONTHS = {"月": 1, "个月": 1, "季": 3, "季度": 3, "半年": 6, "年": 12, "年度": 12}

_FIGURE = r"(?:[0-9０-９]+(?:[,，][0-9]{3})*(?:[.．][0-9０-９]+)?[百千万亿]?|[〇零一二两三四五六七八九十百千万]+|半)"
# Without this there is no quantity; it is cheap to look for, and most texts lack it.
ANY_FIGURE = re.compile(
    f"[0-9０-９〇零一二两三四五六七八九十百千万亿]\\s*[{''.join(sorted({unit[0] for unit in _UNITS}))}至到~～–—－-]|半|百分之|每|月"
)
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=lambda one: (-len(one), one)))
_RANGE = r"\s*(?:[-~～–—－至到]|——)\s*"
_QUANTITY = re.compile(
    # What looks like a quantity and is none: dates, years, clock times, ordinals, numbers of clauses and of things.
    rf"(?P<none>[0-9]{{4}}\s*年(?:\s*[0-9]{{1,2}}\s*月(?:\s*[0-9]{{1,2}}\s*[日号])?)?|[0-9]{{1,2}}\s*月\s*[0-9]{{1,2}}\s*[日号]"
    r"|[0-9]{1,2}[:：][0-9]{2}|第\s*(?:[0-9０-９]+|[〇零一二两三四五六七八九十百]+)|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}[日号]"
    r"|[A-Za-z][A-Za-z-]*[0-9][0-9A-Za-z.-]*|[0-9]+(?:\.[0-9]+){2,}|星期[一二三四五六日]|周[一二三四五六日](?![次年])|[一二三四五六七八九十]+、)"
    rf"|(?P<whole>百分之(?P<hundredths>{_FIGURE})"
    rf"|每(?P<every>{_FIGURE})?\s*个?(?P<period>工作日|半年|小时|分钟|年度|季度|星期|[天日周月季年])(?:\s*(?:不少于|至少|不超过|最多)?(?P<times>{_FIGURE})\s*[次遍])"
    rf"|(?P<month>[每次当上下本该]个?月|月|首月)\s*的?(?P<day>{_FIGURE})\s*[日号]"
    rf"|(?P<first>{_FIGURE})(?:\s*(?P<first_unit>{_UNIT})?{_RANGE}(?P<last>{_FIGURE}))?\s*(?P<unit>(?:个半|半)?(?:{_UNIT}))(?P<half>半(?![数导成天年月日夜]))?)"
)  # fmt: skip
# A unit in front of these is the beginning of another word: 分钟 is found whole, 年度 is no length of time, 元旦 no money.
_NO_UNIT = re.compile(
    "年[度级代龄份]|[日天][常志期记历报用均前线然]|元[旦件素]|级别|分[之类别享工配级析比]|人[员民均次力士口工]|名[单称册义]|件[数]|次[日月年序要]|台[账帐阶]|套[装]|周[边围期岁末转]|米[饭]|张[贴]|份[额]|户[型外主口]|倍[率]"
)
_BEFORE = re.compile(
    "(?:(?P<at_most>不(?:得|应|能|可|宜)?(?:超过|大于|高于|多于|晚于|迟于)|至多|最多|最长|最迟|上限为?|≤|小于等于)|(?P<at_least>不(?:得|应|能|可|宜)?(?:少于|低于|小于|短于|早于)|至少|最少|最短|下限为?|满|达到?|≥|大于等于)"
    "|(?P<less>低于|小于|少于|不足|不满|未满|不到|＜|<)|(?P<more>超过|大于|高于|多于|长于|逾|超出|＞|>)|(?P<about>约|大约|大概|近))\\s*(?:人民币)?$"
)
_AFTER = re.compile(
    "^\\s*(?P<given>[（(](?P<is_without>不)?含(?:本数|本级|[0-9.万]*[\u4e00-\u9fff]{0,3})?[）)])?\\s*"
    "(?:(?:的)?(?:(?P<at_most>及?以内|之内|及?以下|内(?![部容外])|之前|前|止)|(?P<at_least>及?以上|起)|(?P<more>以外|以后|之后|后)|(?P<about>左右|上下)))?"
    "\\s*(?P<later>[（(](?P<is_later_without>不)?含(?:本数|本级|[0-9.万]*[\u4e00-\u9fff]{0,3})?[）)])?"
)


def _read(match: re.Match[str]) -> tuple[str, Fraction, Fraction] | None:
    """(dimension, low, high) of a match."""
    if match["none"] is not None:
        return None
    if match["hundredths"]:
        return _single("percent", number_of(match["hundredths"]), Fraction(1))
    if match["period"]:
        return _frequency(match)
    if match["day"]:
        return _single("day of the month", number_of(match["day"]), Fraction(1))
    unit = match["unit"]
    if _NO_UNIT.match(match.string, match.end() - len(unit[-1:])):
        return None
    if unit not in _UNITS and (unit.startswith(("个半", "半"))):
        bare = unit.removeprefix("个").removeprefix("半")
        dimension, factor = _UNITS.get(bare) or _UNITS[f"个{bare}"]
        figure = number_of(match["first"])
        return _single(dimension, figure + Fraction(1, 2), factor) if figure is not None else None
    dimension, factor = _UNITS[unit]
    low, high = number_of(match["first"]), number_of(match["last"] or match["first"])
    if low is None or high is None:
        return None
    low_dimension, low_factor = _UNITS[match["first_unit"]] if match["first_unit"] else (dimension, factor)
    if low_dimension != dimension:
        return None
    if match["half"]:
        high += Fraction(1, 2)
        low = low if match["last"] else high
    return dimension, low * low_factor, high * factor


def _single(
    dimension: str, figure: Fraction | None, factor: Fraction
) -> tuple[str, Fraction, Fraction] | None:
    return None if figure is None else (dimension, figure * factor, figure * factor)


def _frequency(match: re.Match[str]) -> tuple[str, Fraction, Fraction] | None:
    every, times = number_of(match["every"] or "1"), number_of(match["times"])
    if not every or times is None:
        return None
    period = match["period"]
    if period == "工作日":
        return _single("times a workday", times, 1 / every)
    if period in _MONTHS:
        return _single("times a month", times, 1 / (every * _MONTHS[period]))
    return _single("times a second", times, 1 / (every * _PERIODS[period]))


def _bound(text: str, start: int, end: int) -> Bound:
    before = _BEFORE.search(text, max(0, start - 8), start)
    after = _AFTER.match(text[end : end + 14])
    named = (before.lastgroup if before else None) or _limit(after)
    bound = Bound(named.replace("_", " ")) if named else Bound.EXACT
    if after and (after["given"] or after["later"]):
        excluded = after["is_without"] or after["is_later_without"]
        pairs = {Bound.AT_MOST: Bound.LESS, Bound.AT_LEAST: Bound.MORE}
        if excluded:
            return pairs.get(bound, bound)
        return {one: other for other, one in pairs.items()}.get(bound, bound)
    return bound


def _limit(after: re.Match[str] | None) -> str | None:
    if after is None:
        return None
    return next((name for name in ("at_most", "at_least", "more", "about") if after[name]), None)


def _number_in_characters(text: str) -> Fraction | None:
    """一百零五, 两千, 三万; a row of plain digits (一二) is no figure."""
    total = section = digit = 0
    seen_digit = False
    for character in text:
        if character in _DIGITS:
            if seen_digit and digit:
                return None
            digit, seen_digit = _DIGITS[character], True
        elif character in _TENS:
            section += (digit if seen_digit and digit else 1) * _TENS[character]
            digit, seen_digit = 0, False
        elif character == "万":
            total += (section + digit or 1) * 10_000
            section, digit, seen_digit = 0, 0, False
        else:
            return None
    return Fraction(total + section + digit) if text else None
