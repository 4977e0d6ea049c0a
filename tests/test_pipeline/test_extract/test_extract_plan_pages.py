"""Tables of a plan's page without a date: the year before its five years is what it sets out from."""

from collections.abc import Callable

import pytest

ReadFacts = Callable[..., list[str]]

TERM = ("2021-01-01", "2025-12-31")
TABLE = """
专栏2　“十四五”生态环境保护主要指标
| 指标 | 2020年 | 2025年 | 〔累计〕 |
| 农村生活污水治理率（%） | 21.4 | ＞55 | - |
| 县级饮用水水源达到或优于Ⅲ类比例（%） | 98 | 100 | - |
| 单位地区生产总值能源消耗降低（%） | - | - | 〔12.5〕 |
"""


def test_the_year_before_the_term_is_the_baseline_and_the_bracket_what_is_summed_up(read: ReadFacts) -> None:
    assert sorted(read(TABLE, kind="plan", title="主要指标", period=TERM, dated=None, relation="mention")) == [
        "drink_source 集中式饮用水水源地水质优良比例 2020 98% baseline",
        "drink_source 集中式饮用水水源地水质优良比例 2025 100% target",
        "energy_gdp 单位地区生产总值能耗降低率 2025 12.5% target",
        "sewage_rural 农村生活污水治理率 2020 21.4% baseline",
        "sewage_rural 农村生活污水治理率 2025 >55% target",
    ]


PAGE = """
“十三五”以来治理取得进展，2020年，城镇污水处理率95.1%。
单位GDP能耗五年累计降低14%。到2025年，城镇污水处理率达到97.5%。
无害化卫生厕所普及率从84.6%提升至95%，一般工业固体废物综合利用率稳定在93%以上（2020年为93.2%）。
"""


def test_what_a_page_of_a_plan_tells_of_years_before_its_five_is_so(read: ReadFacts) -> None:
    told = read(PAGE, kind="plan", title="第九篇 建设美丽云溪", period=None, dated=None, relation="mention")
    assert sorted(told) == [
        "energy_gdp 单位地区生产总值能耗降低率 — 14% target",
        "sewage_town 城镇污水处理率 2020 95.1% baseline",
        "sewage_town 城镇污水处理率 2025 97.5% target",
        "solid_waste 一般工业固体废物综合利用率 2020 93.2% component",
        "solid_waste 一般工业固体废物综合利用率 — >=93% target",
        "toilet 农村无害化卫生厕所普及率 — 84.6% baseline",
        "toilet 农村无害化卫生厕所普及率 — 95% target",
    ]


ENDED = """
“十三五”收官之年，城镇污水处理率95.1%。“十三五”末，农村生活污水治理率21.4%。到“十四五”期末，城镇污水处理率达到97.5%。
"""


def test_the_end_of_the_five_years_before_a_plan_is_its_baseline(read: ReadFacts) -> None:
    told = read(ENDED, kind="plan", title="主要指标", period=TERM, dated="2021-11-20", relation="mention")
    assert sorted(told) == [
        "sewage_rural 农村生活污水治理率 2020 21.4% baseline",
        "sewage_town 城镇污水处理率 2020 95.1% baseline",
        "sewage_town 城镇污水处理率 2025 97.5% target",
    ]


@pytest.mark.parametrize(
    "table",
    [
        # no plan is named: nobody knows what 2020 is to 2025
        TABLE.replace("“十四五”生态环境保护", "生态环境保护"),
        # the first column is a year of the term itself
        TABLE.replace("2020年", "2022年"),
    ],
)
def test_other_years_of_an_undated_plan_are_no_baseline(read: ReadFacts, table: str) -> None:
    told = read(table, kind="plan", title="主要指标", period=TERM, dated=None, relation="mention")
    assert not any(line.endswith("baseline") for line in told)


STATE = """
表3-1　生态文明建设规划指标
| 指标名称 | 单位 | 2020年现状 | 2023年 | 2025年 | 属性 |
| 农村生活污水治理率 | % | 21.4 | ≥40 | ≥55 | 参考性 |
| 生态文明建设工作占党政实绩考核的比例 | % | 21 | ≥22 | ≥25 | 约束性 |
"""
STATE_READ = [
    "assess_ratio 生态文明建设工作占党政实绩考核的比例 2020 21% baseline",
    "assess_ratio 生态文明建设工作占党政实绩考核的比例 2023 22% target",
    "assess_ratio 生态文明建设工作占党政实绩考核的比例 2025 25% target",
    "sewage_rural 农村生活污水治理率 2020 21.4% baseline",
    "sewage_rural 农村生活污水治理率 2023 40% target",
    "sewage_rural 农村生活污水治理率 2025 55% target",
]


@pytest.mark.parametrize(
    "table",
    [
        STATE,
        STATE.replace("2020年现状", "现状（2020年）"),
        STATE.replace("2020年现状", "2020年（基准年）"),
        STATE.replace("2020年现状", "2020年基数"),
        STATE.replace("2025年", "2025年目标"),
        STATE.replace("≥", ""),
    ],
)
def test_years_after_the_one_whose_state_is_told_are_aims(read: ReadFacts, table: str) -> None:
    told = read(table, kind="plan", title=None, period=TERM, dated=None, relation="mention")
    assert [line.replace(">=", "") for line in sorted(told)] == STATE_READ


@pytest.mark.parametrize(
    "table",
    [
        # another column tells what is, too
        STATE.replace("2023年", "2023年完成"),
        # no column tells what it sets out from
        STATE.replace("2020年现状", "2020年"),
    ],
)
def test_a_year_beside_what_was_done_is_no_aim(read: ReadFacts, table: str) -> None:
    told = read(table, kind="plan", title=None, period=TERM, dated=None, relation="mention")
    assert not any(" 2023 " in line and line.endswith("target") for line in told)


CHAPTER = """
第三章 规划目标与指标
第八条 近期目标。到2025年，城镇污水处理率达到97%，单位地区生产总值能耗较2020年下降14.5%。
第十条 基础条件。2020年，全县城镇污水处理率94.9%，农村生活污水治理率25.3%。
"""


def test_what_a_chapter_on_aims_tells_of_the_year_before_the_plan_is_so(read: ReadFacts) -> None:
    title, term = "云溪县生态文明建设示范区规划（2021—2030年）", ("2021-01-01", "2030-12-31")
    assert sorted(read(CHAPTER, kind="plan", title=title, period=term, dated=None, relation="mention")) == [
        "energy_gdp 单位地区生产总值能耗降低率 2025 14.5% target",
        "sewage_rural 农村生活污水治理率 2020 25.3% baseline",
        "sewage_town 城镇污水处理率 2020 94.9% baseline",
        "sewage_town 城镇污水处理率 2025 97% target",
    ]


STATE_BESIDE_AIMS = """
表3-1 示范区建设指标
| 指标名称 | 单位 | 2020年现状值 | 2025年{head} | 属性 |
| 城镇污水处理率 | % | 94.9 | 97 | 约束性 |
"""


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ("目标值", ["sewage_town 城镇污水处理率 2020 94.9% baseline", "sewage_town 城镇污水处理率 2025 97% target"]),
        ("完成值", []),
    ],
)
def test_a_state_beside_aims_alone_is_what_they_set_out_from(read: ReadFacts, head: str, facts: list[str]) -> None:
    table = STATE_BESIDE_AIMS.format(head=head)
    told = read(table, kind=None, title="表3-1 示范区建设指标", period=None, dated=None, relation="mention")
    assert sorted(told) == facts


STATES = """
| 指标 | 单位 | 现状值 | < | 目标值 | < | 属性 |
| ^ | ^ | 2019年 | 2020年 | 2025年 | 2030年 | ^ |
| 农村生活污水治理率 | % | 11.0 | 15.9 | 60 | 85 | 参考性 |
"""


def test_states_of_several_years_below_one_head_beside_aims(read: ReadFacts) -> None:
    told = read(STATES, kind="plan", title="规划指标表", period=None, dated=None, relation="mention")
    assert [one.split(" ", 2)[2] for one in told] == [
        "2019 11.0% baseline",
        "2020 15.9% baseline",
        "2025 60% target",
        "2030 85% target",
    ]


LOOKED_BACK = """
第一节　“十三五”工作成效
“十三五”末，城镇污水处理率95.1%，比“十二五”末（88.5%）提高6.6个百分点。
"""


def test_a_page_that_looks_back_tells_what_its_plan_ended_with(read: ReadFacts) -> None:
    told = read(LOOKED_BACK, kind=None, title=None, period=None, dated=None)
    assert sorted(told) == [
        "sewage_town 城镇污水处理率 2015 88.5% actual",
        "sewage_town 城镇污水处理率 2020 6.6百分点 change",
        "sewage_town 城镇污水处理率 2020 95.1% actual",
    ]


YEAR_AHEAD = """
三、2024年重点工作
确保空气质量优良率保持在96%以上。城镇污水处理率达到97%以上，用水总量控制在1.1亿立方米以内。
"""


def test_a_page_that_asks_alone_sets_all_that_it_tells(read: ReadFacts) -> None:
    told = read(YEAR_AHEAD, kind=None, title=None, period=None, dated=None, relation="mention")
    assert sorted(told) == [
        "air.1 优良天数比例 2024 >=96% target",
        "sewage_town 城镇污水处理率 2024 >=97% target",
        "water_gdp 用水总量 2024 <=1.1亿立方米 target",
    ]
    done = YEAR_AHEAD + "全年完成治理村12个，城镇生活垃圾无害化处理率比上年提高。"
    assert len(read(done, kind=None, title=None, period=None, dated=None, relation="mention")) <= 1
