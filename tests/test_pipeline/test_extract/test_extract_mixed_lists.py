"""Lists counted off against members of any unit, headings that list names, years told around a list."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ReadFacts = Callable[..., list[str]]
THREE = ("2020-01-01", "2022-12-31")

TOILETS = [
    "toilet 农户总数 2022 77850户 component",
    "toilet 使用无害化卫生厕所的农户数 2022 73960户 component",
    "toilet 农村无害化卫生厕所普及率 2022 95.00% actual",
]
WATER_OF_YEARS = [
    "water_gdp 用水总量 2020 1.52亿立方米 component",
    "water_gdp 用水总量 2021 15088万立方米 component",
    "water_gdp 用水总量 2022 14902万立方米 component",
]
FOREST_OF_YEARS = [f"forest_grass 林草覆盖率 {year} {value}% actual" for year, value in
                   ((2020, "68.43"), (2021, "68.52"), (2022, "68.64"))]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "2022年农户总数、使用无害化卫生厕所的农户数和农村无害化卫生厕所普及率分别为77850户、73960户和95.00%。",
        "农村无害化卫生厕所：全县农户总数、使用无害化卫生厕所农户数、普及率2022年分别为77850户、73960户和95.00%。",
        "全县农户总数、使用无害化卫生厕所的农户数及农村无害化卫生厕所普及率依次为77850户、73960户及95.00%。",
    ],
)
def test_members_of_different_units_are_counted_off(read: ReadFacts, text: str) -> None:
    assert read(text) == TOILETS


@pytest.mark.parametrize(
    "text",
    [
        "全县用水总量2020-2022年分别为1.52亿立方米、15088万立方米、14902万立方米。",
        "2020年、2021年、2022年全县用水总量分别为1.52亿立方米、15088万立方米、14902万立方米。",
        "近三年，用水总量依次为1.52亿立方米、15088万立方米和14902万立方米。",
    ],
)
def test_one_series_may_change_its_prefix(read: ReadFacts, text: str) -> None:
    assert read(text, period=THREE, only="water_gdp") == WATER_OF_YEARS


def test_members_run_through_the_years(read: ReadFacts) -> None:
    found = read(
        "2021、2022年城镇生活垃圾清运量、无害化处理量、无害化处理率分别为7.5万吨、7.5万吨、100%和7.6万吨、7.6万吨、100%。"
    )
    assert found == [
        f"garbage_town {name} {year} {value}"
        for year, mass in ((2021, "7.5万吨"), (2022, "7.6万吨"))
        for name, value in (
            ("生活垃圾清运量", f"{mass} component"),
            ("生活垃圾无害化处理量", f"{mass} component"),
            ("城镇生活垃圾无害化处理率", "100% actual"),
        )
    ]


def test_values_that_are_not_counted_off_are_not_spread(read: ReadFacts) -> None:
    assert read("2020-2022年用水总量分别为1.52亿立方米、15088万立方米。", only="water_gdp") == []


@pytest.mark.parametrize(
    "text",
    [
        "（三）林草覆盖率。三年分别达68.43%、68.52%和68.64%。",
        "三、林草覆盖率\n三年数据分别为68.43%、68.52%和68.64%。",
        "（三）林草覆盖率：三年依次为68.43%、68.52%和68.64%。",
        "2022年林草覆盖率68.64%，前两年分别为68.43%和68.52%。",
        "林草覆盖率分别为68.43%、68.52%、68.64%（2020、2021、2022年）。",
        "林草覆盖率分别为68.43%、68.52%、68.64%（依次为2020、2021、2022年）。",
        "森林覆盖率、林草覆盖率2022年分别为67.97%和68.64%；林草覆盖率前两年分别为68.43%、68.52%。",
    ],
)
def test_years_told_around_a_list(read: ReadFacts, text: str) -> None:
    assert sorted(read(text, period=THREE)) == FOREST_OF_YEARS


@pytest.mark.parametrize(
    "text",
    [
        "（五）城镇污水处理率、农村生活污水治理率。2022年分别为97.35%和72.02%，均完成任务。",
        "（五）城镇污水处理率、农村生活污水治理率\n2022年分别为97.35%和72.02%。",
        "（五）城镇污水处理率和农村生活污水治理率：2022年分别达97.35%、72.02%。",
    ],
)
def test_a_heading_may_list_its_names(read: ReadFacts, text: str) -> None:
    assert read(text) == [
        "sewage_town 城镇污水处理率 2022 97.35% actual",
        "sewage_rural 农村生活污水治理率 2022 72.02% actual",
    ]


def test_one_value_below_a_heading_of_two_names_is_neither(read: ReadFacts) -> None:
    assert read("（五）城镇污水处理率、农村生活污水治理率。2022年为97.35%。") == []


@pytest.mark.parametrize("words", ["三年均为", "近三年均为", "三年均保持在", "2020-2022年均为"])
def test_each_of_several_years_is_no_mean_of_them(read: ReadFacts, words: str) -> None:
    expected = [f"disclosure 生态环境信息公开率 {year} 100% actual" for year in (2020, 2021, 2022)]
    assert read(f"生态环境信息公开率{words}100%。", period=THREE) == expected


@pytest.mark.parametrize("mark", ["[2]", "［2］", "①", "[12]"])
def test_a_footnote_mark_is_no_digit(read: ReadFacts, mark: str) -> None:
    assert read(f"全年地区生产总值{mark}166.60亿元。", only="energy_gdp") == [
        "energy_gdp 地区生产总值 2022 166.60亿元 component"
    ]


def test_the_baseline_year_is_the_one_the_document_names(read: ReadFacts) -> None:
    expected = ["air.2 基准年PM2.5浓度 2018 27微克/立方米 baseline"]
    assert read("以2018年为基准年，我县基准年PM2.5年均浓度为27微克/立方米。") == expected
    assert read("评价以2018年为基准年。\n一、空气\n基准年PM2.5年均浓度为27微克/立方米。") == expected


@pytest.mark.parametrize(
    "text",
    [
        "全县8个断面中达到或优于Ⅲ类的有8个，占比100%。",
        "全县8个地表水监测断面（其中国控2个、省控3个）水质达到或优于Ⅲ类的8个，占100%。",
        "全县八个断面中达到或优于Ⅲ类的有八个，占百分之百。",
    ],
)
def test_a_class_counts_the_thing_told_before(read: ReadFacts, text: str) -> None:
    found = read(text, only="water")
    assert "water.1 达到或优于Ⅲ类断面数 2022 8个 component" in found
    assert "water.1 水质达到或优于Ⅲ类比例 2022 100% component" in found


@pytest.mark.parametrize(
    "text",
    [
        "2022年，全县168个行政村中已有121个完成生活污水治理。",
        "2022年，全县一百六十八个行政村中已有一百二十一个完成生活污水治理。",
    ],
)
def test_numerals_count_as_digits_do(read: ReadFacts, text: str) -> None:
    assert read(text, only="sewage_rural") == [
        "sewage_rural 行政村总数 2022 168个 component",
        "sewage_rural 完成生活污水治理的行政村数 2022 121个 component",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "一般工业固体废物产生量44万吨。2021年、2022年综合利用率较上年分别提高0.67、0.52个百分点。",
        "2021年、2022年一般工业固体废物综合利用率较上年分别提高0.67、0.52个百分点。",
    ],
)
def test_a_short_name_stands_before_what_it_is_compared_with(read: ReadFacts, text: str) -> None:
    assert read(text)[-2:] == [
        "solid_waste 一般工业固体废物综合利用率提高幅度 2021 0.67百分点 actual",
        "solid_waste 一般工业固体废物综合利用率提高幅度 2022 0.52百分点 actual",
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    area=st.decimals(1, 5000, places=2),
    grass=st.decimals(1, 500, places=1),
    rate=st.decimals(1, 99, places=2),
    told=st.sampled_from(("分别为", "依次为", "分别达到", "分别是")),
    last=st.sampled_from(("、", "和", "及", "，")),
)
def test_any_values_of_mixed_units_are_read_back(
    read: ReadFacts, area: object, grass: object, rate: object, told: str, last: str
) -> None:
    found = read(f"2022年森林面积、草地面积和林草覆盖率{told}{area}平方公里、{grass}公顷{last}{rate}%。")
    assert found == [
        f"forest_grass 森林面积 2022 {area}平方公里 component",
        f"forest_grass 草地面积 2022 {grass}公顷 component",
        f"forest_grass 林草覆盖率 2022 {rate}% actual",
    ]
