"""Figures that follow earlier ones, interlaced counts, names cut short: facts of whole paragraphs."""

from collections.abc import Callable

import pytest

ReadFacts = Callable[..., list[str]]

CASES = [
    (
        "2020年城镇污水排放总量800万吨，污水处理厂达标排放量760万吨，城镇污水处理率95%；2021年分别为820万吨、790万吨和96.3%。",
        [
            "sewage_town 城镇污水排放总量 2020 800万吨 component",
            "sewage_town 污水处理厂达标排放量 2020 760万吨 component",
            "sewage_town 城镇污水处理率 2020 95% actual",
            "sewage_town 城镇污水排放总量 2021 820万吨 component",
            "sewage_town 污水处理厂达标排放量 2021 790万吨 component",
            "sewage_town 城镇污水处理率 2021 96.3% actual",
        ],
    ),
    (
        "2022年化肥利用率为41.6%，农药利用率为42.3%，分别比上年提高0.5和0.7个百分点。",
        [
            "fert_pest.1 化肥利用率 2022 41.6% actual",
            "fert_pest.2 农药利用率 2022 42.3% actual",
            "fert_pest.1 化肥利用率 2022 0.5百分点 change",
            "fert_pest.2 农药利用率 2022 0.7百分点 change",
        ],
    ),
    (
        "单位地区生产总值能耗0.43吨标准煤/万元、用水量97.5立方米/万元。",
        [
            "energy_gdp 单位地区生产总值能耗 2022 0.43吨标准煤/万元 actual",
            "water_gdp 单位地区生产总值用水量 2022 97.5立方米/万元 actual",
        ],
    ),
    (
        "农作物秸秆产生17.0万吨，综合利用13.4万吨，综合利用率93.1%。",
        [
            "agri_waste.1 秸秆产生总量 2022 17.0万吨 component",
            "agri_waste.1 秸秆综合利用量 2022 13.4万吨 component",
            "agri_waste.1 秸秆综合利用率 2022 93.1% actual",
        ],
    ),
    (
        "全县89个行政村中累计完成生活污水治理的行政村61个。",
        [
            "sewage_rural 行政村总数 2022 89个 component",
            "sewage_rural 完成生活污水治理的行政村数 2022 61个 component",
        ],
    ),
    ("完成68个行政村的生活污水治理。", ["sewage_rural 完成生活污水治理的行政村数 2022 68个 component"]),
    (
        "28.城镇生活垃圾无害化处理率。2020、2021年均达到100%，2019年为98.6%。",
        [
            "garbage_town 城镇生活垃圾无害化处理率 2020 100% actual",
            "garbage_town 城镇生活垃圾无害化处理率 2021 100% actual",
            "garbage_town 城镇生活垃圾无害化处理率 2019 98.6% actual",
        ],
    ),
    ("劣Ⅴ类水质比例为0。", ["water.2 劣V类水体比例 2022 0% component"]),
    (
        "万元国内生产总值（当年价）用水量62.4立方米。",
        ["water_gdp 单位地区生产总值用水量 2022 62.4立方米/万元 actual"],
    ),
]


@pytest.mark.parametrize(("text", "facts"), CASES)
def test_rows_go_on(read: ReadFacts, text: str, facts: list[str]) -> None:
    assert read(text) == facts
