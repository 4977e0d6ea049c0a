"""Stated rises and falls held against the levels they lie between."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from pipeline.checks.arithmetic.across import AT_OWN_PRICES
from pipeline.checks.arithmetic.printing import closeness
from pipeline.coverage.case import Case, once_for_a_case
from pipeline.coverage.series import Name, Series, Value, is_of_area_above, scope_of, unit_of
from pipeline.coverage.values import Stated, in_unit
from pipeline.numbers.rounding import Reach, last_digit
from schemas.edition import Measure
from schemas.fact import Fact

# agrees: as stated; points / percent: right were it in 百分点 / in %; opposite: the levels go the other way; differs;
# loose / unlikely: only levels much rounded, levels cut off would agree
# either: right in %, and in 百分点 to the last digit
Verdict = Literal["agrees", "either", "points", "percent", "opposite", "differs", "loose", "unlikely"]

_BASE = re.compile(r"(?P<year>(?:19|20)\d{2})年|上年|去年|上一年|前一年|同比|基准年|基期")
# 2021年为24微克/立方米，同比下降: an aside between the year's own value and its change
_ASIDE = re.compile(r"^[^。；;]*\d[^。；;]*[，,]")
_TWO = 2
_OTHER_BASE = re.compile(
    r"环比|累计|年均|平均每年|上半年|季度|月份?(?:同比)?|[两二三四五]年(?:间|来|内|共)?[^，,。]{0,12}$|期间|以来"
)
_OVER_YEARS = re.compile(r"(?P<count>[两二三四五])年(?:来|间|共|累计|合计|总共)")
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_IN_ALL = re.compile(r"(?:的?[\d.]*[^\d,，。;；]{0,12})?(?:相比|水平)?[,，]?累计[^\d,，。;；]{0,4}")
_TO_A_LEVEL = re.compile(r"[降升减增](?:低|少|高|加|长)?(?:为|到|至|成)$")
_COMPARED = re.compile(
    r"(?:[较比与同从由照自](?:[“”\"]?十[三四五]五[“”\"]?(?:规划)?)?(?:基准年|基期|初|末)?|(?:基准年|基期|上年|去年)[（(])\s*$"
)
# 比2022年、2023年（分别为91.6%、95.3%）提高6.4和2.7个百分点
_SEVERAL = re.compile(r"[较比与](?:19|20)\d{2}年[^，,。]{0,12}[、和及](?:19|20)\d{2}年")
_EACH = re.compile(r"分别|依次")
# growth of the product is told at constant prices, the product itself at those of the year
_AT_CONSTANT_PRICES = ("生产总值", "增加值")
_AT_PRICES = re.compile(r"可比价|不变价")
_FALL = re.compile(r"(.+?)(?:降低率|下降率|降低幅度|下降幅度)")
_RISE = re.compile(r"(.+?)(?:提高幅度|增长率|上升率|提高率)")


@dataclass(frozen=True)
class Change:
    """A stated change of one name between two years; `stated` is signed: below zero is a fall.

    `percent` and `points` are what the levels give, `points` only where the level is itself a percentage (else the
    difference in the unit of the level).
    """

    of: Name
    item: Stated
    stated: Decimal
    year: int
    base_year: int
    before: Value
    now: Value
    percent: Reach
    difference: Reach
    level_unit: str
    verdict: Verdict
    is_judged_as_rate: bool = False

    @property
    def is_of_one_document(self) -> bool:
        """Tell whether the change and both levels stand in one document."""
        return len({one.viewed.document.sha256 for one in (self.item, self.before.item, self.now.item)}) == 1


@once_for_a_case
def changes(case: Case) -> Iterator[Change]:
    """Return every stated change of which both levels are known and not in doubt."""
    for indicator in case.edition.indicators:
        for sub, measure in indicator.measures():
            computed = {measure.name} if measure.formula else set()
            for item in case.facts(indicator.id, sub):
                found = _change(case, measure, item)
                is_told = item.fact.name not in computed or item.fact.role == "change"
                # what a formula computes is judged as a rate: here it is only told
                if found is not None:
                    yield found if is_told else replace(found, is_judged_as_rate=True)


def _change(case: Case, measure: Measure, item: Stated) -> Change | None:
    fact = item.fact
    named = _level_named(item, measure)
    if (
        named is None
        or is_of_area_above(item, case.dossier)
        or fact.op != "="
        or fact.approx
        or named[0].endswith(_AT_CONSTANT_PRICES)
    ):
        return None
    level, sign = named
    words = fact.quote[: max(0, fact.quote.rfind(fact.value_raw))]
    if _TO_A_LEVEL.search(words):
        return None  # 降为0: a level
    year = _year_meant(item, words)
    base_year = _base_year(words, year, case.dossier.baseline_year)
    series = case.series.get(Name(fact.indicator_id, fact.sub, level, scope_of(fact.subject, case.dossier)))
    if series is None or base_year is None:
        return None
    before, now = _levels(series, item, (base_year, year))
    if before is None or now is None or before.reach.low <= 0:
        return None
    if _is_at_other_prices(fact, before, now):
        return None
    unit = unit_of(measure, level) or series.unit
    return _judged(series.of, item, sign * fact.value, (base_year, year), before, now, unit)


def _is_at_other_prices(fact: Fact, before: Value, now: Value) -> bool:
    """Tell whether a change is told at constant prices, its levels at those of each year or elsewhere."""
    is_constant = _AT_PRICES.search(fact.quote) is not None
    if any(AT_OWN_PRICES.search(value.fact.quote) for value in (before, now)):
        return is_constant or not AT_OWN_PRICES.search(fact.quote)
    return is_constant and not all(value.fact.value_raw in fact.quote for value in (before, now))


def _level_named(item: Stated, measure: Measure) -> tuple[str, int] | None:
    """Return the name of the level whose change a fact states, and 1 for a rise, -1 for a fall stated as positive."""
    fact = item.fact
    if fact.role in ("actual", "component", "change"):
        named = _named_by(fact.name)
        if named and (named[0] == measure.name or any(part.name == named[0] for part in measure.components)):
            return named
    return (fact.name, 1) if fact.role == "change" else None


@lru_cache(maxsize=4096)
def _named_by(name: str) -> tuple[str, int] | None:
    """Return what rises (1) or falls (-1) by the name of a change, None where it is no such name."""
    for pattern, sign in ((_FALL, -1), (_RISE, 1)):
        if named := pattern.fullmatch(name):
            return named[1], sign
    return None


def _base_year(words: str, year: int, baseline_year: int | None) -> int | None:
    """Return the year that the nearest words before a change compare with; the year before where they name none."""
    clause = re.split(r"[。；;]", words)[-1]
    bases = list(_BASE.finditer(clause))
    last = bases[-1] if bases else None
    behind = clause[last.start() if last else 0 :]
    if _SEVERAL.search(clause) or (last and _EACH.search(behind)):
        return None
    if _OTHER_BASE.search(behind):
        return _over_years(clause, last, year)
    if last is not None and last["year"] == str(year) and len(bases) > 1 and bases[-2]["year"]:
        last = bases[-2]  # 与2020年相比，2022年上升1.1
    if last is None:
        return year - 1
    if last["year"]:
        named = int(last["year"])
        compared = _COMPARED.search(clause[: last.start()])
        return named if compared and named < year else year - 1
    if last[0] in ("基准年", "基期"):
        return baseline_year
    return year - 1


def _over_years(clause: str, last: re.Match[str] | None, year: int) -> int | None:
    """Return the first year of a change over several, where that is told: 2020年为27，三年来下降; 较2020年累计."""
    spans = list(_OVER_YEARS.finditer(clause))
    base = year - _COUNTS[spans[-1]["count"]] if spans else None
    if base is not None and f"{base}年" in clause:
        return base
    named = int(last["year"]) if last is not None and last["year"] else None
    if last is None or named is None or named >= year or not _COMPARED.search(clause[: last.start()]):
        return None
    return named if _IN_ALL.fullmatch(clause[last.end() :]) else None


def _year_meant(item: Stated, words: str) -> int:
    """Return the year of a change: that of its report where last year's value stands right before 同比."""
    period, year = item.viewed.document.period, item.year
    is_next = period is not None and period.start.year == period.end.year == year + 1
    clause = re.split(r"[。；;]", words)[-1]
    told = list(_BASE.finditer(clause))
    if not is_next or len(told) < _TWO or told[-1]["year"] or told[-1][0] in ("基准年", "基期"):
        return year
    return year + 1 if told[-2]["year"] == str(year) and _ASIDE.search(clause[told[-2].end() :]) else year


def _levels(series: Series, item: Stated, years: tuple[int, int]) -> tuple[Value | None, Value | None]:
    """Return the levels of both years, those of the document that states the change first."""
    sure = series.sure()
    own = item.viewed.document.sha256
    found: list[Value | None] = []
    for year in years:
        values = series.stated_in(own, year)
        found.append(values[0] if len({value.value for value in values}) == 1 else sure.get(year))
    return found[0], found[1]


def _judged(
    of: Name, item: Stated, stated: Decimal, years: tuple[int, int], before: Value, now: Value, unit: str
) -> Change:
    base_year, year = years
    difference = Reach(now.reach.low - before.reach.high, now.reach.high - before.reach.low)
    percent = Reach(
        (now.reach.low / before.reach.high - 1) * 100,
        (now.reach.high / before.reach.low - 1) * 100,
    )
    verdict = _verdict(item, stated, difference, percent, unit)
    if verdict == "agrees" and item.fact.unit == "%" == unit and is_told_in_points(before.value, now.value, stated):
        verdict = "points"
    if verdict == "agrees" and item.fact.unit == "%" == unit and _is_difference(before.value, now.value, stated):
        verdict = "either"
    if verdict == "agrees" and not (before.fact.approx or now.fact.approx):
        verdict = _by_printing(item, stated, before, now, unit)
    return Change(of, item, stated, year, base_year, before, now, percent, difference, unit, verdict)


def is_told_in_points(before: Decimal, now: Decimal, stated: Decimal) -> bool:
    """Tell whether a change of a percentage is the difference to the last digit, and not so near in percent."""
    half = last_digit(stated) / 2
    return now - before == stated and before > 0 and abs((now / before - 1) * 100 - stated) > half


def _is_difference(before: Decimal, now: Decimal, stated: Decimal) -> bool:
    """Tell whether a change is the difference of two percentages, printed as those of one paper would be.

    97.0 against 96.16 of a station's table, 96.2 in the bulletins, is told as 0.8.
    """
    unit = max(last_digit(before), last_digit(now))
    return now.quantize(unit, ROUND_HALF_UP) - before.quantize(unit, ROUND_HALF_UP) == stated


def _by_printing(item: Stated, stated: Decimal, before: Value, now: Value, unit: str) -> Verdict:
    """Tell whether the printed levels give the change, or only what they may have been rounded from."""
    told = stated if item.fact.unit in ("%", "百分点") else in_unit(stated, item.fact.unit, unit)
    if told is None:
        return "agrees"
    return closeness(told, before.reach, now.reach, in_percent=item.fact.unit == "%")


def _verdict(item: Stated, stated: Decimal, difference: Reach, percent: Reach, unit: str) -> Verdict:
    step = last_digit(item.fact.value)
    said = Reach(stated - step, stated + step)
    of_percentage = unit == "%"
    in_points = item.fact.unit == "百分点" or (of_percentage and item.fact.unit not in ("%", "‰"))
    if item.fact.unit in ("%", "百分点"):
        meant, other = (difference, percent) if in_points and of_percentage else (percent, difference)
        if said.meets(meant):
            return "agrees"
        if of_percentage and said.meets(other):
            return "percent" if in_points else "points"
    else:
        converted = in_unit(stated, item.fact.unit, unit)
        if converted is None:
            return "agrees"
        if Reach(converted - step, converted + step).meets(difference):
            return "agrees"
    if stated and ((difference.high < 0) if stated > 0 else (difference.low > 0)):
        return "opposite"
    return "differs"
