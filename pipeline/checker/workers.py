"""Checking with several processes: each reads what it judges from the archive by itself."""

import gc
import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from archive.archive import Archive
from pipeline.checker.parts import judge_indicator
from pipeline.checker.records import Record, packed, records_of
from pipeline.checker.sources import CatalogueSource, Source
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.learning import Proposals


class Blocks(NamedTuple):
    """Blocks to be looked into: each with its places, and what stands at them."""

    places: dict[int, list[int]]
    contents: dict[int, str]


class Numbers(NamedTuple):
    """An indicator whose numbers are to be judged: the places of the documents that state any."""

    indicator_id: str
    places: list[int]
    contents: dict[int, str]


class Setting(NamedTuple):
    """What a process needs to read documents."""

    folder: Path
    dossier: Dossier
    edition: Edition
    proposals: Proposals | None


class Here:
    """Works in this process; answers come in the order of the questions."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def look(self, tasks: Sequence[Blocks]) -> Iterator[list[Record]]:
        """Look into blocks."""
        for task in tasks:
            yield _look(self._source, task)

    def judge(self, tasks: Sequence[Numbers]) -> Iterator[bytes]:
        """Judge indicators."""
        for task in tasks:
            yield _judge(self._source, task)


class Elsewhere:
    """Works in other processes; answers come in the order of the questions."""

    def __init__(self, executor: ProcessPoolExecutor) -> None:
        self._executor = executor

    def look(self, tasks: Sequence[Blocks]) -> Iterator[list[Record]]:
        """Look into blocks."""
        return self._executor.map(_look_there, tasks)

    def judge(self, tasks: Sequence[Numbers]) -> Iterator[bytes]:
        """Judge indicators."""
        return self._executor.map(_judge_there, tasks)


@contextmanager
def elsewhere(setting: Setting, count: int) -> Iterator[Elsewhere]:
    """Start so many processes; they end with the block."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, context, initializer=_start, initargs=(setting,)) as executor:
        try:
            yield Elsewhere(executor)
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


_SETTINGS: list[Setting] = []
_ARCHIVES: list[Archive] = []


def _start(setting: Setting) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's, which ends this one
    gc.disable()
    gc.freeze()
    _SETTINGS.append(setting)
    _ARCHIVES.append(Archive.open(setting.folder))


def _source(contents: dict[int, str]) -> CatalogueSource:
    setting = _SETTINGS[0]
    return CatalogueSource(_ARCHIVES[0].catalogue, setting.dossier, setting.edition, setting.proposals, contents)


def _look_there(task: Blocks) -> list[Record]:
    try:
        return _look(_source(task.contents), task)
    finally:
        gc.collect()


def _judge_there(task: Numbers) -> bytes:
    try:
        return _judge(_source(task.contents), task)
    finally:
        gc.collect()


def _look(source: Source, task: Blocks) -> list[Record]:
    return records_of(source, task.places)


def _judge(source: Source, task: Numbers) -> bytes:
    indicator = source.edition.by_id(task.indicator_id)
    return packed(judge_indicator(source, indicator, source.read(task.places)))
