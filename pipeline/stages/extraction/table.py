"""Facts of tables, those that go on over several pages with the heads of the first."""

import re

from pipeline.passages import Table
from pipeline.stages.extraction.heads import read_head
from pipeline.stages.extraction.layout import Layout, layout_of
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.table_cells import CellReading, CellsReader
from pipeline.stages.extraction.table_months import with_months
from pipeline.stages.extraction.table_pairs import holds_pairs
from pipeline.values import replace
from schemas.parsed import TableBlock

_GOES_ON = re.compile(r"[(（]?(?:附?表\s?[\d一二三四五六七八九十-]*)?\s?[(（]?续表?\s?[\d一二三四五六七八九十-]*[)）]?")
_YEAR_LABEL = re.compile(r"(?:核定|统计|评价|评估|考核|监测|数据|填报|报告|所属|自评|核算|测算)?(?:年度|年份)")
_ONE_YEAR = re.compile(r"(?:19|20)\d\d\s?年?度?")


class TableReader:
    """Reads tables one after another; one without heads of its own goes on with those of the table before."""

    def __init__(self) -> None:
        """Begin a document."""
        self._last: tuple[Layout, int, tuple[str, ...]] | None = None
        self._captioned: tuple[str, ...] = ()

    def interrupt(self) -> None:
        """Take note that text stands after the last table, so nothing continues it."""
        self._last = None

    def read(self, table: Table, scene: Scene) -> list[CellReading]:
        """Return what the cells state, in order; 续表 goes on with the caption of the table before."""
        goes_on = bool(table.caption) and _GOES_ON.fullmatch(table.caption[-1].strip()) is not None
        table = replace(table, caption=self._captioned) if goes_on else table
        self._captioned = table.caption
        table = replace(table, caption=(*table.caption, *_year_of_form(table.block)))
        table = replace(table, block=with_months(table.block))
        if holds_pairs(table.block, lambda text: read_head(text, scene)):
            return list(CellsReader(table, scene, _headless(table), table.caption).read())
        layout, caption = layout_of(table.block), table.caption
        if self._last is not None and layout is None and self._last[1] == table.block.columns:
            layout, caption = replace(self._last[0], first_row=0), self._last[2]
        elif self._last is not None and layout is not None and not caption and layout.heads == self._last[0].heads:
            caption = self._last[2]
        if layout is None:
            return list(CellsReader(table, scene, _headless(table), caption).read())
        self._last = (layout, table.block.columns, caption)
        return list(CellsReader(table, scene, layout, caption).read())


def _year_of_form(block: TableBlock) -> tuple[str, ...]:
    """Return what a form's one row of two cells says the year of all others is: 核定年度 | 2023年."""
    found = []
    for row in block.grid():
        texts = list(dict.fromkeys(cell.text.strip() for cell in row if cell is not None))
        if len(texts) == 2 and _YEAR_LABEL.fullmatch(texts[0]) and _ONE_YEAR.fullmatch(texts[1]):
            found.append("：".join(texts))
    return tuple(found) if len(found) == 1 else ()


def _headless(table: Table) -> Layout:
    """Return the layout of a table of label and value pairs."""
    return Layout((), tuple(() for _ in range(table.block.columns)), 0, 0, None, frozenset())
