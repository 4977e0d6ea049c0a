"""`zuozheng audit`: who wrote what when, and whether the record of it is whole."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from desk.exit_codes import ExitCode
from desk.screen import out, print_json_lines
from desk.workplace import open_workplace
from pipeline.reports.acts import change_words, subject_words
from pipeline.reports.visible import visible
from pipeline.reports.words import ACTION_WORDS
from schemas.audit import Act

Everything = Annotated[bool, typer.Option("--all", help="列出全部记录，不只是最近的。")]
Limit = Annotated[int, typer.Option(metavar="N", min=1, help="列出最近多少条。")]
File = Annotated[str, typer.Option(metavar="FILE", help="只看与这份文件有关的记录。")]
Json = Annotated[bool, typer.Option("--json", help="每行输出一个 JSON 对象。")]


def audit(
    context: typer.Context, file: File = "", limit: Limit = 30, everything: Everything = False, json: Json = False
) -> int:
    """审计：谁在什么时候改了什么，改前改后各是什么；并核对这份记录有没有被人动过。"""
    with open_workplace(context) as workplace:
        catalogue = workplace.archive.catalogue
        subject = workplace.document(file).sha256 if file else None
        acts = catalogue.acts(workplace.dossier.id, None if everything else limit, subject)
        total = catalogue.count_acts(workplace.dossier.id, subject)
        files = catalogue.files_of(workplace.dossier.id)
        faults = catalogue.audit_faults()
    if json:
        print_json_lines(act.model_dump(mode="json") for act in acts)
    else:
        out().print(_table(acts, files))
    for fault in faults:
        out().print(f"[red]✘[/] {escape(visible(fault))}")
    if not json:
        left = f"（另有 {total - len(acts)} 条更早的，加 --all 列出）" if total > len(acts) else ""
        out().print(f"列出 {len(acts)} 条{left}。" + ("" if faults else "[green]✔ 审计记录前后相接，未被改动[/]"))
    return ExitCode.STORE_DAMAGED if faults else ExitCode.DONE


def _table(acts: Sequence[Act], files: dict[str, str]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for head in ("编号", "时间", "由谁", "动作", "对象", "内容"):
        table.add_column(head, overflow="fold", no_wrap=head in ("编号", "动作"))
    for act in acts:
        who, subject = act.by or "程序", subject_words(act, files)
        cells = (str(act.number), act.at[:19].replace("T", " "), who, ACTION_WORDS[act.action], subject)
        table.add_row(*(escape(visible(cell)) for cell in (*cells, change_words(act))))
    return table
