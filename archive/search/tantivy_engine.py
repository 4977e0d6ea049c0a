"""The engine on tantivy: from a few thousand pages to millions.

tantivy is given the tokens of our analyzer, parted by blanks, in a JSON field: such a field keeps no lengths, so the
score of a phrase tells exactly how often it stands in a page, and `archive.search.ranking` can weigh it as on every
other engine. A second one holds the single atoms, for a phrase of one atom would else be thousands of tokens. Its files
stand in a folder of their own inside the index, so that another engine answers while they are written; a commit is
synced to the disk by tantivy itself.
"""

import hashlib
import json
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import nsmallest
from pathlib import Path
from typing import Any, NamedTuple, Self

import tantivy
from tantivy import Occur
from tantivy import Query as Asked

from archive.search.analyzer import PAIR_SIGN, normal, pairs
from archive.search.engine import Documents, EngineHit
from archive.search.manifest import Manifest, require_manifest, write_manifest
from archive.search.query import AllOf, Among, AnyOf, Node, Phrase, Query, Without, unresolved
from archive.search.ranking import MOST_COUNTED, page_score, phrase_weight
from archive.search.tantivy_errors import reading, writing
from schemas.errors import IndexDamaged

NAME = "tantivy"
FORMAT_VERSION = 1
FOLDER = "tantivy"
MEMORY_BYTES = 96_000_000
CANDIDATES = 5000
"""So many pages are ranked by our own BM25; of more, those that tantivy's own puts first."""

_MANIFEST = Manifest(engine=NAME, format=FORMAT_VERSION)
_SHA256, _PAGE, _LENGTH = "sha256", "page", "length"
_PAIRS, _ATOMS, _KEY = "pairs", "atoms", "t"
_LONGEST_TOKEN_CHARS = 200
_K1_PLUS_1 = 2.2


class TantivyEngine:
    """A full-text index in tantivy's files; see `archive.search.engine.SearchEngine` for the methods."""

    def __init__(self, folder: Path) -> None:
        """Take a folder as it is; use `open`, `create` or `rebuild`, which see to what is in it."""
        self._folder = folder
        self._index: tantivy.Index | None = None
        self._schema = _schema()

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
        engine._write(documents, clearing=True)
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
            search = _Search(self._searcher(), self._schema, query.phrases)
            return search.answer(root, limit)

    def document_pages(self) -> dict[str, int]:
        """Return the number of indexed pages of every document."""
        with reading():
            searcher = self._searcher()
            return dict(searcher.terms_with_prefix(_SHA256, "", filter_query=Asked.all_query()))

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

    def _write(self, documents: Documents, clearing: bool = False) -> None:
        """Write in one commit; an error on the way, `documents`' own included, leaves the index as it was."""
        with writing():
            writer = tantivy.Index.open(str(self._folder / FOLDER)).writer(MEMORY_BYTES, 1)
        try:
            if clearing:
                with writing():
                    writer.delete_all_documents()
            _add(writer, documents)
            with writing():
                writer.commit()
        except BaseException:
            with writing():
                writer.rollback()
            raise
        finally:
            with writing():
                writer.wait_merging_threads()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(_SHA256, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(_PAGE, fast=True)
    builder.add_unsigned_field(_LENGTH, fast=True)
    builder.add_json_field(_PAIRS, tokenizer_name="whitespace", index_option="position")
    builder.add_json_field(_ATOMS, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _empty_index(folder: Path) -> None:
    own = folder / FOLDER
    with writing():
        if own.exists():
            shutil.rmtree(own)
        own.mkdir(parents=True)
        tantivy.Index(_schema(), path=str(own))


def _add(writer: tantivy.IndexWriter, documents: Documents) -> None:
    seen: set[str] = set()
    for sha256, pages in documents:
        if sha256 in seen:
            raise ValueError(f"document {sha256} comes twice in one commit")
        seen.add(sha256)
        with writing():
            writer.delete_documents_by_term(_SHA256, sha256)
        for page, text in pages:
            row = normal(text)
            fields = {
                _SHA256: sha256,
                _PAGE: page,
                _LENGTH: max(0, len(row) - 1),
                _PAIRS: {_KEY: _joined(pairs(row))},
                _ATOMS: {_KEY: _joined(row)},
            }
            with writing():
                writer.add_json(json.dumps(fields, ensure_ascii=False))


def _joined(tokens: Sequence[str]) -> str:
    is_usual = not tokens or len(max(tokens, key=len)) <= _LONGEST_TOKEN_CHARS
    return " ".join(tokens if is_usual else map(_kept, tokens))


def _kept(token: str) -> str:
    """Return a token as it stands in the index: a very long one, which tantivy would drop, by its hash."""
    if len(token) <= _LONGEST_TOKEN_CHARS:
        return token
    return f"{PAIR_SIGN}{hashlib.sha256(token.encode()).hexdigest()}"


class _Candidate(NamedTuple):
    """A page with its score, under the address that tantivy gave it."""

    score: float
    address: tantivy.DocAddress


class _Search:
    """One query over one state of the index."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, phrases: tuple[Phrase, ...]) -> None:
        self._searcher = searcher
        self._schema = schema
        self._phrases = phrases

    def answer(self, root: Node, limit: int) -> tuple[list[EngineHit], int]:
        asked = self._asked(root)
        answer = self._searcher.search(asked, limit=max(limit, CANDIDATES), count=True)
        total = int(getattr(answer, "count", 0))
        if total <= CANDIDATES or len(self._phrases) <= 1:
            candidates = self._weighed(asked, answer.hits, total, is_whole=isinstance(root, Phrase))
        else:
            candidates = [_Candidate(score, address) for score, address in answer.hits]
        return self._best(candidates, limit), total

    def _weighed(
        self, asked: Asked, hits: list[tuple[Any, tantivy.DocAddress]], total: int, is_whole: bool
    ) -> list[_Candidate]:
        """Score the pages found by our own BM25."""
        counted: list[tuple[dict[tuple[int, int], float], float]] = []
        for phrase in self._phrases:
            alone = self._phrase(phrase)
            pages = total if is_whole else self._count(alone)
            found = hits
            if len(self._phrases) > 1:
                both = Asked.boolean_query([(Occur.Must, Asked.const_score_query(asked, 0.0)), (Occur.Must, alone)])
                found = self._searcher.search(both, limit=CANDIDATES, count=False).hits
            weight = phrase_weight(self._searcher.num_docs, pages)
            counted.append((dict(self._occurrences(alone, found)), weight))
        lengths = self._searcher.fast_field_values(_LENGTH, [address for _, address in hits])
        candidates = []
        for (_, address), length in zip(hits, lengths, strict=True):
            place = (address.segment_ord, address.doc)
            found_here = ((weight, counts[place]) for counts, weight in counted if place in counts)
            candidates.append(_Candidate(page_score(found_here, int(length or 0)), address))
        return candidates

    def _occurrences(
        self, alone: Asked, hits: list[tuple[Any, tantivy.DocAddress]]
    ) -> Iterator[tuple[tuple[int, int], float]]:
        """Yield how often a phrase stands in each page, from tantivy's score for it: (k+1) idf n / (n + c)."""
        if not hits:
            return
        told = _product(json.loads(alone.explain(self._searcher, hits[0][1]).to_json()))
        idf, share = told["details"][1]["value"], told["details"][2]
        count = share["details"][0]["value"]
        constant = count * (1 - share["value"]) / share["value"]
        for score, address in hits:
            part = score / (_K1_PLUS_1 * idf)
            times = round(constant * part / (1 - part)) if part < 1 else MOST_COUNTED
            yield (address.segment_ord, address.doc), float(times)

    def _count(self, asked: Asked) -> int:
        return int(getattr(self._searcher.search(asked, limit=1, count=True), "count", 0))

    def _best(self, candidates: list[_Candidate], limit: int) -> list[EngineHit]:
        """Return the best, ties by (sha256, page); documents are read for those only that may be among them."""
        best = nsmallest(limit, candidates, key=lambda candidate: -candidate.score)
        if not best:
            return []
        among = [candidate for candidate in candidates if candidate.score >= best[-1].score]
        pages = self._searcher.fast_field_values(_PAGE, [candidate.address for candidate in among])
        hits = [
            EngineHit(str(self._searcher.doc(candidate.address)[_SHA256][0]), int(page or 0), candidate.score)
            for candidate, page in zip(among, pages, strict=True)
        ]
        return nsmallest(limit, hits, key=lambda hit: (-hit.score, hit.sha256, hit.page))

    def _asked(self, node: Node) -> Asked:
        """Return a part of a query as tantivy understands it; only phrases that are looked for give a score."""
        if isinstance(node, Phrase):
            return self._phrase(node)
        if isinstance(node, Among):
            documents = Asked.term_set_query(self._schema, _SHA256, sorted(node.sha256s))
            return Asked.const_score_query(documents, 0.0)
        if isinstance(node, AnyOf):
            return Asked.boolean_query([(Occur.Should, self._asked(part)) for part in node.parts])
        if isinstance(node, AllOf):
            return Asked.boolean_query(
                [
                    (Occur.MustNot, self._asked(part.part))
                    if isinstance(part, Without)
                    else (Occur.Must, self._asked(part))
                    for part in node.parts
                ]
            )
        raise unresolved(node)

    def _phrase(self, phrase: Phrase) -> Asked:
        """Return the query for a row of atoms: one atom, one pair, or as many pairs as cover every atom."""
        if len(phrase.atoms) == 1:
            return self._term(_ATOMS, phrase.atoms[0])
        tokens = pairs(phrase.atoms)
        if len(tokens) == 1:
            return self._term(_PAIRS, tokens[0])
        needed = sorted({*range(0, len(tokens), 2), len(tokens) - 1})
        words: list[str | tuple[int, str]] = [(place, _kept(tokens[place])) for place in needed]
        return Asked.phrase_query(self._schema, f"{_PAIRS}.{_KEY}", words)

    def _term(self, field: str, token: str) -> Asked:
        return Asked.term_query(self._schema, f"{field}.{_KEY}", _kept(token), index_option="freq")


def _product(told: dict[str, Any]) -> dict[str, Any]:
    """Return the part of tantivy's explanation that holds (k+1), idf, the share of the count."""
    return told if len(told["details"]) == 3 else _product(told["details"][0])
