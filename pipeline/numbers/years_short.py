"""Years told by their last two digits: 21年1.62亿立方米，22年1.58亿立方米; 2021年…，22年….

Two digits before 年 mostly count years (运行20年), so they are years only in company: two or more of them that follow
one another, or one beside a year told in full.
"""

import re
from itertools import pairwise

from pipeline.numbers.year_span import YearContext, YearKind, YearSpan

_ONE = r"'?[12]\d(?!\d)"
_SHORT = re.compile(
    rf"(?<!\d[,.])(?<![\d第近前后每满逾超约达用了过期限龄共计累续])(?P<named>{_ONE}(?:(?:年度?)?(?:、|和|与|及|至|到|-|~){_ONE})*)年(?:度|[底末](?!央))?"
    r"(?!来|以[来上下内]|[内期限龄级生多]|的?(?:历史|时间|周期)|(?:\d{1,2}月)?(?:起|至今))"
)
# two digits alone before 年, which most paragraphs do not hold
_MAY_BE_SHORT = re.compile(r"[12]\d年(?<!\d\d\d年)")
_FULL = re.compile(r"(?<!\d)20(\d\d)(?!\d)(?=年|[-至到~、和])")
_DEADLINE = re.compile(r"(?:(?:^|[,。;:、(])[到至]|力争|争取|规划到|计划到|预计到)$")
_IN_A_HEAD = re.compile(r"'?[12]\d年(?:度|[底末])?")
_OLDEST = 12
"""So many years before the paper is the oldest that is told in short."""


def short_years(text: str, context: YearContext) -> list[YearSpan]:
    """Return the years of a shadow's text told by two digits, in order; [] where they may count years."""
    if _MAY_BE_SHORT.search(text) is None:
        return []
    found = [(match, _numbers(match["named"])) for match in _SHORT.finditer(text)]
    if not found:
        return []
    newest = (context.dated or context.reported or 2039) % 100
    known = sorted({number for _, numbers in found for number in numbers})
    full = {int(number) for number in _FULL.findall(text)}
    follows = len(known) > 1 and all(later - earlier == 1 for earlier, later in pairwise(known))
    is_beside = any(number + 1 in full or number - 1 in full for number in known)
    if not (follows or is_beside) or known[-1] > newest + 1 or known[0] < newest - _OLDEST:
        return []
    return [_span(text, match, numbers) for match, numbers in found]


def _span(text: str, match: re.Match[str], numbers: tuple[int, ...]) -> YearSpan:
    kind: YearKind = "deadline" if _DEADLINE.search(text, 0, match.start()) else "point"
    return YearSpan(match.start(), match.end(), tuple(2000 + number for number in numbers), kind, match[0])


def _numbers(named: str) -> tuple[int, ...]:
    numbers = tuple(int(number) for number in re.findall(r"\d\d", named))
    if len(numbers) == 2 and re.search(r"[-~至到]", named) and numbers[0] < numbers[1]:
        return tuple(range(numbers[0], numbers[1] + 1))
    return numbers


def is_short_year(text: str) -> bool:
    """Tell whether a head of a table is nothing but a year told in short: 22年, 22年度."""
    return _IN_A_HEAD.fullmatch(text) is not None
