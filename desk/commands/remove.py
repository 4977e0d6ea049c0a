"""`zuozheng remove`, `zuozheng purge`: a file goes out of the dossier; its bytes are given up for good."""

from typing import Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from desk.screen import out
from desk.workplace import Workplace, named, now, open_workplace, user
from pipeline.reports.visible import plain, visible
from schemas.audit import Removal, RemovedFile
from schemas.errors import UsageError

File = Annotated[str, typer.Argument(metavar="FILE", help="文件名、相对路径或 SHA-256 的前 8 位以上。")]
Removed = Annotated[str, typer.Argument(metavar="FILE", help="已移除的文件；见 zuozheng remove --list。")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="理由；记入审计记录。")]
By = Annotated[str, typer.Option(help="操作的人；默认为当前登录用户。")]
Undo = Annotated[bool, typer.Option("--undo", help="恢复移除的文件。")]
Listed = Annotated[bool, typer.Option("--list", help="列出移除的文件。")]


def remove(
    context: typer.Context,
    file: File = "",
    reason: Reason = "",
    by: By = "",
    undo: Undo = False,
    listed: Listed = False,
) -> None:
    """移除：文件不再属于本复核档案，也不会随再次导入回来；原件和记录都保留，随时可以恢复。"""
    if listed == bool(file) or (listed and undo):
        raise UsageError("请写明要移除哪份文件", "zuozheng remove 文件 --reason 理由；--list 列出移除的文件。")
    with open_workplace(context) as workplace:
        if listed:
            _list(workplace.archive.catalogue.removed(workplace.dossier.id))
        elif undo:
            _restore(workplace, file, Removal(by=by or user(), at=now(), reason=reason.strip()))
        else:
            _remove(workplace, file, _word(reason, by))


def purge(
    context: typer.Context,
    file: Removed,
    reason: Reason = "",
    by: By = "",
    yes: Annotated[bool, typer.Option("--yes", help="确认清除：原件不可恢复。")] = False,
) -> None:
    """清除：永久删除一份已移除文件的原件；仍有复核档案使用、或在写出过的上报包中的，不能清除。"""
    word = _word(reason, by)
    with open_workplace(context) as workplace, workplace.archive.writing():
        found = _among(workplace.archive.catalogue.removed(workplace.dossier.id), file)
        if not yes:
            raise UsageError(f"清除后 {found.file} 的原件不可恢复", "确认要清除，请加 --yes 再运行一次。")
        workplace.archive.purge(found.sha256, word)
    out().print(f"已清除：{visible(found.file)}（收件、移除、清除的记录仍然保留）", markup=False)


def _word(reason: str, by: str) -> Removal:
    if not reason.strip():
        raise UsageError("没有写明理由", "加上 --reason 理由；理由会记入审计记录。")
    return Removal(by=by or user(), at=now(), reason=reason.strip())


def _remove(workplace: Workplace, name: str, word: Removal) -> None:
    document = workplace.document(name)
    workplace.archive.catalogue.remove(workplace.dossier.id, document.file, document.sha256, word)
    out().print(f"已移除：{visible(document.file)}（可用 zuozheng remove --undo 恢复）", markup=False)


def _restore(workplace: Workplace, name: str, word: Removal) -> None:
    found = _among(workplace.archive.catalogue.removed(workplace.dossier.id), name)
    workplace.archive.catalogue.restore(workplace.dossier.id, found.file, found.sha256, word)
    out().print(f"已恢复：{visible(found.file)}", markup=False)


def _among(files: tuple[RemovedFile, ...], name: str) -> RemovedFile:
    """Return the one removed file that is meant; raises UsageError where none or several are."""
    fits = {one.file: one for one in named(files, name)}
    if len(fits) != 1:
        names = "、".join(list(fits)[:5])
        complaint = f"“{name}”对应多份文件：{names}" if fits else f"没有移除过这份文件：{name}"
        raise UsageError(complaint, "运行 zuozheng remove --list 查看移除的文件。")
    return next(iter(fits.values()))


def _list(files: tuple[RemovedFile, ...]) -> None:
    if not files:
        out().print("没有移除任何文件。")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for head in ("文件", "由谁", "时间", "理由", "原件"):
        table.add_column(head, overflow="fold", no_wrap=head in ("时间", "原件"))
    for one in files:
        state = "已清除" if one.is_purged else "保留"
        table.add_row(*(Text(plain(text)) for text in (one.file, one.by, one.at[:10], one.reason, state)))
    out().print(table)
