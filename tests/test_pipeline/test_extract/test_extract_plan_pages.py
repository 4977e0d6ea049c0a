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
