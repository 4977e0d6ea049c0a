"""The gap report as a Word file that a bureau circulates."""

from pipeline.reports.gap.wording import basis, cell_words, finding_sums, matrix_sums, outcome_words, title
from pipeline.reports.gathered import Gathered, Issue, counts_of
from pipeline.reports.signs import OUTCOMES, SEVERITIES, STATES
from pipeline.reports.tasks import HEADS, day_words, task_rows
from pipeline.reports.visible import plain
from pipeline.reports.word.paper import Paper

_MOST_VALUES_CHARS = 60


def gap_paper(told: Gathered) -> bytes:
    """Return the report: numbers, matrix, findings by unit, what was checked, a line to sign."""
    paper = Paper(title(told), told.day, body_pt=12)
    paper.add("Title", title(told).replace("复核材料", "\n复核材料"))
    paper.add("Normal", basis(told) + "。")
    _numbers(paper, told)
    _matrix(paper, told)
    if told.dossier.tasks:
        paper.add("Heading 1", "重点工作任务")
        paper.add_table(HEADS, task_rows(told.dossier, told.day), (7, 16, 28, 16, 12, 12), centred=(0,))
    _issues(paper, told)
    _waived(paper, told)
    _checks(paper, told)
    for line in ("填报单位（盖章）：　　　　　　　　", "负责人签字：　　　　　　　　", f"{day_words(told.day)}　　"):
        paper.add("Flush", line, align="right")
    return paper.as_bytes()


def _numbers(paper: Paper, told: Gathered) -> None:
    paper.add("Heading 1", "一、总体情况")
    paper.add("Normal", f"{matrix_sums(told)}。{finding_sums(told).rstrip('。')}。")
    rows = [
        (unit, *(str(count) for count in counts.values()), str(len(issues)))
        for unit, issues in told.by_group
        for counts in (counts_of(issue.finding for issue in issues),)
    ]
    if rows:
        total = ("合计", *(str(count) for count in told.counts.values()), str(len(told.open)))
        heads = ("牵头单位", *(sign.full for sign in SEVERITIES.values()), "合计")
        paper.add("Caption", "表1　待处理问题统计")
        paper.add_table(heads, [*rows, total], (40, 12, 12, 12, 12), centred=(1, 2, 3, 4))


def _matrix(paper: Paper, told: Gathered) -> None:
    years = told.report.years
    paper.add("Heading 1", "二、指标材料完成情况")
    paper.add("Caption", "表2　指标材料完成情况")
    rows = [
        (
            str(row.number), row.name if row.sub is None else f"{row.name}（{row.sub}）{row.sub_name}", row.target,
            *((plain_cell, STATES[cell.state]) if (cell := row.cells.get(year)) else ""
              for year in years for plain_cell in (_short(cell_words(row.cells.get(year))),)),
            "、".join(row.lead_units),
        )
        for row in told.rows
    ]  # fmt: skip
    heads = ("序号", "指标", "目标", *(f"{year}年" for year in years), "牵头单位")
    paper.add_table(heads, rows, (6, 22, 13, *(13 for _ in years), 14), centred=(0,))


def _short(text: str) -> str:
    return text if len(text) <= _MOST_VALUES_CHARS else text[:_MOST_VALUES_CHARS] + "…"


def _issues(paper: Paper, told: Gathered) -> None:
    paper.add("Heading 1", "三、待处理问题")
    if not told.open:
        paper.add("Normal", "没有待处理的问题。")
    for unit, issues in told.by_group:
        counts = counts_of(issue.finding for issue in issues)
        words = "，".join(f"{SEVERITIES[severity].words}{count}个" for severity, count in counts.items() if count)
        paper.add("Heading 2", f"{unit}（{words}）")
        for issue in issues:
            _issue(paper, issue)


def _issue(paper: Paper, issue: Issue) -> None:
    sign = issue.sign
    paper.add_runs("Item", ((f"{issue.number}.", "b"), (f"【{sign.full}】", f"b#{sign.ink}"), (issue.message, "")))
    for words, text in issue.sides if issue.finding.severity != "info" else ():
        paper.add("Detail", f"{words}：", text)
    for index, words in enumerate(issue.quoted, 1):
        paper.add("Detail", f"出处{index if len(issue.quoted) > 1 else ''}：", words)
    if issue.question:
        paper.add("Detail", "请核实：", issue.question)
    paper.add_runs("Detail", [(f"检查项：{issue.check_title}；编号：{issue.finding.key}", "#5F6368")])


def _waived(paper: Paper, told: Gathered) -> None:
    if not told.waived:
        return
    paper.add("Heading 1", f"已说明理由、暂不处理的问题（{len(told.waived)}个）")
    for issue in told.waived:
        paper.add_runs(
            "Item", ((f"{issue.number}.", "b"), (f"【{issue.sign.full}】", f"b#{issue.sign.ink}"), (issue.message, ""))
        )
        paper.add("Detail", "理由：", f"{issue.excuse}（编号：{issue.finding.key}）")


def _checks(paper: Paper, told: Gathered) -> None:
    paper.add("Heading 1", "四、检查范围")
    paper.add("Caption", "表3　各项检查")
    rows = [
        (plain(result.title), str(result.looked_at), (outcome_words(result), OUTCOMES[result.outcome]))
        for result in told.results
    ]
    paper.add_table(("检查内容", "查看项数", "结果"), rows, (34, 12, 46), centred=(1,))
