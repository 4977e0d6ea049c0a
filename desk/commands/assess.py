"""`zuozheng assess`: the draft of the self-assessment report."""

from pathlib import Path
from typing import Annotated

import typer

from desk.commands.day import Today, checked, day_of, view_of
from desk.commands.output import must_be_one_of, write
from desk.screen import out
from desk.workplace import open_workplace
from pipeline.reports.assessment import assess as assessed
from pipeline.reports.assessment_paper import assessment_paper
from pipeline.reports.gathered import gather
from pipeline.reports.visible import visible

File = Annotated[Path, typer.Option("--out", metavar="FILE.docx", help="写出的 Word 文件。")]


def assess(context: typer.Context, file: File = Path("自评估报告（草稿）.docx"), today: Today = "") -> None:
    """自评估：写出《指标完成情况自评估报告》草稿（Word）；档案库中没有的内容写作“待补充”。"""
    must_be_one_of([file], [".docx"])
    day = day_of(today)
    with open_workplace(context) as workplace:
        view, report = view_of(workplace, day), checked(workplace, day)
    told = gather(report, view, day)
    write(file, assessment_paper(told, assessed(told, view)))
    out().print(f"已写出自评估报告草稿：{visible(str(file))}", markup=False)
