"""The year that a page torn from a yearbook tells of, which only its head, its foot, a note below it names."""

import re

from pipeline.numbers.dates import find_periods
from pipeline.numbers.shadow import shadow
from pipeline.stages.identification.congress_reports import MIN_DAYS_OF_YEAR, whole_years
from pipeline.stages.identification.lines import Line
from schemas.document import DocumentKind, Period
from schemas.parsed import ParsedDocument, TextBlock

MAX_NOTE_CHARS = 60
_LINES_AT_ENDS = 3
_MAY_BE_OF_BOOK = (None, "bulletin", "statistics")
_BOOK = re.compile(
    r"年鉴[》>]?[·•.\s(\[—-]{0,3}(?P<after>(?:19|20)\d{2})(?!\d|\s?年?[-~至、])"
    r"|(?<![\d、-])(?P<before>(?:19|20)\d{2})年?[卷版]?[》>·•\s]{0,2}[一-龥]{0,8}年鉴"
)
# where the figures of a table or a report are taken from is not what it is a page of
_ONLY_CITED = re.compile(r"来源|引自|参考|参见|依据|根据|参阅|取自|口径|注:")
# 记事时间2023年1月1日至12月31日: what a book takes in
_TAKES_IN = re.compile(
    r"(?:记事|记述|记载|记录|收录|收集|入鉴|资料|内容|反映)(?:内容|资料)?的?(?:时间|时限|时段|断限|上下限|范围|期限|年度)(?:跨度)?[为是:从自]*"
)
_YEAR_TOLD = re.compile(r"(?<![\d到至])((?:19|20)\d{2})年(?!鉴|[一-龥]{0,8}年鉴)")


def year_of_book(document: ParsedDocument, kind: DocumentKind | None, lines: list[Line]) -> Period | None:
    """Return the year before that in which a yearbook appeared, or that which the page says the book takes in.

    None where the page is no yearbook's, or tells of a year that was not over when the book was made.
    """
    if kind not in _MAY_BE_OF_BOOK:
        return None
    for seen in _notes(document, lines):
        if "年" not in seen or _ONLY_CITED.search(seen):
            continue
        if (term := _taken_in(seen)) is not None:
            return term
        if (named := _BOOK.search(seen)) is not None:
            year = int(named["after"] or named["before"])
            told = (int(one) for line in lines if line.seen != seen for one in _YEAR_TOLD.findall(line.seen))
            return whole_years(year - 1) if all(one < year for one in told) else None
    return None


def _notes(document: ParsedDocument, lines: list[Line]) -> list[str]:
    """Return the short lines at the page's ends, with its running heads and feet, as shadows."""
    plain = [line.seen for line in lines if not line.in_table]
    short = [*plain[:_LINES_AT_ENDS], *plain[_LINES_AT_ENDS:][-_LINES_AT_ENDS:]]
    running = [
        shadow(block.text).text
        for block in document.blocks
        if isinstance(block, TextBlock) and block.role in ("header", "footer")
    ]
    return [seen for seen in dict.fromkeys([*running, *short]) if len(seen) <= MAX_NOTE_CHARS]


def _taken_in(seen: str) -> Period | None:
    """Return the whole year, or years, that a note says a book takes in."""
    term = _TAKES_IN.search(seen)
    if term is None:
        return None
    found = [span for span in find_periods(seen[term.end() :]) if span.start <= 1]
    if not found or (found[0].last - found[0].first).days < MIN_DAYS_OF_YEAR:
        return None
    return Period(start=found[0].first, end=found[0].last)
