"""`zuozheng verify`: are originals, catalogue, index, packages in agreement."""

import typer
from rich.markup import escape

from archive.package.proof import package_faults
from desk.exit_codes import ExitCode
from desk.screen import out
from desk.workplace import open_workplace
from pipeline.reports.visible import visible


def verify(context: typer.Context) -> int:
    """核对档案库：原件逐一校验 SHA-256，并与档案目录、全文索引、写出的上报包比对。"""
    with open_workplace(context) as workplace:
        outcome = workplace.archive.verify()
        packages = list(package_faults(workplace.archive.catalogue.packages(workplace.dossier.id)))
    console = out()
    faults = [*outcome.faults, *(words for is_fault, words in packages if is_fault)]
    notices = [*outcome.notices, *(words for is_fault, words in packages if not is_fault)]
    for fault in faults:
        console.print(f"[red]✘[/] {escape(visible(fault))}")
    for notice in notices:
        console.print(f"[yellow]![/] {escape(visible(notice))}")
    console.print(f"已核对 {outcome.originals} 份原件、{outcome.documents} 份目录记录、{outcome.pages} 页索引。")
    console.print("[green]✔ 一致[/]" if not faults else f"[red]发现 {len(faults)} 处不一致[/]")
    return ExitCode.STORE_DAMAGED if faults else ExitCode.DONE
