"""The engines measured: ours, plain tantivy with its n-gram tokenizer, SQLite's FTS5 with its trigrams."""

import sqlite3
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, Protocol

import tantivy

from archive.search.opening import rebuild_index
from archive.search.query import AllOf, Query, exact_query

Pages = Iterable[tuple[str, list[tuple[int, str]]]]
Place = tuple[str, int]


class Engine(Protocol):
    def build(self, folder: Path, pages: Pages) -> None: ...

    def find(self, pieces: list[str], allowed: Collection[str] | None, limit: int) -> tuple[list[Place], int]:
        """Return the best pages that contain every piece, the number of all."""

    def add(self, sha256: str, page: int, text: str) -> None: ...


class Ours:
    def __init__(self, name: str) -> None:
        self.name = name
        self.index: Any = None

    def build(self, folder: Path, pages: Pages) -> None:
        self.index = rebuild_index(folder, pages, self.name)

    def find(self, pieces: list[str], allowed: Collection[str] | None, limit: int) -> tuple[list[Place], int]:
        phrases = tuple(exact_query(piece).root for piece in pieces)
        query = Query(phrases[0] if len(phrases) == 1 else AllOf(phrases))
        hits, total = self.index.search(query, allowed, limit)
        return [(hit.sha256, hit.page) for hit in hits], total

    def add(self, sha256: str, page: int, text: str) -> None:
        self.index.replace([(sha256, [(page, text)])])


class TantivyNgram:
    """Its n-gram tokenizer gives every token the position 0: a phrase can only be all of its pairs, anywhere."""

    def build(self, folder: Path, pages: Pages) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("sha256", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field("page", stored=True)
        builder.add_text_field("text", tokenizer_name="ngrams", index_option="freq")
        self.schema = builder.build()
        folder.mkdir(parents=True, exist_ok=True)
        self.index = tantivy.Index(self.schema, path=str(folder))
        self.ngrams = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(1, 2)).filter(tantivy.Filter.lowercase()).build()
        )
        self.index.register_tokenizer("ngrams", self.ngrams)
        self._write(pages)

    def _write(self, pages: Pages) -> None:
        writer = self.index.writer(96_000_000, 1)
        for sha256, texts in pages:
            for page, text in texts:
                document = tantivy.Document()
                document.add_text("sha256", sha256)
                document.add_unsigned("page", page)
                document.add_text("text", text)
                writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()

    def find(self, pieces: list[str], allowed: Collection[str] | None, limit: int) -> tuple[list[Place], int]:
        tokens = {token for piece in pieces for token in self.ngrams.analyze(piece) if len(token) == min(2, len(piece))}
        terms = [tantivy.Query.term_query(self.schema, "text", token, index_option="freq") for token in sorted(tokens)]
        if allowed is not None:
            terms.append(tantivy.Query.term_set_query(self.schema, "sha256", sorted(allowed)))
        searcher = self.index.searcher()
        asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, term) for term in terms])
        answer = searcher.search(asked, limit=limit)
        documents = [searcher.doc(address) for _, address in answer.hits]
        return [(document["sha256"][0], document["page"][0]) for document in documents], int(answer.count or 0)  # type: ignore[attr-defined]

    def add(self, sha256: str, page: int, text: str) -> None:
        self._write([(sha256, [(page, text)])])


class Fts5Trigram:
    """Pieces of fewer than three characters find nothing."""

    def build(self, folder: Path, pages: Pages) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.base = sqlite3.connect(folder / "fts.sqlite")
        self.base.execute("CREATE TABLE place (id INTEGER PRIMARY KEY, sha256 TEXT, page INTEGER)")
        self.base.execute("CREATE VIRTUAL TABLE found USING fts5(text, content='', tokenize='trigram')")
        for sha256, texts in pages:
            for page, text in texts:
                self._insert(sha256, page, text)
        self.base.commit()

    def _insert(self, sha256: str, page: int, text: str) -> None:
        row = self.base.execute("INSERT INTO place (sha256, page) VALUES (?, ?)", (sha256, page)).lastrowid
        self.base.execute("INSERT INTO found (rowid, text) VALUES (?, ?)", (row, text))

    def find(self, pieces: list[str], allowed: Collection[str] | None, limit: int) -> tuple[list[Place], int]:
        quoted = " AND ".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
        rows = self.base.execute(
            "SELECT sha256, page FROM found JOIN place ON place.id = found.rowid WHERE found MATCH ? ORDER BY rank",
            (quoted,),
        ).fetchall()
        places = [(sha256, page) for sha256, page in rows if allowed is None or sha256 in allowed]
        return places[:limit], len(places)

    def add(self, sha256: str, page: int, text: str) -> None:
        self._insert(sha256, page, text)
        self.base.commit()


ENGINES = {
    "whoosh": lambda: Ours("whoosh"),
    "tantivy": lambda: Ours("tantivy"),
    "tantivy n-gram": TantivyNgram,
    "FTS5 trigram": Fts5Trigram,
}
