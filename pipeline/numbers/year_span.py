"""What a year expression is: its place, its years, what it does to a figure."""

import re
from typing import Literal

from pipeline.numbers.numerals import read_numeral
from pipeline.values import frozen

# point: the year(s) a figure is for; deadline: 到2025年; comparison: 较2018年; baseline: 基准年;
# event: when a paper was issued; part: a month range, a quarter, a half of the year; now: 目前
YearKind = Literal["point", "deadline", "comparison", "baseline", "event", "part", "now"]

# a paper of the first months tells of the last months of the year before
LAST_MONTHS = 11
YEARS_BEFORE = re.compile(r"(?:前|此前|之前|上)([两二三四])年")
# 三年前这一数字只有128个
YEARS_AGO = re.compile(r"([两二三四五])年以?前")


@frozen
class YearSpan:
    """text[start:end] of a shadow names `years` (ascending as written); `words` are the original ones.

    `opens` tells that 由 or 从 stands before it: it dates the first of two figures only.
    """

    start: int
    end: int
    years: tuple[int, ...]
    kind: YearKind
    words: str
    opens: bool = False
    relative: bool = False


@frozen
class YearContext:
    """What relative years are counted from: the year a document reports on, that it is dated, a range it keeps to.

    `usual` is the range of several years that the document names most (2017-2019年): 近三年 means it where the
    document has no single year; `latest` is the last of those several years. `base` is the baseline year that the
    document names somewhere. `late` tells that the year in which it is dated was all but over. `told` is the year
    that the paragraph before told last, where this one begins with 同年, 次年. `plans` tells that the year reported on
    is the one planned for.
    """

    reported: int | None = None
    dated: int | None = None
    usual: tuple[int, ...] = ()
    base: int | None = None
    late: bool = False
    latest: int | None = None
    told: int | None = None
    plans: bool = False

    @property
    def this_year(self) -> int | None:
        """The year that 本年 means."""
        return self.reported or self.dated

    def resolve(self, words: str) -> tuple[int, ...]:
        """Return the years that relative words mean, () where the context does not tell."""
        if YEARS_BEFORE.fullmatch(words):
            return self._before(int(read_numeral(words[-2]) or 0))
        if YEARS_AGO.fullmatch(words):
            return self._before(int(read_numeral(words[0]) or 0))[:1]
        if match := re.search(r"[二两三四五2345]", words):
            return self._last(int(read_numeral(match[0]) or match[0]))
        if words.startswith("新"):
            return self._new()
        is_of_report = self.reported is None and words[0] not in "今去"
        this = (self.latest if is_of_report else None) or self.this_year
        if this is None:
            return ()
        back = 2 if words == "前年" else 1 if words.startswith(("上", "去", "前", "年初")) else 0
        ahead = words.startswith(("明", "来", "下", "次", "翌"))
        return (this - back + ahead,)

    def _new(self) -> tuple[int, ...]:
        """Return the year that 新的一年 means: the one planned, that of a paper of the first months, else the next."""
        if self.plans or self.dated is None or self.late:
            return () if self.this_year is None else (self.this_year + (not self.plans),)
        return (self.dated,)

    def now(self) -> tuple[int, ...]:
        """Return the year that 目前 means: the one reported on where the document is of that year or the next."""
        if self.reported is None or self.dated is None or self.late:
            return (self.dated,) if self.dated is not None and self.late else ()
        return (self.reported,) if self.dated - self.reported in (0, 1) else ()

    def is_over(self) -> bool:
        """Tell whether the year reported on was over when the document was dated, so that 6月底 is a part of it."""
        return self.reported is not None and self.dated is not None and self.reported < self.dated

    def of_month(self, month: int) -> tuple[int, ...]:
        """Return the year in which a day without one lies (截至12月20日): that reported on, else the last it was."""
        if self.reported is not None or self.dated is None:
            return (self.reported,) if self.reported is not None else ()
        return (self.dated,) if self.late or month < LAST_MONTHS else (self.dated - 1,)

    def _before(self, count: int) -> tuple[int, ...]:
        this = self.this_year
        return tuple(range(this - count, this)) if this else ()

    def _last(self, count: int) -> tuple[int, ...]:
        if self.reported is not None:
            return tuple(range(self.reported - count + 1, self.reported + 1))
        if len(self.usual) == count:
            return self.usual
        if self.dated is not None:
            return tuple(range(self.dated - count, self.dated))
        return ()
