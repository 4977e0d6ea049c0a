"""The engine on Whoosh: pure Python, comfortable to some 2,000 pages, usable to 10,000.

Whoosh keeps the tokens with their positions. Phrases are looked up in its postings here and not with its `Phrase`
query: three to eight times as fast, and the score counts the phrase instead of its tokens. Tokens are handed over
as lists, so that the schema Whoosh pickles names no class of ours and moving a module breaks no index. Segments are
plain files, since Whoosh reads a compound file into memory whole each time it is opened. The length of a page stands
in a column, since Whoosh rounds the lengths that it keeps itself.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any, Self, TypeVar

from whoosh.analysis.tokenizers import IDTokenizer
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, ID, TEXT, Schema
from whoosh.writing import CLEAR

from archive.search.analyzer import tokens
from archive.search.engine import Documents, EngineHit
from archive.search.manifest import Manifest, require_manifest, write_manifest
from archive.search.proof import folded, page_digest
from archive.search.query import AllOf, Among, AnyOf, Node, Phrase, Query, Without, unresolved
from archive.search.ranking import page_score, phrase_weight
from archive.search.whoosh_errors import reading, writing
from archive.search.whoosh_files import committed, discard_files, empty_index, opened_index
from archive.search.whoosh_merging import merge_alike
from archive.search.whoosh_postings import occurrences
from schemas.errors import IndexDamaged, StoreBusy

NAME = "whoosh"
FORMAT_VERSION = 3
POSTINGS_IN_MEMORY_MB = 64
LOCK_TIMEOUT_S = 10.0

Answer = TypeVar("Answer")
_MANIFEST = Manifest(engine=NAME, format=FORMAT_VERSION)
_SHA256, _PAGE, _LENGTH, _DIGEST = "sha256", "page", "length", "digest"
_MAX_READS = 10


class WhooshEngine:
    """A full-text index in Whoosh's files; see `archive.search.engine.SearchEngine` for the methods.

    Nothing is held between calls: each opens the files as they were committed last, so threads never meet.
    """

    def __init__(self, folder: Path) -> None:
        """Take a folder as it is; use `open`, `create` or `rebuild`, which see to what is in it."""
        self._folder = folder

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make an empty index, replacing what Whoosh left in the folder."""
        with writing():
            empty_index(folder, _schema())
            write_manifest(folder, _MANIFEST)
        return cls(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open an index; one that is absent, unfinished, damaged or of another version raises IndexDamaged."""
        require_manifest(folder, _MANIFEST)
        engine = cls(folder)
        engine._read(lambda reader: reader.doc_count())
        return engine

    @classmethod
    def rebuild(cls, folder: Path, documents: Documents) -> Self:
        """Index these documents and no others, whatever is in the folder; see `SearchEngine.rebuild`."""
        try:
            engine = cls.open(folder)
        except IndexDamaged:
            engine = cls(folder)
            with writing():
                empty_index(folder, _schema())
        engine._write(documents, CLEAR)
        with writing():
            write_manifest(folder, _MANIFEST)
        return engine

    @classmethod
    def discard(cls, folder: Path) -> None:
        """Take away Whoosh's files; what another process still reads of them may stay."""
        discard_files(folder)

    def replace(self, documents: Documents) -> None:
        """Index documents anew in one commit."""
        self._write(documents, merge_alike, replacing=True)

    def remove(self, sha256s: Iterable[str]) -> None:
        """Take documents out in one commit."""
        self._write(((sha256, ()) for sha256 in sha256s), merge_alike, replacing=True)

    def clear(self) -> None:
        """Take out everything."""
        self._write((), CLEAR)

    def search(
        self, query: Query, allowed: Collection[str] | None = None, limit: int = 20
    ) -> tuple[list[EngineHit], int]:
        """Return the best `limit` pages and the number of all pages found."""
        hits = self._read(lambda reader: _hits(reader, query))
        if allowed is not None:
            members = allowed if isinstance(allowed, (set, frozenset, dict)) else frozenset(allowed)
            hits = [hit for hit in hits if hit.sha256 in members]
        best = heapq.nsmallest(limit, hits, key=lambda hit: (-hit.score, hit.sha256, hit.page))
        return best, len(hits)

    def document_pages(self) -> dict[str, int]:
        """Return the number of indexed pages of every document."""
        return self._read(_document_pages)

    def document_digests(self) -> dict[str, int]:
        """Return the digest of the indexed pages of every document."""
        return self._read(_document_digests)

    def close(self) -> None:
        """Do nothing: no file is open between calls."""

    def _read(self, read: Callable[[Any], Answer]) -> Answer:
        """Return what `read` makes of the state that was committed last.

        A commit elsewhere may take files away in the middle of it: then the newer state is read.
        """
        for _ in range(_MAX_READS):
            state = committed(self._folder)
            try:
                with reading(), opened_index(self._folder, _schema()) as index, closing(index.reader()) as reader:
                    return read(reader)
            except IndexDamaged:
                if committed(self._folder) == state:
                    raise
        raise StoreBusy("全文索引一直在被其他任务改写。")

    def _write(self, documents: Documents, merging: Any, replacing: bool = False) -> None:
        """Write in one commit; an error on the way, `documents`' own included, leaves the index as it was."""
        with ExitStack() as opened:
            with writing():
                index = opened.enter_context(opened_index(self._folder, _schema()))
                writer = index.writer(timeout=LOCK_TIMEOUT_S, limitmb=POSTINGS_IN_MEMORY_MB, compound=False)
            try:
                _add(writer, documents, replacing)
            except BaseException:
                with suppress(OSError):
                    writer.cancel()
                raise
            with writing():
                writer.commit(mergetype=merging)


def _schema() -> Schema:
    return Schema(
        sha256=ID(sortable=True),
        page=COLUMN(NumericColumn("I")),  # type: ignore[no-untyped-call]
        length=COLUMN(NumericColumn("I")),  # type: ignore[no-untyped-call]
        digest=COLUMN(NumericColumn("Q")),  # type: ignore[no-untyped-call]
        text=TEXT(analyzer=IDTokenizer(), phrase=True),
    )


def _add(writer: Any, documents: Documents, replacing: bool) -> None:
    seen: set[str] = set()
    for sha256, pages in documents:
        if sha256 in seen:  # its first pages, not committed yet, could not be replaced
            raise ValueError(f"document {sha256} comes twice in one commit")
        seen.add(sha256)
        if replacing:
            with writing():
                writer.delete_by_term(_SHA256, sha256)
        for page, text in pages:
            stream, digest = tokens(text), page_digest(page, text)
            with writing():
                writer.add_document(sha256=sha256, page=page, length=len(stream), digest=digest, text=stream)


def _hits(reader: Any, query: Query) -> list[EngineHit]:
    if not reader.doc_count():
        return []
    counts = {phrase: _occurrences(reader, phrase) for phrase in _phrases(query.root)}
    fitting = _fitting(reader, query.root, counts)
    if not fitting:
        return []
    wanted = [(counts[phrase], phrase_weight(reader.doc_count(), len(counts[phrase]))) for phrase in query.phrases]
    documents, pages = reader.column_reader(_SHA256), reader.column_reader(_PAGE)
    lengths = reader.column_reader(_LENGTH)
    return [
        EngineHit(documents[number], pages[number], page_score(_found(number, wanted), lengths[number]))
        for number in fitting
    ]


def _found(number: int, wanted: list[tuple[dict[int, float], float]]) -> Iterator[tuple[float, float]]:
    """Yield (weight, occurrences) of each phrase that stands in a page."""
    for counts, weight in wanted:
        if number in counts:
            yield weight, counts[number]


def _document_pages(reader: Any) -> dict[str, int]:
    if not reader.doc_count():
        return {}
    documents = reader.column_reader(_SHA256)
    return dict(Counter(documents[number] for number in reader.all_doc_ids()))


def _document_digests(reader: Any) -> dict[str, int]:
    if not reader.doc_count():
        return {}
    documents, digests = reader.column_reader(_SHA256), reader.column_reader(_DIGEST)
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number in reader.all_doc_ids():
        found[documents[number]].append(digests[number])
    return {sha256: folded(values) for sha256, values in found.items()}


def _phrases(node: Node) -> Iterator[Phrase]:
    """Yield every phrase of a query, those that must not be there too."""
    if isinstance(node, Phrase):
        yield node
    elif isinstance(node, Without):
        yield from _phrases(node.part)
    elif isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from _phrases(part)


def _occurrences(reader: Any, phrase: Phrase) -> dict[int, float]:
    """Return how often a phrase stands in each page (Whoosh document number) that has it."""
    counts: dict[int, float] = {}
    for segment, base in reader.leaf_readers():
        counts.update((base + number, count) for number, count in occurrences(segment, phrase.atoms).items())
    return counts


def _fitting(reader: Any, node: Node, counts: dict[Phrase, dict[int, float]]) -> Set[int]:
    """Return the pages (Whoosh document numbers) that fulfil a part of a query."""
    if isinstance(node, Phrase):
        return counts[node].keys()
    if isinstance(node, Among):
        documents = reader.column_reader(_SHA256)
        return {number for number in reader.all_doc_ids() if documents[number] in node.sha256s}
    if isinstance(node, AnyOf):
        return {number for part in node.parts for number in _fitting(reader, part, counts)}
    if isinstance(node, AllOf):
        wanted = [_fitting(reader, part, counts) for part in node.parts if not isinstance(part, Without)]
        fitting = set(wanted[0]).intersection(*wanted[1:])
        for part in node.parts:
            if isinstance(part, Without):
                fitting -= _fitting(reader, part.part, counts)
        return fitting
    raise unresolved(node)
