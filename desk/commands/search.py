"""`zuozheng search`: every page of every document, exactly."""

import html
import re
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.text import Text

from archive.search.query_words import FIELDS, no_fields
from desk.commands.decide import read_subject
from desk.commands.listings import Json
from desk.commands.output import must_be_one_of, write
from desk.saved import forget_search, keep_search
from desk.screen import out, print_json_lines, remarks
from desk.workplace import Workplace, now, open_workplace, user
from pipeline.find import Finder
from pipeline.query_list import read_queries
from pipeline.reports.hits import Answer, hits_workbook
from pipeline.reports.visible import visible
from schemas.errors import QueryError, UsageError
from schemas.search_hit import SearchHit

QUERY_HELP = (
    "检索词：空格分开表示都要有，引号内为完整短语，-词 表示不要，OR 表示任一，括号分组；"
    "字段 单位: 文号: 年份: 指标: 标题: 类型: 文件: 。"
)


def search(
    context: typer.Context,
    query: Annotated[list[str] | None, typer.Argument(metavar="QUERY", help=QUERY_HELP)] = None,
    indicator: Annotated[str | None, typer.Option(help="只查证明该指标的文件（序号）。")] = None,
    year: Annotated[int | None, typer.Option(help="只查该年份的文件。")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="最多显示多少页。")] = 20,
    json: Json = False,
    batch: Annotated[
        Path | None, typer.Option(metavar="FILE", help="检索词清单：.txt（每行一个）或 .xlsx（第一列）。")
    ] = None,
    target: Annotated[Path | None, typer.Option("--out", metavar="FILE.xlsx", help="清单的结果写入该工作簿。")] = None,
    save: Annotated[str | None, typer.Option(metavar="NAME", help="以该名称保存这次检索。")] = None,
    saved: Annotated[str | None, typer.Option(metavar="NAME", help="运行保存的检索。")] = None,
    list_saved: Annotated[bool, typer.Option("--list", help="列出保存的检索。")] = False,
    forget: Annotated[str | None, typer.Option(metavar="NAME", help="删除保存的检索。")] = None,
) -> None:
    """全文检索：逐页查找，结果显示文件、页码和高亮片段。"""
    typed = " ".join(query) if query else None
    if sum(given is not None for given in (typed, batch, saved, forget)) + list_saved != 1:
        raise UsageError("请写一个检索词，或 --batch、--saved、--list、--forget 之一。", "例如：zuozheng search 水质")
    with open_workplace(context) as workplace:
        if list_saved or forget is not None:
            _tend(workplace, forget)
            return
        if not workplace.archive.catch_up():
            remarks().print("[yellow]有文件还没有进入全文索引（另一个程序正在导入，或档案库只能读），结果可能不全。[/]")
        wanted = read_subject(workplace, indicator)[0].id if indicator is not None else None
        finder = Finder(workplace.archive, workplace.dossier, workplace.edition)
        if batch is not None:
            _run_list(finder, batch, target, wanted, year, limit)
            return
        text = typed if saved is None else _saved(workplace, saved)
        found = finder.find(text or "", indicator_id=wanted, year=year, limit=limit)
        if save is not None:
            _keep(workplace, save, text or "")
    if json:
        print_json_lines(hit.model_dump(mode="json") for hit in found.hits)
        return
    for hit in found.hits:
        out().print(hit_text(hit))
    more = f"，显示前 {len(found.hits)} 页" if found.total > len(found.hits) else ""
    remarks().print(f"共 {found.total} 页符合{more}。" if found.total else f"没有找到。{_hint(text or '')}")


def _hint(text: str) -> str:
    """Return what may be the reason that nothing was found: a word that looks like a field and is none."""
    odd = "、".join(f"“{escape(visible(name))}”" for name in no_fields(text))
    return f"{odd}不是可以限定的字段，已按文字查找；字段有：{'、'.join(FIELDS)}。" if odd else ""


def _run_list(
    finder: Finder, batch: Path, target: Path | None, indicator_id: str | None, year: int | None, limit: int
) -> None:
    """Search for each query of a list, write a workbook; a query that cannot be understood is told in its row."""
    if target is None:
        raise UsageError("--batch 需要写明结果文件。", "请加 --out 结果.xlsx。")
    must_be_one_of([target], [".xlsx"])
    answers = []
    for query in read_queries(batch):
        try:
            found = finder.find(query, indicator_id=indicator_id, year=year, limit=limit)
            answers.append(Answer(query, found.total, found.hits))
        except QueryError as error:
            answers.append(Answer(query, fault=f"{error.message}{error.advice}"))
    write(target, hits_workbook(answers))
    without = sum(not answer.total for answer in answers)
    remarks().print(f"{len(answers)} 个检索词，其中 {without} 个没有结果；已写入 {escape(visible(str(target)))}。")


def _keep(workplace: Workplace, name: str, query: str) -> None:
    if not name.strip():
        raise UsageError("保存检索要写名称。", "例如：zuozheng search 水质 --save 水质材料")
    keep_search(workplace, name.strip(), query, at=now(), by=user())
    remarks().print(f"已保存检索“{escape(visible(name.strip()))}”。")


def _saved(workplace: Workplace, name: str) -> str:
    kept = workplace.archive.searches.read(workplace.dossier.id)
    if name not in kept:
        raise UsageError(f"没有保存过这个检索：{name}", "运行 zuozheng search --list 查看保存的检索。")
    return kept[name]


def _tend(workplace: Workplace, forget: str | None) -> None:
    """List the saved searches, or take one away."""
    if forget is None:
        for name, query in workplace.archive.searches.read(workplace.dossier.id).items():
            out().print(f"{escape(visible(name))}：{escape(visible(query))}")
        return
    if not forget_search(workplace, forget, at=now(), by=user()):
        raise UsageError(f"没有保存过这个检索：{forget}", "运行 zuozheng search --list 查看保存的检索。")
    remarks().print(f"已删除检索“{escape(visible(forget))}”。")


def hit_text(hit: SearchHit) -> Text:
    """Return a hit for the screen: file, page, number of places, indicators, the snippet with its matches in red."""
    numbers = "、".join(str(number) for number in hit.indicators)
    places = f"  {hit.matches}处" if hit.matches > 1 else ""
    text = Text()
    text.append(visible(hit.file), style="bold")
    text.append(f"  第{hit.page}页{places}" + (f"  指标 {numbers}" if numbers else "") + "\n  ")
    for part in re.split(r"(<em>.*?</em>)", hit.snippet, flags=re.DOTALL):
        is_match = part.startswith("<em>")
        plain = html.unescape(part.removeprefix("<em>").removesuffix("</em>") if is_match else part)
        text.append(visible(" ".join(plain.split("\n"))), style="bold red" if is_match else "")
    return text
