"""Tags of fictional documents: what they prove by title, slot, table, sentence; what they must not prove."""

from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

import pytest
from ruamel.yaml import YAML

from pipeline.stages.identify import identify
from pipeline.stages.tag import tag
from schemas.editions import load_edition
from schemas.parsed import ParsedDocument
from schemas.tag import Tag

Written = Callable[[str], ParsedDocument]


class Case(TypedDict):
    proves: list[str]
    text: str


CASES: list[Case] = [
    case
    for name in (
        "tagged_documents.yaml",
        "tagged_look_alikes.yaml",
        "tagged_letters.yaml",
        "tagged_meetings.yaml",
        "tagged_by_facts.yaml",
        "tagged_pages.yaml",
        "tagged_real_forms.yaml",
        "tagged_titles.yaml",
    )
    for case in YAML(typ="safe").load(Path(__file__).with_name(name).read_text("utf-8"))
]


def _tags(written: Written, text: str) -> dict[str, Tag]:
    parsed = written(text)
    found = tag(parsed, identify(parsed), load_edition("2021"))
    return {one.indicator_id + (f"/{one.sub}" if one.sub else ""): one for one in found}


@pytest.mark.parametrize("case", CASES, ids=[case["text"].split("\n")[0] for case in CASES])
def test_proves_exactly(written: Written, case: Case) -> None:
    tags = _tags(written, case["text"])
    assert sorted(key for key, one in tags.items() if one.relation == "evidence") == sorted(case["proves"])


PLAN = """
云溪县2023年生态环境工作要点
一、主要目标
优良天数比例达到97%以上，PM2.5年均浓度不高于24微克/立方米，城镇污水处理率达到97%。
二、重点任务
推进河长制，县城黑臭水体动态清零，加强河湖岸线管理，确保达到考核要求。
|指标|2022年指标值|
|林草覆盖率|71%|
绿州市生态环境局云溪分局
2023年2月3日
"""


def test_a_plan_only_mentions(written: Written) -> None:
    tags = _tags(written, PLAN)
    assert {one.relation for one in tags.values()} == {"mention"}
    assert {"air/1", "air/2", "sewage_town", "river_chief", "water/3", "bank", "forest_grass"} <= set(tags)


def test_news_only_mentions(written: Written) -> None:
    text = """
        云溪县：河长制带来一江清水
        来源：云溪县融媒体中心　发布时间：2022-06-05
        本报讯（记者 甲）目前，全县城镇污水处理率达到96.1%，河长巡河9600人次。
        """
    tags = _tags(written, text)
    assert {key: one.relation for key, one in tags.items()} == {"river_chief": "mention", "sewage_town": "mention"}


def test_a_plan_proves_what_its_status_section_states(written: Written) -> None:
    text = """
        云溪县城乡环境综合整治规划（2021—2025年）
        一、现状
        2020年，全县城镇污水处理率为94.2%。
        二、目标
        到2025年，城镇污水处理率达到98%，农村生活污水治理率达到70%。
        云溪县人民政府
        2021年3月1日
        """
    tags = _tags(written, text)
    assert (tags["sewage_town"].relation, tags["sewage_rural"].relation) == ("evidence", "mention")
    assert [one.relation for one in tags["sewage_town"].passages] == ["evidence", "mention"]


def test_a_heading_that_names_the_indicator_speaks_for_the_paragraph_below(written: Written) -> None:
    text = """
        云溪县示范区指标达标实施方案
        指标3：生态文明建设工作占党政实绩考核的比例
        指标解释
        指考核评分标准中生态文明建设工作所占的比例。
        指标现状情况
        2020年，乡镇考核总分1000分，其中环境保护等部分共260分，占26%。
        工作任务
        逐步提高考核分值，确保达到30%。
        云溪县人民政府
        2021年3月1日
        """
    found = _tags(written, text)["assess_ratio"]
    assert (found.relation, found.method) == ("evidence", "heading")
    assert found.quote.startswith("2020年，乡镇考核总分")


def test_a_table_of_targets_speaks_of_each_sub_indicator(written: Written) -> None:
    text = """
        云溪县示范区复核工作方案
        |序号|指标名称|子指标|目标值|
        |7|环境空气质量|优良天数比例|≥95%|
        |7|环境空气质量|（2）PM2.5浓度下降幅度|完成任务|
        """
    tags = _tags(written, text)
    assert {name: found.relation for name, found in tags.items()} == {"air/1": "mention", "air/2": "mention"}


def test_a_column_of_targets_is_no_result(written: Written) -> None:
    text = """
        2022年云溪县指标完成情况表
        |指标|目标值|完成值|
        |林草覆盖率（%）|≥70|71.2|
        |城镇污水处理率（%）|≥95||
        云溪县人民政府办公室
        2023年1月3日
        """
    tags = _tags(written, text)
    assert (tags["forest_grass"].relation, tags["sewage_town"].relation) == ("evidence", "mention")


def test_the_best_passage_comes_first_with_its_place(written: Written) -> None:
    text = """
        关于2022年工作情况的报告
        今年以来，我们推进农村生活污水治理率工作。
        2022年，农村生活污水治理率为56.8%。
        绿州市生态环境局云溪分局
        2023年1月3日
        """
    found = _tags(written, text)["sewage_rural"]
    assert found.quote == "2022年，农村生活污水治理率为56.8%。"
    assert found.locator == found.passages[0].locator
    assert [one.score for one in found.passages] == sorted((one.score for one in found.passages), reverse=True)


def test_the_same_document_gives_the_same_tags(written: Written) -> None:
    assert _tags(written, PLAN) == _tags(written, PLAN)


def test_an_empty_document_has_no_tags(written: Written) -> None:
    assert _tags(written, "") == {}


def test_a_letter_that_asks_mentions_what_it_names_but_for_the_rate(written: Written) -> None:
    text = """
        关于请提供创建指标证明材料的函
        县农业农村局、县财政局：
        请县农业农村局提供秸秆综合利用、农膜回收利用的统计报表，请县财政局于2月底前提供政府绿色采购统计表。
        绿州市生态环境局云溪分局
        2023年1月16日
        """
    relations = {key: one.relation for key, one in _tags(written, text).items()}
    assert relations == dict.fromkeys(("agri_waste/1", "agri_waste/3", "green_proc"), "mention")
