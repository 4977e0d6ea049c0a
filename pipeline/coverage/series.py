"""Values of one name over the years: what every check of numbers looks at."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from pipeline.coverage.areas_above import is_of_area_above
from pipeline.coverage.eligibility import is_draft
from pipeline.coverage.values import WHOLE_COUNTY, Stated, in_unit
from pipeline.coverage.words import OF_A_KIND, OF_ANOTHER, OF_NO_SERIES, OF_THE_YEAR, SUBTOTAL, are_odd, says
from pipeline.coverage.years import months_of_part
from pipeline.numbers.rounding import Reach, all_meet, reach
from pipeline.units.county import county_names
from schemas.dossier import Dossier
from schemas.edition import Edition, Measure
from schemas.fact import Fact
from schemas.locator import CellLocator

LEVEL_ROLES = frozenset({"actual", "component", "count", "baseline"})
# 约, 近, 余: how far the true value may lie, as a share of the printed one
_APPROXIMATE = Decimal("0.05")
_FIRMS = ("公司", "厂", "集团", "企业")
# 全县城镇 is the county itself
_ALL_TOWNS = re.compile(r"^全[县市区旗](?:城镇|城乡|域|合计|总计|平均)?$")
_HANDS_DOWN = re.compile(r"下达|目标分解|任务分解|责任书")
# 下达某某县2022年目标
_VERB = re.compile(r"^(?:现|拟|经研究)?(?:下达|分解|核定|安排)+给?")
# whom a letter from above addresses
_YOU = frozenset({"你县", "你区", "你市", "你旗", "贵县", "贵区", "贵市"})


class Name(NamedTuple):
    """What a value is of: a measure or one of its components, for the whole county (`scope` "") or a part of it."""

    indicator_id: str
    sub: int | None
    name: str
    scope: str


_Named = tuple[str, int | None, str, str]


class Value(NamedTuple):
    """One stated value in the unit of its series, with all that it may stand for."""

    value: Decimal
    reach: Reach
    item: Stated

    @property
    def fact(self) -> Fact:
        """The fact it comes from."""
        return self.item.fact


@dataclass(frozen=True)
class Series:
    """The values of one name by year, in one unit (the edition's; where it has none, that of the first value).

    `told` holds those as well that stand beside a value of more (a kind's beside that of all).
    """

    of: Name
    unit: str
    years: Mapping[int, Sequence[Value]]
    told: Mapping[int, Sequence[Value]]

    def sure(self) -> Mapping[int, Value]:
        """Return for each year the most precise value, years with values that contradict each other left out."""
        return self._sure

    def stated_in(self, sha256: str, year: int) -> Sequence[Value]:
        """Return the values that one document states for a year, those of a kind where it tells no others."""
        return self._by_document.get((sha256, year), ())

    def is_standing(self, values: Sequence[Value], year: int) -> bool:
        """Tell whether any of some values told of a year is among those that stand for it."""
        standing = self.years[year]
        return standing is self.told[year] or any(value in standing for value in values)

    @cached_property
    def _sure(self) -> dict[int, Value]:
        found: dict[int, Value] = {}
        for year, values in sorted(self.years.items()):
            if len(values) == 1 and not values[0].fact.approx:
                found[year] = values[0]
                continue
            exact = [value for value in values if not value.fact.approx]
            if exact and all_meet([value.reach for value in exact]):
                found[year] = min(exact, key=lambda value: value.reach.high - value.reach.low)
        return found

    @cached_property
    def _by_document(self) -> dict[tuple[str, int], list[Value]]:
        found: dict[tuple[str, int], list[Value]] = {}
        for year, values in self.told.items():
            for value in values:
                found.setdefault((value.item.viewed.document.sha256, year), []).append(value)
        return {key: _standing(values) if _are_odd(values) else values for key, values in found.items()}


_ROW_OF_A_COUNTY = re.compile(r"(?:其中[:：]?)?(?!其中|[全我本该各])([一-龥]{2,4}[县旗])(?![城级域直内委政办属])")


def scope_of(subject: str, dossier: Dossier) -> str:
    """Return "" where a subject is the county itself, by any of its names, else the subject."""
    plain = _named(subject)
    return "" if plain in county_names(dossier) else plain


@lru_cache(maxsize=1 << 14)
def _named(subject: str) -> str:
    """Return whom a subject names, "" where it is any county itself."""
    plain = _VERB.sub("", subject.strip())
    return "" if plain in WHOLE_COUNTY or plain in _YOU or _ALL_TOWNS.match(plain) else plain


def series_of(items: Iterable[Stated], edition: Edition, dossier: Dossier) -> dict[Name, Series]:
    """Gather exact levels by name."""
    gathered: dict[_Named, dict[int, list[Stated]]] = defaultdict(lambda: defaultdict(list))
    scopes: dict[str, str] = {}
    for item in items:
        fact, year, _, words = item
        if is_of_no_series(item, dossier) if words is None else words & OF_NO_SERIES:
            continue
        scope = scopes.get(fact.subject)
        if scope is None:
            scope = scopes[fact.subject] = scope_of(fact.subject, dossier)
        gathered[fact.indicator_id, fact.sub, fact.name, scope][year].append(item)
    named = ((Name(*key), by_year) for key, by_year in gathered.items())
    return {name: _in_one_unit(name, by_year, edition) for name, by_year in named}


def sets_target(item: Stated) -> bool:
    """Tell whether a fact is a target of a year: said to be one, or a bare number of a notice that hands them down."""
    fact = item.fact
    if fact.year is None:
        return False
    return fact.role == "target" or (fact.role in LEVEL_ROLES and is_set_from_above(item))


def is_set_from_above(item: Stated) -> bool:
    """Tell whether a number is one that a notice hands down (关于下达…的通知) for its own year or a later one."""
    document = item.viewed.document
    if document.date is None or item.year < document.date.year or document.kind not in ("notice", "approval", None):
        return False
    return _HANDS_DOWN.search(document.title or "") is not None


def is_of_no_series(item: Stated, dossier: Dossier) -> bool:
    """Tell whether a number is no exact level of the county's own, a draft's, or one of a part of a year."""
    if item.fact.role not in LEVEL_ROLES or item.fact.op != "=" or is_draft(item.viewed):
        return True
    is_of_a_place = is_of_area_above(item, dossier) or is_of_another_county(item, dossier)
    is_of_others = is_of_a_place or is_of_a_firm(item, dossier) or is_set_from_above(item)
    return is_of_others or bool(months_of_part(item.viewed.document, item.year))


def is_of_another_county(item: Stated, dossier: Dossier) -> bool:
    """Tell whether a row of a table begins with another county's name: 某某县秸秆综合利用率."""
    fact = item.fact
    if fact.subject or not isinstance(fact.locator, CellLocator):
        return False
    named = _ROW_OF_A_COUNTY.match(fact.quote)
    return named is not None and named[1] not in county_names(dossier)


def is_of_a_firm(item: Stated, dossier: Dossier) -> bool:
    """Tell whether a value is a firm's own, by its paper on itself (企业环境信息披露) that names no county there."""
    document = item.viewed.document
    issuer = document.issuer or ""
    if not issuer.endswith(_FIRMS) or document.kind in ("survey", "monitoring", "assessment"):
        return False
    words = f"{item.fact.quote}{document.title or ''}".replace(issuer, "")
    return not any(name in words for name in ("全县", "我县", "全区", "我区", "全市", dossier.county, *dossier.aliases))


def unit_of(measure: Measure, name: str) -> str:
    """Return the unit in which the edition states a measure or a component of it, "" where it has none."""
    if name == measure.name:
        return measure.unit
    for component in measure.components:
        if name in (component.name, component.of):
            return component.unit
    return measure.unit


def valued(item: Stated, unit: str) -> Value | None:
    """Return a stated value in another unit, None where it cannot be expressed in it."""
    fact = item.fact
    if fact.unit == unit and not fact.approx:
        return Value(fact.value, reach(fact.value, unit), item)
    value = in_unit(fact.value, fact.unit, unit)
    if value is None:
        return None
    printed = reach(fact.value, fact.unit)
    spread = abs(fact.value) * _APPROXIMATE if fact.approx else Decimal(0)
    low = in_unit(printed.low - spread, fact.unit, unit)
    high = in_unit(printed.high + spread, fact.unit, unit)
    if low is None or high is None:
        return None
    return Value(value, Reach(low, high), item)


def _in_one_unit(name: Name, by_year: Mapping[int, Sequence[Stated]], edition: Edition) -> Series:
    unit = unit_of(edition.by_id(name.indicator_id).measure(name.sub), name.name)
    if not unit:
        unit = next(item.fact.unit for items in by_year.values() for item in items)
    told: dict[int, list[Value]] = {}
    years: dict[int, list[Value]] = {}
    for year, items in by_year.items():
        if values := [value for item in items if (value := valued(item, unit)) is not None]:
            is_odd = _are_odd(values)
            told[year] = _by_the_end(_of_this(values)) if is_odd else values
            years[year] = _standing(told[year]) if is_odd and _are_odd(told[year]) else told[year]
    return Series(name, unit, years, told)


def _are_odd(values: Sequence[Value]) -> bool:
    return len(values) > 1 and are_odd([value.item for value in values])


def _standing(values: Sequence[Value]) -> list[Value]:
    """Return values without those of a kind where one of all is told, without numbers of what was done within the year
    where a larger one tells all there is by then: 完成12个行政村治理 is told beside a table with 55 done so far.
    """
    values = _without_subtotals(values)
    plain = [value for value in values if not says(value.item, OF_A_KIND)]
    most = max((value.value for value in plain), default=Decimal(0))
    # what is more than all that is told is no part of it
    if not plain or any(value.fact.unit != "%" and value.value > most for value in values):
        plain = list(values)
    return _by_the_end(plain)


def _of_this(values: Sequence[Value]) -> list[Value]:
    return [value for value in values if not says(value.item, OF_ANOTHER)] or list(values)


def _without_subtotals(values: Sequence[Value]) -> list[Value]:
    """Return values without those of rows that add up some of the others, where the same table has one of all."""
    added = {id(value) for value in values if says(value.item, SUBTOTAL)}
    if not added or len(added) == len(values):
        return list(values)
    whole = {value.item.viewed.document.sha256 for value in values if id(value) not in added}
    return [value for value in values if id(value) not in added or value.item.viewed.document.sha256 not in whole]


def _by_the_end(values: Sequence[Value]) -> list[Value]:
    """Return values without numbers of what was done within the year where a larger one tells all there is by then."""
    others = [value for value in values if not says(value.item, OF_THE_YEAR)]
    if len(others) == len(values):
        return list(values)
    most = max((value.value for value in others), default=Decimal(0))
    return [value for value in values if value in others or value.value >= most] or list(values)
