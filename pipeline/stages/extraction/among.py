"""Counts of those of a whole that did what a paper proves: 486人中有480人参加, 412人全员参加."""

import re
from collections.abc import Iterator

from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.areas import area_of
from pipeline.stages.extraction.arithmetic.figures import Dates, Figure
from pipeline.stages.extraction.context.things import matters_of
from pipeline.stages.extraction.names import Name, as_measure, ratio_parts
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.roles import role_of

_AMONG = re.compile(r"(?P<thing>[一-龥]{0,6}?)[当之]?[中里内],?(?:其中)?(?:已?有|共有)?")
_DID = (
    r"(?:已|均|都|全部|按期|如期|按时|依法|实际)*"
    r"(?:参加|参训|完成|接受|通过|实现|达到|得到|取得|用上|喝上|开展|纳入|使用|公开|治理|整治|改造|消除|达标|合格)"
)
# 66个行政村的生活污水得到有效治理: what is theirs did
_THING_DID = re.compile(rf"[一-龥]{{0,4}}?(?:的(?:(?![未没尚])[一-龥]){{2,20}}?)?{_DID}|(?=[,。;)]|$)")
_ALL_DID = re.compile(rf"(?:全员|悉数|无一例外地?){_DID}?")
# of others only: 486人中有6人未参加
_NOT = re.compile(r"[一-龥]{0,6}?(?:未|没有|尚|不|因)")


def counted_among(figures: list[Figure], dates: Dates) -> Iterator[Reading]:
    """Yield the whole and the part of a pair that no word names, where a paper proves one share in their unit."""
    for before, figure in zip([None, *figures], figures, strict=False):
        parts = _parts_proved(figure)
        if not parts or figure.is_known:
            continue
        part, whole = parts
        text, end = figure.sentence.text, figure.sentence.end
        if _ALL_DID.match(text, figure.group.end, end):
            yield from _reading(figure, whole, dates)
        elif before is not None and _is_pair(before, figure, whole):
            if not before.is_known:
                yield from _reading(before, whole, dates)
            yield from _reading(figure, part, dates)


def _is_pair(before: Figure, figure: Figure, whole: Name) -> bool:
    """Tell whether a figure counts those of the one before that did something: 486人中有480人参加."""
    text, end = figure.sentence.text, figure.sentence.end
    if before.place != figure.place or before.quantity.unit != figure.quantity.unit:
        return False
    if before.is_known and not any(one.name.name == whole.name for one in before.readings):
        return False
    among = _AMONG.fullmatch(text, before.group.end, figure.group.start)
    is_inside = among is not None and _is_of(among["thing"], figure.quantity.unit, whole)
    did = _THING_DID.match(text, figure.group.end, end) is not None and not _NOT.match(text, figure.group.end, end)
    return is_inside and did and before.reference >= figure.reference


def _is_of(thing: str, unit: str, whole: Name) -> bool:
    """Tell whether what is counted may be the whole: 128个居民小区 are no 行政村; people go by many names."""
    return unit not in ("个", "处", "家") or not thing or thing[-2:] in whole.name or thing[-1:] == "村"


def _parts_proved(figure: Figure) -> tuple[Name, ...]:
    """Return numerator and denominator of the one share that a paper proves in a counter's unit, () for any other."""
    unit, scene = figure.quantity.unit, figure.sentence.scene
    if not is_counter(unit) or figure.count > 1:
        return ()
    matters = matters_of(scene.edition)
    keys = matters.proved_in(scene, unit)
    if len(keys) != 1:
        return ()
    things = matters.of[next(iter(keys))].alike(unit)
    pairs = {ratio_parts(as_measure(thing.name)) for thing in things if thing.name.component is not None} - {()}
    found = pairs.pop() if len(pairs) == 1 else ()
    return found if all(name.fits(unit) for name in found) else ()


def _reading(figure: Figure, name: Name, dates: Dates) -> Iterator[Reading]:
    scene, quantity, group = figure.sentence.scene, figure.quantity, figure.group
    role, year = role_of(figure.sentence, group, name, scene, dates.of(figure)[0]), dates.year_of(figure)
    if role in ("component", "count") and year is not None:
        subject = area_of(figure.sentence, group.start) or scene.own_subject
        yield Reading(name, quantity, role, year, subject, quantity.start, quantity.end, group.start, group.end)
