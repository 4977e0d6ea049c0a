"""Old office files gathered into batches, for one start of LibreOffice each.

Starting it takes three times as long as a conversion. A batch only converts: every document is then understood by
itself, within its own limits of time and memory, as any other. One that the batch could not convert is converted alone
when its turn comes, so that a hanging, crashing or broken file fails alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import parsers
from pipeline.parsers.conversion.batch import convert_batch
from pipeline.parsers.conversion.office import Target, find_office
from pipeline.stages.detect import sniff
from pipeline.understand import Task
from schemas.errors import DocumentError

BATCH = 10
# how files begin that may have to be converted: compound files, RTF, OpenDocument (its first member is named mimetype)
_COMPOUND, _RTF, _ZIP, _OPEN_DOCUMENT = b"\xd0\xcf\x11\xe0", b"{\\rtf", b"PK\x03\x04", b"mimetype"


@dataclass(frozen=True)
class Batch:
    """Tasks whose files LibreOffice turns into the same format."""

    target: Target
    tasks: tuple[Task, ...]


def batched(tasks: Iterator[Task]) -> Iterator[Task | Batch]:
    """Yield the tasks, those of old formats in batches of up to BATCH: when one is full, the rest at the end.

    Tasks of files that were read before, and all where LibreOffice is not installed, pass as they are.
    """
    waiting: dict[Target, list[Task]] = {}
    has_office = find_office() is not None
    for task in tasks:
        target = _target(task) if has_office and task.parsed is None else None
        if target is None:
            yield task
            continue
        waiting.setdefault(target, []).append(task)
        if len(waiting[target]) == BATCH:
            yield Batch(target, tuple(waiting.pop(target)))
    for target, rest in waiting.items():
        yield rest[0] if len(rest) == 1 else Batch(target, tuple(rest))


def _target(task: Task) -> Target | None:
    """Return what the file is converted to, None where it is not."""
    try:
        with task.path.open("rb") as stream:
            head = stream.read(38)
        may_be_old = head.startswith((_COMPOUND, _RTF)) or (head.startswith(_ZIP) and head.endswith(_OPEN_DOCUMENT))
        return parsers.converts_to(sniff(task.path)) if may_be_old else None
    except (OSError, DocumentError):
        return None


def convert(batch: Batch, folder: Path) -> tuple[Task, ...]:
    """Convert the files of a batch into `folder`; a task whose file was converted says where the result lies."""
    sources: list[tuple[Task, tuple[Path, str]]] = []
    for task in batch.tasks:
        try:
            sources.append((task, (task.path, parsers.suffix_to_convert(task.path, sniff(task.path)))))
        except DocumentError:
            continue  # it says so when its turn comes
    results = convert_batch([source for _, source in sources], batch.target, folder)
    converted = {task.sha256: result for (task, _), result in zip(sources, results, strict=True)}
    return tuple(replace(task, converted=converted.get(task.sha256)) for task in batch.tasks)


def forget(tasks: Sequence[Task]) -> None:
    """Remove what was converted for tasks that are done."""
    for task in tasks:
        if task.converted is not None:
            task.converted.unlink(missing_ok=True)
