"""收件: files handed in, how far each is, what became of it."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from desk.web.api import ANSWERS
from desk.web.handed_in import Row, row_of
from desk.web.uploads import MEGABYTE, Uploaded, received
from desk.web.visit import Posted, Visit, Visiting, field
from pipeline.coverage.years import slots_of
from schemas.errors import UsageError
from schemas.inbox import HandedIn, InboxState
from schemas.model import Model

router = APIRouter()

ROWS_A_PAGE = 100
# what an upload is made of, for those who read the description: it is read past the framework, see `received`
_TEXT = {"type": "string"}
_FIELDS = {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}, "path": _TEXT}
_UPLOAD = {
    "type": "object",
    "required": ["files"],
    "properties": _FIELDS | {"indicator": _TEXT, "sub": _TEXT, "slot": _TEXT},
}
UPLOAD: dict[str, Any] = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _UPLOAD}}}}


class Queue(Model):
    """What the page shows of the inbox."""

    counts: dict[InboxState, int]
    rows: tuple[Row, ...]


class Taken(Model):
    """How many files an upload brought."""

    files: int


async def _received(request: Request) -> Uploaded:
    return await received(request)


Uploading = Annotated[Uploaded, Depends(_received)]
State = Annotated[str, Query(pattern="^(waiting|working|done|failed)?$")]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]


@router.get("/inbox", name="inbox", include_in_schema=False)
def inbox(visit: Visiting, state: State = "", page: PageNumber = 1) -> Response:
    """Show the form, with what was handed in."""
    queue = _queue(visit, state, page)
    found = queue.counts.get(state, 0) if state else sum(queue.counts.values())  # type: ignore[call-overload]
    return visit.page(
        "inbox.html.j2",
        queue=queue,
        state=state,
        page=page,
        pages=max(1, -(-found // ROWS_A_PAGE)),
        is_busy=bool(queue.counts.get("waiting") or queue.counts.get("working")),
        indicators=[one for one in visit.workplace.edition.indicators if visit.reach.sees(one.id)],
        limit_bytes=visit.office.upload_limit_bytes,
        limit_words=f"{max(visit.office.upload_limit_bytes // MEGABYTE, 1)} MB",
    )


@router.get("/api/inbox", name="api_inbox", responses=ANSWERS)
def api_inbox(visit: Visiting, state: State = "", page: PageNumber = 1) -> Queue:
    """Return what was handed in with what became of it, the latest first."""
    return _queue(visit, state, page)


@router.post("/inbox", name="do_upload", include_in_schema=False)
def do_upload(visit: Visiting, uploaded: Uploading) -> Response:
    """Take an upload by a form."""
    return visit.go_to("/inbox", f"已收到 {_taken(visit, uploaded)} 个文件，正在依次处理。")


@router.post("/api/inbox", name="api_upload", responses=ANSWERS, openapi_extra=UPLOAD)
def api_upload(visit: Visiting, uploaded: Uploading) -> Taken:
    """Take files; they are understood afterwards, one by one. The page's token goes into the header x-csrf-token."""
    return Taken(files=_taken(visit, uploaded))


@router.post("/inbox/retry", name="do_retry", include_in_schema=False)
def do_retry(visit: Visiting, form: Posted) -> Response:
    """Try a failed file once more."""
    number = field(form, "id")
    own = visit.office.inbox.item(int(number), visit.reach.unit) if number.isdecimal() and len(number) < 16 else None
    if own is None or not visit.office.inbox.try_again(own.id):
        raise UsageError("没有这项失败的收件", "请刷新页面。")
    return visit.go_to("/inbox", "将再处理一次。")


def _queue(visit: Visit, state: str, page: int) -> Queue:
    unit, kept = visit.reach.unit, visit.office.inbox
    items = kept.items(unit, state, ROWS_A_PAGE, (page - 1) * ROWS_A_PAGE)
    edition = visit.workplace.edition
    return Queue(counts=kept.counts(unit), rows=tuple(row_of(item, edition, is_own=bool(unit)) for item in items))


def _taken(visit: Visit, uploaded: Uploaded) -> int:
    """Note the files of an upload; return how many. Raises UsageError where there is none, or no such indicator."""
    try:
        items = _items(visit, uploaded)
        visit.office.inbox.add(items)
    except BaseException:
        uploaded.forget()
        raise
    return len(items)


def _items(visit: Visit, uploaded: Uploaded) -> list[HandedIn]:
    if not uploaded.files:
        raise UsageError("没有选择文件", "请选择文件后再上传。")
    indicator_id, sub = _subject(visit, uploaded)
    slot = _slot(visit, uploaded, indicator_id, sub)
    unit = visit.reach.unit
    return [
        HandedIn(
            id=0, person=visit.person.name, unit=unit, file=f"{unit}/{one.file}" if unit else one.file,
            stored=one.path.name, place=str(one.path.absolute()), size_bytes=one.size_bytes, sha256=one.sha256,
            indicator_id=indicator_id, sub=sub, slot=slot, at=visit.office.clock(),
        )
        for one in uploaded.files
    ]  # fmt: skip


def _subject(visit: Visit, uploaded: Uploaded) -> tuple[str, int | None]:
    """Return the indicator that files are handed in for, ("", None) for none; raises UsageError for one not seen."""
    indicator_id, sub = uploaded.fields.get("indicator", ""), uploaded.fields.get("sub", "")
    if not indicator_id:
        return "", None
    try:
        number = int(sub) if sub else None
        visit.workplace.edition.by_id(indicator_id).measure(number)
    except (KeyError, ValueError):
        raise UsageError("没有这个指标", "请回到指标页重新上传。") from None
    if not visit.reach.sees(indicator_id):
        raise UsageError("这个指标不归本单位", "请在收件页上传，由汇总员归入指标。")
    return indicator_id, number


def _slot(visit: Visit, uploaded: Uploaded, indicator_id: str, sub: int | None) -> str:
    """Return the title of the requirement that files are handed in for, "" for none; raises UsageError for no such."""
    slot = uploaded.fields.get("slot", "")
    if slot and (
        not indicator_id
        or slot not in {one.title for one in slots_of(visit.workplace.edition.by_id(indicator_id), sub)}
    ):
        raise UsageError("没有这个材料栏", "请回到指标页重新上传。")
    return slot
