"""Breaks in outlines that number without punctuation: 1.1, 1.2, 1.4; 1 总则, 3 职责; 一 领导, 二 分工, 四 督查."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.numbers.dates import chinese_count
from pipeline.stages.identification.lines import Line
from schemas.particulars import NumberingGap

_N = "一二三四五六七八九十"
# what a number counts is no heading: 1.1万元, 1.4公里, 3个
_UNITS = (
    r"[万亿千百座辆元吨米亩克倍秒月岁折枚艘羽尾头株只棵]|家(?!庭)|户(?!厕|用|外)|人(?!员|才|居|口|工|大|为|畜)|名(?!录|称|单|木)|处(?![置理罚方])|条(?!件|例)"
    r"|次(?!序|生)|件|份|台(?!账)|所(?![有属在需])|项(?!目)|批(?![复准发])|期(?![限间])|升(?!级)|度|分(?![工类级析区布别])|天(?!然)|日(?!常)|年(?!度)|类(?!别)|级(?!别)|层(?!级)"
    r"|成(?![立果效员本])|套|个(?!人|体|案)|公[里顷斤]|平方|立方|微克|毫[克米升]|小时|标准|百分|摄氏|左右|以[上下内]|[至到和与及]\d"
)
# 1.1.1 is no value
_PATH = re.compile(
    rf"(?P<path>\d{{1,2}}(?:\.\d{{1,2}}){{2,3}}|\d{{1,2}}\.\d{{1,2}}(?!\.\d|[.、]?(?:{_UNITS})))[.、]?[一-龥]"
)
_TOP = re.compile(rf"(?P<number>\d{{1,2}})[ \u3000\t]+(?!(?:{_UNITS}))[一-龥]")
_CHINESE = re.compile(rf"(?P<number>[{_N}]{{1,3}})[ \u3000\t]+(?![{_N}]{{1,2}}[ \u3000\t级类])[一-龥]{{2}}[^。；，]*")
_LONGEST_HEADING = 30
_WIDEST_GAP = 2
_NEAR_LINES = 30
_IN_CHINESE = "一"

Path = tuple[str, ...]


@dataclass(frozen=True)
class _Numbered:
    """A line with the numbers that it begins with; `within` are those of the headings around it."""

    within: Path
    number: int
    index: int


def outline_gaps(lines: Sequence[Line]) -> tuple[int, list[NumberingGap]]:
    """Return (how many numbers of outlines were followed, the gaps); a number given twice is a gap too.

    A first level without punctuation (1 总则) is followed only where the numbers below it (1.1) stand too. Of each
    way of numbering two that follow each other must stand somewhere, else it may be a row of values.
    """
    numbered = list(_numbered(lines))
    tops = {one.within[0] for one in numbered if one.within and one.within[0] != _IN_CHINESE}
    numbered = [one for one in numbered if one.within or tops]
    gaps: list[NumberingGap] = []
    followed: set[bool] = set()
    found: list[tuple[bool, NumberingGap]] = []
    opened: dict[Path, _Numbered] = {}
    for one in numbered:
        last, is_chinese = opened.get(one.within), one.within == (_IN_CHINESE,)
        if last is not None and one.number == last.number + 1:
            followed.add(is_chinese)
        elif last is not None and (_is_left_out(lines, last, one) or _is_repeated(last, one)):
            found.append((is_chinese, _gap(last, one, lines[one.index])))
        opened[one.within] = one
        inner = (*one.within, str(one.number))
        for deeper in [path for path in opened if path[: len(inner)] == inner]:
            del opened[deeper]
    gaps += [gap for is_chinese, gap in found if is_chinese in followed]
    return len(numbered) if followed else 0, gaps


def _numbered(lines: Sequence[Line]) -> Iterator[_Numbered]:
    for index, line in enumerate(lines):
        text = line.text.strip()
        if (match := _PATH.match(line.seen)) is not None:
            *within, last = match["path"].split(".")
            yield _Numbered(tuple(within), int(last), index)
        elif len(text) > _LONGEST_HEADING:
            continue
        elif (match := _TOP.match(text)) is not None:
            yield _Numbered((), int(match["number"]), index)
        elif (match := _CHINESE.fullmatch(text)) is not None and (number := chinese_count(match["number"])):
            yield _Numbered((_IN_CHINESE,), number, index)


def _is_left_out(lines: Sequence[Line], last: _Numbered, one: _Numbered) -> bool:
    """Tell whether a number is missing between two, and stands nowhere between them after all."""
    if not 1 < one.number - last.number <= _WIDEST_GAP + 1:
        return False
    missing = _printed(one.within, last.number + 1)
    between = "".join(line.seen for line in lines[last.index + 1 : one.index + 1])
    return missing not in between if one.within else not re.search(rf"(?<![\d.]){missing}(?:\.\d|[一-龥])", between)


def _is_repeated(last: _Numbered, one: _Numbered) -> bool:
    return one.number == last.number > 1 and one.index - last.index <= _NEAR_LINES and bool(one.within)


def _gap(last: _Numbered, one: _Numbered, line: Line) -> NumberingGap:
    return NumberingGap(
        expected=_printed(one.within, last.number + 1),
        found=_printed(one.within, one.number),
        quote=line.text[:60],
        locator=line.locator,
    )


def _printed(within: Path, number: int) -> str:
    if within == (_IN_CHINESE,):
        tens, ones = divmod(number, 10)
        return ("" if tens == 0 else "十" if tens == 1 else _N[tens - 1] + "十") + (_N[ones - 1] if ones else "")
    return ".".join((*within, str(number)))
