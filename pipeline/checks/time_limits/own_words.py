"""The last day that a task's own words set."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

from pipeline.numbers.shadow import shadow

_DUE = re.compile(
    r"(?<![\d每各逐上去])(?<!每年)(?<!逐年)(?<!每个)(?:(?P<year>20\d{2})年)?"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?(?:份|底|末)?|(?(year)年?[底末]|年[底末]))(?:之|以)?前"
)


def last_due(words: str, year: int) -> tuple[str, date] | None:
    """Return the latest day by which something is to be done (2023年6月底前, 年底前), with its words, else None.

    Of a month its last day; `year` is meant where no year stands before the month.
    """
    return max(_dues(words, year), key=lambda due: due[1], default=None)


def _dues(words: str, year: int) -> Iterator[tuple[str, date]]:
    for match in _DUE.finditer(shadow(words).text):
        of_year, month = int(match["year"] or year), int(match["month"] or 12)
        last = calendar.monthrange(of_year, month)[1]
        yield match[0], date(of_year, month, min(int(match["day"] or last), last))
