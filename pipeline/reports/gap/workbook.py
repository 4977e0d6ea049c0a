"""The gap report as an Excel workbook."""

import io
from collections.abc import Iterable

from openpyxl import Workbook

from pipeline.reports.gap.wording import (
    basis,
    cell_words,
    finding_sums,
    matrix_sums,
    outcome_words,
    sources_words,
    title,
)
from pipeline.reports.gathered import NOBODY, Gathered, Issue, group_of
from pipeline.reports.sheet import Sheet
from pipeline.reports.signs import OUTCOMES, STATES, Sign
from pipeline.reports.tasks import HEADS, task_rows
from pipeline.reports.visible import plain

_ISSUE_HEADS = (
    "序号", "级别", "牵头单位", "指标", "年份", "问题", "应为", "现为", "出处", "请单位核实", "检查项", "编号",
    "豁免理由",
)  # fmt: skip
_ISSUE_WIDTHS = (6, 10, 18, 22, 7, 44, 26, 26, 44, 40, 18, 15, 20)
_SEVERITY_COLUMN = 2
_OUTCOME_COLUMN = 4


def gap_workbook(told: Gathered) -> bytes:
    """Return the workbook: 总览, 问题, a sheet for each unit, 检查项."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = ""
    book.properties.title = title(told)
    _matrix(book, told)
    _issues(book, "问题", finding_sums(told), told.issues)
    if told.dossier.tasks:
        _tasks(book, told)
    units = sorted(told.by_unit.items(), key=lambda item: item[0] == NOBODY)
    for unit, issues in units:
        _issues(book, unit, f"{unit}：{len(issues)}个问题（与其他单位共同负责的也列入）", issues)
    _checks(book, told)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _matrix(book: Workbook, told: Gathered) -> None:
    years = told.report.years
    sheet = Sheet(book, "总览", (6, 26, 30, 22, *(20 for _ in years), 28))
    sheet.title(title(told))
    for line in (basis(told), matrix_sums(told), finding_sums(told)):
        sheet.remark(line)
    sheet.head(("序号", "指标", "子指标", "目标", *(f"{year}年" for year in years), "牵头单位"))
    for row in told.rows:
        sub = "" if row.sub is None else f"（{row.sub}）{row.sub_name}"
        signs = {5 + index: STATES[row.cells[year].state] for index, year in enumerate(years) if year in row.cells}
        sheet.add(
            (
                row.number, row.name, sub, row.target,
                *(cell_words(row.cells.get(year)) for year in years), "、".join(row.lead_units),
            ),
            signs,
        )  # fmt: skip


def _issues(book: Workbook, name: str, remark: str, issues: Iterable[Issue]) -> None:
    listed = list(issues)
    sheet = Sheet(book, name, _ISSUE_WIDTHS)
    sheet.remark(remark)
    sheet.head(_ISSUE_HEADS, filtered_rows=len(listed))
    for issue in listed:
        sheet.add(_issue_row(issue), {_SEVERITY_COLUMN: issue.sign})


def _issue_row(issue: Issue) -> tuple[str | int, ...]:
    finding, sides = issue.finding, dict(issue.sides)
    return (
        issue.number, issue.sign.full, group_of(issue), issue.subject, finding.year or "",
        issue.message, sides.get("应为", ""), sides.get("现为", ""), sources_words(issue), issue.question,
        issue.check_title, finding.key, issue.excuse,
    )  # fmt: skip


def _tasks(book: Workbook, told: Gathered) -> None:
    sheet = Sheet(book, "重点任务", (6, 28, 60, 26, 18, 22))
    sheet.remark(f"任务分解表所列重点工作任务{len(told.dossier.tasks)}项")
    rows = task_rows(told.dossier, told.day)
    sheet.head(HEADS, filtered_rows=len(rows))
    for row in rows:
        sheet.add(row, {len(HEADS): _sign_of(row[-1])})


def _sign_of(words: str) -> Sign:
    return next(sign for sign in STATES.values() if words.startswith(sign.mark))


def _checks(book: Workbook, told: Gathered) -> None:
    sheet = Sheet(book, "检查项", (24, 30, 12, 60))
    sheet.remark("每项检查看了多少项内容、结果如何；“没有检查”的写明原因")
    sheet.head(("检查", "内容", "查看项数", "结果"), filtered_rows=len(told.results))
    for result in told.results:
        row = (result.check, plain(result.title), result.looked_at, outcome_words(result))
        sheet.add(row, {_OUTCOME_COLUMN: OUTCOMES[result.outcome]})
