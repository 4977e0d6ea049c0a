"""Further ways in which a paper says when it ends: 试行两年, 两年后自动失效, 有效期自…起计算，为期两年."""

import re
from datetime import date

from pipeline.numbers.dates import find_dates
from pipeline.stages.identification.plan_terms import Term, later

_COUNT = r"(?P<count>[\d一二两三四五六七八九十]{1,3})(?P<unit>年|个月)(?![度级内])"
_NAME = r"(?:有效期限?|[试暂]行期限?|(?:实施|执行|适用|规划|行动)(?:期限|年限|时限|周期|期))"
_COUNTED = tuple(
    re.compile(pattern)
    for pattern in (
        # 自发布之日起试行两年
        rf"(?:之日|[年月日])起(?:开始)?(?:正式)?(?:[试暂]行|[施执]行|实施)(?:期限?)?(?:为|共)?{_COUNT}(?!后)",
        # 自印发之日起施行，两年后自动失效
        rf"(?:施行|实施|执行|试行|之日起?|生效)[,;](?:满)?{_COUNT}(?:后|期满)(?:即|自动|自行|自然){{0,2}}(?:失效|废止|终止)",
        # 有效期自发布之日起计算，为期两年
        rf"{_NAME}(?:自|从)[^,。;]{{2,20}}(?:起|起算|计算|算起),?(?:为期|期限|共|为|计){{0,2}}{_COUNT}",
        # 实施期限：三年
        rf"(?:^|[、.。;)(]|本[一-龥]{{2,4}}){_NAME}(?:为|是|:|暂定|共){{0,2}}{_COUNT}",
    )
)
_UNTIL = tuple(
    re.compile(pattern)
    for pattern in (
        # 自印发之日起执行，2025年12月31日自动失效
        r"(?:^|[,。;(])(?:至|到|于)?(?P<day>[^,。;()]{5,14}?)(?:起|后)?(?:即|自动|自行|自然|同时){1,2}(?:失效|废止|终止)",
        # 本制度于2025年12月31日废止
        r"本(?:办法|方案|规定|制度|意见|预案|通知|细则|计划|文件)(?:将)?(?:于|至|到)(?P<day>[^,。;()]{5,12}?)(?:起)?(?:自动|自行)?(?:失效|废止|终止)",
        # 全部任务做到2020年12月31日为止，本方案随之结束; 至2020年底本计划即告结束
        r"(?:到|至|于)(?P<day>[^,。;到至于]{5,12}?)(?:为?止|完成)?,?本(?:轮)?(?:办法|方案|规定|制度|意见|预案|细则|计划|行动|文件)"
        r"(?:也|亦|随之|即告?|随即|自然|同时|自动|相应)*(?:结束|终止|失效|废止|停止执行|不再执行)",
        # 自下发之日起实施，到2025年底结束
        r"(?:施行|实施|执行|试行|生效)[,;](?:有效期|期限)?(?:截?至|到)(?P<day>[^,。;]{4,14}?)(?:止|结束|终止|为止)",
    )
)
_FIGURES = re.compile(
    rf"(?:{_NAME}|有效时间)(?:为|是|:)?(?:自|从)?(?P<first>20\d\d[./]\d{{1,2}}[./]\d{{1,2}})(?:日)?(?:起)?[-—–~～至到]+(?P<last>20\d\d[./]\d{{1,2}}[./]\d{{1,2}})"
)
_YEARS = re.compile(rf"{_NAME}(?:为|是|:)?(?P<first>20\d\d)[-—–~～至到]+(?P<last>20\d\d)(?!\d)")
# 专项行动从2023年5月开始，到2025年12月结束
_FROM_TO = re.compile(
    r"(?:行动|整治|工作|攻坚|试点|活动)(?:时间)?(?:自|从)(?P<first>[^,。;]{5,12}?)(?:开始|起|启动),?(?:至|到)(?P<last>[^,。;]{5,12}?)(?:结束|止|完成|收官)"
)
_MAY_TELL = re.compile(r"失效|废止|终止|结束|行|期|止|完成")


def told_term(seen: str, begun: date | None, signed: date | None) -> Term | None:
    """Return the term that a line (a shadow) tells in one of these ways, counted from `begun` or the day of signing."""
    if _MAY_TELL.search(seen) is None:
        return None
    start = begun or signed
    return _both_told(seen) or (_counted(seen, start) if start is not None else None) or _last_told(seen, start)


def _both_told(seen: str) -> Term | None:
    """Read a term whose first and last day are told: in figures, as two years, 从…开始，到…结束."""
    if (figures := _FIGURES.search(seen)) is not None:
        first, last = _day(figures["first"]), _day(figures["last"])
        if first is not None and last is not None and first < last:
            return Term(first, last, *figures.span())
    if (years := _YEARS.search(seen)) is not None and int(years["first"]) < int(years["last"]):
        return Term(date(int(years["first"]), 1, 1), date(int(years["last"]), 12, 31), *years.span())
    if (both := _FROM_TO.search(seen)) is not None:
        firsts, lasts = find_dates(both["first"]), find_dates(both["last"])
        if firsts and lasts and firsts[0].day.year < lasts[0].day.year:
            return Term(firsts[0].day, lasts[0].last_day, *both.span())
    return None


def _counted(seen: str, start: date) -> Term | None:
    for pattern in _COUNTED:
        match = pattern.search(seen)
        if match is not None and (ends := later(start, match)) is not None:
            return Term(start, ends, *match.span())
    return None


def _last_told(seen: str, start: date | None) -> Term | None:
    for pattern in _UNTIL:
        match = pattern.search(seen)
        days = find_dates(match["day"]) if match is not None else []
        is_day_alone = match is not None and bool(days) and days[-1].end >= len(match["day"]) - 1
        if match is not None and is_day_alone and (start is None or days[-1].last_day >= start):
            return Term(start, days[-1].last_day, *match.span())
    return None


def _day(words: str) -> date | None:
    year, month, day = map(int, re.split(r"[./]", words))
    try:
        return date(year, month, day)
    except ValueError:
        return None
