"""One engine at one size, in a process of its own."""

import random
import resource
import sqlite3
import time
from pathlib import Path
from typing import Any

from archive.search.highlight import snippet
from archive.search.query import AllOf, Query, exact_query
from benchmarks.searching.content import PAGES_A_DOCUMENT, Writer, documents, of_indicator_and_year, sha256_of
from benchmarks.searching.oracle import Oracle, piece_of
from benchmarks.searching.peers import ENGINES, Engine, Place

TOP = 20
EXACT_PAGES = 2000


def measured(name: str, pages: int, queries: int, phrases: int, folder: Path) -> dict[str, Any]:
    """Return the figures of an engine: CPU seconds, milliseconds of CPU a query, bytes a page, MB of memory."""
    writer = Writer()
    texts = sqlite3.connect(folder / "texts.sqlite")
    texts.execute("PRAGMA synchronous = OFF")
    texts.execute("CREATE TABLE text (sha256 TEXT, page INTEGER, text TEXT)")
    for sha256, rows in documents(writer, pages):
        texts.executemany("INSERT INTO text VALUES (?, ?, ?)", [(sha256, page, text) for page, text in rows])
    texts.execute("CREATE UNIQUE INDEX text_place ON text (sha256, page)")  # afterwards: the hashes come in no order
    texts.commit()
    engine: Engine = ENGINES[name]()
    index = folder / "index"
    started = time.process_time()
    engine.build(index, _stored(texts, pages))
    built_s = time.process_time() - started
    size = sum(path.stat().st_size for path in index.rglob("*") if path.is_file())
    figures: dict[str, Any] = {"engine": name, "pages": pages}
    figures["pages a CPU s"] = round(pages / (built_s - _reading_s(texts, pages)))
    figures["bytes a page"] = round(size / pages)
    for kind, (pieces, allowed) in _queries(writer, pages, queries).items():
        figures[kind] = _times(engine, texts, pieces, allowed)
    figures["add ms"] = _adding(engine)
    figures["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    figures["different"], figures["asked"] = _differences(engine, writer, pages, phrases)
    return figures


def _stored(texts: sqlite3.Connection, pages: int) -> Any:
    """Yield the documents as a catalogue would."""
    for number in range((pages + PAGES_A_DOCUMENT - 1) // PAGES_A_DOCUMENT):
        sha256 = sha256_of(number)
        yield sha256, texts.execute("SELECT page, text FROM text WHERE sha256 = ? ORDER BY page", (sha256,)).fetchall()


def _reading_s(texts: sqlite3.Connection, pages: int) -> float:
    started = time.process_time()
    for _ in _stored(texts, pages):
        pass
    return time.process_time() - started


def _queries(writer: Writer, pages: int, count: int) -> dict[str, tuple[list[list[str]], frozenset[str] | None]]:
    chance = random.Random(5)

    def piece(length: int) -> str:
        while True:
            cut = piece_of(writer.page(chance.randrange(pages)), chance, length)
            if cut is not None:
                return cut

    allowed = of_indicator_and_year(pages)
    asked: dict[str, tuple[list[list[str]], frozenset[str] | None]] = {
        f"{length} char": ([[piece(length)] for _ in range(count)], None) for length in (1, 2, 4, 8)
    }
    asked["AND of two"] = ([[piece(2), piece(3)] for _ in range(count)], None)
    asked["number"] = ([[f"{chance.randint(1, 99999) / 100:.2f}"] for _ in range(count)], None)
    asked["document number"] = (
        [[f"〔{chance.choice((2020, 2021))}〕{chance.randint(1, 400)}号"] for _ in range(count)],
        None,
    )
    asked["indicator, year"] = ([[piece(2)] for _ in range(count)], allowed)
    return asked


def _times(
    engine: Engine, texts: sqlite3.Connection, asked: list[list[str]], allowed: frozenset[str] | None
) -> tuple[float, float]:
    """Return p50, p95 in milliseconds of CPU, 20 snippets included."""
    times = []
    for pieces in asked:
        started = time.process_time()
        places, _ = engine.find(pieces, allowed, TOP)
        _snippets(texts, places, pieces)
        times.append((time.process_time() - started) * 1000)
    times.sort()
    return round(times[len(times) // 2], 1), round(times[int(len(times) * 0.95)], 1)


def _snippets(texts: sqlite3.Connection, places: list[Place], pieces: list[str]) -> list[str]:
    phrases = tuple(exact_query(piece).root for piece in pieces)
    query = Query(phrases[0] if len(phrases) == 1 else AllOf(phrases))
    found = []
    for place in places:
        (text,) = texts.execute("SELECT text FROM text WHERE sha256 = ? AND page = ?", place).fetchone()
        found.append(snippet(text, query))
    return found


def _adding(engine: Engine) -> float:
    """Return the median of five: milliseconds of CPU until a page added is found."""
    times = []
    for number in range(5):
        started = time.process_time()
        engine.add(sha256_of(-1 - number), 1, f"新增材料甲乙丙丁第{number}份")
        assert engine.find([f"新增材料甲乙丙丁第{number}份"], None, TOP)[1] == 1
        times.append((time.process_time() - started) * 1000)
    return round(sorted(times)[2], 1)


def _differences(engine: Engine, writer: Writer, pages: int, phrases: int) -> tuple[int, int]:
    """Return for how many random phrases the pages found differ from substring search, with the number asked.

    Of an index of more pages than fit into the oracle's string, its first pages are compared.
    """
    compared = min(pages, EXACT_PAGES)
    texts = [writer.page(number) for number in range(compared)]
    oracle = Oracle(texts)
    first = {sha256_of(number): number for number in range((compared + PAGES_A_DOCUMENT - 1) // PAGES_A_DOCUMENT)}
    allowed = None if compared == pages else frozenset(first)
    chance = random.Random(9)
    different = asked = 0
    while asked < phrases:
        cut = piece_of(chance.choice(texts), chance, chance.randint(1, 8))
        if cut is None:
            continue
        asked += 1
        places, _ = engine.find([cut], allowed, compared + 10)
        found = {first[sha256] * PAGES_A_DOCUMENT + page - 1 for sha256, page in places if sha256 in first}
        different += found != oracle.pages_with(cut)
    return different, asked
