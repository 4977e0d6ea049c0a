"""The year that a stated rise or fall is held against, by the words around it."""

import re
from collections.abc import Sequence

from pipeline.coverage.values import Stated

_BASE = re.compile(
    r"(?P<year>(?:19|20)\d{2})年|上年|去年|上一年|前一年|同比|基准年|基期|(?P<plan>十[二三四五]五)[”\"]?(?:规划)?(?:时?期)?末"
)
_PLANS_END = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}
# 2021年为24微克/立方米，同比下降: an aside between the year's own value and its change
_ASIDE = re.compile(r"^[^。；;]*\d[^。；;]*[，,]")
_TWO = 2
_OTHER_BASE = re.compile(
    r"环比|累计|年均(?!值|浓度|质量|水平)|平均每年|上半年|季度|月份?(?:同比)?|[两二三四五]年(?:间|来|内|共)?[^，,。]{0,12}$|期间|以来"
)
_OVER_YEARS = re.compile(
    r"(?P<count>[两二三四五])年(?:来|间|共|累计|合计|总共|(?:持续|稳步|连续|逐年)[^，,。]{0,6}[，,]累计)"
)
_SINCE = re.compile(r"以来[^，,。]{0,16}累计")
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_IN_ALL = re.compile(r"(?:的?[\d.]*[^\d,，。;；]{0,12})?(?:相比|水平)?[,，]?累计[^\d,，。;；]{0,4}")
_COMPARED = re.compile(
    r"(?:[较比与同从由照自](?:[“”\"]?十[三四五]五[“”\"]?(?:规划)?)?(?:基准年|基期|初|末)?|(?:基准年|基期|上年|去年)[（(])\s*$"
)
# 比2022年、2023年（分别为91.6%、95.3%）提高6.4和2.7个百分点
_SEVERAL = re.compile(r"[较比与](?:19|20)\d{2}年[^，,。]{0,12}[、和及](?:19|20)\d{2}年")
_EACH = re.compile(r"分别|依次")
_BASE_YEAR = frozenset({"基准年", "基期"})
_YEAR_BEFORE = frozenset({"上年", "去年", "上一年", "前一年", "同比"})
# 以2020年为基准年，2023年浓度下降
_BASED_ON = re.compile(r"以(?P<year>20\d\d)年(?:度|的?[一-龥]{0,6})?(?:为|作为)(?:基准年?|基期|基数)")
# 化肥利用率两年间提高1.1个百分点，农药利用率提高1.6个百分点
_WITHIN_YEARS = re.compile(r"[两二三四五]年(?:间|来|内)")

_OF_A_NUMBER = ".,，"


def words_before(quote: str, number: str) -> str:
    """Return a quote up to where a number stands last in it for itself: 3.8% is not the end of 13.8%."""
    start = last = quote.rfind(number) if number else len(quote)
    while start > 0 and number and (quote[start - 1] in _OF_A_NUMBER or quote[start - 1].isdecimal()):
        start = quote.rfind(number, 0, start + len(number) - 1)
    return quote[: start if start >= 0 else max(0, last)]


def base_years(words: str, year: int, baseline_year: int | None) -> tuple[int, ...]:
    """Return the year that the nearest words before a change compare with; the year before where they name none.

    三年累计 may begin with the first of three years or with the one before it: then both are given.
    """
    clause = re.split(r"[。；;]", words)[-1]
    bases = list(_BASE.finditer(clause))
    last = bases[-1] if bases else None
    behind = clause[last.start() if last else 0 :]
    if _SEVERAL.search(clause):
        return ()
    based = _BASED_ON.search(clause)
    is_based = based is not None and not (last and last.start() > based.end() and _is_compared(clause, last))
    if last and _EACH.search(re.split(r"[，,]", behind)[-1]):
        found = year - 1 if _is_each_against_the_year_before(clause, bases, year) else None
    elif based is not None and is_based:
        found = int(based["year"])
    elif _OTHER_BASE.search(behind) or _WITHIN_YEARS.search(behind):
        return _over_years(clause, bases, year)
    else:
        found = _named(clause, bases, year, baseline_year) if bases else year - 1
    return () if found is None else (found,)


def _named(clause: str, bases: Sequence[re.Match[str]], year: int, baseline_year: int | None) -> int | None:
    """Return the year that the last of some words for a year means (与2020年相比，2022年上升1.1)."""
    last = bases[-1]
    if last["year"] == str(year) and len(bases) > 1 and (bases[-2]["year"] or bases[-2][0] in _BASE_YEAR):
        last = bases[-2]
    if last["year"] and _is_compared(clause, last) and int(last["year"]) < year:
        of = [base["year"] for base in bases[:-1] if base["year"] and "，" not in clause[base.end() : last.start()]]
        return int(last["year"]) if not of or str(year) in of else None  # 2022年也比2021年提高0.8, told as of 2024
    if last["year"]:
        return year - 1
    if last["plan"]:
        return _PLANS_END[last["plan"]] if _PLANS_END[last["plan"]] < year else None
    return baseline_year if last[0] in _BASE_YEAR else year - 1


def names_the_year_before(words: str, year: int) -> bool:
    """Tell whether the words of a change hold it against the year before: 比上年, 同比, 较2021年."""
    clause = re.split(r"[。；;]", words)[-1]
    return any(
        base[0] in _YEAR_BEFORE or (base["year"] == str(year - 1) and _is_compared(clause, base))
        for base in _BASE.finditer(clause)
    )


def _is_compared(clause: str, base: re.Match[str]) -> bool:
    """Tell whether the words right before a year compare with it: 较2020年."""
    return _COMPARED.search(clause[: base.start()]) is not None


def _is_each_against_the_year_before(clause: str, bases: Sequence[re.Match[str]], year: int) -> bool:
    """Tell whether changes are told for each of some years in turn: 2022年、2023年（较上年）分别下降3.9%和4.9%."""
    if bases[-1][0] in _YEAR_BEFORE:
        return True
    named = [base for base in bases if base["year"]]
    return (
        len(named) == len(bases) > 1
        and str(year) in [base["year"] for base in named]
        and not any(_is_compared(clause, base) for base in named)
    )


def _over_years(clause: str, bases: Sequence[re.Match[str]], year: int) -> tuple[int, ...]:
    """Return the first year of a change over several, where that is told: 2020年为27，三年来下降; 较2020年累计."""
    spans = list(_OVER_YEARS.finditer(clause))
    count = _COUNTS[spans[-1]["count"]] if spans else 0
    if count and f"{year - count}年" in clause:
        return (year - count,)
    last = bases[-1] if bases else None
    if last is not None and last["year"] == str(year) and len(bases) > 1 and bases[-2]["year"]:
        if _IN_ALL.fullmatch(clause[last.end() :]) and _is_compared(clause, bases[-2]):
            return (int(bases[-2]["year"]),)  # 与2020年相比，2023年累计下降15.4%
    elif last is not None and last["year"] and int(last["year"]) < year:
        if _is_compared(clause, last) and _IN_ALL.fullmatch(clause[last.end() :]):
            return (int(last["year"]),)
        if _SINCE.match(clause, last.end()):
            return (int(last["year"]), int(last["year"]) - 1)
    return (year - count + 1, year - count) if count else ()


def year_meant(item: Stated, words: str) -> int:
    """Return the year of a change: that of its report where last year's value stands right before 同比."""
    period, year = item.viewed.document.period, item.year
    is_next = period is not None and period.start.year == period.end.year == year + 1
    clause = re.split(r"[。；;]", words)[-1]
    told = list(_BASE.finditer(clause))
    if not is_next or len(told) < _TWO or told[-1]["year"] or told[-1][0] in _BASE_YEAR:
        return year
    return year + 1 if told[-2]["year"] == str(year) and _ASIDE.search(clause[told[-2].end() :]) else year
