"""`zuozheng why`: for one document what was understood, from which words, what was left out for which reason."""

from typing import Annotated

import typer

from desk.commands.versions import version_words
from desk.screen import out, print_json_lines
from desk.workplace import open_workplace
from pipeline.explain import explain
from pipeline.reports.explanation import explained


def why(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="文件名或其中一段、相对路径、SHA-256 的前 8 位以上。")],
    everything: Annotated[bool, typer.Option("--all", help="逐个列出没有采用的数字，不只是例子。")] = False,
    json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象。")] = False,
) -> None:
    """说明一份文件：读出了什么、依据哪句话，看到但没有采用什么、为什么。"""
    with open_workplace(context) as workplace:
        document = workplace.document(file, by_part=True)
        told = explain(workplace.archive.catalogue, workplace.dossier, workplace.edition, workplace.viewed(document))
        edition = workplace.edition
        version = version_words(workplace, document.sha256)
    if json:
        print_json_lines([told.model_dump(mode="json")])
        return
    console = out()
    for line in version:
        console.print(line, markup=False, style="yellow")
    for part in explained(told, edition, everything=everything):
        console.print(part)
