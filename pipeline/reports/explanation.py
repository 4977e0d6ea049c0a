"""One document explained for a terminal: what was understood, from which words, what was left out."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.reports.particulars import particulars_rows
from pipeline.reports.visible import visible
from pipeline.reports.words import (
    KIND_WORDS,
    METHOD_WORDS,
    REASON_WORDS,
    RELATION_WORDS,
    ROLE_WORDS,
    STATE_WORDS,
    STATUS_WORDS,
    indicator_words,
    on_one_line,
    place_words,
    value_words,
)
from schemas.edition import Edition
from schemas.explanation import Explanation, Stated
from schemas.left_out import LeftOut, Reason
from schemas.tag import Tag

QUOTE_CHARS = 70
SOURCE_CHARS = 36
EXAMPLES = 4
AREA_WORDS = {"other": "其他县（市、区）", "above": "上级市、省"}
# why a document that speaks of an indicator does not prove it
_MENTION_WORDS = {
    "sets": "本文是规划、方案、通知一类，写的是目标和任务；“提及”的指标不计作完成情况的证明。",
    "tells": "本文是新闻、讲话、讲义或法规标准文本；“提及”的指标不计作证明。",
    "reports": "“提及”是只谈到、没有写出该指标的完成情况，不计作证明。",
}
_FIELDS = (("title", "标题"), ("issuer", "发文机关"), ("doc_number", "发文字号"), ("date", "成文日期"))


def explained(told: Explanation, edition: Edition, *, everything: bool = False) -> Iterator[RenderableType]:
    """Yield the parts of the explanation; `everything` lists each number left out, not some of each reason."""
    document = told.document
    yield Text(visible(document.file), style="bold")
    yield Text(f"{STATUS_WORDS[document.status]}，{document.pages} 页，SHA-256 {document.sha256[:16]}", style="dim")
    for problem in document.errors:
        yield Text(f"（{problem.code}）{problem.message}{problem.advice}", style="yellow")
    if document.status in ("ok", "partial") and told.area != "own":
        yield Text(f"这是{AREA_WORDS[told.area]}的文件，没有写到本县：不计作本县的证明，除非人工确认。", style="yellow")
    yield _head("一、这是什么文件")
    yield _fields(told)
    yield _particulars(told)
    yield _head(f"二、与哪些指标有关（{len(told.tags)} 处标注）")
    if any(tag.relation == "mention" for tag in told.tags):
        yield Text(_MENTION_WORDS[told.stance], style="dim")
    yield _tags(told.tags, edition) if told.tags else _nothing("没有谈到本版指标体系的任何指标。")
    yield _head(f"三、读出的数据（{len(told.facts)} 个）")
    yield _facts(told) if told.facts else _nothing("没有读出指标所需的数据。")
    yield _head(f"四、看到但没有采用的数字（{len(told.left_out)} 个）及原因")
    yield _left_out(told.left_out, everything=everything) if told.left_out else _nothing("没有。")


def _fields(told: Explanation) -> RenderableType:
    """Return the identity with how sure each field is, the words that state it."""
    table = _table("项目", "内容", "把握", "依据")
    table.columns[0].no_wrap = table.columns[2].no_wrap = True
    document = told.document
    sure = told.particulars.confidence if told.particulars else {}
    period = document.period
    rows: list[tuple[str, str, Any]] = [(field, words, getattr(document, field)) for field, words in _FIELDS]
    rows.append(("period", "所属期间", f"{period.start} 至 {period.end}" if period else None))
    rows.append(("kind", "文种", KIND_WORDS[document.kind] if document.kind else None))
    for field, words, value in rows:
        shown = "（没有写明）" if value is None else str(value)
        table.add_row(words, _cell(shown), f"{sure[field]:.2f}" if field in sure else "", _source(told, field, shown))
    return table


def _is_title(one: Stated, told: Explanation) -> bool:
    return any(other.field == "title" and other.quote == one.quote for other in told.stated)


def _particulars(told: Explanation) -> RenderableType:
    table = _table("另外写明", "内容")
    table.columns[0].no_wrap = True
    for words, lines in particulars_rows(told.particulars) if told.particulars else ():
        table.add_row(words, Text("\n".join(map(visible, lines))))
    return table if table.row_count else Text("")


def _source(told: Explanation, field: str, shown: str) -> Text:
    """Return the words that state a field with their place; the place alone where the words are the value itself."""
    lines = []
    for one in told.stated:
        if one.field == field and field in ("kind", "period") and _is_title(one, told):
            lines.append("见标题")
        elif one.field == field:
            is_same = "".join(one.quote.split()) == "".join(shown.split())
            quote = "" if is_same else f"“{visible(on_one_line(one.quote, SOURCE_CHARS))}”"
            lines.append(f"{quote}{place_words(one.locator)}")
    return Text("\n".join(lines))


def _tags(tags: tuple[Tag, ...], edition: Edition) -> RenderableType:
    table = _table("指标", "名称", "关系", "把握", "依据")
    table.columns[0].no_wrap = table.columns[2].no_wrap = True
    table.columns[1].max_width = 22
    for tag in tags:
        name = edition.by_id(tag.indicator_id).measure(tag.sub).name
        relation = RELATION_WORDS[tag.relation] + ("" if tag.state == "proposed" else f"\n{STATE_WORDS[tag.state]}")
        place = place_words(tag.locator)
        why = METHOD_WORDS.get(tag.method, tag.method) + (f"（{place}）" if place else "")
        more = f"；另有 {len(tag.passages) - 1} 处" if len(tag.passages) > 1 else ""
        quote = f"\n“{visible(on_one_line(tag.quote, QUOTE_CHARS))}”" if tag.quote else ""
        table.add_row(
            indicator_words(tag.indicator, tag.sub), _cell(name), relation, f"{tag.score:.2f}",
            Text(f"{why}{more}{quote}"), style="" if tag.relation == "evidence" else "dim",
        )  # fmt: skip
    return table


def _facts(told: Explanation) -> RenderableType:
    table = _table("指标", "数据", "年份", "数值", "原文与位置")
    for fact in told.facts:
        name = f"{fact.name}（{fact.subject}）" if fact.subject else fact.name
        note = "（按同类写法推断，请核对）" if fact.inferred else ""
        words = visible(on_one_line(fact.quote, QUOTE_CHARS))
        table.add_row(
            indicator_words(fact.indicator, fact.sub), _cell(name), "" if fact.year is None else str(fact.year),
            _cell(f"{'约' if fact.approx else ''}{value_words(fact)}（{ROLE_WORDS[fact.role]}）"),
            Text(f"“{words}” {place_words(fact.locator)}{note}"),
        )  # fmt: skip
    return table


def _left_out(left_out: tuple[LeftOut, ...], *, everything: bool) -> RenderableType:
    table = _table("原因", "个数", "例子" if not everything else "全部")
    groups: dict[Reason, list[LeftOut]] = defaultdict(list)
    for one in left_out:
        groups[one.reason].append(one)
    for reason in (reason for reason in REASON_WORDS if reason in groups):
        found = groups[reason]
        shown = found if everything else found[:EXAMPLES]
        lines = [_left_out_line(one) for one in shown]
        if len(shown) < len(found):
            lines.append(f"……另有 {len(found) - len(shown)} 个，加 --all 全部列出")
        table.add_row(REASON_WORDS[reason], str(len(found)), Text("\n".join(lines)))
    return table


def _left_out_line(one: LeftOut) -> str:
    raw, quote = visible(on_one_line(one.raw, 24)), visible(on_one_line(one.quote, 40))
    words = raw if raw == quote else f"{raw}：“{quote}”"
    return f"{words} {place_words(one.locator)}"


def _table(*heads: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _head(words: str) -> RenderableType:
    return Padding(Text(words, style="bold cyan"), (1, 0, 0, 0))


def _nothing(words: str) -> RenderableType:
    return Text(f"  {words}", style="dim")


def _cell(text: str) -> Text:
    return Text(visible(text))
