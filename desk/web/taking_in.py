"""What waits in the inbox taken into the archive, in the room beside the server."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from archive.catalogue import Receipt
from desk.commands.ingest import settle
from desk.screen import show_error
from desk.web.giving import Place, give
from desk.web.office import Office
from desk.web.watching import LOOK_EVERY_S, Watched
from desk.workers import starter
from pipeline.dispatch import StartExecutor
from pipeline.intake import Incoming
from pipeline.run import Ingest, IngestReport, Progress
from schemas.document import Document
from schemas.errors import FileVanished, StoreBusy, WorkerDied, ZuozhengError
from schemas.inbox import HandedIn, PaperOutcome, TakenPaper, Trouble
from schemas.parsed import Problem

MOST_AT_ONCE = 40
# an item begun so often without an end is taken alone; one begun more often still is given up
LONE_AFTER, MOST_TRIES = 2, 4
# where the archive cannot be written, it is tried again so much later
PAUSE_S = 20.0


def workers() -> StartExecutor:
    """Return what starts worker processes: one core is left for the pages."""
    return starter(max(1, min((os.cpu_count() or 2) - 1, 8)))


class Taking:
    """Hands in from a watched folder and takes in from the inbox, a little at every step."""

    def __init__(self, office: Office, watched: Watched | None) -> None:
        self._office = office
        self._watched = watched
        self._start_executor = workers()
        self._looked_s = -LOOK_EVERY_S
        self._resume_s = 0.0

    def step(self) -> bool:
        """Do what is due, no more than some files at once; tell whether anything was taken in."""
        at_s = time.monotonic()
        if at_s < self._resume_s:
            return False
        try:
            if self._watched is not None and at_s - self._looked_s >= LOOK_EVERY_S:
                self._looked_s = at_s
                self._watched.look(self._office)
            return take_in(self._office, self._start_executor)
        except ZuozhengError as error:
            show_error(error)
            self._resume_s = at_s + PAUSE_S
            return False


def take_in(office: Office, start_executor: StartExecutor) -> bool:
    """Take in some of what waits; False where nothing does, or another process is at it.

    Killed at any moment, what was begun waits again; what the archive had got of it already counts as its own. Raises
    StoreError where the archive cannot be written: all of it waits again.
    """
    inbox = office.inbox
    if not inbox.is_waiting():
        return False
    try:
        with inbox.working():
            batch = inbox.claim(MOST_AT_ONCE, LONE_AFTER)
            if batch:
                _take(office, batch, start_executor)
                if not inbox.is_waiting():
                    settle(office.workplace)
            return bool(batch)
    except StoreBusy:
        return False


def _take(office: Office, batch: tuple[HandedIn, ...], start_executor: StartExecutor) -> None:
    inbox = office.inbox
    files: dict[int, list[Incoming]] = {}
    for item in batch:
        try:
            files[item.id] = _files(office, item)
        except ZuozhengError as error:
            inbox.settle(item, (), _trouble(error))
    due = [item for item in batch if item.id in files]
    ingest = Ingest(
        office.archive,
        office.workplace.dossier,
        office.clock(),
        start_executor,
        _telling(office, due),
        again=batch[0].is_again,
        by=batch[0].person,
    )
    try:
        report = ingest.take([file for item in due for file in files[item.id]])
        papers = {item.id: tuple(_papers(office, item, report)) for item in due}
        for item in due:
            _confirm(office, item, papers[item.id])
    except ZuozhengError as error:
        inbox.put_back([item.id for item in due], _trouble(error))
        raise
    for item in due:
        inbox.settle(item, papers[item.id])


def _files(office: Office, item: HandedIn) -> list[Incoming]:
    """Return what is to be taken in for an item: its bytes, or those of its papers that failed before.

    Raises WorkerDied for one that was begun too often, FileVanished, StoreDamaged where the bytes are gone.
    """
    if item.tries > MOST_TRIES:
        raise WorkerDied("处理这份文件时程序多次意外终止", "请拆分该文件或换一种格式后重新上传。")
    source = office.inbox.files / item.stored
    if source.exists():
        return [Incoming(source=source, file=item.file, place=item.place)]
    failed = [paper for paper in item.papers if paper.outcome == "failed" and paper.sha256]
    if not failed:
        raise FileVanished("收件箱中已没有这份文件", "请重新上传。")
    originals = office.archive.originals
    return [
        Incoming(originals.path(paper.sha256), paper.file, item.place + paper.file.removeprefix(item.file))
        for paper in failed
    ]


def _telling(office: Office, items: Sequence[HandedIn]) -> Progress:
    """Return what notes how far the items are."""

    def tell(step: Literal["receive", "understand", "index"], done: int, total: int, file: str) -> None:
        ids = [item.id for item in items if file == item.file or file.startswith(f"{item.file}/")]
        if ids and step != "index":
            office.inbox.note_step(ids, "stored" if step == "receive" else "understood")

    return tell


def _papers(office: Office, item: HandedIn, report: IngestReport) -> Iterator[TakenPaper]:
    """Yield what became of an item; papers of an earlier try that were not tried again stay as they were."""
    came = [one for one in report.arrived if _is_of(one[0], item)]
    shas = [became.sha256 for _, became in came if isinstance(became, Receipt)]
    workplace = office.workplace
    viewed = office.archive.catalogue.viewed_of(workplace.dossier.id, workplace.edition, shas)
    documents = {one.document.sha256: one.document for _, one in reversed(viewed)}
    again = {arriving.file for arriving, _ in came}
    yield from (paper for paper in item.papers if paper.file not in again)
    for arriving, became in came:
        yield _paper(item, arriving, became, documents)


def _is_of(arriving: Incoming, item: HandedIn) -> bool:
    return arriving.place == item.place or arriving.place.startswith(f"{item.place}/")


def _paper(
    item: HandedIn, arriving: Incoming, became: Receipt | Problem, documents: Mapping[str, Document]
) -> TakenPaper:
    if isinstance(became, Problem):
        return TakenPaper(sha256="", file=arriving.file, outcome="failed", trouble=_trouble(became))
    document = documents.get(became.sha256)
    problem = document.errors[0] if document is not None and document.errors else None
    is_partial = document is not None and document.status == "partial"
    outcome = _outcome(item, arriving, became)
    return TakenPaper(
        sha256=became.sha256,
        file=arriving.file,
        outcome="failed" if problem and not is_partial and outcome != "removed" else outcome,
        same_as={"known": became.file, "duplicate": became.duplicate_of or ""}.get(outcome, ""),
        is_partial=is_partial,
        trouble=_trouble(problem) if problem else Trouble(),
    )


def _outcome(item: HandedIn, arriving: Incoming, became: Receipt) -> PaperOutcome:
    """Return how a paper was received; what an earlier try of the same item had received is its own."""
    is_own = became.outcome == "known" and became.source == arriving.place and (item.tries > 1 or item.is_again)
    if not is_own:
        return became.outcome
    return "duplicate" if became.duplicate_of else "new"


def _trouble(error: ZuozhengError | Problem) -> Trouble:
    return Trouble(code=error.code, message=error.message, advice=error.advice)


def _confirm(office: Office, item: HandedIn, papers: Sequence[TakenPaper]) -> None:
    """Note that what was put into a slot is evidence for it, by who put it there; said once, it is not said again."""
    if not item.indicator_id:
        return
    for sha256 in {paper.sha256 for paper in papers if paper.sha256 and paper.outcome != "removed"}:
        give(office, Place(sha256, item.indicator_id, item.sub, item.slot), item.person)
