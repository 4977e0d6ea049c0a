"""Each wording of the retitled papers' operators on one paper: what it proves is still read, with its numbers."""

import pytest

from benchmarks.retitled.asked import OPERATORS, lost
from benchmarks.retitled.papers import Paper, matter_of, rewritten
from benchmarks.understanding.gold import document_of

REPORT = """
= 云岫县2022年农村生活污水治理情况报告
2022年，全县150个行政村中，完成生活污水治理的有72个，农村生活污水治理率48.0%。2021年农村生活污水治理率为42.0%。
2022年新建处理设施11座，管网31公里，全部由第三方运行维护。
> 云岫县农业农村局
> 2023年2月6日
"""
FACTS = """
P sewage_rural 2022 150 个 component,count 行政村总数
P sewage_rural 2022 72 个 component,count 治理村数
P sewage_rural 2022 48.0 % actual 治理率
P sewage_rural 2021 42.0 % actual 治理率
"""


def _paper() -> Paper:
    entry = {"file": "材料.docx", "body": REPORT, "tags": "sewage_rural", "facts": FACTS}
    gold = document_of({**entry, "issuer": "云岫县农业农村局", "kind": "summary"})
    lines = tuple(line for line in REPORT.splitlines() if line)
    return Paper("yunxiu", gold, lines, 0, 1, matter_of(lines[0][2:]), "云岫县农业农村局")


@pytest.mark.parametrize("name", OPERATORS)
def test_an_operator(name: str) -> None:
    paper, gone = _paper(), []
    for wording in OPERATORS[name]:
        body = rewritten(paper, wording)
        if body is None:
            continue
        found = lost(paper, wording, body)
        if found.tags or found.facts or found.false or not found.asked_facts:
            gone.append((wording, found.tags, [(one.name, why) for one, why in found.facts], found.false))
    assert gone == []


@pytest.mark.parametrize(
    ("title", "matter"),
    [
        ("云岫县2022年农村生活污水治理情况报告", "云岫县2022年农村生活污水治理"),
        ("关于农村改厕有关情况的说明", "农村改厕"),
        ("云岫县水利局关于2022年用水情况的复函", "2022年用水"),
        ("林草覆盖率证明材料（2022年）", "林草覆盖率"),
        ("证　明", ""),
    ],
)
def test_what_a_title_is_on(title: str, matter: str) -> None:
    assert matter_of(title) == matter


def test_a_year_told_nowhere_else_is_not_taken_away() -> None:
    paper = _paper()
    assert rewritten(paper, "title 情况说明") is not None
    body = (
        REPORT.replace("2022年，全县", "全县").replace("2022年新建", "新建").replace("= 云岫县2022年", "= 云岫县2020年")
    )
    lines = tuple(line for line in body.splitlines() if line)
    bare = Paper("yunxiu", paper.gold, lines, 0, 1, paper.matter, paper.office)
    assert rewritten(bare, "title 情况说明") is None
