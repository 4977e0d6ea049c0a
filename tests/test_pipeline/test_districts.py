"""Papers of a county and the same as a district's, a city's: what is understood is the same."""

import pytest

from benchmarks.districts import as_city, as_district, compared

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


OF_CITIES = {
    "energy under a title of 单位地区": """
= 关于云岫县单位地区生产总值能耗情况的证明
根据县统计局反馈数据，我县2021年能源消费总量58.14万吨标准煤，地区生产总值163.2亿元；2022年能源消费总量59.02万吨标准煤，地区生产总值171.5亿元，下降2.4%。
> 云岫县统计局
> 2023年4月8日
""",
    "villages of all of it": """
= 云岫县农村生活垃圾处理工作情况说明
全县164个行政村均纳入收运体系，生活垃圾得到无害化处理的行政村占比达到100%。
> 云岫县综合行政执法局
> 2024年2月23日
""",
    "a page of its yearbook that names the country": """
> 云岫年鉴·2020
【秸秆综合利用】　2019年，全县农作物秸秆可收集量18.42万吨，利用量16.58万吨，综合利用率90.0%。
【畜禽粪污资源化利用】　2019年，云岫县列入全国畜禽粪污资源化利用项目县，年末综合利用率83.1%。
""",
    "a page of its yearbook with its place among others": """
> 云岫年鉴·2022　水利
【水资源】　2021年，县域用水总量1.31亿立方米，万元GDP用水量85.4立方米，下降6.1%。获评全省先进，列各县（市、区）第2名。
""",
    "its news": """
= 我县用水效率连续三年提升
来源：县水利局　　发布时间：2020-03-18
2019年，云岫县用水总量1.42亿立方米，万元国内生产总值用水量102.3立方米，比2018年的109.5立方米下降6.6%。
""",
    "its place among the counties of the province": """
= 关于云岫县生态环境状况评价结果的说明
2022年，云岫县生态环境状况指数为81.2，等级为优，在全省100个县（市、区）中列第29位左右。
= 二、大气
全年优良率96.4%，居13个县（区）第4位。全县国控断面2个，优良比例100%。
> 岭州市云岫生态环境局
> 2023年5月21日
""",
    "a branch that says its level": """
= 关于2022年环境状况的报告
受县人民政府委托，报告如下。2022年，我县PM2.5浓度38微克/立方米，优良天数比例87.4%。
> 岭州市生态环境局云岫县分局
> 2023年2月21日
""",
    "a branch that answers to its congress": """
= 岭州市生态环境局云岫分局关于县人大常委会审议意见落实情况的报告
县人大常委会：
截至2022年底，全县完成186个行政村生活污水治理，治理率48.6%。
> 岭州市生态环境局云岫分局
> 2023年2月21日
""",
    "refuse that the county deals with": """
= 云岫县农村人居环境整治工作总结
2022年，全县168个行政村生活垃圾全部纳入“村收集、镇转运、县（市）处理”体系，无害化处理的行政村比例100%，农村生活污水治理率24.4%。
> 云岫县农业农村局
> 2022年12月30日
""",
    "a page on where it lies": """
= 云岫概况
更新日期：2024年3月　来源：云岫县人民政府办公室
云岫县位于岭州市东南部，辖7镇4乡、146个行政村。
生态环境。2023年全县空气优良率97.0%，PM2.5年均值26微克/立方米。
""",
    "a page beside the province": """
第一部分　大气环境
2022年云岫县环境空气质量有效监测天数365天，达标天数比例94.5%，同比减少1.9个百分点。
全省平均达标天数比例94.9%，PM2.5平均浓度28微克/立方米。
""",
    "a share of all of its land": """
= 云岫县2022年自然保护地情况
2022年，全县自然保护地6处，总面积163.5平方公里，占全县总面积的8.2%。
> 云岫县林业局
> 2023年2月6日
""",
}


@pytest.mark.parametrize("name", [*PAPERS, *OF_CITIES])
def test_a_city_of_the_level_of_a_county_is_understood_like_one(name: str) -> None:
    found = compared("材料.docx", (PAPERS | OF_CITIES)[name].strip(), "2021", "市")
    assert found.count
    assert (found.lost, found.more) == ((), ())


def test_what_a_city_says() -> None:
    assert as_city("全县县城各县（市、区）县城乡县域，全市，市委") == "全市城区各县（市、区）市城乡市域，全地区，地委"
