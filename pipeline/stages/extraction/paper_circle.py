"""The circle a paper speaks of: the county and its names, a town, a firm, a wider area."""

import re

from pipeline.stages.extraction.paper_places import (
    branch_city,
    cities_above,
    county_asking,
    county_told_of,
    firm,
    goes_through_places,
    has_counties_below,
    is_below_city,
    only_county,
    own_places,
    park,
    tells_of_state,
    to_one_county,
    town,
    wider,
)
from pipeline.values import frozen
from schemas.document import Identity

_OF_COUNTY = re.compile(r"全县|我县|县域|本县|你县|贵县")
# a city, a district, one of its offices: whoever writes so tells of no state
_OF_CITY = re.compile(
    r"[我本][市区旗]|全[市区旗](?!域)|(?:(?<![一-龥])|(?<=[据由从和与]))市[一-龥]{2,10}?(?:局|委|中心|办公室)"
)


@frozen
class Circle:
    """Whom a paper's figures are of.

    `places` are its own counties, cities, districts; `subject` is the town, firm, wider area that it is on instead, ""
    for the county; `is_of_county` tells whether 全市 in it is more than its own.
    """

    places: tuple[str, ...]
    subject: str
    is_of_county: bool

    @property
    def is_district(self) -> bool:
        """Tell whether a paper's own place is a district of a city."""
        return any(place.endswith("区") and not place.endswith("自治区") for place in self.places)


def circle_of(identity: Identity, texts: list[str]) -> Circle:
    """Return the circle of a paper by its head and all its texts."""
    places = own_places(identity)
    says_county = any(map(_OF_COUNTY.search, texts)) or any(map(to_one_county, texts))
    branch = branch_city(identity, texts)
    has_counties = not branch and (any(map(has_counties_below, texts)) or goes_through_places(texts, places))
    if branch:
        above = cities_above(identity)
        places = tuple(dict.fromkeys(one for one in (*places, *branch) if one not in above))
    is_below = is_below_city(identity, places)
    subject = town(identity) or park(identity)
    if not (subject or says_county or branch):
        subject = _wider(identity, texts, places, has_counties=has_counties)
    if not (subject or identity.issuer or places):
        subject = county_told_of(texts)
    if not subject:
        subject = firm(identity)
    if not (subject or identity.issuer or places or says_county) and _tells_of_state(texts):
        subject = "全国"
    return Circle(places, subject, says_county or has_counties or is_below)


def _wider(identity: Identity, texts: list[str], places: tuple[str, ...], *, has_counties: bool) -> str:
    """Return the area above the county that a paper is of, or the one county that somebody above wrote it on."""
    if found := wider(identity, places, has_counties=has_counties):
        return only_county(texts) or found
    return "" if is_below_city(identity, places) else county_asking(texts, places)


def _tells_of_state(texts: list[str]) -> bool:
    """Tell whether a page of nobody is on the whole country, not on a city that is held against it."""
    return any(map(tells_of_state, texts)) and not any(map(_OF_CITY.search, texts))
