"""Differences in tables: heads that say only 同比, what a difference is called, how it is counted."""

import re
from collections.abc import Sequence

from pipeline.numbers.quantities import Quantity
from pipeline.stages.extraction.heads import Head
from pipeline.stages.extraction.names import Name, change_of
from pipeline.stages.extraction.roles import stated_role
from pipeline.values import replace
from schemas.fact import Role

_BARE = re.compile(
    r"(?:与|同比|环比|较|比|上年|去年|基准年|相比|增减|变[化动]|增长|增加|提高|提升|上升|下降|降低|减少|升降|改善|幅度|增幅|降幅|率|个?百分点|"
    r"情况|值|量|[+±/、\s-])*"
)


def is_bare_change(heads: tuple[Head, ...]) -> bool:
    """Tell whether the innermost of some heads is a change of something that none of them names."""
    heads = tuple(head for head in heads if head.label or head.role)  # a unit may stand below: 较上年下降 above （%）
    if not heads or heads[-1].role != "change" or any(head.names is not None for head in heads):
        return False
    return _BARE.fullmatch(heads[-1].words) is not None


def level_of(columns: Sequence[tuple[Head, ...]]) -> tuple[Head, ...]:
    """Return the heads of the column that the change right of some columns is a change of, () where there is none.

    It is the nearest; of those of several years beside each other (本年 | 上年 | 增减) that of the last year.
    """
    levels = [heads for heads in columns if heads and not is_bare_change(heads) and not _is_skipped(heads)]
    if not levels:
        return ()
    nearest = levels[-1]
    alike = [heads for heads in levels if _named_by(heads) == _named_by(nearest) and heads[-1].role == nearest[-1].role]
    return max(reversed(alike), key=lambda heads: max((year for head in heads for year in head.years), default=0))


def _is_skipped(heads: tuple[Head, ...]) -> bool:
    return any(head.role == "skip" for head in heads)


def _named_by(heads: tuple[Head, ...]) -> tuple[str, ...]:
    return tuple(head.label for head in heads if head.label and not head.is_generic)


def changed(name: Name, quantity: Quantity, heads: tuple[Head, ...], base: str) -> tuple[Name, Role, Quantity]:
    """Return name, role, value of a difference, counted positive where it rises, or as the edition's name counts it."""
    falls = any(head.is_down for head in heads) and quantity.value > 0
    named = change_of(name, base, False)
    if named is None:
        return name, "change", replace(quantity, value=-quantity.value) if falls else quantity
    rise = -quantity.value if falls else quantity.value
    value = -rise if named.counts_falls else rise
    return named, stated_role(named) if named.component is None else "change", replace(quantity, value=value)


def changed_target(name: Name, quantity: Quantity, heads: tuple[Head, ...], base: str) -> tuple[Name, Quantity]:
    """Return name and value of a target that is set for a difference which other heads tell (比上年下降 | 下达目标)."""
    if name.is_change or not any(head.role == "change" for head in heads):
        return name, quantity
    told, _, value = changed(name, quantity, heads, base)
    return (name, quantity) if told is name else (told, value)
