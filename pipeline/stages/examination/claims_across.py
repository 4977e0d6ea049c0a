"""Totals with their parts in the sentences behind them: 4处，12640公顷。其中：甲1处5230公顷；乙3处7410公顷。"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.numbers.quantities import Quantity
from pipeline.stages.examination.claims_added import fit, nearly_fit, overlaps, summed
from pipeline.stages.examination.claims_kinds import is_exhaustive
from pipeline.stages.examination.claims_sentence import QUOTE_CHARS, Sentence, is_exact
from schemas.claims import Sum

_OPENS = re.compile(r"其中(?:包括|包含|有)?[:,]?|(?=第一(?:[期批次季档类组轮]|阶段))")
# 按整改时限分为三类：, 按级别分为：, 具体情况是：: the list that follows is of all
_PARTED = re.compile(
    r"(?:其中,?)?(?:[按从依]照?[^,。;:\d]{1,12}?,?)?(?:[一-龥]{0,6}?(?:划?分(?:为|成)?|分别(?:为|是|有)?|包括|涵盖)(?P<kinds>[两二三四五六七八九])?(?:大|个)?(?:类别?|种|批次?|档|类型|方面|级|部分)?"
    r"|具体(?:情况|构成|分布|类型)?(?:为|是|如下)?|(?:构成|分布|类型)(?:情况)?(?:为|是|如下)):"
)
_LOOKED_AT = re.compile(r"(?:从|按)[^,。;:\d]{1,10}?(?:来?看|上看|分|划分|统计)[,:]")
_NOT_ALL_OF_IT = re.compile(r"等[。;,]|等$|主要|重点|部分|以上|[两三四五六七八九]类均")
_KINDS = {word: count for count, word in enumerate("两三四五六七八九", 2)} | {"二": 2}
_FEW = 2
_CHANGE = re.compile(r"(?:[较比]|同比|净)[^,。;]{0,14}(?:增加|减少|增长|下降|上升|降低|多|少|[增减])了?$")
_INSIDE = re.compile(r"[,、(]其中(?:包括|包含|有)?[:,]?")
_NOT_ADDED = frozenset({"", "%", "‰", "百分点", "年"})


@dataclass(frozen=True)
class _Opened:
    """A list of parts from `start` on, in sentences parted by semicolons, behind the sentence with its totals."""

    before: Sentence
    totals: Sequence[Quantity]
    run: Sequence[Sentence]
    start: int

    @property
    def parts(self) -> list[Quantity]:
        """The numbers of the list that stand in no brackets."""
        return [
            one
            for sentence in self.run
            for one in sentence.quantities
            if one.start >= self.start and sentence.depth(one.start) == 0
        ]


def sums_across(sentence: Sentence) -> Iterator[Sum]:
    """Yield the totals of the sentence before with the parts of those from 其中 on as far as this one.

    They make it up where their names leave no other (第一产业, 第二产业, 第三产业), or where others of them in another
    unit do to the last digit; behind semicolons they need not be all there are.
    """
    yield from _parted(sentence)
    for opened in (_opened_at(sentence), _opened_before(sentence)):
        if opened is not None and not overlaps(sentence, opened.start):
            yield from _sums(opened)


def _parted(sentence: Sentence) -> Iterator[Sum]:
    """Yield the total of the sentence before with the parts that this one has of it: 按时限分为三类：5项、7项、3项."""
    match = _PARTED.match(sentence.seen, sentence.start)
    is_near_enough = match is None
    match = match or _LOOKED_AT.match(sentence.seen, sentence.start)
    before = sentence.earlier[-1] if sentence.earlier else None
    if match is None or before is None or before.end != sentence.start or overlaps(sentence, match.end()):
        return
    if sentence.seen[sentence.end - 1] == ";" or _NOT_ALL_OF_IT.search(sentence.seen, match.end(), sentence.end):
        return
    parts = [one for one in sentence.quantities if one.start >= match.end() and sentence.depth(one.start) == 0]
    totals = [one for one in before.quantities if parts and one.unit == parts[0].unit and not _is_change(before, one)]
    is_list = len(parts) > 1 and len({one.unit for one in parts}) == 1 and parts[0].unit not in _NOT_ADDED
    if not is_list or len(totals) != 1 or not all(map(is_exact, (*totals, *parts))):
        return
    if is_near_enough:
        off = abs(sum(part.value for part in parts) - totals[0].value)
        is_sure = len(parts) > _FEW and 10 * off <= totals[0].value
    else:
        is_sure = match["kinds"] is None or _KINDS[match["kinds"]] == len(parts)
    if is_sure:
        yield _sum(_Opened(before, before.quantities, (sentence,), match.end()), totals[0], parts, is_whole=True)


def _is_change(sentence: Sentence, one: Quantity) -> bool:
    """Tell whether a number is how much more or less there is than before: 用水总量14880，比上年减少130."""
    return _CHANGE.search(sentence.words(sentence.clause_start(one.outer_start), one.outer_start)) is not None


def _opened_at(sentence: Sentence) -> _Opened | None:
    match = _OPENS.match(sentence.seen, sentence.start)
    before = sentence.earlier[-1] if sentence.earlier else None
    if match is None or before is None or before.end != sentence.start:
        return None
    return _Opened(before, before.quantities, (sentence,), match.end())


def _opened_before(sentence: Sentence) -> _Opened | None:
    """Return the list that a sentence ends, semicolons between its parts; None where it ends none."""
    run = [sentence]
    if sentence.seen[sentence.end - 1] == ";":
        return None
    while (earlier := run[0].earlier[-1] if run[0].earlier else None) is not None:
        if earlier.end != run[0].start or sentence.seen[earlier.end - 1] != ";":
            break
        run.insert(0, earlier)
    if len(run) == 1:
        return None
    opened = _opened_at(run[0])
    if opened is not None:
        return _Opened(opened.before, opened.totals, run, opened.start)
    first = run[0]
    inside = _INSIDE.search(first.seen, first.start, first.end)
    if inside is None:
        return None
    totals = [one for one in first.quantities if one.outer_end <= inside.start()]
    return _Opened(first, totals, run, inside.end())


def _sums(opened: _Opened) -> Iterator[Sum]:
    pairs = []
    for unit in dict.fromkeys(one.unit for one in opened.parts):
        parts = [one for one in opened.parts if one.unit == unit]
        totals = [one for one in opened.totals if one.unit == unit and not _is_change(opened.before, one)]
        is_plain = len(totals) == 1 and len(parts) > 1 and all(map(is_exact, (*totals, *parts)))
        if is_plain and unit not in _NOT_ADDED:
            pairs.append((totals[0], parts))
    fitting = {len(parts) for total, parts in pairs if fit(parts, total)}
    for total, parts in pairs:
        all_named = len(pairs) == 1 and is_exhaustive(opened.run[-1], opened.start, parts)
        is_whole = len(parts) in fitting or all_named
        if is_whole or nearly_fit(parts, total):
            yield _sum(opened, total, parts, is_whole=is_whole)


def _sum(opened: _Opened, total: Quantity, parts: Sequence[Quantity], *, is_whole: bool) -> Sum:
    owner = {one.start: sentence for sentence in opened.run for one in sentence.quantities}
    said = summed(opened.before, total, (), is_whole=is_whole)
    sentences = dict.fromkeys((opened.before.start, *(sentence.start for sentence in opened.run)))
    quotes = {sentence.start: sentence.quote for sentence in (opened.before, *opened.run)}
    amounts = tuple(owner[part.start].amount(part) for part in parts)
    quote = "".join(quotes[start] for start in sentences)[:QUOTE_CHARS]
    return said.model_copy(update={"parts": amounts, "quote": quote})
