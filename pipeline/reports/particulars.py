"""What a document says beyond its identity, as rows of words."""

from collections.abc import Iterator

from pipeline.reports.words import on_one_line, place_words
from schemas.claims import Amount
from schemas.particulars import Citation, Particulars

MOST_OF_A_KIND = 6
_CHANGE_UNITS = {"percent": "%", "points": "个百分点", "unit": ""}


Row = tuple[str, tuple[str, ...]]


def particulars_rows(particulars: Particulars) -> Iterator[Row]:
    """Yield (what, the document's words line by line) for everything that is stated."""
    yield from _about_itself(particulars)
    yield from _several("引用文件", [_cited(one) for one in particulars.cites])
    yield from _several("同时废止", [_cited(one) for one in particulars.repeals])
    yield from _several(
        "任务时限",
        [f"{one.date}：{on_one_line(one.matter, 40)}（{place_words(one.locator)}）" for one in particulars.deadlines],
    )
    yield from _several("编号有误", [f"应为“{gap.expected}”，写作“{gap.found}”" for gap in particulars.numbering_gaps])
    yield from _claims(particulars)


def _about_itself(particulars: Particulars) -> Iterator[Row]:
    if particulars.addressee:
        yield "主送", (particulars.addressee,)
    if particulars.copy_to:
        yield "抄送", ("、".join(particulars.copy_to),)
    for words, mark in (
        ("密级", particulars.security_mark),
        ("稿件标记", particulars.draft_mark),
        ("文号写法", particulars.number_as_printed),
    ):
        if mark is not None:
            yield words, (f"{mark.text}（{place_words(mark.locator)}）",)
    if particulars.validity is not None:
        validity = particulars.validity
        span = f"{validity.start or '未写明'} 至 {validity.end or '未写明'}"
        yield "有效期", (f"{span}：“{validity.text}”（{place_words(validity.locator)}）",)
    annexes = [f"{one.ordinal}. {one.title}{'' if one.is_present else '（文件中没有）'}" for one in particulars.annexes]
    yield from _several("附件", annexes)


def _claims(particulars: Particulars) -> Iterator[Row]:
    sums = [
        f"{one.name} {_amount(one.total)}{'＝' if one.is_whole else '，其中'}{'＋'.join(map(_amount, one.parts))}"
        for one in particulars.sums
    ]
    yield from _several("合计", sums)
    changes = [
        f"{one.name} {one.stated.raw}{'' if one.stated.raw.endswith(('%', '点')) else _CHANGE_UNITS[one.kind]}"
        for one in particulars.changes
    ]
    yield from _several("变化", changes)
    ratios = [
        f"{one.name} {one.stated.raw}（{_amount(one.numerator)}÷{_amount(one.denominator)}）"
        for one in particulars.ratios
    ]
    yield from _several("比率", ratios)


def _several(words: str, lines: list[str]) -> Iterator[Row]:
    if lines:
        more = (f"……共 {len(lines)} 处",) if len(lines) > MOST_OF_A_KIND else ()
        yield words, (*lines[:MOST_OF_A_KIND], *more)


def _cited(one: Citation) -> str:
    title = f"《{one.title}》" if one.title else ""
    return f"{title}{one.doc_number or ''}（{place_words(one.locator)}）"


def _amount(one: Amount) -> str:
    return one.raw
