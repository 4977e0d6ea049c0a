"""What a head of a table counts that tells a class of water quality: sections below Ⅲ类及以上（个）."""

import re
from collections.abc import Iterable, Iterator

_GOOD = (
    r"(?:水质)?(?:达到?(?:或|和|及)?(?:优于|好于)|(?:优于|好于)(?:或|和|及)?(?:等于|达到)?|符合(?:或优于)?|达到)(?:地表水)?III类"
    r"|I类?[-至到~]III类|I类?[、和及与]II类?[、和及与]III类|III类(?:及|或|和)?(?:其)?(?:以上|优于|更优|更好)"
    r"|优良\((?:I-III类|达到或优于III类|III类及以上)\)"
)
_CLASS = re.compile(
    rf"(?:地表水|水质|断面|水体)*(?:(?P<good>{_GOOD})|(?P<worst>劣(?:V|5|五)类))"
    r"(?:标准)?(?:的?(?:水质|断面|水体|点位|水源地?|水源地点位))*(?P<form>.*)"
)
# said of air as well
_GOOD_SHARE = re.compile(r"(?:地表水|水质|断面)*优良(?:水质|水体|断面)*(?:比例|比率|占比|率)")
_GOOD_COUNT = re.compile(r"(?:水质)?优良(?:断面|水源地)?(?:个数|总?数)")
_OF_AIR = re.compile(r"空气|天数|AQI|PM")
_COUNTS_ALL = re.compile(r"(?:断面|水源地?|点位)(?:总|个)?数")
_SHARE = re.compile(r"(?:所?占)?(?:比例|比率|比重|百分比|比|率)")
_COUNT = re.compile(r"(?:个数|数量?|总?数)?")
_OF_SECTIONS = re.compile(r"断面|地表水|河|湖(?!北|南)|水环境|流域")
_OF_SOURCES = re.compile(r"水源")
# all sections reach a good class, which their 达标率 of 100 % says again; alone it is held against each one's aim
_ALL_GOOD = re.compile(
    r"断面[^。;]{0,30}?(?:均|全部|都)[^。;,劣]{0,30}?(?<![I劣])(?:I{1,2}[-至~到、和]{1,2})?I{1,3}类[^。;,]{0,12}"
    r"(?:,其中[^,。;]{2,16})?,(?:断面|水质|水环境质量|总体)*(?P<rate>(?:达标|合格|优良)(?:率|比例)|(?:所?占)?比例|占比)"
    r"(?=[均保持为是达到:]{0,4}100(?:\.0+)?%)"
)
# 8个断面年均水质符合III类标准，占88.9%: the share of those counted
_COUNTED_GOOD = re.compile(
    r"\d个[一-龥]{0,6}断面[^。;,\d劣]{0,8}(?:达到或(?:优于|好于)|符合(?:或优于)?|达到|优于|好于)(?:地表水)?III类"
    r"(?:及?以上)?(?:水质)?(?:标准)?(?:要求)?,(?:(?:所?占)?(?:比例|比重|比)|占)(?=(?:总数|全部|断面|监测|的|约|为|达到?){0,4}\d[\d.]*%)"
)
# 监测断面8个，达到或优于III类7个，比例87.5%: those among all sections, counted behind their class
_GOOD_AMONG = re.compile(
    r"断面(?:水质)?(?:总?数|共有?|计|[为有中里内]|\d+个|[,:、]|其中|水质)*"
    r"(?:(?:达到?(?:或|和)(?:优于|好于)|符合(?:或优于)?|优于|好于)(?:地表水)?III类|I类?[-~至到]III类)(?:标准)?(?:水质)?(?:以上)?的?(?:断面)?(?:共|有|为|是|计)*\d+个,"
    r"(?:(?:所?占)?(?:比例|比重|比)|占)(?=(?:总数|全部|断面|监测|的|约|为|达到?){0,4}\d[\d.]*%)"
)
# 12个断面全部达到或优于III类，比例由91.7%升至100%
_RISEN_TO_GOOD = re.compile(
    r"\d个[一-龥]{0,6}断面[^。;,\d劣]{0,8}(?:达到?(?:或|和)(?:优于|好于)|符合(?:或优于)?|达到|优于|好于)(?:地表水)?III类(?:及?以上)?(?:水质)?(?:标准)?,"
    r"(?:所?占)?(?:比例|比重|占比)(?=[由从](?:\d{4}年|上年|去年)?[度的]*\d[\d.]*%(?:提高|上升|提升|升|增加?|降|下降|降低)?[至到为]+\d[\d.]*%)"
)
# 监测断面9个，II类5个、III类2个、IV类2个，I~III类占77.8%
_SHARE_OF_CLASSES = re.compile(
    r"(?<![IV])(?:I类?[-至~到]III类|III类(?:及|或)?(?:其)?以上)(?:水质|水体)?的?(?:断面)?(?:所?占|占比)"
    r"(?=(?:总数|全部|断面|监测|的|比例|约|为|达到?){0,3}\d[\d.]*%)"
)
# 6个断面年均水质均在III类以上, 国控断面2个、省控断面3个，均达到III类: all sections are good, though no share is told
_ALL_OF_GOOD_CLASS = re.compile(
    r"(?:\d个[^,。;:\d]{0,12}断面|断面\d+个(?:[、和及][一-龥]{0,6}断面\d+个)*,?)[^。;,:\d劣]{0,8}(?:均|全部|都|全)[^。;,:\d劣]{0,10}?"
    r"(?<![IV劣])(?:I{1,2}(?:类)?[-至~到、和及])?I{1,3}类(?!的?\d|到|至|转)(?:标准|水质|水体)*(?:及|或|和)?(?:其)?(?:以上|更[优好])?(?=[,。;)]|$)"
)
_OF_DRINKING = re.compile(r"水源|饮用|地下水")
# 4个国控断面中，III类1个、IV类2个、劣V类1个: sections told by their classes
_OF_ONE_CLASS = (
    r"(?:(?:达到?(?:或|和))?(?:优于|好于)?(?:I类?[-至到~])?I{1,3}|IV|劣?V)类(?:(?:及|或)?(?:其)?以上|更[优好])?"
    r"(?:水质|水体)?的?(?:断面)?(?:共有|共|有|为|各)?\d+个"
)
_SECTIONS_BY_CLASS = re.compile(
    rf"\d个[一-龥、]{{0,12}}断面(?:水质)?(?:[(][^()]*[)])?(?:当|之|其)?[中里内,:](?:其中)?,?{_OF_ONE_CLASS}(?:[(][^()]*[)])?(?:[,、和及]{_OF_ONE_CLASS})+"
)
_WORST = "劣V类"
# 8个断面I~III类比例100%；无劣V类
_NO_WORST = re.compile(
    r"(?:(?<=无)|(?<=没有)|(?<=未出现)|(?<=未发现)|(?<=不存在)|(?<=V类[、和及或]))劣V类(?:水质)?(?=[,。;)]|$)"
)
# 2个水源地逐月监测，水质全部达标: what makes the share 100 %; of villages, of spare sources it is none
_SOURCES_GOOD = re.compile(
    r"(?<!农村)(?<!乡镇)(?<!镇级)(?<!村级)(?<!万人)(?<!备用)(?<!应急)(?<!集中式)(?<!生活)(?:集中式)?(?:生活)?(?:饮用水水?源(?:地|保护区)|(?<!水)水源地)[^。;]{0,40}?水质[^,。;\d]{0,6}?"
    r"(?:全部|均|都|稳定|保持|连续|持续|全面)[^,。;\d]{0,8}?"
    r"(?:达标|合格|优良(?![天率比])|(?:达到?|满足|符合|优于|好于|为|在)[^,。;\d]{0,12}?(?:I{1,3}类|标准|要求))(?![率比])"
)
# 甲水库、乙沟两处县城集中式饮用水水源地，逐季监测61项，均满足地表水III类标准: so is one that names no 水质
_SOURCES_OF_CLASS = re.compile(
    r"(?:[\d两二三四五六七八九十](?:处|个)|[县城市]级?)(?:县城|县级|城区|城市|在用|地表水|及以上)*(?:集中式)?(?:生活)?(?:饮用水水?源(?:地|保护区)|(?<!水)水源地)[^。;]{0,40}?"
    r"(?:全部|均|都|稳定)(?:稳定|全部)?(?:达到?|满足|符合|优于|好于|为)(?:或(?:优于|好于))?[^,。;\d劣]{0,14}?(?<![IV劣])I{1,3}类(?!到|至|转)(?:标准|水质|要求|水体)?(?:及?以上)?(?=[,。;)]|$)"
)
SHARE_OF_GOOD_SECTIONS = "水质达到或优于III类比例"
# of each kind: those of a good class, their share, those of the worst class, their share
_OF_WHAT = {
    "sections": ("达到或优于III类断面数", "达到或优于III类断面比例", "劣V类断面数", "劣V类断面比例"),
    "sources": ("达到或优于III类水源地数", "集中式饮用水水源地水质优良比例", "", ""),
}


def named_by_class(words: str, unit: str, around: Iterable[str]) -> str:
    """Return the name of what a head on a class of quality counts, "" where it is not told.

    `unit` is the number's, "" where none is stated; `around` are the texts of the table, its caption first: the first
    that tells it says whether sections of rivers or sources of drinking water are counted.
    """
    if not tells_class(words):
        return ""
    told = _CLASS.fullmatch(words)
    is_good_share = _GOOD_SHARE.fullmatch(words) is not None
    is_good_count = _GOOD_COUNT.fullmatch(words) is not None and unit in ("个", "")
    if told is None and not is_good_share and not is_good_count:
        return ""
    texts = (words, *around)
    kind = next((kind for text in texts if (kind := _kind(text))), "")
    if not kind or told is None:
        return _OF_WHAT[kind][is_good_share] if kind and not any(map(_OF_AIR.search, texts)) else ""
    is_share = unit == "%" or _SHARE.fullmatch(told["form"]) is not None
    if not is_share and (_COUNT.fullmatch(told["form"]) is None or unit not in ("个", "处", "")):
        return ""
    if not is_share and not unit and not told["form"] and not any(map(_COUNTS_ALL.search, texts)):
        return ""
    return _OF_WHAT[kind][2 * (told["worst"] is not None) + is_share]


def tells_class(words: str) -> bool:
    """Tell whether a head may be on a class of water quality: 类 or 优良 stands in it."""
    return "类" in words or "优良" in words


def rates_of_all_good(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where a shadow's text tells SHARE_OF_GOOD_SECTIONS by another word: 断面水质均达到II类标准，达标率100%.

    Each is the place of the sections, of the rate, of its end.
    """
    if "断面" in text and "100" in text:
        yield from ((match.start(), *match.span("rate")) for match in _ALL_GOOD.finditer(text))


def shares_of_counted_good(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a shadow's text counts good sections with their share: 8个断面年均水质符合III类标准，占88.9%."""
    if "断面" in text and "III" in text:
        yield from ((match.start(), match.end()) for match in _COUNTED_GOOD.finditer(text))
        for pattern in (_GOOD_AMONG, _RISEN_TO_GOOD):
            yield from (match.span() for match in pattern.finditer(text) if not _is_of_drinking(text, match))
        yield from shares_of_classes(text)


def shares_of_classes(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a shadow's text on sections tells what share the good classes have: 断面9个，…，I~III类占77.8%."""
    if "断面" in text and "III类" in text:
        found = (match for match in _SHARE_OF_CLASSES.finditer(text) if not _is_of_drinking(text, match))
        yield from (match.span() for match in found)


def sections_all_good(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a shadow's text says that all sections of rivers are of a good class: 6个断面水质均优于III类."""
    if "断面" in text and "I类" in text:
        for match in _ALL_OF_GOOD_CLASS.finditer(text):
            if not _is_of_drinking(text, match):
                yield match.span()


def sections_by_class(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where a shadow's text tells sections by their classes, and whether the worst is among them."""
    if "断面" in text and "类" in text:
        for match in _SECTIONS_BY_CLASS.finditer(text):
            yield *match.span(), _WORST in match[0]


def none_of_worst(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a shadow's text says that none of the sections spoken of last is of the worst class: 无劣V类."""
    for match in _NO_WORST.finditer(text) if _WORST in text and "断面" in text else ():
        if text.rfind("断面", 0, match.start()) > text.rfind("水源", 0, match.start()):
            yield match.span()


def tells_good_sources(text: str) -> bool:
    """Tell whether a shadow's text says that all sources of drinking water are good: 2个水源地水质全部达标."""
    if "水源" not in text:
        return False
    is_told = "水质" in text and _SOURCES_GOOD.search(text) is not None
    return is_told or ("I类" in text and _SOURCES_OF_CLASS.search(text) is not None)


def _is_of_drinking(text: str, match: re.Match[str]) -> bool:
    """Tell whether the sentence of a match speaks of drinking water up to its end; so it is of ground water."""
    begin = max(text.rfind(mark, 0, match.start()) for mark in "。;") + 1
    return _OF_DRINKING.search(text, begin, match.end()) is not None


def _kind(text: str) -> str:
    if _OF_SOURCES.search(text):
        return "sources"
    return "sections" if _OF_SECTIONS.search(text) else ""
