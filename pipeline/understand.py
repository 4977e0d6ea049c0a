"""THE list of stages: how one file becomes understood, value in, value out."""

import logging
from dataclasses import dataclass
from pathlib import Path

from archive.collection import collected_seldom
from pipeline import parsers
from pipeline.parsers import parse
from pipeline.stages import detect, examine, extract, identify, tag
from schemas.document import Identity, Status
from schemas.editions import load_edition
from schemas.errors import DocumentError, EncryptedFile, InternalFault, NeedsLibreOffice, TooLarge, UnsupportedFormat
from schemas.parsed import ParsedDocument, Problem
from schemas.result import DocumentResult, StageRun

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """One original to understand; `parsed` where the present parser has read it before.

    `converted` is what LibreOffice has made of a file of an old format.
    """

    sha256: str
    path: Path
    edition_id: str
    parsed: ParsedDocument | None = None
    converted: Path | None = None


@collected_seldom()
def understand(task: Task) -> DocumentResult:
    """Run all stages over one original; every fault becomes a status with a problem, nothing is raised."""
    try:
        return _understand(task)
    except DocumentError as error:
        return failure(task, error)
    except MemoryError:
        return failure(task, TooLarge("读取该文件所需的内存超出限制"))
    except Exception as fault:  # noqa: BLE001 - the one place: our bug must not stop the other documents
        _log.exception("understanding %s", task.sha256)
        return failure(task, InternalFault(f"处理该文件时程序出错（{type(fault).__name__}）"))


def _understand(task: Task) -> DocumentResult:
    edition = load_edition(task.edition_id)
    media_type = detect.detect(task.path)
    parsed = task.parsed or parse(task.path, media_type, task.converted)
    identity = identify.identify(parsed)
    tags = tag.tag(parsed, identity, edition)
    facts = extract.extract(parsed, identity, tags, edition)
    particulars = examine.examine(parsed, identity)
    return DocumentResult(
        sha256=task.sha256,
        media_type=media_type,
        status=_status(parsed),
        identity=identity,
        parsed=parsed,
        problems=parsed.problems,
        edition=task.edition_id,
        tags=tags,
        facts=facts,
        particulars=particulars,
        stages=stages_for(task.edition_id),
    )


def stages_for(edition_id: str) -> tuple[StageRun, ...]:
    """Return what a finished run of all stages looks like; a change of any VERSION makes documents due again."""
    return (
        StageRun(stage="read", version=_read_version()),
        StageRun(stage="identify", version=identify.VERSION),
        StageRun(stage="examine", version=examine.VERSION),
        StageRun(stage="tag", version=tag.VERSION, edition=edition_id),
        StageRun(stage="extract", version=extract.VERSION, edition=edition_id),
    )


def _read_version() -> int:
    """Return one number for detection with all parsers: what none could read yesterday, a new parser may."""
    types = parsers.supported()
    return detect.VERSION * 1_000_000 + len(types) * 10_000 + sum(parsers.version(name) for name in types)


def _status(parsed: ParsedDocument) -> Status:
    if not parsed.problems:
        return "ok"
    return "partial" if any(text.strip() for _, text in parsed.page_texts()) else "unreadable"


def failure(task: Task, error: DocumentError) -> DocumentResult:
    """Return the result of a document that could not be processed.

    It counts as done, so that one that takes minutes or kills its worker does not slow every later ingest; a person
    can force it (`ingest --again`). Only after a fault of ours, or for want of LibreOffice (found missing in no time),
    does the next ingest try again by itself.
    """
    status: Status = "unreadable"
    if isinstance(error, EncryptedFile):
        status = "encrypted"
    elif isinstance(error, UnsupportedFormat):
        status = "unsupported"
    return DocumentResult(
        sha256=task.sha256,
        media_type=None,
        status=status,
        identity=Identity(),
        parsed=None,
        problems=(Problem(code=error.code, message=error.message, advice=error.advice),),
        edition=task.edition_id,
        tags=(),
        facts=(),
        stages=() if isinstance(error, InternalFault | NeedsLibreOffice) else stages_for(task.edition_id),
    )
