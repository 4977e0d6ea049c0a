"""`zuozheng verify`: are originals, catalogue, index, packages in agreement."""

from typing import Annotated, get_args

import typer
from rich.markup import escape

from archive.verification import Depth
from archive.verification import verify as compare
from desk.exit_codes import ExitCode
from desk.screen import out
from desk.workplace import open_workplace
from pipeline.reports.visible import visible
from schemas.errors import UsageError

_DEPTH_WORDS: dict[Depth, str] = {
    "counts": "只核对了数量",
    "names": "核对了有无缺多，未读内容",
    "hashes": "逐一校验了内容",
}
Chosen = Annotated[
    str,
    typer.Option(
        "--depth",
        metavar="counts|names|hashes",
        help="核对到哪一步：counts 数量（最快）；names 逐一核对有无缺多；hashes 逐一校验 SHA-256。",
    ),
]


def verify(context: typer.Context, depth: Chosen = "hashes") -> int:
    """核对档案库：原件、档案目录、审计记录、全文索引、写出的上报包是否一致。"""
    chosen = next((one for one in get_args(Depth) if one == depth), None)
    if chosen is None:
        raise UsageError(f"没有这种核对方式：{depth}", "可写 counts、names 或 hashes。")
    with open_workplace(context) as workplace:
        outcome = compare(workplace.archive, workplace.dossier.id, chosen)
    console = out()
    for fault in outcome.faults:
        console.print(f"[red]✘[/] {escape(visible(fault))}")
    for notice in outcome.notices:
        console.print(f"[yellow]![/] {escape(visible(notice))}")
    console.print(
        f"已核对 {outcome.originals} 份原件、{outcome.documents} 份目录记录、{outcome.pages} 页索引、"
        f"{outcome.packages} 个上报包（{_DEPTH_WORDS[chosen]}）。"
    )
    console.print("[green]✔ 一致[/]" if not outcome.faults else f"[red]发现 {len(outcome.faults)} 处不一致[/]")
    return ExitCode.STORE_DAMAGED if outcome.faults else ExitCode.DONE
