"""The time that a document says it is in force: 有效期, 起施行, 规划期."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.numbers.dates import FoundPeriod, chinese_count, find_dates, find_periods
from pipeline.stages.identification.lines import Line
from pipeline.stages.identification.plan_terms import later, term_in
from pipeline.stages.identification.terms_told import told_term
from pipeline.stages.identification.years_of_work import years_of_work

PLAN_SPAN = re.compile(
    r"(?<!项目)(?<!工程)(?:(?:规划|计划|方案|实施|行动|适用)(?:期限|期间|周期|期|年限|时限)|(?:实施|执行|行动)时间|(?:^|[、.)])(?:总体)?(?:工作|建设|整治|治理|执行|攻坚|创建|推进)(?:期限|周期|年限|时限|时间))"
    r"(?:为|是|:|,|。)?(?:共?[一二两三四五\d]年[,(:])?(?:自|从|即)?(?!内|间|末|满|截?至|到)"
)
PLAN_SPAN_CHARS = 40
_VALID_NAME = (
    r"(?:有效期(?:限)?|有效时间|试行期(?:限)?|暂行期|(?:本[一-龥]{2,6}|政策|措施)的?(?:实施|执行|适用)(?:期限?|时限))"
)
_VALID = re.compile(
    rf"(?:{_VALID_NAME}(?:暂定)?(?:为|:|是)?(?:自.{{0,24}}?起|(?:发布|公布|印发|下发|施行|实施)(?:之日)?起)?,?(?:为|共)?|(?:(?<=[,。])|本(?:办法|方案|细则|规定|制度|意见|预案|通知))(?:试行|暂行|执行期)(?:期)?(?:为)?|(?<=起[施执试实][行施],)(?:期限|周期)(?:为)?|(?:实施|执行|滚动)周期(?:为|是|:)?(?:共)?)"
    r"(?P<count>[\d一二两三四五六七八九十]{1,3})(?P<unit>年|个月)"
)
_VALID_UNTIL = re.compile(
    rf"{_VALID_NAME}(?:为|:|是)?(?:自.{{0,30}}?)?(?:截?至|到|截止)"
    r"|(?:实施|执行|试行|行动)期(?:限)?(?:为|是|:)?(?:共?[一二两三四五六\d]{1,2}年)?,?(?:截?至|到|截止到?)"
    r"|本(?:方案|办法|计划|意见|预案|规划|细则|规定|制度|通知|政策)(?:有效期?|执行|实施|施行|试行)(?:截?至|到)"
)
_VALID_SPAN = re.compile(rf"{_VALID_NAME}(?:为|:|是)?(?:自|从)?(?!截?[至到])")
_UNTIL = re.compile(r",(?:有效期)?(?:至|到)(?P<day>.{6,16}?)(?:止|废止|失效)")
_FROM = re.compile(
    r"(?:自|从|于)?(?P<day>[^,。;自从于]{6,16}?)(?:起|开始|正式)(?:正式)?(?:施行|实施|执行|生效|试行|暂行|计算(?!机))"
)
_FROM_ISSUE = re.compile(
    r"自(?:本\w{1,4})?(?:发布|公布|印发|下发|颁布|发文|通过|批准)之日起(?:满?(?P<days>\d{1,3}|[一二三四五六七八九十]{1,3})[日天]后)?(?:正式)?(?:施行|实施|执行|生效|试行|暂行|计算)?"
)
_MAY_TELL = re.compile(
    r"有效|废止|施行|实施|执行|生效|试行|暂行|失效|终止|结束|(?:适用|规划|行动)(?:期|年限|时限|周期)|开始,?[至到]"
)
# 自2018年起至2020年止
_FROM_ON = re.compile(r"(?<=[年月日])(?:起|开始),?(?=[至到])")
_THROUGH_YEARS = re.compile(r"(?:通过|用|经过|利用|力争)[两三四五六3-6]年(?:左右)?(?:的)?(?:时间|努力)?[(,:]?")
_IN_PARTS = re.compile(r"近(?:中)?期")
_OF_OTHERS = re.compile(
    r"《[^《》]*》[^,。;]{0,12}$|(?:证书|许可证|营业执照|资质|合同|协议|标书|投标|报价|检定|校准)[^,。;]{0,10}$"
    # 检测报告有效期一年; 责任书每年签订一次，有效期一年
    r"|(?:许可|责任书|承诺书|保证书|(?:检测|监测|检验|评估|鉴定|核查|环评)报告|聘[任用书]|保险|凭证|合格证|通行证|标志|补助|药品|试剂)"
    r"(?:(?!本(?:办法|方案|规定|制度|意见|预案|通知|细则))[^。;]){0,16}$"
)


@dataclass(frozen=True)
class InForce:
    """A time in force as one line states it: line.seen[begin:stop]; an open end is None."""

    first: date | None
    last: date | None
    line: Line
    begin: int
    stop: int


def stated_in_force(lines: list[Line], signed: date | None) -> InForce | None:
    """Return how long the document says it holds: until a day, for some years, from a day on; `signed` is 发布之日."""
    begun: InForce | None = None
    for line in lines:
        if line.kind == "contents":
            continue
        if (term := term_in(line.seen)) is not None and not _OF_OTHERS.search(line.seen[: term.begin]):
            return InForce(term.first or signed, term.last, line, term.begin, term.stop)
        if _MAY_TELL.search(line.seen) is None:
            continue
        begun = begun or _begun(line, signed)
        if found := _ended(line, begun, signed):
            return found
    return begun


def plan_span(lines: list[Line]) -> tuple[FoundPeriod, Line] | None:
    """Return the period behind 规划期限为, 规划期：, or below such a heading; offsets are the line's shadow's."""
    for line, below in zip(lines, [*lines[1:], None], strict=False):
        match = PLAN_SPAN.search(line.seen)
        if match is None:
            continue
        if match.end() == len(line.seen) and below is not None:
            begun = [found for found in find_periods(below.seen[:PLAN_SPAN_CHARS]) if found.start <= 2]
            if begun:
                return begun[0], below
        clause = _FROM_ON.sub("", line.seen[match.end() :].partition("。")[0])
        found = find_periods(clause[:PLAN_SPAN_CHARS])
        if found and found[0].start <= 2:
            last = found[-1] if _IN_PARTS.match(clause) else found[0]
            return FoundPeriod(found[0].start, last.end, found[0].first, max(last.last, found[0].last)), line
    return next((told for line in lines if (told := _through_years(line)) is not None), None) or years_of_work(lines)


def _through_years(line: Line) -> tuple[FoundPeriod, Line] | None:
    """Return the years of 通过三年（2018—2020年）的努力."""
    match = _THROUGH_YEARS.search(line.seen) if line.kind != "contents" else None
    found = find_periods(line.seen[match.end() : match.end() + PLAN_SPAN_CHARS]) if match else []
    if not found or found[0].start > 0 or found[0].first.year == found[0].last.year:
        return None
    return found[0], line


def _begun(line: Line, signed: date | None) -> InForce | None:
    """Read 自2021年1月1日起施行, 自发布之日起施行, 自印发之日起30日后施行."""
    for match in _FROM.finditer(line.seen):
        found = [day for day in find_dates(match["day"]) if day.precision == "day"]
        if found and not _OF_OTHERS.search(line.seen[: match.start()]):
            return InForce(found[-1].day, None, line, *match.span())
    issued = _FROM_ISSUE.search(line.seen)
    if issued is None or not issued[0].endswith(("行", "实施", "生效")):
        return None
    if _OF_OTHERS.search(line.seen[: issued.start()]):
        return None
    delay = chinese_count(issued["days"]) if issued["days"] else 0
    first = signed + timedelta(days=delay or 0) if signed else None
    return InForce(first, None, line, *issued.span())


def _ended(line: Line, begun: InForce | None, signed: date | None) -> InForce | None:
    """Read 有效期至…, 有效期：A至B, 有效期三年, 至某日止."""
    seen = line.seen
    start = begun.first if begun else signed
    begin = begun.begin if begun and begun.line is line else None
    span = _VALID_SPAN.search(seen)
    if span and not _OF_OTHERS.search(seen[: span.start()]):
        periods = [p for p in find_periods(seen[span.end() : span.end() + 40]) if p.start <= 1]
        if periods and periods[0].first < periods[0].last:
            return InForce(periods[0].first, periods[0].last, line, span.start(), span.end() + periods[0].end)
    for until in (_VALID_UNTIL.search(seen), _UNTIL.search(seen) if begun else None):
        if until is None or _OF_OTHERS.search(seen[: until.start()]):
            continue
        at = until.start("day") if "day" in until.groupdict() else until.end()
        ends = [day for day in find_dates(seen[at : at + 20]) if day.start <= 1]
        if ends and (start is None or ends[0].last_day >= start):
            return InForce(start, ends[0].last_day, line, begin or until.start(), at + ends[0].end)
    match = _VALID.search(seen)
    if match is None or _OF_OTHERS.search(seen[: match.start()]):
        told = told_term(seen, begun.first if begun else None, signed)
        if told is None or _OF_OTHERS.search(seen[: told.begin]):
            return None
        return InForce(told.first, told.last, line, min(told.begin, begin or told.begin), told.stop)
    last = later(start, match) if start else None
    return InForce(start, last, line, min(begin if begin is not None else match.start(), match.start()), match.end())
