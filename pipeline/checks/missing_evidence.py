"""Finds the measures for which no review year has any evidence."""

from collections.abc import Iterator
from itertools import groupby

from pipeline.checks import about, conclude, label
from pipeline.coverage.case import Case
from pipeline.coverage.cells import Cell
from pipeline.coverage.duties import NO_UNIT, likely_issuers, what_to_hand_in
from schemas.finding import CheckResult, Finding

CHECK = "missing-evidence"
TITLE = "缺少证明材料"
SCOPE = "evidence"


def run(case: Case) -> CheckResult:
    """Look at every applicable indicator and sub-indicator."""
    rows = [tuple(cells) for _, cells in groupby(case.cells, key=lambda cell: (cell.indicator.id, cell.sub))]
    applicable = [cells for cells in rows if cells[0].state != "not_applicable"]
    return conclude(
        CHECK, TITLE, len(applicable), _findings(case, applicable), "没有适用的指标，或复核档案没有写明复核年份。"
    )


def _findings(case: Case, rows: list[tuple[Cell, ...]]) -> Iterator[Finding]:
    for cells in rows:
        first = cells[0]
        if first.gap == "evidence":
            yield _finding(case, first)


def _finding(case: Case, cell: Cell) -> Finding:
    subject = about(case, cell.indicator.id, cell.sub)
    years = "、".join(str(year) for year in case.dossier.years)
    return Finding(
        check=CHECK,
        severity="error",
        files=tuple(case.file_at(said.place) for said in case.proving(cell.indicator.id, cell.sub)),
        expected=f"{years}年的证明材料",
        found=cell.reason,
        message=f"{label(cell.indicator, cell.sub)}：{cell.reason}",
        advice=f"请提供{what_to_hand_in(cell.indicator, cell.sub)}；{years}年。{_whom(cell, subject['unit'])}",
        **subject,
    )


def _whom(cell: Cell, unit: str) -> str:
    issuers = likely_issuers(cell.indicator, cell.sub)
    return f"一般由{issuers}等单位出具。" if unit == NO_UNIT and issuers else ""
