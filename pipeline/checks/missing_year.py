"""Finds the review years without evidence, where other years have some."""

from pipeline.checks import about, conclude, label
from pipeline.coverage.case import Case
from pipeline.coverage.cells import Cell
from pipeline.coverage.duties import what_to_hand_in
from schemas.finding import CheckResult, Finding

CHECK = "missing-year"
TITLE = "个别年份缺材料"
SCOPE = "evidence"


def run(case: Case) -> CheckResult:
    """Look at every year of each measure that has evidence at all."""
    cells = [cell for cell in case.cells if cell.state != "not_applicable" and cell.gap != "evidence"]
    findings = [_finding(case, cell) for cell in cells if cell.gap == "year"]
    return conclude(CHECK, TITLE, len(cells), findings, "还没有任何指标有证明材料。")


def _finding(case: Case, cell: Cell) -> Finding:
    return Finding(
        check=CHECK,
        severity="error",
        year=cell.year,
        files=cell.files,
        expected=f"{cell.year}年的证明材料",
        found=cell.reason,
        message=f"{label(cell.indicator, cell.sub)}：{cell.reason}",
        advice=f"请补充{cell.year}年的{what_to_hand_in(cell.indicator, cell.sub, cell.year)}。",
        **about(case, cell.indicator.id, cell.sub),
    )
