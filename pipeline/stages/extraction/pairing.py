"""Which value goes to which name, year, subject."""

import re
from itertools import pairwise

from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.members import beside_pollutants, fitting_of, members, subs_of, summands
from pipeline.stages.extraction.names import (
    Name,
)
from pipeline.stages.extraction.owner import RESPECTIVELY
from pipeline.stages.extraction.row import ALL, Pairing, Row
from pipeline.stages.extraction.row_units import with_its_units
from pipeline.stages.extraction.subjects import kind_of_species, listed, places_listed, subject_before

# 92家公共机构、58个居民小区开展分类，覆盖率分别为…
_THING_COUNTED = re.compile(
    r"(?P<thing>[一-龥]{2,8}?)(?=[、,;。和及与(]|开展|实行|推行|完成|实现|参加|配备|建[有成]|达到|均|都|全部|已)"
)
# 县级水源地2个、乡镇级8个，水质达标率分别为…
_LEVEL_COUNTED = re.compile(r"(?P<level>(?:省|市|县|乡镇?|镇|村)级)[^,。;、\d]{0,14}$")
# 金盆水库、石鼓水库水质优良比例均为100%: all sources there are
_SOURCES_LISTED = re.compile(r"(?:水库|水源地?)(?:[、和与及][一-龥]{1,8}(?:水库|水源地?))+的?$")
_SUM = re.compile(r"累计|合计|总计|三年共|共计|年平均|(?<![\d每各两二三四五])年均")


def pairings(row: Row) -> list[Pairing]:
    """Pair the values of a row; [] where their number fits neither the years nor the names nor the subjects."""
    row = with_its_units(row)
    values, years = row.group.quantities, row.years
    names = [fitting_of(row, span) for span in row.owner.spans]
    if len(values) == 1:
        return _single(row, names)
    if special := summands(row) or (members(row) if row.owner.in_list else _over_subs(row)):
        return special
    if len(names) == 1 and names[0] and not row.owner.in_list:
        return beside_pollutants(row) or _one_name(row, names[0])
    if len(names) == len(values) and len(years) <= 1:
        return [Pairing(value, found, years) for value, found in zip(values, names, strict=True) if found]
    if len(years) * len(names) == len(values) and len(names) > 1 and len(years) > 1:
        return _both(row, names)
    return members(row)


def _single(row: Row, names: list[tuple[Name, ...]]) -> list[Pairing]:
    value, years = row.group.quantities[0], row.years
    since = row.sentence.clause_start(row.group.start) if is_counter(value.unit) else row.owner.since
    words = row.sentence.text[min(since, row.owner.since) : row.group.start]
    if len(years) > 1 and (_SUM.search(words) or RESPECTIVELY.search(row.words)):
        return []
    subject = _subject(row)
    for_all = ALL.search(row.words)
    subs = tuple(sub for sub in subs_of(row, 0) if sub.fits(value.unit)) if for_all else ()
    if subs:  # 化肥、农药利用率均达到43%以上
        return [Pairing(value, subs, years, subject)]
    return [Pairing(value, found, years, subject) for found in (names if for_all else names[-1:]) if found]


def _subject(row: Row) -> str:
    if row.owner.subject or row.owner.is_own:
        return row.owner.subject
    told = subject_before(row.sentence, row.owner.start)
    if told.endswith("级") and ALL.search(row.words):
        return ""  # 县级水源地、乡镇级水源地水质达标率均为100%
    if ALL.search(row.words) and _SOURCES_LISTED.search(row.sentence.text, row.sentence.start, row.owner.start):
        return ""
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
    subjects = subjects or _counted_before(row, per_year)
    if not subjects:
        return members(row)
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
    words = re.split(r"[,;:]", row.words[: told.start()].strip(",("))[-1]
    dated = max([0, *(words.find(span.words) + len(span.words) for span in row.sentence.years if span.words in words)])
    return places_listed(words[dated:], count)


def _counted_before(row: Row, count: int) -> list[str]:
    """Return the things counted right before 分别, one for each value; [] where there are not as many."""
    sentence = row.sentence
    before = [one for one in sentence.groups if one.end <= row.owner.start][-count:]
    if len(before) < count or is_counter(row.group.unit) or not all(is_counter(one.unit) for one in before):
        return []
    if RESPECTIVELY.search(sentence.text, before[-1].end, row.group.start) is None:
        return []
    things = [_THING_COUNTED.match(sentence.text, one.end, row.owner.start) for one in before]
    found = [thing["thing"] for thing in things if thing is not None]
    if len(set(found)) < count:
        levels = [_LEVEL_COUNTED.search(sentence.text, sentence.start, one.start) for one in before]
        found = [level["level"] for level in levels if level is not None]
    return found if len(set(found)) == count else []


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


def _over_subs(row: Row) -> list[Pairing]:
    """Pair with the sub-indicators of an indicator named as a whole: 化肥农药利用率分别为41%、43%."""
    values, years = row.group.quantities, row.years
    subs = subs_of(row, len(values))
    if subs and len(years) == len(values) > 1 and not _tells_years(row):
        years = (max(years),)  # those of a rise told before: 比重由22%提高到24%；化肥农药利用率分别为41.1%、41.9%
    if subs and len(years) != len(values):
        return [Pairing(value, (sub,), years) for value, sub in zip(values, subs, strict=True)]
    if len(years) > 1 and len(values) % len(years) == 0 and (subs := subs_of(row, len(values) // len(years))):
        return _both(row, [(sub,) for sub in subs])
    return []


def _tells_years(row: Row) -> bool:
    """Tell whether a paragraph names years before a row that its values may be counted off against."""
    return any(span.end <= row.group.start and len(span.words) > 1 for span in row.sentence.paragraph.years)
