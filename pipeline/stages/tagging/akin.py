"""Hits in sentences that give an indicator's number in its own words, none of its names among them."""

import re
from collections.abc import Container, Iterator
from itertools import pairwise

from pipeline.lexicon import squeeze
from pipeline.numbers.quantities import Quantity, may_hold, quantities
from pipeline.numbers.shadow import Shadow, shadow
from pipeline.numbers.units import is_counter
from pipeline.numbers.years import years
from pipeline.once import once_for_each
from pipeline.stages.extraction.arithmetic.kinship import Pairs, kinship_of, pairs
from pipeline.stages.extraction.arithmetic.relations import relations_of
from pipeline.stages.extraction.names import Name, as_component, measured
from pipeline.stages.tagging.claims import Place, Stance, is_wanted, tells_meaning
from pipeline.stages.tagging.officials import of_officials
from pipeline.stages.tagging.topics import Topics
from pipeline.stages.tagging.waters import OF_RIVERS, is_of_sources, sections_told
from pipeline.values import frozen
from schemas.edition import Edition, SubIndicator

# how much of a sentence must be words of the indicator's own: 1 is a pair of characters that no other indicator has
MIN_OF_RATE = 3.0
MIN_OF_COUNT = 4.0
MIN_BESIDE_WHOLE = 1.0
LEAD = 1.0
# so many pairs of the words that head a paragraph must be of the indicator's names: 生活污水, not 用电情况
MIN_OF_MATTER = 3
_SENTENCE = re.compile(r"[^。;!?]+")
# 三、生活污水梯次推进。…治理行政村24个，占23.8%: what a paragraph is on, set before it
_RUN_IN = re.compile(r"\s*[(]?[一二三四五六七八九十\d]{1,3}[)、.](?P<matter>[^。:,;\d]{3,20})[。:]")
_NONE = re.compile(r"(?:无|没有|未出现|不存在|(?:全面|全部|基本)消除了?)(?:[ivIV]+类(?:水质|水体|断面)?[、和及或]?)*$")
# 劣V类断面0个
_ZERO = re.compile(r"类?(?:水质|水体|断面)*(?:个数|数量|比例|占比)?(?:均?[为有是])?0(?:个|%|(?![\d.]))")
# 整改不彻底，12处问题超期: what was not done proves no deed
_FAILED = re.compile(r"不彻底|不到位|不及时|不力|不规范|超期|逾期|滞后|未(?:按[^,。;]{0,8})?完成|违规|弄虚作假")
_CLAUSE = re.compile(r"[^,，]+")
# 68个村完成生活污水治理，占38.6%
_COUNTED = re.compile(r"(?:其中|已有|有)?\d+个?(?:行政|建制)?[村户][^,。;\d]{4,}$")
_NEXT_SHARE = re.compile(r"占(?:比|总数的|全[县市区]的)?\d[\d.]*%")
MOST_OF_ONE = 3
_FIGURE = re.compile(r"[\d.%]+")
_OF_ALL = re.compile(
    r"\d[\d.]*万?[个户家种处座][^,。;\d]{0,14}中,?(?:已经?|目前)?有?\d"
    # 164个行政村全部实现生活垃圾无害化处理
    r"|\d[\d.]*万?[个户家种处座][^,。;\d]{0,10}?(?:全部|均|都)已?(?:经|得到|实现|完成)"
)
_SHARE = re.compile(r"(?:占(?:[^,;。占]{0,20}?的?)?(?:比例?|比重)?|比例|占比|比重)(?:大?约|为|达到?|至|:)*$")
_RATE = re.compile(r"(?P<rate>[一-龥]{1,6}率)(?:大?约|均|分别|已|为|达到?|至|是|由|从|:)*$")


@frozen
class _Kin:
    """The words of one (sub-)indicator: `beside` those that its denominator does not share, `rates` its names."""

    indicator_id: str
    sub: int | None
    names: tuple[Name, ...]
    all: Pairs
    beside: Pairs
    rates: tuple[str, ...]


@frozen
class _Told:
    """A text with the pairs that it holds, and how near each kin (its index) is to them, where near enough."""

    text: str
    pairs: Pairs
    near: dict[int, float]


class _Kindred:
    """All that have words of their own in an edition, found by the pairs of characters that a text holds."""

    def __init__(self, edition: Edition) -> None:
        self.every = tuple(_every_kin(edition))
        # each pair with its weight, and the indexes of those that have it
        self._by_pair: dict[str, tuple[float, list[int]]] = {}
        kinship = kinship_of(edition)
        for index, kin in enumerate(self.every):
            for pair in kin.all:
                self._by_pair.setdefault(pair, (kinship.weight(pair), []))[1].append(index)

    def near(self, words: str) -> tuple[Pairs, dict[int, float]]:
        """Return the pairs of squeezed words, with how near each kin (its index) is to them, where near enough."""
        told = pairs(_FIGURE.sub("|", words))
        found: dict[int, float] = {}
        held = sorted(told & self._by_pair.keys())
        if len(held) < MIN_OF_RATE:  # none weighs more than 1
            return told, found
        for pair in held:
            weight, indexes = self._by_pair[pair]
            for index in indexes:
                found[index] = found.get(index, 0.0) + weight
        return told, {index: found[index] for index in sorted(found) if found[index] >= MIN_OF_RATE}


@once_for_each
def _kindred_of(edition: Edition) -> _Kindred:
    return _Kindred(edition)


def _every_kin(edition: Edition) -> Iterator[_Kin]:
    kinship = kinship_of(edition)
    for indicator in edition.indicators:
        for whole in measured(indicator):
            sub, measure = whole.sub, whole.measure
            names = (whole, *(as_component(whole, part) for part in measure.components))
            if len(names) == 1:
                continue
            relations = [one for one in relations_of(edition).get((indicator.id, sub), ()) if one.is_share]
            below = kinship.of_all(part for one in relations for part in one.parts[1:])
            rates = [squeeze(name) for name in (measure.name, *measure.aliases)]
            rates += [squeeze(part.name) for part in measure.components if part.unit == "%"]
            every = kinship.of_all(names)
            yield _Kin(indicator.id, sub, names, every, every - below, tuple(rates))


def akin(
    seen: Shadow, topics: Topics, *, stance: Stance, place: Place, known: Container[str] = ()
) -> Iterator[tuple[str, int | None, int, int]]:
    """Yield (indicator id, sub, start, end) of the sentences of a shadow that state an indicator's number.

    Those that are `known` to be stated are left out.

    A rate must be told as a share or by a word that ends its names; what is counted only, as for an indicator
    judged in words, needs more words of its own.
    """
    headed = _RUN_IN.match(seen.text)
    for sentence in _SENTENCE.finditer(seen.text) if may_hold(seen.text) else ():
        if not may_hold(sentence[0]):
            continue
        if headed is not None and sentence.start() >= headed.end():
            yield from _headed(headed["matter"], sentence, topics, stance=stance, place=place, known=known)
        yield from sections_told(sentence, stance, place, known)
        for own in of_officials(sentence[0]):
            if own not in known and not is_wanted(sentence[0], stance, place) and not tells_meaning(sentence[0]):
                yield own, None, sentence.start(), sentence.end()
        told = _told(sentence[0], topics)
        if not told.near or tells_meaning(sentence[0]):
            continue
        clauses = [clause[0] for clause in _CLAUSE.finditer(sentence[0]) if not is_wanted(clause[0], stance, place)]
        left = ",".join(clauses)
        if len(clauses) > MOST_OF_ONE:
            for kin in _counted_with_share(clauses, topics, known):
                yield kin.indicator_id, kin.sub, sentence.start(), sentence.end()
        if left != sentence[0]:
            told = _told(left, topics)
        found = _nearest(told, topics, known) or _counted_of_all(clauses, topics, known)
        if found is not None and not found.names[0].measure.is_quantitative and _FAILED.search(left):
            continue
        if found is not None and not (found.indicator_id == OF_RIVERS and is_of_sources(seen.text)):
            yield found.indicator_id, found.sub, sentence.start(), sentence.end()


def _headed(
    matter: str, sentence: re.Match[str], topics: Topics, *, stance: Stance, place: Place, known: Container[str]
) -> Iterator[tuple[str, int | None, int, int]]:
    """Yield what a sentence states with the matter of its paragraph's first words put before it."""
    clauses = [clause[0] for clause in _CLAUSE.finditer(sentence[0]) if not is_wanted(clause[0], stance, place)]
    if not clauses or tells_meaning(sentence[0]) or topics.find(sentence[0]):
        return
    found = _nearest(_told(",".join([matter, *clauses]), topics), topics, known)
    if found is not None and found.indicator_id == OF_RIVERS and is_of_sources(matter + sentence[0]):
        return
    if found is not None and len(pairs(squeeze(matter)) & found.all) >= MIN_OF_MATTER:
        yield found.indicator_id, found.sub, sentence.start(), sentence.end()


def _counted_with_share(clauses: list[str], topics: Topics, known: Container[str]) -> Iterator[_Kin]:
    """Yield those that a clause counts, the next telling their share: …，68个村完成生活污水治理，占38.6%."""
    for clause, share in pairwise(clauses):
        if _NEXT_SHARE.match(share) is None or _COUNTED.match(clause) is None:
            continue
        found = _nearest(_told(f"{clause},{share}", topics), topics, known)
        if found is not None and any(is_counter(name.unit) for name in found.names[1:]):
            yield found


def _counted_of_all(clauses: list[str], topics: Topics, known: Container[str]) -> _Kin | None:
    """Return the one of which a clause counts those done among all: 186个行政村中有92个(全部)完成生活污水治理."""
    every = _kindred_of(topics.edition).every
    for clause in clauses:
        if _OF_ALL.search(clause) is None:
            continue
        near = _told(clause, topics).near
        best = max(near, key=lambda index: near[index], default=None)
        if best is None or near[best] < MIN_OF_COUNT or every[best].indicator_id in known:
            continue
        others = (weight for index, weight in near.items() if every[index].indicator_id != every[best].indicator_id)
        counts = [name for name in every[best].names[1:] if is_counter(name.unit)]
        if near[best] - max(others, default=0) >= LEAD and len(counts) > 1:
            return every[best]
    return None


def siblings(
    seen: Shadow, topics: Topics, stated: Container[tuple[str, int | None]], *, stance: Stance, place: Place
) -> Iterator[tuple[str, int, int, int]]:
    """Yield (indicator id, sub, start, end) of what a shadow states in other words beside what is `stated` of its like.

    After 秸秆综合利用率 and 畜禽粪污综合利用率 only the third can be meant by 回收农膜300吨,占使用量的87%: a share or
    the end of its name, in words that name nothing else; beside 水质优良比例, 无劣V类 where it says there is none.
    """
    every = _kindred_of(topics.edition).every
    subs = [kin for kin in every if kin.sub is not None and (kin.indicator_id, kin.sub) not in stated]
    subs = [kin for kin in subs if any((kin.indicator_id, one.number) in stated for one in _subs_of(kin, topics))]
    for part in _SENTENCE.finditer(seen.text) if subs else ():
        if tells_meaning(part[0]) or is_wanted(part[0], stance, place):
            continue
        for kin in subs:
            if kin.sub is not None and _tells_of(part[0], kin, topics):
                yield kin.indicator_id, kin.sub, part.start(), part.end()


def _tells_of(part: str, kin: _Kin, topics: Topics) -> bool:
    """Tell whether a part of a sentence states the number of one whose like is stated beside it."""
    words, begins = squeeze(part), squeeze(kin.names[0].name)[:2]
    is_own = kinship_of(topics.edition).weight(begins) >= 1
    told = words.split(begins) if is_own else []
    if any(_NONE.search(before) for before in told[:-1]) or any(map(_ZERO.match, told[1:])):
        return True
    if any((one.indicator_id, one.sub) != (kin.indicator_id, kin.sub) for one in topics.find(part)):
        return False
    shade = shadow(part)
    numbers = quantities(shade, [(span.start, span.end) for span in years(shade)])
    if is_own and begins in words:
        return _states_rate(part, numbers, kin, topics)
    return _nearest(_told(part, topics), topics, ()) is kin


def _subs_of(kin: _Kin, topics: Topics) -> tuple[SubIndicator, ...]:
    return topics.edition.by_id(kin.indicator_id).subs


def _told(text: str, topics: Topics) -> _Told:
    """Return what a text holds of the words of each; some clauses of a sentence hold no more than all."""
    return _Told(text, *_kindred_of(topics.edition).near(topics.without_near_names(squeeze(text))))


def _nearest(told: _Told, topics: Topics, known: Container[str]) -> _Kin | None:
    """Return the one whose words and number a text holds, None where none or two are as near, or it is known."""
    every, near, text = _kindred_of(topics.edition).every, told.near, told.text
    if not near:
        return None
    best_index = max(near, key=lambda index: near[index])
    best = every[best_index]
    others = (weight for index, weight in near.items() if every[index].indicator_id != best.indicator_id)
    if best.indicator_id in known or near[best_index] - max(others, default=0) < LEAD:
        return None
    shade = shadow(text)
    numbers = quantities(shade, [(span.start, span.end) for span in years(shade)])
    if _states_rate(text, numbers, best, topics):
        return best if kinship_of(topics.edition).between(told.pairs, best.beside) >= MIN_BESIDE_WHOLE else None
    if best.names[0].measure.is_quantitative:
        return None
    counted = {name.name for name in best.names[1:] for one in numbers if name.fits(one.unit)}
    return best if counted and (len(counted) > 1 or near[best_index] >= MIN_OF_COUNT) else None


def _is_of_near_name(before: str, kin: _Kin) -> bool:
    """Tell whether a share follows a name that is not meant: 装配式建筑17.6万平方米，占新开工面积的26.3%."""
    words = squeeze(before).rpartition("占")[0]
    near = [squeeze(name) for name in kin.names[0].measure.names_not_meant]
    ends = [words.rfind(name) + len(name) for name in near if name in words]
    return bool(ends) and not pairs(words[max(ends) :]) & kin.beside


def _states_rate(text: str, numbers: list[Quantity], kin: _Kin, topics: Topics) -> bool:
    """Tell whether a percentage of a text may be the rate: it is called a share, or by the end of its name."""
    for one in numbers:
        before = text[: one.start]
        if one.unit != "%" or not any(name.unit == "%" for name in kin.names):
            continue
        if _SHARE.search(before) and not _is_of_near_name(before, kin):
            return True
        rate = _RATE.search(before)
        ends = [rate["rate"][cut:] for cut in range(len(rate["rate"]) - 2)] if rate else []
        if any(name.endswith(end) for name in kin.rates for end in ends if len(end) > 2):
            said = squeeze(before[: rate.end("rate")]) if rate else ""
            if not topics.without_near_names(said).endswith("|"):
                return True
    return False
