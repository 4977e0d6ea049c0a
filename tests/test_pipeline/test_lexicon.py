"""The lexicon on a small edition made for it: what names what, what hides what."""

import pytest

from pipeline.lexicon import Lexicon, Mention, lexicon_of
from pipeline.numbers.shadow import shadow
from schemas.edition import Component, Edition, Indicator, SubIndicator


def _indicator(number: int, indicator_id: str, name: str, **more: object) -> Indicator:
    return Indicator.model_validate(
        {"id": indicator_id, "number": number, "name": name, "direction": "at_least", "grounding": "test", **more}
    )


GDP = Component(name="地区生产总值", aliases=("GDP",), unit="万元")
EDITION = Edition(
    id="small",
    title="小体系",
    doc_number="",
    indicators=(
        _indicator(
            7,
            "air",
            "环境空气质量",
            aliases=("空气质量优良率",),
            subs=(
                SubIndicator(number=1, name="优良天数比例", aliases=("空气质量优良率",), direction="at_least"),
                SubIndicator(number=2, name="PM2.5浓度下降幅度", direction="at_least"),
            ),
        ),
        _indicator(9, "ei", "生态环境状况指数（EI）", aliases=("EI",)),
        _indicator(10, "forest_grass", "林草覆盖率", names_not_meant=("森林覆盖率",)),
        _indicator(17, "energy_gdp", "单位地区生产总值能耗", components=(GDP,)),
        _indicator(18, "water_gdp", "单位地区生产总值用水量", components=(GDP,)),
        _indicator(
            25, "sewage_town", "城镇污水处理率", aliases=("污水处理率",), names_not_meant=("农村生活污水治理率",)
        ),
        _indicator(26, "sewage_rural", "农村生活污水治理率", names_not_meant=("农村生活污水处理率",)),
        _indicator(34, "satisfaction", "公众对生态文明建设的满意度", names_not_meant=("知晓率",)),
    ),
)


@pytest.fixture
def lexicon() -> Lexicon:
    return lexicon_of(EDITION)


def _found(lexicon: Lexicon, text: str) -> list[tuple[str, str, int | None, str | None]]:
    seen = shadow(text).text
    return [(seen[m.start : m.end], m.indicator_id, m.sub, m.component) for m in lexicon.find(seen)]


@pytest.mark.parametrize(
    ("text", "words", "indicator_id"),
    [
        ("全县林草覆盖率为71.2%", "林草覆盖率", "forest_grass"),
        ("城镇的污水处理率", "城镇的污水处理率", "sewage_town"),
        ("城镇（全县）污水处理率", "城镇(全县)污水处理率", "sewage_town"),
        ("公众对云溪县生态文明建设满意度", "公众对云溪县生态文明建设满意度", "satisfaction"),
        ("公众对我县生态文明建设的满意度", "公众对我县生态文明建设的满意度", "satisfaction"),
        ("生态环境状况指数（EI）为85", "生态环境状况指数(EI)", "ei"),
        ("生态环境状况指数为85", "生态环境状况指数", "ei"),
        ("去年，EI为85", "EI", "ei"),
        ("ＰＭ２．５浓度下降幅度", "PM2.5浓度下降幅度", "air"),
        ("PM 2.5 浓度的下降幅度", "PM2.5浓度的下降幅度", "air"),
    ],
)
def test_finds_a_name_in_the_spellings_of_offices(lexicon: Lexicon, text: str, words: str, indicator_id: str) -> None:
    ((seen, found, _, _),) = _found(lexicon, text)
    assert (seen.replace(" ", ""), found) == (words, indicator_id)


@pytest.mark.parametrize("text", ["森林覆盖率", "农村生活污水处理率", "知晓率", "规划EIA", "空气", "林草；覆盖率"])
def test_near_names_are_nobodys(lexicon: Lexicon, text: str) -> None:
    assert _found(lexicon, text) == []


def test_the_longest_name_wins(lexicon: Lexicon) -> None:
    assert _found(lexicon, "农村生活污水治理率") == [("农村生活污水治理率", "sewage_rural", None, None)]
    assert _found(lexicon, "单位地区生产总值能耗") == [("单位地区生产总值能耗", "energy_gdp", None, None)]


def test_a_component_of_two_indicators_is_two_mentions(lexicon: Lexicon) -> None:
    assert _found(lexicon, "GDP") == [
        ("GDP", "energy_gdp", None, "地区生产总值"),
        ("GDP", "water_gdp", None, "地区生产总值"),
    ]


def test_a_name_of_whole_or_sub_means_the_sub(lexicon: Lexicon) -> None:
    assert _found(lexicon, "空气质量优良率") == [("空气质量优良率", "air", 1, None)]


def test_exact_is_the_official_name_only(lexicon: Lexicon) -> None:
    official, alias = (lexicon.find(shadow(text).text)[0] for text in ("城镇污水处理率", "污水处理率"))
    assert official.exact
    assert not alias.exact
    assert official == Mention(0, 7, "sewage_town", 25, None, None, "城镇污水处理率", True)


def test_mentions_come_in_order(lexicon: Lexicon) -> None:
    text = "林草覆盖率、森林覆盖率、城镇污水处理率，GDP，优良天数比例"
    starts = [mention.start for mention in lexicon.find(shadow(text).text)]
    assert starts == sorted(starts)
    assert len(starts) == 5


def test_an_edition_has_one_lexicon() -> None:
    assert lexicon_of(EDITION) is lexicon_of(EDITION.model_copy())


def test_an_edition_without_indicators_finds_nothing() -> None:
    assert Lexicon(EDITION.model_copy(update={"indicators": ()})).find("林草覆盖率") == []
