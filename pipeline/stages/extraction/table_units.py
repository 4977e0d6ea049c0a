"""The unit of a table's number, told by the cell, the heads, the caption, else by what is named."""

import re
from collections.abc import Iterator

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.heads import Place
from pipeline.stages.extraction.names import Name, NamedSpan, as_component, fitting
from pipeline.stages.extraction.scene import Scene
from pipeline.values import replace

MIN_BEGINNING_CHARS = 3
_PER = re.compile(r"[万亿]元(?=GDP|地区生产总值|国内生产总值|生产总值)")

# a mean of a year is never told in another unit, and lies between these
_OF_DUST, _DUST = "微克/立方米", (5, 200)


class TableUnits:
    """Gives the numbers of one table their units."""

    def __init__(self, scene: Scene, stated: tuple[str, ...], near_ids: tuple[str, ...]) -> None:
        """Take the units that the caption states, the indicators that the table speaks of."""
        self._scene, self._units, self._near_ids = scene, stated, near_ids

    def measured(self, quantity: Quantity, span: NamedSpan, place: Place) -> tuple[Quantity, tuple[Name, ...]]:
        """Return the quantity in its unit, and the names that such a number may belong to."""
        told = [head.names for head in place.heads if head.names is not None]
        ids = {name.indicator_id for named in told if len(named.names) == 1 for name in named.names}
        near = tuple(ids) if len(ids) == 1 else self._near_ids
        for unit in self._possible_units(quantity, span, place):
            whole = unit if not quantity.unit else quantity.unit
            if quantity.unit in ("万", "亿") and not unit.startswith(("万", "亿")):
                whole = quantity.unit + unit
            names = fitting(span.names, whole, self._scene, near)
            if not names and (per := _denominator(whole, place)):
                names = fitting(span.names, f"{whole}/{per}", self._scene, near)
                whole = f"{whole}/{per}" if names else whole
            if not names and whole in ("%", "百分点") and any(head.role == "change" for head in place.heads):
                names = fitting(span.names, span.names[0].unit, self._scene, near)
            if names:
                return replace(quantity, unit=whole), tuple(_counted_in(name, whole) for name in names)
        return quantity, _index_in_percent(quantity, span, place)

    def _possible_units(self, quantity: Quantity, span: NamedSpan, place: Place) -> Iterator[str]:
        told = self.told(quantity, place)
        yield from told or _implied_units(span, quantity)
        if not told and place.beside:
            yield place.beside
        # 林草覆盖率（%） beside 面积（公顷）: the unit of the row where that of the column does not fit
        if told and not quantity.unit:
            yield from (head.unit for head in place.rows[-1:] if head.unit and head.names and head.unit not in told)
        # 单位：万吨 over a table says nothing of the rates in it, （%） behind its caption nothing of things counted
        if told and told == self._units and not quantity.unit:
            yield from (unit for unit in _implied_units(span, quantity) if "%" in (unit, *told))

    def told(self, quantity: Quantity, place: Place) -> tuple[str, ...]:
        """Return the units that a number may be in: its own, else that of the nearest head, else the caption's."""
        if quantity.unit and quantity.unit not in ("万", "亿"):
            return (quantity.unit,)
        return (
            tuple(head.unit for head in (*reversed(place.columns), *reversed(place.rows)) if head.unit)[:1]
            or self._units
        )


def _counted_in(name: Name, unit: str) -> Name:
    """Return what begins like a counted thing and is counted in just this unit: 应公开信息数 in 家 is 应公开企业数."""
    if name.component is None or name.unit == unit or not is_counter(unit):
        return name
    begin = name.component.name[:MIN_BEGINNING_CHARS]
    alike = [part for part in name.measure.components if part.unit == unit and part.name.startswith(begin)]
    return as_component(name, alike[0]) if len(alike) == 1 else name


def _index_in_percent(quantity: Quantity, span: NamedSpan, place: Place) -> tuple[Name, ...]:
    """Return the index that a number with a slip of a % after it (生态环境状况指数≥82%) is meant for."""
    is_change = any(head.role == "change" for head in place.heads)
    names = tuple(name for name in span.names if name.unit == "" and name.name.endswith("指数"))
    return names if quantity.unit == "%" and not is_change else ()


def _denominator(unit: str, place: Place) -> str:
    """Return what a figure is for one of where its name says so, not its unit: 万元GDP用水量（立方米）."""
    is_of_all = "/" in unit or unit.startswith(("万", "亿"))
    told = None if is_of_all else _PER.search("".join(head.label for head in place.heads))
    return told[0] if told else ""


def _implied_units(span: NamedSpan, quantity: Quantity) -> Iterator[str]:
    """Yield the unit of what is named where a table leaves it out and it cannot be another: %, 天, counted things."""
    for name in span.names:
        if name.unit == "%" and 0 <= quantity.value <= 100:
            yield "%"
        elif is_counter(name.unit) and quantity.value % 1:
            continue
        elif name.unit == _OF_DUST and _DUST[0] <= quantity.value <= _DUST[1]:
            yield _OF_DUST
        elif name.unit in ("", "天", "分") or is_counter(name.unit):
            yield name.unit
