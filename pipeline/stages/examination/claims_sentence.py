"""Sentences with numbers in them, as claims are read from them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.numbers.quantities import Quantity, quantities
from pipeline.numbers.units import is_counter, read_unit, same_dimension
from pipeline.numbers.year_span import YearSpan
from pipeline.numbers.years import years
from pipeline.stages.examination.texts import Text
from schemas.claims import Amount

QUOTE_CHARS = 160
MAX_EARLIER = 8
_ONE = r"(?:\d[\d,.]*|[一二三四五六七八九十百两]+[个处项种座家名条宗人])"
# two numbers, or one beside a list of names
_NUMBERS = re.compile(rf"{_ONE}(?:[^。;]*?\D{_ONE}|[^。;]*、)|、[^。;]*{_ONE}|分之.*分之")
_CUES = re.compile(
    r"包[括含]|涵盖|分别[为是有]|分为|组成|构成|其中|合计|[总共]计|总共|之和|总和|总数|主要[有为是]|年[^,。;]{0,6}(?:累计|总)[^,。;\d]{0,16}\d[^。;]*20\d\d年|[从按][^,。;]{1,10}看,|占[^,。;\d]{1,24}\d[\d.]*[^,。;\d]{1,6}的|具体(?:情况|构成|分布)?[为是如:]|[划]?分[两三四五六七八九](?:大|个)?[类种批档]"
    r"|总(?:[量额分]|面积|长度?|里程|投资|规模|人[口数]|户数|产量)[为达是]?\d"
    r"|共[为达有是]?[\d一二三四五六七八九十百]|第一(?:[期批次季档类组轮]|阶段)[^。;]*第二"
    r"|[(:][^()\d]{0,24}\d[^()]{1,60}[、,和及]"
    rf"|、[^。;,:()]{{2,30}}(?:\d{{1,2}}|[一二三四五六七八九十])[个处项种座家条宗]|{_ONE}[^\d,。;:、()]{{1,20}}(?:[(:]|,?(?:即|:))[^()\d:;,。]+、"
    r"|[由从][^。;]{0,30}\d[^。;]{0,20}[到至为成]了?[^。;\d]{0,8}\d|[由从][^。;]{1,60}[到至为成][^。;]*(?:%|百分|\d\D{1,20}\d)|(?:比(?![例重])|较)[^。;]{0,16}的?[\d百][^。;]*[\d百]"
    r"|(?:率|占比|比例|比重|占[^,。;]{0,18})(?:为|达到?|是|约为|:|,){0,2}(?:\d[\d.]*%|百分之)"
    r"|(?:其余|余下|剩余|剩下|另有)[^,。;\d]{0,8}\d|中,[^,。;\d]{1,12}\d|(?:未|应[参到训])[^,。;\d]{0,4}\d|重点保护[^。;]{0,20}一级"
    r"|\d[^\d,。;:、()%]{1,10},[^\d,。;:、()%]{1,16}\d[\d.]*[^\d,。;:、()%]{1,8}[、,][^\d,。;:、()%]{1,16}\d"
    r"|(?:上一?年|去年|前一年)度?(?:同期)?(?:则|仅)?[为是]\d|[IV]类[^,。;\d]{0,8}\d|\d[个处条][^,。;\d]{0,8}[IV]类"
)
_COMMA = re.compile(r",(?!(?<=\d,)\d{3}(?!\d))")
_CLAUSE_MARKS = ",。;:、(!?\n"


@dataclass(frozen=True)
class Sentence:
    """text.seen[start:end] with its quantities, its year expressions; `earlier` are the sentences before it."""

    text: Text
    start: int
    end: int
    quantities: tuple[Quantity, ...]
    years: tuple[YearSpan, ...]
    earlier: tuple["Sentence", ...] = ()

    @property
    def seen(self) -> str:
        """The words of the whole paragraph; positions count in it."""
        return self.text.seen

    @property
    def quote(self) -> str:
        """The sentence as printed, at most 160 characters of it."""
        return self.text.quote(self.start, self.end)[:QUOTE_CHARS]

    def depth(self, position: int) -> int:
        """Return how many brackets are open at a place."""
        return self._depths[position - self.start]

    @cached_property
    def _depths(self) -> list[int]:
        depth, found = 0, []
        for character in self.seen[self.start : self.end]:
            depth = max(0, depth - (character == ")"))
            found.append(depth)
            depth += character == "("
        return found

    def has_comma(self, start: int, end: int) -> bool:
        """Tell whether a comma parts two places of the paragraph; that of 4,471吨 is none."""
        return _COMMA.search(self.seen, start, end) is not None

    def words(self, start: int, end: int) -> str:
        """Return seen[start:end] without the year expressions in it."""
        if start >= end:
            return ""
        kept, done = [], start
        for span in self.years:
            if start <= span.start and span.end <= end and span.start >= done:
                kept.append(self.seen[done : span.start])
                done = span.end
        return "".join([*kept, self.seen[done:end]])

    def clause_start(self, position: int) -> int:
        """Return where the words begin that lead to a place: after the nearest mark before it; brackets may close."""
        start = max(self.start, *(self.seen.rfind(mark, self.start, position) + 1 for mark in _CLAUSE_MARKS))
        opened = start - 1
        if opened > self.start and self.seen[opened] == "(" and ")" in self.seen[start:position]:
            return self.clause_start(opened)
        return start

    def label(self, quantity: Quantity) -> str:
        """Return the words before a number in its clause and those right behind it: 完成治理的行政村…, …行政村."""
        before = self.words(self.clause_start(quantity.outer_start), quantity.outer_start)
        behind = re.match(r"[^\d,。;:、()%]{0,24}", self.seen[quantity.outer_end : self.end])
        return f"{before} {behind[0] if behind else ''}".strip()

    def amount(self, quantity: Quantity) -> Amount:
        """Return a quantity as a claim holds it, with its place and the year told last before it."""
        dated = [span for span in self.years if span.end <= quantity.start and span.kind == "point"]
        told = dated[-1].years if dated else ()
        return Amount(
            value=quantity.value,
            unit=quantity.unit,
            raw=quantity.raw,
            locator=self.text.locate(quantity.start, quantity.end),
            year=told[0] if len(told) == 1 else None,
            approx=quantity.approx,
        )


def sentences_of(texts: list[Text]) -> Iterator[Sentence]:
    """Yield the sentences of paragraphs and cells that hold a number and a word by which claims are made."""
    for text in texts:
        seen = text.seen
        if len(seen) < 8 or not _CUES.search(seen) or not _NUMBERS.search(seen):
            continue
        dated = years(text.shade)
        found = quantities(text.shade, [(span.start, span.end) for span in dated])
        if found:
            yield from _parted(text, found, dated)


def _parted(text: Text, found: list[Quantity], dated: list[YearSpan]) -> Iterator[Sentence]:
    earlier: tuple[Sentence, ...] = ()
    for start, end in text.sentences():
        own = tuple(one for one in found if start <= one.start and one.end <= end and not _is_of_months(text.seen, one))
        if own:
            spans = tuple(span for span in dated if start <= span.start and span.end <= end)
            sentence = Sentence(text, start, end, own, spans, earlier)
            yield sentence
            earlier = (*earlier[1 - MAX_EARLIER :], sentence)


def _is_of_months(seen: str, one: Quantity) -> bool:
    """Tell whether a number counts months: 2个水源3个月水质均达标."""
    return one.unit == "个" and seen.startswith("月", one.end)


def is_exact(quantity: Quantity) -> bool:
    """Tell whether a number is stated as it is: no 不低于, no 10-20, no 339/365."""
    return quantity.op == "=" and not quantity.is_range and not quantity.fraction


def addable(one: str, other: str) -> bool:
    """Tell whether numbers in two units can be added up: counts of things only in the same counter (个, 处)."""
    if one == other:
        return one not in ("", "%", "‰", "百分点", "年")
    unit = read_unit(one)
    if unit is None or unit.dimension in ("ratio", "points", "duration") or not same_dimension(one, other):
        return False
    return unit.dimension != "count" or not is_counter(one)
