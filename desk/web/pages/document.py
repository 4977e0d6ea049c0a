"""文件: one paper, what was understood of it, where that stands."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from starlette.responses import FileResponse, Response

from archive.search.highlight import matches
from archive.search.query import Query as SearchQuery
from desk.web.downloads import ANY, attachment_headers
from desk.web.other_versions import Deed, other_versions, say_of_versions
from desk.web.paper_view import WORDS, paper_of, spots_of, view_of_page
from desk.web.places import Spot, page_of, read_mark
from desk.web.visit import Posted, Visit, Visiting, field
from pipeline.explain import explain
from pipeline.reports.page_picture.paper import PRINTED
from pipeline.reports.particulars import particulars_rows
from schemas.errors import DocumentError, MissingPart, QueryError, UsageError

router = APIRouter()

MAX_QUERY_CHARS = 500
MAX_MARK_CHARS = 100
# so many pages of a paper are looked through for the words searched for
MOST_PAGES = 2000

# what the buttons say, what the page answers
_DEEDS: Mapping[Deed, str] = {"confirm": "确认新旧关系", "part": "两份各自有效", "undo": "撤销认定"}
_SAID: Mapping[Deed, str] = {
    "confirm": "已认定版本关系。", "part": "已认定两份文件各自有效。", "undo": "已撤销，恢复为程序的判断。"
}  # fmt: skip

Words = Annotated[str, Query(max_length=MAX_QUERY_CHARS)]
Mark = Annotated[str, Query(max_length=MAX_MARK_CHARS)]
PageNumber = Annotated[int, Query(ge=0, le=1_000_000)]


@router.get("/document/{sha256}", name="document", include_in_schema=False)
def document(
    visit: Visiting, sha256: str, page: PageNumber = 0, q: Words = "", mark: Mark = "", why: bool = False
) -> Response:
    """Show a page with its places, beside it what was understood of the whole."""
    viewed = paper_of(visit, sha256)
    found = viewed.document
    parsed = visit.office.archive.catalogue.parsed(sha256)
    marked = read_mark(mark, parsed)
    query, fault = _query(visit, q)
    hits = _hits(visit, sha256, query)
    asked = page or page_of(marked, parsed) or next(iter(hits), 1)
    number = max(1, min(asked, found.pages))
    spots = [*spots_of(viewed.tags, viewed.facts), *([Spot("mark", marked)] if marked is not None else [])]
    workplace = visit.workplace
    return visit.page(
        "document.html.j2",
        viewed=viewed,
        document=found,
        sheet=view_of_page(visit, found, parsed, number, spots, query),
        page=number,
        q=q,
        fault=fault,
        hits=hits,
        versions=other_versions(visit, sha256),
        VERSION_DEEDS=_DEEDS,
        seen_tags=[tag for tag in viewed.tags if visit.reach.sees(tag.indicator_id)],
        seen_facts=[fact for fact in viewed.facts if visit.reach.sees(fact.indicator_id)],
        particulars=tuple(particulars_rows(viewed.particulars)) if viewed.particulars else (),
        told=explain(workplace.archive.catalogue, workplace.dossier, workplace.edition, viewed) if why else None,
        names={one.id: one for one in workplace.edition.indicators},
        **WORDS,
    )


@router.post("/document/{sha256}/version", name="do_say_version", include_in_schema=False)
def do_say_version(visit: Visiting, form: Posted, sha256: str) -> Response:
    """Note that another paper is this one's newer or older version, that it is not, or take such a word back."""
    viewed, other, asked = paper_of(visit, sha256), field(form, "other"), field(form, "deed")
    deed = next((known for known in _SAID if known == asked), None)
    is_newer = field(form, "is_newer") == "1"
    found = [one for one in other_versions(visit, sha256) if (one.sha256, one.is_newer) == (other, is_newer)]
    if deed is None or not found:
        raise UsageError("这两份文件没有可认定的版本关系", "请刷新页面。")
    say_of_versions(visit, viewed.document.sha256, found[0], deed)
    return visit.go_to(f"/document/{sha256}", f"{_SAID[deed]}稍后重新检查。")


@router.get("/document/{sha256}/page/{page}", name="page_image", include_in_schema=False)
def page_image(visit: Visiting, sha256: str, page: int) -> Response:
    """Hand out the picture of a page; 404 where none can be drawn, which the paper's own page says with the reason."""
    found, office = paper_of(visit, sha256).document, visit.office
    if not 1 <= page <= found.pages or found.media_type not in PRINTED:
        raise HTTPException(404)
    try:
        image = office.images.get(sha256, page, found.media_type, office.archive.originals.path)
    except (DocumentError, MissingPart):
        raise HTTPException(404) from None
    return Response(image.png, media_type="image/png")


@router.get("/document/{sha256}/original", name="original", include_in_schema=False)
def original(visit: Visiting, sha256: str) -> Response:
    """Hand out the file as it was received, to be saved, never shown."""
    found = paper_of(visit, sha256).document
    path = visit.office.archive.originals.path(sha256)
    return FileResponse(path, media_type=ANY, headers=attachment_headers(found.file.rpartition("/")[2]))


def _query(visit: Visit, text: str) -> tuple[SearchQuery | None, str]:
    """Return what is looked for in the paper, with what is wrong with it."""
    if not text.strip():
        return None, ""
    try:
        return visit.office.finder().query(text), ""
    except QueryError as error:
        return None, f"{error.message}{error.advice}"


def _hits(visit: Visit, sha256: str, query: SearchQuery | None) -> dict[int, int]:
    """Return page -> how many places on it the query finds."""
    if query is None:
        return {}
    pages = list(visit.office.archive.catalogue.pages_of([sha256]))[:MOST_PAGES]
    counted = {page: len(matches(text, query)) for _, page, text in pages}
    return {page: number for page, number in counted.items() if number}
