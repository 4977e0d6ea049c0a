"""Document numbers in every bracket, spacing; decrees and standards told apart from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers.doc_numbers import find_decrees, find_doc_numbers, find_standards


@pytest.mark.parametrize(
    ("words", "is_standard"),
    [
        ("云府办发〔2017〕48号", True),
        ("云府办发[2017]48号", False),
        ("云府办发［2017］48号", False),
        ("云府办发（2017）48号", False),
        ("云府办发(2017)48号", False),
        ("云府办发【2017】48号", False),
        ("云府办发〔2017〕 48 号", False),
        ("云 府 办 发〔２０１７〕４８号", False),
        ("云府办发〔2017〕第48号", False),
        ("云府办发〔2017〕048号", False),
        ("云府办发〔201748号", False),
        ("云府办发2017〕48号", False),
        ("云府办发〖2017〗48号", False),
        ("云府办发《2017》48号", False),
        ("云府办发〔2017年〕48号", False),
        ("云府办发〔二○一七〕四十八号", False),
    ],
)
def test_finds_a_number_however_it_is_bracketed(words: str, is_standard: bool) -> None:
    text = f"根据《方案》（{words}）和有关规定"
    (found,) = find_doc_numbers(text)
    assert found.text == "云府办发〔2017〕48号"
    assert text[found.start : found.end] == words
    assert found.is_standard is is_standard


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("根据云环发〔2020〕4号和云水函〔2021〕15号", ["云环发〔2020〕4号", "云水函〔2021〕15号"]),
        ("印发云环发〔2020〕4号的通知", ["云环发〔2020〕4号"]),
        ("建设（2019）5号楼", []),
        ("国务院令第711号", []),
        ("环境保护部令〔2015〕第31号", []),
        ("农业部公告2015年第1897号", []),
        ("GB 3838-2002", []),
        ("〔2017〕48号", []),
        ("2017年48号", []),
        ("《方案2017》48号", []),
        ("规划经云政发〔2020〕4号批准", ["云政发〔2020〕4号"]),
        ("云发改农经〔2020〕4号、云经信字〔2020〕5号", ["云发改农经〔2020〕4号", "云经信字〔2020〕5号"]),
        ("据云数据发〔2024〕4号", ["云数据发〔2024〕4号"]),
        ("云农经字〔2020〕4号", ["云农经字〔2020〕4号"]),
    ],
)
def test_finds_numbers_in_running_text(text: str, numbers: list[str]) -> None:
    assert [found.text for found in find_doc_numbers(text)] == numbers


@given(
    st.text("云府办环水农林发函字", min_size=2, max_size=8),
    st.integers(1950, 2099),
    st.integers(1, 99999),
    st.sampled_from(["〔〕", "[]", "（）", "()", "【】", "［］"]),
    st.sampled_from(["", " ", "\u3000"]),
)
def test_every_number_is_read_back(agency: str, year: int, number: int, brackets: str, blank: str) -> None:
    words = f"{agency}{blank}{brackets[0]}{year}{brackets[1]}{blank}{number}{blank}号"
    (found,) = find_doc_numbers(f"：{words}。")
    assert (found.agency, found.year, found.number) == (agency, year, number)
    assert found.printed == words.replace(blank, "") if blank else words


def test_decrees_and_standards() -> None:
    text = "《条例》（国务院令第711号），执行GB 3838-2002、GB/T 21010-2017和HJ192-2015、DB44/26-2001。"
    assert [found.text for found in find_decrees(text)] == ["国务院令第711号"]
    assert [found.text for found in find_standards(text)] == [
        "GB 3838-2002",
        "GB/T 21010-2017",
        "HJ192-2015",
        "DB44/26-2001",
    ]
    assert find_doc_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "decrees"),
    [
        ("根据国务院令第711号办理", ["国务院令第711号"]),
        ("《条例》（国务院第711号令）", ["国务院第711号令"]),
        ("依据国务院令（第711号）和省政府令第210号", ["国务院令（第711号）", "省政府令第210号"]),
        ("霞川县人民政府令2019年第3号", ["霞川县人民政府令2019年第3号"]),
    ],
)
def test_decrees_in_running_text(text: str, decrees: list[str]) -> None:
    assert [found.text for found in find_decrees(text)] == decrees


@pytest.mark.parametrize(
    ("words", "standard"),
    [
        ("衡环监（水）字〔2022〕45号", "衡环监(水)字〔2022〕45号"),
        ("衡环建（表）〔2022〕45号", "衡环建(表)〔2022〕45号"),
        ("霞水发〔2022J31号", "霞水发〔2022〕31号"),
        ("霞水发C2022〕31号", "霞水发〔2022〕31号"),
    ],
)
def test_codes_with_a_medium_and_brackets_read_as_letters(words: str, standard: str) -> None:
    (found,) = find_doc_numbers(words)
    assert found.text == standard
