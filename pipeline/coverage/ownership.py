"""A view in which only the county's own documents prove anything."""

from pipeline.units.area import area_of
from schemas.dossier import Dossier
from schemas.fact import Fact
from schemas.tag import Tag
from schemas.view import ArchiveView, ViewedDocument

# whose numbers they are: no check takes them for the county's
SUBJECTS = {"other": "其他县", "above": "上级地区"}


def of_own_county(view: ArchiveView) -> ArchiveView:
    """Return the view with the documents of another county or of the city above made mere mentions.

    A tag that a person confirmed stays as it is. What such a document demands stays a demand (the city sets
    targets); its other numbers get a subject outside the county.
    """
    documents = tuple(_viewed(viewed, view.dossier) for viewed in view.documents)
    return view.model_copy(update={"documents": documents})


def _viewed(viewed: ViewedDocument, dossier: Dossier) -> ViewedDocument:
    if not (viewed.tags or viewed.facts):
        return viewed
    area = area_of(viewed, dossier)
    if area == "own":
        return viewed
    kept = {tag.indicator_id for tag in viewed.tags if tag.state == "confirmed"}
    tags = tuple(_mention(tag) for tag in viewed.tags)
    facts = tuple(_of_others(fact, SUBJECTS[area]) if fact.indicator_id not in kept else fact for fact in viewed.facts)
    return viewed.model_copy(update={"tags": tags, "facts": facts})


def _mention(tag: Tag) -> Tag:
    return tag if tag.state == "confirmed" else tag.model_copy(update={"relation": "mention"})


def _of_others(fact: Fact, subject: str) -> Fact:
    return fact if fact.role == "target" or fact.subject else fact.model_copy(update={"subject": subject})
