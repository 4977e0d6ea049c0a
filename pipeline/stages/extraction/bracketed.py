"""Lists whose members each have a remark of figures in a bracket: 分别为95.2%（160个村）、97.6%（164个村）."""

import re
from collections.abc import Iterator

from pipeline.numbers.quantities import Quantity
from pipeline.stages.extraction.names import Name, as_measure, ratio_parts

_AFTER_FIGURE = re.compile(r"[一-龥]{0,3}\)")
_BETWEEN_FIGURES = re.compile(r"[/,、;]")
_LINK = re.compile(r"[,、;]?(?:和|与|及|以及)?")
MAX_IN_BRACKET = 3


def with_remarks(found: list[Quantity], text: str) -> Iterator[tuple[list[Quantity], list[list[Quantity]]]]:
    """Yield the quantities of a text in runs: a list with its remarks (one list for each place in the brackets).

    A quantity that begins no such list is a run by itself, without remarks.
    """
    index = 0
    while index < len(found):
        members, remarks, end = _list_from(found, index, text)
        yield members, remarks
        index = end


def _list_from(found: list[Quantity], index: int, text: str) -> tuple[list[Quantity], list[list[Quantity]], int]:
    members: list[Quantity] = []
    remarks: list[tuple[Quantity, ...]] = []
    at = index
    while at < len(found) and (not members or _goes_on(found[at], members, text, remarks)):
        remark = _remark_after(found, at, text)
        if not remark or (remarks and [one.unit for one in remark] != [one.unit for one in remarks[0]]):
            break
        members.append(found[at])
        remarks.append(remark)
        at += 1 + len(remark)
    if len(members) < 2:
        return [found[index]], [], index + 1
    return members, [list(column) for column in zip(*remarks, strict=True)], at


def _goes_on(quantity: Quantity, members: list[Quantity], text: str, remarks: list[tuple[Quantity, ...]]) -> bool:
    closed = text.find(")", remarks[-1][-1].outer_end)
    link = text[closed + 1 : quantity.outer_start]
    return quantity.unit == members[0].unit and bool(link) and _LINK.fullmatch(link) is not None


def _remark_after(found: list[Quantity], at: int, text: str) -> tuple[Quantity, ...]:
    """Return the quantities of the bracket right after one, () where it holds anything else."""
    if text[found[at].outer_end : found[at].outer_end + 1] != "(":
        return ()
    inside: list[Quantity] = []
    end = found[at].outer_end + 1
    for quantity in found[at + 1 : at + 1 + MAX_IN_BRACKET]:
        between = text[end : quantity.outer_start]
        if quantity.unit == found[at].unit or (between and (not inside or _BETWEEN_FIGURES.fullmatch(between) is None)):
            return ()
        inside.append(quantity)
        end = quantity.outer_end
        if _AFTER_FIGURE.match(text, end):
            return tuple(inside)
    return ()


def named_in_remarks(names: tuple[Name, ...], remarks: int, unit: str) -> list[tuple[Name, ...]]:
    """Return what the figures of each place in the brackets are behind a rate, or behind the part of one."""
    if unit == "%":
        parts = [ratio_parts(name) for name in names]
        return [tuple(part[place] for part in parts if part) for place in range(min(remarks, 2))]
    rates = [as_measure(name) for name in names if ratio_parts(as_measure(name))[:1] == (name,)]
    return [tuple(rates)] if remarks == 1 else []
