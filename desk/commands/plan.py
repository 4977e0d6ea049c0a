"""`zuozheng plan import`: the county's own task table becomes the dossier."""

import hashlib
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from archive.catalogue.audit import Deed
from archive.dossier_file import load_dossier, save_dossier
from desk.screen import out, remarks
from desk.workplace import dossier_file, now, user, workplace_at
from pipeline.parsers import parse
from pipeline.plan_import import Change, PlanReading, apply, changes, read_plan
from pipeline.stages.detect import detect
from schemas.dossier import Dossier
from schemas.editions import load_edition
from schemas.errors import FileVanished

commands = typer.Typer(help="读取本县的任务分解表。", no_args_is_help=True)


@commands.callback()
def plan() -> None:
    """读取本县的任务分解表。"""


@commands.command("import")
def import_plan(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="含指标任务分解表的 Word 或 PDF 文件。")],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问，直接写入 dossier.yaml。")] = False,
) -> None:
    """把任务分解表（指标、目标、牵头单位、时限）和重点任务清单读入 dossier.yaml；写入前先显示将要改动的内容。"""
    target = dossier_file(context)
    dossier = load_dossier(target)
    reading = read(file, dossier)
    console = out()
    _show_reading(reading)
    pending = changes(dossier, reading)
    if not pending:
        console.print("dossier.yaml 已与该表一致，无需改动。")
        return
    console.print(_changes_table(pending))
    if not yes and not _agreed(len(pending)):
        console.print("未写入。")
        return
    with workplace_at(target) as workplace:
        save_dossier(target, apply(dossier, reading))
        workplace.archive.catalogue.note(_deed(dossier, target, file, len(pending)))
    console.print(f"已写入 {_counted(reading)}：{escape(str(target))}")


def _deed(before: Dossier, target: Path, plan: Path, changed: int) -> Deed:
    """Return what the audit chain is to say of it."""
    told = {"sha256": hashlib.sha256(target.read_bytes()).hexdigest(), "file": plan.name, "changes": changed}
    was = {"indicators": len(before.indicators), "tasks": len(before.tasks)}
    return Deed(now(), user(), "plan_imported", before.id, target.name, before=was, after=told)


def _agreed(count: int) -> bool:
    """Ask; no answer (the input is closed) is a no."""
    try:
        return typer.confirm(f"将以上 {count} 处改动写入 dossier.yaml？")
    except typer.Abort:
        return False


def read(file: Path, dossier: Dossier) -> PlanReading:
    """Read the plan file against the dossier's edition; raises PlanError, DocumentError."""
    if not file.is_file():
        raise FileVanished(f"找不到文件：{file}", "请检查路径是否正确。")
    return read_plan(parse(file, detect(file)), load_edition(dossier.edition), dossier.years)


def _show_reading(reading: PlanReading) -> None:
    """Say which column was taken for what, then all that could not be read."""
    out().print(f"读到 {_counted(reading)}。", markup=False)
    for what, columns in (("指标表", reading.columns), ("重点任务表", reading.task_columns)):
        if columns:
            said = "，".join(f"{column.head}＝{column.role}" for column in columns)
            out().print(f"{what}各列的识别：{said}", markup=False, soft_wrap=True)
    for remark in reading.remarks:
        remarks().print(f"[yellow]注意[/]：{escape(remark)}")


def _counted(reading: PlanReading) -> str:
    """Return how much was read, in words."""
    indicators, tasks = len(reading.entries), len(reading.tasks)
    return f"{indicators} 个指标" + (f"、{tasks} 项重点任务" if tasks else "")


def _changes_table(pending: tuple[Change, ...]) -> Table:
    table = Table("序号", "名称", "项目", header_style="bold")
    table.add_column("原来", overflow="fold")
    table.add_column("改为", overflow="fold")
    for change in pending:
        number = "" if change.number is None else str(change.number)
        cells = (number, change.name, change.field, change.before or "（空）", change.after)
        table.add_row(*(escape(cell) for cell in cells))
    return table
