"""What a number of a table is of, told by its own heads or those beside them."""

import re
from collections.abc import Iterator

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.heads import Head, Place
from pipeline.stages.extraction.layout import Layout, cell_value
from pipeline.stages.extraction.names import Name, NamedSpan
from pipeline.stages.extraction.table_by_context import TableContext
from pipeline.stages.extraction.table_differences import is_bare_change, level_of
from pipeline.stages.extraction.table_names import TableNamer
from pipeline.stages.extraction.table_parts import row_of_sum, row_of_whole
from pipeline.stages.extraction.table_places import Places
from pipeline.stages.extraction.table_rows import Row
from pipeline.stages.extraction.table_totals import Running
from pipeline.stages.extraction.table_units import TableUnits
from pipeline.values import frozen, replace
from schemas.edition import Indicator
from schemas.parsed import Cell

# a target that names nothing is set for what stands beside it
_BARE_TARGET = re.compile(
    r"(?:[省市州盟县区][级里定]?|国家|上级|年度|当年|年均|本|对应|下达|分解|考核|控制|约束|规划|计划|目标|任务|指标|要求|标准|应达|较上年|比上年|下降|降低|降幅|提高|增幅|幅度|率|的|值|数|[\d年\s:：-])+"
)
# 实际降低 behind 能耗降低目标
_BARE_ACTUAL = re.compile(
    r"(?:年度|全年|当年|本年度?|实际|实绩|完成|达到|实现|监测|情况|结果|下降|降低|降幅|提高|增幅|幅度|浓度|比例|率|的|值|数|[\d年\s:：-])+"
)
# 家数, 企业户数: what the rows of a table are counted by
_COUNTED = re.compile(r"(?:[一-龥]{1,4})?(?P<unit>[家户人所])数")


@frozen
class Meaning:
    """What a number is of: `used` are the heads of its place that name it."""

    quantity: Quantity
    names: tuple[Name, ...]
    span: NamedSpan
    used: tuple[Head, ...]
    place: Place


class Meanings:
    """Finds what the numbers of one table are of."""

    def __init__(
        self,
        grid: list[Row],
        layout: Layout,
        columns: list[tuple[Head, ...]],
        places: Places,
        namer: TableNamer,
        units: TableUnits,
        context: TableContext,
    ) -> None:
        """Take the rows, the heads of each column, those that find the heads, the names, the units, the context."""
        self._grid, self._layout, self._columns = grid, layout, columns
        self._places, self._namer, self._in_units, self._context = places, namer, units, context
        self._running = Running(columns)

    def of(self, cell: Cell, quantity: Quantity, place: Place) -> Meaning | None:
        """Return what the number of a cell is of, None where its heads name nothing; no names where no unit fits."""
        meaning = self._by_heads(cell, quantity, place)
        if meaning is None or not meaning.names:
            found = self._of_target(cell, quantity, place) or self._of_target_met(cell, quantity, place)
            found = found or self._of_part(cell, quantity, place)
            found = found or self._by_context(cell, quantity, place)
            if found is None and (fall := self._context.bare_fall(place, self._columns)) is not None:
                return self._measured(cell, quantity, fall, place)
            return found or meaning
        return meaning

    def _by_context(self, cell: Cell, quantity: Quantity, place: Place) -> Meaning | None:
        """Return what all heads mean together with the caption, where none of them names it."""
        for unit in self._in_units.told(quantity, place):
            found = self._context.named(place, unit)
            meaning = self._measured(cell, quantity, found, place) if found is not None else None
            if meaning is not None and meaning.names:
                return meaning
        return None

    def _by_heads(self, cell: Cell, quantity: Quantity, place: Place) -> Meaning | None:
        found, place = self._named(cell, place)
        return None if found is None else self._measured(cell, quantity, found, place)

    def _measured(
        self, cell: Cell, quantity: Quantity, found: tuple[NamedSpan, tuple[Head, ...]], place: Place
    ) -> Meaning:
        span, used = found
        measured, names = self._in_units.measured(quantity, span, place)
        if not names and measured.unit:
            for span, used in self._namer.singly(place):  # noqa: B007 (both are of the head that fits)
                measured, names = self._in_units.measured(measured, span, place)
                if names:
                    break
        names = tuple(
            name
            for name in names
            if not _is_whole_of_subs(name)
            and self._is_asked_for(cell, name)
            and (quantity.unit or not self._counts_others(name, used))
        )
        return Meaning(measured, names, span, used, place)

    def _of_target(self, cell: Cell, quantity: Quantity, place: Place) -> Meaning | None:
        """Return what a target without a name (下达目标) is set for: the measure nearest to it that it fits.

        The unit of a head over it (降低率（%） above 下达目标) is its own.
        """
        over = [head.unit for head in place.columns if head.unit]
        if over and not quantity.unit:
            quantity = replace(quantity, unit=over[-1])
        for beside, by_column in self._beside_target(cell, place):
            found, around = self._named(beside, self._places.of(beside))
            if found is None or any(head.role in ("target", "skip") for head in around.heads):
                continue
            is_of_change = any(head.role == "change" for head in around.heads)
            if is_of_change and not {"%", "百分点"}.issuperset(self._in_units.told(quantity, place)):
                continue
            if by_column:
                around = replace(around, columns=(*around.columns, place.columns[-1]))
            else:
                around = replace(around, rows=(*around.rows, place.rows[-1]))
            meaning = self._measured(cell, quantity, found, around)
            if meaning.names:
                return meaning
        return None

    def _of_target_met(self, cell: Cell, quantity: Quantity, place: Place) -> Meaning | None:
        """Return what an actual figure without a name is of: what the target right before it is set for."""
        head = place.columns[-1] if place.columns else None
        if head is None or head.role != "actual":
            return None
        before = self._grid[cell.row][cell.column - 1] if cell.column > self._layout.labels else None
        found, around = self._named(before, self._places.of(before)) if before is not None else (None, place)
        target = around.columns[-1] if around.columns else None
        if found is None or target is None or target.role != "target":
            return None
        own = head.names.names if head.names is not None else ()
        if not _BARE_ACTUAL.fullmatch(head.words) and own != (target.names.names if target.names is not None else None):
            return None
        unit = "" if quantity.unit or head.unit else target.unit
        return self._measured(cell, replace(quantity, unit=unit) if unit else quantity, found, place)

    def _of_part(self, cell: Cell, quantity: Quantity, place: Place) -> Meaning | None:
        """Return what a plant has of an amount: behind 其中 below 达标排放量合计, or above the row that adds it up."""
        layout = self._layout
        columns = [one for one in range(layout.labels) if one != layout.unit_column]
        if not columns:
            return None
        whole = row_of_whole(self._grid, cell.row, columns[-1], layout.first_row)
        if whole is None:
            whole = row_of_sum(self._grid, cell.row, columns[-1], cell.column, layout.first_row)
        above = self._grid[whole][cell.column] if whole is not None else None
        total = cell_value(above.text) if above is not None else None
        if above is None or total is None or total.value < quantity.value:
            return None
        found, around = self._named(above, self._places.of(above))
        if found is None or any(name.component is None or name.unit == "%" for name in found[0].names):
            return None
        return self._measured(cell, quantity, found, replace(around, rows=(*around.rows, *place.rows[-1:])))

    def _beside_target(self, cell: Cell, place: Place) -> Iterator[tuple[Cell, bool]]:
        """Yield the cells that may hold what a target is set for, the nearest first, those before it before the others.

        They stand in its row where the head of its column sets the target, else in its column.
        """
        by_column = _is_bare_target(place.columns)
        if not by_column and not _is_bare_target(place.rows):
            return
        line = self._grid[cell.row] if by_column else [row[cell.column] for row in self._grid]
        at, first = (cell.column, self._layout.labels) if by_column else (cell.row, self._layout.first_row)
        for index in (*range(at - 1, first - 1, -1), *range(at + 1, len(line))):
            beside = line[index]
            if beside is not None and beside is not cell:
                yield beside, by_column

    def _named(self, cell: Cell, place: Place) -> tuple[tuple[NamedSpan, tuple[Head, ...]] | None, Place]:
        """Return what a cell's heads name, with the place; 比上年提高 is the change of the row above it."""
        level = level_of(self._columns[self._layout.labels : cell.column]) if is_bare_change(place.columns) else ()
        if level:
            change = max(index for index, head in enumerate(place.columns) if head.role == "change")
            return self._namer.names(Place(place.rows, level)), Place(place.rows, (*level, *place.columns[change:]))
        if is_bare_change(place.rows):
            for row in range(cell.row - 1, self._layout.first_row - 1, -1):
                above = self._grid[row][cell.column]
                rows = self._places.rows(above) if above is not None else ()
                if rows and not is_bare_change(rows):
                    return self._namer.names(Place(rows, place.columns)), Place((*rows, place.rows[-1]), place.columns)
        return self._namer.names(place), place

    def _is_asked_for(self, cell: Cell, name: Name) -> bool:
        """Tell whether a cell rather than that of a cumulative column beside it is the number a formula asks for."""
        other = self._running.partner(cell.column)
        beside = self._grid[cell.row][other] if other is not None else None
        if other is None or beside is None or cell_value(beside.text) is None:
            return True
        return self._running.is_meant(cell.column, other, name)

    def _counts_others(self, name: Name, used: tuple[Head, ...]) -> bool:
        """Tell whether a cut head without a unit counts what the column beside it does: 已公开 beside 家数, no 项.

        治理村数 beside 受益户数 says itself what it counts.
        """
        if not is_counter(name.unit) or any(head.names or head.unit or head.words.endswith("数") for head in used):
            return False
        heads = (heads[-1].words for heads in self._columns if heads)
        counted = {match["unit"] for words in heads if (match := _COUNTED.fullmatch(words)) is not None}
        return bool(counted) and name.unit not in counted


def _is_whole_of_subs(name: Name) -> bool:
    """Tell whether a name is that of an indicator whose sub-indicators have the numbers (水环境质量)."""
    return name.component is None and isinstance(name.measure, Indicator) and bool(name.measure.subs)


def _is_bare_target(heads: tuple[Head, ...]) -> bool:
    """Tell whether the innermost of some heads sets a target for something that none of them names."""
    if not heads or heads[-1].role != "target" or any(head.names is not None for head in heads):
        return False
    return _BARE_TARGET.fullmatch(heads[-1].words) is not None
