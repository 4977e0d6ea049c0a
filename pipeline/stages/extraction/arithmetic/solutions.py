"""Numbers that fulfil a formula together, with how probable it is that they do so by chance."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from pipeline.numbers.rounding import last_digit
from pipeline.stages.extraction.arithmetic.figures import Figure
from pipeline.stages.extraction.arithmetic.relations import Relation, factor_to
from pipeline.stages.extraction.names import Name

# where most percentages of a report lie, so that a wrong one is met by chance within a span this wide
SPREAD_PERCENT = 50.0
WHOLE = 100
# no rounding makes up for as many points
FAR_OFF = 1.5
# a quotient that needs no rounding (270 of 1000) is rarer than one that does
EXACT, EXACT_WIDTH = 1e-6, 0.2


@dataclass(frozen=True)
class Solution:
    """The figures `parts` make the figure `result` by a relation; `chance` that wrong ones would do so too."""

    relation: Relation
    result: Figure
    parts: tuple[Figure, ...]
    chance: float

    @property
    def members(self) -> tuple[tuple[Name, Figure], ...]:
        """Each name with its figure, the result last."""
        return (*zip(self.relation.parts, self.parts, strict=True), (self.relation.result, self.result))

    @property
    def part(self) -> Figure:
        """The first figure above the line."""
        return self.parts[0]

    @property
    def whole(self) -> Figure:
        """The last figure below the line."""
        return self.parts[-1]

    @property
    def known(self) -> int:
        """How many of the figures words have named."""
        return sum(bool(figure.readings) for _, figure in self.members)


def shares(result: Figure, near: list[Figure]) -> Iterator[tuple[Figure, Figure, float]]:
    """Yield the pairs (part, whole) whose quotient is a stated percentage, with the chance that wrong ones meet it."""
    tried = 0
    found = []
    for one, other in combinations(near, 2):
        if not one.dimension or one.dimension != other.dimension:
            continue
        # of two equal numbers the later one is the part: 共有712人，参训712人
        is_part = one.start > other.start if one.reference == other.reference else one.reference < other.reference
        part, whole = (one, other) if is_part else (other, one)
        tried += 1
        if part.is_known and whole.is_known and result.is_known:
            continue
        width = _width_met(result, part, whole)
        if (
            width is None
            or not _is_same_row(result, part, whole)
            or (_is_all(part, whole) and part.start < whole.start)
        ):
            continue
        found.append((part, whole, width))
    for part, whole, width in found:
        yield part, whole, 10.0 ** (1 - part.digits) if _is_all(part, whole) else tried * width / SPREAD_PERCENT


def _is_same_row(result: Figure, *parts: Figure) -> bool:
    """Tell whether the members of lists are counted off: the second part to the second rate; a single one may serve."""
    if result.count == 1:
        return True
    return all(figure.count == 1 or (figure.count, figure.index) == (result.count, result.index) for figure in parts)


def _is_all(part: Figure, whole: Figure) -> bool:
    return part.reference == whole.reference


def _width_met(result: Figure, part: Figure, whole: Figure) -> float | None:
    """Return how wide the span is in which the quotient had to lie, None where it does not lie there."""
    below = whole.reference
    if below <= 0 or part.quantity.value <= 0:
        return None
    quotient = part.reference / below * WHOLE
    stated, digit = float(result.quantity.value), float(last_digit(result.quantity.value))
    if _is_all(part, whole) or stated == WHOLE:
        return 0.0 if _is_all(part, whole) and stated == WHOLE else None
    if abs(quotient - stated) > FAR_OFF:
        return None
    spread = part.slack / float(part.quantity.value) + whole.slack / float(whole.quantity.value)
    slack = digit / 2 + quotient * spread
    if abs(quotient - stated) < EXACT:
        return min(2 * slack, EXACT_WIDTH)
    is_met = abs(quotient - stated) <= slack * 1.001 or 0 <= quotient - stated < digit
    return 2 * slack + digit / 2 if is_met else None


def quotients(result: Figure, near: list[Figure], relation: Relation) -> Iterator[Solution]:
    """Yield the figures that make a stated value by a formula, all but one of them named; but two of a named rate."""
    most = 2 if result.count > 1 or (result.readings and len(relation.parts) > 2) else 1
    named = sum(relation.key in figure.keys for figure in (*near, result))
    if named + most <= len(relation.parts):
        return
    chosen = [
        [figure for figure in near if takes(name, figure) and factor_to(figure.quantity.unit, name.unit) is not None]
        for name in relation.parts
    ]
    factor = factor_to(result.quantity.unit, relation.result.unit)
    if factor is None or not all(chosen):
        return
    tried = 0
    for parts in _choices(chosen):
        if not 0 < sum(not figure.is_known for figure in (*parts, result)) <= most:
            continue
        if not _is_same_row(result, *parts):
            continue
        tried += 1
        width = _width_computed(relation, result, parts, factor)
        if width is not None:
            yield Solution(relation, result, parts, tried * width)


def _choices(chosen: list[list[Figure]], taken: tuple[Figure, ...] = ()) -> Iterator[tuple[Figure, ...]]:
    if not chosen:
        yield taken
        return
    for figure in chosen[0]:
        if all(figure.start != other.start for other in taken):
            yield from _choices(chosen[1:], (*taken, figure))


def _width_computed(relation: Relation, result: Figure, parts: tuple[Figure, ...], factor: float) -> float | None:
    """Return how wide the span is, as a share of the value, in which the formula's value lies, else None."""
    scales = [
        factor_to(figure.quantity.unit, name.unit) or 1.0 for name, figure in zip(relation.parts, parts, strict=True)
    ]
    values = [float(figure.quantity.value) * scale for figure, scale in zip(parts, scales, strict=True)]
    try:
        computed = relation.compute(tuple(values))
        spread = 0.0
        for index, figure in enumerate(parts):
            moved = list(values)
            moved[index] += figure.slack * scales[index]
            spread += abs(relation.compute(tuple(moved)) - computed)
    except ZeroDivisionError:
        return None
    stated = float(result.quantity.value) * factor
    digit = float(last_digit(result.quantity.value)) * factor
    slack = digit / 2 + spread
    if stated <= 0 or not (abs(computed - stated) <= slack * 1.001 or 0 <= computed - stated < digit):
        return None
    return (2 * slack + digit / 2) / (SPREAD_PERCENT if relation.result.unit == "%" else stated)


def fits(relation: Relation, result: Figure, parts: tuple[Figure, ...]) -> bool:
    """Tell whether figures may be what a relation speaks of, by their names and units."""
    named = (*zip(relation.parts, parts, strict=True), (relation.result, result))
    return all(takes(name, figure) for name, figure in named)


def takes(name: Name, figure: Figure) -> bool:
    """Tell whether a figure may be what a name means: named so, or not named at all and of its unit."""
    if figure.is_known:
        return any(is_same(one.name, name) for one in figure.readings)
    return figure.quantity.op == "=" and name.fits(figure.quantity.unit)


def is_same(one: Name, other: Name) -> bool:
    """Tell whether two names mean one thing of the edition."""
    return (one.indicator_id, one.sub, one.name) == (other.indicator_id, other.sub, other.name)


def is_quotient(result: Figure, part: Figure, whole: Figure) -> bool:
    """Tell whether a stated percentage is the quotient of two figures of one kind."""
    if part.dimension != whole.dimension or part.reference > whole.reference or not _is_same_row(result, part, whole):
        return False
    return _width_met(result, part, whole) is not None
