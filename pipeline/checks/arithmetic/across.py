"""Numbers that several measures are made of, as their papers tell them: one year has one product."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.coverage.case import Case
from pipeline.coverage.series import Name, Series, Value

_CONSTANT = re.compile(r"可比价|不变价|可比口径|20\d\d年价")
AT_OWN_PRICES = re.compile(r"当年价|现价|现行价")
PRICED = frozenset({"地区生产总值"})
_OF_EACH_SURVEY = ("样本",)


class Shared(NamedTuple):
    """What one year's number is told as for different measures."""

    of: Name
    year: int
    values: tuple[Value, ...]


def shared_components(case: Case) -> Iterator[Shared]:
    """Yield for each year the values of a component that two measures or more of the edition need, of each one's own.

    The values of a year that one measure alone tells are left out: they are judged with that measure. A product at
    constant prices is another number than that at current ones; how many were asked is each survey's own.
    """
    for name, of_measures in _by_component(case).items():
        years = sorted({year for series in of_measures for year in series.years})
        for year in years:
            told = {series.of: _at_current_prices(series.years.get(year, ())) for series in of_measures}
            told = {of: values for of, values in told.items() if values}
            if len(told) > 1 and len({series.unit for series in of_measures}) == 1:
                first = next(iter(told))
                yield Shared(first._replace(name=name), year, _one_each(told))


def _at_current_prices(values: Sequence[Value]) -> list[Value]:
    return [value for value in values if not at_constant_prices(value)]


def at_constant_prices(value: Value) -> bool:
    """Tell whether a product is told at the prices of another year: 地区生产总值（2020年价）."""
    return _CONSTANT.search(_leading_words(value)) is not None


def _leading_words(value: Value) -> str:
    """Return what stands before a number, with a bracket right behind it; 按可比价计算 further on is of its growth."""
    before, _, behind = value.fact.quote.rpartition(value.fact.value_raw)
    bracket = re.match(r"[^，。；,;]{0,4}[（(][^（）()]*[）)]", behind)
    return before + (bracket[0] if bracket else "")


def _one_each(told: Mapping[Name, Sequence[Value]]) -> tuple[Value, ...]:
    """Return every value once, though one document's number may be a fact of several measures."""
    seen: dict[tuple[str, object, object], Value] = {}
    for values in told.values():
        for value in values:
            seen.setdefault((value.item.viewed.document.sha256, value.fact.locator, value.value), value)
    return tuple(seen.values())


def _by_component(case: Case) -> Mapping[str, list[Series]]:
    """Return the series of the whole county of components that several measures share, by their name."""
    owners: dict[str, set[tuple[str, int | None]]] = defaultdict(set)
    for indicator in case.edition.indicators:
        for sub, measure in indicator.measures():
            for component in measure.components:
                owners[component.name].add((indicator.id, sub))
    shared = {name for name, of in owners.items() if len(of) > 1 and not name.startswith(_OF_EACH_SURVEY)}
    found: dict[str, list[Series]] = defaultdict(list)
    for name, series in case.series_named(shared).items():
        if not name.scope:
            found[name.name].append(series)
    return found
