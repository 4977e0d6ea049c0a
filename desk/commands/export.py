"""`zuozheng export`: the package that is uploaded."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from desk.commands.day import Today, day_of
from desk.exporting import export_package
from desk.screen import out
from desk.workplace import now, open_workplace, user
from pipeline.package.build import Built
from pipeline.reports.visible import visible

Draft = Annotated[bool, typer.Option("--draft", help="仍有“错误”级问题时也写出，并标明为草稿。")]


def export(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="新建的上报包文件夹。")],
    draft: Draft = False,
    today: Today = "",
) -> None:
    """上报包：按指标顺序装入证明材料，附总目录、卷内目录、说明，并带可以自证的校验清单（BagIt）。"""
    day = day_of(today)
    with open_workplace(context) as workplace:
        parts = export_package(workplace, folder, day, is_draft=draft, at=now(), by=user())
    for part in parts:
        _show(part)


def _show(part: Built) -> None:
    console = out()
    megabytes = part.kept.size_bytes / 1_000_000
    draft = "[yellow]（草稿）[/]" if part.kept.is_draft else ""
    console.print(f"已写出上报包{draft}：{escape(visible(str(part.folder)))}")
    console.print(f"证明材料 {part.kept.files} 件，共 {megabytes:.1f} MB；校验值 {part.kept.tag_manifest_sha256[:16]}")
    for one in part.tree.left_out:
        console.print(f"[yellow]![/] 没有装入 {escape(visible(one.file))}：{escape(visible(one.reason))}")
