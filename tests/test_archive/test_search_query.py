"""What a person types becomes phrases, or is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.query import exact_query, parse_query
from schemas.errors import QueryError


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("水质", ["水质"]),
        ("水质 达标率", ["水质", "达标率"]),
        ("水质\u3000达标率\n2021年", ["水质", "达标率", "2021年"]),
        ('"水质 达标率"', ["水质 达标率"]),
        ("“水质 达标率” 2021", ["水质 达标率", "2021"]),
        ("＂水质 达标率＂", ["水质 达标率"]),
        ("“十四五”规划", ["“十四五”规划"]),
        ("关于“十四五 规划”的通知", ["关于“十四五 规划”的通知"]),
        ('"“十四五”规划 草案"', ["“十四五”规划 草案"]),
        ('"关于“十四五"', ["关于“十四五"]),
        ("“甲”“乙”", ["“甲”“乙”"]),
        ("水质 水质", ["水质"]),
    ],
)
def test_understood(typed: str, phrases: list[str]) -> None:
    assert [phrase.text for phrase in parse_query(typed).phrases] == phrases


def test_a_quoted_phrase_is_one_row_of_atoms() -> None:
    assert parse_query('"PM 2.5 浓度"').phrases[0].atoms == ("pm", "2.5", "浓", "度")


@pytest.mark.parametrize("typed", ["", "  \n\u3000"])
def test_nothing_is_refused(typed: str) -> None:
    with pytest.raises(QueryError, match="为空"):
        parse_query(typed)


@pytest.mark.parametrize("typed", ['"水质', '水质"', '水质 "达标', "“水质", "水质”", "水质 “达标 率", '"'])
def test_an_unbalanced_quote_is_refused(typed: str) -> None:
    with pytest.raises(QueryError, match="引号") as caught:
        parse_query(typed)
    assert caught.value.advice


@pytest.mark.parametrize("typed", ['"水质"达标', '水"质"'])
def test_a_straight_quote_inside_a_word_is_refused(typed: str) -> None:
    with pytest.raises(QueryError, match="引号"):
        parse_query(typed)


@pytest.mark.parametrize("typed", ["，。", "水质 、 达标", '""', '" "', "“”", "≥ ——"])
def test_a_word_of_punctuation_is_refused(typed: str) -> None:
    with pytest.raises(QueryError, match="没有文字或数字"):
        parse_query(typed)


def test_an_exact_query_takes_quotes_as_text() -> None:
    (phrase,) = exact_query(' "水质 “达标 ').phrases
    assert phrase.atoms == ("¶", "水", "质", "¶", "达", "标")


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from('水质 "“”＂\u3000，a1'))))
def test_any_text_is_understood_or_refused(typed: str) -> None:
    try:
        query = parse_query(typed)
    except QueryError as error:
        assert error.message
        assert error.advice
    else:
        assert query.phrases
        assert all(phrase.atoms for phrase in query.phrases)
