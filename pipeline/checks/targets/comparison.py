"""Whether a stated value surely misses a bound."""

from decimal import Decimal

from schemas.edition import Direction
from schemas.fact import Operator


def bound_of(op: Operator, direction: Direction) -> Operator:
    """Return the operator that a target means: a bare 95% is the least or the most, as the measure has it."""
    if op != "=":
        return op
    return "<=" if direction in ("at_most", "not_higher") else ">="


def misses(value: Decimal, op: Operator, target: Decimal, bound: Operator) -> bool:
    """Tell whether every value that "`op` `value`" allows is outside "`bound` `target`"; no tolerance.

    A value that is stated only as a bound itself (不低于97%) misses only what it rules out.
    """
    if bound in (">=", ">"):
        if op in (">=", ">"):
            return False
        return value < target or (value == target and (bound == ">" or op == "<"))
    if bound in ("<=", "<"):
        if op in ("<=", "<"):
            return False
        return value > target or (value == target and (bound == "<" or op == ">"))
    return False
