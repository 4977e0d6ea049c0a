"""Rises and falls held against both levels in the same sentence."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

FIXTURE_IS_STATELESS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("绿道里程由2021年的40公里增加到2022年的46公里，增加16公里。", ("error", "46－40＝6公里")),
        ("绿道里程从40公里增加到46公里，增长25%。", ("error", "（46－40）÷40×100＝15.00%")),
        ("集中收集率为73.6%，比上年的70.1%提高2.5个百分点。", ("error", "73.6－70.1＝3.5个百分点")),
        ("集中收集率由70.1%提高到73.6%，提高3.5%。", ("warning", "73.6－70.1＝3.5个百分点")),
        ("投诉量由120件下降到96件，上升20%。", ("error", "（96－120）÷120×100＝-20.00%")),
        ("浓度年均值为23微克/立方米，比2020年的27微克/立方米上升14.8%。", ("error", "（23－27）÷27×100＝-14.81%")),
        ("浓度年均值为23微克/立方米，比2020年的27微克/立方米下降12.8%。", ("warning", "（23－27）÷27×100＝-14.81%")),
        ("参与度为86.2%，比2021年（84.5%）提高1.7%。", ("warning", "86.2－84.5＝1.7个百分点")),
        (
            "收集率90.1%，比上年的88.7%高1.4个百分点，比2021年的87.6%高4.5个百分点。",
            ("error", "90.1－87.6＝2.5个百分点"),
        ),
    ],
)
def test_wrong_changes_are_found(judge: Any, text: str, expected: tuple[str, str]) -> None:
    assert [(found[0], found[2]) for found in judge.told("change", text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "集中收集率由2021年的70.1%下降到2023年的73.6%。",
        "全县投诉量由96件减少至120件。",
        "绿道里程从46公里提升到40公里。",
    ],
)
def test_a_rise_that_is_called_a_fall_is_found(judge: Any, text: str) -> None:
    ((severity, told, _),) = judge.told("change", text)
    assert (severity, told) == ("error", text[text.index("由" if "由" in text else "从") : -1])


@pytest.mark.parametrize(
    "text",
    [
        "集中收集率由2021年的70.1%提高到2023年的73.6%。",
        "全县排名由第3位下降到第8位。",
        "排名由3位下降到8位。",
        "水质由Ⅲ类提升到Ⅱ类。",
        "投诉量由120件下降到96件。",
        "浓度由35微克/立方米变化到33微克/立方米。",
        "由县财政安排120万元，投诉量下降到96件。",
    ],
)
def test_levels_that_go_the_way_they_say_are_silent(judge: Any, text: str) -> None:
    assert judge.findings("change", text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "集中收集率由70.1%提高到73.6%，提高3.5个百分点，增长5.0%。",
        "集中收集率由2018年的70.1%提高到2022年的73.6%，年均提高0.9个百分点。",
        "地区生产总值由149.65亿元增加到157.80亿元，按可比价格计算增长4.9%。",
        "绿道里程由40公里增加到46公里，其中步道增加12公里。",
        "集中收集率由约70%提高到73.6%，提高5个百分点。",
        "甲率、乙率分别由70%、80%提高到75%、82%，提高5个和2个百分点。",
        "由县财政安排120万元，完成投资96万元，下降20%。",
        "用水5068万立方米，比目标少312万立方米，较上年的5126万立方米减少1.1%。",
        "满意度为95.6%，比2021年的94.1%提高1.5个百分点，比2020年提高3.2个百分点。",
        "收集率90.1%，比上年的88.7%高1.4个百分点，比2021年的87.6%高2.5个百分点。",
        "浓度年均值为23微克/立方米，比2020年的27微克/立方米下降14.8%，年均下降5.2%。",
        "参与度为86.2%，比2021年（84.5%）提高1.7个百分点。",
        "集中收集率为73.6%，高于全省平均水平8.2个百分点。",
    ],
)
def test_right_changes_and_look_alikes_are_left_alone(judge: Any, text: str) -> None:
    assert judge.told("change", text) == []


@FIXTURE_IS_STATELESS
@given(st.integers(20, 999), st.integers(20, 999), st.integers(0, 200))
def test_points_are_reported_exactly_when_they_are_wrong(judge: Any, before: int, now: int, off: int) -> None:
    assume(before != now and not 0 < off <= 3)
    first, second = (Decimal(value).scaleb(-1) for value in (before, now))
    verb = "提高" if now > before else "下降"
    stated = abs(second - first) + Decimal(off).scaleb(-1)
    percent = abs(second / first - 1) * 100
    assume(abs(stated - percent) > 3)
    told = judge.told("change", f"收集率由{first:f}%{verb}到{second:f}%，{verb}{stated:f}个百分点。")
    assert len(told) == (1 if off else 0)


@FIXTURE_IS_STATELESS
@given(st.integers(1, 9_999), st.integers(1, 9_999))
def test_a_rounded_percentage_is_never_reported(judge: Any, before: int, now: int) -> None:
    assume(before != now)
    percent = (Decimal(abs(now - before)) / before * 100).quantize(Decimal("0.1"))
    verb = "增加" if now > before else "减少"
    result = judge("change", f"投诉量由{before}件{verb}到{now}件，{verb}{percent:f}%。")
    assert (result.looked_at, result.findings) == (1, ())
