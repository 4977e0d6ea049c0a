"""Lists whose values differ in unit: 农户总数、使用农户数和普及率分别为77850户、73960户和95.00%."""

import re
from collections.abc import Sequence

from pipeline.lexicon import squeeze
from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import same_dimension
from pipeline.stages.extraction.endings import completed, ending
from pipeline.stages.extraction.names import Name, NamedSpan, named_spans
from pipeline.stages.extraction.owner import RESPECTIVELY, Owner
from pipeline.stages.extraction.parallels import list_of, only
from pipeline.stages.extraction.rises import change_before
from pipeline.stages.extraction.row import Row
from pipeline.stages.extraction.sentence import Sentence
from pipeline.stages.extraction.subjects import listed_members
from pipeline.stages.extraction.transparent import is_transparent

_LEADING = re.compile(r"^(?:其中|[全我本][县区市旗]|[县市]域|全年|当年|的|,)+")
_TRAILING = re.compile(
    r"(?:(?:这|上述|以上)?[两二三四](?:项|者|个|类)(?:指标|比例|数据|数值|结果)?|同比|环比|相比|较|比|与|上年|年度|各年|逐年|三年|数据|,|的)+$"
)

_Place = tuple[NamedSpan | None, tuple[int, ...]]


def mixed_rows(sentence: Sentence, index: int, headed: tuple[NamedSpan, ...], years: tuple[int, ...]) -> list[Row]:
    """Return a row for each value of a list whose values differ in unit, [] where they are not counted off.

    As many values as members are for one year; as many as years are of one thing (1.5210亿立方米、15088万立方米);
    as many as both together run through the years of each member. `headed` are the names that the heading lists.
    """
    groups = list_of(sentence, index)
    values = [value for group in groups for value in group.quantities]
    since = sentence.groups[index - 1].end if index else sentence.start
    told = list(RESPECTIVELY.finditer(sentence.text, since, groups[0].start))
    if len(values) < 2 or not told or not is_transparent(sentence.gap(told[-1].end(), groups[0].start)):
        return []
    count = len(values) // len(years) if len(years) > 1 and len(values) % len(years) == 0 else len(values)
    members: Sequence[NamedSpan | None] = _members(sentence, since, told[-1].start(), count)
    if not members and len(headed) == count:
        members = headed
    change = change_before(sentence, groups[0], since, max(years, default=None))
    rows = []
    for value, (span, dated) in zip(values, _places(members, years, values), strict=False):
        if span is not None and any(_takes(name, value.unit, change is not None) for name in span.names):
            group = next(group for group in groups if value in group.quantities)
            rows.append(Row(sentence, only(group, value), Owner((span,), told[-1].start()), dated, change))
    return rows


def _takes(name: Name, unit: str, is_change: bool) -> bool:
    return name.fits(unit) or (is_change and unit in ("%", "百分点"))


def _places(members: Sequence[NamedSpan | None], years: tuple[int, ...], values: list[Quantity]) -> list[_Place]:
    """Return what each value is for, [] where their number fits neither members nor members with years."""
    if not members:
        return []
    if len(years) <= 1:
        return [(span, years) for span in members] if len(values) == len(members) else []
    if len(values) != len(members) * len(years):
        return []
    of_one = [values[start : start + len(years)] for start in range(0, len(values), len(years))]
    if all(same_dimension(run[0].unit, value.unit) for run in of_one for value in run):
        return [(span, (year,)) for span in members for year in years]
    return [(span, (year,)) for year in years for span in members]


def _members(sentence: Sentence, since: int, end: int, count: int) -> list[NamedSpan | None]:
    """Return the members listed before 分别, None for those that name nothing; [] where they are not `count`."""
    words = _TRAILING.sub("", _LEADING.sub("", sentence.gap(since, end)))
    named = [span for span in sentence.names if since <= span.start and span.end <= end]
    if count == 1:
        return [named[-1]] if named and is_transparent(sentence.gap(named[-1].end, end)) else []
    for piece in (re.split(r"[,:]", words)[-1], words):
        listed = listed_members(piece, count)
        found = [_member(sentence, since, member, named) for member in listed]
        if any(found):
            return found
    return []


def _member(sentence: Sentence, since: int, member: str, named: list[NamedSpan]) -> NamedSpan | None:
    """Return what a member of a list names, by its own words or as the short form of what was named before."""
    bare = _LEADING.sub("", member)
    scene = sentence.scene
    start = max(since, sentence.text.find(bare, since))
    spans = named_spans(scene.lexicon.find(bare), scene.edition)
    if spans and spans[-1].end == len(bare):
        return NamedSpan(start, start + len(bare), spans[-1].names)
    before = [span for span in sentence.paragraph.names if span.end <= start or span in named]
    for span in reversed(before):
        full = sentence.text[span.start : span.end]
        ids = {name.indicator_id for name in span.names}
        names = completed(full, bare, scene)
        if not names and len(ids) == 1:
            names = ending(scene.edition.by_id(ids.pop()), squeeze(bare))
        if names:
            return NamedSpan(start, start + len(bare), names)
    return None
