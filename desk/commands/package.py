"""`zuozheng package verify`, `package diff`: packages, without the archive."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from archive.package.bag import faults_of, info_of, payload
from archive.package.difference import difference, parts_at
from desk.exit_codes import ExitCode
from desk.screen import out
from pipeline.reports.visible import visible

commands = typer.Typer(help="核验上报包（不需要档案库），比较两个上报包。", no_args_is_help=True)

Package = Annotated[Path, typer.Argument(metavar="PATH", help="上报包文件夹；分成几包的写不带 -1、-2 的名称。")]


@commands.callback()
def package() -> None:
    """核验上报包（不需要档案库），比较两个上报包。"""


@commands.command("verify")
def verify(path: Package) -> int:
    """核验上报包：每个文件的 SHA-256 是否与清单一致，有没有缺少或多出的文件。"""
    return ExitCode(max(_verify(part) for part in parts_at(path)))


def _verify(path: Path) -> ExitCode:
    faults = faults_of(path)
    console = out()
    for fault in faults:
        console.print(f"[red]✘[/] {escape(visible(fault))}")
    if faults:
        console.print(f"[red]发现 {len(faults)} 处不一致[/]")
        return ExitCode.FINDINGS
    info = info_of(path)
    state = "草稿" if info.get("Zuozheng-State") == "draft" else "正式"
    console.print(
        f"[green]✔ 一致[/]：{len(payload(path))} 个文件，{escape(visible(info.get('Source-Organization', '')))}，"
        f"{escape(visible(info.get('Bagging-Date', '')))}，{state}"
    )
    return ExitCode.DONE


@commands.command("diff")
def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="上一次的上报包。")],
    after: Annotated[Path, typer.Argument(metavar="B", help="这一次的上报包。")],
) -> int:
    """比较两个上报包：新增、撤下、内容改变、换了位置的文件。"""
    found = difference(before, after)
    _list("＋ 新增", found.added)
    _list("－ 撤下", found.removed)
    _list("± 内容改变", found.changed)
    _list("→ 换了位置", (f"{old} → {new}" for old, new in found.moved))
    out().print(f"没有变化的文件 {found.unchanged} 个。" + ("两个上报包相同。" if found.is_none else ""))
    return ExitCode.DONE


def _list(head: str, paths: Iterable[str]) -> None:
    for path in paths:
        out().print(f"{head}  {escape(visible(path))}")
