"""Innocent words put beside a number that holds, in small papers: nothing is told of them."""

import functools
from collections.abc import Mapping
from typing import Any

import pytest

from benchmarks.mutated.batches import EDITION, Batch
from benchmarks.mutated.innocents import GROUPS, asked, hosts_of, judged
from benchmarks.understanding.gold import GoldDocument, document_of
from schemas.editions import load_edition

SIGNED = "\n> 澄溪县农业农村局\n> 2024年2月6日\n"
PAPERS: Mapping[str, dict[str, Any]] = {
    "agri_waste.1": {
        "file": "农业/秸秆综合利用情况说明.docx",
        "title": "澄溪县2023年秸秆综合利用情况说明",
        "kind": "summary",
        "body": "= 澄溪县2023年秸秆综合利用情况说明\n2023年，全县秸秆可收集量24.60万吨，综合利用量23.40万吨，"
        "秸秆综合利用率95.1%。\n各乡镇均建立了台账。" + SIGNED,
        "tags": "agri_waste.1",
        "facts": "P agri_waste.1 2023 95.1 % actual 秸秆综合利用率\n"
        "?P agri_waste.1 2023 24.60 万吨 component 秸秆可收集量\n"
        "?P agri_waste.1 2023 23.40 万吨 component 秸秆综合利用量",
    },
    "air.1": {
        "file": "环境/2023年环境质量公报.docx",
        "title": "澄溪县2023年环境质量公报",
        "kind": "bulletin",
        "body": "= 澄溪县2023年环境质量公报\n2023年，县城有效监测天数363天，优良天数345天，优良天数比例95.0%。"
        "\n> 云泽市生态环境局澄溪分局\n> 2024年5月30日\n",
        "tags": "air.1",
        "facts": "P air.1 2023 95.0 % actual 优良天数比例",
    },
    "satisfaction": {
        "file": "统计/公众满意度调查报告.docx",
        "title": "2023年公众对生态文明建设满意度调查报告",
        "kind": "survey",
        "body": "= 2023年公众对生态文明建设满意度调查报告\n调查显示，2023年澄溪县公众对生态文明建设的满意度为94.6%。"
        "\n> 澄溪县统计局\n> 2024年1月5日\n",
        "tags": "satisfaction",
        "facts": "P satisfaction 2023 94.6 % actual 公众对生态文明建设的满意度",
    },
    "forest_grass": {
        "file": "林业/林草覆盖率说明.docx",
        "title": "关于2023年林草覆盖率的说明",
        "kind": "certificate",
        "body": "= 关于2023年林草覆盖率的说明\n2023年，澄溪县林草覆盖率为62.35%。\n> 澄溪县林业局\n> 2024年3月5日\n",
        "tags": "forest_grass",
        "facts": "P forest_grass 2023 62.35 % actual 林草覆盖率",
    },
    "water_gdp": {
        "file": "水利/2023年用水情况.docx",
        "title": "澄溪县2023年用水情况说明",
        "kind": "summary",
        "body": "= 澄溪县2023年用水情况说明\n2023年，全县用水总量7120万立方米。\n万元地区生产总值用水量70.66立方米。"
        "\n> 澄溪县水利局\n> 2024年5月5日\n",
        "tags": "water_gdp",
        "facts": "P water_gdp 2023 7120 万立方米 component 用水总量",
    },
    "toilet": {
        "file": "农业/农村改厕统计表.docx",
        "title": "2021—2023年农村改厕统计表",
        "kind": "statistics",
        "body": "= 2021—2023年农村改厕统计表\n| 项目 | 2021年 | 2022年 | 2023年 |\n"
        "| 农村卫生厕所普及率（%） | 92.1 | 94.0 | 96.2 |\n| 农村无害化卫生厕所普及率（%） | 80.3 | 85.0 | 89.5 |"
        + SIGNED,
        "tags": "toilet",
        "facts": "T toilet 2021-2023 80.3,85.0,89.5 % actual 农村无害化卫生厕所普及率",
    },
}
FULL = {"doc_number": "none", "date": "2024-02-06", "issuer": "澄溪县农业农村局"}
WORDINGS = [(group, words) for group, stated in GROUPS.items() for words in stated["words"]]


class Papers(Batch):
    """A few papers of a county that never was."""

    def __init__(self, golds: list[GoldDocument]) -> None:
        self.name, self.county, self.golds = "澄溪", "澄溪县", golds
        self.edition = load_edition(EDITION)
        self._viewed, self._found, self.told_before = {}, {}, {}


@functools.cache
def papers() -> tuple[Papers, list[Any]]:
    found = Papers([document_of({**FULL, **paper}) for paper in PAPERS.values()])
    return found, hosts_of(found)


def test_every_paper_is_a_host() -> None:
    _, hosts = papers()
    assert {host.gold.file for host in hosts} == {paper["file"] for paper in PAPERS.values()}


@pytest.mark.parametrize(("group", "words"), WORDINGS, ids=lambda told: told)
def test_nothing_is_told_of_innocent_words(group: str, words: str) -> None:
    batch, hosts = papers()
    mutations = list(asked(batch, group, 1, hosts, (words,)))
    told = [(one.words, found.message) for one in mutations for found in judged(batch, one).findings]
    assert told == []
