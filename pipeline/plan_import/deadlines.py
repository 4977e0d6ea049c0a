"""The deadline of a cell: the last day that its words allow."""

import calendar
import re
from datetime import date

from pipeline.numbers.shadow import shadow

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_DAY = re.compile(rf"{_YEAR}年(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日?")
_DAY_IN_FIGURES = re.compile(
    rf"{_YEAR}(?P<mark>[-./])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
)
_MONTH = re.compile(
    rf"{_YEAR}(?:年|[-./])(?:\d{{1,2}}月?[-至到])?(?P<month>1[0-2]|0?[1-9])(?:月份?|(?!\d|年))(?P<part>上旬|中旬|下旬|底|末)?(?P<before>以?前)?"
)
_SPAN = re.compile(rf"{_YEAR}年?(?P<part>上半年|[第]?[一二三四1234]季度|年?底|年?末|全年|年)(?P<before>以?前)?")
_BARE = re.compile(rf"^{_YEAR}$")
_HALF = {"上半年": 6, "一季度": 3, "二季度": 6, "三季度": 9, "四季度": 12}
_CHINESE_YEAR = re.compile(r"[二一][〇○零一二三四五六七八九]{3}年")
_CHINESE_MONTH = re.compile(r"(?<=年)(十[一二]?|[一二三四五六七八九])(?=月)")


def parse_deadline(text: str) -> date | None:
    """Return the last day that the text allows, None where it names no day (长期坚持, 每年12月).

    2023年12月 is 2023-12-31, 2023年上半年 is 2023-06-30, 2023年5月前 is 2023-04-30 (底前 includes the month); of a
    span or a list the last day counts.
    """
    plain = _arabic(shadow(text).text)
    days: list[date] = []
    for pattern, read in ((_DAY, _day), (_DAY_IN_FIGURES, _day), (_MONTH, _month), (_SPAN, _span), (_BARE, _bare)):
        for match in pattern.finditer(plain):
            found = read(match)
            if found:
                days.append(found)
        plain = pattern.sub("", plain)
    return max(days, default=None)


def _arabic(plain: str) -> str:
    """Write a date in Chinese numerals (二〇二三年十二月) with digits."""
    plain = _CHINESE_YEAR.sub(lambda match: match[0].translate(_DIGITS), plain)
    numerals = "一二三四五六七八九十"
    return _CHINESE_MONTH.sub(
        lambda match: (
            str(10 + (numerals.find(match[0][1:]) + 1 if match[0][1:] else 0))
            if match[0][0] == "十"
            else str(numerals.index(match[0]) + 1)
        ),
        plain,
    )


def _day(match: re.Match[str]) -> date | None:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def _month(match: re.Match[str]) -> date:
    year, month, part = int(match["year"]), int(match["month"]), match["part"]
    if match["before"] and part is None:
        return date(year, month - 1, calendar.monthrange(year, month - 1)[1]) if month > 1 else date(year - 1, 12, 31)
    last = {"上旬": 10, "中旬": 20}.get(part or "", calendar.monthrange(year, month)[1])
    return date(year, month, last)


def _span(match: re.Match[str]) -> date:
    year, part = int(match["year"]), match["part"].lstrip("第")
    if match["before"] and part == "年":
        return date(year - 1, 12, 31)
    part = part.translate(str.maketrans("1234", "一二三四"))
    month = _HALF.get(part, 12)
    return date(year, month, calendar.monthrange(year, month)[1])


def _bare(match: re.Match[str]) -> date:
    return date(int(match["year"]), 12, 31)
