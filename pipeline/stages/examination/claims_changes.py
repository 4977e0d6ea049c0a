"""Stated rises and falls with both of their levels in the same sentence: 由41.8%提高到42.5%，提高0.7个百分点."""

import re
from collections.abc import Iterator
from typing import Literal

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import same_dimension
from pipeline.stages.examination.claims_sentence import Sentence, is_exact
from schemas.claims import Change

_UP = "提高|上升|增加|增长|提升|上涨|扩大|回升|攀升|升高|增多"
_DOWN = "下降|降低|减少|回落|缩小|压减|降至|减小|下跌"
_LEADS = re.compile(
    rf"[,、(]?(?:(?:较|比|与)?(?:上年|去年|同期|基准年)?(?:同期)?(?:相比)?,?)?(?:同比|共|净|总共|合计|实际|绝对值|相对|累计)?"
    rf"(?:(?P<up>{_UP}|增幅|升幅|涨幅|高出?|多)|(?P<down>{_DOWN}|降幅|减幅|低|少))(?:率|幅度?|比例|量|值)?(?:了|为|达到?|约)?"
)
_TO = re.compile(
    rf"[^\d。;,]{{0,8}}?(?:{_UP}|{_DOWN}|下调|上调|调整|变|变化|优化|改善|增|减|降|升)(?:到|至|为|成)(?:了)?的?"
)
_FROM = re.compile(r"(?<![自缘])[由从]")
_THAN = re.compile(r"(?:较|比(?![例重值]))")
_THAN_WHAT = re.compile(r"(?:上年|去年|同期|基准年|上一年|前一年|全[省市国县])?(?:同期|平均|末|底)?(?:水平)?的?")
_NO_SIMPLE_CHANGE = re.compile(r"年均|平均每年|每年|环比|可比|不变价|逐年|分别|依次|翻")
MAX_GAP_CHARS = 30

Kind = Literal["percent", "points", "unit"]


def changes_in(sentence: Sentence) -> Iterator[Change]:
    """Yield the changes that a sentence states with the levels before and after."""
    if len(sentence.quantities) < 3 or _NO_SIMPLE_CHANGE.search(sentence.seen, sentence.start, sentence.end):
        return
    told: set[int] = set()
    for earlier, later, index in (*_from_to(sentence), *_than(sentence)):
        for stated, sign in _stated(sentence, index):
            kind = _kind(stated, earlier)
            if kind is not None and stated.start not in told:
                told.add(stated.start)
                yield _change(sentence, earlier, later, stated, sign, kind)


def _change(sentence: Sentence, earlier: Quantity, later: Quantity, stated: Quantity, sign: int, kind: Kind) -> Change:
    first = min(earlier.outer_start, later.outer_start)
    words = sentence.words(sentence.clause_start(first), first)
    amount = sentence.amount(stated)
    return Change(
        name=re.sub(r"[由从为达到的]+$", "", words)[-40:],
        earlier=sentence.amount(earlier),
        later=sentence.amount(later),
        stated=amount.model_copy(update={"value": sign * stated.value}),
        kind=kind,
        quote=sentence.quote,
    )


def _kind(stated: Quantity, level: Quantity) -> Kind | None:
    if stated.unit == "%":
        return "percent"
    if stated.unit == "百分点":
        return "points" if level.unit == "%" else None
    return "unit" if stated.unit and same_dimension(stated.unit, level.unit) else None


def _from_to(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity, int]]:
    """Yield (earlier, later, index of what follows) of 由A提高到B."""
    for match in _FROM.finditer(sentence.seen, sentence.start, sentence.end):
        follows = [i for i, one in enumerate(sentence.quantities) if one.outer_start >= match.end()]
        if len(follows) < 3:
            continue
        earlier, later = (sentence.quantities[i] for i in follows[:2])
        near = sentence.words(match.end(), earlier.outer_start)
        between = sentence.words(earlier.outer_end, later.outer_start)
        if re.fullmatch(r"[^\d,。;]{0,10}", near) and _TO.fullmatch(between) and _are_levels(earlier, later):
            yield earlier, later, follows[2]


def _than(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity, int]]:
    """Yield (earlier, later, index of what follows) of B，比上年的A提高c."""
    for index in range(1, len(sentence.quantities) - 1):
        later, earlier = sentence.quantities[index - 1 : index + 1]
        words = sentence.seen[later.outer_end : earlier.outer_start]
        than = _THAN.search(words)
        if than is None or len(words) > MAX_GAP_CHARS or not _are_levels(earlier, later):
            continue
        before = sentence.words(later.outer_end, later.outer_end + than.start())
        behind = sentence.words(later.outer_end + than.end(), earlier.outer_start)
        if re.fullmatch(r"[,、(]?", before) and _THAN_WHAT.fullmatch(behind):
            yield earlier, later, index + 1


def _are_levels(earlier: Quantity, later: Quantity) -> bool:
    both = is_exact(earlier) and is_exact(later) and bool(earlier.unit)
    return both and same_dimension(earlier.unit, later.unit) and earlier.value > 0


def _stated(sentence: Sentence, index: int) -> Iterator[tuple[Quantity, int]]:
    """Yield the changes told from a place on, one after the other, with their signs."""
    since = sentence.quantities[index - 1].outer_end
    for one in sentence.quantities[index:]:
        match = _LEADS.fullmatch(sentence.words(since, one.outer_start))
        if match is None or not is_exact(one):
            return
        yield one, 1 if match["up"] else -1
        since = one.outer_end
