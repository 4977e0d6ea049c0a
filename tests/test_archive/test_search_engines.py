"""Every engine gives the same answers to the same queries, commits alike, survives alike."""

import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search.engine import SearchEngine
from archive.search.opening import (
    ENGINES,
    LARGE_PAGES,
    create_index,
    due_engine,
    open_index,
    present_engine,
    rebuild_index,
)
from archive.search.query import AllOf, Among, Query, Without, exact_query
from archive.search.query_text import parse_query
from schemas.errors import IndexDamaged, QueryError, StoreBusy

ALPHABET = "水质大气县年嗽ab水质PM0125水质98，。（）〔〕-/,.\n \u3000%Ⅲ①１"
PAGES = st.lists(st.text(alphabet=ALPHABET, max_size=50), min_size=1, max_size=8)
WORDS = st.lists(
    st.sampled_from(["水质", "大气", "县", "年", "PM2", "95", "水", "质大", "水嗽", "嗽水质"]), min_size=1, max_size=4
)
A, B, C = "a" * 64, "b" * 64, "c" * 64
WATER = parse_query("水质")
QUERIES = (
    "水",
    "水质",
    "水质 大气",
    "水质 OR 大气",
    "水质 -大气",
    "(水质 OR 年) -(大气 县)",
    '"水质，大气"',
    "2021",
    "水质水质",
)


@pytest.fixture(params=sorted(ENGINES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path, name: str) -> SearchEngine:
    engine = create_index(folder, name)
    engine.replace([(A, [(1, "水质达标"), (2, "大气达标")]), (B, [(1, "县域水质，水质")]), (C, [(1, "")])])
    return engine


def answers(engine: SearchEngine, query: Query, **options: object) -> tuple[list[tuple[str, int, float]], int]:
    hits, total = engine.search(query, **options)  # type: ignore[arg-type]
    return [(hit.sha256, hit.page, hit.score) for hit in hits], total


@settings(max_examples=25, deadline=None)
@given(PAGES, WORDS, st.data())
def test_the_same_hits_scores_and_order(pages: list[str], words: list[str], data: st.DataObject) -> None:
    documents = [(f"{number % 3:x}" * 64, pages[number::3]) for number in range(min(3, len(pages)))]
    queries = [parse_query(" ".join(words)), parse_query(" OR ".join(words)), parse_query(f"{words[0]} -大气")]
    for _ in range(4):
        page = data.draw(st.sampled_from(pages))
        start = data.draw(st.integers(0, len(page)))
        try:
            queries.append(exact_query(page[start : start + data.draw(st.integers(1, 7))]))
        except QueryError:
            continue
    queries.append(Query(AllOf((queries[0].root, Without(Among(frozenset({"1" * 64})))))))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        engines = [create_index(Path(place) / name, name) for name in sorted(ENGINES)]
        for engine in engines:
            engine.replace((sha256, list(enumerate(texts, start=1))) for sha256, texts in documents)
        for query in queries:
            for options in ({}, {"limit": 2}, {"allowed": {"0" * 64, "2" * 64}}):
                first, *others = [answers(engine, query, **options) for engine in engines]
                assert all(other == first for other in others), (query, options)
        for engine in engines:
            engine.close()


def test_the_same_after_documents_were_replaced(tmp_path: Path) -> None:
    source = random.Random(7)
    engines = [create_index(tmp_path / name, name) for name in sorted(ENGINES)]
    for _ in range(6):
        documents = [
            (f"{source.randrange(9):x}" * 64, [(1, "".join(source.choices("水质大气年，2021", k=40)))])
            for _ in range(3)
        ]
        for engine in engines:
            engine.replace(dict(documents).items())
    for typed in QUERIES:
        first, *others = [answers(engine, parse_query(typed), limit=50) for engine in engines]
        assert all(other == first for other in others), typed
    assert len({tuple(sorted(engine.document_pages().items())) for engine in engines}) == 1


def test_fields_alone_find_every_page_of_the_documents(engine: SearchEngine) -> None:
    assert answers(engine, Query(Among(frozenset({A, C})))) == ([(A, 1, 0), (A, 2, 0), (C, 1, 0)], 3)
    assert answers(engine, Query(Among(frozenset()))) == ([], 0)


def test_commits(engine: SearchEngine, folder: Path) -> None:
    assert engine.document_pages() == {A: 2, B: 1, C: 1}
    engine.replace([(A, [(1, "噪声")])])
    engine.remove([B, "d" * 64])
    assert open_index(folder).document_pages() == {A: 1, C: 1}
    assert engine.search(parse_query("噪声"))[1] == 1
    assert engine.search(WATER) == ([], 0)
    engine.clear()
    assert engine.document_pages() == {}


def test_limit_and_allowed(engine: SearchEngine) -> None:
    assert [hit.sha256 for hit in engine.search(WATER, allowed=[A])[0]] == [A]
    assert engine.search(WATER, allowed=()) == ([], 0)
    assert (len(engine.search(WATER, limit=1)[0]), engine.search(WATER, limit=1)[1]) == (1, 2)
    assert engine.search(WATER, limit=0) == ([], 2)


def test_a_word_of_any_length_is_found(engine: SearchEngine) -> None:
    word = "a" * 70_000
    engine.replace([(C, [(1, f"水{word}质"), (2, f"{word}b")])])
    assert [hit.page for hit in engine.search(exact_query(f"水{word}"))[0]] == [1]
    assert [hit.page for hit in engine.search(exact_query(word))[0]] == [1]


def test_an_error_among_the_documents_changes_nothing(engine: SearchEngine) -> None:
    def breaking() -> Iterator[tuple[str, list[tuple[int, str]]]]:
        yield A, [(1, "噪声")]
        raise RuntimeError("the reader of the catalogue failed")

    with pytest.raises(RuntimeError, match="catalogue"):
        engine.replace(breaking())
    with pytest.raises(ValueError, match="twice"):
        engine.replace([(A, [(1, "噪声")]), (A, [(1, "噪声")])])
    assert engine.search(WATER)[1] == 2
    engine.replace([(A, [(1, "噪声")])])
    assert engine.search(parse_query("噪声"))[1] == 1


def test_the_old_engine_answers_until_the_new_one_is_ready(engine: SearchEngine, folder: Path, name: str) -> None:
    other = next(each for each in ENGINES if each != name)
    assert present_engine(folder) == name
    rebuilt = rebuild_index(folder, [(B, [(1, "水质")])], other)
    assert present_engine(folder) == other
    assert open_index(folder).document_pages() == rebuilt.document_pages() == {B: 1}
    assert rebuild_index(folder, [(A, [(1, "水质")])], name).document_pages() == {A: 1}


def test_a_rebuild_that_fails_leaves_the_old_state_of_a_sound_index(
    engine: SearchEngine, folder: Path, name: str
) -> None:
    def breaking() -> Iterator[tuple[str, list[tuple[int, str]]]]:
        yield A, [(1, "噪声")]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        rebuild_index(folder, breaking(), name)
    assert open_index(folder).document_pages() == {A: 2, B: 1, C: 1}


@pytest.mark.parametrize(
    ("wanted", "present", "pages", "due"),
    [
        ("auto", None, 0, "whoosh"),
        ("auto", "whoosh", LARGE_PAGES, "whoosh"),
        ("auto", "whoosh", LARGE_PAGES + 1, "tantivy"),
        ("auto", "tantivy", 10, "tantivy"),
        ("whoosh", "tantivy", 10 * LARGE_PAGES, "whoosh"),
        ("tantivy", None, 0, "tantivy"),
    ],
)
def test_which_engine_is_due(wanted: str, present: str | None, pages: int, due: str) -> None:
    assert due_engine(wanted, present, pages) == due


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("how", ["cut", "lose"])
def test_damage_of_tantivys_files_is_named_or_harmless(tmp_path: Path, seed: int, how: str) -> None:
    engine = create_index(tmp_path, "tantivy")
    engine.replace([(A, [(page, f"水质达标率{page}，大气{page}") for page in range(1, 30)])])
    engine.close()
    source = random.Random(f"{seed} {how}")
    files = sorted(path for path in (tmp_path / "tantivy").iterdir() if path.stat().st_size)
    path = source.choice(files)
    if how == "cut":
        path.write_bytes(path.read_bytes()[: source.randrange(path.stat().st_size)])
    else:
        path.unlink()
    try:
        opened = open_index(tmp_path)
        opened.document_pages()
        for typed in ("水质", "率12", "气", "大气 达标"):
            opened.search(parse_query(typed))
    except IndexDamaged as error:
        assert "reindex" in error.advice
    rebuild_index(tmp_path, [(B, [(1, "水质")])], "tantivy")
    assert open_index(tmp_path).search(WATER)[1] == 1


def test_a_second_writer_of_tantivy_is_told_that_the_store_is_busy(tmp_path: Path) -> None:
    engine = create_index(tmp_path, "tantivy")

    def while_writing() -> Iterator[tuple[str, list[tuple[int, str]]]]:
        with pytest.raises(StoreBusy):
            open_index(tmp_path).remove([A])
        yield B, [(1, "水质")]

    engine.replace(while_writing())
    assert engine.document_pages() == {B: 1}


KILLED = """
import os, signal, sys
from pathlib import Path
from archive.search.opening import open_index

def documents():
    yield "d" * 64, [(1, "水质")]
    os.kill(os.getpid(), signal.SIGKILL)

open_index(Path(sys.argv[1])).replace(documents())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_a_killed_writer_leaves_the_last_commit(engine: SearchEngine, folder: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False).returncode
    assert ended == -signal.SIGKILL
    assert open_index(folder).document_pages() == {A: 2, B: 1, C: 1}
    engine.replace([(C, [(1, "水质")])])
    assert engine.search(WATER)[1] == 3
