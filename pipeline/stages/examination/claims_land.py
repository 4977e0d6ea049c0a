"""Shares of the county's land where its area is told in another passage: 红线面积500平方公里，占国土面积的41%."""

import re
from collections.abc import Iterator

from pipeline.numbers.quantities import Quantity, quantities
from pipeline.numbers.units import convert, same_dimension
from pipeline.stages.examination.claims_sentence import QUOTE_CHARS, is_exact
from pipeline.stages.examination.texts import Text
from schemas.claims import Amount, Ratio

_AREA = r"(?:平方公里|平方千米|km2|公顷|万亩)"
# the whole county, no part of it: 全县土地总面积, 县域面积, 辖区1218.43平方公里
_WHOLE = re.compile(
    rf"(?:全[县区市](?:国土|土地|行政区域|幅员|区域|域)?|县域|区域|辖区|国土|幅员|行政区域|土地)(?:土地)?(?:辖区)?(?:总?面积)?(?:共|共计|约?为|是|达)?(?=\d[\d.,]*{_AREA})",
    re.IGNORECASE,
)
_NOT_WHOLE = re.compile(
    r"占|其中|规划|建设|整治|治理|森林|耕地|保护|红线|流域|水域|绿化|建成|农用|全[国省]|公园|修复|试点"
)
_SHARE = re.compile(
    r"(?:占|约占)[^,。;:占]{0,10}?(?:国土|土地|县域|辖区|行政区域|幅员|区域|全[县区市])[^,。;:占]{0,5}(?:面积)?(?:的|的?比例(?:为|达)?|比例?为)?(?:约|约为)?$"
)
_SHARE_BY_NAME = re.compile(r"(?:红线|保护地|保护区)(?:面积)?(?:比例|占比|比重)(?:为|达到?|是|:)?$")
_OF_ANOTHER = re.compile(r"占.*(?:红线|保护|森林|耕地|水域|建设|农用|湿地|林地|草地)")
_CITY = "全市"
_NEAR_CHARS = 60


def shares_of_land(texts: list[Text]) -> Iterator[Ratio]:
    """Yield the areas that are said to be a share of the county's land, with the land's one area told elsewhere.

    Nothing where the document tells different areas of the county, or where numbers are rough (约占18.9%).
    """
    areas = [text for text in texts if "面积" in text.seen and "%" in text.seen]
    wholes = list(_wholes(texts)) if areas else []
    known = {(convert(whole.value, whole.unit, "平方公里"), of_city) for whole, of_city in wholes}
    if len(known) != 1:
        return
    for text in areas:
        if "占" in text.seen or _SHARE_BY_NAME.search(re.split(r"\d", text.seen)[0]) or "面积比例" in text.seen:
            yield from _shares(text, *wholes[0])


def _wholes(texts: list[Text]) -> Iterator[tuple[Amount, bool]]:
    """Yield the areas of a county that a document tells, each with whether it is that of 全市."""
    for text in texts:
        for match in _WHOLE.finditer(text.seen):
            before = re.split(r"[,。;:]", text.seen[: match.start()])[-1]
            if _NOT_WHOLE.search(before + match[0]):
                continue
            found = next((one for one in quantities(text.shade) if one.start == match.end()), None)
            if found is not None and is_exact(found) and not found.approx and same_dimension(found.unit, "平方公里"):
                yield _amount(text, found), _CITY in before + match[0]


def _shares(text: Text, whole: Amount, of_city: bool) -> Iterator[Ratio]:
    for start, end in text.sentences():
        own = [one for one in quantities(text.shade) if start <= one.start and one.end <= end]
        for index, stated in enumerate(own):
            if stated.unit != "%" or index == 0:
                continue
            part = next((one for one in reversed(own[:index]) if same_dimension(one.unit, "平方公里")), None)
            before = text.seen[own[index - 1].outer_end : stated.outer_start]
            share = _SHARE.search(before) or _SHARE_BY_NAME.search(before)
            if part is None or share is None or (_CITY in share[0]) != of_city or _OF_ANOTHER.search(share[0]):
                continue
            if stated.outer_start - part.outer_end > _NEAR_CHARS or not is_exact(part) or not is_exact(stated):
                continue
            if part.approx or stated.approx or _is_whole(text, part, whole):
                continue
            yield Ratio(
                name=_named(text, start, part),
                numerator=_amount(text, part),
                denominator=whole,
                stated=_amount(text, stated),
                quote=text.quote(start, end)[:QUOTE_CHARS],
                is_apart=True,
            )


def _is_whole(text: Text, part: Quantity, whole: Amount) -> bool:
    """Tell whether an area is no smaller than the county: then it is of something else."""
    return convert(part.value, part.unit, "平方公里") >= convert(whole.value, whole.unit, "平方公里")


def _named(text: Text, start: int, part: Quantity) -> str:
    words = re.split(r"[,。;:]", text.seen[start : part.outer_start])[-1]
    return re.sub(r"(?:为|达到?|共|约|是)+$", "", words)[-30:] + "占比"


def _amount(text: Text, one: Quantity) -> Amount:
    return Amount(
        value=one.value,
        unit=one.unit,
        raw=one.raw,
        locator=text.locate(one.start, one.end),
        approx=one.approx,
    )
