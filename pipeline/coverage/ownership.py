"""A view in which only the county's own documents prove anything."""

import re

from pipeline.coverage.other_places import told_of_others
from pipeline.units.area import Area, area_of
from schemas.dossier import Dossier
from schemas.fact import Fact
from schemas.tag import Tag
from schemas.view import ArchiveView, ViewedDocument

_TO_MANY = re.compile(r"[、，,]|各")


def of_own_county(view: ArchiveView) -> ArchiveView:
    """Return the view with the documents of another county or of the city above made mere mentions.

    A tag that a person confirmed stays as it is, with its numbers. What the area above demands stays a demand (the
    city sets targets); all other numbers of such documents are nobody's here and are left out.
    """
    documents = tuple(as_of_own_county(viewed, view.dossier) for viewed in view.documents)
    return view.model_copy(update={"documents": documents})


def as_of_own_county(viewed: ViewedDocument, dossier: Dossier) -> ViewedDocument:
    """Return one document the same way."""
    if not (viewed.tags or viewed.facts):
        return viewed
    area = area_of(viewed, dossier)
    if area == "own":
        return _without_others(_as_addressed(viewed, dossier), dossier)
    kept = {tag.indicator_id for tag in viewed.tags if tag.state == "confirmed"}
    tags = tuple(_mention(tag) for tag in viewed.tags)
    facts = tuple(fact for fact in viewed.facts if fact.indicator_id in kept or _is_demand(fact, area))
    return viewed.model_copy(update={"tags": tags, "facts": facts})


def _as_addressed(viewed: ViewedDocument, dossier: Dossier) -> ViewedDocument:
    """Return a letter to the county alone (某某县水务局：给你县下达) with its targets as the county's own.

    Its head is the city's; a number that is said to be the city's stays so.
    """
    addressee = viewed.particulars.addressee if viewed.particulars is not None else None
    issuer = viewed.document.issuer or ""
    if not addressee or _TO_MANY.search(addressee):
        return viewed
    if not any(name in addressee for name in (dossier.county, *dossier.aliases)):
        return viewed
    of_head = {id(fact) for fact in viewed.facts if _is_set_by_head(fact, issuer)}
    if not of_head:
        return viewed
    facts = (fact.model_copy(update={"subject": ""}) if id(fact) in of_head else fact for fact in viewed.facts)
    return viewed.model_copy(update={"facts": tuple(facts)})


def _is_set_by_head(fact: Fact, issuer: str) -> bool:
    is_of_head = bool(fact.subject) and issuer.startswith(fact.subject) and issuer != fact.subject
    return fact.role == "target" and is_of_head and fact.subject not in fact.quote and "全市" not in fact.quote


def _without_others(viewed: ViewedDocument, dossier: Dossier) -> ViewedDocument:
    """Leave out of the county's document what it tells of other places alone, with what only that would prove."""
    others = told_of_others(viewed.facts, dossier)
    if not others:
        return viewed
    kept = {tag.indicator_id for tag in viewed.tags if tag.state == "confirmed"}
    facts = tuple(fact for fact in viewed.facts if fact not in others or fact.indicator_id in kept)
    unproved = {fact.indicator_id for fact in others} - {fact.indicator_id for fact in facts}
    tags = tuple(_mention(tag) if tag.indicator_id in unproved else tag for tag in viewed.tags)
    return viewed.model_copy(update={"tags": tags, "facts": facts})


def as_checked(viewed: ViewedDocument, dossier: Dossier) -> ViewedDocument:
    """Return one document as the checks see it: the same way, without the numbers that no words name."""
    own = as_of_own_county(viewed, dossier)
    if not any(fact.inferred for fact in own.facts):
        return own
    return own.model_copy(update={"facts": tuple(fact for fact in own.facts if not fact.inferred)})


def all_as_checked(view: ArchiveView) -> ArchiveView:
    """Return the view with every document as the checks see it."""
    documents = tuple(as_checked(viewed, view.dossier) for viewed in view.documents)
    return view.model_copy(update={"documents": documents})


def _mention(tag: Tag) -> Tag:
    return tag if tag.state == "confirmed" else tag.model_copy(update={"relation": "mention"})


def _is_demand(fact: Fact, area: Area) -> bool:
    return area == "above" and fact.role == "target"
