"""What a person types becomes phrases, or is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.query import AllOf, Among, AnyOf, Field, Node, Phrase, Without, exact_query
from archive.search.query_text import parse_query
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


def shown(node: Node) -> str:
    """Write a query in a form that shows how it was understood."""
    if isinstance(node, Phrase):
        return node.text
    if isinstance(node, Field):
        return f"{node.name}={node.value}"
    if isinstance(node, Without):
        return f"-{shown(node.part)}"
    sign = "&" if isinstance(node, AllOf) else "|"
    return f"[{sign.join(map(shown, node.parts))}]"


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("水质 -公报", "[水质&-公报]"),
        ("水质 －公报 −简报", "[水质&-公报&-简报]"),
        ("水质 NOT 公报", "[水质&-公报]"),
        ("水质 AND 大气", "[水质&大气]"),
        ("水质 OR 大气", "[水质|大气]"),
        ("水质 | 大气 ｜ 噪声", "[水质|大气|噪声]"),
        ("水质 ＯＲ 大气", "[水质|大气]"),
        ("(水质 OR 大气) 达标", "[[水质|大气]&达标]"),
        ("（水质 OR 大气） -（公报 简报）", "[[水质|大气]&-[公报&简报]]"),
        ("水质 OR (大气 -公报)", "[水质|[大气&-公报]]"),
        ("((水质 OR 大气) 达标) 2021", "[[水质|大气]&达标&2021]"),
        ("环府（2017）48号", "环府（2017）48号"),
        ("（一）加强", "（一）加强"),
        ("（试行）", "（试行）"),
        ("(水质 OR （试行）)", "[水质|（试行）]"),
        ("(水质 OR 环府(2017)48号)", "[水质|环府(2017)48号]"),
        ('("水质 (一" OR 大气)', "[水质 (一|大气]"),
        ('"-5℃" -"OR"', "[-5℃&-OR]"),
        ('"OR" or', "[OR&or]"),
        ("PM2.5-10", "PM2.5-10"),
        ("单位:县水利局 水质", "[单位=县水利局&水质]"),
        ("年份：2021", "年份=2021"),
        ('标题:"实施 方案" -类型：公报', "[标题=实施 方案&-类型=公报]"),
        ("(年份:2021 OR 年份:2022) 水质", "[[年份=2021|年份=2022]&水质]"),
        ("(年份:2021) 水质", "[年份=2021&水质]"),
        ("文号:〔2021〕48号", "文号=〔2021〕48号"),
        ("文号:（2021）48号", "文号=（2021）48号"),
        ("联系人：张三", "联系人：张三"),
        ('"单位:县水利局"', "单位:县水利局"),
    ],
)
def test_signs_are_understood(typed: str, understood: str) -> None:
    assert shown(parse_query(typed).root) == understood


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("-公报", "要排除"),
        ("-公报 -简报", "要排除"),
        ("水质 OR -公报", "要排除"),
        ("水质 - 公报", "减号"),
        ("水质 -", "减号"),
        ("--水质", "减号"),
        ("水质 NOT -公报", "减号"),
        ("OR 水质", "前面没有"),
        ("水质 OR", "后面没有"),
        ("水质 OR OR 大气", "前面没有"),
        ("水质 NOT", "后面没有"),
        ("水质 大气 OR 噪声", "两种理解"),
        ("水质 OR 大气 -公报", "两种理解"),
        ("( ) 水质", "括号里没有"),
        ("(水质 OR 大气", "括号不成对"),
        ("水质 OR 大气)", "括号不成对"),
        ("水质）", "括号不成对"),
        ("（水质", "括号不成对"),
        ("(水质 OR 大气)达标", "空格"),
        ("单位:", "后面没有内容"),
        ("年份： 2021", "后面没有内容"),
        ('单位:"县水利局', "引号"),
        ("(水质 大气 " * 30 + ")" * 30, "层"),
        ("水 " * 300, "太多"),
    ],
)
def test_a_broken_query_is_refused(typed: str, words: str) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        parse_query(typed)
    assert caught.value.advice


def test_what_is_shut_out_is_not_looked_for() -> None:
    assert [phrase.text for phrase in parse_query("水质 -(公报 简报) (大气 OR 水质)").phrases] == ["水质", "大气"]


def test_fields_become_documents() -> None:
    query = parse_query("(单位:水利局 OR 水质) -年份:2021").resolved(lambda field: frozenset({field.value}))
    assert query.root == AllOf(
        (AnyOf((Among(frozenset({"水利局"})), exact_query("水质").root)), Without(Among(frozenset({"2021"}))))
    )


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


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from('水质 "“”＂\u3000，a1-－()（）|:：'))))
def test_any_text_is_understood_or_refused(typed: str) -> None:
    try:
        query = parse_query(typed)
    except QueryError as error:
        assert error.message
        assert error.advice
    else:
        assert not isinstance(query.root, Without)
        assert all(phrase.atoms for phrase in query.phrases)
