"""Whom a paper's figures are of, by its head and its texts."""

import pytest

from pipeline.stages.extraction.paper_circle import Circle, circle_of
from schemas.document import Identity


@pytest.mark.parametrize(
    ("issuer", "title", "texts", "circle"),
    [
        ("禾川县水利局", "用水总量证明", ["全县用水总量1.2亿立方米。"], Circle(("禾川县",), "", True)),
        ("禾川县石桥镇人民政府", "石桥镇生态环境工作总结", ["覆盖率达90%。"], Circle(("禾川县",), "石桥镇", True)),
        (None, "2023年全国生态环境状况", ["全国优良天数比例85.5%。"], Circle((), "全国", False)),
        ("岭东省生态环境厅", "全省水质通报", ["优良断面占91%。"], Circle((), "全省", False)),
        (
            "岭东省林业科学研究院",
            "森林资源调查报告",
            ["受禾川县林业局委托，核定禾川县森林覆盖率为61%。"],
            Circle((), "禾川县", False),
        ),
        (None, "工作动态", ["禾川县推进治污。", "该县收集率达92%。"], Circle((), "禾川县", False)),
        ("临安市生态环境局", "通报", ["各县（市、区）水质均达标。"], Circle(("临安市",), "全市", True)),
        ("临安市统计局", "公报", ["全市能耗降低3%。"], Circle(("临安市",), "", False)),
        ("临安市榕江区住建局", "说明", ["全区收集率95%。"], Circle(("榕江区",), "", True)),
    ],
)
def test_a_papers_circle_is_told_by_its_head_and_texts(
    issuer: str | None, title: str, texts: list[str], circle: Circle
) -> None:
    identity = Identity(kind="summary", issuer=issuer, title=title)
    assert circle_of(identity, texts) == circle


def test_a_district_is_none_of_a_kind_of_area() -> None:
    of_district = circle_of(Identity(kind="summary", issuer="临安市榕江区水务局", title="说明"), [])
    of_region = circle_of(Identity(kind="summary", issuer="岭南自治区水利厅", title="公报"), [])
    assert of_district.is_district
    assert not of_region.is_district
