"""Bounds that a value has passed: 参与度88.2%，均高于80%; marks before it: 首次突破90%，达到91.4%."""

import re
from types import MappingProxyType

from pipeline.numbers.quantities import Operator
from pipeline.stages.extraction.reading import Reading
from pipeline.values import replace

_BOUNDS: MappingProxyType[Operator, Operator] = MappingProxyType({">": ">=", ">=": ">=", "<": "<=", "<=": "<="})
_PASSES = re.compile(r"(?:(?:突破|跌破|超过|超|破|站上|迈上|迈过|越过|高于|低于)了?|(?:下降|降|上升|升|提高)[到至])$")
_MUST_BE = re.compile(r"不(?:得|能)?(?:低于|高于|少于|超过|突破)")
_THEN_TOLD = re.compile(r"(?:以[上下内]|大关|关口)?,(?:全年|实际)?(?:达到?了?|为|是|[降升]?[至到])")


def with_passed_bounds(readings: list[Reading], text: str) -> list[Reading]:
    """Return readings in which a bound on what was told exactly before is a demand rather than a second value.

    A round mark that the value told right after it has passed is none of its values.
    """
    told = [one for one in readings if not _is_mark(one, readings, text)]
    return [_as_demand(one) if _is_passed(one, told, text) else one for one in told]


def _is_mark(mark: Reading, readings: list[Reading], text: str) -> bool:
    then = _THEN_TOLD.match(text, mark.end)
    if then is None or not _PASSES.search(text[max(0, mark.start - 6) : mark.start]):
        return False
    key = (mark.name, mark.year, mark.subject, mark.role, mark.quantity.unit)
    return any(
        one.start == then.end() and (one.name, one.year, one.subject, one.role, one.quantity.unit) == key
        for one in readings
    )


def _is_passed(bound: Reading, readings: list[Reading], text: str) -> bool:
    """Tell whether the value of a bound is told, too: before it, after one that says what must be (不低于96%)."""
    is_demanded = _MUST_BE.search(text, max(0, bound.start - 6), bound.quantity.outer_end) is not None
    if bound.quantity.op not in _BOUNDS or bound.role != "actual" or bound.name.component is not None:
        return False
    return any(
        (one.name, one.year, one.subject) == (bound.name, bound.year, bound.subject)
        and (one.start < bound.start or is_demanded)
        and one.role == "actual"
        and one.quantity.op == "="
        for one in readings
    )


def _as_demand(reading: Reading) -> Reading:
    op = _BOUNDS[reading.quantity.op]
    return replace(reading, role="target", quantity=replace(reading.quantity, op=op))
