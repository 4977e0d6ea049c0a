"""Values computed again from the components that stand beside them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import combinations

from pipeline.checks.arithmetic.across import AT_OWN_PRICES
from pipeline.checks.arithmetic.scale import power_of_ten
from pipeline.coverage.case import Case, once_for_a_case
from pipeline.coverage.kinds import AGAINST_THE_YEAR_BEFORE, clause_before
from pipeline.coverage.series import Name, Series, Value
from pipeline.numbers.rounding import MOST_NAMES, Reach, all_meet, computed_reach
from pipeline.numbers.units import is_counter
from schemas import formula as formulas
from schemas.edition import Component, Edition, Measure
from schemas.formula import Formula, Node, parse_formula

_A_YEAR_ON_AVERAGE = re.compile(r"年均(?:下降|降低|提高|上升|增长|减少|递减|递增)|平均每年|每年平均")
_WHOLE, _MOST_TIMES = 100, 2
_YEAR = re.compile(r"(?:19|20)\d{2}|年")
# an optional component that is nowhere stated may be nothing, or more than a county has of anything
_ANY_AMOUNT = Reach(Decimal(0), Decimal(10) ** 13)


@dataclass(frozen=True)
class Rule:
    """One name of a measure that follows from others: `formulas` are all that practice accepts."""

    indicator_id: str
    sub: int | None
    measure: Measure
    name: str
    unit: str
    formulas: tuple[Formula, ...]

    @cached_property
    def has_base(self) -> bool:
        """Tell whether the name is the measure itself, which is held against a base year."""
        return self.name == self.measure.name and any(part.year == "baseline" for part in self.measure.components)

    @cached_property
    def components(self) -> Mapping[str, Component]:
        """The components of the measure by name."""
        return {part.name: part for part in reversed(self.measure.components)}


@dataclass(frozen=True)
class Recomputed:
    """A stated value with what a formula makes of the components.

    `value` is what the formula gives at the components as printed, `reach` all that it may give, their rounding and
    components that are nowhere stated allowed for. `parts` are the components used, by name. `is_of_one_document`
    tells whether all of them stand in the document that states the value.
    """

    rule: Rule
    year: int
    scope: str
    stated: Value
    formula: Formula
    parts: Mapping[str, Value]
    value: Decimal
    reaches: Mapping[str, Reach]

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
    def is_at_other_prices(self) -> bool:
        """Tell whether a product at the year's own prices was used, where rates are told at constant ones."""
        return any(AT_OWN_PRICES.search(part.fact.quote) for part in self.parts.values())

    @property
    def is_at_another_scale(self) -> bool:
        """Tell whether the stated value has the right digits at another scale: a wrong unit."""
        return not self.holds and power_of_ten(self.value, self.stated.value) is not None

    @property
    def is_of_one_document(self) -> bool:
        """Tell whether value and components stand in one document."""
        own = self.stated.item.viewed.document.sha256
        return all(part.item.viewed.document.sha256 == own for part in self.parts.values())


@lru_cache(maxsize=8)
def rules_of(edition: Edition) -> tuple[Rule, ...]:
    """Return every name of an edition that follows from others by a formula."""
    return tuple(_rules(edition))


def _rules(edition: Edition) -> Iterator[Rule]:
    for indicator in edition.indicators:
        for sub, measure in indicator.measures():
            texts = [text for text in (measure.formula, *measure.other_formulas) if text]
            if texts:
                yield Rule(indicator.id, sub, measure, measure.name, measure.unit, tuple(map(parse_formula, texts)))
            for part in measure.components:
                if part.formula:
                    yield Rule(indicator.id, sub, measure, part.name, part.unit, (parse_formula(part.formula),))


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
    series = case.series.get(Name(rule.indicator_id, rule.sub, rule.name, scope))
    for year, values in series.years.items() if series else ():
        for stated in values:
            if _is_over_other_years(rule, stated):
                continue
            found = [one for formula in rule.formulas if (one := _by(case, rule, formula, year, scope, stated))]
            if found:
                yield min(found, key=_distance) if len(found) > 1 else found[0]


def _is_over_other_years(rule: Rule, stated: Value) -> bool:
    """Tell whether a fall is told for each of some years, or against the year before where the base is another."""
    clause = clause_before(stated.fact)
    return bool(_A_YEAR_ON_AVERAGE.search(clause)) or (rule.has_base and bool(AGAINST_THE_YEAR_BEFORE.search(clause)))


def _distance(one: Recomputed) -> tuple[bool, Decimal]:
    return (not one.holds, abs(one.value - one.stated.value))


def _by(case: Case, rule: Rule, formula: Formula, year: int, scope: str, stated: Value) -> Recomputed | None:
    search = _Search(case, rule, year, scope, stated)
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
    if _are_one_number(search.parts) or _are_of_two_sets(value, stated, search.parts):
        return None
    reaches = {name: part.reach for name, part in search.parts.items()} | dict.fromkeys(search.unknown, _ANY_AMOUNT)
    if len(reaches) > MOST_NAMES:
        return None
    return Recomputed(rule, year, scope, stated, whole, search.parts, value, reaches)


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


@dataclass
class _Search:
    """The components of one formula for one year: `parts` those found, `unknown` optional ones that are not,
    `standing` those found that no year is told of, `of_a_kind` those that another paper tells of all."""

    case: Case
    rule: Rule
    year: int
    scope: str
    stated: Value
    parts: dict[str, Value] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    standing: set[str] = field(default_factory=set)
    of_a_kind: set[str] = field(default_factory=set)

    @property
    def is_of_no_year(self) -> bool:
        """Tell whether none of the components is told of the year."""
        return bool(self.standing) and self.standing == set(self.parts)

    @property
    def is_mixed(self) -> bool:
        """Tell whether some components are of a kind (the county town's), others of all."""
        of_a_kind = self.of_a_kind & set(self.parts)
        return bool(of_a_kind) and of_a_kind != set(self.parts)

    def all_stated(self, formula: Formula) -> bool:
        """Tell whether every component of the formula is stated; they are the parts then."""
        for name in formula.names_in_order:
            value = self._value(self.rule.components[name])
            if value is None:
                return False
            self.parts[name] = value
        return True

    def whole(self, formula: Formula) -> Formula | None:
        """Return the formula resolved, None where a component is missing."""
        self.parts.clear()
        root = self.resolved(formula.root)
        return None if root is None else Formula(formula.text, root, frozenset(self.parts) | frozenset(self.unknown))

    def resolved(self, node: Node) -> Node | None:
        """Return the formula with components that are not stated replaced by their own; None where one is missing."""
        if isinstance(node, formulas.Operation):
            left, right = self.resolved(node.left), self.resolved(node.right)
            return None if left is None or right is None else formulas.Operation(node.operator, left, right)
        if isinstance(node, formulas.Number):
            return node
        component = self.rule.components[node.name]
        value = self._value(component)
        if value is not None:
            self.parts[node.name] = value
            return node
        below = self.resolved(parse_formula(component.formula).root) if component.formula else None
        if below is not None:
            return below
        if component.optional:
            self.unknown.add(node.name)
            return node
        return None

    def _value(self, component: Component) -> Value | None:
        found = self._stated(component.name, self.year)
        if found is None and component.of:
            other = self.year - 1 if component.year == "previous" else self.case.dossier.baseline_year
            found = self._stated(component.of, other) if other is not None and other < self.year else None
        return None if found is not None and found.item is self.stated.item else found

    def _stated(self, name: str, year: int) -> Value | None:
        """Return the value of a component: that of the same document, else the one all others agree on."""
        series = self.case.series.get(Name(self.rule.indicator_id, self.rule.sub, name, self.scope))
        if series is None:
            return None
        if year not in series.years:
            found = self._standing(series)
            self.standing |= {name} if found is not None else set()
            return found
        own_sha256 = self.stated.item.viewed.document.sha256
        own = series.stated_in(own_sha256, year)
        if own and all(value not in series.years[year] for value in own):
            self.of_a_kind.add(name)
        if len(own) == 1:
            return own[0]
        if own:
            agree = all_meet([value.reach for value in own])
            return min(own, key=lambda value: value.reach.high - value.reach.low) if agree else None
        return series.sure().get(year)

    def _standing(self, series: Series) -> Value | None:
        """Return the one number of things that the same document states without a year (全县共有行政村168个)."""
        own_sha256 = self.stated.item.viewed.document.sha256
        own = [value for year in series.years for value in series.stated_in(own_sha256, year)]
        if len(own) != 1 or not is_counter(own[0].fact.unit) or _YEAR.search(own[0].fact.quote):
            return None
        return own[0]
