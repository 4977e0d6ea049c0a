"""The report for a terminal: the readiness table, the findings by lead unit.

Every state has a sign beside its colour, so that a print or a pipe without colours says the same. The signs are of
one width everywhere: what Unicode calls ambiguous (◐ ■ ▲ —) is two columns wide in Chinese fonts, which bends a
table. Where the output is no terminal the width is fixed, so that a file or a pipe loses nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich import box
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.reports.visible import visible
from schemas.finding import CellState, CheckResult, Finding, MatrixCell, Outcome, Report, Severity

PIPED_WIDTH = 120
NOBODY = "未能确定单位"

_STATES: dict[CellState, tuple[str, str, str]] = {
    "complete": ("✔", "齐全", "green"),
    "partial": ("~", "部分", "yellow"),
    "missing": ("✘", "缺失", "bold red"),
    "not_applicable": ("-", "不适用", "dim"),
}
_SEVERITIES: dict[Severity, tuple[str, str, str]] = {
    "error": ("✘", "错误", "bold red"),
    "warning": ("!", "提醒", "yellow"),
    "info": ("i", "提示", "cyan"),
}
_OUTCOMES: dict[Outcome, tuple[str, str]] = {
    "passed": ("✔ 没有问题", "green"),
    "failed": ("", ""),
    "not_applicable": ("- 没有检查", "dim"),
    "could_not_run": ("✘ 未能运行", "bold red"),
}
_SPELT_WIDTH = 9
_MOST_FOR_YEARS = 0.4


def readiness_table(report: Report) -> RenderableType:
    """Return the matrix as a table: indicators and subs down, years across, the lead units, a line of sums."""
    return _Fitted(report, _readiness)


def findings_by_unit(report: Report) -> RenderableType:
    """Return the findings grouped by lead unit, what each check looked at, a line of sums."""
    return _Fitted(report, _findings)


@dataclass(frozen=True)
class _Fitted:
    """A drawing made for the width of the terminal, or for `PIPED_WIDTH` where there is none."""

    report: Report
    draw: Callable[[Report, int], Iterable[RenderableType]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width if console.is_terminal else max(PIPED_WIDTH, options.max_width)
        yield from self.draw(self.report, width)


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
    sign, words, style = _STATES[cell.state]
    return Text(f"{sign} {words}" if spelt else sign, style=style)


def _matrix_sums(report: Report) -> Text:
    counts = Counter(cell.state for cell in report.matrix)
    line = Text(f"共 {len(report.matrix)} 格：")
    for state, (sign, words, style) in _STATES.items():
        line.append(f"{sign} {words} {counts[state]}", style=style)
        line.append("  ")
    line.append(f"（文档 {report.documents} 份）")
    return line


def _findings(report: Report, width: int) -> Iterator[RenderableType]:
    groups = _by_unit(report.findings)
    for unit, findings in groups:
        yield Text.assemble(("▸ ", "bold"), (unit, "bold"), "  ", _counts(findings))
        for finding in findings:
            yield _finding(finding, width)
        yield Text()
    yield _checks(report.results, width)
    yield _sums(report, len(groups))


def _by_unit(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Group by unit: those with most errors first, findings of nobody's last; inside by indicator, sub, year."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.unit or NOBODY, []).append(finding)
    for group in groups.values():
        group.sort(key=lambda found: (found.indicator or 0, found.sub or 0, found.year or 0))
    return sorted(groups.items(), key=lambda item: (item[0] == NOBODY, -_errors(item[1]), item[0]))


def _errors(findings: Iterable[Finding]) -> int:
    return sum(finding.severity == "error" for finding in findings)


def _counts(findings: Sequence[Finding]) -> Text:
    counts = Counter(finding.severity for finding in findings)
    line = Text()
    for severity, (_, words, style) in _SEVERITIES.items():
        if counts[severity]:
            line.append(f"{words} {counts[severity]} ", style=style)
    return line


def _finding(finding: Finding, width: int) -> RenderableType:
    sign, words, style = _SEVERITIES[finding.severity]
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.width = width - 2
    grid.add_column(no_wrap=True, width=7)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(
        Text(f"{sign} {words}", style=style), Text.assemble(visible(finding.message), (f"  {finding.check}", "dim"))
    )
    if finding.files and not any(file in finding.message for file in finding.files):
        grid.add_row("", Text(visible("材料：" + "、".join(finding.files)), style="dim"))
    grid.add_row("", Text(visible("建议：" + finding.advice)))
    return Padding(grid, (0, 0, 0, 2), expand=False)


def _checks(results: Sequence[CheckResult], width: int) -> Table:
    table = Table(title="各项检查", box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), title_justify="left")
    table.width = min(width, PIPED_WIDTH)
    table.add_column("检查", no_wrap=True)
    table.add_column("内容", no_wrap=True)
    table.add_column("查看", justify="right", no_wrap=True)
    table.add_column("结果", ratio=1, overflow="fold")
    for result in results:
        words, style = _OUTCOMES[result.outcome]
        outcome = (
            _counts(result.findings) if result.findings else Text(f"{words} {result.reason}".rstrip(), style=style)
        )
        table.add_row(result.check, result.title, str(result.looked_at), outcome)
    return table


def _sums(report: Report, units: int) -> Text:
    if not report.findings:
        return Text(f"检查 {report.documents} 份文档，没有发现问题。", style="green")
    return Text.assemble(
        f"检查 {report.documents} 份文档，发现 {len(report.findings)} 个问题（涉及 {units} 组单位）：",
        _counts(report.findings),
    )
