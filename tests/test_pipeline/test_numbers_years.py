"""Year expressions: which years they name, of which kind, resolved from the document where they are relative."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers.shadow import shadow
from pipeline.numbers.year_span import YearContext
from pipeline.numbers.years import usual_range, years

CONTEXT = YearContext(reported=2022, dated=2023)


def read(text: str, context: YearContext = CONTEXT) -> list[tuple[tuple[int, ...], str]]:
    return [(span.years, span.kind) for span in years(shadow(text), context)]


@pytest.mark.parametrize(
    ("text", "named", "kind"),
    [
        ("2019年", (2019,), "point"),
        ("2021年度", (2021,), "point"),
        ("２０２２ 年", (2022,), "point"),
        ("2 0 2 2年", (2022,), "point"),
        ("二〇二三年", (2023,), "point"),
        ("2017-2019年", (2017, 2018, 2019), "point"),
        ("2021—2023年度", (2021, 2022, 2023), "point"),
        ("2017至2019年", (2017, 2018, 2019), "point"),
        ("2017年-2019年", (2017, 2018, 2019), "point"),
        ("2016、2017、2018年", (2016, 2017, 2018), "point"),
        ("2018和2019 年", (2018, 2019), "point"),
        ("2017年、2018年和2019年", (2017, 2018, 2019), "point"),
        ("截至2021年底", (2021,), "point"),
        ("到2025年，", (2025,), "deadline"),
        ("力争到2025年底", (2025,), "deadline"),
        ("2025年底前完成", (2025,), "deadline"),
        ("到“十四五”末", (2025,), "deadline"),
        ("到“十四五”期末", (2025,), "deadline"),
        ("“十三五”收官之年", (2020,), "point"),
        ("“十三五”规划收官时", (2020,), "point"),
        ("十三五结束时", (2020,), "point"),
        ("较2018年提高", (2018,), "comparison"),
        ("与2015年相比", (2015,), "comparison"),
        ("占比2021年达到", (2021,), "point"),
        ("占比比2021年高", (2021,), "comparison"),
        ("与规划基准年2020年相比", (2020,), "comparison"),
        ("同创建2020年相比", (2020,), "comparison"),
        ("和规划2020年规定", (2020,), "point"),
        ("规划基准年2020年优良率93.2%", (2020,), "baseline"),
        ("比上年增加", (2021,), "comparison"),
        ("以2015年为基准年", (2015,), "baseline"),
        ("基准年（2015年）", (2015,), "baseline"),
        ("2022年第一季度", (2022,), "part"),
        ("2022年1-6月", (2022,), "part"),
        ("2022年1—12月", (2022,), "point"),
        ("2022年1月至12月", (2022,), "point"),
        ("2022年1-11月", (2022,), "part"),
        ("2022年度内", (2022,), "point"),
        ("去年全年", (2021,), "point"),
        ("上半年", (), "part"),
        ("2017年8月22日印发", (2017,), "event"),
        ("上年同期", (2021,), "point"),
        ("去年", (2021,), "point"),
        ("本年度", (2022,), "point"),
        ("近三年", (2020, 2021, 2022), "point"),
        ("连续3年", (2020, 2021, 2022), "point"),
    ],
)
def test_forms_of_years(text: str, named: tuple[int, ...], kind: str) -> None:
    assert read(text) == [(named, kind)]


def test_the_second_of_two_years_may_only_be_compared_with() -> None:
    assert read("2022年与2021年相比") == [((2022,), "point"), ((2021,), "comparison")]


def test_a_year_whose_survey_is_compared_with() -> None:
    assert read("同2020年的调查比") == [((2020,), "comparison")]
    assert read("与2020年监测结果相比") == [((2020,), "comparison")]
    assert read("与2020年调查结果一致") == [((2020,), "point")]


def test_a_count_of_years_repeats_the_range_before_it() -> None:
    assert read("2016年-2018年指数连续3年在85分以上") == [((2016, 2017, 2018), "point")]


def test_years_in_titles_and_numbers_are_not_the_text_s() -> None:
    assert read("根据《某市2017年水资源公报》（某函〔2018〕33号）") == []


def test_relative_years_without_a_context_name_nothing() -> None:
    assert read("上年", YearContext()) == [((), "point")]
    assert read("近三年", YearContext()) == [((), "point")]


def test_recent_years_follow_the_document_s_own_range() -> None:
    usual = usual_range(["2017-2019年", "2016、2017年", "2017-2019年度", "2019年"])
    assert usual == (2017, 2018, 2019)
    assert read("近三年", YearContext(dated=2020, usual=usual)) == [(usual, "point")]
    assert read("近三年", YearContext(dated=2020)) == [((2017, 2018, 2019), "point")]
    assert usual_range(["没有年份"]) == ()


@given(st.integers(1990, 2050), st.integers(1, 4), st.sampled_from(["-", "—", "至", "~", "－"]))
def test_ranges_are_read_back(first: int, length: int, link: str) -> None:
    last = first + length
    assert read(f"{first}{link}{last}年") == [(tuple(range(first, last + 1)), "point")]


@given(st.lists(st.integers(1990, 2050), min_size=2, max_size=4, unique=True).map(sorted))
def test_lists_are_read_back(named: list[int]) -> None:
    words = "、".join(map(str, named[:-1])) + f"和{named[-1]}年"
    assert read(words) == [(tuple(named), "point")]


@given(st.text(alphabet="12０〇二年度底至-、和近三上去较与相比（）“”十四五末月日前到《》", max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    for span in years(shadow(text), CONTEXT):
        assert span.start < span.end
        assert span.words in text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("信息公开率为100%，前两年也均为100%", [((2020, 2021), "point")]),
        ("2021年执行2018年划定方案，面积为409.8", [((2021,), "point"), ((2018,), "event")]),
        ("2018年划定成果面积为409.8", [((2018,), "point")]),
        (
            "2023年1286吨。2021年使用1335吨，2022年使用1312吨，两年分别为86.1%、88.0%",
            [((2023,), "point"), ((2021,), "point"), ((2022,), "point"), ((2021, 2022), "point")],
        ),
    ],
)
def test_years_in_their_sentence(text: str, named: list[tuple[tuple[int, ...], str]]) -> None:
    assert read(text) == named
