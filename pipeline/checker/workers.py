"""Checking with several processes: each reads what it judges from the archive by itself."""

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from archive.archive import Archive
from archive.catalogue.catalogue import Catalogue
from archive.kept_checks import KeptChecks, Piece
from pipeline.checker.keeping import Keeping
from pipeline.checker.meeting_apart import Meeting, meetings_of, told_of
from pipeline.checker.numbers import NumbersOfIndicator
from pipeline.checker.records import Record, packed, packed_parts, records_of
from pipeline.checker.sources import CatalogueSource, Source
from pipeline.checker.told import read_told
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.learning import Proposals
from schemas.revision import Revision


class Work(NamedTuple):
    """Documents to be read, once: the places, and what stands at them.

    `blocks` of them are to be looked into. Of `indicator_id`, where one is given, the numbers are to be judged: all,
    or those of `parts`, of which `joined` are the subjects judged with the county. Where `is_told`, these are judged by
    what is kept of blocks.
    """

    contents: Mapping[int, str]
    blocks: Mapping[int, Sequence[int]]
    indicator_id: str = ""
    parts: Sequence[int] | None = None
    joined: Sequence[str] | None = None
    is_told: bool = False


class Done(NamedTuple):
    """What came of it in JSON: the blocks; of the numbers each part, where all were judged the rest."""

    records: list[Record]
    parts: dict[int, tuple[bytes, bytes]]
    joined: list[str]
    beside: bytes


class Setting(NamedTuple):
    """What a process needs to read documents; `kept` is the file of what is kept of them."""

    folder: Path
    kept: Path
    dossier: Dossier
    edition: Edition
    proposals: Proposals | None
    revisions: tuple[Revision, ...]


def source_of(catalogue: Catalogue, setting: Setting, contents: Mapping[int, str]) -> CatalogueSource:
    """Return the documents of a catalogue as they are looked at in a setting."""
    return CatalogueSource(catalogue, setting.dossier, setting.edition, setting.proposals, contents, setting.revisions)


class Here:
    """Works in this process; answers come in the order of the questions."""

    def __init__(self, source: Source, keeping: Keeping) -> None:
        self._source, self._keeping = source, keeping

    def do(self, tasks: Sequence[Work]) -> Iterator[Done]:
        """Do all the work."""
        for task in tasks:
            yield _done(self._source, self._keeping.some, task)

    def meet(self, contents: Mapping[int, str]) -> Iterator[bytes]:
        """Hold all documents against each other; return what is told, in JSON, when it is asked for."""

        def kept(kind: str) -> Iterable[bytes]:
            return self._keeping.pieces(kind).values()

        return (told_of(self._source, kept, meeting) for meeting in meetings_of(contents, 1))


class Elsewhere:
    """Works in other processes; answers come in the order of the questions."""

    def __init__(self, executor: ProcessPoolExecutor, count: int) -> None:
        self._executor, self._count = executor, count

    def do(self, tasks: Sequence[Work]) -> Iterator[Done]:
        """Begin to do all the work."""
        answers = deque(self._executor.submit(_done_there, task) for task in tasks)
        return (answers.popleft().result() for _ in range(len(answers)))

    def meet(self, contents: Mapping[int, str]) -> Iterator[bytes]:
        """Begin to hold all documents against each other; return what will be told, in JSON.

        Each process that does reads all documents: half of them do, the others begin with something else.
        """
        meetings = meetings_of(contents, max(1, self._count // 2))
        answers = [self._executor.submit(_told_there, meeting) for meeting in meetings]
        return (answer.result() for answer in answers)


@contextmanager
def elsewhere(setting: Setting, count: int) -> Iterator[Elsewhere]:
    """Start so many processes; they end with the block."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, context, initializer=_start, initargs=(setting,)) as executor:
        try:
            yield Elsewhere(executor, count)
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


# gives what is kept of pieces
Kept = Callable[[Collection[Piece]], Mapping[Piece, bytes]]

_SETTINGS: list[Setting] = []
_ARCHIVES: list[Archive] = []


def _start(setting: Setting) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's, which ends this one
    gc.disable()
    gc.freeze()
    _SETTINGS.append(setting)
    _ARCHIVES.append(Archive.open(setting.folder))


def _source(contents: Mapping[int, str]) -> CatalogueSource:
    setting = _SETTINGS[0]
    return source_of(_ARCHIVES[0].catalogue, setting, contents)


def _done_there(task: Work) -> Done:
    try:
        setting = _SETTINGS[0]
        kept = partial(KeptChecks(setting.kept).payloads, setting.dossier.id)
        return _done(_source(task.contents), kept, task)
    finally:
        gc.collect()


def _told_there(meeting: Meeting) -> bytes:
    setting = _SETTINGS[0]

    def kept(kind: str) -> Iterable[bytes]:
        return KeptChecks(setting.kept).pieces(setting.dossier.id, kind).values()

    try:
        return told_of(_source(meeting.contents), kept, meeting)
    finally:
        gc.collect()


def _done(source: Source, kept: Kept, task: Work) -> Done:
    if not task.indicator_id:
        return Done(records_of(source, task.blocks, source.read(list(task.contents))), {}, [], b"")
    if task.is_told:
        pieces = [Piece("told", "", block) for block in sorted(task.blocks)]
        found = read_told(source, kept(pieces).values(), task.contents)
    else:
        found = source.read(list(task.contents))
    joined = None if task.joined is None else frozenset(task.joined)
    numbers = NumbersOfIndicator(source, task.indicator_id, found, joined)
    judged = numbers.judged(task.parts)
    beside = packed(numbers.beside(judged.values())) if task.parts is None else b""
    return Done([], packed_parts(judged), sorted(numbers.joined), beside)
