"""`zuozheng documents`, `tags`, `facts`: what the archive knows, as tables or JSON lines."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from desk.screen import out, print_json_lines
from desk.workplace import Workplace, open_workplace
from pipeline.coverage.ownership import of_own_county
from pipeline.reports.visible import visible
from pipeline.reports.words import (
    RELATION_WORDS,
    ROLE_WORDS,
    STATE_WORDS,
    STATUS_WORDS,
    indicator_words,
    on_one_line,
    place_words,
    value_words,
)
from schemas.document import Document
from schemas.fact import Fact
from schemas.model import Model

Json = Annotated[bool, typer.Option("--json", help="每行输出一个 JSON 对象。")]

QUOTE_CHARS = 40


def documents(context: typer.Context, json: Json = False) -> None:
    """列出全部文件：标题、发文机关、文号、日期、状态。"""
    with open_workplace(context) as workplace:
        catalogue, key = workplace.archive.catalogue, workplace.dossier.id
        rows = catalogue.documents(key)
        links = workplace.revisions()
    files = {row.sha256: row.file for row in reversed(rows)}
    later = {link.older: files[link.newer] for link in links}
    if json:
        earlier = {link.newer: files[link.older] for link in links}
        print_json_lines(
            row.model_dump(mode="json")
            | {"revision_of": earlier.get(row.sha256), "superseded_by": later.get(row.sha256)}
            for row in rows
        )
        return
    table = _table("文件", "标题", "发文机关", "文号", "日期", "页数", "状态")
    for row in rows:
        table.add_row(
            *_cells(row.file, row.title, row.issuer, row.doc_number, row.date, row.pages, _state_words(row, later))
        )
    out().print(table)


def tags(context: typer.Context, json: Json = False) -> None:
    """列出指标标注：哪份文件证明哪个指标，依据是哪句话。"""
    with open_workplace(context) as workplace:
        rows = list(_rows_of(workplace, "tags"))
    if json:
        print_json_lines(_outside(document, tag) for document, tag in rows)
        return
    table = _table("指标", "文件", "关系", "把握", "状态", "依据", "位置")
    for document, tag in sorted(rows, key=lambda row: (row[1].indicator, row[1].sub or 0, row[0].file)):
        table.add_row(
            *_cells(
                indicator_words(tag.indicator, tag.sub), document.file, RELATION_WORDS[tag.relation],
                f"{tag.score:.2f}", STATE_WORDS[tag.state], on_one_line(tag.quote, QUOTE_CHARS),
                place_words(tag.locator),
            )
        )  # fmt: skip
    out().print(table)


def facts(context: typer.Context, json: Json = False) -> None:
    """列出提取的数据：数值、单位、年份、角色和所在位置。"""
    with open_workplace(context) as workplace:
        rows = list(_rows_of(workplace, "facts"))
    if json:
        print_json_lines(_outside(document, fact) for document, fact in rows)
        return
    table = _table("指标", "名称", "主体", "年份", "数值", "角色", "文件", "位置")
    for document, fact in sorted(rows, key=lambda row: (row[1].indicator, row[1].sub or 0, row[1].year or 0)):
        table.add_row(
            *_cells(
                indicator_words(fact.indicator, fact.sub), fact.name, fact.subject, fact.year,
                value_words(fact), _role_words(fact), document.file, place_words(fact.locator),
            )
        )  # fmt: skip
    out().print(table)


def _rows_of(workplace: Workplace, kind: str) -> Iterator[tuple[Document, Any]]:
    """Yield (document, tag or fact) for every original once: a duplicate repeats nothing.

    Another county's document proves nothing here.
    """
    for viewed in of_own_county(workplace.view()).documents:
        if viewed.document.duplicate_of is None:
            for row in getattr(viewed, kind):
                yield viewed.document, row


def _role_words(fact: Fact) -> str:
    return f"{ROLE_WORDS[fact.role]}（推断）" if fact.inferred else ROLE_WORDS[fact.role]


def _outside(document: Document, row: Model) -> dict[str, Any]:
    return {"sha256": document.sha256, "file": document.file, **row.model_dump(mode="json")}


def _state_words(document: Document, later: Mapping[str, str]) -> str:
    words = STATUS_WORDS[document.status]
    if document.duplicate_of:
        return f"{words}（与 {document.duplicate_of} 相同）"
    newer = later.get(document.sha256)
    return f"{words}，已被取代（较新的版本 {newer}）" if newer is not None else words


def _table(*heads: str) -> Table:
    table = Table(show_lines=False, header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _cells(*values: Any) -> Iterable[str]:
    return ("" if value is None else escape(visible(str(value))) for value in values)
