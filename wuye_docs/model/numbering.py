"""Numbers: how documents, flows and forms are numbered, and how the clauses of a document are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from wuye_docs.model.settings import Numbering, NumberingScheme, Series

# What a series of flow numbers names in the place of a level of documents.
FLOW_LEVEL = "flow"
_DIGITS = "零一二三四五六七八九"
# A longer run of reserved numbers is a slip of the pen.
_LONGEST_RUN = 9999


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """A number taken apart: `SYWIKF16-R01` is series SYWIKF, counter 16, form 1."""

    series: Series
    counter: int
    form: int | None = None


def parse_number(number: str, scheme: NumberingScheme) -> ParsedNumber | None:
    """The parts of a number, or None if it breaks the scheme of manual.yaml."""
    stem, separator, tail = number.partition(scheme.form_suffix)
    form = None
    if separator:
        if not re.fullmatch(r"\d{2,}", tail):
            return None
        form = int(tail)
    for series in sorted(scheme.series, key=lambda one: -len(one.prefix)):
        counter = stem[len(series.prefix) :]
        if stem.startswith(series.prefix) and re.fullmatch(rf"\d{{{series.digits}}}", counter):
            return ParsedNumber(series, int(counter), form)
    return None


_RUN = re.compile(r"(.*\d)\s*[-‐–—~～至]\s*(.*?\d)")


def numbers_in_run(written: str, scheme: NumberingScheme) -> tuple[str, ...] | None:
    """The numbers that an entry of `reserved` stands for: itself, or a run as `SYWIKF02-15`; None if it fits no scheme.

    The end of a run is a number of the same series or just its counter; the end of a run of forms may be `R05`.
    """
    if parse_number(written, scheme):
        return (str(written),)
    match = _RUN.fullmatch(written)
    first = parse_number(match.group(1), scheme) if match else None
    if match is None or first is None:
        return None
    end = match.group(2)
    last = parse_number(end, scheme)
    if last is None:
        counter = end.removeprefix(scheme.form_suffix.lstrip("-")) if first.form is not None else end
        if not re.fullmatch(r"[0-9]{1,6}", counter):
            return None
        last = (
            replace(first, form=int(counter))
            if first.form is not None
            else replace(first, counter=int(counter))
        )
    if last.series != first.series or (first.form is None) != (last.form is None):
        return None
    stem = f"{first.series.prefix}{first.counter:0{first.series.digits}}"
    if first.form is not None and last.form is not None:
        if last.counter != first.counter or not first.form <= last.form <= _LONGEST_RUN:
            return None
        return tuple(f"{stem}{scheme.form_suffix}{form:02}" for form in range(first.form, last.form + 1))
    if not first.counter <= last.counter < 10**first.series.digits or last.counter > _LONGEST_RUN:
        return None
    return tuple(
        f"{first.series.prefix}{counter:0{first.series.digits}}"
        for counter in range(first.counter, last.counter + 1)
    )


def reserved_numbers(scheme: NumberingScheme) -> dict[str, str]:
    """Every reserved number with what it is kept for; entries that fit no scheme are left out."""
    found: dict[str, str] = {}
    for written, purpose in scheme.reserved.items():
        for number in numbers_in_run(written, scheme) or ():
            found.setdefault(number, purpose)
    return found


def next_number(series: Series, taken: Iterable[str], scheme: NumberingScheme) -> str:
    """The lowest number above all of a series that were ever used or are kept for later."""
    used = [0]
    for number in (*taken, *scheme.retired, *reserved_numbers(scheme)):
        parsed = parse_number(number, scheme)
        if parsed and parsed.series == series and parsed.form is None:
            used.append(parsed.counter)
    return f"{series.prefix}{max(used) + 1:0{series.digits}}"


def next_form_number(document: str, taken: Iterable[str], scheme: NumberingScheme) -> str:
    """The lowest form number above all that a document ever used or keeps for later."""
    prefix = document + scheme.form_suffix
    used = [0]
    for number in (*taken, *scheme.retired, *reserved_numbers(scheme)):
        if number.startswith(prefix) and number[len(prefix) :].isdigit():
            used.append(int(number[len(prefix) :]))
    return f"{prefix}{max(used) + 1:02}"


def number_clauses(levels: Iterable[int], numbering: Numbering) -> Iterator[str]:
    """The number of each heading, given its level from 1; level 0 gets none.

    Decimal numbers follow GB/T 1.1 (1, 1.1, 1.1.1); chapters count 第一章 … and below them 第一条 … through the whole
    document; Chinese numbers are 一、 （一） 1. （1） by level.
    """
    counters: list[int] = []
    article = 0
    for level in levels:
        if level < 1:
            yield ""
            continue
        counters = [*counters[:level], *[0] * (level - len(counters))]
        counters[level - 1] += 1
        if numbering is Numbering.CHAPTER:
            if level == 2:
                article += 1
            yield (
                (f"第{chinese_number(counters[0])}章", f"第{chinese_number(article)}条")[level - 1]
                if level < 3
                else ""
            )
        elif numbering is Numbering.CHINESE:
            this = counters[-1]
            forms = (f"{chinese_number(this)}、", f"（{chinese_number(this)}）", f"{this}.", f"（{this}）")
            yield forms[min(level, 4) - 1]
        else:
            yield ".".join(str(count or 1) for count in counters)


def chinese_number(number: int) -> str:
    """1 to 999 in Chinese: 一, 十二, 二十, 一百零五."""
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return "十" + (_DIGITS[number % 10] if number % 10 else "")
    if number < 100:
        return _DIGITS[number // 10] + "十" + (_DIGITS[number % 10] if number % 10 else "")
    rest = number % 100
    joined = (
        ""
        if not rest
        else ("零" if rest < 10 else "") + ("一" if 10 <= rest < 20 else "") + chinese_number(rest)
    )
    return _DIGITS[number // 100] + "百" + joined
