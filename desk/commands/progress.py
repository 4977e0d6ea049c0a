"""`zuozheng progress`: what became of the findings over the checks kept."""

from pathlib import Path
from typing import Annotated

import typer

from desk.commands.day import day_of
from desk.commands.output import must_be_one_of, write
from desk.screen import out, remarks
from desk.workplace import open_workplace
from pipeline.reports.progress import FORMATS
from pipeline.reports.progress.terminal import progress_tables
from pipeline.reports.progress.trend import trend
from pipeline.reports.visible import visible

Reports = Annotated[
    list[Path] | None,
    typer.Option(
        "--report", metavar="FILE", help="写出进展报告；格式看后缀：.xlsx、.docx、.html。可写多次。", show_default=False
    ),
]
Since = Annotated[
    str, typer.Option(metavar="YYYY-MM-DD", help="与该日（含）以前的最后一次检查比较；默认与上一次比较。")
]

Last = Annotated[int, typer.Option(min=1, max=500, metavar="N", help="最多回看最近多少次检查。")]


def progress(context: typer.Context, report: Reports = None, since: Since = "", last: Last = 100) -> None:
    """进展：与上一次检查相比新增、解决、仍待处理的问题，分单位列出；历次检查的变化。"""
    files = report or []
    must_be_one_of(files, FORMATS)
    day = day_of(since, "--since") if since else None
    with open_workplace(context) as workplace:
        runs = workplace.archive.catalogue.check_runs(workplace.dossier.id, last)
        county = workplace.dossier.county
    if not runs:
        out().print("还没有留存的检查，请先运行 zuozheng check。")
        return
    told = trend(county, runs, day)
    for part in progress_tables(told):
        out().print(part)
    for file in files:
        write(file, FORMATS[file.suffix.lower()](told))
        remarks().print(f"已写出进展报告：{visible(str(file))}", markup=False)
