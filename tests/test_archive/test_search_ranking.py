"""How telling a phrase is, counted in small indexes and foreseen in large ones."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import tantivy_search
from archive.search.opening import create_index
from archive.search.query import phrase
from archive.search.query_text import parse_query
from archive.search.ranking import foreseen_weight, page_score


@given(st.text(alphabet="水质大气县年嗽草甘膦%PM2595", min_size=2, max_size=12))
def test_a_longer_phrase_tells_no_less(text: str) -> None:
    atoms = phrase(text).atoms
    weights = [foreseen_weight(atoms[:length]) for length in range(1, len(atoms) + 1)]
    assert weights[0] > 0
    assert all(shorter <= longer for shorter, longer in pairwise(weights))


def test_the_weight_is_foreseen_as_official_papers_use_words() -> None:
    usual = ["水", "生态", "2021年", "空气", "草甘膦"]
    weights = [foreseen_weight(phrase(word).atoms) for word in usual]
    assert weights == sorted(weights)


def test_more_often_on_a_shorter_page_is_better() -> None:
    assert page_score([(2.0, 3)], 500) > page_score([(2.0, 2)], 500) > page_score([(2.0, 2)], 900)


def test_a_large_index_finds_the_same_pages_and_puts_the_seldom_word_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = create_index(tmp_path / "index", "tantivy")
    engine.replace([(f"{number:064x}", [(1, "水质年报" if number else "草甘膦年报")]) for number in range(9)])
    query = parse_query("(水质 OR 草甘膦) 年报")
    counted = engine.search(query)
    monkeypatch.setattr(tantivy_search, "COUNTED_PAGES", 0)
    foreseen = engine.search(query)
    assert [(hit.sha256, hit.page) for hit in foreseen[0]] == [(hit.sha256, hit.page) for hit in counted[0]]
    assert foreseen[1] == counted[1] == 9
    assert foreseen[0][0].sha256 == f"{0:064x}"
    engine.close()


def test_of_few_pages_found_the_score_is_the_same_as_of_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = create_index(tmp_path / "index", "tantivy")
    engine.replace(
        [
            (f"{number:064x}", [(page, "水质年报" * page + "草甘膦" * (number % 3)) for page in (1, 2, 3)])
            for number in range(9)
        ]
    )
    queries = [parse_query(text) for text in ("水质 草甘膦", "(水质 OR 草甘膦) 年报 -甘膦草", "水质 无此词")]
    of_few = [engine.search(query, limit=50) for query in queries]
    monkeypatch.setattr(tantivy_search, "_FEW", -1)
    assert [engine.search(query, limit=50) for query in queries] == of_few
    assert [total for _, total in of_few] == [18, 18, 0]
    engine.close()
