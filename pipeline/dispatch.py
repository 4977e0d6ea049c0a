"""Tasks handed to worker processes, results as they come."""

from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.batches import Batch, batched, convert, forget
from pipeline.understand import Task, failure, understand
from schemas.errors import DocumentError, WorkerDied
from schemas.result import DocumentResult

# so many tasks are handed out at once
UNDER_WAY = 16
# of them so many batches: the documents of the first are told before those of the last are converted
BATCHES_UNDER_WAY = 2

StartExecutor = Callable[[], Executor]


def results(tasks: Iterator[Task], start_executor: StartExecutor) -> Generator[DocumentResult]:
    """Yield the result of every task as workers finish.

    Any executor will do. One that knows which document broke a limit or killed its worker says so by failing
    that call with a DocumentError. One that breaks as a whole leaves all that was under way under suspicion.
    Suspects are tried again alone at the end: memory may have been short because of the others.
    Old office files are converted in batches first (`pipeline.batches`).
    """
    with ExitStack() as scratch:
        dispatch = _Dispatch(tasks, start_executor, scratch)
        try:
            while dispatch.hand_out():
                yield from dispatch.finished()
        finally:
            dispatch.close()
        for task in dispatch.suspects:
            yield _alone(task, start_executor)


class _Dispatch:
    """What is under way: documents, and batches of which documents come."""

    def __init__(self, tasks: Iterator[Task], start_executor: StartExecutor, scratch: ExitStack) -> None:
        self.suspects: list[Task] = []
        self._start_executor = start_executor
        self._executor = start_executor()
        self._folders = _folders(scratch)
        self._coming = batched(tasks)
        self._ready: deque[Task] = deque()
        self._held: deque[Batch] = deque()
        self._documents: dict[Future[DocumentResult], Task] = {}
        self._batches: dict[Future[tuple[Task, ...]], Batch] = {}

    def hand_out(self) -> bool:
        """Keep the workers busy; tell whether anything is under way."""
        while len(self._documents) + len(self._batches) < UNDER_WAY and (item := self._next()) is not None:
            if isinstance(item, Batch):
                self._batches[self._executor.submit(convert, item, next(self._folders))] = item
            else:
                self._documents[self._executor.submit(understand, item)] = item
        return bool(self._documents or self._batches)

    def _next(self) -> Task | Batch | None:
        """Return what is handed out next; further batches are held back while enough are under way."""
        if self._ready:
            return self._ready.popleft()
        may_convert = len(self._batches) < BATCHES_UNDER_WAY
        if self._held and may_convert:
            return self._held.popleft()
        for item in self._coming:
            if may_convert or isinstance(item, Task):
                return item
            self._held.append(item)
        return None

    def finished(self) -> Iterator[DocumentResult]:
        """Wait until something is finished and yield the results that this gives."""
        broken: list[Task] = []
        under_way: list[Future[Any]] = [*self._documents, *self._batches]
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            if future in self._batches:
                broken += self._converted(future)
                continue
            task = self._documents.pop(future)
            try:
                yield future.result()
            except WorkerDied:
                self.suspects.append(task)
            except DocumentError as error:
                yield failure(task, error)
            except BrokenExecutor:
                broken.append(task)
            forget([task])
        if broken:
            self._start_anew(broken)

    def _converted(self, future: Future[tuple[Task, ...]]) -> tuple[Task, ...]:
        """Make the documents of a batch ready, converted or not; return them where the executor broke."""
        batch = self._batches.pop(future)
        try:
            self._ready.extend(future.result())
        except DocumentError:
            self._ready.extend(batch.tasks)
        except BrokenExecutor:
            return batch.tasks
        return ()

    def _start_anew(self, broken: list[Task]) -> None:
        """Put all that was under way under suspicion, go on with a new executor."""
        under_way = [task for batch in self._batches.values() for task in batch.tasks]
        self.suspects += [*broken, *self._documents.values(), *under_way]
        self._documents.clear()
        self._batches.clear()
        self.close()
        self._executor = self._start_executor()

    def close(self) -> None:
        """End the workers at once."""
        self._executor.shutdown(wait=False, cancel_futures=True)


def _folders(scratch: ExitStack) -> Iterator[Path]:
    """Yield a folder for each batch; nothing is made before the first is asked for."""
    top = scratch.enter_context(TemporaryDirectory(prefix="zuozheng-", ignore_cleanup_errors=True))
    for number in count():
        yield Path(top, str(number))


def _alone(task: Task, start_executor: StartExecutor) -> DocumentResult:
    executor = start_executor()
    try:
        return executor.submit(understand, task).result()
    except BrokenExecutor:
        return failure(task, WorkerDied("读取该文件时进程意外终止（可能是内存不足）"))
    except DocumentError as error:
        return failure(task, error)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
