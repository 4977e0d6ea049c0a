"""Slips of documents as findings: shares over 100 %, river basins in 平方米, times that run backwards or overlap."""

from collections.abc import Collection, Iterator

from pipeline.checks.arithmetic.claimed import (
    about_claim,
    can_block,
    documents_with_slips,
    is_judged_here,
    is_told_here,
)
from pipeline.coverage.case import Case
from schemas.claims import Slip, SlipKind
from schemas.finding import Finding
from schemas.view import ViewedDocument

_SAID = {
    "over_whole": "写作{text}，而比例不会超过100%",
    "land_unit": "写作{text}，流域、辖区一类的面积以平方公里计，单位可能写错",
    "one_year_span": "写作{text}，起止是同一年",
    "reversed_span": "写作{text}，起始时间晚于终止时间",
    "wrong_way": "写作“{text}”，升降方向与两个数值相反",
    "index_in_percent": "写作{text}，而该指数没有单位，不是百分比",
    "phases_overlap": "{text}在上一阶段结束之前就开始，两个阶段的时间重叠",
}
_ADVICE = {
    "over_whole": "请改为“达到100%”，或核对是不是另一项指标。",
    "land_unit": "请核对面积单位（平方公里、平方米）。",
    "one_year_span": "请核对起止年份，与正文写明的年份一致。",
    "reversed_span": "请核对起止年份。",
    "wrong_way": "请核对两个数值和“上升”“下降”，更正写错的一处。",
    "index_in_percent": "请核对数值，去掉百分号。",
    "phases_overlap": "请核对各阶段的起止月份。",
}


def slip_findings(case: Case, check: str, kinds: Collection[SlipKind]) -> tuple[Finding, ...]:
    """Return a finding for each slip of some kinds, those of one text in one document together.

    ≥100% in a table is harmless (an information); a rise called a fall blocks the upload; the rest are warnings.
    """
    return tuple(
        _finding(case, check, viewed, same)
        for viewed, particulars in documents_with_slips(case)
        for same in _alike([slip for slip in particulars.slips if slip.kind in kinds])
        if (is_judged_here(case, viewed, same[0].amounts[0]) if same[0].amounts else is_told_here(case, viewed))
    )


def _alike(slips: list[Slip]) -> Iterator[list[Slip]]:
    for key in dict.fromkeys((slip.kind, slip.text) for slip in slips):
        yield [slip for slip in slips if (slip.kind, slip.text) == key]


def _finding(case: Case, check: str, viewed: ViewedDocument, slips: list[Slip]) -> Finding:
    first, file = slips[0], viewed.document.file
    is_harmless = first.kind == "over_whole" and first.text[0] in "≥>不"
    is_sure = first.kind == "wrong_way" and can_block(viewed)
    count = f"（{len(slips)}处）" if len(slips) > 1 else ""
    return Finding(
        check=check,
        severity="error" if is_sure else "info" if is_harmless else "warning",
        files=(file,),
        expected=first.expected,
        found=first.text,
        message=f"{file}{count}：{_SAID[first.kind].format(text=first.text)}。“{first.quote}”",
        advice=_ADVICE[first.kind],
        locators=tuple(dict.fromkeys(locator for slip in slips for locator in slip.locators)),
        **about_claim(case, viewed, first.amounts, first.name),
    )
