"""The catalogue's one door: each method is one transaction."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from types import TracebackType

from sqlalchemy import Engine, select

from archive.catalogue import (
    contents,
    documents,
    judgements,
    packages,
    receipts,
    removals,
    reviews,
    subjects,
    viewing,
    work,
)
from archive.catalogue.connection import (
    can_be_written,
    faults,
    make_engine,
    reading,
    use_write_ahead_log,
    writing,
)
from archive.catalogue.headings import Heading, fingerprints_of, headings_of
from archive.catalogue.migrations import HEAD
from archive.catalogue.migrations.step import migrate, step_of
from archive.catalogue.proof import Proof
from archive.catalogue.receipts import Arrival, Receipt
from archive.catalogue.subjects import FileAbout
from archive.catalogue.tables import original
from archive.catalogue.versions import Versions
from archive.catalogue.viewing import Standing
from archive.collection import collection_paused
from schemas.audit import Removal, RemovedFile
from schemas.document import Document, Identity, Status
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.errors import StoreDamaged, StoreReadOnly
from schemas.fact import Fact
from schemas.finding import CheckSummary, Waiver
from schemas.package import KeptPackage
from schemas.parsed import ParsedDocument
from schemas.particulars import Particulars
from schemas.result import DocumentResult, StageKey
from schemas.tag import Decision, Tag
from schemas.view import ArchiveView, ViewedDocument

# originals whose page texts are held in memory together
ORIGINALS_AT_ONCE = 50
# one set for all: pydantic would make one for each
_FIELDS_OF_A_VIEW = set(ViewedDocument.model_fields)


class Catalogue(Proof, Versions):
    """The open catalogue; `dossier` is everywhere a dossier's key, `at` ISO 8601 text of the desk's clock.

    Every method raises StoreDamaged, StoreBusy, StoreFull or StoreError where the file does not allow it.
    """

    def __init__(self, engine: Engine) -> None:
        """Use `open`."""
        self._engine = engine

    @classmethod
    def open(cls, path: Path, *, create: bool = True, busy_timeout_s: float = 30.0) -> "Catalogue":
        """Open the catalogue, migrating it where needed; its folder must be there.

        With `create` an absent one is made; without, StoreDamaged says that it is gone. Where nothing can be written
        it is opened to be read. A writer that waits longer than `busy_timeout_s` for another raises StoreBusy. Raises
        StoreTooNew where a later version of the program wrote the file.
        """
        if not create and not (path.is_file() and path.stat().st_size):
            raise StoreDamaged(f"目录数据库“{path.name}”不存在或为空", "请从备份恢复档案库。")
        if not can_be_written(path):
            return cls._open_to_read(path, busy_timeout_s)
        engine = make_engine(path, busy_timeout_s)
        try:
            with faults():
                use_write_ahead_log(engine)
            if step_of(engine) != HEAD:
                migrate(path, busy_timeout_s)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    @classmethod
    def _open_to_read(cls, path: Path, busy_timeout_s: float) -> "Catalogue":
        """Open a catalogue where nothing can be written; raises StoreError where it would have to be."""
        engine = make_engine(path, busy_timeout_s, read_only=True)
        try:
            if step_of(engine) != HEAD:
                raise StoreReadOnly(
                    "档案库由另一版本的程序写成，要先升级，而这里只能读", "请把整个文件夹复制到可以写入的位置再运行。"
                )
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> "Catalogue":
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    # --- receiving

    def receive(self, arrival: Arrival) -> Receipt:
        """Note the arrival of a file (its bytes are in the store already); see `Receipt` for what became of it."""
        with writing(self._engine) as connection:
            return receipts.receive(connection, arrival)

    def pending(self, dossier: str, wanted: Iterable[StageKey]) -> tuple[str, ...]:
        """Return the originals of live files that lack any of the wanted runs, in the order received."""
        with reading(self._engine) as connection:
            return work.pending(connection, dossier, wanted)

    def done(self, sha256: str) -> set[StageKey]:
        """Return the runs over an original that stand."""
        return self.done_of([sha256])[sha256]

    def done_of(self, sha256s: Iterable[str]) -> dict[str, set[StageKey]]:
        """Return the runs over each of the originals that stand."""
        with reading(self._engine) as connection:
            return work.done_of(connection, sha256s)

    def record(self, result: DocumentResult, at: str, by: str = "") -> None:
        """Write everything understood of one original, all or nothing; raises StoreDamaged if never received."""
        with writing(self._engine) as connection:
            contents.record(connection, result, at, by)

    def decide(self, dossier: str, decision: Decision) -> None:
        """Note a person's word on a tag, proposed or not; raises UsageError where the dossier lacks the file."""
        with writing(self._engine) as connection:
            judgements.decide(connection, dossier, decision)

    def decisions(
        self, dossier: str, sha256s: Collection[str] | None = None, indicator_id: str | None = None
    ) -> tuple[Decision, ...]:
        """Return every decision ever made (or those on these originals, this indicator), oldest first."""
        with reading(self._engine) as connection:
            return judgements.decisions(connection, dossier, sha256s, indicator_id)

    def last_decisions(self, dossier: str, limit: int, by: str = "") -> tuple[Decision, ...]:
        """Return the last decisions (by one person), the latest first."""
        with reading(self._engine) as connection:
            return judgements.last_decisions(connection, dossier, limit, by)

    def waive(self, dossier: str, waiver: Waiver) -> None:
        """Note that a finding may stand, as long as its key."""
        with writing(self._engine) as connection:
            reviews.waive(connection, dossier, waiver)

    def withdraw_waiver(self, dossier: str, key: str, by: str, at: str) -> None:
        """Note that the finding with this key may no longer stand."""
        with writing(self._engine) as connection:
            reviews.withdraw(connection, dossier, key, by, at)

    def keep_check(self, dossier: str, summary: CheckSummary, by: str = "") -> None:
        """Keep what a check run found, to compare later ones with."""
        with writing(self._engine) as connection:
            reviews.keep_check(connection, dossier, summary, by)

    def keep_package(self, dossier: str, kept: KeptPackage, held: Iterable[str] = (), by: str = "") -> None:
        """Note a package that was written, with the originals (SHA-256) that it holds."""
        with writing(self._engine) as connection:
            packages.keep(connection, dossier, kept, held, by)

    def remove(self, dossier: str, file: str, sha256: str, word: Removal) -> None:
        """Take a live file out of a dossier, nothing is deleted; raises UsageError where it has none of that name."""
        with writing(self._engine) as connection:
            removals.remove(connection, dossier, file, sha256, word)

    def restore(self, dossier: str, file: str, sha256: str, word: Removal) -> None:
        """Put a removed file back; raises UsageError where that cannot be."""
        with writing(self._engine) as connection:
            removals.restore(connection, dossier, file, sha256, word)

    def purge(self, sha256: str, word: Removal) -> None:
        """Forget an original for good; raises UsageError while a dossier or a package refers to it."""
        with writing(self._engine) as connection:
            removals.purge(connection, sha256, word)

    # --- reading

    def packages(self, dossier: str) -> tuple[KeptPackage, ...]:
        """Return every package ever written, oldest first."""
        with reading(self._engine) as connection:
            return packages.packages(connection, dossier)

    def removed(self, dossier: str) -> tuple[RemovedFile, ...]:
        """Return the files that stand removed, in the order in which that happened."""
        with reading(self._engine) as connection:
            return removals.removed(connection, dossier)

    def purged(self) -> frozenset[str]:
        """Return the originals whose bytes are given up."""
        with reading(self._engine) as connection:
            return removals.purged(connection)

    def waivers(self, dossier: str) -> tuple[Waiver, ...]:
        """Return the waivers in force, oldest first."""
        with reading(self._engine) as connection:
            return reviews.waivers(connection, dossier)

    def check_runs(self, dossier: str, limit: int = reviews.MOST_RUNS) -> tuple[CheckSummary, ...]:
        """Return the last check runs kept, oldest first."""
        with reading(self._engine) as connection:
            return reviews.check_runs(connection, dossier, limit)

    def each_check_run(self, dossier: str, limit: int = reviews.MOST_RUNS) -> Iterator[CheckSummary]:
        """Yield the last check runs kept, oldest first, one read at a time."""
        with reading(self._engine) as connection:
            yield from reviews.each_check_run(connection, dossier, limit)

    def documents(self, dossier: str, sha256s: Collection[str] | None = None) -> tuple[Document, ...]:
        """Return the live files (those named) in the order received; one not processed yet: `pending`."""
        with reading(self._engine) as connection:
            return documents.documents(connection, dossier, sha256s)

    def headings(self, dossier: str, sha256s: Collection[str] | None = None) -> dict[str, Heading]:
        """Return what the live documents (those named) call themselves, by sha256."""
        with reading(self._engine) as connection:
            return headings_of(connection, dossier, sha256s)

    def fingerprints(self, dossier: str, sha256s: Collection[str] | None = None) -> dict[str, tuple[int, ...]]:
        """Return the fingerprints of the live documents (those named) that have one, by sha256."""
        with reading(self._engine) as connection:
            return fingerprints_of(connection, dossier, sha256s)

    def view(self, dossier: Dossier, key: str, edition: Edition) -> ArchiveView:
        """Return all that checks look at; the same content received twice carries its tags and facts twice."""
        with collection_paused(), reading(self._engine) as connection:
            tags = judgements.tags_of(connection, key, edition)
            facts = judgements.stored_facts_of(connection, key, edition, tags)
            particulars = documents.particulars_of(connection, key)
            waivers = reviews.waivers(connection, key)
            given = judgements.given_in(judgements.last_words(connection, key))
            viewed = tuple(
                ViewedDocument.model_construct(
                    _FIELDS_OF_A_VIEW,
                    document=document,
                    tags=tags.get(document.sha256, ()),
                    facts=facts.get(document.sha256, ()),
                    particulars=particulars.get(document.sha256),
                    given=given.get(document.sha256, ()),
                )
                for document in documents.documents(connection, key)
            )
        return ArchiveView.model_construct(dossier=dossier, edition=edition, documents=viewed, waivers=waivers)

    def roll(self, dossier: str, edition: Edition, sha256s: Collection[str] | None = None) -> list[viewing.Entry]:
        """Return the live files (with these contents), in the order received."""
        with reading(self._engine) as connection:
            return viewing.roll(connection, dossier, edition, sha256s)

    def standing(self) -> Standing:
        """Return how far the catalogue has come, to ask later what changed since."""
        with reading(self._engine) as connection:
            return viewing.standing(connection)

    def changed_since(self, before: Standing) -> list[str] | None:
        """Return the originals changed since then, None where this catalogue never stood there (a backup's)."""
        with reading(self._engine) as connection:
            return viewing.changed_since(connection, before)

    def viewed_of(self, dossier: str, edition: Edition, sha256s: Collection[str]) -> list[tuple[int, ViewedDocument]]:
        """Return (receipt, document) of every live file with one of these contents, in the order received."""
        with reading(self._engine) as connection:
            return viewing.viewed_of(connection, dossier, edition, sha256s)

    def tags_of(
        self, dossier: str, edition: Edition, sha256s: Collection[str] | None = None
    ) -> dict[str, tuple[Tag, ...]]:
        """Return the tags, decisions applied, of all live documents or of those named; none, no entry."""
        with reading(self._engine) as connection:
            return judgements.tags_of(connection, dossier, edition, sha256s)

    def proposals(
        self, dossier: str, edition: Edition, sha256s: Collection[str] | None = None
    ) -> list[judgements.Proposal]:
        """Return every subject of all live documents or of those named, decided or not, without the words."""
        with collection_paused(), reading(self._engine) as connection:
            return judgements.proposals(connection, dossier, edition, sha256s)

    def proposed_tags(self, sha256: str, edition_id: str) -> tuple[Tag, ...]:
        """Return the tags of an original as its last tagging proposed them, no decision applied."""
        with reading(self._engine) as connection:
            return judgements.proposed_tags(connection, sha256, edition_id)

    def facts_of(
        self, dossier: str, edition: Edition, sha256s: Collection[str] | None = None
    ) -> dict[str, tuple[Fact, ...]]:
        """Return the facts, those of rejected tags left out, of all live documents or of those named."""
        with reading(self._engine) as connection:
            tags = judgements.tags_of(connection, dossier, edition, sha256s)
            return judgements.facts_of(connection, dossier, edition, tags, sha256s)

    def tagged(self, dossier: str, edition: Edition, indicator_id: str) -> frozenset[str]:
        """Return the live originals with a tag of the indicator (any sub) that is not rejected."""
        with reading(self._engine) as connection:
            return judgements.tagged(connection, dossier, edition, indicator_id)

    def indicators_of(self, dossier: str, edition: Edition, sha256s: Collection[str]) -> dict[str, frozenset[str]]:
        """Return, for each live original named, the indicators of its tags that are not rejected; none, no entry."""
        with reading(self._engine) as connection:
            return subjects.indicators_of(connection, dossier, edition, sha256s)

    def fact_years(
        self, dossier: str, edition: Edition, sha256s: Collection[str] | None = None
    ) -> dict[str, frozenset[int]]:
        """Return the years of the facts that count, of all live originals or of those named; none, no entry."""
        with reading(self._engine) as connection:
            return subjects.fact_years(connection, dossier, edition, sha256s)

    def files_about(self, dossier: str, edition: Edition, indicator_id: str) -> tuple[FileAbout, ...]:
        """Return the live files of the originals that `tagged` returns: those that prove first."""
        with reading(self._engine) as connection:
            return subjects.files_about(connection, dossier, edition, indicator_id)

    def files_of(self, dossier: str, sha256s: Collection[str] | None = None) -> dict[str, str]:
        """Return sha256 -> the first live file of that content (or of those named), in the order received."""
        first_files: dict[str, str] = {}
        with reading(self._engine) as connection:
            for sha256, file in work.live_files(connection, dossier, sha256s):
                first_files.setdefault(sha256, file)
        return first_files

    def contents_of(self, dossier: str) -> dict[str, str]:
        """Return live file -> sha256."""
        with reading(self._engine) as connection:
            return {file: sha256 for sha256, file in work.live_files(connection, dossier)}

    def status(self, sha256: str) -> Status | None:
        """Return how far the original could be read, None where it was not processed."""
        with reading(self._engine) as connection:
            return connection.scalar(select(original.c.status).where(original.c.sha256 == sha256))

    def media_type(self, sha256: str) -> str | None:
        """Return what the original was detected to be, None where unknown."""
        with reading(self._engine) as connection:
            return connection.scalar(select(original.c.media_type).where(original.c.sha256 == sha256))

    def identity(self, sha256: str) -> Identity | None:
        """Return who says what when, None where the original was not processed."""
        with reading(self._engine) as connection:
            return documents.identity(connection, sha256)

    def parsed(self, sha256: str) -> ParsedDocument | None:
        """Return what the parser read, None where it read nothing."""
        with reading(self._engine) as connection:
            return documents.parsed_document(connection, sha256)

    def particulars(self, sha256: str) -> Particulars | None:
        """Return what the original says beyond its identity, None where it was not read."""
        with reading(self._engine) as connection:
            return documents.particulars_of_one(connection, sha256)

    def page_text(self, sha256: str, page: int) -> str | None:
        """Return the text of one page (1-based), None where there is no such page."""
        return self.page_texts([(sha256, page)]).get((sha256, page))

    def page_texts(self, places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """Return the texts of the pages (sha256, page) that are known."""
        with reading(self._engine) as connection:
            return documents.page_texts(connection, places)

    def pages_of(self, sha256s: Iterable[str]) -> Iterator[tuple[str, int, str]]:
        """Yield (sha256, page, text), sorted by both; between two originals the catalogue may be written."""
        # by their words: a damaged catalogue may name none
        for keys in work.chunks(sorted(set(sha256s), key=str), ORIGINALS_AT_ONCE):
            with reading(self._engine) as connection:
                pages = documents.pages_of(connection, keys)
            yield from pages
