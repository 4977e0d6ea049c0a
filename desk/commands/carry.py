"""`zuozheng carry`: evidence of an earlier review into this one."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from archive.dossier_file import find_dossier
from desk.commands.decide import read_subject
from desk.commands.ingest import run_with_progress, settle, show_report
from desk.exit_codes import ExitCode
from desk.screen import out
from desk.workers import starter
from desk.workplace import Workplace, open_workplace, workplace_at
from pipeline.carrying import Carried, Here, State, carried, proven
from pipeline.find import Finder
from pipeline.intake import Incoming
from pipeline.reports.visible import plain
from schemas.document import Document
from schemas.errors import UsageError

Earlier = Annotated[Path, typer.Argument(metavar="DIR", help="以前的复核档案所在文件夹。")]
Search = Annotated[str, typer.Option("--query", metavar="QUERY", help="只带入检索到的材料，写法同 zuozheng search。")]
Indicator = Annotated[str, typer.Option(metavar="INDICATOR", help="只带入证明该指标（按以前的版本编号）的材料。")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只列出，不带入。")]

_STATES: dict[State, str] = {
    "new": "带入", "known": "已有", "removed": "本档案已移除，不带入", "newer_here": "本档案有较新的版本，不带入",
    "out_of_period": "报告期早于复核年份，不带入",
}  # fmt: skip


def carry(
    context: typer.Context, earlier: Earlier, query: Search = "", indicator: Indicator = "", dry_run: DryRun = False
) -> int:
    """带入：把以前复核用过的证明材料带进本档案，逐份说明带入、已有还是有了新版本；标注按本档案的版本重新识读。"""
    with open_workplace(context) as workplace, workplace_at(find_dossier(earlier)) as before:
        if before.dossier.id == workplace.dossier.id:
            raise UsageError(f"{earlier} 就是当前的复核档案", "请写出以前的复核档案所在的文件夹。")
        found = list(_compared(workplace, before, query, indicator))
        out().print(_table(found))
        chosen = [one.document for one in found if one.state == "new"]
        if dry_run or not chosen:
            out().print(f"可带入 {len(chosen)} 份，共看了 {len(found)} 份。")
        if dry_run:
            return ExitCode.DONE
        with workplace.archive.writing():  # where nothing is new, what a killed run took in is gone on with
            report = run_with_progress(workplace, [_incoming(before, document) for document in chosen], starter())
            settle(workplace)
    if chosen or report.resumed:
        show_report(out(), report)
    return ExitCode.SOME_FAILED if report.failed else ExitCode.DONE


def _compared(workplace: Workplace, before: Workplace, query: str, indicator: str) -> Iterable[Carried]:
    """Yield what becomes of each document that proved something before and that is asked for."""
    catalogue, key = workplace.archive.catalogue, workplace.dossier.id
    here = Here(
        documents=catalogue.documents(key),
        fingerprints=catalogue.fingerprints(key),
        removed={one.sha256 for one in catalogue.removed(key)},
        years=workplace.dossier.years,
    )
    wanted = _wanted(before, query)
    number = read_subject(before, indicator)[0].number if indicator else None
    fingerprints = before.archive.catalogue.fingerprints(before.dossier.id)
    tags = before.archive.catalogue.tags_of(before.dossier.id, before.edition)
    for document in before.archive.catalogue.documents(before.dossier.id):
        numbers = proven(tags.get(document.sha256, ()), before.edition)
        if not numbers or document.duplicate_of or (wanted is not None and document.sha256 not in wanted):
            continue
        if number is None or number in numbers:
            yield carried(document, numbers, fingerprints.get(document.sha256, ()), here)


def _wanted(before: Workplace, query: str) -> frozenset[str] | None:
    if not query:
        return None
    return Finder(before.archive, before.dossier, before.edition).documents(query)


def _incoming(before: Workplace, document: Document) -> Incoming:
    source = before.archive.originals.path(document.sha256)
    return Incoming(source=source, file=document.file, place=f"{before.dossier.id}:{document.file}")


def _table(found: Iterable[Carried]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for head in ("材料", "曾证明指标", "处理"):
        table.add_column(head, overflow="fold")
    for one in sorted(found, key=lambda one: (one.indicators, one.document.file)):
        numbers = "、".join(map(str, one.indicators))
        state = _STATES[one.state] + (f"：{one.other}" if one.other and one.other != one.document.file else "")
        table.add_row(*(Text(plain(cell)) for cell in (one.document.file, numbers, state)))
    return table
