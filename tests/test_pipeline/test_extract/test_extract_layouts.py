"""Round trips over the layouts of official tables: a cell is read the same wherever its heads stand."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ReadFacts = Callable[..., list[str]]

NAMES = ("城镇污水处理率", "林草覆盖率", "政府绿色采购比例", "农膜回收利用率", "优良天数比例")
# {a}, {b} are two measures; {a1}, {a2}, {b1}, {b2} their values in the years {y1}, {y2}
LAYOUTS = {
    "years as columns": "|指标|{y1}年|{y2}年|\n|{a}（%）|{a1}|{a2}|\n|{b}（%）|{b1}|{b2}|",
    "years as rows": "单位：%\n|年份|{a}|{b}|\n|{y1}|{a1}|{b1}|\n|{y2}|{a2}|{b2}|",
    "a column of units, one of numbers": (
        "|序号|指标名称|计量单位|{y1}年|{y2}年|备注|\n|1|{a}|%|{a1}|{a2}|—|\n|2|{b}|%|{b1}|{b2}|—|"
    ),
    "the later year first": "|指标|单位|{y2}年|{y1}年|\n|{a}|%|{a2}|{a1}|\n|{b}|%|{b2}|{b1}|",
    "years below the role": ("|指标|完成值（%）|<|\n|^|{y1}年|{y2}年|\n|{a}|{a1}|{a2}|\n|{b}|{b1}|{b2}|"),
    "years in merged rows": (
        "|指标名称|年度|完成值|\n|{a}|{y1}年|{a1}%|\n|^|{y2}年|{a2}%|\n|{b}|{y1}年|{b1}%|\n|^|{y2}年|{b2}%|"
    ),
    "no heads": "|{a}|{y1}年|{a1}%|\n|^|{y2}年|{a2}%|\n|{b}|{y1}年|{b1}%|\n|^|{y2}年|{b2}%|",
    "side by side": ("|指标|{y1}年|{y2}年|指标|{y1}年|{y2}年|\n|{a}（%）|{a1}|{a2}|{b}（%）|{b1}|{b2}|"),
    "measures as columns": "|项目|{a}（%）|{b}（%）|\n|{y1}年|{a1}|{b1}|\n|{y2}年|{a2}|{b2}|",
    "areas, tasks, attributes around": (
        "|领域|任务|指标名称|{y1}年|{y2}年|属性|责任单位|\n|生态生活|人居环境改善|{a}|{a1}%|{a2}%|约束性|县住建局|\n"
        "|生态安全|生态系统保护|{b}|{b1}%|{b2}%|参考性|县林业局|"
    ),
    "footnote marks": "|指标|{y1}年|{y2}年|\n|{a}|{a1}%*|{a2}%①|\n|{b}|{b1}%|{b2}%（注1）|",
    "words in cells": (
        "|指标名称|完成情况|\n|{a}|{y1}年为{a1}%，{y2}年为{a2}%，达标|\n|{b}|{y1}年和{y2}年分别达到{b1}%、{b2}%|"
    ),
    "a title row": "|{y1}—{y2}年指标完成情况表（单位：%）|<|<|\n|指标|{y1}年|{y2}年|\n|{a}|{a1}|{a2}|\n|{b}|{b1}|{b2}|",
}
WITH_TARGETS = {
    "one target": "|指标|目标值|{y1}年|{y2}年|是否达标|\n|{a}|≥{t}%|{a1}%|{a2}%|是|",
    "a target a year": ("|指标|{y1}年|<|{y2}年|<|\n|^|目标值|完成值|目标值|完成值|\n|{a}（%）|{t}|{a1}|{t}|{a2}|"),
    "targets together": "|指标|目标值|<|实际值|<|\n|^|{y1}年|{y2}年|{y1}年|{y2}年|\n|{a}（%）|{t}|{t}|{a1}|{a2}|",
    "years in the words": "|指标|{y1}年目标|{y1}年完成|{y2}年目标|{y2}年完成|\n|{a}（%）|{t}|{a1}|{t}|{a2}|",
}
values = st.decimals(min_value=1, max_value=99, places=1)
quick = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _facts(lines: list[str], role: str) -> list[str]:
    """Return the facts of a role without the indicator before each, sorted."""
    return sorted(line.split(" ", 1)[1] for line in lines if line.endswith(role))


@pytest.mark.parametrize("layout", LAYOUTS)
@quick
@given(
    names=st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True),
    year=st.integers(2016, 2021),
    cells=st.lists(values, min_size=4, max_size=4),
)
def test_two_measures_in_two_years(
    read: ReadFacts, layout: str, names: list[str], year: int, cells: list[Decimal]
) -> None:
    a1, a2, b1, b2 = cells
    text = LAYOUTS[layout].format(a=names[0], b=names[1], y1=year, y2=year + 1, a1=a1, a2=a2, b1=b1, b2=b2)
    lines = read(text)
    expected = [
        f"{name} {year + later} {value}% actual"
        for name, told in zip(names, ((a1, a2), (b1, b2)), strict=True)
        for later, value in enumerate(told)
    ]
    assert _facts(lines, "actual") == sorted(expected)
    assert len(lines) == len(expected)


@pytest.mark.parametrize("layout", WITH_TARGETS)
@quick
@given(name=st.sampled_from(NAMES), year=st.integers(2016, 2021), cells=st.lists(values, min_size=3, max_size=3))
def test_targets_beside_values(read: ReadFacts, layout: str, name: str, year: int, cells: list[Decimal]) -> None:
    a1, a2, target = cells
    lines = read(WITH_TARGETS[layout].format(a=name, y1=year, y2=year + 1, a1=a1, a2=a2, t=target))
    assert _facts(lines, "actual") == sorted([f"{name} {year} {a1}% actual", f"{name} {year + 1} {a2}% actual"])
    assert all(f"{target}%" in line for line in _facts(lines, "target"))
    assert _facts(lines, "target")
