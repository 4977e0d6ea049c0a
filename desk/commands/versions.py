"""`zuozheng versions`: which document stands in the place of which older one; a person's word on it."""

from collections.abc import Iterator
from typing import Annotated, Literal

import typer
from rich.table import Table
from rich.text import Text

from desk.commands.listings import Json
from desk.screen import out, print_json_lines
from desk.workplace import Workplace, now, open_workplace, user
from pipeline.reports.visible import plain, visible
from pipeline.reports.words import BASIS_WORDS
from schemas.revision import Revision, RevisionWord

HELP = "版本：哪份文件取代了哪份较早的文件；人工认定或撤销。较早的一份保留，不删除。"
commands = typer.Typer(help=HELP)

Newer = Annotated[str, typer.Argument(metavar="NEWER", help="较新的文件：文件名、相对路径或 SHA-256 的前 8 位以上。")]
Older = Annotated[str, typer.Argument(metavar="OLDER", help="较早的文件，写法相同。")]
By = Annotated[str, typer.Option(help="作出认定的人；默认为当前登录用户。")]
Note = Annotated[str, typer.Option(help="理由。")]


@commands.callback(invoke_without_command=True, help=HELP)
def versions(context: typer.Context, json: Json = False) -> None:
    """List which document is superseded by which."""
    if context.invoked_subcommand is not None:
        return
    with open_workplace(context) as workplace:
        links = workplace.revisions()
        files = workplace.archive.catalogue.files_of(workplace.dossier.id)
    rows = sorted((files[link.older], files[link.newer], link) for link in links)
    if json:
        print_json_lines(
            {"older": older, "newer": newer, "basis": link.basis, "share": link.share} for older, newer, link in rows
        )
        return
    if not rows:
        out().print("没有一份文件被另一份取代。")
        return
    table = Table("较早的文件（已被取代）", "较新的文件", "依据", header_style="bold")
    for column in table.columns[:2]:
        column.overflow = "fold"
    for older, newer, link in rows:
        table.add_row(*(Text(plain(cell)) for cell in (older, newer, basis_words(link))))
    out().print(table)


@commands.command()
def confirm(context: typer.Context, newer: Newer, older: Older, by: By = "", note: Note = "") -> None:
    """认定：NEWER 是 OLDER 的较新版本。"""
    _decide(context, newer, older, "confirmed", by, note)


@commands.command()
def undo(context: typer.Context, newer: Newer, older: Older, by: By = "", note: Note = "") -> None:
    """撤销：NEWER 不是 OLDER 的较新版本，两份各自有效。"""
    _decide(context, newer, older, "rejected", by, note)


def version_words(workplace: Workplace, sha256: str) -> tuple[str, ...]:
    """Return the lines on what a document supersedes, what supersedes it."""
    files = workplace.archive.catalogue.files_of(workplace.dossier.id)
    return tuple(_lines(sha256, workplace.revisions(), files))


def _lines(sha256: str, links: tuple[Revision, ...], files: dict[str, str]) -> Iterator[str]:
    for link in links:
        if link.older == sha256:
            yield f"已被取代：较新的版本是 {visible(files[link.newer])}（{basis_words(link)}）。"
        if link.newer == sha256:
            yield f"取代较早的 {visible(files[link.older])}（{basis_words(link)}）。"


def _decide(
    context: typer.Context, newer: str, older: str, state: Literal["confirmed", "rejected"], by: str, note: str
) -> None:
    with open_workplace(context) as workplace:
        new, old = workplace.document(newer), workplace.document(older)
        word = RevisionWord(
            older=old.sha256, newer=new.sha256, state=state, by=by or user(), at=now(), note=note.strip()
        )
        workplace.archive.catalogue.decide_version(workplace.dossier.id, word)
    said = "取代" if state == "confirmed" else "不取代"
    out().print(f"已记下：{visible(new.file)} {said} {visible(old.file)}", markup=False)


def basis_words(link: Revision) -> str:
    """Say why one document is taken for a later version of the other."""
    share = f"，约{link.share:.0%}的文字相同" if link.share else ""
    return BASIS_WORDS[link.basis] + share
