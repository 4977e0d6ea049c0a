"""`zuozheng check`: what is missing, what does not hold, whom to chase."""

import json as json_format
from pathlib import Path
from typing import Annotated

import typer

from desk.commands.day import Today, checked, day_of, view_of
from desk.commands.listings import Json
from desk.commands.output import must_be_one_of, write
from desk.exit_codes import ExitCode
from desk.screen import out, remarks
from desk.workplace import Workplace, now, open_workplace, user
from pipeline.reports.gap import FORMATS
from pipeline.reports.gathered import gather
from pipeline.reports.terminal import findings_by_unit
from pipeline.reports.visible import visible
from schemas.errors import StoreReadOnly
from schemas.finding import CheckSummary, Report

Reports = Annotated[
    list[Path] | None,
    typer.Option(
        "--report", metavar="FILE", help="写出缺口报告；格式看后缀：.xlsx、.docx、.html。可写多次。", show_default=False
    ),
]
UnitName = Annotated[str, typer.Option("--unit", metavar="NAME", help="屏幕上只显示该单位的问题（可写名称的一部分）。")]
Everything = Annotated[bool, typer.Option("--all", help="提示和已豁免的问题也逐条列出。")]
Full = Annotated[bool, typer.Option("--full", help="全部重新检查；平时只重新检查上次之后有变动的部分，结果相同。")]
NoKeep = Annotated[bool, typer.Option("--no-keep", help="不留存本次结果（progress 不计入）。")]


def check(
    context: typer.Context,
    report: Reports = None,
    unit: UnitName = "",
    everything: Everything = False,
    today: Today = "",
    full: Full = False,
    no_keep: NoKeep = False,
    json: Json = False,
) -> int:
    """上报前检查：按牵头单位列出问题和建议。有“错误”级问题时退出码为 1。"""
    files = report or []
    must_be_one_of(files, FORMATS)
    day = day_of(today)
    with open_workplace(context) as workplace:
        found = checked(workplace, day, full=full)
        told = gather(found, view_of(workplace, day), day) if files else None
        if not no_keep:
            _keep(workplace, CheckSummary(at=now(), findings=found.findings))
    if json:
        out().file.write(json_format.dumps(as_outsiders_read_it(found), ensure_ascii=False) + "\n")
    else:
        out().print(findings_by_unit(found, everything=everything, unit=unit))
    if told is not None:
        for file in files:
            write(file, FORMATS[file.suffix.lower()](told))
            remarks().print(f"已写出缺口报告：{visible(str(file))}", markup=False)
    return ExitCode.FINDINGS if found.has_errors else ExitCode.DONE


def _keep(workplace: Workplace, summary: CheckSummary) -> None:
    """Keep what was found for `progress`; a store that can only be read is checked all the same."""
    try:
        workplace.archive.catalogue.keep_check(workplace.dossier.id, summary, user())
    except StoreReadOnly:
        remarks().print("[yellow]档案库只能读，本次检查的结果没有留存（progress 不计入）。[/]")


def as_outsiders_read_it(report: Report) -> dict[str, object]:
    """Return the one object of `check --json`: all findings in one list, beside it what each check did."""
    return {
        "county": report.county,
        "edition": report.edition,
        "years": list(report.years),
        "documents": report.documents,
        "findings": [finding.model_dump(mode="json") for finding in report.findings],
        "checks": [result.model_dump(mode="json", exclude={"findings"}) for result in report.results],
        "matrix": [cell.model_dump(mode="json") for cell in report.matrix],
    }
