"""Figures of the province, the city, a town, another county are never the county's."""

from collections.abc import Callable

import pytest

ReadFacts = Callable[..., list[str]]
OWN = "air.1 优良天数比例 2022 97.3% actual"
SEWAGE = "sewage_rural 农村生活污水治理率 2022 72.02% actual"


@pytest.mark.parametrize(
    "text",
    [
        "全省11个设区市平均优良天数比例为93.5%，PM2.5平均浓度27微克/立方米。我县优良天数比例为97.3%。",
        "全国平均优良天数比例为85.5%，全省为93.5%，我县为97.3%。",
        "我县优良天数比例为97.3%。全省296个国控、省控断面中，Ⅰ～Ⅲ类水质断面占96.3%，无劣Ⅴ类断面。",
        "2022年全县优良天数比例97.3%，居全省前列。",
        "2022年全省首批通过考核，全县优良天数比例97.3%。",
        "全市8个县中，我县优良天数比例97.3%，居第一位。",
    ],
)
def test_the_province_is_left_out(read: ReadFacts, text: str) -> None:
    assert read(text) == [OWN]


@pytest.mark.parametrize(
    "title",
    ["2022年衡北省生态环境状况公报", "衡北省生态环境厅关于2022年环境质量状况的通报", "2022年中国生态环境状况公报"],
)
def test_a_province_speaks_of_itself(read: ReadFacts, title: str) -> None:
    assert read("2022年，优良天数比例为97.3%，无劣Ⅴ类断面。", title=title) == []


def test_a_letter_of_the_province_on_the_county_is_the_county_s(read: ReadFacts) -> None:
    assert read("2022年优良天数比例为97.3%。", title="衡北省环境监测中心关于霞川县环境质量的函") == [OWN]


def test_a_city_of_several_counties_is_no_county(read: ReadFacts) -> None:
    title = "衡北市水利局关于2022年度考核结果的通报"
    text = "各县（市、区）水利局：\n全市平均优良天数比例为94.1%。优良天数比例同比提高0.6个百分点。"
    assert read(text, title=title) == []
    named = "各县（市、区）水利局：\n霞川县2022年优良天数比例为97.3%；农村生活污水治理率72.02%。"
    assert read(named, title=title) == [
        "air.1 优良天数比例 [霞川县] 2022 97.3% actual",
        "sewage_rural 农村生活污水治理率 [霞川县] 2022 72.02% actual",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "全州平均优良天数比例为98.3%，PM2.5平均浓度13.6微克/立方米。我县优良天数比例为97.3%。",
        "我县优良天数比例为97.3%，全盟为95.1%。",
        "全县优良天数比例97.3%，居全州前列。",
    ],
)
def test_a_prefecture_is_left_out(read: ReadFacts, text: str) -> None:
    assert read(text) == [OWN]


@pytest.mark.parametrize(
    "title",
    [
        "衡北州生态环境局关于2022年各县（市）环境空气质量状况的通报",
        "衡北州2022年深入打好污染防治攻坚战工作总结",
        "衡北苗族自治州水利局关于2022年工作情况的通报",
        "衡北盟生态环境局关于2022年环境质量状况的通报",
    ],
)
def test_a_prefecture_speaks_of_itself(read: ReadFacts, title: str) -> None:
    assert read("2022年，平均优良天数比例为97.3%。", title=title) == []


@pytest.mark.parametrize(
    "title",
    ["衡州市2022年生态环境状况公报", "衡北州霞川县2022年生态环境状况公报", "霞川县2022年生态环境状况公报"],
)
def test_a_county_in_a_prefecture_speaks_of_itself(read: ReadFacts, title: str) -> None:
    assert read("2022年，优良天数比例为97.3%。", title=title) == [OWN]


def test_a_city_s_bulletin_goes_through_places(read: ReadFacts) -> None:
    title = "衡北市2022年生态环境状况公报"
    air = "全市四个县（市、区）平均优良天数比例为94.1%。\n枫江县空气质量最好。"
    air += "乐江市全年优良天数比例97.3%，同比提高0.6个百分点。"
    assert read(air, title=title) == [
        "air.1 优良天数比例 [乐江市] 2022 97.3% actual",
        "air.1 优良天数比例 [乐江市] 2022 0.6百分点 change",
    ]
    within = (
        "2022年，全市优良天数比例为94.1%。\n东河水系：乐江市辖区有监测点2个，优良天数比例97.3%。"
        "全年农村生活污水治理率72.02%。\n西河水系：枫江县境内有监测点3个。"
    )
    assert read(within, title=title) == [
        "air.1 优良天数比例 [乐江市] 2022 97.3% actual",
        "sewage_rural 农村生活污水治理率 [乐江市] 2022 72.02% actual",
    ]


@pytest.mark.parametrize(
    "asked",
    ["应霞川县人民政府请求，现对该县监测数据证明如下。", "根据霞川县生态环境局申请，现将该县数据提供如下。"],
)
def test_a_city_certifies_for_the_county_that_asks(read: ReadFacts, asked: str) -> None:
    assert read(f"{asked}\n2022年优良天数比例为97.3%。", title="衡北市2022年空气质量证明") == [
        "air.1 优良天数比例 [霞川县] 2022 97.3% actual"
    ]


@pytest.mark.parametrize(
    ("before", "place"),
    [
        ("编者按：现将石川县的做法转发，供我县各单位学习。\n石川县地处市域西部。2022年，该县", "石川县"),
        ("近年来，石川县持续治气。2022年，该县", "石川县"),
        ("石川县、霞川县分别介绍了做法。2022年，该县", ""),
        ("石川县来我县学习。2022年，全县", ""),
    ],
)
def test_a_paper_of_nobody_on_that_county_is_on_it(read: ReadFacts, before: str, place: str) -> None:
    (fact,) = read(f"{before}优良天数比例为97.3%。", title="")
    assert (f"[{place}]" in fact) == bool(place)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("霞川县经济开发区2022年生态环境工作总结", "霞川县经济开发区"),
        ("霞川高新区2022年生态环境工作总结", "霞川高新区"),
        ("霞川县2022年经济开发区环境管理总结", ""),
        ("霞川县工业园区总体规划（2022年修订）", ""),
    ],
)
def test_a_parks_report_is_on_the_park(read: ReadFacts, title: str, place: str) -> None:
    (fact,) = read("2022年，优良天数比例为97.3%。", title=title)
    assert (f"[{place}]" in fact) == bool(place)


@pytest.mark.parametrize("said", ["应衡北市人民政府请求，现提供该市数据。", "根据国务院要求，现提供数据。"])
def test_a_city_that_asks_itself_is_no_county(read: ReadFacts, said: str) -> None:
    assert read(f"{said}\n2022年优良天数比例为97.3%。", title="衡北市2022年空气质量证明") == [OWN]


def test_a_city_of_the_county_s_level_speaks_of_itself(read: ReadFacts) -> None:
    assert read("2022年，全市优良天数比例为97.3%。", title="乐江市2022年环境质量公报") == [OWN]


@pytest.mark.parametrize(
    "text",
    [
        "枫岸镇41个行政村中20个完成治理，农村生活污水治理率为48.78%。全县农村生活污水治理率为72.02%。",
        "全县农村生活污水治理率为72.02%。其中，枫岸镇共有41个行政村，农村生活污水治理率48.78%。",
    ],
)
def test_a_town_s_figures_keep_its_name(read: ReadFacts, text: str) -> None:
    found = read(text, only="sewage_rural")
    assert SEWAGE in found
    assert "sewage_rural 农村生活污水治理率 [枫岸镇] 2022 48.78% actual" in found
    assert all("[枫岸镇]" in line for line in found if line != SEWAGE)


def test_targets_are_listed_by_county(read: ReadFacts) -> None:
    found = read(
        "2022年度能耗强度降低目标为：霞川县2.5%，鹿鸣县2.8%。",
        kind="notice",
        title="衡北市人民政府办公室关于下达2022年度能耗强度降低目标的通知",
    )
    assert found[0] == "energy_gdp 单位地区生产总值能耗降低率 [霞川县] 2022 2.5% target"


@pytest.mark.parametrize("title", ["鹿鸣县污水处理经验交流材料", "霞川县生态文明建设典型案例", "赴鹿鸣县考察学习报告"])
def test_what_is_told_as_an_example_proves_nothing(read: ReadFacts, title: str) -> None:
    assert read("城镇污水处理率由2020年的93.5%提高到2022年的97.1%。", title=title) == []


@pytest.mark.parametrize(
    "text",
    [
        "县城及乡镇共有集中式饮用水水源地3个，3个水源地水质均达标。",
        "城区和乡镇共有集中式饮用水水源地3个，其中3个水质达标。",
    ],
)
def test_two_kinds_of_places_together_are_no_list_of_subjects(read: ReadFacts, text: str) -> None:
    assert read(text, only="drink_source")[0] == "drink_source 水源地总数 2022 3个 component"


@pytest.mark.parametrize(
    "text",
    [
        "2022年森林覆盖率73.08%。",
        "一、森林覆盖率\n2022年达到73.08%。",
        "森林面积、草地面积和森林覆盖率分别为1252.36平方公里、12.40平方公里和73.08%。",
        "森林覆盖率、林木绿化率分别为73.08%和74.1%。",
    ],
)
def test_near_names_are_never_taken(read: ReadFacts, text: str) -> None:
    assert not any("林草覆盖率" in line for line in read(text))


def test_an_institute_of_the_province_tells_of_the_county_that_asked_for_it(read: ReadFacts) -> None:
    text = "受霞川县农业农村局委托，我所于2022年开展调查。\n历史记载指示性水生物种8种，本次调查采集到8种。"
    found = read(text, title="霞溪水生生物资源调查结论", issuer="南岭省淡水水产研究所", only="biodiversity")
    assert found
    assert all("[霞川县]" in one for one in found)


def test_a_notice_on_one_county_tells_of_it_in_every_sentence(read: ReadFacts) -> None:
    text = "各县（区）人民政府：\n经审定，2022年度霞川县考核等级为良好。主要指标：用水总量4088万立方米。"
    found = read(text, title="关于2022年度水资源管理考核结果的通报", issuer="衡北市水务局")
    assert found == ["water_gdp 用水总量 [霞川县] 2022 4088万立方米 component"]


@pytest.mark.parametrize("kind", ["国省考", "国省控", "国考", "县控"])
def test_controlled_sections_are_a_kind_of_the_county_s(read: ReadFacts, kind: str) -> None:
    assert read(f"2022年{kind}断面水质优良比例为80%。") == ["water.1 水质达到或优于Ⅲ类比例 2022 80% component"]


@pytest.mark.parametrize(
    "place", ["绿州市云溪生态环境分局", "绿州市生态环境局云溪分局", "绿州市自然资源和规划局云溪分局"]
)
def test_a_branch_in_a_city_of_the_county_s_level_speaks_of_that_city(read: ReadFacts, place: str) -> None:
    title = f"{place}2022年工作总结"
    text = "2022年我市优良天数比例为97.3%，在绿州市7个县（市、区）中列第3位。全市农村生活污水治理率72.02%。"
    assert read(text, title=title) == [OWN, SEWAGE]
    beside = "同期，绿州市平均优良天数比例为93.5%，我市优良天数比例为97.3%。"
    assert read(beside, title=title) == ["air.1 优良天数比例 [绿州市] 2022 93.5% actual", OWN]


def test_a_place_among_the_counties_of_a_city_tells_of_none_below(read: ReadFacts) -> None:
    ranked = "2022年全市优良天数比例为97.3%，在绿州市所辖7个县（市、区）中排名第2。"
    assert read(ranked, title="2022年环境状况") == [OWN]
    below = "2022年全市优良天数比例为97.3%，7个县（市、区）均达到考核要求。"
    assert read(below, title="绿州市2022年环境状况") == []


def test_a_city_goes_back_to_itself_after_the_province(read: ReadFacts) -> None:
    text = "2022年全省平均优良天数比例为93.5%，我市优良天数比例为97.3%。"
    assert OWN in read(text, title="云溪市2022年工作总结")


def test_what_the_state_wants_makes_no_page_the_state_s(read: ReadFacts) -> None:
    text = "据市农业农村局介绍，2022年全市优良天数比例为97.3%。今年全国PM2.5浓度目标为28微克/立方米。"
    assert OWN in read(text, title="蓝天白云")


@pytest.mark.parametrize(
    ("told", "facts"),
    [
        ("石川县来访人员介绍，他们优良天数比例为97.3%。", ["air.1 优良天数比例 [石川县] 2022 97.3% actual"]),
        # nobody of another county
        ("监测人员介绍，他们测得优良天数比例为97.3%。", [OWN]),
    ],
)
def test_whose_figures_are_theirs(read: ReadFacts, told: str, facts: list[str]) -> None:
    assert read(told, title="霞川县2022年工作简报") == facts
