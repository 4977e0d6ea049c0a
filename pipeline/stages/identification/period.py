"""The time that a document reports on, or is in force."""

import re
from datetime import date

from pipeline.numbers.dates import FoundPeriod, find_periods, parse_date
from pipeline.numbers.doc_numbers import find_doc_numbers
from pipeline.numbers.shadow import shadow
from pipeline.numbers.years import OF_WORKS
from pipeline.stages.identification.congress_reports import (
    FIRST_MONTH_OF_YEARS_REPORTS,
    LAST_MONTH_OF_LAST_YEARS_REPORTS,
    before_congress,
    is_of_event,
    told_at_its_beginning,
    whole_years,
    year_to_month,
)
from pipeline.stages.identification.in_force import plan_span, stated_in_force
from pipeline.stages.identification.lines import Line, head_of
from pipeline.stages.identification.year_cells import in_year_cells, years_listed
from pipeline.values import replace
from schemas.document import DocumentKind, Period

# kinds that report: where the title names no time, the first sentences do
_REPORTS = ("monitoring", "bulletin", "statistics", "certificate", "survey", "summary", "assessment", "list")
_IN_FORCE = ("plan", "regulation", "notice", "approval", "resolution")
_LABEL = re.compile(r"(?:统计|报告|评价|监测|考核|填报|所属)(?:年度|年份|时间|时段|期间|期)(?:为|:)?")
# the form's own particulars
# and who hands it in, with the month in which he does: 报送单位：县水利局（2024年2月）
_NO_CAPTION = re.compile(
    r"有效期|批准|制定|表号|(?:[一-龥]{2}(?:单位|部门|机关):[^\d]*|\(?[一-龥]{0,14}[局委办]),?\s*\(?20\d\d年\d{1,2}月\)?$"
)
# 同2022年的调查比，上升1.2个百分点: tells of another year
_COMPARED = re.compile(r"[^,。;]{0,10}?(?:比(?!例|重|率)|持平|一致|相同|相当)")
# 与2021年、2022年相比
_BESIDE_OTHERS = re.compile(r"[与同和跟](?:(?:19|20)\d\d年?度?[、,和及与])*$")
# kinds that speak of one year after the other without a title that names them
_CERTIFIES = ("certificate", "summary")
_CLAUSE_OF_YEAR = re.compile(
    r"(?:^|[,;。:])(?:其中,?)?((?:19|20)\d{2})年(?!\d{1,2}月|底前|前|以来|起|为基|印发|出台|制定|编制|度?,?(?:我们|[我全本][县市区局])?(?:将|力争|计划|拟|要))度?"
)
# 规划水平年为2025年: a year that is looked to
_LOOKED_TO = re.compile(r"(?<!现状)(?<!基准)(?:水平年|目标年)(?:分别)?(?:为|是|:)?$")
# 2018年启动三年行动以来
_SINCE_THEN = re.compile(r"[^,。;:\d]{2,16}以来")
# 根据2021年新调整公布的国家重点保护名录: when a paper came out
_OF_PAPER = re.compile(
    r"度?[^,。;:\d]{0,6}?(?:公布|发布|印发|颁布|出台|修订)的[^,。;:\d]{0,16}?(?:名录|目录|名单|办法|标准|规范|方案|规划|通知|意见|条例|指标)"
)
_CITED = re.compile(r"《[^《》]*》|<[^<>]*>")
# 2023年12月及全年水环境质量状况: a month told beside its year
_MONTH_AND_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d{2})年(?:1?\d月份?[及和与暨、]全年|(?:全年|1-12月)[及和与暨、]1?\d月份?|1?\d月份?[及和与暨、]1-12月)"
)
# 对《2022年度环境状况报告》审议意见处理情况的报告: the year is that of the paper on which others had their say
_ON_ANOTHERS = re.compile(
    r"(?:《[^《》]*》|<[^<>]*>)"
    r"(?=的?(?:[一-龥]{0,6}(?:审议|评审|审查|反馈|整改|修改))?(?:意见|建议)[^《》<>]{2,})"
)
_FIRST_SENTENCES = 3
_YEARBOOK = re.compile(r"年鉴[(]?(?P<after>(?:19|20)\d{2})|(?P<before>(?:19|20)\d{2})年?[一-龥]{0,8}年鉴")
# kinds whose first sentences may tell of a visit or a meeting of some days, on which nothing is reported
_OF_VISITS = ("summary", "assessment")
MIN_REPORTED_DAYS = 14
# a month in which something was decided is none that is reported on: 2022年10月批准启用的
# 2022年11月，市政府批复了规划
_DECIDED = re.compile(
    r"(?:[^,。;]{0,10}?|,[^,。;]{0,16}?)(?:批准|批复|印发|发布|公布|启用|颁布|出台|审议|通过|召开|成立|施行|实施)"
)
MAX_DECIDING_DAYS = 32
# 2023年11月组织了公众抽样调查: what the month's work found out is the year's
_FOUND_OUT = re.compile(r"[^,。;]{0,6}?(?:组织|开展|委托|进行|实施)[^,。;]{0,20}?(?:调查|普查|测评|问卷|抽样)")
_YEAR_TOLD = re.compile(r"(?<!\d)(?<![较比与到])((?:19|20)\d{2})年")
# a paper of the last months tells of 今年 itself, one of the first of 去年
_THIS_YEAR = re.compile(r"今年|本年度?(?!.{0,4}(?:预算|计划))|[较比]上年|同比")
_WHOLE_YEAR = re.compile(r"全年(?!度?(?:目标|任务|计划))|一年来|本年度|[较比]上年|同比")
# 截至7月底: the year so far is not over
_MONTH_SO_FAR = re.compile(r"截[至止]到?(?:[1-9]|10)月")
_LAST_DAY = re.compile(r"((?:19|20)\d{2})(?:年12月31日|([./-])12(?:\2)31)(?!\d)")
_LAST_YEAR = re.compile(r"(?:^|[,。;:])(?:刚刚|刚)?(?:过去的?一年|去年|逝去的一年)(?!.{0,6}同期)")
# 应急预案（2020年修订）: which version it is, not the years it speaks of
VERSION_BEHIND_TITLE = re.compile(
    r"\((?:19|20)\d\d年?(?:\d{1,2}月)?(?:第?[一二三四五六七八九十\d]+次)?(?:修订[版稿]?|修编|修正|修改|编制|版|本)\)"
)


def period_of(title: str | None, kind: DocumentKind | None, lines: list[Line], signed: date | None) -> Period | None:
    """Return the period: in force (有效期, 规划期限) for a plan or rule, else what is reported on.

    Read from the title first; then from labels (统计年度：), the caption, the year columns of a table; then for
    a report from its first sentences. None where nothing names it.
    """
    if kind in _IN_FORCE and (valid := _validity(lines, signed)):
        return valid
    named = _in_title(shadow(title).text, kind) if title else None
    if title and named and not is_of_event(named, shadow(title).text, kind, signed):
        so_far = year_to_month(named, shadow(title).text, lines) if kind == "summary" else None
        looks_back = kind in ("summary", "news") and any(map(_LAST_YEAR.search, _first_sentences(lines)))
        return so_far or told_at_its_beginning(named, title, signed, looks_back=looks_back)
    if kind == "plan" and (span := plan_span(lines)):
        return _hull([span[0]])
    if named := _after(lines, _LABEL):
        return named
    if kind in _REPORTS:
        return (
            _month_of_report(title, lines)
            or before_congress(title, signed)
            or _in_caption(lines)
            or _hull(in_year_cells(lines))
            or _year_after_year(kind, lines, signed)
            or _year_so_far(lines, signed)
            or _not_before_others(
                _in_first_sentences(lines, MIN_REPORTED_DAYS if kind in _OF_VISITS else 0, signed), lines, signed
            )
        )
    return _year_so_far(lines, signed, is_news=True) if kind == "news" else None


def _in_title(seen: str, kind: DocumentKind | None) -> Period | None:
    """Read a title; the years of a plan that is cited count only where the document issues it.

    A yearbook is named by the year in which it appears and tells of the one before.
    """
    if yearbook := _YEARBOOK.search(seen):
        told = int(yearbook["after"] or yearbook["before"]) - 1
        return whole_years(told)
    if both := _MONTH_AND_YEAR.search(seen):
        return whole_years(int(both["year"]))
    seen = VERSION_BEHIND_TITLE.sub("", seen)
    outside = _periods(_without_numbers(_CITED.sub("", seen)))
    if kind in ("resolution", "minutes", "approval"):
        return None if kind == "resolution" else _hull(outside)
    own = _ON_ANOTHERS.sub("", seen)
    named = _hull(outside) or _hull(_periods(_without_numbers(own))) or years_listed(own) or _year_at_end(own)
    return named or (_year_ended(seen) if kind in _REPORTS else None)


def _year_ended(seen: str) -> Period | None:
    """Read the last day of a year in a title, at which a stock is what the year came to: …汇总表(2022年12月31日)."""
    match = _LAST_DAY.search(seen)
    return whole_years(int(match[1])) if match else None


def _year_at_end(seen: str) -> Period | None:
    """Read the bare year behind a title: 某某县水资源公报2022."""
    match = re.search(r"[一-龥]((?:19|20)\d{2})$", seen)
    return whole_years(int(match[1])) if match else None


def _after(lines: list[Line], label: re.Pattern[str]) -> Period | None:
    for line in lines:
        match = label.search(line.seen)
        if match is None:
            continue
        found = [span for span in _periods(line.seen[match.end() : match.end() + 30]) if span.start <= 2]
        if found:
            return _hull(found[:1])
    return None


def _validity(lines: list[Line], signed: date | None) -> Period | None:
    """Return the time in force where both its ends are known."""
    found = stated_in_force(lines, signed)
    if found is None or found.first is None or found.last is None:
        return None
    return Period(start=found.first, end=found.last)


def _month_of_report(title: str | None, lines: list[Line]) -> Period | None:
    """Read the month that stands alone in the head of a monthly report."""
    if not title or not title.endswith(("月报", "月报表")):
        return None
    months = (parse_date(line.seen.strip("()")) for line in head_of(lines))
    found = next((month for month in months if month and month.precision == "month"), None)
    return Period(start=found.day, end=found.last_day) if found else None


def _in_caption(lines: list[Line]) -> Period | None:
    """Read the short lines above the first table or the running text."""
    for line in lines[:12]:
        if line.in_table or line.kind == "body":
            break
        may_tell = line.kind in ("note", "label", "text") and len(line.seen) < 40 and not _NO_CAPTION.match(line.seen)
        if may_tell and (found := _periods(line.seen)):
            return _hull(found)
    return None


def _in_first_sentences(lines: list[Line], least_days: int, signed: date | None) -> Period | None:
    """Read the first sentences; what lasted less than so many days is a visit, not a time reported on.

    No more is a year that was still to come.
    """
    for sentence in _first_sentences(lines):
        bare = _without_numbers(_CITED.sub("", sentence))
        if (so_far := _MONTH_SO_FAR.search(bare)) and not _YEAR_TOLD.search(bare, 0, so_far.start()):
            return None
        if listed := years_listed(bare):
            return listed
        spans = (span for span in _periods(bare) if (span.last - span.first).days >= least_days)
        over = (span for span in spans if signed is None or span.first.year <= signed.year)
        found = [span for span in over if not _is_starting_point(bare, span)]
        if found:
            return whole_years(found[0].first.year) if _finds_out(bare, found[0]) else _hull(found[:1])
    return None


def _year_so_far(lines: list[Line], signed: date | None, *, is_news: bool = False) -> Period | None:
    """Return the year that the first sentence to name any calls 今年 or 去年, as far as the date tells it.

    News compare what a month brought (同比) and count the whole year's aims: there only 过去一年, 去年 tell.
    """
    if signed is None:
        return None
    for sentence in _first_sentences(lines):
        named = _YEAR_TOLD.search(sentence)
        before = sentence[: named.start()] if named else sentence
        if _THIS_YEAR.search(before) and signed.month >= FIRST_MONTH_OF_YEARS_REPORTS:
            return whole_years(signed.year)
        is_told = _LAST_YEAR.search(before) or (_WHOLE_YEAR.search(before) and not named and not is_news)
        if is_told and signed.month <= LAST_MONTH_OF_LAST_YEARS_REPORTS:
            return whole_years(signed.year - 1)
        if named:
            break
    return None


def _not_before_others(found: Period | None, lines: list[Line], signed: date | None) -> Period | None:
    """Return a period unless it is a year before others that are told and were over: 2018年划定…；2022年…."""
    if found is None or signed is None or found.start.year != found.end.year:
        return found
    last = signed.year - (signed.month < FIRST_MONTH_OF_YEARS_REPORTS)
    told = {int(year) for year in _YEAR_TOLD.findall(_CITED.sub("", _running_text(lines)))}
    return None if any(found.end.year < year <= last for year in told) else found


def _running_text(lines: list[Line]) -> str:
    return "".join(line.seen for line in lines if line.kind == "body" and not line.in_table)


def _first_sentences(lines: list[Line]) -> list[str]:
    return [part for part in re.split(r"[。;!?]", _running_text(lines)) if part][:_FIRST_SENTENCES]


def _year_after_year(kind: DocumentKind | None, lines: list[Line], signed: date | None) -> Period | None:
    """Return the years that clauses of a certificate begin with one after the other: 2021年…；2022年…；2023年…."""
    if kind not in _CERTIFIES:
        return None
    text = _running_text(lines)
    years = [int(match[1]) for match in _CLAUSE_OF_YEAR.finditer(_without_numbers(_CITED.sub("", text)))]
    known = [year for year in dict.fromkeys(years) if signed is None or year <= signed.year]
    if len(known) < 2 or sorted(known) != list(range(min(known), max(known) + 1)):
        return None
    return whole_years(min(known), max(known))


def _finds_out(seen: str, span: FoundPeriod) -> bool:
    """Tell whether a span of some weeks is that of a survey."""
    return (span.last - span.first).days < MAX_DECIDING_DAYS and _FOUND_OUT.match(seen, span.end) is not None


def _is_starting_point(seen: str, span: FoundPeriod) -> bool:
    """Tell whether the words only say since or by when, or name a month on the way."""
    before, after = seen[max(0, span.start - 2) : span.start], seen[span.end : span.end + 3]
    if _LOOKED_TO.search(seen, 0, span.start):
        return True
    if span.first.year < span.last.year and OF_WORKS.match(seen, span.end):
        return True
    if (span.last - span.first).days < MAX_DECIDING_DAYS and _DECIDED.match(seen, span.end):
        return True
    if _BESIDE_OTHERS.search(seen, 0, span.start) and _COMPARED.match(seen, span.end):
        return True
    if before == "截至":
        return (span.last - span.first).days < MAX_DECIDING_DAYS and span.last.month != 12
    return (
        before.endswith(("自", "从", "由", "较", "比", "到", "至"))
        or after.startswith(("以来", "起", "底前", "前"))
        or any(one.match(seen, span.end) for one in (_SINCE_THEN, _OF_PAPER))
    )


def _periods(seen: str) -> list[FoundPeriod]:
    """Return the spans of time that a shadow names; what there is 截至12月底 is what the year came to."""
    found = find_periods(seen)
    return [
        replace(span, first=span.first.replace(month=1, day=1)) if _is_years_end(seen, span) else span for span in found
    ]


def _is_years_end(seen: str, span: FoundPeriod) -> bool:
    is_december = (span.first.month, span.last.month) == (12, 12) and span.first.year == span.last.year
    return is_december and seen[: span.start].endswith(("截至", "截止", "截止到", "截止至"))


def _without_numbers(text: str) -> str:
    for number in reversed(find_doc_numbers(text)):
        text = text[: number.start] + text[number.end :]
    return text


def _hull(found: list[FoundPeriod]) -> Period | None:
    return Period(start=min(one.first for one in found), end=max(one.last for one in found)) if found else None
