"""Years that figures are only compared with: 比2021年, 与上年相比, 较2023年的94.9%和2022年的91.7%."""

import re
from itertools import pairwise

from pipeline.numbers.year_span import YearKind, YearSpan
from pipeline.values import replace

_BASE_BEFORE = re.compile(
    r"(?:较|(?<![占配])比|相较于?|相比于?|相对于?|对比|对照|同比|[高低优好差多少强](?:于|出|过)了?|超[过出]?了?|不[如及])(?:规划|创建|申报|命名|考核)?$"
)
_BASE_ON = re.compile(r"(?:年度?)?的?(?:水平|数据|成绩)?基[础数]之?上")
_BASE_BEFORE_ENDS = frozenset("较比于对照过超出了如及划建报名核")
_BASE_WITH = re.compile(r"[与和同跟](?:规划|创建|申报|命名|考核)?$")
BASE_AFTER = re.compile(
    r"(?:年度?)?(?:同期)?(?:水平)?(?:相比|比较|对比|相较|比(?!例|重|率|[上前去]|基准|20)|(?:基本|大体|总体)?(?:持平|相当|一致|相同))"
)
# 同2022年的调查比, 与2021年监测结果相比
_BASE_AFTER_PAPER = re.compile(
    r"(?:年度?)?的?(?:上次|同类)?(?:调查|监测|测评|评价|普查|统计|抽样)*(?:结果|数据|情况|数值|水平|成绩)?(?:相比|比较|对比|相较|比(?!例|重|率))"
)
# 与2023年的2.93亿立方米比较: the year's figure may stand before the word
_BASE_AFTER_FIGURE = re.compile(r"(?:年度?)?(?:同期)?(?:的|\()[^,。;:]{0,8}?\d[^,。;:]{0,12}?(?:相比|比较|对比|相较)")
# 较2023年的94.90%和2022年的91.70%: the second year is a base as well
_NEXT_BASE = re.compile(r"(?:年度?)?(?:同期)?(?:的|\()?[^,。;:提升增降减]{0,16}(?:、|和|与|及|以及)")


def set_apart(found: list[YearSpan], text: str) -> list[YearSpan]:
    """Mark the years that figures are only compared with; leave out words that only count years just named."""
    kept = _explained([span for span in found if not _repeats(span, found, text)], text)
    compared = [replace(span, kind=kind) if (kind := _comparing(span, text)) else span for span in kept]
    for index, (first, second) in enumerate(pairwise(compared)):
        if (
            first.kind == "comparison"
            and second.kind == "point"
            and _NEXT_BASE.fullmatch(text, first.end, second.start)
        ):
            compared[index + 1] = replace(second, kind="comparison")
    return compared


def _explained(found: list[YearSpan], text: str) -> list[YearSpan]:
    """Give relative words the years that a bracket right after them says they are: 近三年（2017-2019年）."""
    told = {span.start: span for span in found if not span.relative and span.kind == "point" and span.years}
    kept = []
    for span in found:
        inner = told.get(span.end + 1) if span.relative and text[span.end : span.end + 1] == "(" else None
        if inner is not None and text[inner.end : inner.end + 1] == ")":
            span = replace(span, years=inner.years)  # noqa: PLW2901
        kept.append(span)
    return kept


def _repeats(span: YearSpan, found: list[YearSpan], text: str) -> bool:
    """Tell whether 连续三年, 近三年 only counts the years of a range just named (2016-2018年…连续3年).

    Where another time was told between (2021年7月前填埋，…率三年均为100%), it tells them again.
    """
    if not span.relative or len(span.years) < 2 or "年" not in span.words:
        return False
    before = [one for one in found if one.end <= span.start and not one.relative]
    told = [one for one in before if len(one.years) == len(span.years) and "。" not in text[one.end : span.start]]
    return bool(told) and not any(one.kind == "deadline" for one in before if one.start >= told[-1].end)


def _comparing(span: YearSpan, text: str) -> YearKind | None:
    """Return the kind of a year that a figure is only compared with, or that is the base of comparison."""
    before = text[max(0, span.start - 6) : span.start]
    if before[-1:] in _BASE_BEFORE_ENDS and _BASE_BEFORE.search(before):
        return "comparison"
    is_with = _BASE_WITH.search(before) is not None
    if (is_with or span.relative) and BASE_AFTER.match(text, span.end):
        return "comparison"
    if is_with and any(one.match(text, span.end) for one in (_BASE_AFTER_PAPER, _BASE_AFTER_FIGURE)):
        return "comparison"
    if before.endswith("在") and _BASE_ON.match(text, span.end):
        return "comparison"
    return None
