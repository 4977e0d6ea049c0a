"""`zuozheng status`: the readiness matrix, the key tasks beside it."""

import typer

from desk.commands.day import Today, checked, day_of
from desk.commands.listings import Json
from desk.screen import out, print_json_lines
from desk.workplace import open_workplace
from pipeline.reports.tasks_table import tasks_table
from pipeline.reports.terminal import readiness_table


def status(context: typer.Context, today: Today = "", json: Json = False) -> None:
    """显示完成情况矩阵：每个指标、子指标、年份是齐全、部分、缺失还是不适用；重点任务是否到期、有无材料。"""
    day = day_of(today)
    with open_workplace(context) as workplace:
        report = checked(workplace, day)
    if json:
        print_json_lines(cell.model_dump(mode="json") for cell in report.matrix)
        return
    out().print(readiness_table(report))
    tasks = tasks_table(workplace.dossier, report, day)
    if tasks is not None:
        out().print(tasks)
