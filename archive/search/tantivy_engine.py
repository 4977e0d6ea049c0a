"""The engine on tantivy: from a few thousand pages to millions.

What is in its files stands in `archive.search.tantivy_fields`. They lie in a folder of their own inside the index, so
that another engine answers while they are written; a commit is synced to the disk by tantivy itself.
"""

import hashlib
import json
import shutil
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Self

import tantivy

from archive.lasting import make_folder, sync_folder
from archive.search.analyzer import normal
from archive.search.common_pairs import common_pairs, own_pairs
from archive.search.engine import Documents, EngineHit, Pages
from archive.search.manifest import Manifest, require_manifest, write_manifest
from archive.search.proof import DIGEST_BYTES, folded, page_digest
from archive.search.query import AllOf, Among, Query
from archive.search.tantivy_errors import reading, writing
from archive.search.tantivy_fields import (
    ATOMS,
    KEY,
    LENGTH,
    OWN,
    OWN_DIGEST,
    PAGE,
    PAIRS,
    PROOF,
    SHA256,
    Fields,
    joined,
    schema,
)
from archive.search.tantivy_search import Search
from schemas.errors import IndexDamaged

NAME = "tantivy"
FORMAT_VERSION = 3
FOLDER = "tantivy"
MEMORY_BYTES = 256_000_000
"""What a commit may hold before it writes a segment, taken as it is needed: fewer segments, fewer merged anew."""

SAMPLED_PAGES = 2000
"""From so many first pages it is learned which pairs are an archive's own."""

_MANIFEST = Manifest(engine=NAME, format=FORMAT_VERSION)


class TantivyEngine:
    """A full-text index in tantivy's files; see `archive.search.engine.SearchEngine` for the methods."""

    def __init__(self, folder: Path) -> None:
        """Take a folder as it is; use `open`, `create` or `rebuild`, which see to what is in it."""
        self._folder = folder
        self._index: tantivy.Index | None = None
        self._fields = Fields(schema(), frozenset())
        self._own_digest = ""

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make an empty index, replacing what tantivy left in the folder."""
        _empty_index(folder)
        with writing():
            write_manifest(folder, _MANIFEST)
        return cls(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open an index; one that is absent, unfinished, damaged or of another version raises IndexDamaged."""
        require_manifest(folder, _MANIFEST)
        engine = cls(folder)
        with reading():
            engine._searcher()
        return engine

    @classmethod
    def rebuild(cls, folder: Path, documents: Documents) -> Self:
        """Index these documents and no others, whatever is in the folder; see `SearchEngine.rebuild`."""
        try:
            engine = cls.open(folder)
        except IndexDamaged:
            _empty_index(folder)
            engine = cls(folder)
        engine._rewrite(documents)
        with writing():
            write_manifest(folder, _MANIFEST)
        return engine

    @classmethod
    def discard(cls, folder: Path) -> None:
        """Take away tantivy's files; what another process still reads of them may stay."""
        shutil.rmtree(folder / FOLDER, ignore_errors=True)

    def replace(self, documents: Documents) -> None:
        """Index documents anew in one commit."""
        self._write(documents)

    def remove(self, sha256s: Iterable[str]) -> None:
        """Take documents out in one commit."""
        self._write((sha256, ()) for sha256 in sha256s)

    def clear(self) -> None:
        """Take out everything."""
        self._write((), clearing=True)

    def search(
        self, query: Query, allowed: Collection[str] | None = None, limit: int = 20
    ) -> tuple[list[EngineHit], int]:
        """Return the best `limit` pages and the number of all pages found."""
        root = query.root if allowed is None else AllOf((query.root, Among(frozenset(allowed))))
        with reading():
            searcher = self._searcher()
            return Search(searcher, self._fields_of(searcher), query.phrases).answer(root, limit)

    def document_pages(self) -> dict[str, int]:
        """Return the number of indexed pages of every document."""
        with reading():
            searcher = self._searcher()
            return dict(searcher.terms_with_prefix(SHA256, "", filter_query=tantivy.Query.all_query()))

    def document_digests(self) -> dict[str, int]:
        """Return the digest of the indexed pages of every document."""
        with reading():
            proofs = self._searcher().terms_with_prefix(PROOF, "", filter_query=tantivy.Query.all_query())
        return {proof[: -2 * DIGEST_BYTES]: int(proof[-2 * DIGEST_BYTES :], 16) for proof, _ in proofs}

    def close(self) -> None:
        """Let go of the files."""
        self._index = None

    def _searcher(self) -> tantivy.Searcher:
        """Return a view of what was committed last."""
        if self._index is None:
            self._index = tantivy.Index.open(str(self._folder / FOLDER))
        else:
            self._index.reload()
        return self._index.searcher()

    def _fields_of(self, searcher: tantivy.Searcher) -> Fields:
        """Return the fields with the pairs that the index holds in this state; they are read when they change."""
        every = tantivy.Query.all_query()
        digest = "".join(term for term, _ in searcher.terms_with_prefix(OWN_DIGEST, "", filter_query=every))
        if digest != self._own_digest:
            own = frozenset(term for term, _ in searcher.terms_with_prefix(OWN, "", filter_query=every))
            self._fields, self._own_digest = self._fields._replace(own_pairs=own), digest
        return self._fields

    def _rewrite(self, documents: Documents) -> None:
        """Write all anew, with the pairs that its first pages show to be its own."""
        rest = iter(documents)
        first: list[tuple[str, list[tuple[int, str]]]] = []
        pages = 0
        for sha256, texts in rest:
            first.append((sha256, list(texts)))
            pages += len(first[-1][1])
            if pages >= SAMPLED_PAGES:
                break
        own = own_pairs(normal(text) for _, texts in first for _, text in texts)
        self._write(chain(first, rest), clearing=True, own=own)

    def _write(self, documents: Documents, clearing: bool = False, own: frozenset[str] = frozenset()) -> None:
        """Write in one commit; an error on the way, `documents`' own included, leaves the index as it was."""
        with writing():
            writer = tantivy.Index.open(str(self._folder / FOLDER)).writer(MEMORY_BYTES, 1)
        try:
            if clearing:
                with writing():
                    writer.delete_all_documents()
                    _note(writer, own)
            else:
                with reading():
                    own = self._fields_of(self._searcher()).own_pairs
            _add(writer, documents, own)
            with writing():
                writer.commit()
                sync_folder(self._folder / FOLDER)
        except BaseException:
            with writing():
                writer.rollback()
            raise
        finally:
            with writing():
                writer.wait_merging_threads()


def _empty_index(folder: Path) -> None:
    own = folder / FOLDER
    with writing():
        if own.exists():
            shutil.rmtree(own)
        make_folder(own)
        tantivy.Index(schema(), path=str(own))


def _note(writer: tantivy.IndexWriter, own: frozenset[str]) -> None:
    """Write which pairs are the archive's own, in the same commit as the pages that they are noted of."""
    if own:
        digest = hashlib.sha256("\n".join(sorted(own)).encode()).hexdigest()
        writer.add_json(json.dumps({OWN: sorted(own), OWN_DIGEST: digest}, ensure_ascii=False))


def _add(writer: tantivy.IndexWriter, documents: Documents, own: frozenset[str]) -> None:
    seen: set[str] = set()
    for sha256, pages in documents:
        if sha256 in seen:
            raise ValueError(f"document {sha256} comes twice in one commit")
        seen.add(sha256)
        with writing():
            writer.delete_documents_by_term(SHA256, sha256)
        for fields in _of_document(sha256, pages, own):
            with writing():
                writer.add_json(json.dumps(fields, ensure_ascii=False))


def _of_document(sha256: str, pages: Pages, own: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Yield the fields of each page; the last one carries what proves all of them."""
    last: dict[str, Any] | None = None
    digests = 0
    for page, text in pages:
        if last is not None:
            yield last
        row = normal(text)
        digests += page_digest(page, text)
        last = {
            SHA256: sha256,
            PAGE: page,
            LENGTH: max(0, len(row) - 1),
            ATOMS: {KEY: joined(row)},
            PAIRS: {KEY: joined(common_pairs(row, own))},
        }
    if last is not None:
        yield {**last, PROOF: f"{sha256}{folded([digests]):016x}"}
