"""Tasks handed to worker processes, results as they come."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from itertools import islice

from pipeline.understand import Task, failure, understand
from schemas.errors import WorkerDied
from schemas.result import DocumentResult

# so many tasks are handed out at once; all of them are tried again, one by one, when a worker dies
UNDER_WAY = 8

StartExecutor = Callable[[], Executor]


def results(tasks: Iterator[Task], start_executor: StartExecutor) -> Iterator[DocumentResult]:
    """Yield the result of every task as workers finish.

    When a worker dies, all that was under way is tried again alone, so that only the document at fault is blamed.
    """
    executor = start_executor()
    running: dict[Future[DocumentResult], Task] = {}
    try:
        while True:
            for task in islice(tasks, UNDER_WAY - len(running)):
                running[executor.submit(understand, task)] = task
            if not running:
                return
            suspects: deque[Task] = deque()
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                task = running.pop(future)
                try:
                    yield future.result()
                except BrokenExecutor:
                    suspects.append(task)
            if suspects:
                suspects.extend(running.values())
                running.clear()
                executor.shutdown(wait=False, cancel_futures=True)
                yield from (_alone(task, start_executor) for task in suspects)
                executor = start_executor()
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _alone(task: Task, start_executor: StartExecutor) -> DocumentResult:
    with start_executor() as executor:
        try:
            return executor.submit(understand, task).result()
        except BrokenExecutor:
            return failure(task, WorkerDied("读取该文件时进程意外终止（内存不足或耗时过长）"), lasting=False)
