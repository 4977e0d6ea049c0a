"""Terms that a plan counts in years, or gives by their last year alone: 期限十年，自2011年1月1日起; 规划期至2020年."""

import re
from datetime import date, timedelta

from pipeline.numbers.dates import FoundDate, chinese_count, find_dates
from pipeline.values import frozen

_NAME = r"(?<!项目)(?<!工程)(?:规划|计划|方案|行动|实施|建设|治理|执行)(?:的)?(?:期限|期间|周期|期|年限|时限)"
_COUNT = r"(?:为|是|:|,|共|总|暂定){0,3}(?P<count>[\d一二两三四五六七八九十]{1,3})(?P<unit>年)(?![度级内])"
_TERM = re.compile(rf"(?:{_NAME}|(?<=[,(])(?:期限|周期|为期)){_COUNT}")
_BEGUN = re.compile(r"(?:起(?!草)|开始|(?:为|是)(?:规划|计划|实施)?(?:期)?(?:首年|起始年|第一年|起点))")
_BASE_BEHIND = re.compile(r"(?:为|是|作为)?(?:规划|计划)?(?:基准|基期|现状|基础)年?")
_BASE_BEFORE = re.compile(r"(?:基准|基期|现状)年?(?:份)?(?:为|是|:)?$")
_UNTIL = re.compile(
    r"(?:规划|计划)期(?:限)?(?:(?:为|是|:)?(?:截?至|到|截止到?)|末年?(?:为|是|:))|规划(?:水平年|目标年|末年)(?:为|是|:)"
)
# what is beyond the term, or cuts it in two
_BEYOND = re.compile(r"近期|中期|远期|远景|展望|[-~]")


@frozen
class Term:
    """seen[begin:stop] tells a term; its first day is None where only the last is told."""

    first: date | None
    last: date
    begin: int
    stop: int


def term_in(seen: str) -> Term | None:
    """Return the term that a line (a shadow) counts from a beginning or a base year, or ends with a year."""
    if "期" not in seen and "规划" not in seen:
        return None
    counted, until = _TERM.search(seen), _UNTIL.search(seen)
    if counted is not None and (found := _counted(seen, counted)) is not None:
        return found
    return _until(seen, until) if until is not None else None


def _counted(seen: str, match: re.Match[str]) -> Term | None:
    """Read 规划期限十年，以2010年为基准年，自2011年1月1日起实施: the beginning told goes before the base year."""
    start, stop = _sentence(seen, match.start())
    days = _days(seen, start, stop)
    begun = [day for day in days if _BEGUN.match(seen, day.end)]
    base = _bases(seen, start, days)
    if begun:
        first = begun[0].day
    elif base:
        first = _after(base[0])
    else:
        return None
    last = later(first, match)
    told = (begun or base)[0]
    if last is None or any(day.day > last for day in begun):
        return None
    return Term(first, last, min(match.start(), told.start), max(match.end(), told.end))


def _until(seen: str, match: re.Match[str]) -> Term | None:
    start, stop = _sentence(seen, match.start())
    days = find_dates(seen[match.end() : stop])
    if not days or days[0].start > 0 or _BEYOND.search(seen, match.start(), stop) is not None:
        return None
    base = _bases(seen, start, _days(seen, start, match.start()))
    first = _after(base[0]) if base else None
    return Term(first, days[0].last_day, match.start(), match.end() + days[0].end)


def _after(base: FoundDate) -> date:
    """Return the first day behind a base year."""
    return date(base.day.year + 1, 1, 1)


def _days(seen: str, start: int, stop: int) -> list[FoundDate]:
    return [
        FoundDate(one.start + start, one.end + start, one.day, one.precision) for one in find_dates(seen[start:stop])
    ]


def _bases(seen: str, start: int, days: list[FoundDate]) -> list[FoundDate]:
    """Return the base years among the days of a sentence: 以2020年为基准年, 基准年为2020年."""
    return [day for day in days if _BASE_BEHIND.match(seen, day.end) or _BASE_BEFORE.search(seen, start, day.start)]


def _sentence(seen: str, position: int) -> tuple[int, int]:
    start, stop = seen.rfind("。", 0, position) + 1, seen.find("。", position)
    return start, stop if stop >= 0 else len(seen)


def later(start: date, match: re.Match[str]) -> date | None:
    """Return the last day of a term of `count` years or months (`unit`) from a day on; None where none is counted."""
    count = 2 if match["count"] == "两" else chinese_count(match["count"])
    if not count:
        return None
    months = count * (12 if match["unit"] == "年" else 1)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    try:
        return date(year, month + 1, start.day) - timedelta(days=1)
    except ValueError:  # 29 February, the 31st of a short month
        return date(year, month + 2, 1) - timedelta(days=1) if month < 11 else date(year, 12, 31)
