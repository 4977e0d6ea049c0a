"""Dates, periods in every form that offices write.

Patterns run on `pipeline.numbers.shadow`; offsets are those of the text given (a shadow). A date that the
calendar does not have (2022年2月30日) is no date.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Literal

from pipeline.values import frozen

Precision = Literal["day", "month", "year"]

FIRST_YEAR, LAST_YEAR = 1900, 2099
_ZERO = "〇○零oO0ОΟ◯"
_DIGITS = {**dict.fromkeys(_ZERO, 0), **{digit: value for value, digit in enumerate("一二三四五六七八九", 1)}}
_YEAR = rf"[12一二][\d一二三四五六七八九{_ZERO}]{{3}}"
# text recognition takes 1 for l, 0 for O
_LETTERS = str.maketrans("lIOo", "1100")
_COUNT = r"(?:[\dlIOo]{1,2}|[一二三四五六七八九十元]{1,3})"
_DATE = re.compile(
    rf"(?<![\dA-Za-z])(?P<year>{_YEAR})年(?:(?P<month>{_COUNT})月(?:份|(?P<day>{_COUNT})[日号])?)?"
    r"|(?<![\dA-Za-z./-])(?P<year2>(?:19|20)\d{2})(?P<mark>[-./])(?P<month2>\d{1,2})(?P=mark)(?P<day2>\d{1,2})(?:(?=[0-2]\d:[0-5]\d)|(?![\d./-]\d|\d))"
)
_MONTH_ONLY = re.compile(r"(?P<year>(?:19|20)\d{2})[-./](?P<month>\d{1,2})")
_TO = r"(?:-{1,2}|~|至|到)"
_SPAN = re.compile(
    rf"(?<![\dA-Za-z])(?P<from_year>{_YEAR})年?度?{_TO}(?P<to_year>{_YEAR})(?:年|(?=[)\]]))"
    rf"|(?<![\dA-Za-z])(?P<year>{_YEAR})年(?:度)?[(]?(?:"
    rf"(?P<from_month>{_COUNT})月?份?{_TO}(?P<to_month>{_COUNT})月"
    r"|(?P<half>[上下])半年"
    r"|第?(?P<quarter>[一二三四1-4])季度?)"
)
_DAY_SPAN = re.compile(rf"{_TO}(?:(?P<month>{_COUNT})月)?(?P<day>{_COUNT})日")
# what one of the spans of `find_periods` holds
_MAY_SPAN = re.compile(r"[年五~至到-]")
_FIVE_YEAR_PLAN = re.compile(r"(?<![一二三四五六七八九第])十([二三四五六])五(?![一二三四五六七八九十年月日号个项次届])")


@frozen
class FoundDate:
    """text[start:end] is a date; `day` is its first day (a month's, a year's first) as `precision` tells."""

    start: int
    end: int
    day: date
    precision: Precision

    @property
    def last_day(self) -> date:
        """Return the last day that the words allow."""
        if self.precision == "day":
            return self.day
        month = self.day.month if self.precision == "month" else 12
        return _month_end(self.day.year, month)


@frozen
class FoundPeriod:
    """text[start:end] is a span of days, both ends included."""

    start: int
    end: int
    first: date
    last: date


def chinese_count(text: str) -> int | None:
    """Return the number up to 99 that 十二, 三十一, 元, 5 stand for; None where it is none."""
    if text.isascii() and (digits := text.translate(_LETTERS)).isdigit():
        return int(digits)
    if text == "元":
        return 1
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text) if len(text) == 1 else None
    if any(part and part not in _DIGITS for part in (tens, ones)):
        return None
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def year_of(text: str) -> int | None:
    """Return the year that 2022, 二〇二二 or 二○22 stand for; None outside 1900-2099."""
    digits = [int(c) if c.isascii() and c.isdigit() else _DIGITS.get(c) for c in text]
    if len(digits) != 4 or None in digits:
        return None
    year = int("".join(str(digit) for digit in digits))
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def find_dates(text: str) -> list[FoundDate]:
    """Return all dates in a shadow text, by start: 2022年3月5日, 二〇二二年三月, 2022年, 2022-03-05, 2022.3.5, …"""
    return list(_dates(text))


def parse_date(text: str) -> FoundDate | None:
    """Read a shadow text that is a date and nothing else; takes 2022-03 and 2022.3 too."""
    for found in _dates(text):
        if found.start == 0 and found.end == len(text):
            return found
    match = _MONTH_ONLY.fullmatch(text)
    if match and 1 <= int(match["month"]) <= 12:
        return FoundDate(0, len(text), date(int(match["year"]), int(match["month"]), 1), "month")
    return None


def find_periods(text: str) -> list[FoundPeriod]:
    """Return the spans of time that a shadow text names, by start.

    2022年, 2022年度, 2019-2025年, （2019—2025）, 2021年1-12月, 2022年上半年, 2022年第四季度, 2022年3月,
    2022年1月1日至6月30日, “十四五” (the five-year plans: 十五 begins 2001). A single day is no period.
    """
    if _MAY_SPAN.search(text) is None:
        return []
    found = [*_spans(text), *_five_year_plans(text)]
    for one in _dates(text):
        if any(one.start < other.end and other.start < one.end for other in found):
            continue
        if joined := _joined(text, one):
            found.append(joined)
        elif one.precision != "day":
            found.append(FoundPeriod(one.start, one.end, one.day, one.last_day))
    return _without_inner(sorted(found, key=lambda period: period.start))


def _dates(text: str) -> Iterator[FoundDate]:
    for match in _DATE.finditer(text):
        dashed = match["year2"] is not None
        year = year_of(match["year2" if dashed else "year"])
        month_text, day_text = (match["month2"], match["day2"]) if dashed else (match["month"], match["day"])
        if year is None:
            continue
        month = chinese_count(month_text) if month_text else None
        day = chinese_count(day_text) if day_text else None
        if _is_valid(year, month_text, month, day_text, day):
            precision: Precision = "day" if day else "month" if month else "year"
            yield FoundDate(match.start(), match.end(), date(year, month or 1, day or 1), precision)


def _is_valid(year: int, month_text: str | None, month: int | None, day_text: str | None, day: int | None) -> bool:
    if month_text is None:
        return True
    if month is None or not 1 <= month <= 12:
        return False
    return day_text is None or (day is not None and 1 <= day <= monthrange(year, month)[1])


def _spans(text: str) -> Iterator[FoundPeriod]:
    for match in _SPAN.finditer(text):
        days = _span_days(match)
        if days and days[0] <= days[1]:
            yield FoundPeriod(match.start(), match.end(), *days)


def _span_days(match: re.Match[str]) -> tuple[date, date] | None:
    if match["from_year"]:
        first, last = year_of(match["from_year"]), year_of(match["to_year"])
        return (date(first, 1, 1), date(last, 12, 31)) if first and last else None
    year = year_of(match["year"])
    if year is None:
        return None
    if match["half"]:
        months: tuple[int | None, int | None] = (1, 6) if match["half"] == "上" else (7, 12)
    elif match["quarter"]:
        quarter = chinese_count(match["quarter"]) or 1
        months = (3 * quarter - 2, 3 * quarter)
    else:
        months = (chinese_count(match["from_month"]), chinese_count(match["to_month"]))
    start, end = months
    if start is None or end is None or not 1 <= start <= end <= 12:
        return None
    return date(year, start, 1), _month_end(year, end)


def _joined(text: str, first: FoundDate) -> FoundPeriod | None:
    """Read what follows a date: 至2022年6月30日, 至2022年6月; after a day also 至6月30日, 至30日."""
    for other in _dates(text[first.end : first.end + 16]):
        if re.fullmatch(_TO, text[first.end : first.end + other.start]) and first.day <= other.last_day:
            return FoundPeriod(first.start, first.end + other.end, first.day, other.last_day)
    match = _DAY_SPAN.match(text, first.end)
    if match is None or first.precision != "day":
        return None
    month = chinese_count(match["month"]) if match["month"] else first.day.month
    day = chinese_count(match["day"])
    if month is None or day is None or not _is_valid(first.day.year, "x", month, "x", day):
        return None
    last = date(first.day.year, month, day)
    return FoundPeriod(first.start, match.end(), first.day, last) if first.day <= last else None


def _five_year_plans(text: str) -> Iterator[FoundPeriod]:
    for match in _FIVE_YEAR_PLAN.finditer(text):
        first = 2001 + 5 * (_DIGITS[match[1]])
        yield FoundPeriod(match.start(), match.end(), date(first, 1, 1), date(first + 4, 12, 31))


def _without_inner(periods: list[FoundPeriod]) -> list[FoundPeriod]:
    kept: list[FoundPeriod] = []
    for period in periods:
        if not kept or period.start >= kept[-1].end:
            kept.append(period)
    return kept


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
