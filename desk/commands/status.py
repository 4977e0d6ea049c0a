"""`zuozheng status`: the readiness matrix."""

import typer

from desk.commands.listings import Json
from desk.screen import out, print_json_lines
from desk.workplace import open_workplace
from pipeline.checker import run_checks
from pipeline.reports.terminal import readiness_table


def status(context: typer.Context, json: Json = False) -> None:
    """显示完成情况矩阵：每个指标、子指标、年份是齐全、部分、缺失还是不适用。"""
    with open_workplace(context) as workplace:
        report = run_checks(workplace.view())
    if json:
        print_json_lines(cell.model_dump(mode="json") for cell in report.matrix)
        return
    out().print(readiness_table(report))
