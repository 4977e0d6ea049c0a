"""Which value goes to which name, year, subject."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import UNIT_PATTERN, is_counter, read_unit
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
from pipeline.stages.extraction.owner import RESPECTIVELY, SHARE, Owner
from pipeline.stages.extraction.rises import Change
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.stages.extraction.short_names import completed
from pipeline.stages.extraction.subjects import is_place, kind_of_species, listed, listed_members, subject_before

# 三年均为 means each of them, 年均 the mean of one
ALL = re.compile(
    r"(?:(?<=[二两三四五各每历]年)|(?<=\d年)(?=均[为达在保不未超高低大小已实])|(?<![年日人平]))均(?!值|浓度|每)|都|皆|全部|同为|每年|各年|历年|连续|一直|始终|各(?=提|下降|增|上升|降|减)"
)
_COMPARED_WITH = re.compile(r"(?:同比|环比|相比|较|比|与)+$")
_NOTE = re.compile(r"\([^()]*\)")
_SUM = re.compile(r"累计|合计|总计|三年共|共计|年平均|(?<![\d每各两二三四五])年均")


@dataclass(frozen=True)
class Pairing:
    """One value with the names (several where the words mean several things), years, subject it is for."""

    quantity: Quantity
    names: tuple[Name, ...]
    years: tuple[int, ...]
    subject: str = ""


@dataclass(frozen=True)
class Row:
    """A group of quantities with all that decides where its values go."""

    sentence: Sentence
    group: Group
    owner: Owner
    years: tuple[int, ...]
    change: Change | None

    @property
    def words(self) -> str:
        """What stands between the names and the numbers."""
        return self.sentence.text[self.owner.since : self.group.start]


def pairings(row: Row) -> list[Pairing]:
    """Pair the values of a row; [] where their number fits neither the years nor the names nor the subjects."""
    row = _with_unit_of_zero(_with_unit_named(_with_denominator(row)))
    values, years = row.group.quantities, row.years
    names = [_fitting(row, span) for span in row.owner.spans]
    if len(values) == 1:
        return _single(row, names)
    if special := _summands(row) or (_members(row) if row.owner.in_list else _over_subs(row)):
        return special
    if len(names) == 1 and names[0] and not row.owner.in_list:
        return _one_name(row, names[0])
    if len(names) == len(values) and len(years) <= 1:
        return [Pairing(value, found, years) for value, found in zip(values, names, strict=True) if found]
    if len(years) * len(names) == len(values) and len(names) > 1 and len(years) > 1:
        return _both(row, names)
    return _members(row)


def _summands(row: Row) -> list[Pairing]:
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


def _with_denominator(row: Row) -> Row:
    """Return the row with units made whole where the name holds the denominator: 万元GDP用水量62.4立方米."""
    start, unit = row.owner.start, row.group.unit
    if not row.sentence.text[start:].startswith("万元") or "/" in unit or not unit:
        return row
    if any(name.fits(f"{unit}/万元") for span in row.owner.spans for name in span.names):
        whole = tuple(replace(value, unit=f"{unit}/万元") for value in row.group.quantities)
        return replace(row, group=Group(whole))
    return row


_UNIT_NAMED = re.compile(rf"\((?:单位:)?(?P<unit>{UNIT_PATTERN})\)", re.IGNORECASE)


def _with_unit_named(row: Row) -> Row:
    """Return the row with the unit that stands in brackets after the name: 城镇污水处理率（%）：95.3."""
    if row.group.unit:
        return row
    told = _UNIT_NAMED.match(row.sentence.text, row.owner.end, row.group.start)
    unit = read_unit(told["unit"]) if told else None
    if unit is None:
        return row
    return replace(row, group=Group(tuple(replace(value, unit=unit.name) for value in row.group.quantities)))


def _with_unit_of_zero(row: Row) -> Row:
    """Return the row with the unit of what is named where a zero stands bare: 劣V类水体比例为0."""
    values = row.group.quantities
    if any(value.unit or value.value != 0 for value in values):
        return row
    units = [name.unit for name in row.owner.spans[-1].names if name.unit]
    if not units or not re.search(r"为$", row.sentence.text[: row.group.start]):
        return row
    return replace(row, group=Group(tuple(replace(value, unit=units[0]) for value in values)))


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


def _single(row: Row, names: list[tuple[Name, ...]]) -> list[Pairing]:
    value, years = row.group.quantities[0], row.years
    since = row.sentence.clause_start(row.group.start) if is_counter(value.unit) else row.owner.since
    words = row.sentence.text[min(since, row.owner.since) : row.group.start]
    if len(years) > 1 and (_SUM.search(words) or RESPECTIVELY.search(row.words)):
        return []
    subject = _subject(row)
    for_all = ALL.search(row.words)
    if not names[-1] and for_all:
        subs = tuple(sub for sub in _subs(row, 0) if sub.fits(value.unit))
        return [Pairing(value, subs, years, subject)]
    return [Pairing(value, found, years, subject) for found in (names if for_all else names[-1:]) if found]


def _subject(row: Row) -> str:
    if row.owner.subject or row.owner.is_own:
        return row.owner.subject
    told = subject_before(row.sentence, row.owner.start)
    return told or kind_of_species(row.sentence.text[row.owner.spans[-1].start : row.owner.end])


def _one_name(row: Row, names: tuple[Name, ...]) -> list[Pairing]:
    values, years = row.group.quantities, row.years
    if len(years) == len(values):
        subject = _subject(row)
        return [Pairing(value, names, (year,), subject) for value, year in zip(values, years, strict=True)]
    per_year = len(values) // len(years) if len(years) > 1 and len(values) % len(years) == 0 else len(values)
    if row.change is not None and len(years) <= 1 and _bases(row) == len(values):
        return [Pairing(value, names, years, _subject(row)) for value in values]
    subjects = listed(row.sentence, row.owner.start, per_year) or _places_between(row, per_year)
    if not subjects:
        return _members(row)
    if per_year == len(values):
        return [Pairing(value, names, years, subject) for value, subject in zip(values, subjects, strict=True)]
    pairs = [(year, subject) for year in years for subject in subjects]
    return [Pairing(value, names, (year,), subject) for value, (year, subject) in zip(values, pairs, strict=True)]


def _bases(row: Row) -> int:
    """Return how many years the values are compared with: 较2021年和2020年分别提高1.5、4.7个百分点."""
    start, end = row.sentence.start, row.group.start
    return sum(
        len(span.years) for span in row.sentence.years if start <= span.start < end and span.kind == "comparison"
    )


def _places_between(row: Row, count: int) -> list[str]:
    """Return the places listed before 分别 after the last figure: ；甲镇、乙乡分别为43.5%和38.9%."""
    told = RESPECTIVELY.search(row.words)
    if told is None:
        return []
    words = re.split(r"[,;:]", row.words[: told.start()])[-1]
    members = listed_members(re.sub(r"^(?:其中|而)|(?:则|仅|只|均|的)+$", "", words), count)
    return members if all(is_place(member) for member in members) else []


def _both(row: Row, names: list[tuple[Name, ...]]) -> list[Pairing]:
    """Pair over names and years: what is listed first changes slowest, unless the marks between values tell."""
    years, chunk = row.years, _chunk(row)
    names_outside = chunk == len(years) and len(years) != len(names)
    if not names_outside and (chunk != len(names) or len(names) == len(years)):
        first = min((span.start for span in row.sentence.years if span.years == years), default=0)
        names_outside = row.owner.start < first or _links_like_names(row)
    if names_outside:
        pairs = [(found, year) for found in names for year in years]
    else:
        pairs = [(found, year) for year in years for found in names]
    return [
        Pairing(value, found, (year,))
        for value, (found, year) in zip(row.group.quantities, pairs, strict=True)
        if found
    ]


def _links_like_names(row: Row) -> bool:
    """Tell whether the middle mark of the values is that between the names: A和B分别为a1、a2和b1、b2."""
    values, spans, text = row.group.quantities, row.owner.spans, row.sentence.text
    middle = len(values) // 2
    link = text[values[middle - 1].outer_end : values[middle].outer_start]
    inner = text[values[0].outer_end : values[1].outer_start]
    return len(spans) == 2 and link != inner and link == text[spans[0].end : spans[1].start]


def _chunk(row: Row) -> int:
    """Return how many values stand between stronger marks (a、b和c、d: two), 0 where the marks tell nothing."""
    text = row.sentence.text
    links = [text[first.outer_end : second.outer_start] for first, second in pairwise(row.group.quantities)]
    for strong in (",", "和", "与", "以及", "及"):
        places = [index + 1 for index, link in enumerate(links) if strong in link]
        sizes = {later - earlier for earlier, later in pairwise([0, *places, len(links) + 1])}
        if places and len(sizes) == 1 and sizes != {1}:
            return sizes.pop()
    return 0


def _members(row: Row) -> list[Pairing]:
    """Pair values with the members of a list of which not all are known: 化肥、农膜覆盖率和农药利用率分别为."""
    sentence, owner, values = row.sentence, row.owner, row.group.quantities
    told = RESPECTIVELY.search(sentence.text, owner.end, values[0].start)
    if len(row.years) > 1 or told is None:
        return []
    start = max([sentence.start, *(span.end for span in sentence.years if span.end <= owner.start)])
    words = _COMPARED_WITH.sub("", sentence.gap(start, told.start()))
    members = listed_members(words.rsplit(",", 1)[-1], len(values)) or listed_members(words, len(values))
    found = []
    for value, member, following in zip(values, members, [*members[1:], ""], strict=False):
        names = _member(row, member, following)
        if names:
            found.append(Pairing(value, names, row.years))
    return found


def _member(row: Row, member: str, following: str) -> tuple[Name, ...]:
    """Return what a member of a list names, its ending taken from the next one where it was left out."""
    scene, text = row.sentence.scene, row.sentence.text
    for span in row.sentence.names:
        if member in (text[span.start : span.end], _NOTE.sub("", text[span.start : span.end])) and (
            names := _fitting(row, span)
        ):
            return names
    for words in [member, *(member + following[cut:] for cut in range(1, len(following)))]:
        spans = named_spans(scene.lexicon.find(words), scene.edition)
        if spans and spans[-1].end == len(words) and (words == member or spans[-1].start < len(member)):
            names = _fitting(row, spans[-1])
            if names:
                return names
    first = row.owner.spans[0]
    full = row.sentence.text[first.start : first.end]
    return _fitting(row, NamedSpan(first.start, first.end, completed(full, member, scene)))


def _fitting(row: Row, span: NamedSpan) -> tuple[Name, ...]:
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
        parts = [name for other in sentence.names if other.end <= span.start for name in other.names]
        before = [other for other in sentence.names if other.end <= span.start]
        shared = fitting(measure_shared(parts, span.names), unit, sentence.scene, near)
        return shared or (fitting(before[-1].names, unit, sentence.scene, near) if before else ())
    if SHARE.search(sentence.text, span.end, row.group.start):
        return fitting(measure_shared(list(span.names), ()), unit, sentence.scene, near)
    return ()


def _over_subs(row: Row) -> list[Pairing]:
    """Pair with the sub-indicators of an indicator named as a whole: 化肥农药利用率分别为41%、43%."""
    values, years = row.group.quantities, row.years
    subs = _subs(row, len(values))
    if subs and len(years) != len(values):
        return [Pairing(value, (sub,), years) for value, sub in zip(values, subs, strict=True)]
    if len(years) > 1 and len(values) % len(years) == 0 and (subs := _subs(row, len(values) // len(years))):
        return _both(row, [(sub,) for sub in subs])
    return []


def _subs(row: Row, count: int) -> tuple[Name, ...]:
    """Return the sub-indicators of the one thing named, where they are as many as the values (0: any number)."""
    if len(row.owner.spans) != 1 or len(row.owner.spans[0].names) != 1:
        return ()
    subs = sibling_subs(row.owner.spans[0].names[0], row.sentence.scene.edition)
    return subs if count in (0, len(subs)) else ()
