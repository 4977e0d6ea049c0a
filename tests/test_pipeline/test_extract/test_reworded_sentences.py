"""The rewordings of `benchmarks.reworded`: they change words alone, and a plain paper is read alike in each."""

import pytest

from benchmarks.reworded.__main__ import OPERATORS, choose, judge
from benchmarks.reworded.reading import read, read_right
from benchmarks.reworded.rewording import Rewording
from benchmarks.reworded.site import Site, sites
from benchmarks.understanding.gold import GoldDocument, document_of
from schemas.editions import load_edition

PAPER = {
    "file": "证明.docx",
    "title": "2023年环境空气质量情况的证明",
    "issuer": "枫渡县生态环境局",
    "date": "2024-03-05",
    "tags": "air.1",
    "body": """
= 2023年环境空气质量情况的证明
2023年，优良天数比例为97.2%。
2023年，危险废物产生量为3318.9吨，有效监测天数为363天，优良天数为353天。
> 枫渡县生态环境局
> 2024年3月5日
""",
    "facts": """
P air.1 2023 97.2 % actual 优良天数比例
P air.1 2023 363 天 component 有效监测天数
P air.1 2023 353 天 component 优良天数
?P hazwaste 2023 3318.9 吨 component 危险废物产生量
""",
}


@pytest.fixture(scope="module")
def gold() -> GoldDocument:
    return document_of(PAPER)


@pytest.fixture(scope="module")
def found(gold: GoldDocument) -> list[Site]:
    right = read_right(gold, read("fengdu", gold, gold.body))
    return list(sites(gold, load_edition(gold.edition), right))


def _asked(operator: str, site: Site) -> list[Rewording]:
    return list(OPERATORS[operator](site))


def test_a_site_knows_its_words(found: list[Site]) -> None:
    assert [(site.number, site.unit, site.named, site.verb) for site in found] == [
        ("97.2", "%", "优良天数比例", "为"),
        ("363", "天", "有效监测天数", "为"),
        ("353", "天", "优良天数", "为"),
    ]
    assert found[0].year is not None
    assert all(site.is_alone and site.is_level for site in found)


@pytest.mark.parametrize(
    ("operator", "variant", "said"),
    [
        ("verb", "none", "2023年，优良天数比例97.2%。"),
        ("year-form", "截至Y年底", "截至2023年底，优良天数比例为97.2%。"),
        ("year-moved", "N（Y）", "优良天数比例（2023年）为97.2%。"),
        ("aside", "按现行口径计算为", "2023年，优良天数比例按现行口径计算为97.2%。"),
        ("bracket", "N（U）为Q", "2023年，优良天数比例（%）为97.2。"),
        ("number-first", "取得了Q的N", "2023年，取得了97.2%的优良天数比例。"),
        ("figures", "百分之", "2023年，优良天数比例为百分之九十七点二。"),
        ("frame", "key:value", "2023年优良天数比例：97.2%"),
        ("marker", "（1）", "（1）2023年，优良天数比例为97.2%。"),
    ],
)
def test_wording(found: list[Site], operator: str, variant: str, said: str) -> None:
    (reworded,) = [one for one in _asked(operator, found[0]) if one.variant == variant]
    assert said in reworded.body.splitlines()


def test_every_wording_of_a_plain_paper_is_read_alike(gold: GoldDocument, found: list[Site]) -> None:
    before = read("fengdu", gold, gold.body)
    missed = []
    for operator in OPERATORS:
        for one in _asked(operator, found[0])[:6]:
            is_found, wrong = judge("fengdu", one, before)
            missed += [] if is_found and not wrong else [(operator, one.variant)]
    assert missed == []


def test_the_same_wording_is_chosen_in_every_run(found: list[Site]) -> None:
    first, second = choose(found, "verb"), choose(list(reversed(found)), "verb")
    assert first is not None
    assert first == second
    assert choose([], "verb") is None
