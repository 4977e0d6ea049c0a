"""Papers of a county and the same as a district's: what is understood is the same."""

import pytest

from benchmarks.districts import as_district, compared

PAPERS = {
    "with 我区 behind the end of a year": """
= 云岫县水利局关于农村饮水情况的函
1.2023年末我县农村常住人口21.46万人，其中21.40万人饮用水符合卫生标准，村镇饮用水卫生合格率99.7%。
2.截至2022年底全县农户总数6.31万户，使用无害化卫生厕所的5.94万户，普及率94.1%。
> 云岫县水利局
> 2024年3月8日
""",
    "with the plant of its seat": """
= 云岫县2022年城镇污水处理情况
2022年，县城污水处理厂处理达标排放污水512.6万吨，全县城镇污水处理率96.2%。
> 云岫县住房和城乡建设局
> 2023年2月6日
""",
    "a city's table of its districts": """
= 关于2023年度节能目标责任评价考核结果的通报
@ 各县（市、区）人民政府：
2023年全市单位地区生产总值能耗同比下降2.4%。
| 地区 | 年度目标（%） | 实际下降（%） | 考核得分 |
| 云岫县 | 2.6 | 3.2 | 95.4 |
| 松沔县 | 2.5 | 2.1 | 79.0 |
> 平衍市发展和改革委员会
> 2024年6月20日
""",
    "a city on one of its districts": """
= 关于2022年度节能目标责任考核结果的通报
@ 各县（市、区）人民政府：
二、目标完成情况。云岫县2022年单位地区生产总值能耗下降2.9%，能源消费总量76.15万吨标准煤，考核得分92.0分。
三、有关要求。2023年全市单位地区生产总值能耗下降目标为2.5%。
> 平衍市发展和改革委员会
> 2023年6月12日
""",
}


@pytest.mark.parametrize("name", PAPERS)
def test_a_district_is_understood_like_a_county(name: str) -> None:
    found = compared("材料.docx", PAPERS[name].strip(), "2021")
    assert found.count
    assert (found.lost, found.more) == ((), ())


def test_what_a_district_says() -> None:
    assert as_district("全县县城区各县（市、区）县城乡县域") == "全区区城区各县（市、区）区城乡辖区"
