"""Roles: targets, baselines, changes are told from what is; what is only mentioned is never what is."""

from collections.abc import Callable

import pytest

ReadFacts = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("力争到2025年，全县农村生活污水治理率达到60%以上。", ["sewage_rural 农村生活污水治理率 2025 >=60% target"]),
        ("2023年计划实现优良天数比例97%。", ["air.1 优良天数比例 2023 97% target"]),
        (
            "年初下达我县的优良天数比例目标为97.0%，全年实际完成98.1%。",
            ["air.1 优良天数比例 2022 97.0% target", "air.1 优良天数比例 2022 98.1% actual"],
        ),
        (
            "2022年单位地区生产总值用水量控制目标为不超过50立方米/万元，实际为45.6立方米/万元。",
            [
                "water_gdp 单位地区生产总值用水量 2022 <=50立方米/万元 target",
                "water_gdp 单位地区生产总值用水量 2022 45.6立方米/万元 actual",
            ],
        ),
        (
            "林草覆盖率71.5%，高于目标值（69%）2.5个百分点。",
            ["forest_grass 林草覆盖率 2022 71.5% actual", "forest_grass 林草覆盖率 2022 69% target"],
        ),
        (
            "城镇污水处理率为96.1%，达到不低于95%的要求。",
            ["sewage_town 城镇污水处理率 2022 96.1% actual", "sewage_town 城镇污水处理率 2022 >=95% target"],
        ),
        (
            "林草覆盖率为71.5%，超过69%的考核要求。",
            ["forest_grass 林草覆盖率 2022 71.5% actual", "forest_grass 林草覆盖率 2022 >=69% target"],
        ),
        (
            "2021年、2022年城镇污水处理率分别为92.1%、93.4%，均大于85%，达到考核要求。",
            [
                "sewage_town 城镇污水处理率 2021 92.1% actual",
                "sewage_town 城镇污水处理率 2022 93.4% actual",
                "sewage_town 城镇污水处理率 2021 >=85% target",
                "sewage_town 城镇污水处理率 2022 >=85% target",
            ],
        ),
        ("截至2022年底，城镇污水处理率达到96%以上。", ["sewage_town 城镇污水处理率 2022 >=96% actual"]),
    ],
)
def test_targets(read: ReadFacts, text: str, facts: list[str]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "优良天数比例98.1%，同比上升0.8个百分点。",
            ["air.1 优良天数比例 2022 98.1% actual", "air.1 优良天数比例 2022 0.8百分点 change"],
        ),
        (
            "PM2.5年均浓度为22微克/立方米，同比下降8.3%。",
            ["air.2 PM2.5浓度 2022 22微克/立方米 component", "air.2 PM2.5浓度 2022 -8.3% change"],
        ),
        (
            "2022年PM2.5年均浓度为22微克/立方米，较2020年（基准年）的26微克/立方米下降15.4%。",
            [
                "air.2 PM2.5浓度 2022 22微克/立方米 component",
                "air.2 基准年PM2.5浓度 2020 26微克/立方米 baseline",
                "air.2 PM2.5浓度下降幅度 2022 15.4% actual",
            ],
        ),
        (
            "一般工业固体废物综合利用率为90.1%，比上年提高1.2个百分点。",
            [
                "solid_waste 一般工业固体废物综合利用率 2022 90.1% component",
                "solid_waste 一般工业固体废物综合利用率提高幅度 2022 1.2百分点 actual",
            ],
        ),
        (
            "单位GDP建设用地使用面积0.0821亩/万元，较上年下降5.3%，完成下降4.5%的目标。",
            [
                "land_gdp 单位国内生产总值建设用地使用面积 2022 0.0821亩/万元 component",
                "land_gdp 单位国内生产总值建设用地使用面积下降率 2022 5.3% actual",
                "land_gdp 单位国内生产总值建设用地使用面积下降率 2022 4.5% target",
            ],
        ),
        (
            "单位地区生产总值能耗为0.412吨标煤/万元，下降率为3.2%。",
            [
                "energy_gdp 单位地区生产总值能耗 2022 0.412吨标准煤/万元 actual",
                "energy_gdp 单位地区生产总值能耗降低率 2022 3.2% component",
            ],
        ),
    ],
)
def test_changes_stand_apart_from_levels(read: ReadFacts, text: str, facts: list[str]) -> None:
    assert read(text) == facts


STATED = "2022年城镇污水处理率为96.1%，力争2025年达到98%。"
TARGET = "sewage_town 城镇污水处理率 2025 98% target"


def test_what_is_only_mentioned_is_no_actual_value(read: ReadFacts) -> None:
    assert read(STATED) == ["sewage_town 城镇污水处理率 2022 96.1% actual", TARGET]
    assert read(STATED, relation="mention", kind="news") == [TARGET]
    assert read(STATED, only="air") == [TARGET]


def test_a_part_of_a_year_states_no_year(read: ReadFacts) -> None:
    assert read("优良天数比例为100%。", period=("2022-01-01", "2022-03-31")) == []


def test_sections_of_a_plan_tell_state_from_task(read: ReadFacts) -> None:
    plan = """
    指标10：林草覆盖率
    指标解释
    指森林、草地面积之和占土地总面积的百分比，水域面积占5%以上的除外。
    指标现状情况
    2020-2022年林草覆盖率分别为70.1%、70.5%、71.0%。
    工作任务
    到2025年，林草覆盖率达到72%以上。目前林草覆盖率为71%。
    """
    assert read(plan, kind="plan", period=("2020-01-01", "2025-12-31")) == [
        "forest_grass 林草覆盖率 2020 70.1% actual",
        "forest_grass 林草覆盖率 2021 70.5% actual",
        "forest_grass 林草覆盖率 2022 71.0% actual",
        "forest_grass 林草覆盖率 2025 >=72% target",
    ]


def test_a_paper_that_sets_targets_states_no_actual_value(read: ReadFacts) -> None:
    text = "环境空气质量。优良天数比例不低于95%，PM2.5年均浓度不高于28微克/立方米，危险废物利用处置率达到100%。"
    assert read(text, kind="notice", title="关于下达2022年度目标任务的通知", relation="mention") == [
        "air.1 优良天数比例 2022 >=95% target",
        "air.2 PM2.5浓度 2022 <=28微克/立方米 target",
        "hazwaste 危险废物利用处置率 2022 100% target",
    ]
