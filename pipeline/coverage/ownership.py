"""A view in which only the county's own documents prove anything."""

from pipeline.units.area import Area, area_of
from schemas.dossier import Dossier
from schemas.fact import Fact
from schemas.tag import Tag
from schemas.view import ArchiveView, ViewedDocument


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
        return viewed
    kept = {tag.indicator_id for tag in viewed.tags if tag.state == "confirmed"}
    tags = tuple(_mention(tag) for tag in viewed.tags)
    facts = tuple(fact for fact in viewed.facts if fact.indicator_id in kept or _is_demand(fact, area))
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
