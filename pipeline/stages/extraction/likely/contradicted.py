"""What a model named against what the paper says itself: one paper tells one number of one year once."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from pipeline.numbers.units import read_unit
from pipeline.stages.extraction.likely.features import manner_of
from schemas.fact import Fact

Told = tuple[str, int | None, str, str, str, int | None]


def without_contradicted(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the facts of a document without those inferred that another fact of it gives another value.

    What words name stays; where two that are inferred contradict each other, neither does.
    """
    if not any(fact.inferred for fact in facts):
        return tuple(facts)
    values: dict[Told, set[Decimal]] = defaultdict(set)
    for fact in facts:
        values[_told(fact)].add(_in_reference(fact))
    return tuple(fact for fact in facts if not fact.inferred or len(values[_told(fact)]) == 1)


def _told(fact: Fact) -> Told:
    """Return what a fact is the value of; an aim and a change are told apart from what is."""
    manner = manner_of(fact.role)
    return fact.indicator_id, fact.sub, fact.name, manner, fact.subject, fact.year


def _in_reference(fact: Fact) -> Decimal:
    unit = read_unit(fact.unit) if fact.unit else None
    return abs(fact.value) * (unit.factor if unit is not None else 1)
