"""`zuozheng ingest`: take files in, understand them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from desk.commands import learning
from desk.exit_codes import ExitCode
from desk.screen import out, remarks
from desk.worker_process import Limits
from desk.workers import starter
from desk.workplace import Workplace, now, open_workplace, user
from pipeline.dispatch import StartExecutor
from pipeline.intake import Incoming, incoming
from pipeline.reports.visible import visible
from pipeline.run import Ingest, IngestReport
from schemas.parsed import Problem

STEPS = {"receive": "收存原件", "understand": "解析与标注", "index": "更新全文索引"}


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="文件或文件夹。")],
    workers: Annotated[int | None, typer.Option(min=1, max=64, help="并行进程数，默认为处理器核数。")] = None,
    time_limit: Annotated[float, typer.Option(min=1, help="每份文件每 MB 的时间限制（秒）。")] = 300,
    memory_limit: Annotated[int, typer.Option(min=64, help="每份文件的内存限制（MB），限 Linux。")] = 1536,
    again: Annotated[bool, typer.Option("--again", help="重试此前未能（完整）读取的文件。")] = False,
) -> int:
    """导入材料：收存原件、解析、标注、提取数据并建立索引。原文件不会被改动；可随时中断后重新运行。

    未能读取的文件下次导入时不再重试（以免每次都等待）；需要重试时加 --again，可同时放宽 --time-limit。
    """
    limits = Limits(document_s=time_limit, memory_bytes=memory_limit * 1024 * 1024)
    with open_workplace(context) as workplace, workplace.archive.writing():
        files = list(incoming(paths, leave_out=[workplace.archive.folder]))
        report = run_with_progress(workplace, files, starter(workers, limits), again=again)
        settle(workplace)
    show_report(out(), report)
    return ExitCode.SOME_FAILED if report.failed else ExitCode.DONE


def settle(workplace: Workplace) -> None:
    """Bring up to date what follows from the documents: the engine of the index, what is learned from decisions."""
    _settle_index(workplace)
    learning.refresh(workplace)


def _settle_index(workplace: Workplace) -> None:
    """Have the full-text index kept by the engine that is due for its size; say so where it changes."""
    with workplace.archive.writing():
        engine = workplace.archive.settle_engine()
    if engine is not None:
        remarks().print(f"全文索引已改由 {engine} 引擎保存（dossier.yaml 的 search.engine），检索结果不变。")


def run_with_progress(
    workplace: Workplace, files: Sequence[Incoming], start_executor: StartExecutor, *, again: bool = False
) -> IngestReport:
    """Take files in with a progress bar on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TextColumn("{task.fields[file]}"), console=remarks(), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def show(step: Literal["receive", "understand", "index"], done: int, total: int, file: str) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(STEPS[step], total=total, file="")
            bar.update(tasks[step], completed=done, total=total, file=escape(visible(Path(file).name[:40])))

        return Ingest(workplace.archive, workplace.dossier, now(), start_executor, show, again, user()).take(files)


def show_report(console: Console, report: IngestReport) -> None:
    """Print the closing table: new, known, duplicate, failed with the reason."""
    table = Table("结果", "份数", header_style="bold")
    table.add_column("文件与原因", overflow="fold")
    table.add_row("新收", str(len(report.new)), "")
    if report.replaced:
        table.add_row("其中更新", str(len(report.replaced)), _names(report.replaced))
    table.add_row("已有", str(len(report.known)), "")
    if report.removed:
        table.add_row("已移除", str(len(report.removed)), "此前移除的文件不再收入；恢复：zuozheng remove --undo")
    for newer, older in report.supersedes:
        table.add_row("新版本", "1", _shown(f"{newer} 取代较早的 {older}（不对请用 zuozheng versions undo）"))
    for file, first in report.duplicates:
        table.add_row("重复", "1", _shown(f"{file} 与 {first} 内容相同"))
    for words, rows in (("[yellow]部分可读[/]", report.partial), ("[red]失败[/]", report.failed)):
        for file, problem in rows:
            table.add_row(words, "1", _reason(file, problem))
    console.print(table)
    if report.resumed:
        console.print(f"另有 {report.resumed} 份此前未处理完的文件已补充处理。")


def _reason(file: str, problem: Problem) -> str:
    message = problem.message.removesuffix("。")
    return _shown(f"{file}（{problem.code}）：{message}。{problem.advice}")


def _names(files: list[str]) -> str:
    shown = "、".join(files[:5])
    return _shown(shown if len(files) <= 5 else f"{shown} 等")


def _shown(text: str) -> str:
    return escape(visible(text))
