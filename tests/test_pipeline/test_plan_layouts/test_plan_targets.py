"""Targets for several years, with their unit elsewhere, shared by several rows."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from pipeline.plan_import import PlanReading, read_plan
from schemas.dossier import IndicatorEntry, Target
from schemas.editions import load_edition
from schemas.parsed import ParsedDocument

UP, LEFT = "^", "<"  # a place that belongs to the cell above it, or on its left
AIR = "环境空气质量\n（1）优良天数比例\n（2）PM2.5浓度下降幅度"
WATER = "水环境质量\n（1）水质达到或优于Ⅲ类比例提高幅度\n（2）劣Ⅴ类水体比例下降幅度\n（3）黑臭水体消除比例"
LIFE = "生物多样性保护\n（1）国家重点保护野生动植物保护率\n（2）外来物种入侵\n（3）特有性或指示性水生物种保持率"
EDITION = load_edition("2021")


def entry(reading: PlanReading, indicator_id: str) -> IndicatorEntry:
    return next(each for each in reading.entries if each.id == indicator_id)


def targets(found: IndicatorEntry) -> list[str | None]:
    return [sub.target.text if sub.target else None for sub in found.subs]


@pytest.mark.parametrize(("years", "chosen"), [((), 2023), ((2020, 2021), 2023), ((2023, 2024), 2023), ((2025,), 2025)])
def test_targets_for_two_years(read: Callable[..., PlanReading], years: tuple[int, ...], chosen: int) -> None:
    rows = [
        ["指标名称", "2023年目标", "2025年目标", "牵头单位"],
        ["河长制", "全面实施", "全面实施", "县水利局"],
        ["林草覆盖率", "≥60%", "≥61%", "县林业局"],
        ["政府绿色采购比例", "≥80%", "≥90%", "县财政局"],
    ]
    found = entry(read(rows, years=years), "forest_grass").target
    assert found is not None
    assert (found.year, found.text) == (chosen, "≥60%" if chosen == 2023 else "≥61%")


def test_the_unit_in_a_column_or_in_the_head(read: Callable[..., PlanReading]) -> None:
    rows = [
        ["序号", "指标名称", "单位", "目标", "牵头单位"],
        ["10", "林草覆盖率", "%", "≥68", "县林业局"],
        ["18", "单位地区生产总值用水量", "立方米/万元", "≤60.5", "县水利局"],
        ["4", "河长制", "—", "全面实施", "县水利局"],
        ["34", "公众对生态文明建设的满意度", "%", "≥90 (%)", "县统计局"],
    ]
    reading = read(rows)
    found = {each.id: each.target for each in reading.entries}
    assert found["forest_grass"] == Target(text="≥68", op=">=", value=Decimal(68), unit="%")
    assert found["water_gdp"] == Target(text="≤60.5", op="<=", value=Decimal("60.5"), unit="立方米/万元")
    assert found["river_chief"] == Target(text="全面实施")
    satisfied = found["satisfaction"]
    assert satisfied is not None
    assert (satisfied.value, satisfied.unit) == (Decimal(90), "%")
    in_head = read(
        [
            ["序号", "指标名称", "目标值（%）", "牵头单位"],
            *([a, b, d, e] for a, b, _, d, e in rows[1:2]),
            ["32", "政府绿色采购比例", "80以上", "县财政局"],
            ["25", "城镇污水处理率", "95", "县住建局"],
        ]
    )
    assert [each.target.unit for each in in_head.entries if each.target] == ["%", "%", "%"]


def test_one_target_cell_beside_several_indicators(read: Callable[..., PlanReading]) -> None:
    reading = read(
        [
            ["序号", "指标名称", "目标值", "牵头单位"],
            ["17", "单位地区生产总值能耗", "完成上级规定的目标任务，保持稳定或持续改善", "县发改局"],
            ["18", "单位地区生产总值用水量", UP, "县水利局"],
            ["29", "农村无害化卫生厕所普及率", UP, "县农业农村局"],
        ]
    )
    assert {each.target.text for each in reading.entries if each.target} == {
        "完成上级规定的目标任务，保持稳定或持续改善"
    }
    assert [each.lead_units for each in reading.entries] == [("县发改局",), ("县水利局",), ("县农业农村局",)]


def test_a_target_broken_by_the_width_is_one_target(pdf: Callable[..., ParsedDocument]) -> None:
    rows = [
        ["序号", "指标名称", "目标值", "牵头单位"],
        ["7", AIR, "完成上级规\n定的任务", "县局"],
        ["8", WATER, "完成上级规\n定的考核任\n务", "县局"],
        ["11", LIFE, "≥95%\n不明显\n不降低", "县林业局"],
    ]
    reading = read_plan(pdf(rows), EDITION)
    assert [each.target.text for each in reading.entries if each.target] == [
        "完成上级规定的任务",
        "完成上级规定的考核任务",
    ]
    assert targets(entry(reading, "biodiversity")) == ["≥95%", "不明显", "不降低"]


def test_the_countys_own_target_goes_before_the_national_value(read: Callable[..., PlanReading]) -> None:
    rows = [
        ["序号", "指标名称", "国家指标值", "2022年现状", "是否达标", "目标值", "牵头单位", "责任单位"],
        ["10", "林草覆盖率", "≥60%", "66%", "达标", "≥66%", "县林业局", "县财政局"],
        ["25", "城镇污水处理率", "≥85%", "94%", "达标", "≥95%", "县住建局", "县水利局"],
        ["32", "政府绿色采购比例", "≥80%", "85%", "达标", "≥90%", "县财政局", "各单位"],
    ]
    reading = read(rows)
    assert [each.target.text for each in reading.entries if each.target] == ["≥66%", "≥95%", "≥90%"]
    assert [each.lead_units for each in reading.entries] == [("县林业局",), ("县住建局",), ("县财政局",)]
    assert reading.entries[0].cooperating_units == ("县财政局",)
    without = read([[text for index, text in enumerate(row) if index != 5] for row in rows])
    assert [each.target.text for each in without.entries if each.target] == ["≥60%", "≥85%", "≥80%"]
