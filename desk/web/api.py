"""The same data as JSON, described by OpenAPI; who may ask for what is the same table's."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi import Path as PathPart
from fastapi.openapi.utils import get_openapi
from starlette.responses import JSONResponse, Response

from desk.web.papers import seen_papers
from desk.web.visit import Visit, Visiting
from schemas.document import Document
from schemas.fact import Fact
from schemas.finding import Finding, MatrixCell, Severity
from schemas.model import Model
from schemas.search_hit import SearchHit
from schemas.tag import Tag

MOST_ROWS = 1000
VERSION = "1"

# a search whose query cannot be understood, a page that is not the asker's, an index that is rebuilt just now
ANSWERS: dict[int | str, dict[str, Any]] = {
    code: {"description": words, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}}}
    for code, words in (
        (400, "不能这样请求"),
        (401, "没有登录"),
        (403, "没有权限"),
        (404, "没有"),
        (413, "内容过大"),
        (503, "暂时不能"),
    )
}
router = APIRouter(prefix="/api", responses=ANSWERS)

First = Annotated[int, Query(ge=0, le=10_000_000, description="从第几条起，0 为第一条")]
Most = Annotated[int, Query(ge=1, le=MOST_ROWS, description="最多多少条")]
Sha256 = Annotated[str, PathPart(pattern="^[0-9a-f]{64}$", description="原件的 SHA-256")]


class Fault(Model):
    """Why there is no answer: a stable code, what is wrong, what to do next."""

    code: str
    message: str
    advice: str


class Matrix(Model):
    """The matrix of the last check; `at` is when it was made (ISO 8601)."""

    at: str
    county: str
    edition: str
    years: tuple[int, ...]
    cells: tuple[MatrixCell, ...]


class Findings(Model):
    """The findings of the last check that the person sees, `total` of them, from one on."""

    at: str
    total: int
    findings: tuple[Finding, ...]


class Documents(Model):
    """The documents that the person sees, `total` of them, from one on."""

    total: int
    documents: tuple[Document, ...]


class Hits(Model):
    """The best pages of a search; `total` counts all that fit."""

    total: int
    hits: tuple[SearchHit, ...]


@router.get("/matrix", name="api_matrix")
def matrix(visit: Visiting) -> Matrix:
    """Return the state of every indicator, sub-indicator, year that the person sees."""
    standing = visit.office.standing()
    dossier = visit.workplace.dossier
    cells = standing.report.matrix if standing else ()
    return Matrix(
        at=standing.at if standing else "",
        county=dossier.county,
        edition=dossier.edition,
        years=dossier.years,
        cells=tuple(cell for cell in cells if visit.reach.sees(cell.indicator_id)),
    )


@router.get("/findings", name="api_findings")
def findings(visit: Visiting, severity: Severity | None = None, first: First = 0, most: Most = MOST_ROWS) -> Findings:
    """Return the findings of the last check, those that stand waived too."""
    standing = visit.office.standing()
    seen = [
        issue.finding
        for issue in (standing.issues if standing else ())
        if visit.reach.sees_issue(issue) and severity in (None, issue.finding.severity)
    ]
    return Findings(at=standing.at if standing else "", total=len(seen), findings=tuple(seen[first : first + most]))


@router.get("/documents", name="api_documents")
def documents(visit: Visiting, first: First = 0, most: Most = 100) -> Documents:
    """Return the documents, in the order received."""
    papers = seen_papers(visit.office, visit.reach)
    seen = [one for sha256, one in visit.office.finder().fields.documents.items() if papers is None or sha256 in papers]
    return Documents(total=len(seen), documents=tuple(seen[first : first + most]))


@router.get("/documents/{sha256}/tags", name="api_tags")
def tags(visit: Visiting, sha256: Sha256) -> tuple[Tag, ...]:
    """Return the tags of a document, decisions of people applied."""
    _require(visit, sha256)
    return visit.workplace.tags_of(sha256)


@router.get("/documents/{sha256}/facts", name="api_facts")
def facts(visit: Visiting, sha256: Sha256) -> tuple[Fact, ...]:
    """Return the numbers of a document."""
    _require(visit, sha256)
    workplace = visit.workplace
    found = workplace.archive.catalogue.facts_of(workplace.dossier.id, workplace.edition, [sha256])
    return tuple(found.get(sha256, ()))


@router.get("/search", name="api_search")
def search(
    visit: Visiting,
    q: Annotated[str, Query(min_length=1, max_length=500)],
    most: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Hits:
    """Return the best pages for a query."""
    finder = visit.office.finder()
    found = finder.pages(q, allowed=seen_papers(visit.office, visit.reach), limit=most)
    return Hits(total=found.total, hits=finder.shown(found.hits, found.query))


@router.get("/openapi.json", name="api_description", include_in_schema=False)
def description(request: Request) -> Response:
    """Return the description of all this."""
    told = get_openapi(title="佐证", version=VERSION, routes=request.app.routes)
    told.setdefault("components", {}).setdefault("schemas", {})["Fault"] = Fault.model_json_schema()
    return JSONResponse(told)


def _require(visit: Visit, sha256: str) -> None:
    """Raise 404 for what is not there, or not the person's to see."""
    papers = seen_papers(visit.office, visit.reach)
    if sha256 not in visit.office.finder().fields.documents or (papers is not None and sha256 not in papers):
        raise HTTPException(404)
