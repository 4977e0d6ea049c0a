"""Numbers of things held against the names listed for them."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县共有4个水源地，分别是青溪水库、白石水库和大源河。", "3个"),
        ("建成区共有黑臭水体4处（一号渠、北门沟、东湖支沟）。", "3处"),
        ("涉及东山镇、西湖镇、南坪镇和北流镇5个镇。", "4个"),
        ("全县设3个监测断面：大桥断面、石湾断面、青口断面、下渡断面。", "4个"),
    ],
)
def test_names_that_are_too_few_or_too_many_are_found(judge: Any, text: str, expected: str) -> None:
    assert [(found[0], found[2]) for found in judge.told("sum", text)] == [("warning", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "全县共有3个水源地，分别是青溪水库、白石水库和大源河。",
        "涉及东山镇、西湖镇、南坪镇等5个镇。",
        "涉及东山镇、西湖镇、南坪镇和北流镇4个镇。",
        "在东山镇、西湖镇、南坪镇建设38个垃圾收集池。",
        "在东山镇、西湖镇、南坪镇建设4个垃圾收集池。",
        "全县6个乡镇（街道、开发区、农场）均已完成。",
        "完善河长会议、信息共享、督察、考核和验收五项制度。",
        "生态制度、生态安全、生态空间、生态经济、生态生活、生态文化六大领域共35项指标。",
        "对县城3个水源地（含备用水源、应急水源）开展监测。",
        "建立水利局和农业农村局、林业局、住建局4个部门的联席会议。",
    ],
)
def test_lists_that_fit_or_do_not_claim_to_be_full_are_left_alone(judge: Any, text: str) -> None:
    assert judge.told("sum", text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "主要有四项任务：一是排查、二是整改。",
        "全县水系分为四个系列：沅水、澧水，资水、湘江，各有支流。",
        "他们推出3条措施：“谁主管、谁负责，谁出事、谁担责",
    ],
)
def test_what_goes_on_is_no_full_list(judge: Any, sentence: str) -> None:
    assert judge.told("sum", sentence) == []
