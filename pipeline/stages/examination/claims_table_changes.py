"""Changes against an earlier year in a table's column, held against the column of levels: 使用量, 比上年增减（%）."""

import re
from collections.abc import Iterator

from pipeline.stages.examination.claims_grid import Grid
from schemas.claims import Amount, Change

_CHANGE = re.compile(
    r"(?:[较比](?:上年|去年|上一年|前一年|(?P<base>20\d\d)年)|同比|年度?)(?P<way>增减|增长|增加|提高|上升|下降|降低|减少|变化|升降|增幅|降幅|涨幅)"
    r"(?:率|幅度?|比例|量|值|情况)?(?:\([^()]*\))?"
)
_SIGNED = frozenset({"增减", "变化", "升降"})
_FALLS = frozenset({"下降", "降低", "减少", "降幅"})
_NO_LEVEL = re.compile(r"[较比](?:上年|去年|20)|同比|增减|增长|下降|增幅|降幅|目标|年份|年度$|累计|可比|不变价|指数")
_PRICED = re.compile(r"生产总值|GDP|增加值|产值")
_YEAR = re.compile(r"((?:19|20)\d\d)年?(?:度)?")


def table_changes(grid: Grid) -> Iterator[Change]:
    """Yield the changes of tables whose rows, or columns, are years, where one column of levels stands right before."""
    yield from _of_columns(grid)
    yield from _of_columns(grid.turned())


def _of_columns(grid: Grid) -> Iterator[Change]:
    years = [int(match[1]) if (match := _YEAR.fullmatch(line.name)) else None for line in grid.rows]
    rows = {year: row for row, year in enumerate(years) if year is not None}
    if len(rows) < 2 or len(rows) != len([year for year in years if year is not None]):
        return
    for column, line in enumerate(grid.columns):
        match = _CHANGE.fullmatch(line.names[-1]) if line.names else None
        if match is None or column == 0 or not _is_level(grid, column - 1):
            continue
        for year, row in rows.items():
            base = int(match["base"]) if match["base"] else year - 1
            if base in rows and base < year:
                yield from _change(grid, (rows[base], row), column, match["way"])


def _is_level(grid: Grid, column: int) -> bool:
    name = grid.columns[column].name
    return bool(name) and _NO_LEVEL.search(name) is None and _PRICED.search(name) is None


def _change(grid: Grid, rows: tuple[int, int], column: int, way: str) -> Iterator[Change]:
    earlier, later = (grid.amount(row, column - 1) for row in rows)
    stated = grid.amount(rows[1], column)
    if earlier is None or later is None or stated is None or earlier.value <= 0 or earlier.unit != later.unit:
        return
    if stated.unit not in ("%", "百分点"):
        return
    if stated.unit == "百分点" and later.unit != "%":
        return
    sign = -1 if way in _FALLS and way not in _SIGNED else 1
    yield Change(
        name=grid.columns[column - 1].name[-40:],
        earlier=earlier,
        later=later,
        stated=_signed(stated, sign),
        kind="percent" if stated.unit == "%" and later.unit != "%" else "points",
        quote=grid.words(rows[1]),
    )


def _signed(amount: Amount, sign: int) -> Amount:
    return amount.model_copy(update={"value": sign * amount.value}) if sign < 0 else amount
