"""The sentences of the gap report that all its formats share."""

from pipeline.reports.gathered import Gathered, Issue
from pipeline.reports.signs import OUTCOMES, SEVERITIES, STATES
from pipeline.reports.tasks import day_words
from pipeline.reports.visible import plain
from schemas.finding import CheckResult, MatrixCell


def title(told: Gathered) -> str:
    """Return the title of the report."""
    return f"{plain(told.report.county)}国家生态文明建设示范区复核材料缺口报告"


def basis(told: Gathered) -> str:
    """Return what was checked when, by which edition."""
    years = "、".join(str(year) for year in told.report.years)
    return (
        f"核查日期：{day_words(told.day)}；指标体系：{told.report.edition}年版；"
        f"复核年份：{years}年；已收材料：{told.report.documents}份"
    )


def matrix_sums(told: Gathered) -> str:
    """Return how many cells there are of each state."""
    counts = told.states
    cells = "，".join(f"{sign.full} {counts.get(state, 0)}" for state, sign in STATES.items())
    return f"共{len(told.report.matrix)}格（指标×年度）：{cells}"


def finding_sums(told: Gathered) -> str:
    """Return how many open findings there are of each severity, how many waived."""
    if not told.issues:
        return "没有发现问题。"
    counts = "，".join(f"{SEVERITIES[severity].words}{count}个" for severity, count in told.counts.items())
    waived = f"；另有{len(told.waived)}个已说明理由、暂不处理" if told.waived else ""
    return f"待处理问题{len(told.open)}个：{counts}{waived}"


def cell_words(cell: MatrixCell | None) -> str:
    """Return a cell's state on the first line, its values, or what is lacking, on the second."""
    if cell is None:
        return ""
    more = "、".join(cell.values) if cell.values else "" if cell.state == "complete" else cell.reason
    return f"{STATES[cell.state].full}\n{plain(more)}" if more else STATES[cell.state].full


def outcome_words(result: CheckResult) -> str:
    """Return what came of a check."""
    open_findings = [finding for finding in result.findings if not finding.waived]
    if result.findings and result.outcome != "could_not_run":
        waived = len(result.findings) - len(open_findings)
        return f"{len(open_findings)}个问题" + (f"，{waived}个已豁免" if waived else "")
    return f"{OUTCOMES[result.outcome].full} {plain(result.reason)}".strip()


def sources_words(issue: Issue) -> str:
    """Return all places of a finding, one line a file."""
    return "\n".join(issue.quoted)
