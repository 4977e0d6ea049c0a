"""Compare search with plain substring search on pieces cut from documents."""

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from archive.search.analyzer import atoms
from archive.search.opening import create_index
from archive.search.query import exact_query
from pipeline.parsers import parse
from pipeline.stages.detect import detect
from schemas.errors import DocumentError, QueryError

LENGTHS = range(1, 9)


def read_pages(paths: list[Path]) -> dict[tuple[str, int], str]:
    """Return (file, page) -> text for everything below the paths that can be read."""
    pages = {}
    for path in sorted(file for top in paths for file in (top.rglob("*") if top.is_dir() else [top])):
        if not path.is_file():
            continue
        try:
            parsed = parse(path, detect(path))
        except DocumentError as error:
            print(f"left out {path.name}: {error.message}")
            continue
        pages |= {(str(path), page): text for page, text in parsed.page_texts()}
    return pages


def cuts_an_atom(page: str, start: int, end: int) -> bool:
    """Tell whether a piece begins or ends inside a number or a Latin word: search finds those only whole."""
    return any(atom.start < edge < atom.end for atom in atoms(page) for edge in (start, end))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--places", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    pages = {place: "".join(text.split()) for place, text in read_pages(options.paths).items()}
    chance = random.Random(options.seed)
    places = [place for place, text in pages.items() if len(text) > max(LENGTHS)]
    with tempfile.TemporaryDirectory() as folder:
        index = create_index(Path(folder))
        files = {file for file, _ in pages}
        started = time.process_time()
        index.replace((file, [(page, pages[f, page]) for f, page in pages if f == file]) for file in files)
        print(f"{len(pages)} pages indexed in {time.process_time() - started:.1f} CPU s")
        counts = {"asked": 0, "same": 0, "missed": 0, "extra": 0, "cut": 0, "punctuation": 0}
        times: list[float] = []
        for _ in range(options.places):
            place = chance.choice(places)
            start = chance.randrange(len(pages[place]) - max(LENGTHS))
            for length in LENGTHS:
                compare(index, pages, place, start, length, counts, times)
        index.close()
    print(counts)
    times.sort()
    print(f"ms a query: median {statistics.median(times):.1f}, p95 {times[int(len(times) * 0.95)]:.1f}")
    return int(counts["missed"] > 0)


def compare(index, pages, place, start, length, counts, times):  # type: ignore[no-untyped-def]
    """Ask for one piece; count how the answer differs from `piece in page`."""
    piece = pages[place][start : start + length]
    try:
        query = exact_query(piece)
    except QueryError:
        counts["punctuation"] += 1
        return
    if cuts_an_atom(pages[place], start, start + length):
        counts["cut"] += 1
        return
    began = time.perf_counter()
    hits, total = index.search(query, None, 1_000_000)
    times.append((time.perf_counter() - began) * 1000)
    found = {(hit.sha256, hit.page) for hit in hits}
    assert len(found) == total
    expected = {other for other, text in pages.items() if piece in text}
    counts["asked"] += 1
    counts["same"] += found == expected
    counts["extra"] += bool(found - expected)
    if place not in found:
        counts["missed"] += 1
        print(f"missed {piece!r} on {place}")


if __name__ == "__main__":
    sys.exit(main())
