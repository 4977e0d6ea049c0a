"""The names of an edition that follow from others by a formula."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from schemas.edition import Component, Edition, Measure
from schemas.formula import Formula, parse_formula


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
    def names(self) -> tuple[str, ...]:
        """The names of the components, of what some of them are in another year."""
        each = (name for part in self.measure.components for name in (part.name, part.of) if name)
        return tuple(dict.fromkeys(each))

    @cached_property
    def components(self) -> Mapping[str, Component]:
        """The components of the measure by name."""
        return {part.name: part for part in reversed(self.measure.components)}


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
