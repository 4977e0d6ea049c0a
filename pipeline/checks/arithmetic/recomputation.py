"""Values computed again from the components that stand beside them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from pipeline.checks.arithmetic.across import AT_OWN_PRICES
from pipeline.checks.arithmetic.components import Search, divisors
from pipeline.checks.arithmetic.rules import Rule, rules_of
from pipeline.checks.arithmetic.scale import power_of_ten
from pipeline.coverage.case import Case, once_for_a_case
from pipeline.coverage.kinds import AGAINST_THE_YEAR_BEFORE, clause_before
from pipeline.coverage.series import Name, Value
from pipeline.numbers.rounding import MOST_NAMES, Reach, computed_reach
from schemas.formula import Formula

_A_YEAR_ON_AVERAGE = re.compile(r"年均(?:下降|降低|提高|上升|增长|减少|递减|递增)|平均每年|每年平均")
_WHOLE, _MOST_TIMES = 100, 2
# an optional component that is nowhere stated may be nothing, or more than a county has of anything
_ANY_AMOUNT = Reach(Decimal(0), Decimal(10) ** 13)


@dataclass(frozen=True)
class Recomputed:
    """A stated value with what a formula makes of the components.

    `value` is what the formula gives at the components as printed, `reach` all that it may give, their rounding and
    components that are nowhere stated allowed for. `parts` are the components used, by name. `is_of_one_document`
    tells whether all of them stand in the document that states the value. `untold` are the optional components of the
    formula that no paper states for any year.
    """

    rule: Rule
    year: int
    scope: str
    stated: Value
    formula: Formula
    parts: Mapping[str, Value]
    value: Decimal
    reaches: Mapping[str, Reach]
    untold: frozenset[str] = frozenset()

    @cached_property
    def reach(self) -> Reach:
        """All that the formula may give."""
        return computed_reach(self.formula.evaluate, self.reaches) or Reach(self.value, self.value)

    @cached_property
    def holds(self) -> bool:
        """Tell whether the stated value may be what the formula gives."""
        stated = self.stated.reach
        if stated.low <= self.value <= stated.high and self._is_monotone:
            return True
        return self.reach.meets(stated)

    @property
    def _is_monotone(self) -> bool:
        """Tell whether the value lies within the reach for certain: parts above zero, added, shared, multiplied."""
        return "-" not in self.formula.text and all(part.low > 0 for part in self.reaches.values())

    @property
    def holds_without_options(self) -> bool:
        """Tell whether the stated value is what the formula gives when optional components are left out."""
        options = {part.name for part in self.rule.measure.components if part.optional} & set(self.parts)
        if not options or self.holds:
            return False
        values = {name: Decimal(0) if name in options else part.value for name, part in self.parts.items()}
        others = dict.fromkeys(self.formula.names - set(values), Decimal(0))
        try:
            value = self.formula.evaluate(values | others)
        except ArithmeticError:
            return False
        return self.stated.reach.low <= value <= self.stated.reach.high

    @property
    def leans_on_the_untold(self) -> bool:
        """Tell whether a value follows only where there is some of an optional component that no paper tells of."""
        if not self.untold or not self.holds:
            return False
        nothing = Reach(Decimal(0), Decimal(0))
        reaches = {name: nothing if name in self.untold else reach for name, reach in self.reaches.items()}
        without = computed_reach(self.formula.evaluate, reaches)
        return without is not None and not without.meets(self.stated.reach)

    @property
    def is_far_off(self) -> bool:
        """Tell whether the numbers may be of another set: they give many times what is stated, or all of what is less.

        No slip makes 10 % of 96 %; a component read as its own whole gives 100 %.
        """
        ends = sorted((abs(self.value), abs(self.stated.value)))
        is_all = (
            self.rule.unit == "%" and self.value == _WHOLE and len({part.value for part in self.parts.values()}) == 1
        )
        return is_all or ends[1] > _MOST_TIMES * ends[0]

    @property
    def is_of_one_sentence(self) -> bool:
        """Tell whether value and components stand in one sentence."""
        return {part.fact.quote for part in self.parts.values()} == {self.stated.fact.quote}

    @property
    def is_at_other_prices(self) -> bool:
        """Tell whether a product at the year's own prices was used, where rates are told at constant ones."""
        return any(AT_OWN_PRICES.search(part.fact.quote) for part in self.parts.values())

    @property
    def is_at_another_scale(self) -> bool:
        """Tell whether the stated value has the right digits at another scale: a wrong unit."""
        is_wrong = not self.holds or self.leans_on_the_untold
        return is_wrong and power_of_ten(self.value, self.stated.value) is not None

    @property
    def is_of_one_document(self) -> bool:
        """Tell whether value and components stand in one document."""
        own = self.stated.item.viewed.document.sha256
        return all(part.item.viewed.document.sha256 == own for part in self.parts.values())


@once_for_a_case
def all_recomputed(case: Case) -> Iterator[Recomputed]:
    """Return every stated value that can be computed again, with the formula that comes nearest to it."""
    scopes: dict[tuple[str, int | None, str], list[str]] = defaultdict(list)
    for name in case.series:
        scopes[name.indicator_id, name.sub, name.name].append(name.scope)
    for rule in rules_of(case.edition):
        for scope in scopes.get((rule.indicator_id, rule.sub, rule.name), ()):
            yield from _recomputed(case, rule, scope)


def _recomputed(case: Case, rule: Rule, scope: str) -> Iterator[Recomputed]:
    of_components = {
        name: series
        for name in rule.names
        if (series := case.series.get(Name(rule.indicator_id, rule.sub, name, scope))) is not None
    }
    for year, values in case.series[Name(rule.indicator_id, rule.sub, rule.name, scope)].years.items():
        for stated in values:
            if _is_over_other_years(rule, stated):
                continue
            found = [
                one
                for formula in rule.formulas
                if (one := _by(formula, Search(case, rule, year, scope, stated, of_components)))
            ]
            if found:
                yield min(found, key=_distance) if len(found) > 1 else found[0]


def _is_over_other_years(rule: Rule, stated: Value) -> bool:
    """Tell whether a fall is told for each of some years, or against the year before where the base is another."""
    return _is_told_so(rule, stated.fact.quote) and _is_told_so(rule, clause_before(stated.fact))


def _is_told_so(rule: Rule, words: str) -> bool:
    if _A_YEAR_ON_AVERAGE.search(words) is not None:
        return True
    return rule.has_base and AGAINST_THE_YEAR_BEFORE.search(words) is not None


def _distance(one: Recomputed) -> tuple[bool, Decimal]:
    return (not one.holds or one.leans_on_the_untold, abs(one.value - one.stated.value))


def _by(formula: Formula, search: Search) -> Recomputed | None:
    whole: Formula | None = formula if search.all_stated(formula) else search.whole(formula)
    if whole is None or not search.parts:
        return None
    if search.is_of_no_year or search.is_mixed:
        return None
    values = {name: part.value for name, part in search.parts.items()}
    try:
        value = whole.evaluate(values | dict.fromkeys(search.unknown, Decimal(0)))
    except ArithmeticError:  # a divisor of zero, a number beyond all numbers
        return None
    if _are_one_number(search.parts) or _are_of_two_sets(value, search.stated, search.parts):
        return None
    reaches = {name: part.reach for name, part in search.parts.items()} | dict.fromkeys(search.unknown, _ANY_AMOUNT)
    if len(reaches) > MOST_NAMES:
        return None
    unknown = search.unknown & divisors(formula.root) if search.unknown else ()
    untold = frozenset(name for name in unknown if not search.is_told(name))
    of = (search.rule, search.year, search.scope, search.stated)
    return Recomputed(*of, whole, search.parts, value, reaches, untold)


def _are_one_number(parts: Mapping[str, Value]) -> bool:
    """Tell whether two components were read from one number, which stands but once in its words."""
    return any(
        one.value == other.value
        and one.item.viewed is other.item.viewed
        and (one.fact.locator, one.fact.quote) == (other.fact.locator, other.fact.quote)
        and one.fact.quote.count(one.fact.value_raw) == 1
        and len(one.fact.quote) > len(one.fact.value_raw)
        for one, other in combinations(parts.values(), 2)
    )


def _are_of_two_sets(value: Decimal, stated: Value, parts: Mapping[str, Value]) -> bool:
    """Tell whether a share comes out above the whole though stated below, of numbers from different sentences."""
    is_more = stated.fact.unit == "%" and value > 100 >= stated.value
    return (
        is_more and len({part.fact.quote for part in parts.values()}) > 1 and power_of_ten(value, stated.value) is None
    )
