"""`zuozheng waive`: a person lets a finding stand, and says why."""

from typing import Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from desk.commands.day import checked, day_of
from desk.screen import out
from desk.workplace import Workplace, now, open_workplace, user
from pipeline.reports.visible import plain
from schemas.errors import UsageError
from schemas.finding import Finding, Waiver

Key = Annotated[str, typer.Argument(metavar="KEY", help="问题的编号，见 zuozheng check；可只写前 6 位以上。")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="理由；写入报告。")]
By = Annotated[str, typer.Option(help="作出判断的人；默认为当前登录用户。")]
Withdraw = Annotated[bool, typer.Option("--withdraw", help="撤回豁免。")]
Listed = Annotated[bool, typer.Option("--list", help="列出全部豁免。")]
_LEAST_CHARS = 6


def waive(
    context: typer.Context,
    key: Key = "",
    reason: Reason = "",
    by: By = "",
    withdraw: Withdraw = False,
    listed: Listed = False,
) -> None:
    """豁免一个问题：写明理由后不再作为待处理问题；材料或数值变化后会重新提出。"""
    if listed == bool(key) or (withdraw and bool(reason)):
        raise UsageError("请写明要豁免哪个问题", "zuozheng waive 编号 --reason 理由；--list 列出全部豁免。")
    with open_workplace(context) as workplace:
        if listed:
            _list(workplace)
        elif withdraw:
            _withdraw(workplace, key, by or user())
        else:
            _waive(workplace, key, reason.strip(), by or user())


def _waive(workplace: Workplace, key: str, reason: str, by: str) -> None:
    if not reason:
        raise UsageError("没有写明理由", "加上 --reason 理由；理由会写入报告，供审核人员查看。")
    finding = _found(workplace, key)
    word = Waiver(key=finding.key, reason=reason, by=by, at=now())
    workplace.archive.catalogue.waive(workplace.dossier.id, word)
    out().print(f"已豁免 {finding.key}：{plain(finding.message, 120)}", markup=False)


def _withdraw(workplace: Workplace, key: str, by: str) -> None:
    waived = [one.key for one in workplace.archive.catalogue.waivers(workplace.dossier.id)]
    chosen = _one_of(key, waived, "没有这项豁免", "运行 zuozheng waive --list 查看全部豁免。")
    workplace.archive.catalogue.withdraw_waiver(workplace.dossier.id, chosen, by, now())
    out().print(f"已撤回豁免 {chosen}，该问题重新列为待处理。", markup=False)


def _found(workplace: Workplace, key: str) -> Finding:
    report = checked(workplace, day_of(""))
    by_key = {finding.key: finding for finding in report.findings}
    advice = "编号见 zuozheng check --all；材料或数值变化后编号也会变化。"
    return by_key[_one_of(key, list(by_key), "本次检查没有这个编号的问题", advice)]


def _one_of(key: str, keys: list[str], complaint: str, advice: str) -> str:
    """Return the one key that is meant, by its first digits too; raises UsageError where none or several are."""
    wanted = key.strip().lower()
    fits = [one for one in keys if one == wanted or (len(wanted) >= _LEAST_CHARS and one.startswith(wanted))]
    if len(fits) != 1:
        raise UsageError(f"{complaint}：{key}" if not fits else f"“{key}”对应多个编号：{'、'.join(fits[:5])}", advice)
    return fits[0]


def _list(workplace: Workplace) -> None:
    waivers = workplace.archive.catalogue.waivers(workplace.dossier.id)
    if not waivers:
        out().print("没有豁免任何问题。")
        return
    report = checked(workplace, day_of(""))
    messages = {finding.key: finding.message for finding in report.findings}
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for head in ("编号", "问题", "理由", "由谁", "时间"):
        table.add_column(head, overflow="fold", no_wrap=head in ("编号", "时间"))
    for one in waivers:
        message = messages.get(one.key, "（现已不存在，或内容已变化：豁免不再起作用）")
        table.add_row(*(Text(plain(text, 120)) for text in (one.key, message, one.reason, one.by, one.at[:10])))
    out().print(table)
