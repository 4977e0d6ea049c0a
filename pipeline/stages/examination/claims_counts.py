"""Numbers of one thing by level held beside its total in another passage: 9个森林公园; 1个省级、6个县级森林公园."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.numbers.numerals import read_numeral
from pipeline.numbers.years import years
from pipeline.stages.examination.claims_sentence import QUOTE_CHARS
from pipeline.stages.examination.texts import Text
from schemas.claims import Amount, Sum

_N = r"(?:\d{1,4}|[一二三四五六七八九十两]{1,3})"
_UNIT = r"[个处座家条片块所种]"
_LEVEL = r"(?:国家级?|(?:省|自治区|地市|市州|州|市|县区|区县|县|区|乡镇|乡|镇|村|地方)级)"
_LEVELLED = re.compile(
    rf"(?P<n>{_N})(?P<unit>{_UNIT})(?P<level>{_LEVEL})(?P<thing>[一-龥]{{2,14}}?)(?=[、,和及与。;()]|以及|$)"
    rf"|(?P<level2>{_LEVEL})(?P<thing2>[一-龥]{{2,14}}?)(?:有|为|共)?(?P<n2>{_N})(?P<unit2>{_UNIT})(?![一-龥])"
)
_MAY_LEVEL = re.compile(r"级[一-龥]{2,14}.*级[一-龥]{2,14}")
_LINK_TAIL = re.compile(r"(?:和|及|与|以及)$")
_NOT_ALL = re.compile(r"其中|主要|等|以上|部分|新增|新建|新设|拟|计划|力争|撤销|整合|晋升|申报")
_BRACKETS = re.compile(r"\([^()]*\)")
_NOT_STANDING = re.compile(
    r"新增|新建|新设|增加|增至|拟|计划|将|力争|目标|到20\d\d|整治|巡查|检查|抽查|完成|推进|申报|创建|晋升|撤销|整合|其中|监测|涉及|位于"
    r"|毗邻|调研|验收|平均|每|各(?!类)|以上|等|约|第|另|除|纳入|选取|抽取"
)
_SCOPE = re.compile(r"全[国省市]|[我本][省市]|[省市]域|[省市]内")
_OF_A_PART = re.compile(
    r"(?:镇|乡|街道|村|林场|园区|流域|城区|景区|库区)(?:内|境内|辖区)?(?:现|共|建|设|分布|拥|下)?有"
)
_POINTS = r"(?:水质)?(?:监测|监控)(?:点位|断面|点|井)(?:数量?)?(?:分别|依次|共)?(?:为|有|共)?"
_POINT_NUMBER = re.compile(rf"(?:(?P<year>20\d\d)年(?:共?有|为)?)?(?P<n>{_N})(?:个|处)")
_ALL_OF = "各全均每"
_FEWEST = 2


@dataclass(frozen=True)
class _Group:
    """The numbers of one thing by level in one sentence, text.seen[start:end]."""

    text: Text
    start: int
    end: int
    thing: str
    unit: str
    parts: tuple[Amount, ...]

    @property
    def total(self) -> Decimal:
        """What the parts add up to."""
        return sum((part.value for part in self.parts), Decimal(0))


def counts_apart(texts: list[Text]) -> Iterator[Sum]:
    """Yield the totals of things whose numbers by level stand in another sentence of the document.

    A total of points where all of the things are watched (各水源地) is one too where it is less than their number.
    Numbers of other years, of a part of the county or of a wider area, of what is planned are left out.
    """
    if not any("级" in text.seen and _MAY_LEVEL.search(text.seen) for text in texts):
        return
    groups = [group for text in texts for span in text.sentences() for group in _groups(text, *span)]
    for thing in dict.fromkeys(group.thing for group in groups):
        of_thing = [group for group in groups if group.thing == thing]
        if len({(group.total, group.unit) for group in of_thing}) == 1:
            yield from _held(texts, of_thing[0])


def _held(texts: list[Text], group: _Group) -> Iterator[Sum]:
    told: set[Decimal] = set()
    for text in texts:
        if group.thing not in text.seen:
            continue
        for start, end in text.sentences():
            if text is group.text and start == group.start:
                continue
            if _scope(text, start, end) != _scope(group.text, group.start, group.end):
                continue
            totals = [(group.thing, total) for total in _totals(text, start, end, group)]
            totals += [(f"{group.thing}监测点位", total) for total in _points(text, start, end, group)]
            for name, total in totals:
                if total.value not in told:
                    told.add(total.value)
                    yield _sum(name, group, total, text.quote(start, end))


def _groups(text: Text, start: int, end: int) -> Iterator[_Group]:
    seen = text.seen
    if not _MAY_LEVEL.search(seen, start, end):
        return
    found: dict[tuple[str, str], dict[str, Amount]] = {}
    doubtful = set()
    for match in _LEVELLED.finditer(seen, start, end):
        which = "" if match["n"] else "2"
        thing = _LINK_TAIL.sub("", match["thing" + which])
        key, level = (thing, match["unit" + which]), match["level" + which]
        amount = _amount(text, match, which)
        if amount is None or level in found.setdefault(key, {}):
            doubtful.add(key)
        else:
            found[key][level] = amount
    for (thing, unit), parts in found.items():
        if len(parts) < _FEWEST or (thing, unit) in doubtful or _NOT_ALL.search(_BRACKETS.sub("", seen[start:end])):
            continue
        if not _OF_A_PART.search(seen, start, end):
            yield _Group(text, start, end, thing, unit, tuple(parts.values()))


def _amount(text: Text, match: re.Match[str], which: str, *, year: int | None = None) -> Amount | None:
    words, unit = match["n" + which], match["unit" + which] if "unit" + which in match.groupdict() else "个"
    value = Decimal(words) if words.isdigit() else read_numeral(words)
    if value is None:
        return None
    start, end = match.span("n" + which)
    return Amount(value=value, unit=unit, raw=words + unit, locator=text.locate(start, end), year=year)


def _totals(text: Text, start: int, end: int, group: _Group) -> Iterator[Amount]:
    """Yield what a sentence says of the number of all things of a group, where it differs."""
    if not _are_years_alike(text, (start, end), group) or _OF_A_PART.search(text.seen, start, end):
        return
    thing, unit = rf"(?:各级各类|各类|各级)?{re.escape(group.thing)}", group.unit
    pattern = re.compile(
        rf"(?P<n>{_N})(?P<unit>{unit}){thing}(?![一-龥])"
        rf"|(?:(?<=全县)|(?<=全区)|(?<![级家省市县区镇乡型类设管])){thing}(?:共有?|有|数量为|总数为)?(?P<n2>{_N})(?P<unit2>{unit})(?![一-龥])"
    )
    for match in pattern.finditer(text.seen, start, end):
        clause = re.split(r"[,。;:(]", text.seen[start : match.start()])[-1]
        amount = None if _NOT_STANDING.search(clause) else _amount(text, match, "" if match["n"] else "2")
        if amount is not None and amount.value != group.total:
            yield amount


def _points(text: Text, start: int, end: int, group: _Group) -> Iterator[Amount]:
    """Yield the number of points, in the group's year, that is less than the things all of which are watched."""
    match = re.compile(re.escape(group.thing) + _POINTS).search(text.seen, start, end)
    last = re.escape(group.thing[-3:])
    if match is None or not re.search(rf"[{_ALL_OF}]个?{last}|{last}[^,。;]{{0,12}}均", text.seen[start:end]):
        return
    wanted = _years(group.text, group.start, group.end)
    year: int | None = next(iter(_years(text, start, match.start())), None)
    for found in _POINT_NUMBER.finditer(text.seen, match.end(), end):
        year = int(found["year"]) if found["year"] else year
        amount = _amount(text, found, "", year=year)
        if amount is not None and wanted == {year} and amount.value < group.total:
            yield amount


def _are_years_alike(text: Text, span: tuple[int, int], group: _Group) -> bool:
    one, other = _years(text, *span), _years(group.text, group.start, group.end)
    return not one or not other or bool(one & other)


def _years(text: Text, start: int, end: int) -> set[int]:
    return {
        year for span in years(text.shade) if start <= span.start < end and span.kind == "point" for year in span.years
    }


def _scope(text: Text, start: int, end: int) -> set[str]:
    return set(_SCOPE.findall(text.seen, start, end))


def _sum(name: str, group: _Group, total: Amount, quote: str) -> Sum:
    parts = group.text.quote(group.start, group.end)
    return Sum(
        name=name,
        total=total,
        parts=group.parts,
        is_whole=True,
        quote=f"{quote[:QUOTE_CHARS]}”“{parts[:QUOTE_CHARS]}",
        is_apart=True,
    )
