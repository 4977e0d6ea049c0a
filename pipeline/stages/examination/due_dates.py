"""Days by which something is to be done, as words say them: 6月底前, 2023年12月31日前, 年底前."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.numbers.dates import chinese_count, year_of

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_BEFORE = r"(?:之前|以前|前(?!后|期|提|往|景|沿|端|列|三|两|一(?!律|次性|并)|\d))"
_DUE = re.compile(
    rf"(?<![\d每])(?:(?P<year>(?:19|20)\d\d|二[〇○零]\S{{2}})年|(?P<this>今年|本年度?|当年|同年))?"
    rf"(?:(?P<month>{_N})月(?:份)?(?:(?P<day>{_N})[日号](?:[上下]午)?(?:[(][^()]{{1,6}}[)])?(?:\d{{1,2}}(?:时|点|:)(?:\d{{2}}分?)?)?"
    rf"|(?P<third>[上中下])旬)?|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度)?"
    rf"(?P<end>年?(?:月|季度)?[底末](?:之)?)?(?P<how>{_BEFORE}|内|(?=(?:全面|全部|基本|初步)?(?:完成|建成|投入|实现|完工|竣工|投用|投运|通水|通车|封场))"
    # 到2023年9月底，完成…: a number behind it may be a share of the work
    r"|(?=,(?:全面|全部|基本|初步)?(?:完成|建成)[^\d,。;]{4,24}(?:[。;]|$)))"
)
_RECURRING = re.compile(r"(?:每年?|各|逐|次|上|去|下|第二|前)(?:年|月|季度?|周|半年)?的?$")
_MAY_BE_DUE = re.compile(
    r"[底末旬日月年份度)时分](?:之|以)?前|[底末旬年度](?:之?前|内|[^。;]{0,4}(?:完成|建成|投入|实现|完工|竣工|投用|投运|通水|通车|封场))|半年|季度"
)
_LABELLED = re.compile(
    rf"(?P<year>(?:19|20)\d\d|二[〇○零]\S{{2}})年(?:(?P<month>{_N})月(?:份)?(?:(?P<day>{_N})[日号])?|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度)?"
    rf"年?[底末]?(?:之?前|以前|内)?|(?P<year2>(?:19|20)\d\d)[-./](?P<month2>\d{{1,2}})(?:[-./](?P<day2>\d{{1,2}}))?(?:之?前)?"
)
_BARE = re.compile(
    rf"(?:今年|本年度?|当年)?(?:(?P<month>{_N})月(?:份)?(?:(?P<day>{_N})[日号]|(?P<third>[上中下])旬|[底末])?"
    rf"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度[底末]?|[年岁][底末终内])"
)
# what is said around the day behind a label: 力争2023年6月底前完成
_AROUND_LABELLED = re.compile(
    r"^(?:原则上|力争|确保|争取|最迟|不晚于|不迟于|于|至|在)+"
    r"|(?:(?:全面|全部|基本|力争|按期)?(?:完成|办结|整改到位|整改|销号|到位|建成|投用|投运|投入使用|完工|竣工|验收|达标|任务|工作|并))+$"
)


@dataclass(frozen=True)
class DueDate:
    """seen[start:end] names the last day of a time limit."""

    start: int
    end: int
    day: date


def due_dates(seen: str, this_year: int | None) -> Iterator[DueDate]:
    """Yield the time limits of a shadow; where no year stands before the month it is `this_year`.

    Of a month, a quarter, a year (2023年6月前, 2025年底前) the last day that the words allow. What comes round each
    month or year (每月5日前, 每季度末) is none, nor is a span that only passed (前期, 前三季度).
    """
    if _MAY_BE_DUE.search(seen) is None:
        return
    known: int | None = None
    for match in _DUE.finditer(seen):
        if not _says_when(match) or _RECURRING.search(seen[max(0, match.start() - 4) : match.start()]):
            continue
        stated = year_of(match["year"]) if match["year"] else None
        year = stated or (this_year if match["this"] or known is None else known)
        known = stated or known
        if year and (day := _last_day(year, match)):
            yield DueDate(match.start(), match.end(), day)


def labelled_day(words: str, this_year: int | None = None) -> date | None:
    """Read what stands behind 完成时限： or in such a column: 2023年6月底前完成, 2023年12月, 2023.6.30.

    Where no year stands before the month (9月底前, 年底前) it is `this_year`.
    """
    plain = _AROUND_LABELLED.sub("", words)
    match = _LABELLED.fullmatch(plain)
    if match is None:
        return _without_year(plain, this_year)
    if match["year2"]:
        return _day(int(match["year2"]), int(match["month2"]), int(match["day2"]) if match["day2"] else None)
    year = year_of(match["year"])
    return _of_parts(year, match) if year else None


def _without_year(words: str, this_year: int | None) -> date | None:
    """Read a day that names no year: 9月底前, 年底前; not 9月, which may be a time and no limit."""
    due = next(due_dates(words, this_year), None)
    return due.day if due is not None and (due.start, due.end) == (0, len(words)) else None


def bare_day(words: str, this_year: int) -> date | None:
    """Read a day in a column that holds nothing but time limits: 8月底, 12月20日, 11月, 9月上旬, 年底, 三季度."""
    match = _BARE.fullmatch(_AROUND_LABELLED.sub("", words))
    return _last_day(this_year, match) if match is not None else None


def _says_when(match: re.Match[str]) -> bool:
    """Tell whether the words bound a time: 2023年内, 6月底前; not 年内, 完成, 2023年完成 (that names no last day)."""
    has_time = any(match[name] for name in ("year", "this", "month", "half", "quarter"))
    if not has_time:
        return match["end"] in ("年底", "年末") and match["how"] not in ("", "内")
    if match["end"]:
        plain = match["end"].rstrip("之")
        is_of_year = plain in ("年底", "年末") and not match["year"] and not match["this"] and not match["month"]
        return match["how"] != "内" and (plain in ("底", "末", "月底", "月末") or is_of_year)
    if not match["how"]:
        return bool(match["half"] or match["quarter"] or match["day"] or match["third"])
    return match["how"] != "内" or not match["day"]


def _last_day(year: int, match: re.Match[str]) -> date | None:
    if match["third"] and (month := chinese_count(match["month"])):
        return _day(year, month, {"上": 10, "中": 20, "下": None}[match["third"]])
    return _of_parts(year, match)


def _of_parts(year: int, match: re.Match[str]) -> date | None:
    if match["half"]:
        return _day(year, 6 if match["half"] == "上" else 12, None)
    if match["quarter"]:
        return _day(year, 3 * (chinese_count(match["quarter"]) or 4), None)
    month = chinese_count(match["month"]) if match["month"] else 12
    day = chinese_count(match["day"]) if match["day"] else None
    return _day(year, month, day) if month else None


def _day(year: int, month: int, day: int | None) -> date | None:
    """Return a day, the month's last where none is named; None where the calendar lacks it."""
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day or monthrange(year, month)[1])
