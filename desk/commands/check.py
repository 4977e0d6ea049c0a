"""`zuozheng check`: what is missing, what does not hold, whom to chase."""

import json as json_format

import typer

from desk.commands.listings import Json
from desk.exit_codes import ExitCode
from desk.screen import out
from desk.workplace import open_workplace
from pipeline.checker import run_checks
from pipeline.reports.terminal import findings_by_unit
from schemas.finding import Report


def check(context: typer.Context, json: Json = False) -> int:
    """上报前检查：按牵头单位列出问题和建议。有“错误”级问题时退出码为 1。"""
    with open_workplace(context) as workplace:
        report = run_checks(workplace.view())
    if json:
        out().file.write(json_format.dumps(as_outsiders_read_it(report), ensure_ascii=False) + "\n")
    else:
        out().print(findings_by_unit(report))
    return ExitCode.FINDINGS if report.has_errors else ExitCode.DONE


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
