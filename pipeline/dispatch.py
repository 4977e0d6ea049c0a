"""Tasks handed to worker processes, results as they come."""

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from itertools import islice

from pipeline.understand import Task, failure, understand
from schemas.errors import DocumentError, WorkerDied
from schemas.result import DocumentResult

# so many tasks are handed out at once
UNDER_WAY = 16

StartExecutor = Callable[[], Executor]


def results(tasks: Iterator[Task], start_executor: StartExecutor) -> Generator[DocumentResult]:
    """Yield the result of every task as workers finish.

    Any executor will do. One that knows which document broke a limit or killed its worker says so by failing
    that call with a DocumentError. One that breaks as a whole leaves all that was under way under suspicion.
    Suspects are tried again alone at the end: memory may have been short because of the others.
    """
    suspects: list[Task] = []
    executor = start_executor()
    running: dict[Future[DocumentResult], Task] = {}
    try:
        while True:
            for task in islice(tasks, UNDER_WAY - len(running)):
                running[executor.submit(understand, task)] = task
            if not running:
                break
            broken: list[Task] = []
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                task = running.pop(future)
                try:
                    yield future.result()
                except WorkerDied:
                    suspects.append(task)
                except DocumentError as error:
                    yield failure(task, error)
                except BrokenExecutor:
                    broken.append(task)
            if broken:
                suspects += [*broken, *running.values()]
                running.clear()
                executor.shutdown(wait=False, cancel_futures=True)
                executor = start_executor()
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
    for task in suspects:
        yield _alone(task, start_executor)


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
