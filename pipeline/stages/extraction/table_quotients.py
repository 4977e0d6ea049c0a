"""Numbers of a table that no head names, told by the quotient that the table states.

Where the rows 排放量 412 and 处理率 96.1 % are named and a third row stands at 396, the third is what was treated: it
fulfils the formula in every year. The more digits fit, the less it is chance.
"""

from collections.abc import Iterator
from typing import TypeVar

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.rounding import last_digit
from pipeline.stages.extraction.arithmetic.relations import Relation, factor_to, relations_of
from pipeline.stages.extraction.arithmetic.solutions import is_same
from pipeline.stages.extraction.names import Name
from pipeline.stages.extraction.reading import Reading
from pipeline.values import frozen, replace
from schemas.edition import Edition

MIN_DIGITS = 3
"""So many digits, of all its numbers that differ from their counterparts, must a line fit by."""

MIN_POSITIONS = 2
"""So many rates must two lines make that neither has a name."""

MAX_LINES = 60
# marks bear no unit in tables
_MARKS = ("分",)
_LEVELS = frozenset({"actual", "component", "count"})

Spot = tuple[int, int]
"""(row, column) of a cell."""

Known = dict[Spot, list[Reading]]

Value = TypeVar("Value")


@frozen
class Unnamed:
    """A number that no head names, with the units that it may be in."""

    quantity: Quantity
    units: tuple[str, ...]


@frozen
class _Rates:
    """The line on which a relation's result stands: its reading at each position."""

    relation: Relation
    at: dict[int, Reading]


def named_by_quotients(known: Known, unnamed: dict[Spot, Unnamed], edition: Edition) -> Iterator[tuple[Spot, Reading]]:
    """Yield readings of numbers without a name that make a stated rate with those that have one.

    A line is a row where the rates stand in a row, a column where they stand in one.
    """
    if not unnamed:
        return
    for turn in (_as_rows, _as_columns):
        lines_known = _lines({turn(spot): readings for spot, readings in known.items()})
        lines_unnamed = _lines({turn(spot): one for spot, one in unnamed.items()})
        if len(lines_known) + len(lines_unnamed) > MAX_LINES:
            continue
        for rates in _rates(lines_known, edition):
            for line, part, quantities in _solved(rates, lines_known, lines_unnamed):
                for position, quantity in quantities.items():
                    yield turn((line, position)), _reading(part, rates.at[position], quantity)


def _as_rows(spot: Spot) -> Spot:
    return spot


def _as_columns(spot: Spot) -> Spot:
    return spot[1], spot[0]


def _lines(spots: dict[Spot, Value]) -> dict[int, dict[int, Value]]:
    lines: dict[int, dict[int, Value]] = {}
    for (line, position), value in spots.items():
        lines.setdefault(line, {})[position] = value
    return lines


def _rates(lines: dict[int, dict[int, list[Reading]]], edition: Edition) -> Iterator[_Rates]:
    """Yield the lines that state a rate whose formula has one number above the line and one below."""
    relations = relations_of(edition)
    for line in lines.values():
        keys = {(one.name.indicator_id, one.name.sub) for readings in line.values() for one in readings}
        for relation in (one for key in keys for one in relations.get(key, ()) if len(one.parts) == 2):
            at = {
                position: one
                for position, readings in line.items()
                for one in readings
                if is_same(one.name, relation.result) and one.role in _LEVELS
            }
            if at:
                yield _Rates(relation, at)


def _solved(
    rates: _Rates, known: dict[int, dict[int, list[Reading]]], unnamed: dict[int, dict[int, Unnamed]]
) -> list[tuple[int, Name, dict[int, Quantity]]]:
    """Return the lines that are the missing parts of a rate: none where several fit, or where both parts have names."""
    lines = [line for line, spots in unnamed.items() if rates.at.keys() <= spots.keys()]
    has_name = [any(_partners(rates, part, line) for line in known.values()) for part in rates.relation.parts]
    if not any(has_name):
        return _both_solved(rates, {line: unnamed[line] for line in lines})
    if sum(has_name) != 1:
        return []
    missing = has_name.index(False)
    part, other = rates.relation.parts[missing], rates.relation.parts[1 - missing]
    beside = [found for line in known.values() if (found := _partners(rates, other, line))]
    fitting = {line: made for line in lines for one in beside if (made := _made(rates, unnamed[line], one, missing))}
    return [(line, part, made) for line, made in fitting.items()] if len(fitting) == 1 else []


def _both_solved(rates: _Rates, lines: dict[int, dict[int, Unnamed]]) -> list[tuple[int, Name, dict[int, Quantity]]]:
    """Return two lines without names whose quotients are the rate in every one of several years (or towns)."""
    if len(rates.at) < MIN_POSITIONS:
        return []
    found = []
    for below, whole in lines.items():
        taken = {position: _in_told_unit(whole[position], rates.relation.parts[1]) for position in rates.at}
        if any(one is None for one in taken.values()):
            continue
        beside = {position: replace(rates.at[position], quantity=one) for position, one in taken.items() if one}
        for above, part in lines.items():
            if above != below and (made := _made(rates, part, beside, 0)):
                found.append(((above, made), (below, {position: one for position, one in taken.items() if one})))
    if len(found) != 1:
        return []
    return [(line, part, made) for (line, made), part in zip(found[0], rates.relation.parts, strict=True)]


def _in_told_unit(one: Unnamed, name: Name) -> Quantity | None:
    unit = next((unit for unit in one.units or _MARKS if name.fits(unit)), None)
    return replace(one.quantity, unit=unit) if unit is not None and one.quantity.op == "=" else None


def _partners(rates: _Rates, part: Name, line: dict[int, list[Reading]]) -> dict[int, Reading]:
    """Return the readings of a part beside each rate, of the same year and place; {} where one of them is not there."""
    found = {}
    for position, rate in rates.at.items():
        for one in line.get(position, ()):
            if is_same(one.name, part) and (one.year, one.subject) == (rate.year, rate.subject) and one.role in _LEVELS:
                found[position] = one
    return found if len(found) == len(rates.at) else {}


def _made(rates: _Rates, line: dict[int, Unnamed], beside: dict[int, Reading], missing: int) -> dict[int, Quantity]:
    """Return the numbers of a line in their units if they make every rate with the part that is named, else {}."""
    relation, digits = rates.relation, 0
    made = {}
    for position, rate in rates.at.items():
        other = beside[position].quantity
        unit = _unit(line[position], relation.parts[missing], other.unit)
        if unit is None or line[position].quantity.op != "=":
            return {}
        quantity = made[position] = replace(line[position].quantity, unit=unit)
        if not _makes(relation, rate.quantity, [quantity, other] if missing == 0 else [other, quantity]):
            return {}
        digits += _digits(quantity) if quantity.value != other.value else 0
    return made if digits >= MIN_DIGITS else {}


def _unit(one: Unnamed, name: Name, beside: str) -> str | None:
    """Return the unit of a number: its own or its heads', else that of its counterpart; None where none fits."""
    return next((unit for unit in one.units or (beside,) if name.fits(unit)), None)


def _makes(relation: Relation, rate: Quantity, parts: list[Quantity]) -> bool:
    """Tell whether a formula gives the printed rate, one unit of its last digit and the parts' rounding allowed."""
    factor = factor_to(rate.unit, relation.result.unit)
    scales = [factor_to(one.unit, name.unit) for one, name in zip(parts, relation.parts, strict=True)]
    if factor is None or None in scales or any(one.value <= 0 for one in parts):
        return False
    values = tuple(float(one.value) * (scale or 1.0) for one, scale in zip(parts, scales, strict=True))
    computed = relation.compute(values)
    spread = sum(float(last_digit(one.value)) / 2 / float(one.value) for one in parts)
    stated, digit = float(rate.value) * factor, float(last_digit(rate.value)) * factor
    return abs(computed - stated) <= digit * 1.001 + abs(computed) * spread


def _digits(quantity: Quantity) -> int:
    return len("".join(map(str, quantity.value.as_tuple().digits)).rstrip("0"))


def _reading(part: Name, rate: Reading, quantity: Quantity) -> Reading:
    return replace(rate, name=part, quantity=quantity, role="component", start=quantity.start, end=quantity.end)
