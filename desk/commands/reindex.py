"""`zuozheng reindex`: rebuild the full-text index from the catalogue."""

import typer

from desk.screen import out
from desk.workplace import open_workplace


def reindex(context: typer.Context) -> None:
    """从档案目录重建全文索引。"""
    with open_workplace(context) as workplace, workplace.archive.writing():
        count = workplace.archive.reindex()
    out().print(f"全文索引已重建：{count} 份文件。")
