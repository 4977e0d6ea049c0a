"""Facts of prose: each form of a sentence gives each number its name, year, subject, role."""

from collections.abc import Callable

import pytest

ReadFacts = Callable[..., list[str]]

YEARS = {
    "2020-2022年，全县优良天数分别为342天、345天和348天，有效监测天数均为365天。": [
        "air.1 优良天数 2020 342天 component",
        "air.1 优良天数 2021 345天 component",
        "air.1 优良天数 2022 348天 component",
        "air.1 有效监测天数 2020 365天 component",
        "air.1 有效监测天数 2021 365天 component",
        "air.1 有效监测天数 2022 365天 component",
    ],
    "2020至2022年环境空气质量优良天数依次为342、345及348天。": [
        "air.1 优良天数 2020 342天 component",
        "air.1 优良天数 2021 345天 component",
        "air.1 优良天数 2022 348天 component",
    ],
    "2021、2022年单位国内生产总值建设用地使用面积分别为0.2140亩/万元和0.2130亩/万元。": [
        "land_gdp 单位国内生产总值建设用地使用面积 2021 0.2140亩/万元 component",
        "land_gdp 单位国内生产总值建设用地使用面积 2022 0.2130亩/万元 component",
    ],
    "林草覆盖率逐年提高，2020年为70.1%，2021年70.5%、2022年达71%。": [
        "forest_grass 林草覆盖率 2020 70.1% actual",
        "forest_grass 林草覆盖率 2021 70.5% actual",
        "forest_grass 林草覆盖率 2022 71% actual",
    ],
    "2022年农村生活污水治理率为61.5%。2020年底、2021年底分别为41.3%和52.0%。": [
        "sewage_rural 农村生活污水治理率 2022 61.5% actual",
        "sewage_rural 农村生活污水治理率 2020 41.3% actual",
        "sewage_rural 农村生活污水治理率 2021 52.0% actual",
    ],
    "近三年城镇生活垃圾无害化处理率均保持在100%。": [
        "garbage_town 城镇生活垃圾无害化处理率 2020 100% actual",
        "garbage_town 城镇生活垃圾无害化处理率 2021 100% actual",
        "garbage_town 城镇生活垃圾无害化处理率 2022 100% actual",
    ],
    "2020年监测点9个，2021年10个，2022年11个，城镇污水处理率均为96%。": [
        "sewage_town 城镇污水处理率 2020 96% actual",
        "sewage_town 城镇污水处理率 2021 96% actual",
        "sewage_town 城镇污水处理率 2022 96% actual",
    ],
    "优良天数比例95.1%（2021年：94.3%）。": [
        "air.1 优良天数比例 2022 95.1% actual",
        "air.1 优良天数比例 2021 94.3% actual",
    ],
    "上年同期优良天数比例为94.3%，今年为95.1%。": [
        "air.1 优良天数比例 2021 94.3% actual",
        "air.1 优良天数比例 2022 95.1% actual",
    ],
    "城镇污水处理率由上年的91.8%提高到92.6%，提高0.8个百分点。": [
        "sewage_town 城镇污水处理率 2021 91.8% actual",
        "sewage_town 城镇污水处理率 2022 92.6% actual",
        "sewage_town 城镇污水处理率 2022 0.8百分点 change",
    ],
    "城镇污水处理率从2020年的91.1%提高到2022年的92.6%。": [
        "sewage_town 城镇污水处理率 2020 91.1% actual",
        "sewage_town 城镇污水处理率 2022 92.6% actual",
    ],
    "根据2019年印发的方案，城镇污水处理率为92.6%。": ["sewage_town 城镇污水处理率 2022 92.6% actual"],
}

NAMES = {
    "2022年化肥利用率、农药利用率分别达到40.5%和42.2%。": [
        "fert_pest.1 化肥利用率 2022 40.5% actual",
        "fert_pest.2 农药利用率 2022 42.2% actual",
    ],
    "2021年和2022年，化肥利用率分别为40.1%和40.9%，农药利用率分别为41.2%和42.0%。": [
        "fert_pest.1 化肥利用率 2021 40.1% actual",
        "fert_pest.1 化肥利用率 2022 40.9% actual",
        "fert_pest.2 农药利用率 2021 41.2% actual",
        "fert_pest.2 农药利用率 2022 42.0% actual",
    ],
    "2021年、2022年化肥、农药利用率分别为40.1%、41.2%和40.9%、42.0%。": [
        "fert_pest.1 化肥利用率 2021 40.1% actual",
        "fert_pest.2 农药利用率 2021 41.2% actual",
        "fert_pest.1 化肥利用率 2022 40.9% actual",
        "fert_pest.2 农药利用率 2022 42.0% actual",
    ],
    "秸秆、畜禽粪污综合利用率和农膜回收利用率分别达到91.5%、85.2%、82%。": [
        "agri_waste.1 秸秆综合利用率 2022 91.5% actual",
        "agri_waste.2 畜禽粪污综合利用率 2022 85.2% actual",
        "agri_waste.3 农膜回收利用率 2022 82% actual",
    ],
    "秸秆综合利用率、农膜覆盖率和农膜回收利用率分别为91%、30%、82%。": [
        "agri_waste.1 秸秆综合利用率 2022 91% actual",
        "agri_waste.3 农膜回收利用率 2022 82% actual",
    ],
    "城镇污水处理率、城镇生活垃圾无害化处理率均达100%。": [
        "sewage_town 城镇污水处理率 2022 100% actual",
        "garbage_town 城镇生活垃圾无害化处理率 2022 100% actual",
    ],
    "公众对生态文明建设的满意度、参与度分别为93.32%和84.10%。": [
        "satisfaction 公众对生态文明建设的满意度 2022 93.32% actual",
        "participation 公众对生态文明建设的参与度 2022 84.10% actual",
    ],
    "危险废物产生量1256.3吨，利用量800吨，处置量456.3吨，利用处置率100%。": [
        "hazwaste 危险废物产生量 2022 1256.3吨 component",
        "hazwaste 危险废物利用量 2022 800吨 component",
        "hazwaste 危险废物处置量 2022 456.3吨 component",
        "hazwaste 危险废物利用处置率 2022 100% actual",
    ],
    "危险废物产生量69吨，其中利用处置往年贮存量为2吨，贮存量为17吨。": [
        "hazwaste 危险废物产生量 2022 69吨 component",
        "hazwaste 危险废物利用处置往年贮存量 2022 2吨 component",
        "hazwaste 危险废物年末贮存量 2022 17吨 component",
    ],
    "全县行政村总数112个，完成生活污水治理的行政村68个，治理率60.7%。": [
        "sewage_rural 行政村总数 2022 112个 component",
        "sewage_rural 完成生活污水治理的行政村数 2022 68个 component",
        "sewage_rural 农村生活污水治理率 2022 60.7% actual",
    ],
    "新增完成生活污水治理的行政村16个，累计达到84个。": ["sewage_rural 完成生活污水治理的行政村数 2022 84个 component"],
    "政府绿色采购金额1,234.5万元，占同类产品采购金额1,260万元的97.98%。": [
        "green_proc 政府绿色采购规模 2022 1234.5万元 component",
        "green_proc 同类产品政府采购规模 2022 1260万元 component",
        "green_proc 政府绿色采购比例 2022 97.98% actual",
    ],
    "优良天数比例=358/365×100%=98.1%。": [
        "air.1 优良天数 2022 358天 component",
        "air.1 有效监测天数 2022 365天 component",
        "air.1 优良天数比例 2022 98.1% actual",
    ],
    "二氧化硫（SO2）、可吸入颗粒物（PM10）、细颗粒物（PM2.5）年均浓度分别为5、46、27微克/立方米。": [
        "air.2 PM2.5浓度 2022 27微克/立方米 component"
    ],
    "与2021年相比，万元GDP用水量和万元工业增加值用水量分别下降5.8%和7.1%。": [
        "water_gdp 单位地区生产总值用水量降低率 2022 5.8% change"
    ],
    "PM2.5浓度每立方米29微克，万元GDP用水量为62.4m3。": [
        "air.2 PM2.5浓度 2022 29微克/立方米 component",
        "water_gdp 单位地区生产总值用水量 2022 62.4立方米/万元 actual",
    ],
    "优良天数比例同比下降1.6个百分点，为93.4%。": [
        "air.1 优良天数比例 2022 -1.6百分点 change",
        "air.1 优良天数比例 2022 93.4% actual",
    ],
    "生态保护红线面积为312.45平方公里，占国土面积的28.6%。": [
        "eco_space.1 生态保护红线 2022 312.45平方公里 actual",
        "eco_space.1 生态保护红线占比 2022 28.6% component",
    ],
    "8个监测断面水质全部达到或优于Ⅲ类，比例为100%，无劣Ⅴ类水体。": [
        "water.1 监测断面数 2022 8个 component",
        "water.2 监测断面数 2022 8个 component",
        "water.1 水质达到或优于Ⅲ类比例 2022 100% component",
        "water.2 劣V类断面数 2022 0个 component",
    ],
    "无害化处理率达百分之百，城镇生活垃圾产生量3.25万吨，无害化处理量3.25万吨。": [
        "garbage_town 城镇生活垃圾无害化处理率 2022 100% actual",
        "garbage_town 生活垃圾产生量 2022 3.25万吨 component",
        "garbage_town 生活垃圾无害化处理量 2022 3.25万吨 component",
    ],
}

NOTHING = [
    "森林覆盖率为72.3%，农村卫生厕所普及率92%，水样合格率96%。",
    "城镇污水处理率持续提高，森林蓄积量为500万立方米，绿化率80%。",
    "2022年第一季度优良天数比例为100%，1-6月优良天数比例98.9%。",
    "城镇污水处理率完成情况见某政办发〔2022〕48号，电话0763-8812345。",
    "城镇污水处理率为12天。",
    "城镇污水处理率目标高于全省平均2.5个百分点。",
    "2020-2022年城镇生活垃圾产生量累计15.2万吨。",
]


@pytest.mark.parametrize(("text", "facts"), [*YEARS.items(), *NAMES.items()])
def test_forms_of_prose(read: ReadFacts, text: str, facts: list[str]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_that_are_no_facts(read: ReadFacts, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "甲水镇、乙山乡和丙河镇的林草覆盖率分别为70.1%、82.3%和65.0%。",
            [
                "forest_grass 林草覆盖率 [甲水镇] 2022 70.1% actual",
                "forest_grass 林草覆盖率 [乙山乡] 2022 82.3% actual",
                "forest_grass 林草覆盖率 [丙河镇] 2022 65.0% actual",
            ],
        ),
        (
            "2021年和2022年甲水镇、乙山乡林草覆盖率分别为70%、80%、71%、81%。",
            [
                "forest_grass 林草覆盖率 [甲水镇] 2021 70% actual",
                "forest_grass 林草覆盖率 [乙山乡] 2021 80% actual",
                "forest_grass 林草覆盖率 [甲水镇] 2022 71% actual",
                "forest_grass 林草覆盖率 [乙山乡] 2022 81% actual",
            ],
        ),
        (
            "全省优良天数比例为90.1%，我县为95.3%。",
            ["air.1 优良天数比例 2022 95.3% actual"],
        ),
        (
            "全县城镇污水处理率为95.6%，其中甲水镇为97.2%、丙河镇为88.5%。",
            [
                "sewage_town 城镇污水处理率 2022 95.6% actual",
                "sewage_town 城镇污水处理率 [甲水镇] 2022 97.2% actual",
                "sewage_town 城镇污水处理率 [丙河镇] 2022 88.5% actual",
            ],
        ),
    ],
)
def test_numbers_of_towns_have_a_subject(read: ReadFacts, text: str, facts: list[str]) -> None:
    assert read(text) == facts


def test_headings_name_and_date_what_stands_below(read: ReadFacts) -> None:
    text = "一、2021年度危险废物利用处置率\n全年产生量为1200吨，利用处置率达到99.5%。"
    assert read(text) == [
        "hazwaste 危险废物产生量 2021 1200吨 component",
        "hazwaste 危险废物利用处置率 2021 99.5% actual",
    ]


def test_the_quote_is_the_original_and_the_place_its_paragraph(facts_of: Callable[..., tuple]) -> None:
    first, second = "背景如下。", "２０２２ 年，全县林草覆盖率达 ７１．５０％，持续向好。"
    (fact,) = facts_of(f"{first}\n{second}")
    assert fact.value_raw == "７１．５０％"
    assert format(fact.value, "f") == "71.50"
    assert fact.quote in second
    assert fact.locator.index == 1
