"""Units that stand with the name of a row: 万元GDP用水量62.4立方米, 城镇污水处理率（%）：95.3."""

import re

from pipeline.numbers.units import UNIT_PATTERN, read_unit
from pipeline.stages.extraction.row import Row
from pipeline.stages.extraction.sentence import Group
from pipeline.values import replace

_UNIT_NAMED = re.compile(rf"\((?:单位:)?(?P<unit>{UNIT_PATTERN})\)", re.IGNORECASE)


# what a unit of product takes, below a heading that names it: 单位地区生产总值用水量, then 2021年81.0立方米
_PER_PRODUCT = frozenset({"立方米", "吨标准煤", "千克标准煤"})


def _with_denominator(row: Row) -> Row:
    """Return the row with units made whole where the name or the heading holds the denominator: 万元GDP用水量62.4."""
    start, unit = row.owner.start, row.group.unit
    is_headed = row.owner.spans[0].start == row.owner.spans[0].end and unit in _PER_PRODUCT
    if not (row.sentence.text.startswith("万元", start) or is_headed) or "/" in unit or not unit:
        return row
    if any(name.fits(f"{unit}/万元") for span in row.owner.spans for name in span.names):
        whole = tuple(replace(value, unit=f"{unit}/万元") for value in row.group.quantities)
        return replace(row, group=Group(whole))
    return row


def _with_unit_named(row: Row) -> Row:
    """Return the row with the unit that stands in brackets after the name: 城镇污水处理率（%）：95.3."""
    if row.group.unit:
        return row
    told = _UNIT_NAMED.match(row.sentence.text, row.owner.end, row.group.start)
    unit = read_unit(told["unit"]) if told else None
    if unit is None:
        return row
    return replace(row, group=Group(tuple(replace(value, unit=unit.name) for value in row.group.quantities)))


def _with_unit_of_zero(row: Row) -> Row:
    """Return the row with the unit of what is named where a zero stands bare: 劣V类水体比例为0."""
    values = row.group.quantities
    if any(value.unit or value.value != 0 for value in values):
        return row
    units = [name.unit for name in row.owner.spans[-1].names if name.unit]
    if not units or not re.search(r"为$", row.sentence.text[: row.group.start]):
        return row
    return replace(row, group=Group(tuple(replace(value, unit=units[0]) for value in values)))


def _with_its_air(row: Row) -> Row:
    """Return the row of a concentration whose change leaves out the air: PM2.5…22微克/立方米，比上年降低2微克."""
    if row.group.unit not in ("微克", "毫克"):
        return row
    whole = f"{row.group.unit}/立方米"
    if not any(name.fits(whole) for span in row.owner.spans for name in span.names):
        return row
    return replace(row, group=Group(tuple(replace(value, unit=whole) for value in row.group.quantities)))


def with_its_units(row: Row) -> Row:
    """Return the row with units made whole from the words of its name."""
    return _with_unit_of_zero(_with_unit_named(_with_its_air(_with_denominator(row))))
