"""The pairs that are frequent in one archive are found as fast as all others, and as exactly."""

import random
from pathlib import Path

import pytest

from archive.search.common_pairs import FEWEST_PAGES, common_pairs, own_pairs
from archive.search.engine import SearchEngine
from archive.search.opening import create_index, open_index, rebuild_index
from archive.search.query import exact_query
from archive.search.tantivy_engine import TantivyEngine

PAGES = FEWEST_PAGES + 100
ASKED = ("鹮", "鹮砦", "鹮砦县", "砦县", "县第7", "第7", "鹮砦县第17页", "蕤蕤", "蕤鹮", "页。蕤", "砦鹮")


def text(number: int, chance: random.Random) -> str:
    return f"鹮砦县第{number % 40}页。" + "".join(chance.choices("鹮砦县蕤水质", k=12))


def documents(count: int, seed: int) -> list[tuple[str, list[tuple[int, str]]]]:
    chance = random.Random(seed)
    return [(f"{number:064x}", [(1, text(number, chance))]) for number in range(count)]


def assert_exact(engine: SearchEngine, held: dict[str, str]) -> None:
    for asked in ASKED:
        hits, total = engine.search(exact_query(asked), limit=2 * PAGES)
        expected = {sha256 for sha256, words in held.items() if asked in words}
        assert {hit.sha256 for hit in hits} == expected, asked
        assert total == len(expected), asked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_what_is_on_most_pages_is_an_archive_s_own_whatever_its_characters() -> None:
    rows = [tuple(words) for _, ((_, words),) in documents(PAGES, 1)]
    own = own_pairs(rows)
    assert {"鹮砦", "砦县"} <= own
    assert not any(common_pairs(tuple(pair)) for pair in own)
    assert own_pairs(rows[: FEWEST_PAGES - 1]) == frozenset()


def test_searches_are_exact_after_every_kind_of_write(folder: Path) -> None:
    held = {sha256: pages[0][1] for sha256, pages in documents(PAGES, 2)}
    engine = rebuild_index(folder, documents(PAGES, 2), "tantivy")
    assert_exact(engine, held)
    other = open_index(folder)  # as another process has it
    assert_exact(other, held)
    changed = [*documents(60, 3), ("f" * 64, [(1, "蕤鹮砦县第7页。")])]
    engine.replace(changed)
    engine.remove([f"{PAGES - 1:064x}"])
    held |= {sha256: pages[0][1] for sha256, pages in changed}
    del held[f"{PAGES - 1:064x}"]
    assert_exact(engine, held)
    assert_exact(other, held)
    assert engine.document_pages() == dict.fromkeys(held, 1)
    engine.close()
    again = rebuild_index(folder, documents(30, 4), "tantivy")  # too few to learn from
    held = {sha256: pages[0][1] for sha256, pages in documents(30, 4)}
    assert_exact(again, held)
    assert_exact(other, held)
    again.clear()
    again.replace(documents(20, 5))
    assert_exact(again, {sha256: pages[0][1] for sha256, pages in documents(20, 5)})


def test_an_interrupted_rebuild_leaves_the_pairs_with_their_pages(folder: Path) -> None:
    held = {sha256: pages[0][1] for sha256, pages in documents(PAGES, 6)}
    engine = rebuild_index(folder, documents(PAGES, 6), "tantivy")

    def broken() -> object:
        yield from documents(2500, 7)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        TantivyEngine.rebuild(folder, broken())  # type: ignore[arg-type]
    assert_exact(engine, held)
    assert_exact(create_index(folder.parent / "new", "tantivy"), {})
