"""Facts of tables: the heads of a cell say what it is, for which year, in which unit; the cell is the place."""

from collections.abc import Callable

import pytest

from schemas.locator import CellLocator

ReadFacts = Callable[..., list[str]]

TABLES = {
    "blanks between thousands, a part beside the whole, a day of signing in the caption": (
        """
        单位：户、%　　　　填报时间：2023年1月20日
        |年度|农户总数|卫生厕所农户数|无害化卫生厕所农户数|无害化卫生厕所普及率|
        |2022|47 980|46 163|45 005|93.80|
        """,
        [
            "toilet 农户总数 2022 47980户 component",
            "toilet 使用无害化卫生厕所的农户数 2022 45005户 component",
            "toilet 农村无害化卫生厕所普及率 2022 93.80% actual",
        ],
    ),
    "a share beside its parts, towns and the whole": (
        """
        农村生活垃圾无害化处理情况表
        |乡镇|行政村总数（个）|生活垃圾无害化处理的行政村数（个）|占比|
        |甲溪镇|26|26|100%|
        |合计|89|87|97.75%|
        """,
        [
            "garbage_village 行政村总数 [甲溪镇] 2022 26个 component",
            "garbage_village 生活垃圾无害化处理的行政村数 [甲溪镇] 2022 26个 component",
            "garbage_village 农村生活垃圾无害化处理村占比 [甲溪镇] 2022 100% actual",
            "garbage_village 行政村总数 2022 89个 component",
            "garbage_village 生活垃圾无害化处理的行政村数 2022 87个 component",
            "garbage_village 农村生活垃圾无害化处理村占比 2022 97.75% actual",
        ],
    ),
    "a rate over all columns of its year": (
        """
        |品目|2021年|<|2022年|<|
        |^|绿色采购金额（万元）|同类产品采购金额（万元）|绿色采购金额（万元）|同类产品采购金额（万元）|
        |合计|1506.0|1556.0|1418.5|1445.0|
        |政府绿色采购比例|96.79%|<|98.17%|<|
        """,
        [
            "green_proc 政府绿色采购规模 2021 1506.0万元 component",
            "green_proc 同类产品政府采购规模 2021 1556.0万元 component",
            "green_proc 政府绿色采购规模 2022 1418.5万元 component",
            "green_proc 同类产品政府采购规模 2022 1445.0万元 component",
            "green_proc 政府绿色采购比例 2021 96.79% actual",
            "green_proc 政府绿色采购比例 2022 98.17% actual",
        ],
    ),
    "years in rows, unit in the caption and in a head": (
        """
        林草覆盖率计算表
        单位：平方公里
        |年份|森林面积|草地面积|土地总面积|林草覆盖率（%）|
        |2021|860.1|12.5|1102.4|79.2|
        |2022|861.0|—|1102.4|79.20|
        """,
        [
            "forest_grass 森林面积 2021 860.1平方公里 component",
            "forest_grass 草地面积 2021 12.5平方公里 component",
            "forest_grass 土地总面积 2021 1102.4平方公里 component",
            "forest_grass 林草覆盖率 2021 79.2% actual",
            "forest_grass 森林面积 2022 861.0平方公里 component",
            "forest_grass 土地总面积 2022 1102.4平方公里 component",
            "forest_grass 林草覆盖率 2022 79.20% actual",
        ],
    ),
    "years in columns, short names, units in labels": (
        """
        |指标|2021年|2022年|
        |城镇生活垃圾产生量（万吨）|3.20|3.25|
        |无害化处理率（%）|100|100|
        """,
        [
            "garbage_town 生活垃圾产生量 2021 3.20万吨 component",
            "garbage_town 生活垃圾产生量 2022 3.25万吨 component",
            "garbage_town 城镇生活垃圾无害化处理率 2021 100% actual",
            "garbage_town 城镇生活垃圾无害化处理率 2022 100% actual",
        ],
    ),
    "targets beside what was reached, a column of units, an order column": (
        """
        2022年主要指标完成情况表
        |序号|指标名称|单位|2022年目标值|2022年完成值|是否达标|
        |1|优良天数比例|%|≥97|98.1|达标|
        |2|PM2.5浓度|μg/m3|≤25|22|达标|
        """,
        [
            "air.1 优良天数比例 2022 >=97% target",
            "air.1 优良天数比例 2022 98.1% actual",
            "air.2 PM2.5浓度 2022 <=25微克/立方米 target",
            "air.2 PM2.5浓度 2022 22微克/立方米 component",
        ],
    ),
    "two rows of heads, merged; towns and their total": (
        """
        2022年农业废弃物综合利用情况统计表
        |乡镇|秸秆|<|<|畜禽粪污|<|
        |^|产生量（吨）|综合利用量（吨）|综合利用率（%）|产生量（吨）|综合利用量（吨）|
        |甲水镇|1200.5|1100.2|91.6|—|/|
        |小计|1200.5|1100.2|91.6| | |
        |合计|3400.5|3100.2|91.2|300|280|
        """,
        [
            "agri_waste.1 秸秆产生总量 [甲水镇] 2022 1200.5吨 component",
            "agri_waste.1 秸秆综合利用量 [甲水镇] 2022 1100.2吨 component",
            "agri_waste.1 秸秆综合利用率 [甲水镇] 2022 91.6% actual",
            "agri_waste.1 秸秆产生总量 2022 3400.5吨 component",
            "agri_waste.1 秸秆综合利用量 2022 3100.2吨 component",
            "agri_waste.1 秸秆综合利用率 2022 91.2% actual",
            "agri_waste.2 畜禽粪污产生总量 2022 300吨 component",
            "agri_waste.2 畜禽粪污综合利用量 2022 280吨 component",
        ],
    ),
    "months are no years, their total is": (
        """
        2022年环境空气质量监测数据
        |月份|优良天数|有效监测天数|优良天数比例|
        |1月|30|31|96.8%|
        |合计|358|365|98.1%|
        """,
        [
            "air.1 优良天数 2022 358天 component",
            "air.1 有效监测天数 2022 365天 component",
            "air.1 优良天数比例 2022 98.1% actual",
        ],
    ),
    "baseline and change": (
        """
        |指标名称|基准年（2020年）|2022年|较2020年变化|
        |PM2.5年均浓度（微克/立方米）|26|22|-15.4%|
        """,
        [
            "air.2 基准年PM2.5浓度 2020 26微克/立方米 baseline",
            "air.2 PM2.5浓度 2022 22微克/立方米 component",
            "air.2 PM2.5浓度下降幅度 2022 15.4% actual",
        ],
    ),
    "last year beside this year": (
        """
        |名称|上年|本年|增减（百分点）|
        |优良天数比例（%）|97.5|98.1①|0.6|
        """,
        [
            "air.1 优良天数比例 2021 97.5% actual",
            "air.1 优良天数比例 2022 98.1% actual",
            "air.1 优良天数比例 2022 0.6百分点 change",
        ],
    ),
    "pairs of label and value without heads": (
        """
        |行政村总数|112个|完成生活污水治理的行政村|68个|
        |农村生活污水治理率|60.7%| | |
        """,
        [
            "sewage_rural 行政村总数 2022 112个 component",
            "sewage_rural 完成生活污水治理的行政村数 2022 68个 component",
            "sewage_rural 农村生活污水治理率 2022 60.7% actual",
        ],
    ),
    "a title inside the table, the caption's name in full": (
        """
        |城镇污水处理率统计表|<|<|<|
        |年度|污水排放总量（万吨）|处理量（万吨）|处理率（%）|
        |2022|331.2|316.6|95.6|
        """,
        [
            "sewage_town 城镇污水排放总量 2022 331.2万吨 component",
            "sewage_town 城镇污水达标排放量 2022 316.6万吨 component",
            "sewage_town 城镇污水处理率 2022 95.6% actual",
        ],
    ),
    "one line for each sub-indicator": (
        """
        |指标名称|2023年指标值|
        |三大粮食作物化肥农药利用率<br>（1）化肥利用率<br>（2）农药利用率|≥41%<br>≥43%|
        """,
        ["fert_pest.1 化肥利用率 2023 >=41% target", "fert_pest.2 农药利用率 2023 >=43% target"],
    ),
    "prose in a cell": (
        """
        |任务名称|完成情况说明|
        |空气质量|2022年优良天数比例达到98.1%，同比上升0.8个百分点。|
        """,
        ["air.1 优良天数比例 2022 98.1% actual", "air.1 优良天数比例 2022 0.8百分点 change"],
    ),
    "continued without heads": (
        """
        |年度|城镇污水处理率（%）|
        |2021年|94.8|
        |2022年|95.6|

        |2020年|93.1|
        |2019年|92.4|
        """,
        [
            "sewage_town 城镇污水处理率 2021 94.8% actual",
            "sewage_town 城镇污水处理率 2022 95.6% actual",
            "sewage_town 城镇污水处理率 2020 93.1% actual",
            "sewage_town 城镇污水处理率 2019 92.4% actual",
        ],
    ),
}


@pytest.mark.parametrize("form", TABLES)
def test_forms_of_tables(read: ReadFacts, form: str) -> None:
    text, facts = TABLES[form]
    assert read(text) == facts


@pytest.mark.parametrize(
    "text",
    [
        "|区域|污水处理率（%）|\n|县城|98.2|",
        "|项目|2022年|\n|森林覆盖率（%）|72.3|\n|城镇污水处理率（天）|12|",
        "|名称|电话|排名|\n|城镇污水处理率|8812345|3|",
    ],
)
def test_cells_that_are_no_facts(read: ReadFacts, text: str) -> None:
    assert read(text) == []


def test_the_cell_is_the_place_and_heads_are_quoted(facts_of: Callable[..., tuple]) -> None:
    (fact,) = facts_of("|年度|城镇污水处理率（%）|\n|2022年|95.60|")
    assert fact.locator == CellLocator(table=0, row=1, column=1)
    assert fact.value_raw == "95.60"
    assert fact.quote == "2022年 城镇污水处理率（%） 95.60"
