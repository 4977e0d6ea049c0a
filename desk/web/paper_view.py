"""One page of a paper as people see it: its picture, or its text, with places marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import HTTPException

from archive.search.query import Query
from desk.web.papers import sees_paper
from desk.web.places import Spot
from desk.web.sheet import Box, Grid, Paragraph, boxes_of, texts_of
from desk.web.visit import Visit
from pipeline.reports.explanation import AREA_WORDS
from pipeline.reports.page_picture.paper import PRINTED
from pipeline.reports.words import (
    KIND_WORDS,
    METHOD_WORDS,
    REASON_WORDS,
    RELATION_WORDS,
    ROLE_WORDS,
    STATE_WORDS,
    STATUS_WORDS,
    indicator_words,
    place_words,
    value_words,
)
from schemas.document import Document
from schemas.errors import DocumentError, MissingPart
from schemas.fact import Fact
from schemas.parsed import ParsedDocument
from schemas.tag import Tag
from schemas.view import ViewedDocument


@dataclass(frozen=True)
class Picture:
    """The size of a page in points with what lies over it."""

    width: float
    height: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class PaperView:
    """A page: its picture, or where there is none its texts; `fault` says why it could not be drawn."""

    document: Document
    page: int
    picture: Picture | None
    texts: tuple[Paragraph | Grid, ...]
    fault: str = ""


def view_of_page(
    visit: Visit,
    document: Document,
    parsed: ParsedDocument | None,
    page: int,
    spots: Sequence[Spot],
    query: Query | None = None,
) -> PaperView:
    """Return a page with its spots and what a query finds in it; raises StoreDamaged where the original is gone."""
    fault = ""
    if document.media_type in PRINTED:
        office = visit.office
        try:
            image = office.images.get(document.sha256, page, document.media_type, office.archive.originals.path)
        except (DocumentError, MissingPart) as error:
            fault = f"{error.message.removesuffix('。')}。以下是读出的文字。"
        else:
            boxes = boxes_of(parsed, page, spots, query)
            return PaperView(document, page, Picture(image.width_pt, image.height_pt, tuple(boxes)), ())
    texts = texts_of(parsed, page, spots, query) if parsed is not None else ()
    return PaperView(document, page, None, tuple(texts), fault)


def paper_of(visit: Visit, sha256: str) -> ViewedDocument:
    """Return a paper that the person sees; 404 for any other."""
    workplace = visit.workplace
    is_seen = len(sha256) == 64 and sees_paper(visit.office, visit.reach, sha256)
    found = workplace.archive.catalogue.viewed_of(workplace.dossier.id, workplace.edition, [sha256]) if is_seen else []
    if not found:
        raise HTTPException(404)
    _, viewed = found[0]
    return viewed.model_copy(update={"tags": workplace.tags_of(sha256)})


def spots_of(tags: Sequence[Tag], facts: Sequence[Fact]) -> list[Spot]:
    """Return the places of tags in force and of facts."""
    return [
        *(
            Spot(
                "tag",
                tag.locator,
                tag.quote,
                f"指标{indicator_words(tag.indicator, tag.sub)} {RELATION_WORDS[tag.relation]}",
            )
            for tag in tags
            if tag.locator is not None and tag.state != "rejected"
        ),
        *(
            Spot(
                "fact",
                fact.locator,
                fact.value_raw,
                f"指标{indicator_words(fact.indicator, fact.sub)} {fact.name} {value_words(fact)}",
            )
            for fact in facts
        ),
    ]


# the words that templates on papers use
WORDS: dict[str, Any] = {
    "indicator_words": indicator_words,
    "place_words": place_words,
    "value_words": value_words,
    "AREA_WORDS": AREA_WORDS,
    "KIND_WORDS": KIND_WORDS,
    "METHOD_WORDS": METHOD_WORDS,
    "REASON_WORDS": REASON_WORDS,
    "RELATION_WORDS": RELATION_WORDS,
    "ROLE_WORDS": ROLE_WORDS,
    "STATE_WORDS": STATE_WORDS,
    "STATUS_WORDS": STATUS_WORDS,
}
