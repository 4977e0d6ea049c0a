"""Relative years counted from those told before: 基准年, 前两年, 上年, 当年 after a year."""

import re

from pipeline.numbers.numerals import read_numeral
from pipeline.numbers.year_span import YEARS_BEFORE, YearContext, YearSpan
from pipeline.values import replace

_LAST_YEAR = re.compile(r"(?:上一?年度?|前一年)[末底]?")
# 2021年…。当年…: the year told last
_SAME_YEAR = re.compile(r"当年|同年|该年度?|本年度?")
_YEARS_AFTER = re.compile(r"(?:其后|此后|随后|之后|后续|接下来)的?([两二三四])年")
_NEXT_YEAR = re.compile(r"次年|翌年|第[二三四]年")
_BASE_TOLD = re.compile(r"[较比](?:前一年|前年)")
_THIS_YEAR = re.compile(r"今年|本年(?!度)")
# 2023年覆盖率92%，今年目标是95%
_AIMED_THIS_YEAR = re.compile(
    r"(?:今年|本年(?!度))的?(?:年度|工作|预期)*(?:目标|计划|任务)(?:值|数)?[为是定:]|(?:今年|本年(?!度))(?:力争|拟|将|确保|争取|预计)"
)
_ANY_FIGURE = re.compile(r"\d[%‰]|\d[一-龥]")
_YEARS_TOLD = re.compile(r"(?:后|这|上述|以上|前述|连续)?([两二三四五2345])(?:个)?年[度份]?(?:来|间|期间)?")


def _counted_from(words: str, last: int, *, is_same_sentence: bool, is_of_one_year: bool) -> tuple[int, ...]:
    """Return the years that relative words count from the year told last, () where they count from none."""
    if (match := YEARS_BEFORE.fullmatch(words)) is not None:
        return tuple(range(last - int(read_numeral(match[1]) or 0), last))
    if (match := _YEARS_AFTER.fullmatch(words)) is not None:
        return tuple(range(last + 1, last + int(read_numeral(match[1]) or 0) + 1))
    if _LAST_YEAR.fullmatch(words) and (is_same_sentence or not is_of_one_year):
        return (last - 1,)
    if _NEXT_YEAR.fullmatch(words):
        return (last + 1,)
    # 本年 of a report on one year is that year, whatever was told before
    return (last,) if _SAME_YEAR.fullmatch(words) and not (is_of_one_year and words.startswith("本")) else ()


def resolved(found: list[YearSpan], context: YearContext, text: str) -> list[YearSpan]:
    """Give 基准年 the baseline year told before (else the document's), 前两年, 当年, 次年 the years they make."""
    base, last, place = context.base, context.told, 0
    kept: list[YearSpan] = []
    told: list[int] = []
    is_reported = False  # 去年 is the year reported on
    begun: YearSpan | None = None
    year_over: int | None = None  # 去年…由上年的80%升到100%: the year before the one told of
    for span in found:
        if span.relative and span.words[:2] in ("去年", "今年"):
            year_over = span.years[0] if span.words[0] == "去" and len(span.years) == 1 else None
        if span.kind == "baseline" and not span.years and base is not None:
            span = replace(span, years=(base,))  # noqa: PLW2901
        elif _is_year_reported(span, context, text) or (is_reported and span.words in ("去年", "前年")):
            span = replace(span, years=((context.reported or 0) - span.words.startswith("前"),))  # noqa: PLW2901
            is_reported = True
        elif _is_of_base_year(span, begun, text):
            span = replace(span, years=begun.years if begun else (), kind="baseline")  # noqa: PLW2901
        elif year_over is not None and context.reported is None and _LAST_YEAR.fullmatch(span.words):
            span = replace(span, years=(year_over - 1,))  # noqa: PLW2901
        elif span.words == "至此" and (ended := _told_right_before(kept, span, text)):
            span = replace(span, years=ended)  # noqa: PLW2901
        elif this := _this_year_meant(span, kept, context, text):
            span = replace(span, years=this)  # noqa: PLW2901
        elif last is not None and (
            counted := _counted_from(
                span.words,
                last,
                is_same_sentence="。" not in text[place : span.start],
                is_of_one_year=context.reported is not None,
            )
        ):
            span = replace(span, years=counted)  # noqa: PLW2901
            last = counted[0] if _NEXT_YEAR.fullmatch(span.words) else last
        elif span.relative and (again := _told_again(span, _told_in(kept, span, text)) or _told_again(span, told)):
            span = replace(span, years=again)  # noqa: PLW2901
        elif span.years and not span.relative:
            base = span.years[0] if span.kind == "baseline" and len(span.years) == 1 else base
            if span.kind == "point" and len(span.years) == 1 and not span.opens:
                last, place = span.years[-1], span.end
            told.extend(span.years if span.kind == "point" else ())
            begun = span if span.kind in ("point", "baseline") else begun
        kept.append(span)
    return kept


def _told_in(before: list[YearSpan], span: YearSpan, text: str) -> list[int]:
    """Return the years told in the sentence of a span before it: 2021年…，2022年…，两年分别为…."""
    begin = text.rfind("。", 0, span.start) + 1
    told = (one for one in before if one.start >= begin and one.kind == "point" and not one.relative)
    return [year for one in told for year in one.years]


def _this_year_told(before: list[YearSpan], span: YearSpan, text: str) -> tuple[int, ...]:
    """Return the year that 目前 is in where its sentence began with 今年: 截至今年6月底…，目前治理率46.5%."""
    begin = text.rfind("。", 0, span.start) + 1
    here = (one for one in reversed(before) if one.start >= begin)
    return next((one.years for one in here if re.search(r"今年|本年(?!度)", one.words) is not None), ())


def _this_year_meant(span: YearSpan, before: list[YearSpan], context: YearContext, text: str) -> tuple[int, ...]:
    """Return the year that 目前 is in, or 今年 where a report on the year before aims: 2023年92%，今年目标是95%."""
    if span.kind == "now":
        return () if span.years else _this_year_told(before, span, text)
    if context.reported is None or context.dated != context.reported + 1:
        return ()
    begin = text.rfind("。", 0, span.start) + 1
    is_told = any(one.years == (context.reported,) and not one.relative for one in before if one.start >= begin)
    return (context.dated,) if is_told and _AIMED_THIS_YEAR.match(text, span.start) is not None else ()


def _told_right_before(before: list[YearSpan], span: YearSpan, text: str) -> tuple[int, ...]:
    """Return the year that 至此 looks back on, told in its sentence or that before it: …6月通过验收。至此消除."""
    last = before[-1] if before else None
    is_near = last is not None and "。" not in text[last.end : span.start].removesuffix("。")
    return last.years[-1:] if last is not None and is_near and last.kind in ("point", "deadline") else ()


def _is_of_base_year(span: YearSpan, begun: YearSpan | None, text: str) -> bool:
    """Tell whether 当年 is the base year that its sentence, or that right before it, told last.

    以2020年为基准，当年达标断面5个; 以2020年为基准年。当年达标断面5个.
    """
    if begun is None or begun.kind != "baseline" or len(begun.years) != 1:
        return False
    if "。" in text[begun.end : span.start].removesuffix("。"):
        return False
    return span.words in ("当年", "同年", "该年", "该年度")


def _is_year_reported(span: YearSpan, context: YearContext, text: str) -> bool:
    """Tell whether 去年 begins a report written the year after: there it is the year reported on."""
    if not span.words.startswith("去年") or span.kind != "point" or context.reported is None:
        return False
    if context.dated is None:  # 去年优良率72.3%，比前一年高5.1%: the year before it is called otherwise
        return _BASE_TOLD.search(text, span.end) is not None and _THIS_YEAR.search(text) is None
    if context.reported != context.dated - 1:
        return False
    if _ANY_FIGURE.search(text, span.end) is None:
        return False
    return _ANY_FIGURE.search(text, 0, span.start) is None or text[span.end - 1] == "月"


def _told_again(span: YearSpan, told: list[int]) -> tuple[int, ...]:
    """Return the years told before that 连续三年, 三年, 后两年 count; () where they do not follow one another."""
    match = _YEARS_TOLD.fullmatch(span.words) if told else None
    if match is None:
        return ()
    count = int(read_numeral(match[1]) or match[1])
    last = tuple(sorted(set(told))[-count:])
    return last if len(last) == count and last[-1] - last[0] == count - 1 else ()
