"""A search finds exactly the pages that contain the string: compared with oracles that know nothing of tokens."""

import re
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search.analyzer import normal
from archive.search.opening import ENGINES, create_index
from archive.search.query import exact_query
from archive.search.query_text import parse_query
from archive.search.whoosh_engine import WhooshEngine

ALPHABET = "水质大气县年ab水质PM0125水质98，。、（）〔〕-/,.\n \t\u3000%％‰１２Ａ．"
PAGES = st.lists(st.text(alphabet=ALPHABET, max_size=60), min_size=1, max_size=6)
ENGINE = settings(max_examples=30, deadline=None)
CHARACTERS = re.compile("[\u4e00-\u9fff]+")
INSIDE_NUMBER = "\x00"


def row(text: str) -> list[str]:
    """The oracle's own reading of a text over ALPHABET: rewritten as a string, step by step."""
    text = text.replace("，", "。")
    text = "".join(unicodedata.normalize("NFKC", character) for character in text).lower()
    thousands = r"(?<![0-9])(?<![0-9]\.)[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])"
    text = re.sub(thousands, lambda match: match[0].replace(",", ""), text)
    text = re.sub(r"(?<=[0-9])\.(?=[0-9])", INSIDE_NUMBER, text)
    text = re.sub(r"\s*[^\w\s%‰\x00][^\w%‰\x00]*", "¶", text)
    text = re.sub(r"(?<=[0-9])\s+(?=[0-9])|(?<=[a-z])\s+(?=[a-z])", "¶", text)
    return re.findall(r"[0-9\x00]+|[a-z]+|.", re.sub(r"\s", "", text))


def contains(page: str, wanted: str) -> bool:
    """Tell whether the atoms of `wanted` stand in the page as one piece, by searching a string in a string."""
    inside = "|".join(["", *row(page), ""])
    inside = "|¶" + inside if not inside.startswith("|¶") else inside
    inside = inside + "¶|" if not inside.endswith("¶|") else inside
    return "|".join(["", *row(wanted), ""]) in inside


def queries(data: st.DataObject, pages: list[str]) -> list[str]:
    """Substrings of the pages, with a few strings that need not stand anywhere."""
    drawn = []
    for _ in range(12):
        page = data.draw(st.sampled_from(pages))
        start = data.draw(st.integers(0, max(0, len(page) - 1)))
        drawn.append(page[start : start + data.draw(st.integers(1, 9))])
    drawn += data.draw(st.lists(st.text(alphabet=ALPHABET, min_size=1, max_size=3), max_size=4))
    return [query for query in drawn if normal(query)]


@pytest.mark.parametrize("name", sorted(ENGINES))
@ENGINE
@given(PAGES, st.integers(1, 3), st.data())
def test_found_is_contained(name: str, pages: list[str], per_commit: int, data: st.DataObject) -> None:
    documents = [(f"{number:064x}", [(1, text)]) for number, text in enumerate(pages)]
    asked = queries(data, pages)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # tantivy may still be merging
        engine = create_index(Path(folder), name)
        for start in range(0, len(documents), per_commit):
            engine.replace(documents[start : start + per_commit])
        for wanted in asked:
            hits, total = engine.search(exact_query(wanted), limit=100)
            assert {int(hit.sha256, 16) for hit in hits} == {
                number for number, page in enumerate(pages) if contains(page, wanted)
            }, repr(wanted)
            assert total == len(hits)


@ENGINE
@given(PAGES, st.data())
def test_chinese_characters_are_plain_substrings(pages: list[str], data: st.DataObject) -> None:
    bare = [re.sub(r"\s", "", page) for page in pages]
    wanted = {
        run[start : start + 4] for page in bare for run in CHARACTERS.findall(page) for start in range(len(run))
    } | {data.draw(st.text(alphabet="水质大气", min_size=1, max_size=3))}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # tantivy may still be merging
        engine = WhooshEngine.create(Path(folder))
        engine.replace([("0" * 64, list(enumerate(pages, start=1)))])
        for word in sorted(wanted)[:12]:
            hits, _ = engine.search(parse_query(word), limit=100)
            assert {hit.page for hit in hits} == {number for number, page in enumerate(bare, start=1) if word in page}


@ENGINE
@given(PAGES, st.lists(st.sampled_from("水质大气县年"), min_size=2, max_size=3))
def test_several_words_are_all_required(pages: list[str], words: list[str]) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # tantivy may still be merging
        engine = WhooshEngine.create(Path(folder))
        engine.replace([("0" * 64, list(enumerate(pages, start=1)))])
        hits, _ = engine.search(parse_query(" ".join(words)), limit=100)
        assert {hit.page for hit in hits} == {
            number for number, page in enumerate(pages, start=1) if all(word in page for word in words)
        }


@given(st.text(alphabet=ALPHABET))
def test_the_oracle_and_the_analyzer_read_alike(text: str) -> None:
    if normal(text):
        assert [name for name in normal(text) if name != "¶"] == [
            name.replace(INSIDE_NUMBER, ".") for name in row(text) if name != "¶"
        ]
