"""Whether a document speaks for the dossier's county, for another one, for the area above it."""

import re
from functools import lru_cache
from typing import Literal

from pipeline.numbers.shadow import shadow
from pipeline.units.county import county_names, is_city, is_named, names_of
from pipeline.units.names import parted
from schemas.dossier import Dossier
from schemas.view import ViewedDocument

Area = Literal["own", "other", "above"]

_TITLE_PLACE = re.compile(
    r"^(?:关于|中共|印发|转发|《|[一-龥]{2,6}[|丨]|(?:19|20)\d\d年度?(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月份?)?)*+(?P<place>(?:(?!关于)[^\W\da-zA-Z局办委的届第次年月]){2,15}?"
    r"(?:自治[州县旗区]|省|县|市|区|旗|州|盟|地区))(?![级域])(?=[一-龥0-9《:])"
)
_NO_PLACE = re.compile(
    r"(?:(?:生态|文明|试点|创建|先进|重点|达标|大|强|邻|外|贵|整)[县旗]|(?:部分|有关|相关|若干|其他|同类|个别)[县市区旗]|园区|社区|景区|保护区|开发区|示范[区县市]|新区|库区|林区|地区|城市|城区|各[县市区旗]+|全[县市区旗省]|我[县市区]|本[县市区])$"
)
# 全市县城优良天数比例: all the counties' towns of a city
_OWN_WORDS = re.compile(r"全县|我县|本县|(?<![市省州国各个])县[域城]|你县|全区|我区|全旗")
_SAYS_CITY = re.compile(r"[我本]市(?![场区])")
_OWN_CITY_WORDS = re.compile(r"全市|我市|本市|市域")


def area_of(viewed: ViewedDocument, dossier: Dossier) -> Area:
    """Tell whose area a document speaks for, by its title, its issuer, the words it was tagged by.

    Another's: the title, or the issuer, names another county and neither names this one. The area above: the city's
    or the province's own document in which nothing names this county (a notice of results with a row for it is the
    county's). Anything that names nobody is the county's: the bureau filed it.
    """
    known: Area | None = getattr(viewed, "area", None)
    if known is not None:
        return known
    named = (viewed.document.title or "", viewed.document.issuer or "")
    levels = _levels_named(*named, dossier.county, dossier.aliases, county_is_city=is_city(dossier))
    if not levels and viewed.document.kind == "news" and _is_of_city_above(viewed, dossier):
        return "above"
    if not levels or _speaks_of_own(viewed, dossier, may_say_county=levels == {"above"}):
        return "own"
    return "other" if "other" in levels else "above"


def _is_of_city_above(viewed: ViewedDocument, dossier: Dossier) -> bool:
    """Tell whether news that name nobody call those they are on 我市 where the dossier's county is no city."""
    says_city = _SAYS_CITY.search(viewed.document.title or "") is not None
    named = (viewed.document.issuer or "", viewed.document.title or "")
    if not says_city or is_city(dossier) or is_named("\n".join(named), county_names(dossier)):
        return False
    return not _speaks_of_own(viewed, dossier, may_say_county=True)


def names_those_above_alone(viewed: ViewedDocument, dossier: Dossier) -> bool:
    """Tell whether title and issuer are those of the area above alone: a city's notice to all of its counties."""
    named = (viewed.document.title or "", viewed.document.issuer or "")
    return _levels_named(*named, dossier.county, dossier.aliases, county_is_city=is_city(dossier)) == {"above"}


@lru_cache(maxsize=1 << 14)  # an issuer's yearly reports, asked for at each reading
def _levels_named(
    printed: str, issuer: str, county: str, aliases: tuple[str, ...], *, county_is_city: bool
) -> frozenset[Area]:
    """Return the levels of the areas that a title and an issuer name, none where they name the county."""
    title = shadow(printed).text
    units = [parted(unit, county, aliases, county_is_city=county_is_city) for unit in issuer.split("、") if unit]
    if is_named(title, names_of(county, aliases)):
        return frozenset()
    place = _place_in(title)
    if place.endswith(("县", "旗")):
        return frozenset({"other"})  # 甲县…经验, whoever hands it on
    if any(unit.level == "own" for unit in units):
        return frozenset()
    levels = {_level(one) for one in (place, *(unit.place for unit in units)) if one}
    if any(unit.level == "above" for unit in units):
        levels.add("above")
    return frozenset(levels)


def _place_in(title: str) -> str:
    """Return the place that a title begins with, "" where it names none."""
    match = _TITLE_PLACE.match(title)
    return match["place"] if match is not None and not _NO_PLACE.search(match["place"]) else ""


def _level(place: str) -> Area:
    """Tell a place's level by its kind; a city that is not this county is taken for the one above it."""
    return "above" if place.endswith(("省", "市", "州", "盟", "自治区", "地区")) else "other"


def _speaks_of_own(viewed: ViewedDocument, dossier: Dossier, *, may_say_county: bool) -> bool:
    """Tell whether the words that decided anything name the county: 全县, or by its name."""
    words = [tag.quote for tag in viewed.tags] + [passage.quote for tag in viewed.tags for passage in tag.passages]
    words += [text for fact in viewed.facts for text in (fact.quote, fact.subject)]
    if viewed.particulars is not None and viewed.particulars.addressee:
        words.append(viewed.particulars.addressee)
    whole = "\n".join(shadow(text).text for text in words)
    if is_named(whole, county_names(dossier)):
        return may_say_county
    own_words = _OWN_CITY_WORDS if is_city(dossier) else _OWN_WORDS
    return may_say_county and own_words.search(whole) is not None
