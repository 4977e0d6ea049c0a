"""Which facts of a county's paper are another place's: rows of a city's table, columns of the whole country."""

import re
from collections.abc import Iterable

from pipeline.districts import NO_DISTRICT
from pipeline.units.county import county_names, is_city
from schemas.dossier import Dossier
from schemas.fact import Fact
from schemas.locator import CellLocator

# a whole that no county is asked for; 全市 may be the county's own city, and the city sets it targets
_BEYOND = frozenset({"全国", "全省", "全州", "全盟"})
_COUNTY = re.compile(r"(?![各全我本你该两每邻外周])[一-龥]{2,8}(?:自治县|(?<![一-龥]自治)[县旗])")
_CITY = re.compile(r"(?![各全我本你该两每邻外周])[一-龥]{2,4}市")
# these are other counties only beside others of their kind: 城区, 园区 are parts of one
_CITY_OR_DISTRICT = re.compile(rf"(?![各全我本你该两每邻外周])[一-龥]{{2,4}}(?:市|(?<![城{NO_DISTRICT}])区)")


def told_of_others(facts: Iterable[Fact], dossier: Dossier) -> frozenset[Fact]:
    """Return the facts whose subject is another county, the province or the country.

    A city or a district counts as another one where a row of its table is the county's own or another county's, a city
    where the county is one itself.
    """
    told = [fact for fact in facts if fact.subject]
    if not told:
        return frozenset()
    own = county_names(dossier)
    others = {fact for fact in told if fact.subject in _BEYOND or _is_other(_COUNTY, fact, own)}
    if is_city(dossier):  # the city above it sets targets
        others |= {fact for fact in told if fact.role != "target" and _is_other(_CITY, fact, own)}
    tables = {table for fact in told if _is_county(fact, own) and (table := _table(fact)) is not None}
    beside = (fact for fact in told if _table(fact) in tables and _is_other(_CITY_OR_DISTRICT, fact, own))
    return frozenset({*others, *beside})


def _is_other(kind: re.Pattern[str], fact: Fact, own: tuple[str, ...]) -> bool:
    return kind.fullmatch(fact.subject) is not None and not _is_own(fact.subject, own)


def _is_own(subject: str, own: tuple[str, ...]) -> bool:
    return any(subject.endswith(name) or name.endswith(subject) for name in own)


def _is_county(fact: Fact, own: tuple[str, ...]) -> bool:
    return _COUNTY.fullmatch(fact.subject) is not None or fact.subject in own


def _table(fact: Fact) -> int | None:
    return fact.locator.table if isinstance(fact.locator, CellLocator) else None
