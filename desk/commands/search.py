"""`zuozheng search`: every page of every document, exactly."""

import html
import re
from typing import Annotated

import typer
from rich.text import Text

from desk.commands.decide import read_subject
from desk.commands.listings import Json
from desk.screen import out, print_json_lines, remarks
from desk.workplace import open_workplace
from pipeline.find import find
from pipeline.reports.visible import visible
from schemas.search_hit import SearchHit


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="检索词；空格分开表示都要有，引号内为完整短语。")],
    indicator: Annotated[str | None, typer.Option(help="只查证明该指标的文件（序号）。")] = None,
    year: Annotated[int | None, typer.Option(help="只查该年份的文件。")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="最多显示多少页。")] = 20,
    json: Json = False,
) -> None:
    """全文检索：逐页查找，结果显示文件、页码和高亮片段。"""
    with open_workplace(context) as workplace:
        workplace.archive.catch_up()
        wanted = read_subject(workplace, indicator)[0].id if indicator is not None else None
        found = find(
            workplace.archive, workplace.dossier, workplace.edition, query, indicator_id=wanted, year=year, limit=limit
        )
    if json:
        print_json_lines(hit.model_dump(mode="json") for hit in found.hits)
        return
    for hit in found.hits:
        out().print(hit_text(hit))
    more = f"，显示前 {len(found.hits)} 页" if found.total > len(found.hits) else ""
    remarks().print(f"共 {found.total} 页符合{more}。" if found.total else "没有找到。")


def hit_text(hit: SearchHit) -> Text:
    """Return a hit for the screen: file, page, indicators, the snippet with its matches in red."""
    numbers = "、".join(str(number) for number in hit.indicators)
    text = Text()
    text.append(visible(hit.file), style="bold")
    text.append(f"  第{hit.page}页" + (f"  指标 {numbers}" if numbers else "") + "\n  ")
    for part in re.split(r"(<em>.*?</em>)", hit.snippet, flags=re.DOTALL):
        is_match = part.startswith("<em>")
        plain = html.unescape(part.removeprefix("<em>").removesuffix("</em>") if is_match else part)
        text.append(visible(" ".join(plain.split("\n"))), style="bold red" if is_match else "")
    return text
