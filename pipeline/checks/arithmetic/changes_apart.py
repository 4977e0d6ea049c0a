"""Rises and falls against the year before that two papers tell differently: 能耗比上年降低3.4%, 3.1%."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from pipeline.checks.arithmetic.base_years import base_years, names_the_year_before, words_before, year_meant
from pipeline.checks.arithmetic.changes import has_base, names_a_change
from pipeline.checks.arithmetic.told_apart import are_of_one_document
from pipeline.coverage.areas_above import is_of_area_above
from pipeline.coverage.case import Case
from pipeline.coverage.eligibility import is_draft
from pipeline.coverage.facts import Told
from pipeline.coverage.series import (
    LEVEL_ROLES,
    Name,
    Value,
    is_of_a_firm,
    is_of_another_county,
    scope_of,
    valued,
)
from pipeline.coverage.values import Stated
from pipeline.coverage.words import OF_A_KIND, OF_ANOTHER, says
from pipeline.coverage.years import months_of_part

_UNITS = frozenset({"%", "百分点"})
_FEWEST = 2


class ToldApart(NamedTuple):
    """The values of one change of a year that differ, the first and another's."""

    of: Name
    year: int
    values: tuple[Value, Value]


def changes_apart(case: Case) -> tuple[int, list[ToldApart]]:
    """Return how many changes against the year before are told by two papers, with those that differ.

    Only where the words name the year before: what a table gives may be against a base year; a name that is itself
    that of a fall (单位地区生产总值能耗降低率) means it against the year before where no words say otherwise.
    """
    told: dict[tuple[Name, int, str], list[Value]] = defaultdict(list)
    for indicator in case.edition.indicators:
        for sub, measure in indicator.measures():
            if has_base(measure):
                continue
            for of, items in case.facts_alike(indicator.id, sub).items():
                for item in items if _may_be_a_change(of) else ():
                    for name, year, value in _against_the_year_before(case, item):
                        told[name, year, of.unit].append(value)
    several = {key: values for key, values in told.items() if len({one.item.file for one in values}) >= _FEWEST}
    found = [ToldApart(name, year, pair) for (name, year, _), values in several.items() for pair in _apart(values)]
    return len(several), found


def _may_be_a_change(of: Told) -> bool:
    is_named_so = of.role in LEVEL_ROLES and names_a_change(of.name)
    return (of.role == "change" or is_named_so) and of.unit in _UNITS


def _against_the_year_before(case: Case, item: Stated) -> Iterator[tuple[Name, int, Value]]:
    fact = item.fact
    if fact.op != "=" or fact.approx or is_draft(item.viewed):
        return
    if is_of_area_above(item, case.dossier) or is_of_another_county(item, case.dossier):
        return
    if is_of_a_firm(item, case.dossier) or months_of_part(item.viewed.document, item.year):
        return
    if says(item, OF_A_KIND) or says(item, OF_ANOTHER):
        return
    words = words_before(fact.quote, fact.value_raw)
    year = year_meant(item, words)
    is_told = names_a_change(fact.name) or names_the_year_before(words, year)
    if not is_told or base_years(words, year, case.dossier.baseline_year) != (year - 1,):
        return
    value = valued(item, fact.unit)
    if value is not None:
        yield Name(fact.indicator_id, fact.sub, fact.name, scope_of(fact.subject, case.dossier)), year, value


def _apart(values: list[Value]) -> Iterator[tuple[Value, Value]]:
    """Yield the first two values that no rounding makes one, of papers that do not tell both."""
    for pair in combinations(values, 2):
        if all(one.fact.role in LEVEL_ROLES for one in pair):  # held against each other as such
            continue
        if not pair[0].reach.meets(pair[1].reach) and not are_of_one_document([[pair[0]], [pair[1]]]):
            files = [{one.value for one in values if one.item.file == side.item.file} for side in pair]
            if not files[0] & files[1]:
                yield pair
                return
