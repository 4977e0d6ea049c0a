"""How the numbers of an edition follow from one another: its formulas, ready to be held against printed figures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from operator import add, mul, sub, truediv
from types import MappingProxyType

from pipeline.numbers.units import read_unit
from pipeline.once import once_for_each
from pipeline.stages.extraction.names import Name, as_component
from schemas.edition import Component, Edition, Measure
from schemas.formula import Name as Operand
from schemas.formula import Node, Number, Operation, parse_formula

Compute = Callable[[tuple[float, ...]], float]
MAX_PARTS = 4
_OPERATORS = MappingProxyType({"+": add, "-": sub, "*": mul, "/": truediv})


@dataclass(frozen=True)
class Relation:
    """`result` is what `compute` makes of the values of `parts`, each in its own canonical unit.

    `numerator` tells how many of the parts, counted from the first, stand above the line; 0 where there is none.
    """

    result: Name
    parts: tuple[Name, ...]
    compute: Compute
    numerator: int

    @property
    def is_share(self) -> bool:
        """Tell whether it is one part over one whole of the same kind, in percent."""
        return len(self.parts) == 2 and self.result.unit == "%" and self.numerator == 1

    @property
    def names(self) -> tuple[Name, ...]:
        """The result and its parts."""
        return self.result, *self.parts

    @property
    def key(self) -> tuple[str, int | None]:
        """The (sub-)indicator."""
        return self.result.indicator_id, self.result.sub


class Results:
    """Which quotients have a result in a unit, found out once for each unit: plain shares, and all others."""

    def __init__(self, edition: Edition) -> None:
        """Take the relations of an edition."""
        self._every = [one for found in relations_of(edition).values() for one in found]
        self._of_unit: dict[str, tuple[tuple[Relation, ...], tuple[Relation, ...]]] = {}

    def of(self, unit: str) -> tuple[tuple[Relation, ...], tuple[Relation, ...]]:
        """Return the relations whose result a number in a unit may be: shares, others."""
        if unit not in self._of_unit:
            fitting = [one for one in self._every if unit and one.result.fits(unit)]
            plain = tuple(one for one in fitting if one.is_share)
            self._of_unit[unit] = plain, tuple(one for one in fitting if not one.is_share)
        return self._of_unit[unit]


@once_for_each
def results_of(edition: Edition) -> Results:
    """Return the results of an edition's relations."""
    return Results(edition)


@once_for_each
def relations_of(edition: Edition) -> dict[tuple[str, int | None], tuple[Relation, ...]]:
    """Return the quotients of each (sub-)indicator: of its measure, of components that follow from others."""
    found: dict[tuple[str, int | None], tuple[Relation, ...]] = {}
    for indicator in edition.indicators:
        for number, measure in indicator.measures():
            whole = Name(indicator.id, indicator.number, number, measure.name, measure.unit, measure)
            results = (whole, *(as_component(whole, part) for part in measure.components))
            if relations := tuple(one for result in results for one in _quotients(result)):
                found[indicator.id, number] = relations
    return found


def _quotients(result: Name) -> Iterator[Relation]:
    stated: Measure | Component = result.component or result.measure
    others = stated.other_formulas if isinstance(stated, Measure) else ()
    for text in (stated.formula, *others):
        root = parse_formula(text).root if "/" in text else None
        if root is not None:
            yield from _variants(result, root)
            if (opened := _opened(root, result)) != root:
                yield from _variants(result, opened)


def _opened(node: Node, result: Name) -> Node:
    """Return a formula with the sums that its components are: 利用量 + 处置量 for 利用处置量."""
    if isinstance(node, Operand):
        sums = (part.formula for part in result.measure.components if part.name == node.name and not part.optional)
        return next((parse_formula(text).root for text in sums if "+" in text), node)
    if isinstance(node, Operation):
        return Operation(node.operator, _opened(node.left, result), _opened(node.right, result))
    return node


def _variants(result: Name, root: Node) -> Iterator[Relation]:
    """Yield a quotient in full, and without the optional addends below its line."""
    divided = root.left if isinstance(root, Operation) and root.operator == "*" else root
    if not isinstance(divided, Operation) or divided.operator != "/":
        return
    above, below = _operands(divided.left), _operands(divided.right)
    parts = {part.name: part for part in result.measure.components}
    if any(name not in parts or parts[name].year != "current" for name in (*above, *below)):
        return
    optional = [name for name in below if parts[name].optional]
    for count in range(len(optional) + 1):
        for left_out in combinations(optional, count):
            used = [*above, *(name for name in below if name not in left_out)]
            if len(set(used)) == len(used) <= MAX_PARTS:
                names = tuple(as_component(result, parts[name]) for name in used)
                yield Relation(result, names, _compiled(root, used), len(above))


def _operands(node: Node) -> tuple[str, ...]:
    if isinstance(node, Operand):
        return (node.name,)
    return (*_operands(node.left), *_operands(node.right)) if isinstance(node, Operation) else ()


def _compiled(node: Node, order: list[str]) -> Compute:
    """Return a formula as a function of the values in an order; a name that is left out counts as nothing."""
    if isinstance(node, Number):
        constant = float(node.value)
        return lambda values: constant
    if isinstance(node, Operand):
        if node.name not in order:
            return lambda values: 0.0
        index = order.index(node.name)
        return lambda values: values[index]
    left, right, operator = _compiled(node.left, order), _compiled(node.right, order), _OPERATORS[node.operator]
    return lambda values: operator(left(values), right(values))


def factor_to(unit: str, canonical: str) -> float | None:
    """Return what a value in a unit is multiplied with to stand in the canonical one, None where it cannot."""
    if unit == canonical:
        return 1.0
    one, other = read_unit(unit), read_unit(canonical)
    if one is None or other is None or one.dimension != other.dimension:
        return None
    return float(one.factor / other.factor)
