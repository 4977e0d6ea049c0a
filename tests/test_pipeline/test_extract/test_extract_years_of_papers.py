"""The year of every number, in each of the ways and places in which a paper tells it."""

from collections.abc import Callable
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

YearsTold = Callable[[list[str]], dict[Decimal, set[int | None]]]

PAPERS: list[dict[str, Any]] = YAML(typ="safe").load(
    Path(__file__).with_name("years_of_papers.yaml").read_text(encoding="utf-8")
)

# {y}: the year of {v}; {p}: the year before, that of {u}
WAYS = (
    "截至{y}年底，全县{n}为{v}%。",
    "截至{y}年12月31日，全县{n}达到{v}%。",
    "{y}年，全县{n}为{v}%。",
    "{y}年度{n}{v}%。",
    "{y}年末，{n}达{v}%。",
    "{n}{y}年达到{v}%。",
    "{n}为{v}%（{y}年）。",
    "{n}{v}%（{y}年数据）。",
    "据{y}年度统计，{n}为{v}%。",
    "{y}年1—12月，{n}为{v}%。",
    "到{y}年年底，全县{n}达到{v}%。",
    "{y}全年{n}为{v}%。",
    "{n}（{y}年度）：{v}%。",
    "继{p}年{n}达到{u}%之后，{y}年达到{v}%。",
    "{n}由{p}年的{u}%提高到{y}年的{v}%。",
    "与{p}年的{u}%相比，{y}年{n}为{v}%。",
    "{y}年{n}{v}%，较上年的{u}%提高1.1个百分点。",
    "{y}年{n}{v}%，上年为{u}%。",
    "{y}年{n}{v}%，{p}年同期{u}%。",
    "{p}年、{y}年{n}分别为{u}%、{v}%。",
    "{n}：{p}年{u}%；{y}年{v}%。",
    "{p}—{y}年{n}依次为{u}%和{v}%。",
    "{p}年{n}{u}%，次年{v}%。",
    "{p}年{n}为{u}%。{y}年为{v}%。",
    "{n}分别为{u}%（{p}年）、{v}%（{y}年）。",
    "{y}年{n}{v}%（{p}年{u}%）。",
    "{y}年{n}实现{v}%，同比提高1.1个百分点，{p}年为{u}%。",
    "在{p}年{u}%的基础上，{y}年{n}提高到{v}%。",
    "{p}年1月1日至{y}年12月31日，{n}分别为{u}%和{v}%。",
    "{y}年全县{n}为{v}%，为历年最高；{p}年为{u}%。",
    "一季度{n}偏低，{y}年全年{n}为{v}%。",
)
# where the sentence {f} stands: the title, the lines around it
PLACES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("关于{n}有关情况的说明", ("{f}",)),
    ("关于{n}有关情况的说明", ("现说明如下：{f}",)),
    ("关于{n}有关情况的说明", ("1.{n}。{f}",)),
    ("关于{n}有关情况的说明", ("{f}{a}年，我县将继续做好相关工作。",)),
    (
        "关于{n}有关情况的说明",
        ("一、基本情况", "2016年，我县启动创建工作，累计投入资金3.2亿元。", "二、完成情况", "{f}"),
    ),
    ("关于{n}有关情况的证明", ("{f}", "特此证明。")),
    ("青溪县{y}年有关工作总结", ("一、主要工作。{f}",)),
    ("青溪县{p}—{y}年有关工作情况报告", ("（一）{n}。{f}",)),
    (
        "关于{n}的复核情况说明",
        ("按照《青溪县生态文明建设规划（2015—2030年）》，我局对{n}作了核算。{f}", "2030年目标值以规划为准。"),
    ),
)
NAMES = ("林草覆盖率", "城镇污水处理率", "秸秆综合利用率", "农村无害化卫生厕所普及率")
DAYS = ("{a}年1月11日", "{a}年3月18日", "{a}年6月5日", "{y}年12月28日")


def _paper(way: str, place: int, day: str, words: dict[str, object]) -> list[str]:
    title, lines = PLACES[place]
    words = words | {"f": way.format(**words)}
    return [line.format(**words) for line in (title, *lines, "青溪县人民政府", day)]


@pytest.mark.parametrize("paper", PAPERS, ids=[f"{one['title']}: {one['lines'][0][:24]}" for one in PAPERS])
def test_paper(years_told: YearsTold, paper: dict[str, Any]) -> None:
    ends = [paper[key] for key in ("unit", "dated") if key in paper]
    told = years_told([paper["title"], *paper["lines"], *ends])
    read = {value: sorted(year for year in told.get(Decimal(value), ()) if year) for value in paper["years"]}
    assert read == paper["years"]


@pytest.mark.parametrize("way", WAYS)
def test_every_way_in_every_place(years_told: YearsTold, way: str) -> None:
    for place, day in product(range(len(PLACES)), DAYS[:1]):
        words: dict[str, object] = {"n": "林草覆盖率", "y": 2023, "p": 2022, "a": 2024, "v": "63.27", "u": "62.17"}
        told = years_told(_paper(way, place, day, words))
        assert told.get(Decimal("63.27")) == {2023}, place
        assert "{u}" not in way or told.get(Decimal("62.17")) == {2022}, place


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    way=st.sampled_from(WAYS),
    place=st.integers(0, len(PLACES) - 1),
    name=st.sampled_from(NAMES),
    day=st.sampled_from(DAYS),
    year=st.integers(2018, 2024),
    values=st.tuples(st.integers(5000, 9998), st.integers(5000, 9998)),
)
def test_any_year_any_value(
    years_told: YearsTold, way: str, place: int, name: str, day: str, year: int, values: tuple[int, int]
) -> None:
    value, other = (Decimal(one) / 100 for one in values)
    assume(abs(value - other) > 2)  # the rise that a way tells is a number of its own
    words: dict[str, object] = {"n": name, "y": year, "p": year - 1, "a": year + 1, "v": value, "u": other}
    told = years_told(_paper(way, place, day, words))
    assert told.get(value) == {year}
    assert "{u}" not in way or told.get(other) == {year - 1}
