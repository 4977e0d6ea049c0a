"""Which years a paper reports on, whether it sets what is to be reached in them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.task_headings import heads_term
from schemas.document import Identity

MAX_REPORTED_YEARS = 5
_WITH_PLAN = re.compile(
    r"(?:总结|执行情况|完成情况|工作情况|工作回顾).{0,14}?(?:20\d\d年|下一?年|今年|明年).{0,14}?(?:计划|打算|安排|思路|要点|目标|草案|谋划)"
)
# a year whose figures are told; 2022年7月起 tells when something began
_YEAR_TOLD = re.compile(
    r"(?<![\d较比与由从])(?:(?P<first>20\d\d)\s?年?[-—–－~～至到]+)?(?P<year>20\d\d)\s?年"
    r"(?!\s?\d{1,2}\s?月(?!\s?(?:底|末|3[01]\s?日)))(?!第|印发|修订|版|的?(?:不变|可比|现行)?价)"
)
_QUOTED = re.compile(r"《[^《》]*》")
# 规划（2021-2030年）2023年度实施情况: the term of a plan is not what its report is on
_TERM_IN_TITLE = re.compile(r"[(（]20\d\d\s?年?[-—–－~～至到]+20\d\d\s?年?[)）]")
# the year of a yearbook is that of the book: 青川年鉴·2022 tells of 2021
_YEAR_OF_BOOK = re.compile(r"年鉴[·•・\s(（]{0,2}20\d\d|20\d\d年?(?=[^\d,，。]{0,12}年鉴)")
_YEAR_IN_TITLE = re.compile(r"20\d\d")
# the last months of a year report on itself
FIRST_MONTH_OF_YEARS_REPORTS = 11
LAST_MONTH_AFTER_TERM = 3
# 农村人居环境整治三年行动工作总结: what years of work have come to
_SUMS_UP_YEARS = re.compile(
    r"(?:[三五]年|20\d\d年?[-—–－~～至到]+20\d\d年)(?:行动|攻坚|专项|整治|计划|方案|工程|工作).{0,12}(?:总结|成效|完成情况)(?!.*(?:安排|打算))"
)
MIN_SHARE_OF_YEAR = 0.45
# so many times more often than any other year
LEAD_OF_YEAR = 1.6
MIN_TIMES_TOLD = 3
# 评估年为2022年: the year that all is told of
_YEAR_ASSESSED = re.compile(
    r"(?:评估|评价|考核|自评|复核|申报|统计|现状|数据|普查|调查)年(?:度|份)?(?:为|是|[:：])\s?(20\d\d)\s?年"
)
# 至今年9月底, 今年以来: the year that is told most is not the one that is told of
_THIS_YEAR_SO_FAR = re.compile(
    r"[至止到]\s?(?:今年|本年)(?:\s?\d{1,2}\s?月)|^\s*(?:[（(一二三四五六七八九十]+[)）、])?今年以来"
)
_THIS_YEAR = re.compile(r"今年(?!初)")
# 全年检测水样372份, none of 力争全年…, 全年目标为…
_WHOLE_YEAR_TOLD = re.compile(
    r"(?:^|[。；;])(?:(?!力争|争取|确保|预计|计划|下[一步]|明年|今后|20\d\d)[^。；;\d])*?(?<!上年)(?<!去年)全年(?![^，。；,;\d]{0,8}(?:目标|任务|计划|要求|预计))[^，。；,;\d]{2,16}\d"
)
# what is written so counts from the new year, whose figures nobody has yet
_FROM_NEW_YEAR = re.compile(r"今年|去年")
# 到2025年, 2030年前: no year that a page is on
_AHEAD = re.compile(
    # nor is the year that others are measured by, or that a plan looks to: 基准年（2020年）, 规划水平年为2025年
    r"(?:基准年|基期|基数|基准)[(（]20\d\d\s?年|(?<!现状)(?<!基准)水平年[(（为是:：]20\d\d\s?年|(?:(?<![年\d])[到至]|预计|力争|预期|展望)\s?20\d\d\s?年|20\d\d\s?年(?:(?:[底末])?前|[底末]?(?:可|能够?|将))"
)
# 自2021年启动创建以来, 2019年以来累计新建…: when something began
_SINCE = re.compile(r"自20\d\d\s?年[^。；，,\d]{0,16}起|20\d\d\s?年[^。；，,\d]{0,16}(?:以来|至今)")
# 2023年以来，我县…: with which a summary's paragraph begins is of its year
_SINCE_IN_SUMMARY = re.compile(rf"(?<!^)(?:{_SINCE.pattern})")
# 2023年工作安排。…: what a page sets for the year after the one that it told of
_WORK_OF_NEXT = re.compile(
    r"(?:^|[。；;])\s*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[)）])?(?P<year>20\d\d)\s?年(?:度)?"
    r"(?:的)?(?:政府|[全我本][县区市旗])?(?:经济社会发展|主要|重点)*(?:预期|工作|奋斗|目标|任务|总体)*(?:的)?"
    r"(?:安排|打算|计划|思路|目标|目标任务|要求|建议)(?=[。：:是为]|$)"
)
# 2020年，要确保…: a paragraph that opens on what is to be done in the year after
_AHEAD_IN_NEXT = re.compile(
    r"\s*(?P<year>20\d\d)\s?年[，,](?:我们|[全我本][县区市旗]|[县市区]政府)?(?:[要将拟须]|计划|力争|确保|争取|重点(?:抓好|做好|要))"
)
# 较上年提高, 较2018年下降: what is told so beside it is of the year before
_COMPARED_BEFORE = re.compile(
    r"[比较](?:上年|去年|(?P<year>20\d\d)\s?年)[^。；，,]{0,8}?(?:提高|上升|提升|下降|降低|增加|减少|多|少)"
)
_OF_YEAR_OVER = re.compile(
    r"(?:^|[。；;])\s*(?:[（(]?[一二三四五六七八九十]{1,2}[)）、])?(?:这一年|(?:刚刚)?过去的?一年|一年来|去年|20\d\d年工作回顾|年度工作回顾)"
    r"|[，,。；;]\s*全年(?![^。；，,]{0,10}(?:目标|力争|计划|预计|控制))"
)
LAST_OF_ALL = 2099
# 1—9月, 前三季度, 今年以来: of the year that runs; 2022年1—9月 has a year of its own
_SO_FAR = re.compile(
    r"(?<![\d年度])(?:1月?份?[-—–－~～至到]\s?(?:[2-9]|1[01])月|前三季度|上半年|截[至止]到?(?:[1-9]|1[01])月|今年以来)"
)
FULL_YEAR_DAYS = 330
MAX_DAYS_UNTIL_WRITTEN = 400
# a survey of some months is of the year
_SURVEYED = re.compile(
    r"月(?:\d{1,2}日)?[^。；;]{0,40}?(?:调查|普查|测评|抽样|问卷)|(?:调查|普查|测评|抽样)[^。；;]{0,12}?年\d{1,2}月"
)
# 统计时点为2023年12月: a stock as it was at the end of the year
_COUNTED_AT_YEARS_END = re.compile(
    r"(?:统计|数据|资料|填报)(?:截止)?时[点间](?:均?为|是|[:：])?(?:截至)?(?:19|20)\d\d年12月"
)
_PART_IN_TITLE = re.compile(r"半年|季度|[月]")
# later a table of a year's notice may tell what was reached so far
LAST_MONTH_OF_SETTING = 6
_SETTING = frozenset({"plan", "notice", "regulation"})
_SETS_TARGETS = re.compile(
    r"下达|目标任务|目标责任|考核目标|控制目标|任务分解|任务清单|实施方案|工作方案|行动计划|工作要点|工作计划"
)

_HANDS_DOWN = re.compile(
    r"下达|分解|责任书|(?:考核|控制|约束性?|管控|年度|改善|下降|降低|削减|减排|质量)(?:目标|指标)|目标任务|目标[^,，。的]{0,6}的?(?:通知|函|批复)"
)
_ON_WHAT_IS = re.compile(r"完成|执行|落实|实施情况|结果|自查|评估|总结|报告|通报|情况|台账|统计")

_SURVEY = re.compile(r"调查|普查|本底|摸底")


def without_stale_period(identity: Identity) -> Identity:
    """Return an identity without its period where this is of some months long over when the paper was dated.

    A paper on some months is written soon after them: 2022年10月完成修复 in one of March 2024 is no period of it.
    """
    period = identity.period
    if period is None or identity.date is None or _PART_IN_TITLE.search(identity.title or ""):
        return identity
    is_short = (period.end - period.start).days + 1 < FULL_YEAR_DAYS
    is_over = identity.date.year > period.end.year and (identity.date - period.end).days > MAX_DAYS_UNTIL_WRITTEN
    return identity.model_copy(update={"period": None}) if is_short and is_over else identity


def _survey_ended(identity: Identity) -> int | None:
    """Return the year in which a survey ended that ran over parts of years: 2021年6月至2023年3月 for 本底调查成果."""
    period = identity.period
    if period is None or period.start.year == period.end.year or _SURVEY.search(identity.title or "") is None:
        return None
    is_of_whole_years = (period.start.month, period.end.month) == (1, 12)
    return None if is_of_whole_years or identity.kind == "plan" else period.end.year


def reported_years(identity: Identity) -> tuple[int, ...]:
    """Return the years a document reports on, () where it is a plan or they are too many to be meant one by one."""
    period = identity.period
    if (ended := _survey_ended(identity)) is not None:
        return (ended,)
    if period is not None and _looks_back_and_ahead(identity):
        return (period.start.year,)
    if period is not None and identity.date is not None and period.end.year > identity.date.year:
        return ()  # a text on a scheme of years to come
    if period is None or identity.kind == "plan" or period.end.year - period.start.year >= MAX_REPORTED_YEARS:
        return ()
    return tuple(range(period.start.year, period.end.year + 1))


def reported_year(identity: Identity, *, is_part_year: bool) -> int | None:
    """Return the one year that a document reports on, None where it reports on none or several."""
    period = identity.period
    if (ended := _survey_ended(identity)) is not None:
        return ended
    if period is None or is_part_year:
        return None
    is_one = period.start.year == period.end.year or _looks_back_and_ahead(identity)
    return period.start.year if is_one else None


def year_told_most(identity: Identity, texts: Iterable[str]) -> int | None:
    """Return the year that was over when a report was dated and that it speaks of most; None where there is none.

    A report on several years speaks of each as often; one on what a year reached names others only to compare.
    """
    title = _TERM_IN_TITLE.sub("", identity.title or "")
    is_of_plan = title != identity.title and identity.period is not None and identity.date is not None
    named = {int(year) for year in _YEAR_IN_TITLE.findall(_YEAR_OF_BOOK.sub("", title))}
    texts = list(texts)
    assessed = {int(match[1]) for text in texts for match in _YEAR_ASSESSED.finditer(text)}
    if len(assessed) == 1 and not named and not sets_targets(identity):
        return assessed.pop()
    if is_of_plan and identity.date is not None and len(named) == 1 and max(named) <= identity.date.year:
        return named.pop()
    is_told = bool(named)
    is_one = identity.period is not None and identity.period.start.year == identity.period.end.year
    is_meeting = identity.kind in ("minutes", "resolution")
    if is_told or is_one or is_meeting or sets_targets(identity):
        return None
    if identity.date is None:
        if identity.kind not in (None, "summary") or identity.period is not None:
            return None
        return year_of_page(texts, is_summary=identity.kind == "summary")
    return _term_ended(identity, texts) or _year_over_told_most(identity.date, texts)


def _year_over_told_most(dated: date, texts: list[str]) -> int | None:
    """Return the last year that was over when a paper was dated where it speaks of it most."""
    last = dated.year - (dated.month < FIRST_MONTH_OF_YEARS_REPORTS)
    told = Counter(year for text in texts for year in _years_told(_QUOTED.sub("", text), last))
    total = sum(told.values())
    if not total and _tells_whole_year(dated, texts):
        return last
    if (
        not told[last]
        or any(map(_THIS_YEAR_SO_FAR.search, texts))
        or (told[last] < MIN_TIMES_TOLD and total > told[last] + 1)
    ):
        return None
    is_most = all(count * LEAD_OF_YEAR <= told[last] for year, count in told.items() if year != last)
    return last if is_most and told[last] >= MIN_SHARE_OF_YEAR * total else None


def _tells_whole_year(dated: date, texts: list[str]) -> bool:
    """Tell whether a paper of a year's last months, or the first of the next, tells what the whole year brought."""
    is_early = dated.month <= LAST_MONTH_AFTER_TERM
    if not is_early and dated.month < FIRST_MONTH_OF_YEARS_REPORTS:
        return False
    return any(map(_WHOLE_YEAR_TOLD.search, texts)) and not (is_early and any(map(_FROM_NEW_YEAR.search, texts)))


def _term_ended(identity: Identity, texts: list[str]) -> int | None:
    """Return the year in which a term of some years was over that a paper of its end or right after it sums up."""
    dated = identity.date
    if dated is None or identity.kind not in ("summary", "assessment"):
        return None
    if not (_SUMS_UP_YEARS.search(identity.title or "") or any(map(heads_term, texts))):
        return None
    if dated.month >= FIRST_MONTH_OF_YEARS_REPORTS:
        return dated.year
    return dated.year - 1 if dated.month <= LAST_MONTH_AFTER_TERM else None


def year_of_page(texts: Iterable[str], *, is_summary: bool = False) -> int | None:
    """Return the last year that a page torn from its paper tells of, where it tells of it most, of none after it."""
    texts = list(texts)
    since = _SINCE_IN_SUMMARY if is_summary else _SINCE
    if (before := _year_before_next(texts)) is not None:
        return before
    on_what_is = [text for text in texts if _AHEAD_IN_NEXT.match(text) is None]
    told = Counter(
        year
        for text in on_what_is
        for year in _years_told(since.sub("", _AHEAD.sub("", _QUOTED.sub("", text))), LAST_OF_ALL)
    )
    last, total = max(told, default=None), told.total()
    if last is None or told[last] < MIN_SHARE_OF_YEAR * total or (total == 1 and any(map(_THIS_YEAR.search, texts))):
        return None
    return last if all(count * LEAD_OF_YEAR <= told[last] for year, count in told.items() if year != last) else None


def _year_before_next(texts: list[str]) -> int | None:
    """Return the year that a page looks back on before it sets what is to be done in the next.

    这一年，…, then 2023年工作安排。… tells of 2022.
    """
    begun = [
        (at, int(match["year"]))
        for at, text in enumerate(texts)
        if (match := _WORK_OF_NEXT.search(text) or _AHEAD_IN_NEXT.match(text))
    ]
    if len({year for _, year in begun}) != 1:
        return None
    at, year = begun[0]
    told = {one for text in texts[:at] for one in _years_told(_AHEAD.sub("", _QUOTED.sub("", text)), LAST_OF_ALL)}
    looks_back = any(map(_OF_YEAR_OVER.search, texts[:at])) or _compares_with_year_before(texts[:at], year - 1)
    return year - 1 if looks_back and all(one < year for one in told) else None


def _compares_with_year_before(texts: Iterable[str], year: int) -> bool:
    """Tell whether texts compare what a year has reached with the year before it: 较2018年提高0.3个百分点 in 2019."""
    compared = [match["year"] for text in texts for match in _COMPARED_BEFORE.finditer(text)]
    return bool(compared) and all(one is None or int(one) == year - 1 for one in compared)


def tells_so_far(texts: Iterable[str]) -> bool:
    """Tell whether a paper tells what the year that runs has brought so far: 1—9月，…; 今年以来，…."""
    return any(map(_SO_FAR.search, texts))


def is_of_part_year(identity: Identity, texts: Iterable[str]) -> bool:
    """Tell whether a document reports on some months; a survey that took some tells of the year."""
    period = identity.period
    if period is None or period.start.year != period.end.year or identity.kind == "survey":
        return False
    if (period.end - period.start).days + 1 >= FULL_YEAR_DAYS:
        return False
    is_of_year = any(_SURVEYED.search(text) or _COUNTED_AT_YEARS_END.search(text) for text in texts)
    return _PART_IN_TITLE.search(identity.title or "") is not None or not is_of_year


def _years_told(text: str, last: int) -> Iterator[int]:
    """Yield the years told, but none of a term that goes on after `last`: 规划期为2022—2035年."""
    for match in _YEAR_TOLD.finditer(text):
        year = int(match["year"])
        if year <= last:
            yield from range(min(int(match["first"] or year), year), year + 1)


def year_of_plan(identity: Identity) -> int | None:
    """Return the year of a plan of one year, in which its 年底 and 全年 lie; None for any other document."""
    period = identity.period
    is_of_one = identity.kind == "plan" and period is not None and period.start.year == period.end.year
    return period.start.year if is_of_one and period is not None else None


def _looks_back_and_ahead(identity: Identity) -> bool:
    """Tell whether a report on one year also holds the plan of the next: 2022年工作总结和2023年工作计划."""
    period = identity.period
    if period is None or identity.kind == "plan" or period.end.year != period.start.year + 1:
        return False
    return _WITH_PLAN.search(identity.title or "") is not None


def sets_targets(identity: Identity) -> bool:
    """Tell whether a document sets targets by its kind or title; a notice on a year that is over reports."""
    if _SETS_TARGETS.search(identity.title or ""):
        return _WITH_PLAN.search(identity.title or "") is None
    period, dated = identity.period, identity.date
    if identity.kind == "notice" and period is not None and dated is not None and period.end < dated:
        return False
    return identity.kind in _SETTING


def hands_down(identity: Identity, *, goes_to_counties: bool = False) -> bool:
    """Tell whether a document's title says that it hands targets or limits down: its own year is one of them.

    So does what a notice to the counties of a city sets over the year that has just begun, whatever it is called.
    """
    title = identity.title or ""
    if _ON_WHAT_IS.search(title):
        return False
    if _HANDS_DOWN.search(title):
        return True
    period, dated = identity.period, identity.date
    if not goes_to_counties or identity.kind != "notice" or period is None or dated is None:
        return False
    return period.start.year == period.end.year == dated.year and dated.month <= LAST_MONTH_OF_SETTING
