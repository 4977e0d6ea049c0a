"""Proposals put beside the tags in force."""

from collections.abc import Collection, Iterable, Mapping

from archive.catalogue.decisions import latest
from pipeline.learning.examples import Subject
from schemas.learning import Proposals
from schemas.tag import Decision, Tag
from schemas.view import ArchiveView


def with_proposals(view: ArchiveView, proposals: Proposals | None, decisions: Iterable[Decision]) -> ArchiveView:
    """Return the view with the learned tags; what a rule or a person has spoken of is left as it is."""
    if proposals is None or proposals.edition != view.edition.id or not proposals.tags:
        return view
    decided = decided_on(decisions)
    documents = tuple(
        viewed
        if viewed.document.sha256 not in proposals.tags
        else viewed.model_copy(
            update={
                "tags": beside(
                    viewed.tags, proposals.tags[viewed.document.sha256], decided.get(viewed.document.sha256, ())
                )
            }
        )
        for viewed in view.documents
    )
    return view.model_copy(update={"documents": documents})


def beside(tags: tuple[Tag, ...], proposed: Iterable[Tag], decided: Collection[Subject]) -> tuple[Tag, ...]:
    """Return tags with those proposed of which neither a tag nor a decision speaks."""
    known = {(tag.indicator_id, tag.sub) for tag in tags} | set(decided)
    return (*tags, *(tag for tag in proposed if (tag.indicator_id, tag.sub) not in known))


def decided_on(decisions: Iterable[Decision]) -> Mapping[str, set[Subject]]:
    """Return the subjects on which a person's word stands, by sha256; the decisions come oldest first."""
    return {sha256: set(words) for sha256, words in latest(decisions).items()}
