"""What a document may prove at all: by its area, its time, the matter its issuer is in charge of."""

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.stages.tagging.hits import Hit
from pipeline.stages.tagging.requirements import issuer_fits
from schemas.document import Identity
from schemas.edition import Edition

FULL_YEAR_DAYS = 330
# the matters of which everything else is a part: a report on the plan tells of all its goals
_AT_LARGE = frozenset({"plan", "deploy"})
# a title that names the matter this surely makes the document one on that matter
SURE_OF_MATTER = 0.9
_CITY = re.compile(r"^(?:中共)?[一-龥]{2,4}市(?!.{0,12}分局)")
_CITY_AT_LARGE = re.compile(r"市区|各县|县\(市、?区\)|县、?市、?区|区县|县区|市县")
_COUNTY = re.compile(r"全县|我县|本县|县域|县城|全区|我区|本区|全旗")


def is_of_wider_area(identity: Identity, texts: Iterable[str]) -> bool:
    """Tell whether a document reports on a city with counties below it, not on the county.

    It is the city's own, says 全市, speaks of the city proper or of its counties, and nowhere of the county itself.
    """
    own = (identity.issuer or "", identity.title or "")
    if not any(_CITY.match(words) for words in own):
        return False
    whole = "\n".join(texts)
    return "全市" in whole and bool(_CITY_AT_LARGE.search(whole)) and not _COUNTY.search(whole)


def covers_less_than_a_year(identity: Identity) -> bool:
    """Tell whether a document reports on months, a quarter, a half of one year."""
    period = identity.period
    return period is not None and (period.end - period.start).days + 1 < FULL_YEAR_DAYS


def within_reach(hits: list[Hit], identity: Identity, edition: Edition) -> list[Hit]:
    """Return the hits, those that the document cannot prove made mentions.

    A month's figures prove no year. A document that its title gives to one matter proves another only where its
    issuer is in charge of that one too.
    """
    matters = {
        hit.indicator_id
        for hit in hits
        if hit.relation == "evidence" and hit.method in ("title", "requirement") and hit.score >= SURE_OF_MATTER
    }
    is_short = covers_less_than_a_year(identity)
    strange = _not_in_charge(matters, hits, identity, edition)
    return [
        replace(hit, relation="mention", score=min(hit.score, 0.45))
        if hit.relation == "evidence" and (hit.indicator_id in strange or (is_short and _is_yearly(hit, edition)))
        else hit
        for hit in hits
    ]


def _not_in_charge(matters: set[str], hits: list[Hit], identity: Identity, edition: Edition) -> set[str]:
    if matters <= _AT_LARGE or not identity.issuer:
        return set()
    others = {hit.indicator_id for hit in hits if hit.relation == "evidence"} - matters
    return {
        other
        for other in others
        if all(issuer_fits(identity.issuer, slot.issuers) is False for slot in edition.by_id(other).requirements)
    }


def _is_yearly(hit: Hit, edition: Edition) -> bool:
    """Tell whether only a year's figure proves the measure: one that is reported against a base year, or passages."""
    indicator = edition.by_id(hit.indicator_id)
    if not indicator.measure(hit.sub).is_quantitative:
        return False
    slots = [slot for slot in indicator.requirements if slot.sub in (None, hit.sub)]
    return hit.method != "requirement" or any(slot.years == "baseline_and_each" for slot in slots)
