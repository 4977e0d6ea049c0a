"""How long a document holds, in its own words."""

import re
from datetime import date

from pipeline.numbers.dates import find_dates, find_periods
from pipeline.numbers.shadow import shadow
from pipeline.stages.identification.in_force import plan_span, stated_in_force
from pipeline.stages.identification.lines import Line
from pipeline.stages.identification.period import VERSION_BEHIND_TITLE
from pipeline.stages.identification.plan_terms import later
from schemas.document import Identity
from schemas.particulars import Validity

_PLAN_TITLE = re.compile(r"规划|计划|方案|行动|纲要|要点|预案")
_CONTRACT_TITLE = re.compile(r"(?:合同|协议)(?:书)?(?:[(（].*)?$")
_TERM = re.compile(
    r"(?:合同|协议|服务|委托|运营|运行|处置|托管|承包|特许经营|合作)(?:的)?(?:期限?|有效期限?|年限)(?:为|:|是|,)?"
    r"(?:共?(?:[一二两三四五六七八九十]{1,3}|\d{1,2})年)?[,:(]?(?:自|从|即)?"
)
_TERM_CHARS = 40
_COUNT = r"(?:为|共|是|:|,){0,2}(?P<count>[\d一二两三四五六七八九十]{1,3})(?P<unit>年|个月)(?![度级内])"
_BEGINS = r"(?:自|从|于)(?P<day>[^,。;自从于]{2,16}?)(?:起|生效|开始|正式|计算|算起|执行|履行){1,4}"
_NAMED = (
    r"(?:有效期限?|为期|期限|(?:合同|协议|服务|合作|委托|运营|运维|运行|处置|承包|托管|租赁|履约|履行|特许经营)期限?)"
)
# 协议从2019年3月1日生效，为期三年; 有效期五年，自签订之日起计算; 合作期36个月，自2019年5月1日起算
_COUNTED_TERMS = (
    re.compile(rf"{_BEGINS},?{_NAMED}?{_COUNT}"),
    re.compile(rf"{_NAMED}{_COUNT}[,(]?{_BEGINS}"),
)
_SIGNING = re.compile(r"(?:双方|甲乙双方)?(?:签订|签字|签署|盖章|签字盖章)(?:之日)?")
# 为做好2023年至2025年有关工作，制定本方案
_AIM = re.compile(r"^为[^。]{0,60}(?:制定|编制|印发)本(?:方案|计划|规划|行动)")
_IN_FORCE_KINDS = ("plan", "regulation", "notice", "approval", "resolution", "certificate", "list")


def validity_of(identity: Identity, lines: list[Line]) -> Validity | None:
    """Return the validity: stated (有效期, 起施行), else the period of a plan (规划期限, its title, 十四五).

    No customary period is added: what the text does not say is open. A licence or certificate may say it too.
    """
    if (of_contract := _of_contract(identity, lines)) is not None:
        return of_contract
    stated = stated_in_force(lines, identity.date) if identity.kind in (*_IN_FORCE_KINDS, None) else None
    if stated and (stated.last or not _is_plan(identity)):
        words = _words(stated.line, stated.begin, stated.stop)
        return Validity(start=stated.first, end=stated.last, text=words, locator=stated.line.locator)
    planned = _planned(identity, lines)
    if planned is None and stated:
        words = _words(stated.line, stated.begin, stated.stop)
        return Validity(start=stated.first, end=None, text=words, locator=stated.line.locator)
    return planned


def _of_contract(identity: Identity, lines: list[Line]) -> Validity | None:
    """Return the term of a contract: 合同期限三年，自某日起至某日止; None for any other document."""
    if not identity.title or not _CONTRACT_TITLE.search(identity.title):
        return None
    for line in lines:
        match = _TERM.search(line.seen)
        days = find_dates(line.seen[match.end() : match.end() + _TERM_CHARS]) if match else []
        if match is not None and len(days) > 1 and days[0].start <= 1 and days[0].day < days[1].last_day:
            words = _words(line, match.start(), match.end() + days[1].end)
            return Validity(start=days[0].day, end=days[1].last_day, text=words, locator=line.locator)
    return next((told for line in lines if (told := _counted(line, identity.date)) is not None), None)


def _counted(line: Line, signed: date | None) -> Validity | None:
    """Return the term that a contract counts in years from the day when it begins."""
    for match in (found for pattern in _COUNTED_TERMS for found in pattern.finditer(line.seen)):
        days = find_dates(match["day"])
        is_day = len(days) == 1 and days[0].precision == "day"
        first = days[0].day if is_day else signed if _SIGNING.fullmatch(match["day"]) else None
        last = later(first, match) if first is not None else None
        if last is not None:
            return Validity(start=first, end=last, text=_words(line, *match.span()), locator=line.locator)
    return None


def _is_plan(identity: Identity) -> bool:
    """Tell whether it is a plan, or issues one: 关于印发…规划的通知."""
    seen = shadow(identity.title or "").text
    if identity.kind == "notice":
        return "印发" in seen and _PLAN_TITLE.search(seen) is not None
    return identity.kind == "plan"


def _planned(identity: Identity, lines: list[Line]) -> Validity | None:
    if not identity.title or not lines:
        return None
    if (_is_plan(identity) or identity.kind == "regulation") and (span := plan_span(lines)):
        found, line = span
        quote = re.search(r"[^,。;]*(?:期|时限|年限)[^。;]{0,40}", line.seen)
        words = _words(line, *quote.span()) if quote else line.text[:60]
        return Validity(start=found.first, end=found.last, text=words, locator=line.locator)
    if not _is_plan(identity):
        return None
    periods = find_periods(VERSION_BEHIND_TITLE.sub("", shadow(identity.title).text))
    if not periods:
        return _aimed_at(lines)
    opening = shadow(identity.title).text[:4]
    line = next((line for line in lines if line.seen.startswith(opening)), lines[0])
    first, last = min(p.first for p in periods), max(p.last for p in periods)
    return Validity(start=first, end=last, text=identity.title, locator=line.locator)


def _aimed_at(lines: list[Line]) -> Validity | None:
    """Return the years of the sentence that says what a plan is drawn up for, where they are several."""
    for line in lines:
        match = _AIM.match(line.seen)
        spans = find_periods(match[0]) if match is not None else []
        if len(spans) == 1 and spans[0].first.year < spans[0].last.year:
            words = _words(line, spans[0].start, spans[0].end)
            return Validity(start=spans[0].first, end=spans[0].last, text=words, locator=line.locator)
    return None


def _words(line: Line, begin: int, stop: int) -> str:
    return shadow(line.text).quote(begin, stop)
