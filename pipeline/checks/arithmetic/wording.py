"""A recomputation in words: 68÷121×100＝56.20%."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext

from pipeline.checks.arithmetic.changes import Change
from pipeline.checks.arithmetic.recomputation import Recomputed
from pipeline.coverage.values import in_words
from schemas.formula import Name, Node, Number

_SIGNS = {"+": "＋", "-": "－", "*": "×", "/": "÷"}
_LEAST_DIGITS = 28  # as many as computed values have
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


def in_full(found: Recomputed) -> str:
    """Return the recomputation with every number in it; a component that is nowhere stated is left out as zero."""
    text = _spelt(found.formula.root, {name: part.value for name, part in found.parts.items()})
    return f"{text}＝{shown(found.value, found.stated.value)}{found.rule.unit}"


def names_in_full(found: Recomputed) -> str:
    """Return which components were used, each with its value as printed."""
    return "，".join(f"{name}{part.fact.value:f}{part.fact.unit}" for name, part in found.parts.items())


def change_in_full(one: Change, *, in_percent: bool | None = None) -> str:
    """Return a change computed from both levels, in the way that it is stated: （0.319－0.236）÷0.236×100＝35.17%.

    `in_percent` chooses the other way.
    """
    before, now = one.before.value, one.now.value
    levels = f"{one.base_year}年{in_words(one.before.fact)}，{one.year}年{in_words(one.now.fact)}"
    if one.item.fact.unit == "%" if in_percent is None else in_percent:
        percent = (now / before - 1) * 100
        return f"{levels}，（{now:f}－{before:f}）÷{before:f}×100＝{shown(percent, one.stated)}%"
    unit = "个百分点" if one.level_unit == "%" else one.level_unit
    return f"{levels}，{now:f}－{before:f}＝{now - before:f}{unit}"


def shown(value: Decimal, like: Decimal) -> str:
    """Return a computed value with as many digits as the stated one, two at least, four at most."""
    exponent = like.as_tuple().exponent
    digits = min(4, max(2, -exponent)) if isinstance(exponent, int) else 2
    with localcontext(prec=max(_LEAST_DIGITS, value.adjusted() + 1 + digits)):
        return f"{value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP):f}"


def _spelt(node: Node, values: Mapping[str, Decimal], rank: int = 0) -> str:
    if isinstance(node, Number):
        return f"{node.value:f}"
    if isinstance(node, Name):
        return f"{values.get(node.name, Decimal(0)).normalize():f}"
    own = _RANK[node.operator]
    # a - (b - c) and a / (b / c) need their parentheses
    left, right = _spelt(node.left, values, own), _spelt(node.right, values, own + (node.operator in "-/"))
    if right == "0" and node.operator in "+-":
        return left
    text = f"{left}{_SIGNS[node.operator]}{right}"
    return f"（{text}）" if own < rank else text
