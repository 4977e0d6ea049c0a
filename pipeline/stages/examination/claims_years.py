"""Totals over years with the amounts of each: 三年累计投入8.62亿元，2021年2.58亿元、2022年2.91亿元、2023年3.31亿元."""

import re
from collections.abc import Iterator

from pipeline.numbers.quantities import Quantity
from pipeline.stages.examination.claims_added import overlaps, summed
from pipeline.stages.examination.claims_sentence import Sentence, addable, is_exact
from schemas.claims import Sum

_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_OVER_YEARS = re.compile(
    r"(?:(?:近|这|过去)?(?P<count>[两二三四五])年(?:来|间|内)?|(?P<first>20\d\d)年?(?:-|—|至|到)(?P<last>20\d\d)年)[^,。;\d]{0,12}(?:累计|合计|共|总)[^,。;\d]{0,16}$"
)
_LINK = re.compile(r"(?:[,、;:(]|其中|分别(?:为|是)?|和)*[^\d,。;]{0,12}")
_NOT_ADDED = re.compile(r"率|比例|浓度|均|余额|末|存量|保有|目前")


def sums_over_years(sentence: Sentence) -> Iterator[Sum]:
    """Yield the total of some years with as many amounts, each behind its own year, of the years that it names."""
    if len(sentence.years) < 2 or len(sentence.quantities) < 3:
        return
    for index, total in enumerate(sentence.quantities[:-2]):
        match = _OVER_YEARS.search(sentence.seen[sentence.start : total.outer_start])
        if match is None or not is_exact(total) or _NOT_ADDED.search(match[0]) or overlaps(sentence, total.outer_end):
            continue
        count = _COUNTS[match["count"]] if match["count"] else int(match["last"]) - int(match["first"]) + 1
        parts = _by_year(sentence, index + 1, total)
        if len(parts) == count:
            yield summed(sentence, total, parts, is_whole=True)


def _by_year(sentence: Sentence, index: int, total: Quantity) -> list[Quantity]:
    """Return the amounts behind a total each of which follows a year later than the one before."""
    found: list[Quantity] = []
    since, last = total.outer_end, 0
    for one in sentence.quantities[index:]:
        told = [span for span in sentence.years if since <= span.start and span.end <= one.outer_start]
        is_next = len(told) == 1 and told[0].kind == "point" and len(told[0].years) == 1 and told[0].years[0] > last
        if not is_next or not is_exact(one) or not addable(one.unit, total.unit):
            break
        if not _LINK.fullmatch(sentence.words(since, one.outer_start)):
            break
        found.append(one)
        since, last = one.outer_end, told[0].years[0]
    return found
