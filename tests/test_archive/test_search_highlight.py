"""The highlighter marks every place that was found and nothing else."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from archive.search.analyzer import normal
from archive.search.highlight import ELLIPSIS, FEWEST_AROUND, SNIPPET_CHARS, matches, snippet
from archive.search.query import exact_query
from archive.search.query_text import parse_query

LONG = "甲" * 300 + "水质达标率为95.2%。" + "乙" * 300 + "PM2.5浓度下降" + "丙" * 300
TEXT = st.text(alphabet="水质达ab12.,，。%<&\n ", max_size=400)


def found(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in matches(text, parse_query(typed))]


def plain(marked: str) -> str:
    return html.unescape(re.sub("</?em>", "", marked))


def test_matches_are_places_in_the_text() -> None:
    assert found("水 质达标，PM 2.5与水质", "水质 PM2.5") == ["水 质", "PM 2.5", "水质"]


def test_matches_that_overlap_are_one() -> None:
    assert found("水水水", "水水") == ["水水水"]
    assert found("水水水", "水") == ["水", "水", "水"]


def test_a_short_text_is_shown_whole() -> None:
    assert snippet("大气<1>&\n水质", parse_query("水质")) == "大气&lt;1&gt;&amp; <em>水质</em>"


def test_a_long_text_is_cut_around_each_phrase() -> None:
    marked = snippet(LONG, parse_query("PM2.5 水质"))
    assert re.findall("<em>(.*?)</em>", marked) == ["水质", "PM2.5"]
    assert marked.startswith(ELLIPSIS)
    assert marked.endswith(ELLIPSIS)
    assert marked.count(ELLIPSIS) == 3
    assert len(plain(marked)) <= SNIPPET_CHARS + 3


def test_every_place_in_the_window_is_marked() -> None:
    marked = snippet("甲" * 200 + "水质，" * 10 + "乙" * 200, parse_query("水质"))
    assert marked.count("<em>水质</em>") == 10


def test_every_place_is_shown_however_far_apart() -> None:
    text = "".join(f"{'甲' * 200}水质第{number}次" for number in range(12)) + "乙" * 300
    marked = snippet(text, parse_query("水质"))
    assert marked.count("<em>水质</em>") == 12
    assert len(plain(marked)) <= 12 * (FEWEST_AROUND + 1) + 1


def test_a_match_at_the_end_is_in_the_window() -> None:
    assert snippet("甲" * 500 + "水质", parse_query("水质")).endswith("<em>水质</em>")


def test_a_match_longer_than_a_snippet_is_cut() -> None:
    marked = snippet("甲" * 50 + "水" * 500, exact_query("水" * 500))
    assert SNIPPET_CHARS <= len(plain(marked)) <= SNIPPET_CHARS + 2
    assert "<em>水" in marked


def test_without_a_match_it_is_the_beginning() -> None:
    assert snippet("甲" * 500, parse_query("水质")) == "甲" * SNIPPET_CHARS + ELLIPSIS
    assert snippet("", parse_query("水质")) == ""


def test_a_lone_surrogate_can_be_written() -> None:
    snippet("水\ud800质", parse_query("水")).encode("utf-8")


@given(TEXT, TEXT.filter(lambda text: bool(normal(text))), st.data())
def test_marks_are_exactly_the_matches_in_view(text: str, other: str, data: st.DataObject) -> None:
    whole = text + other
    start = data.draw(st.integers(0, len(whole) - 1))
    wanted = whole[start : start + data.draw(st.integers(1, 8))]
    if not normal(wanted):
        return
    query = exact_query(wanted)
    places = matches(whole, query)
    marked = snippet(whole, query)
    assert marked.count("<em>") == len(places)
    assert all(matches(piece, query) for piece in map(html.unescape, re.findall("<em>(.*?)</em>", marked)))
    blanks = re.compile(r"\s+")
    for piece in plain(marked).strip(ELLIPSIS).split(ELLIPSIS):
        assert blanks.sub("", piece) in blanks.sub("", whole)
