"""The year that a report given to the congress is on: the one before, when the year has just begun."""

import re
from datetime import date

from pipeline.stages.identification.lines import Line
from schemas.document import DocumentKind, Period

FIRST_MONTH_OF_YEARS_REPORTS = 11
MIN_DAYS_OF_YEAR = 360
LAST_MONTH_OF_LAST_YEARS_REPORTS = 4
# what a congress hears when the year begins, on the year before
_BEFORE_CONGRESS = re.compile(
    r"政府(?:20\d\d年)?工作报告|计划(?:草案)?执行情况|环境(?:质量)?状况(?:和环境保护目标完成情况)?(?:的)?报告"
)
# 《政府工作报告》主要目标任务责任分解: what is to be done for it lies in the year that its title names
_TASKS_OF_REPORT = re.compile(r"政府工作报告[》>”\"]?.{0,14}?(?:任务|目标|重点工作|责任|事项|分解|分工|落实|实事)")
# 2023年六五环境日新闻发布会: when something took place, not what was told of at it
_OF_EVENT = re.compile(
    r"20\d\d年?度?[\"“]?(?:(?:六[·•.]?五|世界|全国|国际|中国|国家)[一-龥]{0,8}[日周月]|[^,。]{0,20}(?:发布|通气|吹风|见面|记者)会)"
)
# 某县人民政府2024年工作报告; a report that begins 过去一年，… is on that year whatever it is called
_CONGRESS_REPORT = re.compile(r"政府(?:20\d\d年)?工作报告")
# 重点任务推进情况（2023年12月）: when it is told; 月报, 本月优良25天 are of the month alone
_TOLD_IN_MONTH = re.compile(r"(?:情况|进展|进度|总结|汇报|小结)[(]20\d\d年\d{1,2}月[)]$")
_OF_MONTH_ALONE = re.compile(r"[本当单上]月(?!底|末|初)|月度|环比|(?<!\d)\d{1,2}月份")


def is_of_event(named: Period, title: str, kind: DocumentKind | None, signed: date | None) -> bool:
    """Tell whether the year in the title of news is that of what took place in it, while the year was not over."""
    if kind != "news" or signed is None or signed.month >= FIRST_MONTH_OF_YEARS_REPORTS:
        return False
    return named == whole_years(signed.year) and _OF_EVENT.search(title) is not None


def year_to_month(named: Period, title: str, lines: list[Line]) -> Period | None:
    """Return the year up to the month in which a report was made that its title tells in brackets, else None."""
    if _TOLD_IN_MONTH.search(title) is None or named.start.month != named.end.month:
        return None
    if any(_OF_MONTH_ALONE.search(line.seen) for line in lines):
        return None
    return Period(start=date(named.start.year, 1, 1), end=named.end)


def told_at_its_beginning(named: Period, title: str, signed: date | None, *, looks_back: bool = False) -> Period:
    """Return the year that a report to the congress is on: 2023年政府工作报告, held in January 2023, tells of 2022.

    `looks_back` tells that a report's first sentences are on 过去一年.
    """
    is_whole = (named.end - named.start).days >= MIN_DAYS_OF_YEAR and named.start.year == named.end.year
    is_told = looks_back or _CONGRESS_REPORT.search(title) is not None
    if not is_told or signed is None or not is_whole or named.start.year != signed.year:
        return named
    if signed.month > LAST_MONTH_OF_LAST_YEARS_REPORTS or _TASKS_OF_REPORT.search(title):
        return named
    return whole_years(signed.year - 1)


def before_congress(title: str | None, signed: date | None) -> Period | None:
    """Return the year before the one in which a report was given to the congress whose title names none."""
    is_told = title is not None and _BEFORE_CONGRESS.search(title) is not None
    if not is_told or signed is None or signed.month > LAST_MONTH_OF_LAST_YEARS_REPORTS:
        return None
    return whole_years(signed.year - 1)


def whole_years(first: int, last: int | None = None) -> Period:
    """Return the whole of a year, or of the years up to another."""
    return Period(start=date(first, 1, 1), end=date(first if last is None else last, 12, 31))
