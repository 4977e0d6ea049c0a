"""`zuozheng verify`: are originals, catalogue and index in agreement."""

import typer
from rich.markup import escape

from desk.exit_codes import ExitCode
from desk.screen import out
from desk.workplace import open_workplace
from pipeline.reports.visible import visible


def verify(context: typer.Context) -> int:
    """核对档案库：原件逐一校验 SHA-256，并与档案目录、全文索引比对。"""
    with open_workplace(context) as workplace:
        outcome = workplace.archive.verify()
    console = out()
    for fault in outcome.faults:
        console.print(f"[red]✘[/] {escape(visible(fault))}")
    for notice in outcome.notices:
        console.print(f"[yellow]![/] {escape(notice)}")
    console.print(f"已核对 {outcome.originals} 份原件、{outcome.documents} 份目录记录、{outcome.pages} 页索引。")
    console.print("[green]✔ 一致[/]" if not outcome.faults else f"[red]发现 {len(outcome.faults)} 处不一致[/]")
    return ExitCode.STORE_DAMAGED if outcome.faults else ExitCode.DONE
