"""The only writer: takes files in, has them understood by workers, records each in one transaction."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from archive.archive import Archive
from archive.catalogue import Arrival, Receipt
from archive.originals import StoredOriginal
from pipeline.checker import prepare_archive
from pipeline.dispatch import StartExecutor, results
from pipeline.intake import Incoming, incoming
from pipeline.understand import Task, stages_for
from pipeline.unpacking import unpacked
from pipeline.versions import compare
from schemas.document import Document
from schemas.dossier import Dossier
from schemas.editions import load_edition
from schemas.errors import FileVanished
from schemas.parsed import Problem

INDEX_EVERY = 200
ARCHIVE = "application/zip"


class Progress(Protocol):
    """Who wants to see how far it is."""

    def __call__(self, step: Literal["receive", "understand", "index"], done: int, total: int, file: str) -> None:
        """Say that `done` of `total` are through this step, the last being `file`."""


@dataclass
class IngestReport:
    """What became of every file of one ingest, in the order received.

    `failed` and `partial` pair a file with its first problem, an archive with that of each file that stayed in it;
    a file known before that had failed then stands in `known` as well. `removed` files stay out, for a person took them
    out of the dossier before. `supersedes` pairs a new file with the older one in whose place it stands. `resumed`
    counts documents of earlier runs that were due. `arrived` tells of every file that came, those in archives too, what
    became of it.
    """

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    failed: list[tuple[str, Problem]] = field(default_factory=list)
    partial: list[tuple[str, Problem]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    supersedes: list[tuple[str, str]] = field(default_factory=list)
    resumed: int = 0
    arrived: list[tuple[Incoming, Receipt | Problem]] = field(default_factory=list)

    def add_outcomes(self, documents: Iterable[Document]) -> None:
        """Note which of the files received could not, or only in part, be read."""
        mentioned = {*self.new, *self.known, *(file for file, _ in self.duplicates)}
        for document in documents:
            if document.file in mentioned and document.errors:
                outcome = self.partial if document.status == "partial" else self.failed
                told = document.errors if document.media_type == ARCHIVE else document.errors[:1]
                outcome.extend((document.file, problem) for problem in told)


@dataclass
class Ingest:
    """One ingest into one dossier; `at` is the present time (ISO 8601), workers come from `start_executor`.

    `again`: files received that could not, or only in part, be read before are tried again. `by` is who runs it.
    Killed at any moment, the store is consistent; the next ingest goes on from there.
    """

    archive: Archive
    dossier: Dossier
    at: str
    start_executor: StartExecutor
    progress: Progress
    again: bool = False
    by: str = ""
    report: IngestReport = field(default_factory=IngestReport)
    _received: set[str] = field(default_factory=set)
    _retried: set[str] = field(default_factory=set)

    def run(self, paths: Iterable[Path]) -> IngestReport:
        """Take in all files below `paths`, understand what is due, bring the index up to date.

        Raises UsageError for a path that does not exist, StoreError where the store cannot be written.
        """
        return self.take(list(incoming(paths, leave_out=[self.archive.folder])))

    def take(self, files: Sequence[Incoming]) -> IngestReport:
        """Take in these files, understand what is due, bring the index up to date; raises StoreError.

        What documents say by themselves is worked out for the first check.
        """
        with self.archive.writing():
            self.archive.originals.sweep()
            self._receive(files)
            try:
                self._understand()
            finally:
                self._index()
            compare(self.archive, self.dossier.id, self.at, self.by)
            prepare_archive(self.archive, self.dossier, load_edition(self.dossier.edition), len(self._received))
        self._tell_of_versions()
        self.report.add_outcomes(self.archive.catalogue.documents(self.dossier.id))
        return self.report

    def _receive(self, files: Sequence[Incoming]) -> None:
        """Store every file, those in archives too, write its receipt; one that cannot be read is reported."""
        with self.archive.scratch() as scratch:
            for count, arriving in enumerate(files, start=1):
                for file in unpacked(arriving, scratch):
                    self._try_to_receive(file)
                self.progress("receive", count, len(files), arriving.file)

    def _try_to_receive(self, arriving: Incoming) -> None:
        try:
            self._receive_one(arriving)
        except FileVanished as error:
            problem = Problem(code=error.code, message=error.message, advice=error.advice)
            self.report.failed.append((arriving.file, problem))
            self.report.arrived.append((arriving, problem))

    def _receive_one(self, arriving: Incoming) -> None:
        stored = self.archive.originals.add(arriving.source)
        arrival = Arrival(
            dossier=self.dossier.id,
            file=arriving.file,
            source=arriving.place,
            sha256=stored.sha256,
            size_bytes=stored.size_bytes,
            at=self.at,
            by=self.by,
        )
        receipt = self.archive.catalogue.receive(arrival)
        self.report.arrived.append((arriving, receipt))
        if receipt.outcome == "removed":
            self._leave_out(stored)
            self.report.removed.append(receipt.file)
            return
        self._received.add(stored.sha256)
        if receipt.outcome == "known":
            self.report.known.append(receipt.file)
        elif receipt.outcome == "duplicate":
            self.report.duplicates.append((receipt.file, receipt.duplicate_of or ""))
        else:
            self.report.new.append(receipt.file)
        if receipt.outcome == "replaces":
            self.report.replaced.append(receipt.file)

    def _leave_out(self, stored: StoredOriginal) -> None:
        """Let no bytes come back that were purged; those of a file merely removed are in the store already."""
        if stored.is_new:
            self.archive.originals.remove(stored.sha256)

    def _understand(self) -> None:
        """Run the stages over every original that some present stage has not seen."""
        catalogue = self.archive.catalogue
        due = self._due()
        files = catalogue.files_of(self.dossier.id)
        self.report.resumed = len({files[sha256] for sha256 in due} - {*self.report.new})
        with closing(results(map(self._task, due), self.start_executor)) as understood:
            for count, result in enumerate(understood, start=1):
                catalogue.record(result, self.at, self.by)
                if count % INDEX_EVERY == 0:
                    self.archive.index_pending()
                self.progress("understand", count, len(due), files[result.sha256])

    def _due(self) -> tuple[str, ...]:
        """Return the originals that lack a run of a present stage, then those a person wants tried again."""
        catalogue = self.archive.catalogue
        due = catalogue.pending(self.dossier.id, [run.key for run in stages_for(self.dossier.edition)])
        if self.again:
            failed = (each.sha256 for each in catalogue.documents(self.dossier.id) if each.errors)
            self._retried = self._received.intersection(failed).difference(due)
        return (*due, *sorted(self._retried))

    def _task(self, sha256: str) -> Task:
        """Make the task; a document that the present parsers have read is not read again."""
        catalogue = self.archive.catalogue
        is_read = stages_for(self.dossier.edition)[0].key in catalogue.done(sha256) and sha256 not in self._retried
        return Task(
            sha256=sha256,
            path=self.archive.originals.path(sha256),
            edition_id=self.dossier.edition,
            parsed=catalogue.parsed(sha256) if is_read else None,
        )

    def _tell_of_versions(self) -> None:
        files = self.archive.catalogue.files_of(self.dossier.id)
        new = set(self.report.new)
        for link in self.archive.catalogue.revisions(self.dossier.id):
            if files[link.newer] in new:
                self.report.supersedes.append((files[link.newer], files[link.older]))

    def _index(self) -> None:
        self.progress("index", 0, 1, "")
        self.archive.index_pending()
        self.progress("index", 1, 1, "")
