"""Bounds that the heads of a table set for the numbers below or beside them: 优良天数比例（%）不低于."""

import re
from collections.abc import Iterable
from typing import Protocol

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.shadow import shadow
from pipeline.values import replace
from schemas.fact import Operator

_WORDS = r"不(?:得|应|能)?(?:[高低多少大小]于|超过)|[≥≤≧≦]|控制在"
# at the end, or before the unit: 比例≥（%）, 浓度（不高于，微克/立方米）, 比例（≥%）
_BOUND = re.compile(
    rf"(?P<inner>(?<=\()(?:{_WORDS})(?:为|是)?[,、:;\s]*(?=[^()]*\)))"
    rf"|(?P<last>[,、:;]\s*(?:{_WORDS}))(?=\))|\((?P<alone>{_WORDS})\)|(?P<end>(?<=[^\s(])[,、:\s]*(?:{_WORDS})(?:为|是)?[:\s]*)(?=$|\([^()]*\)$)"
    rf"|(?P<limit>[上下]限)(?=值?$|值?\([^()]*\)$)"
)
_AT_MOST = re.compile(r"高|多|大|超过|[≤≦]|上限|控制在")
_HOLDS = ("不", "≥", "≤", "≧", "≦", "限", "控制")


class Bounded(Protocol):
    """A head that may tell a bound."""

    @property
    def bound(self) -> Operator | None:
        """Return the bound it sets, None where it sets none."""


def without_bound(text: str) -> tuple[str, Operator | None]:
    """Return a head without the bound that it sets for its numbers, with that bound."""
    if not any(word in text for word in _HOLDS):
        return text, None
    plain = shadow(text).text
    match = _BOUND.search(plain)
    if match is None:
        return text, None
    rest = (plain[: match.start()] + plain[match.end() :]).replace("()", "").strip()
    return (rest, "<=" if _AT_MOST.search(match[0]) else ">=") if rest else (text, None)


def as_bounded(quantity: Quantity, heads: Iterable[Bounded]) -> Quantity:
    """Return what is demanded with the bound of its heads, unless the cell tells one itself."""
    told = next((head.bound for head in heads if head.bound is not None), None)
    return replace(quantity, op=told) if told is not None and quantity.op == "=" else quantity
