"""`zuozheng audit`: who wrote what when, and whether the record of it is whole."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from desk.exit_codes import ExitCode
from desk.screen import out, print_json_lines
from desk.workplace import open_workplace
from pipeline.reports.visible import plain, visible
from pipeline.reports.words import ACTION_WORDS, STATE_WORDS, STATUS_WORDS
from schemas.audit import Act

Everything = Annotated[bool, typer.Option("--all", help="列出全部记录，不只是最近的。")]
Limit = Annotated[int, typer.Option(metavar="N", min=1, help="列出最近多少条。")]
File = Annotated[str, typer.Option(metavar="FILE", help="只看与这份文件有关的记录。")]
Json = Annotated[bool, typer.Option("--json", help="每行输出一个 JSON 对象。")]

_SHOWN_CHARS = 60


def audit(
    context: typer.Context, file: File = "", limit: Limit = 30, everything: Everything = False, json: Json = False
) -> int:
    """审计：谁在什么时候改了什么，改前改后各是什么；并核对这份记录有没有被人动过。"""
    with open_workplace(context) as workplace:
        catalogue = workplace.archive.catalogue
        subject = workplace.document(file).sha256 if file else None
        acts = catalogue.acts(workplace.dossier.id, None if everything else limit, subject)
        total = catalogue.count_acts(workplace.dossier.id, subject)
        files = catalogue.files_of(workplace.dossier.id)
        faults = catalogue.audit_faults()
    if json:
        print_json_lines(act.model_dump(mode="json") for act in acts)
    else:
        out().print(_table(acts, files))
    for fault in faults:
        out().print(f"[red]✘[/] {escape(visible(fault))}")
    if not json:
        left = f"（另有 {total - len(acts)} 条更早的，加 --all 列出）" if total > len(acts) else ""
        out().print(f"列出 {len(acts)} 条{left}。" + ("" if faults else "[green]✔ 审计记录前后相接，未被改动[/]"))
    return ExitCode.STORE_DAMAGED if faults else ExitCode.DONE


def _table(acts: Sequence[Act], files: dict[str, str]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for head in ("编号", "时间", "由谁", "动作", "对象", "内容"):
        table.add_column(head, overflow="fold", no_wrap=head in ("编号", "动作"))
    for act in acts:
        subject = files.get(act.subject, act.subject[:16] if len(act.subject) == 64 else act.subject)
        cells = (str(act.number), act.at[:19].replace("T", " "), act.by or "程序", ACTION_WORDS[act.action], subject)
        table.add_row(*(escape(visible(cell)) for cell in (*cells, _change(act))))
    return table


def _change(act: Act) -> str:
    """Say what changed: only the fields that differ, old → new; what was and is empty is passed over."""
    before, after = act.before or {}, act.after or {}
    said = []
    for name, words in _FIELD_WORDS.items():
        old, new = _short(before.get(name)), _short(after.get(name))
        if old != new:
            said.append(f"{words} {old}→{new or '无'}" if old else f"{words} {new}")
    return "；".join(said)


# what means something to a reader and stands in no other column
_FIELD_WORDS = {
    "title": "标题", "doc_number": "文号", "issuer": "发文机关", "date": "日期", "status": "状态", "pages": "页数",
    "tags": "标注", "facts": "数据", "indicator_id": "指标", "sub": "子指标", "state": "判断", "note": "理由",
    "reason": "理由", "files": "件数", "size_bytes": "字节", "is_draft": "草稿",
    "receipt": "收件", "decision": "判断", "waiver": "豁免", "package": "上报包",
}  # fmt: skip
_WORDS = {"None": "", "0": "", "True": "是", "False": "否"} | {
    str(value): word for words in (STATE_WORDS, STATUS_WORDS) for value, word in words.items()
}


def _short(value: Any) -> str:
    return plain(_WORDS.get(str(value), str(value)), _SHOWN_CHARS)
