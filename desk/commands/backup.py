"""`zuozheng backup`, `zuozheng restore`: the whole archive to another place, and back."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from archive.backup import back_up, restoring
from archive.verification import verify
from desk.exit_codes import ExitCode
from desk.screen import out
from desk.workplace import now, open_workplace, workplace_at
from pipeline.reports.visible import visible

Out = Annotated[Path, typer.Argument(metavar="OUT", help="新建的备份文件夹；以 .zip 结尾则写成一个文件。")]
Backup = Annotated[Path, typer.Argument(metavar="BACKUP", help="备份文件夹或 .zip 文件。")]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="恢复到哪个新文件夹。")]


def backup(context: typer.Context, place: Out) -> None:
    """备份：原件、目录、判断、审计记录和 dossier.yaml 写成一个可自证的备份，另一台电脑、更新的版本都能恢复。"""
    with open_workplace(context) as workplace, workplace.archive.writing():
        last = workplace.archive.catalogue.acts(limit=1)[-1]
        info = {
            "Source-Organization": workplace.dossier.county,
            "External-Description": "zuozheng backup",
            "External-Identifier": workplace.dossier.id,
            "Bagging-Date": now()[:10],
            "Bag-Software-Agent": f"zuozheng {version('zuozheng')}",
            "Zuozheng-Audit": f"{last.number} {last.digest}",
        }
        made = back_up(workplace.archive, workplace.file, place, info)
    out().print(
        f"已备份到 {escape(visible(str(place)))}：{made.originals} 份原件，共 {made.size_bytes / 1_000_000:.1f} MB；"
        f"审计记录到第 {last.number} 条（{last.digest[:16]}）"
    )


def restore(source: Backup, folder: Folder) -> int:
    """恢复：把备份放进新的文件夹，逐一校验后重建全文索引并核对；不覆盖任何文件。"""
    with restoring(source, folder) as file, workplace_at(file) as workplace, workplace.archive.writing():
        workplace.archive.reindex()
        outcome = verify(workplace.archive, workplace.dossier.id)
    for fault in outcome.faults:
        out().print(f"[red]✘[/] {escape(visible(fault))}")
    out().print(f"已恢复到 {escape(visible(str(folder)))}：{outcome.originals} 份原件、{outcome.pages} 页索引。")
    return ExitCode.STORE_DAMAGED if outcome.faults else ExitCode.DONE
