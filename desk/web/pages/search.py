"""检索: every page of every paper, exactly."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.responses import Response

from archive.search.query_words import FIELDS, no_fields
from desk.saved import forget_search, keep_search
from desk.web.downloads import attachment
from desk.web.papers import seen_papers
from desk.web.visit import Posted, Visit, Visiting, field
from pipeline.reports.hits import Answer, hits_workbook
from pipeline.reports.words import KIND_WORDS
from schemas.document import Document
from schemas.errors import QueryError, UsageError

router = APIRouter()

T = TypeVar("T")

HITS_A_PAGE = 20
# so many of the best pages tell what stands beside the hits to choose from
FACETED_PAGES = 300
MOST_CHOICES = 12
MAX_QUERY_CHARS = 500
HITS_OF_A_LIST = 50
MOST_QUERIES = 500


@dataclass(frozen=True)
class Facet:
    """One kind of choice: (value, words, how many of the papers found), the most frequent first."""

    name: str
    title: str
    choices: tuple[tuple[str, str, int], ...]


@router.get("/search", name="search", include_in_schema=False)
def search(
    visit: Visiting,
    q: Annotated[str, Query(max_length=MAX_QUERY_CHARS)] = "",
    indicator: Annotated[int, Query(ge=0, le=999)] = 0,
    year: Annotated[int, Query(ge=0, le=9999)] = 0,
    issuer: Annotated[str, Query(max_length=200)] = "",
    kind: Annotated[str, Query(max_length=40)] = "",
    page: Annotated[int, Query(ge=1, le=100)] = 1,
) -> Response:
    """Search as one types, narrowed by what stands beside the hits."""
    chosen = {"q": q, "indicator": indicator, "year": year, "issuer": issuer, "kind": kind}
    shown: dict[str, Any] = {"hits": (), "facets": (), "found": None, "fault": "", "hint": "", "pages": 0}
    if q.strip():
        try:
            shown |= _answer(visit, chosen, page)
        except QueryError as error:
            shown["fault"] = f"{error.message}{error.advice}"
    kept = visit.office.archive.searches.read(visit.workplace.dossier.id)
    return visit.page(
        "search.html.j2", chosen=chosen, page=page, kept=kept, link=_link, fields=FIELDS, most=MOST_QUERIES, **shown
    )


@router.post("/search/list", name="search_list", include_in_schema=False)
def search_list(visit: Visiting, form: Posted) -> Response:
    """Search for each line of a list, hand out the hits as a workbook; a broken query is told in its row."""
    text = form.get("queries")
    queries = [line.strip() for line in (text if isinstance(text, str) else "").splitlines() if line.strip()]
    if not queries or len(queries) > MOST_QUERIES:
        raise UsageError("请每行写一个检索词", f"最多 {MOST_QUERIES} 行。")
    finder, allowed = visit.office.finder(), seen_papers(visit.office, visit.reach)
    answers = []
    for query in queries:
        try:
            found = finder.pages(query[:MAX_QUERY_CHARS], allowed=allowed, limit=HITS_OF_A_LIST)
            answers.append(Answer(query, found.total, finder.shown(found.hits, found.query)))
        except QueryError as error:
            answers.append(Answer(query, fault=f"{error.message}{error.advice}"))
    return attachment(hits_workbook(answers), "检索结果", ".xlsx")


@router.post("/search/keep", name="do_keep_search", include_in_schema=False)
def do_keep_search(visit: Visiting, form: Posted) -> Response:
    """Keep a query under a name."""
    name, query = field(form, "name"), field(form, "q")
    if not name or len(name) > 60 or not query or len(query) > MAX_QUERY_CHARS:
        raise UsageError("保存检索要写名称和检索词", "名称不超过 60 字。")
    keep_search(visit.workplace, name, query, at=visit.office.clock(), by=visit.person.name)
    return visit.go_to(f"/search?{urlencode({'q': query})}", f"已保存检索“{name}”。")


@router.post("/search/forget", name="do_forget_search", include_in_schema=False)
def do_forget_search(visit: Visiting, form: Posted) -> Response:
    """Take a kept query away."""
    forget_search(visit.workplace, field(form, "name"), at=visit.office.clock(), by=visit.person.name)
    return visit.go_to("/search", "已删除保存的检索。")


def _answer(visit: Visit, chosen: dict[str, object], page: int) -> dict[str, Any]:
    finder, papers = visit.office.finder(), seen_papers(visit.office, visit.reach)
    found = finder.pages(str(chosen["q"]), allowed=papers, limit=FACETED_PAGES)
    documents = {hit.sha256: finder.fields.documents[hit.sha256] for hit in found.hits}
    indicators = finder.indicators(documents)
    fits = {sha256 for sha256, one in documents.items() if _fits(one, indicators[sha256], chosen)}
    is_narrowed = any(chosen[name] for name in ("indicator", "year", "issuer", "kind"))
    hits = [hit for hit in found.hits if hit.sha256 in fits] if is_narrowed else list(found.hits)
    total = len(hits) if is_narrowed else found.total
    shown = hits[(page - 1) * HITS_A_PAGE : page * HITS_A_PAGE]
    odd = "、".join(f"“{name}”" for name in no_fields(str(chosen["q"])))
    return {
        "hits": [(hit, documents[hit.sha256]) for hit in finder.shown(shown, found.query)],
        "found": total,
        "pages": min(100, -(-len(hits) // HITS_A_PAGE)),
        "facets": _facets(visit, [documents[sha256] for sha256 in fits], indicators),
        "hint": f"{odd}不是可以限定的字段，已按文字查找。" if odd else "",
    }


def _fits(document: Document, indicators: tuple[int, ...], chosen: dict[str, object]) -> bool:
    return (
        (not chosen["indicator"] or chosen["indicator"] in indicators)
        and (not chosen["year"] or chosen["year"] in _years(document))
        and (not chosen["issuer"] or chosen["issuer"] == document.issuer)
        and (not chosen["kind"] or chosen["kind"] == document.kind)
    )


def _years(document: Document) -> tuple[int, ...]:
    """Return the years that a document reports on, else that of its date."""
    if document.period is not None:
        return tuple(range(document.period.start.year, document.period.end.year + 1))
    return (document.date.year,) if document.date is not None else ()


def _facets(visit: Visit, documents: list[Document], found: dict[str, tuple[int, ...]]) -> tuple[Facet, ...]:
    names = {one.number: one.name for one in visit.workplace.edition.indicators}
    indicators = Counter(number for one in documents for number in found[one.sha256])
    years = Counter(year for one in documents for year in _years(one))
    issuers = Counter(one.issuer for one in documents if one.issuer)
    kinds = Counter(one.kind for one in documents if one.kind)
    return (
        Facet("indicator", "指标", tuple((str(one), f"{one} {names.get(one, '')}", n) for one, n in _most(indicators))),
        Facet("year", "年份", tuple((str(one), str(one), n) for one, n in sorted(_most(years)))),
        Facet("issuer", "发文机关", tuple((one, one, n) for one, n in _most(issuers))),
        Facet("kind", "文种", tuple((one, KIND_WORDS[one], n) for one, n in _most(kinds))),
    )


def _most(counted: Counter[T]) -> list[tuple[T, int]]:
    return counted.most_common(MOST_CHOICES)


def _link(chosen: dict[str, object], **changed: object) -> str:
    """Return the place of the same search with something changed."""
    return f"/search?{urlencode({name: value for name, value in (chosen | changed).items() if value})}"
