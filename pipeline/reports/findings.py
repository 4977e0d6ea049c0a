"""The findings for a terminal, grouped by lead unit, the gravest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.reports.fitted import PIPED_WIDTH, Fitted
from pipeline.reports.folding import folded
from pipeline.reports.gathered import NOBODY, counts_of, in_order, single_units
from pipeline.reports.signs import OUTCOMES, SEVERITIES, WAIVED
from pipeline.reports.visible import plain
from schemas.finding import CheckResult, Finding, Report, Severity

_SENTENCE_CHARS = 240
_MARK_WIDTH = 8


def findings_by_unit(report: Report, *, everything: bool = False, unit: str = "") -> RenderableType:
    """Return the findings grouped by lead unit, what each check looked at, a line of sums.

    Infos are folded into a count and waived ones left out, unless `everything`. `unit` shows one unit's findings
    alone: those that name it, or a part of whose name it is.
    """
    return Fitted(lambda width: _findings(report, width, everything, unit))


def is_asked(finding: Finding, unit: str) -> bool:
    """Tell whether a finding is for a unit (its name or a part of it); every finding is for ""."""
    return not unit or any(unit in one for one in single_units(finding.unit) or (finding.unit or NOBODY,))


def _findings(report: Report, width: int, everything: bool, unit: str) -> Iterator[RenderableType]:
    chosen = [finding for finding in in_order(report.findings) if is_asked(finding, unit)]
    groups = [(name, list(of_unit)) for name, of_unit in groupby(chosen, key=lambda one: one.unit or NOBODY)]
    for name, findings in groups:
        yield from _group(name, findings, width, everything)
    if not unit:
        yield _checks(report.results, width)
    yield _sums(report, chosen, len(groups))
    if not everything and any(_is_folded(finding) for finding in chosen):
        yield Text("提示和已豁免的问题没有逐条列出，加 --all 全部列出。", style="dim")


def _group(name: str, findings: Sequence[Finding], width: int, everything: bool) -> Iterator[RenderableType]:
    shown = [finding for finding in findings if everything or not _is_folded(finding)]
    if not shown and not everything:
        yield Text.assemble(("▸ ", "dim"), (plain(name, 80), "dim"), "  ", _counts(findings))
        return
    yield Text.assemble(("▸ ", "bold"), (plain(name, 80), "bold"), "  ", _counts(findings))
    for finding in shown:
        yield _finding(finding, width)
    yield Text()


def _is_folded(finding: Finding) -> bool:
    return finding.severity == "info" or bool(finding.waived)


def _counts(findings: Iterable[Finding]) -> Text:
    listed = list(findings)
    line = Text()
    counts: Mapping[Severity, int] = counts_of(finding for finding in listed if not finding.waived)
    for severity, count in counts.items():
        if count:
            line.append(f"{SEVERITIES[severity].words} {count} ", style=SEVERITIES[severity].style)
    waived = sum(bool(finding.waived) for finding in listed)
    if waived:
        line.append(f"{WAIVED.words} {waived} ", style=WAIVED.style)
    return line


def _finding(finding: Finding, width: int) -> RenderableType:
    sign = WAIVED if finding.waived else SEVERITIES[finding.severity]
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, width=_MARK_WIDTH)
    grid.add_column(no_wrap=True)
    mark = Text(sign.full, style=sign.style)
    for text, style in _lines(finding):
        grid.add_row(mark, Text(folded(text, width - _MARK_WIDTH - 4), style=style))
        mark = Text()
    return Padding(grid, (0, 0, 0, 2), expand=False)


def _lines(finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield what is said of a finding, each with its style."""
    yield plain(finding.message, _SENTENCE_CHARS), ""
    if finding.waived:
        yield plain("豁免理由：" + finding.waived, _SENTENCE_CHARS), ""
    elif finding.advice:
        yield plain("建议：" + finding.advice, _SENTENCE_CHARS), ""
    is_named = not finding.files or any(file in finding.message for file in finding.files)
    files = "" if is_named else "  材料：" + "、".join(finding.files)
    yield plain(f"{finding.check} {finding.key}{files}", _SENTENCE_CHARS), "dim"


def _checks(results: Sequence[CheckResult], width: int) -> Table:
    table = Table(title="各项检查", box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), title_justify="left")
    table.width = min(width, PIPED_WIDTH)
    table.add_column("检查", no_wrap=True)
    table.add_column("内容", ratio=3, overflow="fold")
    table.add_column("查看", justify="right", no_wrap=True)
    table.add_column("结果", ratio=4, overflow="fold")
    for result in results:
        sign = OUTCOMES[result.outcome]
        outcome = (
            _counts(result.findings)
            if result.findings and result.outcome != "could_not_run"
            else Text(f"{sign.full} {plain(result.reason)}".rstrip(), style=sign.style)
        )
        table.add_row(result.check, plain(result.title), str(result.looked_at), outcome)
    return table


def _sums(report: Report, chosen: Sequence[Finding], groups: int) -> Text:
    if not report.findings:
        return Text(f"检查 {report.documents} 份文档，没有发现问题。", style="green")
    return Text.assemble(
        f"检查 {report.documents} 份文档，发现 {len(chosen)} 个问题（涉及 {groups} 组单位）：", _counts(chosen)
    )
