"""Stated rises and falls with both of their levels in the same sentence: 由41.8%提高到42.5%，提高0.7个百分点."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import convert, same_dimension
from pipeline.stages.examination.claims_sentence import Sentence, is_exact
from pipeline.values import replace
from schemas.claims import Change, Slip

_UP = "提高|上升|增加|增长|提升|上涨|扩大|回升|攀升|升高|增多"
_DOWN = "下降|降低|减少|回落|缩小|压减|降至|减小|下跌"
_LEADS = re.compile(
    rf"\)?[,、(]?(?:(?:较|比|与)?(?:上年|去年|同期|基准年)?(?:同期)?(?:相比)?,?)?(?:[一两二三四五]年(?:来|间|内)?)?(?:同比|共|净|总共|合计|实际|绝对值|相对|累计)?"
    rf"(?:(?P<up>{_UP}|增幅|升幅|涨幅|高出?|多|净增)|(?P<down>{_DOWN}|降幅|减幅|低|少|净减))(?:率|幅度?|比例|量|值)?(?:了|为|达到?|约)?"
)
_TO = re.compile(
    rf"[^\d。;,]{{0,8}}?(?:{_UP}|{_DOWN}|下调|上调|调整|变|变化|优化|改善|增|减|降|升)(?:到|至|为|成)(?:了)?的?"
)
_FROM = re.compile(r"(?<![自缘])[由从]")
_THAN = re.compile(r"(?:较|比(?![例重值]))")
_BESIDE = re.compile(r"[,(](?:而)?(?:上年|去年|上一年|前一年|(?P<year>20\d\d)年)度?(?:同期)?(?:则|仅)?(?:为|是)")
_THAN_WHAT = re.compile(r"(?:上年|去年|同期|基准年|上一年|前一年|全[省市国县])?(?:同期|平均|末|底)?(?:水平)?的?\(?")
# 年均值, 年均浓度 are levels of one year
_NO_SIMPLE_CHANGE = re.compile(r"年均(?!值|浓度|质量|水平)|平均每年|每年|环比|可比|不变价|逐年|分别|依次|翻")
MAX_GAP_CHARS = 30
_ASIDE = re.compile(r"剔除|扣除|不含|不计|其中|若|按[^,]{1,8}口径")

# 比控制目标少312万立方米 is no level
_IS_DIFFERENCE = re.compile(rf"(?:{_UP}|{_DOWN}|[多少高低])了?$")
_IN_ALL = re.compile(
    rf"(?:[两二三四五]年|期间|[四五六]年间)?累计(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:率|幅度?)?(?:了|为|达到?)?"
)
# the values are changes themselves: 三年降低率分别为2.8%、2.9%和3.1%，累计下降8.5%
_OF_CHANGES = re.compile(
    rf"(?:{_UP}|{_DOWN}|变化)(?:率|幅度?|比例|速度?|了)?(?:分别|依次|均)?(?:为|达到?|是|约)*$|增速[^,。;]{{0,8}}$"
)
_LIST_LINK = re.compile(r"(?:、|,|和|及|与|以及)")
_FEWEST_LEVELS = 3
_RATE_BETWEEN = re.compile(r"[^\d,。;]{0,8}[,(][^\d,。;]{0,16}(?:率|占比|比例|占)(?:为|是|达到?|约)*$")

Kind = Literal["percent", "points", "unit"]
_GOES_DOWN = re.compile(rf"(?:{_DOWN}|下调|降|减)(?:到|至|为|成)")
_GOES_UP = re.compile(rf"(?:{_UP}|上调|增|升)(?:到|至|为|成)")
_SAID_WAY = re.compile(
    rf"\)?(?:的?水平)?(?:略|稍|小幅|明显|显著|大幅|稳步|持续|进一步|又)?(?:有(?:所)?)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?(?=[,。;)]|$)"
)
# a rank that falls has a larger number
_RANKED = frozenset({"位", "名", "级", "类", "等", "档"})


def changes_in(sentence: Sentence) -> Iterator[Change]:
    """Yield the changes that a sentence states with the levels before and after."""
    if len(sentence.quantities) < 3:
        return
    yield from _cumulative(sentence)
    if _NO_SIMPLE_CHANGE.search(sentence.seen, sentence.start, sentence.end):
        return
    told: set[int] = set()
    for change, start in _by_difference(sentence):
        told.add(start)
        yield change
    for earlier, later, index in (*_from_to(sentence), *_than(sentence), *_beside(sentence)):
        for stated, sign in _stated(sentence, index):
            kind = _kind(stated, earlier)
            if (
                kind is not None
                and stated.start not in told
                and not _is_of_what_is_aside(sentence, earlier, later, stated)
            ):
                told.add(stated.start)
                yield _change(sentence, earlier, later, stated, sign, kind)


def _by_difference(sentence: Sentence) -> Iterator[tuple[Change, int]]:
    """Yield the percentage told behind a difference, with its place: 比2021年的45210吨多1170吨，增长2.6%."""
    for earlier, difference, stated in zip(
        sentence.quantities, sentence.quantities[1:], sentence.quantities[2:], strict=False
    ):
        before = sentence.seen[max(sentence.start, earlier.outer_start - MAX_GAP_CHARS) : earlier.outer_start]
        than = list(_THAN.finditer(before))
        if not than or stated.unit != "%" or difference.unit != earlier.unit or not _are_levels(earlier, difference):
            continue
        to_it = sentence.words(earlier.outer_start - len(before) + than[-1].end(), earlier.outer_start)
        first = _LEADS.fullmatch(sentence.words(earlier.outer_end, difference.outer_start))
        second = _LEADS.fullmatch(sentence.words(difference.outer_end, stated.outer_start))
        if not _THAN_WHAT.fullmatch(to_it) or first is None or second is None or not is_exact(stated):
            continue
        if bool(first["up"]) == bool(second["up"]):
            sign = 1 if first["up"] else -1
            later = replace(earlier, value=earlier.value + sign * difference.value, raw=difference.raw)
            yield _change(sentence, earlier, later, stated, sign, "percent"), stated.start


def _is_of_what_is_aside(sentence: Sentence, earlier: Quantity, later: Quantity, stated: Quantity) -> bool:
    """Tell whether a change is that of another level of the sentence than the last, which is told aside.

    比例92.9%，扣除沙尘影响后为96.4%，较2015年的87.1%提高5.8个百分点
    """
    words = sentence.seen[sentence.clause_start(later.outer_start) : later.outer_start]
    if stated.unit != "百分点" or not _ASIDE.search(words):
        return False
    levels = [one for one in sentence.quantities if one.unit == later.unit and one.outer_end <= later.outer_start]
    return any(abs(one.value - earlier.value) == stated.value for one in levels)


def _cumulative(sentence: Sentence) -> Iterator[Change]:
    """Yield the change over several years that follows their values: 分别为27、25、24微克/立方米，三年累计下降11.1%."""
    for index, stated in enumerate(sentence.quantities):
        match = _IN_ALL.search(sentence.seen, sentence.start, stated.outer_start)
        if match is None or match.end() != stated.outer_start or index < _FEWEST_LEVELS or not is_exact(stated):
            continue
        levels = _list_before(sentence, index, match.start())
        if len(levels) < _FEWEST_LEVELS or not _are_levels(levels[0], levels[-1]):
            continue
        if _OF_CHANGES.search(sentence.words(sentence.clause_start(levels[0].outer_start), levels[0].outer_start)):
            continue
        kind = _kind(stated, levels[0])
        if kind is not None:
            yield _change(sentence, levels[0], levels[-1], stated, 1 if match["up"] else -1, kind)


def _list_before(sentence: Sentence, index: int, end: int) -> list[Quantity]:
    """Return the numbers of the one list that ends right before a place, in order."""
    found: list[Quantity] = []
    for one in reversed(sentence.quantities[:index]):
        words = sentence.words(one.outer_end, found[0].outer_start if found else end)
        if one.unit == "年" or not (_LIST_LINK.fullmatch(words) if found else words in ("", ",")):
            break
        found.insert(0, one)
    return found if all(one.unit == found[0].unit for one in found) else []


def wrong_ways_in(sentence: Sentence) -> Iterator[Slip]:
    """Yield the levels that are said to fall and rise, or to rise and fall: 由82.51%下降到85.91%."""
    if len(sentence.quantities) < 2 or _NO_SIMPLE_CHANGE.search(sentence.seen, sentence.start, sentence.end):
        return
    stated = {change.earlier for change in changes_in(sentence)}
    for match in _FROM.finditer(sentence.seen, sentence.start, sentence.end):
        pair = _levels_from(sentence, match.end())
        if pair is None or pair[0].unit in _RANKED or sentence.amount(pair[0]) in stated:
            continue
        earlier, later = pair
        words = sentence.words(earlier.outer_end, later.outer_start)
        now = convert(later.value, later.unit, earlier.unit)
        says_down, says_up = _GOES_DOWN.search(words), _GOES_UP.search(words)
        if (says_down and now > earlier.value) or (says_up and now < earlier.value):
            yield _wrong_way(sentence, match.start(), earlier, later, "上升" if says_down else "下降")
    yield from _wrong_comparisons(sentence)


def _wrong_comparisons(sentence: Sentence) -> Iterator[Slip]:
    """Yield levels that are said, without a number, to have risen or fallen against one that tells otherwise."""
    for later, earlier in pairwise(sentence.quantities):
        words = sentence.seen[later.outer_end : earlier.outer_start]
        than = _THAN.search(words)
        said = _SAID_WAY.match(sentence.seen, earlier.outer_end, sentence.end)
        if than is None or said is None or len(words) > MAX_GAP_CHARS or not _are_levels(earlier, later):
            continue
        before = sentence.words(later.outer_end, later.outer_end + than.start())
        behind = sentence.words(later.outer_end + than.end(), earlier.outer_start)
        if not re.fullmatch(r"[,、(]?", before) or not _THAN_WHAT.fullmatch(behind) or later.unit in _RANKED:
            continue
        now = convert(later.value, later.unit, earlier.unit)
        if (said["up"] and now < earlier.value) or (said["down"] and now > earlier.value):
            way = "下降" if said["up"] else "上升"
            yield _wrong_way(sentence, later.outer_start, earlier, later, way)


def _wrong_way(sentence: Sentence, start: int, earlier: Quantity, later: Quantity, way: str) -> Slip:
    amounts = (sentence.amount(earlier), sentence.amount(later))
    return Slip(
        kind="wrong_way",
        text=sentence.text.quote(start, max(earlier.outer_end, later.outer_end)),
        expected=f"由{earlier.raw}{way}到{later.raw}，或更正其中一个数值",
        quote=sentence.quote,
        locators=tuple(dict.fromkeys(amount.locator for amount in amounts)),
        name=sentence.words(sentence.clause_start(start), start)[-40:],
        amounts=amounts,
    )


def _change(sentence: Sentence, earlier: Quantity, later: Quantity, stated: Quantity, sign: int, kind: Kind) -> Change:
    first = min(earlier.outer_start, later.outer_start)
    words = sentence.words(sentence.clause_start(first), first)
    before, now, amount = (sentence.amount(one) for one in (earlier, later, stated))
    if later.start < earlier.start and amount.year == before.year:
        amount = amount.model_copy(update={"year": now.year})  # 67.03立方米，上年为71.19立方米，下降5.84%
    # 由2021年的86.0%提高到86.5%，提高0.5个百分点: the year told is that of the first alone
    year_of_first = before.year if now.year == before.year == amount.year else None
    year = {"year": None} if year_of_first is not None else {}
    return Change(
        name=re.sub(r"[由从为达到的]+$", "", words)[-40:],
        earlier=before,
        later=now.model_copy(update=year),
        stated=amount.model_copy(update={"value": sign * stated.value, **year}),
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
        pair = _levels_from(sentence, match.end())
        index = sentence.quantities.index(pair[1]) + 1 if pair else 0
        if pair is not None and index < len(sentence.quantities):
            yield *pair, index


def _levels_from(sentence: Sentence, position: int) -> tuple[Quantity, Quantity] | None:
    """Return the two levels of A提高到B that begin at a place, right behind 由."""
    follows = [one for one in sentence.quantities if one.outer_start >= position][:2]
    if len(follows) < 2:
        return None
    earlier, later = follows
    near = sentence.words(position, earlier.outer_start)
    between = sentence.words(earlier.outer_end, later.outer_start)
    is_told = re.fullmatch(r"[^\d,。;]{0,10}", near) and _TO.fullmatch(between) and _are_levels(earlier, later)
    return (earlier, later) if is_told else None


def _than(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity, int]]:
    """Yield (earlier, later, index of what follows) of B，比上年的A提高c."""
    # the level of which a number is the change: 90.1%，比上年的88.7%高1.4个百分点，比2021年的87.6%高2.5个百分点
    of_changes: dict[int, Quantity] = {}
    for index in range(1, len(sentence.quantities) - 1):
        before_it, earlier = sentence.quantities[index - 1 : index + 1]
        later = of_changes.get(before_it.start, before_it)
        if (
            before_it.unit == "%" != earlier.unit
            and index > 1
            and _RATE_BETWEEN.match(sentence.seen, sentence.quantities[index - 2].outer_end, before_it.outer_start)
        ):
            later = sentence.quantities[index - 2]  # 349天，优良率95.6%，比上年的344天多5天
        words = sentence.seen[before_it.outer_end : earlier.outer_start]
        than = _THAN.search(words)
        if than is None or len(words) > MAX_GAP_CHARS or not _are_levels(earlier, later):
            continue
        before = sentence.words(before_it.outer_end, before_it.outer_end + than.start())
        behind = sentence.words(before_it.outer_end + than.end(), earlier.outer_start)
        if _IS_DIFFERENCE.search(sentence.seen[sentence.start : later.outer_start]):
            continue
        if re.fullmatch(r"[,、(]?", before) and _THAN_WHAT.fullmatch(behind):
            of_changes[sentence.quantities[index + 1].start] = later
            yield earlier, later, index + 1


def _beside(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity, int]]:
    """Yield (earlier, later, index of what follows) of B，上年为A，降幅达到c."""
    for index, (later, earlier) in enumerate(pairwise(sentence.quantities[:-1])):
        words = sentence.seen[later.outer_end : earlier.outer_start]
        beside = _BESIDE.fullmatch(words)
        if beside is not None and beside["year"] is not None:
            dated = [span.years[-1] for span in sentence.years if span.end <= later.start and span.years]
            beside = beside if not dated or dated[-1] > int(beside["year"]) else None
        if beside is not None and later.unit == earlier.unit and _are_levels(earlier, later):
            yield earlier, later, index + 2


def _are_levels(earlier: Quantity, later: Quantity) -> bool:
    both = is_exact(earlier) and is_exact(later) and bool(earlier.unit)
    return both and same_dimension(earlier.unit, later.unit) and earlier.value > 0


def _stated(sentence: Sentence, index: int) -> Iterator[tuple[Quantity, int]]:
    """Yield the changes told from a place on, one after the other, with their signs."""
    since, told = sentence.quantities[index - 1].outer_end, False
    for one in sentence.quantities[index:]:
        match = _LEADS.fullmatch(sentence.words(since, one.outer_start))
        is_of_other_year = any(since <= span.start < one.outer_start for span in sentence.years)
        if match is None or not is_exact(one) or (is_of_other_year and told):
            return
        told = True
        yield one, 1 if match["up"] else -1
        since = one.outer_end
