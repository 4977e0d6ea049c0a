"""Dates and periods: every form that offices write, nothing the calendar lacks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers.dates import chinese_count, find_dates, find_periods, parse_date, year_of
from pipeline.numbers.shadow import shadow

DAY = date(2022, 3, 5)
NUMERALS = "〇一二三四五六七八九"


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else NUMERALS[tens] + "十") + (NUMERALS[ones] if ones else "")


def _chinese_year(year: int, zero: str) -> str:
    return "".join(NUMERALS[int(digit)] for digit in str(year)).replace("〇", zero)


@pytest.mark.parametrize(
    "words",
    [
        "2022年3月5日",
        "2022年03月05日",
        "2022 年 3 月 5 日",
        "２０２２年３月５日",
        "2022年3月5号",
        "二〇二二年三月五日",
        "二○二二年三月五日",
        "二Ｏ二二年三月五日",
        "二0二二年三月五日",
        "2022-03-05",
        "2022.3.5",
        "2022/3/5",
        "2022－03－05",
        "2022-03-0508:30",
        "2O22年3月O5日",
    ],
)
def test_reads_a_day(words: str) -> None:
    (found,) = find_dates(shadow(f"于{words}印发").text)
    assert (found.day, found.precision) == (DAY, "day")


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [
        ("2022年3月", date(2022, 3, 1), "month"),
        ("2022年3月份", date(2022, 3, 1), "month"),
        ("二〇二三年八月", date(2023, 8, 1), "month"),
        ("二〇二三年元月", date(2023, 1, 1), "month"),
        ("2022年度", date(2022, 1, 1), "year"),
        ("二○二二", None, None),
    ],
)
def test_reads_a_month_or_year(words: str, day: date | None, precision: str | None) -> None:
    found = find_dates(words)
    assert [(one.day, one.precision) for one in found] == ([(day, precision)] if day else [])


@pytest.mark.parametrize(
    "words",
    ["2022年2月30日", "2022年13月1日", "2022-13-05", "2022.2.30", "1.2022.3.5", "GB 3838-2002", "12022年", "022年"],
)
def test_what_the_calendar_lacks_is_no_date(words: str) -> None:
    assert find_dates(shadow(words).text) == []


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from("〇○零O"))
def test_every_day_is_read_back(day: date, zero: str) -> None:
    arabic = f"{day.year}年{day.month}月{day.day}日"
    chinese = f"{_chinese_year(day.year, zero)}年{_chinese(day.month)}月{_chinese(day.day)}日"
    for words in (arabic, chinese, day.isoformat(), f"{day.year}.{day.month}.{day.day}"):
        found = parse_date(shadow(words).text)
        assert found is not None
        assert (found.day, found.last_day, found.precision) == (day, day, "day")


@given(st.text(alphabet="0123456789二〇年月日号-./至 十", max_size=40))
def test_spans_lie_in_the_text_and_never_overlap(text: str) -> None:
    for found in (find_dates(text), find_periods(text)):
        ends = [0, *(one.end for one in found)]
        assert all(end <= one.start < one.end <= len(text) for end, one in zip(ends, found, strict=False))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2022年", "2022-01-01", "2022-12-31"),
        ("2020-2022年", "2020-01-01", "2022-12-31"),
        ("2020年至2022年", "2020-01-01", "2022-12-31"),
        ("规划（2019—2025年）", "2019-01-01", "2025-12-31"),
        ("规划（2019－2025）", "2019-01-01", "2025-12-31"),
        ("2021年1-12月", "2021-01-01", "2021-12-31"),
        ("2021年1月至6月", "2021-01-01", "2021-06-30"),
        ("2021年3月至2022年4月", "2021-03-01", "2022-04-30"),
        ("2022年上半年", "2022-01-01", "2022-06-30"),
        ("2022年第四季度", "2022-10-01", "2022-12-31"),
        ("2022年1月1日至6月30日", "2022-01-01", "2022-06-30"),
        ("2022年2月1日至28日", "2022-02-01", "2022-02-28"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("“十四五”规划", "2021-01-01", "2025-12-31"),
        ("十三五期间", "2016-01-01", "2020-12-31"),
    ],
)
def test_reads_a_period(words: str, first: str, last: str) -> None:
    (found,) = find_periods(shadow(words).text)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("words", ["2022年3月5日", "2022-2019年度", "HJ 192-2015", "第十四五条", "三十四五个"])
def test_what_is_no_period(words: str) -> None:
    assert [period for period in find_periods(shadow(words).text) if period.first.year != 2019] == []


def test_counts_and_years() -> None:
    assert [chinese_count(word) for word in ("十", "十二", "三十一", "元", "7", "百", "十十")] == [
        10,
        12,
        31,
        1,
        7,
        None,
        None,
    ]
    assert (year_of("二〇二二"), year_of("3022"), year_of("二〇二")) == (2022, None, None)
