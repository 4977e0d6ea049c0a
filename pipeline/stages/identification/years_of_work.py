"""Years that a plan says its work takes: 用三年时间，到2020年底…; 分三年实施，2018年启动，2020年收官."""

import re
from datetime import date

from pipeline.numbers.dates import FoundPeriod, chinese_count
from pipeline.stages.identification.lines import Line

_COUNT = r"(?P<count>[两二三四五六3-6])年"
_FIRST, _LAST = r"(?P<first>20\d\d)年?", r"(?P<last>20\d\d)年"
_TOLD = tuple(
    re.compile(pattern)
    for pattern in (
        # 分三年实施，2018年启动，2020年收官
        rf"分{_COUNT}(?:实施|推进|完成|进行|安排)?[,:]{_FIRST}(?:启动|开始|起步|试点)[^。;]{{0,24}}?{_LAST}[底末]?[^,。;\d]{{0,4}}(?:收官|完成|结束|收尾|总结|验收)",
        # 三年行动，从2018年至2020年; 2018年至2020年，共三年
        rf"{_COUNT}(?:行动|计划|攻坚|任务|时间)?[,:(](?:自|从|即)?{_FIRST}(?:起|开始)?,?(?:至|到|-){_LAST}",
        rf"(?:期限?|时限|时间)[:。]?{_FIRST}(?:至|到|-){_LAST}[,(](?:为期|共|计)?{_COUNT}",
        # 从2018年起，用三年时间
        rf"(?:从|自){_FIRST}(?:起|开始|启动),?(?:利?用|通过|经过|力争|计划)?{_COUNT}(?:左右)?(?:的)?(?:时间|努力|内)",
        # 用三年时间，到2020年底; 力争三年内（至2020年）
        rf"(?:用|利用|通过|经过|力争|计划|争取){_COUNT}(?:左右)?(?:的)?(?:时间|努力|内)[,(]?(?:到|至|于){_LAST}",
        # 第一年（2018年）试点，第二年…，第三年（2020年）验收
        rf"第一年[(:]?{_FIRST}[^。]{{2,60}}第{_COUNT}[(:]?{_LAST}",
    )
)
_MAY_TELL = re.compile(r"[两二三四五六3-6]年")
# of another paper, of what is over
_OF_OTHERS = re.compile(r"《[^《》]*$|已(?:经)?(?:圆满|全面|顺利)?(?:完成|结束|收官)|以来|上一?轮|前[两三]年|过去")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")


def years_of_work(lines: list[Line]) -> tuple[FoundPeriod, Line] | None:
    """Return the years of a plan's work, with the line that tells them; offsets are the line's shadow's.

    Years and their count must agree, and nothing may be aimed at in a later year.
    """
    for line in lines:
        if line.kind == "contents" or _MAY_TELL.search(line.seen) is None:
            continue
        for match in (found for pattern in _TOLD if (found := pattern.search(line.seen)) is not None):
            span = _span(match)
            if span is None or _OF_OTHERS.search(line.seen[: match.end()]):
                continue
            first, last = span
            if any(int(year) > last for other in lines for year in _YEAR.findall(other.seen)):
                return None
            return FoundPeriod(match.start(), match.end(), date(first, 1, 1), date(last, 12, 31)), line
    return None


def _span(match: re.Match[str]) -> tuple[int, int] | None:
    told, count = match.groupdict(), chinese_count(match["count"])
    if not count:
        return None
    first = int(told["first"]) if told.get("first") else int(match["last"]) - count + 1
    last = int(told["last"]) if told.get("last") else first + count - 1
    return (first, last) if last - first + 1 == count else None
