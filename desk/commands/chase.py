"""`zuozheng chase`: one letter for each lead unit that owes something."""

from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from desk.commands.day import Today, day_of, gathered
from desk.commands.output import write
from desk.screen import out, remarks
from desk.workplace import open_workplace
from pipeline.reports.chase import Chase, chases
from pipeline.reports.chase_letter import chase_letter, safe_file_name
from pipeline.reports.visible import visible
from schemas.errors import UsageError

Folder = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="催办单写入的文件夹；没有则新建。")]
UnitName = Annotated[str, typer.Option("--unit", metavar="NAME", help="只写该单位的催办单（可写名称的一部分）。")]
Due = Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="要求报送的日期；不写则留空，由人填写。")]
SignedBy = Annotated[str, typer.Option("--signed-by", metavar="NAME", help="落款单位；默认为县（市、区）名称。")]


def chase(
    context: typer.Context,
    folder: Folder = Path("催办单"),
    unit: UnitName = "",
    due: Due = "",
    signed_by: SignedBy = "",
    today: Today = "",
) -> None:
    """催办：给每个牵头单位写一份催办单（Word），列出所缺材料、需要核实的问题和到期任务。"""
    day, last_day = day_of(today), day_of(due, "--due") if due else None
    with open_workplace(context) as workplace:
        told = gathered(workplace, day)
    found = [one for one in chases(told) if unit in one.unit]
    nobodys = sum(not issue.units for issue in told.open)
    if nobodys and not unit:
        advice = "请运行 zuozheng plan import 读入任务分解表，或在 dossier.yaml 中写明 lead_units。"
        remarks().print(f"有 {nobodys} 个问题没有牵头单位，无法催办。{advice}", style="yellow")
    if not found:
        if unit:
            raise UsageError(f"没有要催办“{unit}”的事项", "去掉 --unit 查看有事项的全部单位。")
        out().print("没有要催办的事项。")
        return
    _make(folder)
    names: list[str] = []
    for one in found:
        names.append(safe_file_name(one.unit, names))
        write(folder / names[-1], chase_letter(told, one, signed_by=signed_by, due=last_day))
    out().print(_table(found, names))
    out().print(f"已写出 {len(names)} 份催办单：{visible(str(folder))}", markup=False)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"无法新建文件夹 {folder}：{error.strerror}", "请换一个位置。") from None


def _table(found: list[Chase], names: list[str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("牵头单位", overflow="fold")
    for head in ("尚缺材料", "核实更正", "重点任务"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("文件", overflow="fold")
    for one, name in zip(found, names, strict=True):
        counts = (len(one.owed), len(one.wrong), len(one.tasks))
        table.add_row(Text(one.unit), *map(str, counts), Text(name))
    return table
