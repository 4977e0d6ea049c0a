"""Values that papers tell of an area above the county: 全市38个断面优良比例94.7%, 2021年云泽市生态环境状况指数71.8."""

import re

from pipeline.coverage.kinds import clause_before, places_of
from pipeline.coverage.values import Stated
from pipeline.units.area import names_those_above_alone
from pipeline.units.county import is_city
from schemas.dossier import Dossier
from schemas.locator import CellLocator, Locator, PageLocator

# 全市优良天数比例94.2%，…: an area above with a number of its own
_TELLS_ABOVE = re.compile(
    r"(?<![居列在占较比于为])全[市省州国](?!第|前|排|倒数|首|各|领先|先进|最|率先|唯一|水平)[^，,。；;]*\d[^，,。；;]*[，,、]"
)
# 2021年云泽市生态环境状况指数71.8: the city by its name, of which the county is a part
_CITY_BY_NAME = re.compile(
    r"(?:^|[年底末,，:：])(?![各全我本你该两每邻外周])[一-龥]{2,3}(?<!城)(?<!县)市(?![级场政区民容县辖内域委直属])(?P<rest>(?![^，,]*(?:[局委办站院队]|中心|政府|公司|下达|要求))[^，,。；;]*)$"
)
_OWN = ("全县", "我县", "本县", "全区", "我区", "本区", "县域")
_ABOVE = ("全市", "全省", "全州", "全国")


def is_of_area_above(item: Stated, dossier: Dossier) -> bool:
    """Tell whether a value is said to be the city's, the province's, the country's: 全市38个断面优良比例94.7%."""
    quote = item.fact.quote
    if item.fact.subject or is_city(dossier):
        return False
    named = _CITY_BY_NAME.search(clause_before(item.fact)) if "市" in quote else None
    if named is not None and not any(name in named["rest"] for name in (dossier.county, *dossier.aliases)):
        return True
    if not any(word in quote for word in _ABOVE):
        return _is_beside_those_above(item, dossier)
    before = clause_before(item.fact)
    return any(word in before for word in _ABOVE) or _goes_on_above(item, dossier)


def _is_beside_those_above(item: Stated, dossier: Dossier) -> bool:
    """Tell whether a paper of those above tells of 全市 in the same paragraph, and names nobody for this value."""
    quote, place = item.fact.quote, item.fact.locator
    if isinstance(place, CellLocator) or not names_those_above_alone(item.viewed, dossier):
        return False
    if any(word in quote for word in (*_OWN, "你县", "该县", dossier.county, *dossier.aliases)):
        return False
    beside = (other for other in item.viewed.facts if not other.subject and _are_near(other.locator, place))
    return any(any(word in clause_before(other) for word in _ABOVE) for other in beside)


def _are_near(one: Locator, other: Locator) -> bool:
    """Tell whether two places are of one paragraph, or of one page where lines alone are known."""
    if isinstance(one, PageLocator) and isinstance(other, PageLocator):
        return one.page == other.page
    return one == other


def _goes_on_above(item: Stated, dossier: Dossier) -> bool:
    """Tell whether a value goes on with those of an area above in the clauses before it: 全市比例94.2%，浓度29."""
    places = places_of(item.fact)
    said = item.fact.quote[: places[0]] if len(places) == 1 else ""
    above = max((match.start() for match in _TELLS_ABOVE.finditer(said)), default=-1)
    own = max((said.rfind(word) for word in (*_OWN, dossier.county, *dossier.aliases)), default=-1)
    return above >= 0 and own < above and not re.search(r"[。；;]", said[above:])
