"""An index that was made from other texts is named, document by document, even where all counts are right."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.archive import Archive
from archive.catalogue import Arrival
from archive.search.opening import ENGINES, create_index
from archive.search.proof import text_digest
from archive.verification import verify
from schemas.result import DocumentResult

AT = "2026-05-06T08:00:00+08:00"
A, B = "a" * 64, "b" * 64
OLD = [(1, "水质达标"), (2, "")]


@pytest.fixture(params=sorted(ENGINES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_digest_is_that_of_the_texts_indexed_last(tmp_path: Path, name: str) -> None:
    engine = create_index(tmp_path, name)
    assert engine.document_digests() == {}
    engine.replace([(A, OLD), (B, [(3, "\ud800")])])
    engine.replace([(A, [(1, "水质未达标"), (2, "")])])
    assert engine.document_digests() == {A: text_digest([(2, ""), (1, "水质未达标")]), B: text_digest([(3, "\ud800")])}
    engine.remove([A])
    assert set(engine.document_digests()) == {B}
    engine.close()


@pytest.mark.parametrize(
    "other", [[(1, "水质超标"), (2, "")], [(1, ""), (2, "水质达标")], [(1, "水质达标")], [(1, "水质达标"), (3, "")]]
)
def test_another_text_has_another_digest(other: list[tuple[int, str]]) -> None:
    assert text_digest(other) != text_digest(OLD)


def _received(archive: Archive, folder: Path, make: Any, texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        source = folder / f"{text}.txt"
        source.write_text(text, encoding="utf-8")
        original = archive.originals.add(source)
        archive.catalogue.receive(Arrival("d1", source.name, str(source), original.sha256, original.size_bytes, AT))
        archive.catalogue.record(
            DocumentResult(sha256=original.sha256, status="ok", parsed=make.parsed(text, "页")), AT
        )
        yield original.sha256


def test_an_older_index_of_as_many_pages_is_named_and_heals(tmp_path: Path, name: str, make: Any) -> None:
    store = tmp_path / "store"
    with Archive.open(store, create=True, search_engine=name) as archive, archive.writing():
        first, second = _received(archive, tmp_path, make, ("甲县监测报告", "乙县统计表格"))
        archive.index_pending()
    shutil.copytree(store / "index", tmp_path / "older")
    with Archive.open(store, search_engine=name) as archive, archive.writing():
        archive.catalogue.record(DocumentResult(sha256=first, status="ok", parsed=make.parsed("丙", "丁")), AT)
        archive.index_pending()
        assert verify(archive, "d1").faults == ()
    shutil.rmtree(store / "index")
    shutil.copytree(tmp_path / "older", store / "index")
    with Archive.open(store, search_engine=name) as archive:
        assert verify(archive, "d1", "names").faults == ()
        faults = verify(archive, "d1").faults
        assert [first in fault and "全文索引" in fault for fault in faults] == [True]
        assert second not in faults[0]
        with archive.writing():
            archive.reindex()
        assert verify(archive, "d1").faults == ()
