"""The Whoosh engine: commits, filters, order, damage."""

import json
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.search import whoosh_engine
from archive.search.analyzer import ANALYZER_VERSION
from archive.search.opening import create_index, open_index, rebuild_index
from archive.search.query_text import parse_query
from archive.search.whoosh_engine import WhooshEngine
from archive.search.whoosh_merging import TIER
from schemas.errors import IndexDamaged, StoreBusy

A, B, C = "a" * 64, "b" * 64, "c" * 64
WATER = parse_query("水质")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> WhooshEngine:
    engine = WhooshEngine.create(folder)
    engine.replace([(A, [(1, "水质达标"), (2, "大气达标")]), (B, [(1, "县域水质，水质")]), (C, [(1, "")])])
    return engine


def places(engine: WhooshEngine, typed: str, **options: object) -> list[tuple[str, int]]:
    hits, _ = engine.search(parse_query(typed), **options)  # type: ignore[arg-type]
    return [(hit.sha256[0], hit.page) for hit in hits]


def test_an_empty_index_answers(folder: Path) -> None:
    engine = WhooshEngine.create(folder)
    assert engine.search(WATER) == ([], 0)
    assert engine.search(parse_query("水")) == ([], 0)
    assert engine.document_pages() == {}


def test_pages_are_found_and_counted(engine: WhooshEngine) -> None:
    assert sorted(places(engine, "水质")) == [("a", 1), ("b", 1)]
    assert places(engine, "水质 县") == [("b", 1)]
    assert engine.document_pages() == {A: 2, B: 1, C: 1}


def test_a_phrase_never_runs_over_pages(engine: WhooshEngine) -> None:
    assert places(engine, "标大") == []


def test_replace_puts_new_pages_for_old(engine: WhooshEngine) -> None:
    engine.replace([(A, [(1, "噪声")])])
    assert places(engine, "水质") == [("b", 1)]
    assert places(engine, "噪声") == [("a", 1)]
    assert engine.document_pages() == {A: 1, B: 1, C: 1}


def test_remove_and_clear(engine: WhooshEngine) -> None:
    engine.remove([B, "d" * 64])
    assert places(engine, "水质") == [("a", 1)]
    engine.clear()
    assert engine.document_pages() == {}
    engine.replace([(B, [(1, "水质")])])
    assert places(engine, "水质") == [("b", 1)]


def test_only_allowed_documents_are_found_and_counted(engine: WhooshEngine) -> None:
    assert places(engine, "水质", allowed=[B]) == [("b", 1)]
    assert engine.search(WATER, allowed=frozenset({A, C})) == (engine.search(WATER, allowed=[A])[0], 1)
    assert engine.search(WATER, allowed=()) == ([], 0)


def test_limit_cuts_the_list_but_not_the_count(engine: WhooshEngine) -> None:
    hits, total = engine.search(WATER, limit=1)
    assert (len(hits), total) == (1, 2)
    assert engine.search(WATER, limit=0) == ([], 2)


def test_more_often_on_a_page_of_the_same_length_is_better(folder: Path) -> None:
    engine = WhooshEngine.create(folder)
    engine.replace([(A, [(1, "水质甲乙丙丁"), (2, "水质甲水质乙")]), (B, [(1, "甲乙丙丁戊己")])])
    assert places(engine, "水质") == [("a", 2), ("a", 1)]


def test_the_rarer_word_counts_more(folder: Path) -> None:
    engine = WhooshEngine.create(folder)
    engine.replace([(f"{number:064x}", [(1, "水质")]) for number in range(9)] + [(A, [(1, "噪声")])])
    common, rare = (engine.search(parse_query(word))[0][0].score for word in ("水质", "噪声"))
    assert rare > common > 0


def test_ties_are_in_the_order_of_document_and_page(folder: Path) -> None:
    engine = WhooshEngine.create(folder)
    documents = [(letter * 64, [(2, "水质"), (1, "水质"), (10, "水质")]) for letter in "cab"]
    for document in documents:
        engine.replace([document])
    assert places(engine, "水质") == [(letter, page) for letter in "abc" for page in (1, 2, 10)]


def test_the_order_does_not_depend_on_how_it_was_indexed(tmp_path: Path) -> None:
    source = random.Random(1)
    documents = [(f"{n:064x}", [(p, "".join(source.choices("水质大气", k=9))) for p in (1, 2)]) for n in range(12)]
    at_once, in_turns = WhooshEngine.create(tmp_path / "one"), WhooshEngine.create(tmp_path / "many")
    at_once.replace(documents)
    for document in reversed(documents):
        in_turns.replace([document])
    assert at_once.search(WATER, limit=50) == in_turns.search(WATER, limit=50)


def test_an_error_among_the_documents_changes_nothing(engine: WhooshEngine) -> None:
    def breaking() -> Iterator[tuple[str, list[tuple[int, str]]]]:
        yield A, [(1, "噪声")]
        raise RuntimeError("the reader of the catalogue failed")

    with pytest.raises(RuntimeError, match="catalogue"):
        engine.replace(breaking())
    assert sorted(places(engine, "水质")) == [("a", 1), ("b", 1)]
    engine.replace([(A, [(1, "噪声")])])
    assert places(engine, "噪声") == [("a", 1)]


def test_a_document_twice_in_one_commit_is_refused(engine: WhooshEngine) -> None:
    with pytest.raises(ValueError, match="twice"):
        engine.replace([(A, [(1, "噪声")]), (A, [(1, "噪声")])])
    assert engine.document_pages()[A] == 2


def test_many_commits_leave_few_segments_and_every_page(folder: Path) -> None:
    engine = WhooshEngine.create(folder)
    for number in range(40):
        engine.replace([(f"{number:064x}", [(1, f"水质第{number}份")])])
        assert len(engine.document_pages()) == number + 1
    assert len(list(folder.glob("*.trm"))) < 2 * TIER
    assert engine.search(WATER)[1] == 40
    for number in range(39):
        engine.remove([f"{number:064x}"])
    assert engine.search(WATER)[1] == 1
    assert len(list(folder.glob("*.trm"))) <= 2


def test_what_is_opened_later_sees_what_was_written(engine: WhooshEngine, folder: Path) -> None:
    other = open_index(folder)
    assert other.search(WATER)[1] == 2
    engine.remove([A])
    assert other.search(WATER)[1] == 1
    other.close()


def test_searches_go_on_while_another_writes(folder: Path) -> None:
    engine = WhooshEngine.create(folder)
    engine.replace([(A, [(1, "水质")])])
    totals: list[int] = []
    stop = threading.Event()

    def search() -> None:
        reader = WhooshEngine.open(folder)
        while not stop.is_set():
            totals.append(reader.search(WATER)[1])

    thread = threading.Thread(target=search)
    thread.start()
    for number in range(25):
        engine.replace([(f"{number:064x}", [(1, "水质")])])
    stop.set()
    thread.join()
    assert totals == sorted(totals)
    assert engine.search(WATER)[1] == 26


def test_a_second_writer_is_told_that_the_store_is_busy(
    engine: WhooshEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whoosh_engine, "LOCK_TIMEOUT_S", 0.0)

    def while_writing() -> Iterator[tuple[str, list[tuple[int, str]]]]:
        with pytest.raises(StoreBusy):
            WhooshEngine.open(folder).remove([A])
        yield B, []

    engine.replace(while_writing())
    assert engine.document_pages() == {A: 2, C: 1}


def test_rebuild_holds_what_is_given_and_nothing_else(engine: WhooshEngine, folder: Path) -> None:
    def documents() -> Iterator[tuple[str, list[tuple[int, str]]]]:
        assert WhooshEngine.open(folder).search(WATER)[1] == 2
        yield C, [(1, "水质")]

    rebuilt = rebuild_index(folder, documents())
    assert rebuilt.document_pages() == {C: 1}


def test_rebuild_makes_an_index_of_anything(engine: WhooshEngine, folder: Path) -> None:
    for path in folder.glob("*.toc"):
        path.write_bytes(b"damaged")
    with pytest.raises(IndexDamaged):
        open_index(folder)
    rebuild_index(folder, [(C, [(1, "水质")])])
    assert open_index(folder).document_pages() == {C: 1}


def test_a_rebuild_that_fails_leaves_no_index_that_answers_with_nothing(folder: Path) -> None:
    def breaking() -> Iterator[tuple[str, list[tuple[int, str]]]]:
        yield A, [(1, "水质")]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        rebuild_index(folder, breaking())
    with pytest.raises(IndexDamaged):
        open_index(folder)


def test_no_index_is_refused_with_advice(folder: Path) -> None:
    with pytest.raises(IndexDamaged) as caught:
        open_index(folder)
    assert "reindex" in caught.value.advice


@pytest.mark.parametrize(
    "change", [{"engine": "other"}, {"format": 0}, {"analyzer": ANALYZER_VERSION + 1}, {"later": "field"}]
)
def test_an_index_of_another_version_is_refused(folder: Path, change: dict[str, object]) -> None:
    create_index(folder)
    note = folder / "index.json"
    note.write_text(json.dumps(json.loads(note.read_text("utf-8")) | change), "utf-8")
    with pytest.raises(IndexDamaged):
        open_index(folder)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "index"
    engine = WhooshEngine.create(folder)
    engine.replace([(A, [(page, f"水质达标率{page}，大气{page}") for page in range(1, 30)])])
    return folder


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("how", ["flip", "cut", "lose"])
def test_damage_is_named_or_harmless(sound: Path, folder: Path, seed: int, how: str) -> None:
    shutil.copytree(sound, folder)
    source = random.Random(f"{seed} {how}")
    path = source.choice(sorted(path for path in folder.iterdir() if path.stat().st_size))
    damage(path, how, source)
    try:
        opened = open_index(folder)
        opened.document_pages()
        for typed in ("水质", "率12", "气", "大气 达标"):
            opened.search(parse_query(typed))
    except IndexDamaged as error:
        assert "reindex" in error.advice
    rebuild_index(folder, [(B, [(1, "水质")])])
    assert open_index(folder).search(WATER)[1] == 1


def damage(path: Path, how: str, source: random.Random) -> None:
    content = bytearray(path.read_bytes())
    if how == "flip":
        for _ in range(1 + len(content) // 200):
            content[source.randrange(len(content))] ^= 1 << source.randrange(8)
        path.write_bytes(content)
    elif how == "cut":
        path.write_bytes(content[: source.randrange(len(content))])
    else:
        path.unlink()


def test_a_full_disk_is_not_called_damage(engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("whoosh.filedb.filestore.FileStorage.rename_file", full)
    with pytest.raises(Exception, match="写入") as caught:
        engine.remove([A])
    assert caught.type.__name__ == "StoreFull"
    monkeypatch.undo()
    assert engine.search(WATER)[1] == 2
    engine.remove([A])
    assert engine.search(WATER)[1] == 1


def test_the_files_name_no_class_of_ours(engine: WhooshEngine, folder: Path) -> None:
    contents = b"".join(path.read_bytes() for path in folder.iterdir())
    assert b"archive.search" not in contents


KILLED = """
import os, signal, sys
from pathlib import Path
from archive.search.whoosh_engine import WhooshEngine

def documents():
    yield "d" * 64, [(1, "水质")]
    os.kill(os.getpid(), signal.SIGKILL)

WhooshEngine.open(Path(sys.argv[1])).replace(documents())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_a_killed_writer_leaves_the_last_commit(engine: WhooshEngine, folder: Path) -> None:
    assert subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False).returncode < 0
    assert open_index(folder).document_pages() == {A: 2, B: 1, C: 1}
    engine.replace([(C, [(1, "水质")])])
    assert engine.search(WATER)[1] == 3
    assert not list(folder.glob("*.tmp"))
