"""Announced numbers of items, totals that most rows bear out, sums over two sentences, changes over years."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "told", "count"),
    [
        (
            "全面完成五项任务：\n（一）收集材料。\n（二）编制报告。\n（三）现场核查。\n（四）上传资料。\n二、时间安排。",
            "五项",
            "4项",
        ),
        ("采取以下三项措施：一是建章立制；二是加强巡查；三是强化考核；四是加大宣传。", "三项", "4项"),
        ("重点做好6个方面工作：\n1.治水。\n还要节水。\n2.治气。\n3.治土。\n4.治废。\n5.造林。", "6个", "5个"),
    ],
)
def test_items_that_are_not_as_many_as_announced(judge: Any, text: str, told: str, count: str) -> None:
    ((severity, found, expected),) = judge.told("sum", text)
    assert (severity, found[:2], expected[0]) == ("warning", told, count[0])


@pytest.mark.parametrize(
    "text",
    [
        "全面完成四项任务：\n（一）收集材料。\n（二）编制报告。\n（三）现场核查。\n（四）上传资料。\n二、时间安排。",
        "采取三项措施：一是建章立制；二是加强巡查；三是强化考核。",
        "采取五项措施，取得明显成效。\n（一）收集材料。\n（二）编制报告。",
        "完成五项任务：\n（二）编制报告。\n（三）现场核查。",
        "涉及以下5个乡镇：甲山镇、乙水镇、丙田镇、丁岭乡、戊塘乡。",
        "整改3个问题：详见附件。\n1.甲问题。\n附件1",
    ],
)
def test_items_that_are_as_announced_or_not_numbered_from_one(judge: Any, text: str) -> None:
    assert judge.findings("sum", text) == ()


DAYS = "|年份|优良|轻度污染|中度污染|有效天数|\n|2020年|340|17|3|360|\n|2021年|342|16|2|{}|\n|2022年|347|13|2|362|"


def test_a_last_column_that_most_rows_bear_out(judge: Any) -> None:
    assert [one[2] for one in judge.told("sum", DAYS.format("361"))] == ["342＋16＋2＝360"]
    assert judge.findings("sum", DAYS.format("360")) == ()
    assert judge.findings("sum", "|年份|甲|乙|丙|天数|\n|2020年|1|2|3|10|\n|2021年|1|2|4|20|\n|2022年|1|1|1|3|") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全年生产总值182.36亿元，增长5.8%。其中第一产业增加值32.15亿元，第二产业增加值71.20亿元，第三产业增加值78.01亿元。",
            "32.15＋71.20＋78.01＝181.36亿元",
        ),
        (
            "共有保护地4处，面积12640公顷。其中：湿地公园1处5230公顷，森林公园2处3180公顷，保护小区2处4230公顷。",
            "1＋2＋2＝5处",
        ),
    ],
)
def test_parts_in_the_sentence_behind(judge: Any, text: str, expected: str) -> None:
    assert [one[2] for one in judge.told("sum", text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "全年生产总值181.36亿元。其中第一产业32.15亿元，第二产业71.20亿元，第三产业78.01亿元。",
        "共有保护地4处，面积12640公顷。其中：湿地公园1处5230公顷，森林公园2处3180公顷。",
        "收到申请11件，较上年增加4件，其中予以公开8件、部分公开2件。",
        "辖5个镇、3个街道，共96个行政村、31个社区。",
        "|城市|万元GDP用水量（立方米/万元）|\n|甲县|52.7|\n|乙县|103.2|\n|全市|71.9|",
        "重点排污单位9家。其中水环境5家、大气环境4家、土壤环境2家。",
        "重点排污单位9家（水环境5家、大气环境4家、土壤环境2家，部分单位同时列入多个类别）。",
    ],
)
def test_parts_that_may_be_some_or_overlap(judge: Any, text: str) -> None:
    assert judge.findings("sum", text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("浓度分别为27、25、24微克/立方米，三年累计下降21.1%。", "（24－27）÷27×100＝-11.11%"),
        ("治理率分别为32.6%、45.3%和57.9%，三年累计提高35.3个百分点。", "57.9－32.6＝25.3个百分点"),
    ],
)
def test_changes_over_several_years(judge: Any, text: str, expected: str) -> None:
    assert [one[2] for one in judge.told("change", text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "浓度分别为27、25、24微克/立方米，三年累计下降11.1%。",
        "浓度分别为27、25、24微克/立方米，年均下降5.7%。",
        "浓度分别为27、25、24微克/立方米，比2015年累计下降30%。",
    ],
)
def test_changes_over_years_that_hold_or_start_elsewhere(judge: Any, text: str) -> None:
    assert judge.findings("change", text) == ()


def test_a_part_of_siblings_is_held_against_all_of_them(judge: Any) -> None:
    text = "清运6.69万吨，其中焚烧5.02万吨、填埋1.67万吨，焚烧占比为85.0%。"
    assert [one[2] for one in judge.told("rate", text)] == ["5.02万吨÷6.69万吨×100＝75.04%"]
    assert judge.findings("rate", text.replace("85.0", "75.0")) == ()
    assert judge.findings("rate", "焚烧5.02万吨、填埋1.67万吨，焚烧占比为75.0%。") == ()
