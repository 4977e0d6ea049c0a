"""The components that a formula needs for one year, as papers state them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.checks.arithmetic.classes import is_of_one_class
from pipeline.checks.arithmetic.rules import Rule
from pipeline.coverage.case import Case
from pipeline.coverage.series import LEVEL_ROLES, Name, Series, Value, scope_of, unit_of, valued
from pipeline.coverage.values import Stated
from pipeline.numbers.rounding import all_meet
from pipeline.numbers.units import is_counter
from schemas import formula as formulas
from schemas.edition import Component
from schemas.formula import Formula, Node, parse_formula
from schemas.locator import CellLocator

# what no year changes
_LASTS = re.compile(r"(?:国土|土地|区域|岸线)总(?:面积|长度)")
_YEAR = re.compile(r"(?:19|20)\d{2}|年")


@dataclass
class Search:
    """The components of one formula for one year: `parts` those found, `unknown` optional ones that are not,
    `standing` those found that no year is told of, `of_a_kind` those that another paper tells of all.

    `of_components` are what papers state of each for any year.
    """

    case: Case
    rule: Rule
    year: int
    scope: str
    stated: Value
    of_components: Mapping[str, Series]
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

    def is_told(self, name: str) -> bool:
        """Tell whether any paper states a component for any year."""
        of = (self.rule.indicator_id, self.rule.sub, name)
        return any(Name(*of, scope) in self.case.series for scope in ("", self.scope))

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
            if other is not None and other < self.year:
                found = self._stated(component.of, other)
                if found is None and component.year == "baseline":
                    found = self._stated(component.name, other)
        if found is not None and (found.item is self.stated.item or is_of_one_class(found.fact)):
            return None
        return found

    def _stated(self, name: str, year: int) -> Value | None:
        """Return the value of a component: that of the same document, else the one all others agree on."""
        series = self.of_components.get(name)
        if series is None or year not in series.years:
            found = (self._standing(series) if series is not None else None) or self._undated(name, year)
            self.standing |= {name} if found is not None else set()
            return found
        own_sha256 = self.stated.item.viewed.document.sha256
        own = series.stated_in(own_sha256, year)
        if own and not series.is_standing(own, year):
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

    def _undated(self, name: str, year: int) -> Value | None:
        """Return the one number that the document's several years have in common: 行政村总数 beside 2021年, 2022年."""
        viewed = self.stated.item.viewed
        found = {
            fact.value: fact
            for fact in viewed.facts
            if fact.year is None and fact.op == "=" and fact.role in LEVEL_ROLES
            if (fact.indicator_id, fact.sub, fact.name) == (self.rule.indicator_id, self.rule.sub, name)
            if scope_of(fact.subject, self.case.dossier) == self.scope
        }
        if len(found) != 1 or self.stated.item.fact.year != year:
            return None
        (fact,) = found.values()
        place = self.stated.fact.locator
        is_beside = (
            isinstance(place, CellLocator)
            and isinstance(fact.locator, CellLocator)
            and place.table == fact.locator.table
        )
        if _YEAR.search(fact.quote) or not (is_beside or is_counter(fact.unit) or _LASTS.search(name)):
            return None
        return valued(Stated(fact, year, viewed), unit_of(self.rule.measure, name))


def divisors(node: Node, *, is_below: bool = False) -> frozenset[str]:
    """Return the names that a formula divides by; what else may be added above is seldom told, and seldom nothing."""
    if isinstance(node, formulas.Operation):
        below = is_below or node.operator == "/"
        return divisors(node.left, is_below=is_below) | divisors(node.right, is_below=below)
    return frozenset({node.name}) if is_below and isinstance(node, formulas.Name) else frozenset()
