"""The catalogue: the one truth about documents, tags, facts and decisions; the only SQL.

    Catalogue.open(path, *, create=True, busy_timeout_s=30.0) -> Catalogue      a context manager; migrates
    .close()

  Receiving (`dossier` is everywhere the dossier's key; it is made when first used)
    .receive(Arrival(dossier, file, source, sha256, size_bytes, at)) -> Receipt   new|known|replaces|duplicate|removed
    .pending(dossier, wanted: Iterable[StageKey]) -> tuple[str, ...]        sha256s with work left, in order received
    .done(sha256) -> set[StageKey];  .done_of(sha256s) -> dict[str, set[StageKey]]
    .record(result: DocumentResult, at) -> None                             one original, one transaction
    .decide(dossier, decision: Decision) -> None                            UsageError: the dossier lacks the file
    .decisions(dossier, sha256s=None, indicator_id=None) -> tuple[Decision, ...]    ever made, oldest first
    .last_decisions(dossier, limit, by="") -> tuple[Decision, ...]          the latest first

  Findings
    .waive(dossier, Waiver);  .withdraw_waiver(dossier, key, by, at)
    .waivers(dossier) -> tuple[Waiver, ...]                                 those in force
    .keep_check(dossier, CheckSummary);  .check_runs(dossier, limit) -> tuple[CheckSummary, ...]   oldest first

  Packages
    .keep_package(dossier, KeptPackage, held: Iterable[sha256]);  .packages(dossier) -> tuple[KeptPackage, ...]

  Versions (one of two documents supersedes the other: as the rule found, people's words applied)
    .papers(dossier) -> Papers(documents: list[Paper], change)
    .is_compared(dossier, rule) -> bool;  .supersede(dossier, found: Iterable[Revision], Compared, at, by)
    .decide_version(dossier, RevisionWord);  .version_words(dossier) -> tuple[RevisionWord, ...]
    .revisions(dossier, found=None) -> tuple[Revision, ...]                 in force, both documents live

  Removal (nothing is deleted but by purge, which refuses what a dossier or a package refers to)
    .remove(dossier, file, sha256, Removal);  .restore(dossier, file, sha256, Removal)
    .removed(dossier) -> tuple[RemovedFile, ...]
    .purge(sha256, Removal);  .purged() -> frozenset[str]

  Reading
    .documents(dossier, sha256s=None) -> tuple[Document, ...]               live receipts, in order received
    .headings(dossier, sha256s=None) -> dict[str, Heading]                  sha256 -> what a live document calls itself
    .fingerprints(dossier, sha256s=None) -> dict[str, tuple[int, ...]]      sha256 -> MinHash of a live document's text
    .view(dossier: Dossier, key, edition: Edition) -> ArchiveView
    .tags_of(dossier, edition: Edition, sha256s=None) -> dict[str, tuple[Tag, ...]]    decisions applied
    .facts_of(dossier, edition: Edition, sha256s=None) -> dict[str, tuple[Fact, ...]]  of rejected tags left out
    .proposals(dossier, edition: Edition, sha256s=None) -> list[Proposal]   every subject, decided or not, no words
    .proposed_tags(sha256, edition_id: str) -> tuple[Tag, ...]              as tagging left them
    .tagged(dossier, edition: Edition, indicator_id) -> frozenset[str]      sha256s with a tag in force
    .indicators_of(dossier, edition: Edition, sha256s) -> dict[str, frozenset[str]]    of the tags in force
    .fact_years(dossier, edition: Edition, sha256s=None) -> dict[str, frozenset[int]]  of the facts that count
    .files_about(dossier, edition: Edition, indicator_id) -> tuple[FileAbout, ...]     proofs first
    .files_of(dossier, sha256s=None) -> dict[str, str]                      sha256 -> first live file
    .identity(sha256) -> Identity | None;  .status(sha256) -> Status | None
    .media_type(sha256) -> str | None
    .parsed(sha256) -> ParsedDocument | None
    .particulars(sha256) -> Particulars | None
    .page_text(sha256, page) -> str | None
    .page_texts(places: Iterable[tuple[sha256, page]]) -> dict[tuple[str, int], str]
    .pages_of(sha256s) -> Iterator[tuple[sha256, page, text]]               sorted by (sha256, page)

  Index state and proof
    .unindexed(limit) -> tuple[str, ...];  .mark_indexed(sha256s);  .mark_all_unindexed()
    .sha256s() -> tuple[str, ...]                                           every original ever received
    .sizes() -> dict[str, int]                                              sha256 -> size in bytes
    .page_counts() -> dict[str, int]                                        sha256 -> pages in the catalogue
    .counts() -> Counts;  .faults() -> tuple[str, ...]                      what SQLite's own checks find

  Audit (every write is an act; `by` is who made it, "" the program itself)
    .acts(dossier=None, limit=None, subject=None) -> tuple[Act, ...]        oldest first
    .count_acts(dossier=None, subject=None) -> int
    .audit_faults() -> tuple[str, ...]                                      a chain, or rows it tells of, changed
    .changed_contents() -> tuple[str, ...]                                  sha256s whose content no pipeline wrote

All raise StoreError or a child of it (StoreDamaged, StoreBusy, StoreFull, StoreTooNew); nothing of
SQLAlchemy or sqlite3 comes through. `at` is ISO 8601 text from the desk's clock.
"""

from archive.catalogue.catalogue import Catalogue
from archive.catalogue.counts import Counts
from archive.catalogue.receipts import Arrival, Receipt, ReceiptOutcome

__all__ = ["Arrival", "Catalogue", "Counts", "Receipt", "ReceiptOutcome"]
