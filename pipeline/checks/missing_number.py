"""Finds quantitative measures whose evidence for a year holds no value."""

from pipeline.checks import conclude, label
from pipeline.coverage.case import Case
from pipeline.coverage.cells import Cell
from pipeline.coverage.duties import numbers_to_state, unit_to_ask
from schemas.finding import CheckResult, Finding

CHECK = "missing-number"
TITLE = "有材料但缺数值"


def run(case: Case) -> CheckResult:
    """Look at every year of each quantitative measure that has evidence for the year."""
    cells = [cell for cell in case.cells if cell.measure.is_quantitative and cell.files and cell.gap in ("", "number")]
    findings = [_finding(case, cell) for cell in cells if cell.gap == "number"]
    return conclude(CHECK, TITLE, len(cells), findings, "没有一个定量指标有证明材料。")


def _finding(case: Case, cell: Cell) -> Finding:
    unit = f"（单位：{cell.measure.unit}）" if cell.measure.unit else ""
    return Finding(
        check=CHECK,
        severity="error",
        indicator=cell.indicator.number,
        indicator_id=cell.indicator.id,
        sub=cell.sub,
        year=cell.year,
        files=cell.files,
        expected=f"{cell.year}年{cell.measure.name}的数值{unit}",
        found=cell.reason,
        message=f"{label(cell.indicator, cell.sub)}：{cell.year}年{cell.reason}",
        advice=f"请在材料中写明{cell.year}年的{numbers_to_state(cell.indicator, cell.sub)}；只写“达标”不算数值。",
        unit=unit_to_ask(case.dossier, cell.indicator.id),
    )
