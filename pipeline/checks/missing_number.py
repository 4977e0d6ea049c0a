"""Finds quantitative measures whose evidence holds no value."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.checks import about, conclude, label
from pipeline.coverage.case import Case
from pipeline.coverage.cells import Cell
from pipeline.coverage.duties import numbers_to_state
from schemas.finding import CheckResult, Finding

CHECK = "missing-number"
TITLE = "有材料但缺数值"
SCOPE = "evidence"


def run(case: Case) -> CheckResult:
    """Look at every year of each quantitative measure that has evidence for the year."""
    cells = [cell for cell in case.cells if cell.measure.is_quantitative and cell.files and cell.gap in ("", "number")]
    return conclude(CHECK, TITLE, len(cells), _findings(case, cells), "没有一个定量指标有证明材料。")


def _findings(case: Case, cells: Sequence[Cell]) -> Iterator[Finding]:
    """Yield one finding a year; one for all years where no year has a value."""
    for _, of_measure in groupby(cells, key=lambda cell: (cell.indicator.id, cell.sub)):
        row = list(of_measure)
        without = [cell for cell in row if cell.gap == "number"]
        if len(without) > 1 and len(without) == len(row):
            yield _finding(case, without, None)
        else:
            yield from (_finding(case, [cell], cell.year) for cell in without)


def _finding(case: Case, cells: Sequence[Cell], year: int | None) -> Finding:
    first = cells[0]
    unit = f"（单位：{first.measure.unit}）" if first.measure.unit else ""
    years = "、".join(str(cell.year) for cell in cells)
    files = tuple(dict.fromkeys(file for cell in cells for file in cell.files))
    return Finding(
        check=CHECK,
        # a report on several years that tells one number of all of them lacks no more than the years
        severity="warning" if all(cell.is_undated for cell in cells) else "error",
        year=year,
        files=files,
        expected=f"{years}年{first.measure.name}的数值{unit}",
        found=first.reason,
        message=f"{label(first.indicator, first.sub)}：{years}年{first.reason}",
        advice=f"请在材料中写明{years}年的{numbers_to_state(first.indicator, first.sub)}；只写“达标”不算数值。",
        **about(case, first.indicator.id, first.sub),
    )
