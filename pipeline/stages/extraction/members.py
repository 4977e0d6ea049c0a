"""Values that go to the members of a list, the parts of a sum or of a ratio, the sub-indicators of a whole."""

import re
from itertools import pairwise

from pipeline.lexicon import squeeze
from pipeline.numbers.units import is_counter, read_unit
from pipeline.stages.extraction.endings import completed, ending
from pipeline.stages.extraction.names import (
    Name,
    NamedSpan,
    as_component,
    fitting,
    measure_shared,
    named_spans,
    ratio_parts,
    sibling_subs,
)
from pipeline.stages.extraction.owner import RESPECTIVELY, SHARE
from pipeline.stages.extraction.reworded import ENDINGS_OF_UNITS
from pipeline.stages.extraction.row import Pairing, Row
from pipeline.stages.extraction.sentence import LINK
from pipeline.stages.extraction.subjects import listed_members
from pipeline.values import replace

_COMPARED_WITH = re.compile(r"(?:同比|环比|相比|较|比|与)+$")
_POLLUTANT = re.compile(
    r"(?:可吸入颗粒物|二氧化[硫氮]|一氧化碳|臭氧|PM10|SO2|NO2|O3|CO)(?:\([^()]{2,12}\))?(?=[、,和及与])"
)
_POLLUTANTS = re.compile(rf"(?:{_POLLUTANT.pattern}[、,和及与])+$")
_NOTE = re.compile(r"\([^()]*\)")


def summands(row: Row) -> list[Pairing]:
    """Pair 分别 with the parts of a sum: 保护区、保留区的岸段长度分别为102公里和136公里."""
    names = [name for span in row.owner.spans for name in span.names if name.component is not None]
    values = row.group.quantities
    if len(row.owner.spans) != 1 or len(names) != 1 or len(row.years) == len(values):
        return []
    told = names[0].component.formula.split(" + ") if names[0].component else []
    parts = {part.name: part for part in names[0].measure.components}
    if len(told) != len(values) or any(name not in parts for name in told):
        return []
    if RESPECTIVELY.search(row.words) is None:
        return []
    return [
        Pairing(value, (as_component(names[0], parts[name]),), row.years)
        for value, name in zip(values, told, strict=True)
    ]


def divided(row: Row) -> list[Pairing]:
    """Return numerator and denominator of a ratio printed as a fraction of counted things (358/365, 68个/112个)."""
    values = row.group.quantities
    if len(values) != 2 or not values[0].fraction:
        return []
    found = []
    for name in (name for span in row.owner.spans[-1:] for name in span.names):
        for value, part in zip(values, ratio_parts(name), strict=False):
            counted = part.unit == "天" or is_counter(part.unit)
            if counted and (not value.unit or part.fits(value.unit)):
                found.append(Pairing(replace(value, unit=value.unit or part.unit), (part,), row.years))
    return found


def members(row: Row) -> list[Pairing]:
    """Pair values with the members of a list of which not all are known: 化肥、农膜覆盖率和农药利用率分别为."""
    sentence, owner, values = row.sentence, row.owner, row.group.quantities
    told = RESPECTIVELY.search(sentence.text, owner.end, values[0].start)
    if len(row.years) > 1 or told is None:
        return []
    start = max([sentence.start, *(span.end for span in sentence.years if span.end <= owner.start)])
    words = _COMPARED_WITH.sub("", sentence.gap(start, told.start()))
    count = len(values) + _values_of_other_units(row)
    members = listed_members(words.rsplit(",", 1)[-1], count) or listed_members(words, count)
    found = []
    for value, member, following in zip(values, members, [*members[1:], ""], strict=False):
        names = _member(row, member, following)
        if names:
            found.append(Pairing(value, names, row.years))
    return found


def _values_of_other_units(row: Row) -> int:
    """Return how many values of other units go on with a list: 52、31微克/立方米、0.9毫克/立方米."""
    groups, text = row.sentence.groups, row.sentence.text
    at, count = groups.index(row.group) if row.group in groups else len(groups), 0
    for before, after in pairwise(groups[at:]):
        if LINK.fullmatch(text, before.end, after.start) is None:
            break
        count += len(after.quantities)
    return count


def beside_pollutants(row: Row) -> list[Pairing]:
    """Pair the value of the last of several pollutants: 可吸入颗粒物、细颗粒物年均浓度为66μg/m³和41μg/m³."""
    values, start = row.group.quantities, row.owner.start
    before = _POLLUTANTS.search(row.sentence.text, row.sentence.start, start)
    if before is None or len(row.owner.spans) != 1 or len(row.years) > 1:
        return []
    listed = len(_POLLUTANT.findall(before[0])) + 1
    names = fitting_of(row, row.owner.spans[0])
    return [Pairing(values[-1], names, row.years)] if names and listed == len(values) else []


def _member(row: Row, member: str, following: str) -> tuple[Name, ...]:
    """Return what a member of a list names, its ending taken from the next one where it was left out."""
    scene, text = row.sentence.scene, row.sentence.text
    for span in row.sentence.names:
        if member in (text[span.start : span.end], _NOTE.sub("", text[span.start : span.end])) and (
            names := fitting_of(row, span)
        ):
            return names
    for words in [member, *(member + following[cut:] for cut in range(1, len(following)))]:
        spans = named_spans(scene.lexicon.find(words), scene.edition)
        if spans and spans[-1].end == len(words) and (words == member or spans[-1].start < len(member)):
            names = fitting_of(row, spans[-1])
            if names:
                return names
    if named := _by_unit(row, member):
        return named
    first = row.owner.spans[0]
    full = row.sentence.text[first.start : first.end]
    return fitting_of(row, NamedSpan(first.start, first.end, completed(full, member, scene)))


def _by_unit(row: Row, member: str) -> tuple[Name, ...]:
    """Return the component that a member and the ending its unit asks for name: 保护区 in 公里 is 岸线保护区长度."""
    unit = read_unit(row.group.unit)
    ids = dict.fromkeys(name.indicator_id for span in row.owner.spans for name in span.names)
    for end in ENDINGS_OF_UNITS.get(unit.dimension, ()) if unit is not None and len(ids) == 1 else ():
        if found := ending(row.sentence.scene.edition.by_id(next(iter(ids))), squeeze(member + end)):
            return tuple(name for name in found if name.fits(row.group.unit))
    return ()


def fitting_of(row: Row, span: NamedSpan) -> tuple[Name, ...]:
    """Return the names of a span that a number in the row's unit may belong to, or whose change or share it is."""
    sentence, unit, near = row.sentence, row.group.unit, row.sentence.near_ids()
    found = fitting(span.names, unit, sentence.scene, near)
    if found or not span.names:
        return found
    if row.change is not None and unit in ("%", "百分点"):
        return fitting(span.names, span.names[0].unit, sentence.scene, near)
    if unit not in ("%", "‰"):
        return ()
    if SHARE.search(sentence.text, sentence.start, span.start) and sentence.scene.section != "definition":
        before = [other for other in sentence.names if other.end <= span.start]
        before = before or [other for other in sentence.paragraph.names if other.end <= span.start]
        parts = [name for other in before for name in other.names]
        shared = fitting(measure_shared(parts, span.names), unit, sentence.scene, near)
        return shared or (fitting(before[-1].names, unit, sentence.scene, near) if before else ())
    if SHARE.search(sentence.text, span.end, row.group.start):
        return fitting(measure_shared(list(span.names), ()), unit, sentence.scene, near)
    return ()


def subs_of(row: Row, count: int) -> tuple[Name, ...]:
    """Return the sub-indicators of the one thing named, where they are as many as the values (0: any number)."""
    if len(row.owner.spans) != 1 or len(row.owner.spans[0].names) != 1:
        return ()
    subs = sibling_subs(row.owner.spans[0].names[0], row.sentence.scene.edition)
    return subs if count in (0, len(subs)) else ()
