"""The analyzer: what is one and the same to a search, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.analyzer import BOUNDARY, atoms, normal, pairs, phrase_atoms, prefix, tokens
from archive.search.common_pairs import common_pairs

SAME = [
    ("PM2.5", "PM 2.5"),
    ("PM2.5", "ｐｍ２．５"),
    ("PM2.5", "PM\n2.5"),
    ("PM2.5", "PM₂.₅"),
    ("95.2%", "９５．２％"),
    ("95.2%", "95.2 %"),
    ("环府〔2017〕48号", "环府[2017]48号"),
    ("环府〔2017〕48号", "环府（2017） 48 号"),
    ("2021年", "2021 年"),
    ("水质达标", "水质\n达标"),
    ("水质达标", "水质\u3000达 标"),
    ("水质达标", "水\u200b质\u00ad达标"),
    ("水质。达标", "水质 ，、 达标"),
    ("1234567.8亿元", "1,234,567.8亿元"),
    ("Ⅲ类", "III类"),
    ("25℃", "25°C"),
    ("μg/m³", "µg/㎥"),
    ("①加强", "（1）加强"),
    ("二〇二一年", "二○二一年"),
    ("长门户青", "⻓⻔⼾⾭"),
    ("final", "ﬁnal"),
    ("EI", "ei"),
    ("café", "cafe\u0301"),
]
ODD = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("水质年12,.，。% aB²Ⅲ①½㎡\n\x01\x02\\¶")))
DIFFERENT = [
    ("5.09%", "85.09%"),
    ("85", "85.09"),
    ("2021", "2021.12"),
    ("10³", "103"),
    ("Ⅲ", "ⅠⅡ"),
    ("㎡2020", "m22020"),
    ("①2021", "12021"),
    ("3½", "31/2"),
    ("2020 2021", "20202021"),
    ("green building", "greenbuilding"),
    ("水质达标", "水质，达标"),
    ("12,34", "1234"),
    ("1,2345", "12345"),
    ("eco\nlogy", "ecology"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_not_the_same(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_atoms_carry_their_place() -> None:
    assert [tuple(atom) for atom in atoms("达到95.2 %。")] == [
        (BOUNDARY, 0, 0),
        ("达", 0, 1),
        ("到", 1, 2),
        ("95.2", 2, 6),
        ("%", 7, 8),
        (BOUNDARY, 8, 9),
    ]


def test_tokens_are_pairs_in_one_stream() -> None:
    assert tokens("大气、PM2.5") == ["¶_大", "大_气", "气_¶", "¶_pm", "pm_2.5", "2.5_¶"]


def test_long_runs_of_letters_are_cut_like_short_ones() -> None:
    words = "green building 12.5 "
    assert normal(f"水{words * 3}质")[2:-2] == normal(words * 3)[1:-1] == normal(words)[1:-1] * 3


def test_frequent_neighbours_are_told() -> None:
    assert common_pairs(normal("水质2021年，嗽水。")) == ["¶水", "水质", "年¶", "水¶"]
    assert common_pairs(()) == []


@pytest.mark.parametrize("text", ["", "  \n", "，。！", "\x00", "\ud800"])
def test_without_letters_and_digits_there_is_nothing(text: str) -> None:
    assert atoms(text) == []
    assert tokens(text) == []
    assert phrase_atoms(text) == ()


def test_a_phrase_has_boundaries_only_where_they_were_typed() -> None:
    assert phrase_atoms("水") == ("水",)
    assert phrase_atoms(" 水\n") == ("水",)
    assert phrase_atoms("（水") == (BOUNDARY, "水")
    assert phrase_atoms("水。") == ("水", BOUNDARY)


@given(st.text())
def test_every_atom_is_found_by_its_prefix(text: str) -> None:
    stream = tokens(text)
    for name in set(normal(text)[:-1]):
        assert sum(token.startswith(prefix(name)) for token in stream) == normal(text)[:-1].count(name)


@given(st.one_of(st.text(), ODD))
def test_places_are_in_order_and_inside(text: str) -> None:
    row = atoms(text)
    assert [atom.text for atom in row] == list(normal(text))
    assert all(0 <= atom.start <= atom.end <= len(text) for atom in row)
    assert [atom.start for atom in row] == sorted(atom.start for atom in row)


@given(ODD, st.data())
def test_what_is_cut_out_between_atoms_is_found_again(text: str, data: st.DataObject) -> None:
    row = atoms(text)
    if not row:
        return
    first = data.draw(st.integers(1, len(row) - 2))
    last = data.draw(st.integers(first, len(row) - 2))
    cut = text[row[first].start : row[last].end]
    wanted, page = phrase_atoms(cut), normal(text)
    if wanted:
        assert any(page[place : place + len(wanted)] == wanted for place in range(len(page)))


@given(st.text(alphabet="水质ab12.,，%\n "), st.text(alphabet="水质ab12.,，%\n ", max_size=6))
def test_a_row_of_pairs_stands_where_the_row_of_atoms_stands(text: str, query: str) -> None:
    page, wanted = normal(text), phrase_atoms(query)
    if len(wanted) < 2:
        return
    stream, phrase = tokens(text), pairs(wanted)
    by_atoms = {place for place in range(len(page)) if page[place : place + len(wanted)] == wanted}
    by_pairs = {place for place in range(len(stream)) if stream[place : place + len(phrase)] == phrase}
    assert by_atoms == by_pairs
