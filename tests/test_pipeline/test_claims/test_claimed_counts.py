"""Numbers by level in one passage, their total in another; look-alikes that must stay silent."""

from typing import Any

import pytest

TOTAL = "临溪县现有森林公园9个，生态本底良好。"
PARTS = "全县有1个省级森林公园、6个县级森林公园。"


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        (TOTAL, PARTS),
        ("我县建立了7个自然保护区、9个森林公园。", "各类公园包括1个省级森林公园、6个县级森林公园和1个县级湿地公园。"),
        ("至2022年底，全县共有森林公园9个。", "2022年，全县有省级森林公园1个、县级森林公园6个。"),
        ("全县共有森林公园九个。", "其余如下：一个省级森林公园、六个县级森林公园。"),
    ],
)
def test_a_total_that_its_levels_do_not_make_up_is_found(judge: Any, total: str, parts: str) -> None:
    (found,) = judge.findings("sum", f"{total}\n这一段没有数字。\n{parts}")
    assert (found.severity, found.found[1:], found.expected) == ("warning", "个", "1＋6＝7个")
    assert found.found[0] in "9九"
    assert total[:-1] in found.message
    assert parts[:-1] in found.message
    assert len(found.locators) >= 2


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("临溪县现有森林公园7个。", PARTS),
        ("全市现有森林公园9个。", PARTS),
        ("2023年全县现有森林公园9个。", "2021年，全县有1个省级森林公园、6个县级森林公园。"),
        (TOTAL, "其中1个省级森林公园、6个县级森林公园开展了监测。"),
        (TOTAL, "主要有1个省级森林公园、6个县级森林公园等。"),
        ("计划到2025年建成森林公园9个。", PARTS),
        ("抽查了9个森林公园。", PARTS),
        ("龙口镇内有森林公园2个。", PARTS),
        ("全县约有9个森林公园。", PARTS),
        ("全县新增9个森林公园。", PARTS),
        (TOTAL, "全县有1个省级湿地公园、6个县级湿地公园。"),
        (TOTAL, "全县有1个省级森林公园、6处县级地质公园。"),
        ("全县有2个国家森林公园。", PARTS),
        (TOTAL, PARTS + "全县有2个省级森林公园、6个县级森林公园。"),
    ],
)
def test_look_alikes_stay_silent(judge: Any, total: str, parts: str) -> None:
    assert judge.findings("sum", f"{total}\n{parts}") == ()


WATERS = "截至2022年底，全县有4个县级集中式饮用水水源地（其中一个备用），8个乡镇级集中式饮用水水源地。"


def test_points_are_fewer_than_the_sources_that_are_all_watched(judge: Any) -> None:
    told = "2021年集中式饮用水水源地监测点位为9个，2022年11个，各水源地水质均达标。"
    (found,) = judge.findings("sum", f"{WATERS}\n{told}")
    assert (found.found, found.expected, found.year) == ("11个", "4＋8＝12个", 2022)


@pytest.mark.parametrize(
    "told",
    [
        "2022年集中式饮用水水源地监测点位为12个，各水源地水质均达标。",
        "2022年集中式饮用水水源地监测点位为15个，各水源地水质均达标。",
        "2021年集中式饮用水水源地监测点位为9个，各水源地水质均达标。",
        "2022年抽取集中式饮用水水源地监测点位11个开展应急监测。",
    ],
)
def test_points_that_may_be_right_stay_silent(judge: Any, told: str) -> None:
    assert judge.findings("sum", f"{WATERS}\n{told}") == ()
