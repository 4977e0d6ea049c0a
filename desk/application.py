"""All commands of `zuozheng`: where each stands, what the list of commands says of it."""

import importlib
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any

import typer

HELP = "佐证：生态文明建设示范区复核材料的归档、标注、检索与上报前检查。"

# command -> (module of desk.commands with a function or a group of commands, its line in `zuozheng --help`)
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("init.init", "新建复核档案：写出 dossier.yaml 并建立空的档案库。"),
    "plan": ("plan.commands", "读取本县的任务分解表。"),
    "ingest": (
        "ingest.ingest",
        "导入材料：收存原件、解析、标注、提取数据并建立索引。原文件不会被改动；可随时中断后重新运行。",
    ),
    "carry": (
        "carry.carry",
        "带入：把以前复核用过的证明材料带进本档案，逐份说明带入、已有还是有了新版本；标注按本档案的版本重新识读。",
    ),
    "documents": ("listings.documents", "列出全部文件：标题、发文机关、文号、日期、状态。"),
    "tags": ("listings.tags", "列出指标标注：哪份文件证明哪个指标，依据是哪句话。"),
    "facts": ("listings.facts", "列出提取的数据：数值、单位、年份、角色和所在位置。"),
    "tag": ("decide.commands", "人工确认、否定或补充指标标注，由此学习并评价标注；重新导入后依然有效。"),
    "search": ("search.search", "全文检索：逐页查找，结果显示文件、页码和高亮片段。"),
    "similar": ("similar.similar", "相似文件：内容几乎相同的材料、同一份材料的较早或较晚版本。"),
    "versions": (
        "versions.commands",
        "版本：哪份文件取代了哪份较早的文件；人工认定或撤销。较早的一份保留，不删除。",
    ),
    "show": (
        "show.show",
        "查看识读结果：把一页画成图片，标出读到的段落（蓝）、单元格（绿）、页眉页脚（灰）和批注印章（橙）。",
    ),
    "why": ("why.why", "说明一份文件：读出了什么、依据哪句话，看到但没有采用什么、为什么。"),
    "status": (
        "status.status",
        "显示完成情况矩阵：每个指标、子指标、年份是齐全、部分、缺失还是不适用；重点任务是否到期、有无材料。",
    ),
    "check": ("check.check", "上报前检查：按牵头单位列出问题和建议。有“错误”级问题时退出码为 1。"),
    "waive": ("waive.waive", "豁免一个问题：写明理由后不再作为待处理问题；材料或数值变化后会重新提出。"),
    "chase": ("chase.chase", "催办：给每个牵头单位写一份催办单（Word），列出所缺材料、需要核实的问题和到期任务。"),
    "assess": ("assess.assess", "自评估：写出《指标完成情况自评估报告》草稿（Word）；档案库中没有的内容写作“待补充”。"),
    "progress": ("progress.progress", "进展：与上一次检查相比新增、解决、仍待处理的问题，分单位列出；历次检查的变化。"),
    "export": (
        "export.export",
        "上报包：按指标顺序装入证明材料，附总目录、卷内目录、说明，并带可以自证的校验清单（BagIt）。",
    ),
    "package": ("package.commands", "核验上报包（不需要档案库），比较两个上报包。"),
    "reindex": ("reindex.reindex", "从档案目录重建全文索引。"),
    "verify": ("verify.verify", "核对档案库：原件、档案目录、审计记录、全文索引、写出的上报包是否一致。"),
    "backup": (
        "backup.backup",
        "备份：原件、目录、判断、审计记录和 dossier.yaml 写成一个可自证的备份，另一台电脑、更新的版本都能恢复。",
    ),
    "restore": ("backup.restore", "恢复：把备份放进新的文件夹，逐一校验后重建全文索引并核对；不覆盖任何文件。"),
    "remove": (
        "remove.remove",
        "移除：文件不再属于本复核档案，也不会随再次导入回来；原件和记录都保留，随时可以恢复。",
    ),
    "purge": (
        "remove.purge",
        "清除：永久删除一份已移除文件的原件；仍有复核档案使用、或在写出过的上报包中的，不能清除。",
    ),
    "audit": ("audit.audit", "审计：谁在什么时候改了什么，改前改后各是什么；并核对这份记录有没有被人动过。"),
    "serve": ("serve.serve", "网页工作台：在浏览器里收件、审核、检索、处理问题、写上报包。"),
    "demo": ("demo.demo", "演示：用虚构县的样例材料走完导入、标注、提取、检索、检查全过程。"),
}


def application_for(arguments: Collection[str]) -> typer.Typer:
    """Return the application in which the commands that the arguments name are loaded, the others merely listed."""
    application = typer.Typer(
        name="zuozheng", help=HELP, no_args_is_help=True, add_completion=False, rich_markup_mode="rich"
    )
    application.callback(help=HELP)(_choose_dossier)
    for name, (_, line) in COMMANDS.items():
        command = load(name) if name in arguments else _merely_listed
        if isinstance(command, typer.Typer):
            application.add_typer(command, name=name)
        else:
            # a word that must not be found begins with a minus, like an option
            settings = {"ignore_unknown_options": True} if name == "search" else None
            application.command(name, help=line if command is _merely_listed else None, context_settings=settings)(
                command
            )
    return application


def load(name: str) -> Any:
    """Return the function, or the group, of a command."""
    from archive.collection import collection_paused  # noqa: PLC0415 - the list of commands needs no archive

    module, attribute = COMMANDS[name][0].split(".")
    with collection_paused():  # what is loaded stays
        return getattr(importlib.import_module(f"desk.commands.{module}"), attribute)


def _choose_dossier(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("-C", help="复核档案所在文件夹（含 dossier.yaml）；在该文件夹内运行时可省略。")
    ] = None,
) -> None:
    context.obj = folder


def _merely_listed() -> None:
    """Stand in the list of commands for one that is not called."""
