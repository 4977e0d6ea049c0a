"""Bounds that a value told before has passed: 参与度88.2%，均高于80%."""

from types import MappingProxyType

from pipeline.numbers.quantities import Operator
from pipeline.stages.extraction.reading import Reading
from pipeline.values import replace

_BOUNDS: MappingProxyType[Operator, Operator] = MappingProxyType({">": ">=", ">=": ">=", "<": "<=", "<=": "<="})


def with_passed_bounds(readings: list[Reading]) -> list[Reading]:
    """Return readings in which a bound on what was told exactly before is a demand rather than a second value."""
    return [_as_demand(one) if _is_passed(one, readings) else one for one in readings]


def _is_passed(bound: Reading, readings: list[Reading]) -> bool:
    if bound.quantity.op not in _BOUNDS or bound.role != "actual" or bound.name.component is not None:
        return False
    return any(
        (one.name, one.year, one.subject) == (bound.name, bound.year, bound.subject)
        and one.start < bound.start
        and one.role == "actual"
        and one.quantity.op == "="
        for one in readings
    )


def _as_demand(reading: Reading) -> Reading:
    op = _BOUNDS[reading.quantity.op]
    return replace(reading, role="target", quantity=replace(reading.quantity, op=op))
