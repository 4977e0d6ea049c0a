"""`zuozheng tag confirm | reject | add`: a person's word on a tag, beside it what is learned from such words."""

import re
from typing import Annotated, Literal

import typer

from desk.commands import learning
from desk.screen import out
from desk.workplace import Workplace, now, open_workplace, user
from pipeline.reports.visible import visible
from schemas.document import Document
from schemas.edition import Indicator
from schemas.errors import UsageError
from schemas.tag import Decision

commands = typer.Typer(
    help="人工确认、否定或补充指标标注，由此学习并评价标注；重新导入后依然有效。", no_args_is_help=True
)

commands.command()(learning.learn)
commands.command()(learning.evaluate)

File = Annotated[str, typer.Argument(metavar="FILE", help="文件名、相对路径或 SHA-256 的前 8 位以上。")]
Subject = Annotated[str, typer.Argument(metavar="INDICATOR", help="指标序号，如 7；子指标写作 7.1。")]
By = Annotated[str, typer.Option(help="作出判断的人；默认为当前登录用户。")]
Note = Annotated[str, typer.Option(help="理由。")]


@commands.command()
def confirm(context: typer.Context, file: File, indicator: Subject, by: By = "", note: Note = "") -> None:
    """确认：该文件确实证明该指标。"""
    _decide(context, file, indicator, "confirmed", by=by, note=note, must_be_proposed=True)


@commands.command()
def reject(context: typer.Context, file: File, indicator: Subject, by: By = "", note: Note = "") -> None:
    """否定：该文件不证明该指标。"""
    _decide(context, file, indicator, "rejected", by=by, note=note, must_be_proposed=True)


@commands.command()
def add(context: typer.Context, file: File, indicator: Subject, by: By = "", note: Note = "") -> None:
    """补充：程序没有标注，但该文件证明该指标。"""
    _decide(context, file, indicator, "confirmed", by=by, note=note, must_be_proposed=False)


def _decide(
    context: typer.Context,
    file: str,
    subject: str,
    state: Literal["confirmed", "rejected"],
    *,
    by: str,
    note: str,
    must_be_proposed: bool,
) -> None:
    with open_workplace(context) as workplace:
        document = workplace.document(file)
        indicator, sub = read_subject(workplace, subject)
        subs = _proposed_subs(workplace, document, indicator, sub) if must_be_proposed else [sub]
        for each in subs:
            decision = Decision(
                sha256=document.sha256, indicator_id=indicator.id, sub=each,
                state=state, by=by or user(), at=now(), note=note,
            )  # fmt: skip
            workplace.archive.catalogue.decide(workplace.dossier.id, decision)
    words = "已确认" if state == "confirmed" else "已否定"
    out().print(f"{words}：{visible(document.file)} — 指标{subject} {indicator.measure(sub).name}", markup=False)


def read_subject(workplace: Workplace, text: str) -> tuple[Indicator, int | None]:
    """Read `7`, `7.1`, `7(1)`, `7（1）` or a canonical id with or without sub; raises UsageError."""
    fit = re.fullmatch(r"([0-9]+|[a-z_]+)(?:[.(（]([0-9]+)[)）]?)?", text.strip())
    try:
        if fit is None:
            raise KeyError(text)
        by_number = fit[1].isdigit()
        edition = workplace.edition
        indicator = edition.by_number(int(fit[1])) if by_number else edition.by_id(fit[1])
        sub = int(fit[2]) if fit[2] else None
        indicator.measure(sub)
    except KeyError:
        raise UsageError(
            f"{workplace.edition.id} 版指标体系中没有指标“{text}”", "写指标序号，如 7；子指标写作 7.1。"
        ) from None
    return indicator, sub


def _proposed_subs(workplace: Workplace, document: Document, indicator: Indicator, sub: int | None) -> list[int | None]:
    """Return the subs the decision is for: a decision on the whole indicator speaks for each tag of it."""
    tags = workplace.tags_of(document.sha256)
    subs = [tag.sub for tag in tags if tag.indicator_id == indicator.id and sub in (None, tag.sub)]
    if not subs:
        raise UsageError(
            f"{document.file} 没有指标{indicator.number}的标注",
            "运行 zuozheng tags 查看现有标注；要补充标注请用 zuozheng tag add。",
        )
    return subs
