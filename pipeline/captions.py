"""What the caption of a table speaks of: 表1 某某县2020—2022年秸秆综合利用情况 of 秸秆综合利用情况."""

import re
from collections.abc import Iterable, Iterator

from pipeline.numbers.shadow import shadow

_YEARS = r"(?:19|20)\d\d(?:年度?)?(?:[-至、,和](?:19|20)\d\d)*年?度?"
_NUMBER = re.compile(
    r"^(?:附?[表图件]\s?(?:\d+(?:-\d+)?|[一二三四五六七八九十]+(?!般))?[.:、]?|[(]?[\d一二三四五六七八九十]{1,2}[)、.])"
)
_AROUND = re.compile(rf"\([^()]*\)|{_YEARS}|截至|关于")
_PLACE = re.compile(r"^[一-龥]{1,10}?(?:自治县|县|旗|区|市)(?!域|级|城|直)")
_LABEL = re.compile(r"^(?!附[表件]:)[一-龥/()]{2,12}:")
# what is counted apart, before the thing itself: 主要行业一般工业固体废物情况
_APART_BY = re.compile(
    r"^(?:(?:主要|重点|分|各|各类|不同|按)(?:行业|企业|产业|乡镇|镇|街道|流域|河流|地区|区域|类别|类型|种类|品种|来源|作物|单位|季度|月份?)+|历年|逐年|近年来?)的?"
)
_WHOSE = re.compile(r"^(?:[县市乡]级|全[县市区])")
_LINKS = re.compile(r"[、和及与]")
_UNIT_BEHIND = re.compile(r"\s*[(]?(?:计量)?单位:.*$")
MAX_CAPTION_CHARS = 60


def matters(captions: Iterable[str]) -> Iterator[str]:
    """Yield what each caption speaks of, the nearest first, as a shadow; lines of labels (单位：吨) say nothing."""
    for caption in reversed(tuple(captions)):
        seen = shadow(caption).text
        if len(seen) > MAX_CAPTION_CHARS or _LABEL.match(seen) or seen.endswith(("。", ";")):
            continue
        bare = _AROUND.sub("", _NUMBER.sub("", _UNIT_BEHIND.sub("", seen))).strip()
        while (shorter := _PLACE.sub("", bare, count=1)) != bare:
            bare = shorter
        bare = _APART_BY.sub("", _WHOSE.sub("", bare))
        for part in dict.fromkeys((bare, *_LINKS.split(bare))):
            if len(part) >= 2:
                yield part
