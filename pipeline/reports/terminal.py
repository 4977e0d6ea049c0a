"""The readiness table for a terminal.

Where the output is no terminal the width is fixed, so that a file or a pipe loses nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.reports.findings import findings_by_unit
from pipeline.reports.fitted import Fitted
from pipeline.reports.signs import STATES
from schemas.finding import MatrixCell, Report

__all__ = ["findings_by_unit", "readiness_table"]

_SPELT_WIDTH = 9
_MOST_FOR_YEARS = 0.4


def readiness_table(report: Report) -> RenderableType:
    """Return the matrix as a table: indicators and subs down, years across, the lead units, a line of sums."""
    return Fitted(lambda width: _readiness(report, width))


def _readiness(report: Report, width: int) -> Iterator[RenderableType]:
    years = report.years
    spelt = _SPELT_WIDTH * len(years) <= width * _MOST_FOR_YEARS
    table = Table(
        title=f"{report.county} 复核材料完成情况（{report.edition}年版指标体系）",
        box=box.SIMPLE_HEAD,
        width=width,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    table.add_column("序号", justify="right", no_wrap=True)
    table.add_column("指标", ratio=5, overflow="fold")
    for year in years:
        table.add_column(str(year), justify="left" if spelt else "center", no_wrap=True)
    table.add_column("牵头单位", ratio=3, overflow="fold")
    for _, cells in groupby(report.matrix, key=lambda cell: cell.indicator_id):
        _add_indicator(table, list(cells), years, spelt)
    yield table
    yield _matrix_sums(report)


def _add_indicator(table: Table, cells: Sequence[MatrixCell], years: Sequence[int], spelt: bool) -> None:
    first = cells[0]
    units = Text("、".join(first.lead_units), style="dim")
    number = str(first.indicator)
    if first.sub is not None:
        table.add_row(number, Text(first.name), *("" for _ in years), units)
        number, units = "", Text()
    for sub, of_sub in groupby(cells, key=lambda cell: cell.sub):
        by_year = {cell.year: cell for cell in of_sub}
        row = next(iter(by_year.values()))
        name = row.name if sub is None else f"（{sub}）{row.sub_name}"
        table.add_row(number, Text(name), *(_state(by_year.get(year), spelt) for year in years), units)


def _state(cell: MatrixCell | None, spelt: bool) -> Text:
    if cell is None:
        return Text()
    sign = STATES[cell.state]
    return Text(sign.full if spelt else sign.mark, style=sign.style)


def _matrix_sums(report: Report) -> Text:
    counts = Counter(cell.state for cell in report.matrix)
    line = Text(f"共 {len(report.matrix)} 格：")
    for state, sign in STATES.items():
        line.append(f"{sign.full} {counts[state]}", style=sign.style)
        line.append("  ")
    line.append(f"（文档 {report.documents} 份）")
    return line
