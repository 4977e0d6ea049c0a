"""Quantities: value, unit, comparator, approximation of every form; digits that are no values are left alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers.quantities import Quantity, quantities
from pipeline.numbers.shadow import shadow
from pipeline.numbers.years import years


def read(text: str) -> list[Quantity]:
    shade = shadow(text)
    return quantities(shade, [(span.start, span.end) for span in years(shade)])


def plain(text: str) -> list[str]:
    return [f"{'~' if q.approx else ''}{q.op if q.op != '=' else ''}{q.value}{q.unit}" for q in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("依次为318、327及340天", ["318天", "327天", "340天"]),
        ("分别为0.2150亩/万元、0.2140亩/万元", ["0.2150亩/万元", "0.2140亩/万元"]),
        ("81.43%，82.15%，84.61%", ["81.43%", "82.15%", "84.61%"]),
        ("产生量为12.025万吨", ["12.025万吨"]),
        ("130万余公顷", ["~130万公顷"]),
        ("森林面积127.95千公顷", ["127.95千公顷"]),
        ("供水12千立方米、回收4千吨", ["12千立方米", "4千吨"]),
        ("重3千克，长3.2千米，用电3千瓦时", ["3千克", "3.2公里", "3千瓦时"]),
        ("三千公顷", ["3000公顷"]),
        ("较上年提高0.6个点", ["0.6百分点"]),
        ("下降了1.2个点，", ["1.2百分点"]),
        ("布设5个点", ["5个"]),
        ("新增3个点位", ["3个"]),
        ("优良率一项为97%", ["97%"]),
        ("完成一项任务", ["1项"]),
        ("得二百三十五分", ["235分"]),
        ("3. 235分由三块构成", ["235分", "3块"]),
        ("得分为3. 5分", ["3.5分"]),
        ("由生态环境质量90分、污染防治50分组成", ["90分", "50分"]),
        ("分三分之一", []),
        ("1.7万多人", ["~1.7万人"]),
        ("约为3.5万亩", ["~3.5万亩"]),
        ("97.5%左右", ["~97.5%"]),
        ("约占全县土地面积的19.2%", ["~19.2%"]),
        ("不低于96%", [">=96%"]),
        ("≥42％", [">=42%"]),
        ("达到90%以上", [">=90%"]),
        ("控制在26微克/立方米以内", ["<=26微克/立方米"]),
        ("不超过两次", ["<=2次"]),
        ("大于85%", [">85%"]),
        ("不足5%", ["<5%"]),
        ("分别不低于41%和43%", [">=41%", ">=43%"]),
        ("分别达到92%、85%以上", [">=92%", ">=85%"]),
        ("上升0.38和0.26个百分点", ["0.38百分点", "0.26百分点"]),
        ("增长-2.1%", ["-2.1%"]),
        ("百分之八十五点五", ["85.5%"]),
        ("千分之三", ["3‰"]),
        ("３.２０％", ["3.20%"]),
        ("9 3 . 4 %", ["93.4%"]),
        ("85. 42 %", ["85.42%"]),
        ("1·8%", ["1.8%"]),
        ("6,824.86吨", ["6824.86吨"]),
        ("228.1 m³/万元", ["228.1立方米/万元"]),
        ("0.319吨标煤/万元GDP", ["0.319吨标准煤/万元"]),
        ("全县GDP203.6亿元", ["203.6亿元"]),
        ("G355国道沿线3处", ["3处"]),
        ("七个乡镇各配十二台垃圾运输车", ["7个", "12台"]),
        ("三百六十五天", ["365天"]),
        ("得分85分以上", [">=85分"]),
        ("1000 平方米", ["1000平方米"]),
        ("由77.2%至78.7%", ["77.2%", "78.7%"]),
    ],
)
def test_forms_of_quantities(text: str, expected: list[str]) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "某政办发〔2017〕48号",
        "某环函[2018] 第 1154 号",
        "（2014）年第57号",
        "国务院令第711号",
        "GB 3838-2002",
        "GB/T 14848-2017",
        "HJ-333-2006",
        "T/CHES 18-2018",
        "PM2.5和PM10",
        "2023年12月21日",
        "2023-05-01",
        "2023.5.1",
        "8月下旬",
        "8:30",
        "联系电话：0763-8812345",
        "13812345678",
        "第3次会议、第十六期",
        "附件3",
        "表2-1",
        "（1）优良天数",
        "1. 优良天数",
        "“十三五”“三线一单”",
        "六个100%",
        "×100%",
        "比例为1:3",
        "近三年",
        "《某县规划（2017-2025年）》",
        "分别",
        "一起推进",
        "二期工程",
    ],
)
def test_digits_that_are_no_values(text: str) -> None:
    assert [quantity for quantity in read(text) if quantity.unit] == []


def test_a_range_is_marked_at_both_ends() -> None:
    assert [quantity.is_range for quantity in read("年降水量200-400毫米")] == [True, True]


def test_a_fraction_marks_its_numerator() -> None:
    assert [(q.value, q.fraction) for q in read("358/365")] == [(Decimal(358), True), (Decimal(365), False)]


def test_the_raw_text_is_as_printed() -> None:
    text = "比例为９５.２０％，共1,260 万元"
    assert [quantity.raw for quantity in read(text)] == ["９５.２０％", "1,260 万元"]


@given(
    st.decimals(min_value=0, max_value=10**7, places=3).filter(lambda value: not 1900 <= value < 2100),
    st.sampled_from(["%", "万吨", "亩", "平方公里", "立方米/万元", "微克/立方米", "个百分点", "万元", "人"]),
    st.sampled_from(["为{}", "达到{}以上", "约{}", "提高了{}，", "（{}）", "不低于{}的要求"]),
)
def test_values_and_their_zeros_are_read_back(value: Decimal, unit: str, form: str) -> None:
    found = read(form.format(f"{value}{unit}"))
    assert [(str(q.value), q.unit) for q in found] == [(str(value), unit.removeprefix("个"))]


@given(
    st.text(
        alphabet="0123456789.,%年月日号第〔〕（）-—/至近约不低于以上下一二三十百千万亿个天亩吨人GBHJT ", max_size=40
    )
)
def test_no_text_breaks_the_reader(text: str) -> None:
    shade = shadow(text)
    for quantity in quantities(shade):
        assert 0 <= quantity.outer_start <= quantity.start < quantity.end <= quantity.outer_end <= len(shade.text)
        assert quantity.raw in text


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("能源消费77.2万吨和80.1万吨标准煤", ["万吨标准煤", "万吨标准煤"]),
        ("用水2.95亿、2.86亿立方米", ["亿立方米", "亿立方米"]),
        ("垃圾5.1万吨，能源消费80.1万吨标准煤", ["万吨", "万吨标准煤"]),
    ],
)
def test_a_member_of_a_list_has_the_whole_unit_of_the_next(text: str, units: list[str]) -> None:
    assert [one.unit for one in quantities(shadow(text))] == units


@pytest.mark.parametrize(
    ("text", "values"), [("13家企业全部披露，无一家延期", ["13"]), ("检查水厂14座，无一座超标", ["14"])]
)
def test_not_one_counts_nothing(text: str, values: list[str]) -> None:
    assert [str(one.value) for one in quantities(shadow(text))] == values


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("有千吨万人工程2处、千人以上工程11处", [("2", "=")]),
        ("2021年不低于88%，2022年不低于90%", [("88", ">="), ("90", ">=")]),
        ("分别达到90%、85%以上", [("90", ">="), ("85", ">=")]),
        ("分别不低于41%和43%", [("41", ">="), ("43", ">=")]),
    ],
)
def test_members_of_a_list_in_one_unit_share_their_bound(text: str, signs: list[tuple[str, str]]) -> None:
    found = [(str(one.value), one.op) for one in quantities(shadow(text)) if one.unit in ("%", "处")]
    assert found[: len(signs)] == signs


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("用水总量1.58亿立方米：农业0.96亿，工业0.21亿，生活0.41亿", ["亿立方米"] * 4),
        ("产量12.4万吨（其中水稻8.1万、玉米4.3万），总人口31万", ["万吨", "万吨", "万吨", "万"]),
        ("面积182.5万亩，人口32万", ["万亩", "万"]),
    ],
)
def test_bare_parts_have_the_unit_of_their_total(text: str, units: list[str]) -> None:
    assert [one.unit for one in quantities(shadow(text))] == units
