"""Numbers that only the model names: what it names in sentences it was not trained on, what it must leave alone."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from pipeline.numbers.shadow import shadow
from pipeline.passages import Prose, passages
from pipeline.stages.extract import extract
from pipeline.stages.extraction.likely.contradicted import without_contradicted
from pipeline.stages.extraction.likely.features import seen_of
from pipeline.stages.extraction.likely.meanings import meanings_of
from pipeline.stages.extraction.likely.model import load_model
from pipeline.stages.extraction.likely.naming import numbers_of, possible
from pipeline.stages.extraction.scene_reader import SceneReader
from pipeline.stages.extraction.sentence import read_paragraph
from schemas.document import Identity
from schemas.editions import load_edition
from schemas.fact import Fact, Role
from schemas.locator import ParagraphLocator
from schemas.parsed import ParsedDocument, TextBlock
from schemas.tag import Tag

ReadFacts = Callable[..., list[str]]
EDITIONS = [load_edition("2021"), load_edition("2019")]
# of the facts of all wordings that the rules are held to, how many the model may add beside them (2.5 % when trained)
MOST_ADDED = 0.04

NAMED = [
    (
        "emergency",
        "区内67家企业的突发环境事件应急预案都已报备。",
        "emergency 应急预案备案企业数 2022 67家 count",
    ),
    ("air", "全年优良天多达331个，空气质量优良天数比例冲到90.7%。", "air.1 优良天数比例 2022 90.7% actual"),
    ("biodiversity", "本次普查在县内记下外来入侵物种21种。", "biodiversity.2 外来入侵物种数 2022 21种 count"),
    (
        "drink_source",
        "4个县级集中式饮用水水源地无一超标，达标率100%。",
        "drink_source 水源地总数 2022 4个 component",
    ),
    # so many years are no figure
    ("air", "PM2.5年均浓度降到28微克/立方米，5年下降31.7%。", "air.2 PM2.5浓度 2022 -31.7% change"),
    ("green_building", "年内新增绿色建筑31.6万平方米。", "green_building 新建绿色建筑面积 2022 31.6万平方米 component"),
]
LEFT_ALONE = [
    ("emergency", "出动执法人员67人次，检查企业212家。"),
    ("air", "更换老旧公交车33辆，投资2160万元。"),
    ("biodiversity", "发放宣传册2000份，张贴海报60张。"),
    ("sewage_rural", "铺设管网12.6公里，投入资金830万元。"),
    ("green_building", "开工城镇老旧小区改造14个，惠及居民1860户。"),
]

# each is the number that the model takes for one of the measure's, but for the words right before it
NAMED_OTHERWISE = [
    ("forest_grass", "县城建成区绿化覆盖率为39.7%。"),
    ("energy_gdp", "全年规模以上工业综合能源消费量51.4万吨标准煤。"),
    ("land_gdp", "2020年、2021年、2022年地区生产总值增速依次为5.1%、4.6%、5.2%。"),
    ("assess_ratio", "生态文明类得分最高的为石桥乡，得226.4分。"),
    ("training", "培训对象为副科级以上党政领导干部，计划培训240人。"),
    ("green_building", "2022年竣工装配式建筑9.4万平方米。"),
    ("green_proc", "全年政府采购总规模3.86亿元。"),
    ("sewage_town", "城镇污水集中收集率由64.2%升至68.9%。"),
    ("sewage_town", "全县有污水处理厂9座，日处理能力6.2万立方米。"),
    ("sewage_town", "县城污水处理厂日处理规模由2万吨扩至4万吨。"),
    ("river_chief", "汛期全县转移群众213人。"),
    ("sewage_rural", "全年完成17个建制村环境综合整治。"),
    ("land_gdp", "存量建设用地盘活1260亩。"),
    ("energy_gdp", "规模以上工业万元增加值能耗下降5.9%。"),
    ("air", "臭氧评价值148微克/立方米，上升3.0%，已成为影响优良率的首要因子。"),
]


@pytest.mark.parametrize(("proved", "text", "fact"), NAMED, ids=[text for _, text, _ in NAMED])
def test_what_no_rule_names_is_named_for_what_it_most_likely_is(
    read: ReadFacts, proved: str, text: str, fact: str
) -> None:
    assert fact in read(text, only=proved, by_rules_alone=False)


@pytest.mark.parametrize(("proved", "text"), LEFT_ALONE, ids=[text for _, text in LEFT_ALONE])
def test_numbers_of_other_things_stay_unnamed(read: ReadFacts, proved: str, text: str) -> None:
    assert read(text, only=proved, by_rules_alone=False) == []


@pytest.mark.parametrize(("proved", "text"), NAMED_OTHERWISE, ids=[text for _, text in NAMED_OTHERWISE])
def test_what_its_own_words_name_otherwise_is_not_named_as_likely(read: ReadFacts, proved: str, text: str) -> None:
    assert read(text, only=proved, by_rules_alone=False) == []


@pytest.mark.parametrize("beside", ["，高于全国40%左右的水平", "，与周边40%的水平还有差距"])
def test_what_a_wider_area_has_is_not_named_as_likely(read: ReadFacts, beside: str) -> None:
    own = "2022年全县农村生活污水治理率45.8%"
    told = read(f"{own}{beside}。", only="sewage_rural", by_rules_alone=False)
    assert told == ["sewage_rural 农村生活污水治理率 2022 45.8% actual"]


@pytest.mark.parametrize("reached", ["完成五年目标进度的63.6%", "达到“十四五”目标任务的63.6%", "实现规划总目标的63.6%"])
def test_how_much_of_an_aim_is_reached_is_not_named_as_likely(read: ReadFacts, reached: str) -> None:
    told = read(f"2022年单位GDP能耗下降3.1%，{reached}。", only="energy_gdp", by_rules_alone=False)
    assert told == ["energy_gdp 单位地区生产总值能耗降低率 2022 3.1% change"]


def test_a_paper_that_proves_nothing_has_nothing_named(read: ReadFacts) -> None:
    for _, text, _ in NAMED:
        assert read(text, relation="mention", by_rules_alone=False) == read(text, relation="mention")


def test_what_the_rules_name_stays_as_they_name_it(read: ReadFacts) -> None:
    told = "2022年全县农村生活污水治理率为45.8%，完成治理的行政村88个，行政村总数192个。"
    by_rules = read(told, only="sewage_rural")
    assert by_rules
    assert set(by_rules) <= set(read(told, only="sewage_rural", by_rules_alone=False))


def test_what_the_model_adds_to_the_wordings_that_the_rules_are_held_to_is_little(read: ReadFacts) -> None:
    cases: list[dict[str, Any]] = [
        case
        for path in sorted(Path(__file__).parent.glob("wordings_*.yaml"))
        for case in YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    ]
    expected = sum(len(case["facts"]) for case in cases)
    assert expected > 1000
    added = [line for case in cases for line in _read_whole(read, case) if line not in case["facts"]]
    assert len(added) <= MOST_ADDED * expected, added


def _read_whole(read: ReadFacts, case: dict[str, Any]) -> list[str]:
    circumstances = {key: value for key, value in case.items() if key not in ("text", "facts")}
    return read(case["text"], by_rules_alone=False, **circumstances)


def _told(value: str, unit: str, *, inferred: bool, role: Role = "actual", year: int = 2022) -> Fact:
    return Fact(
        indicator=31, indicator_id="green_building", name="新建绿色建筑面积", year=year, value=Decimal(value),
        unit=unit, value_raw=value + unit, role=role, quote="面积", locator=ParagraphLocator(index=0),
        inferred=inferred,
    )  # fmt: skip


def test_what_the_paper_tells_otherwise_itself_is_not_inferred() -> None:
    said, same, other = (
        _told("31.6", "万平方米", inferred=False),
        _told("316000", "平方米", inferred=True),
        _told("12.4", "万平方米", inferred=True),
    )
    later = _told("12.4", "万平方米", inferred=True, year=2023)
    aim = _told("40", "万平方米", inferred=True, role="target")
    assert without_contradicted((said, same)) == (said, same)
    assert without_contradicted((said, other)) == (said,)
    assert without_contradicted((said, later, aim)) == (said, later, aim)
    assert without_contradicted((other, same)) == ()


def test_every_weight_is_of_something_that_is() -> None:
    model = load_model()
    meanings = [one for edition in EDITIONS for of_it in meanings_of(edition).values() for one in of_it]
    ids, kinds = {one.id for one in meanings}, {one.kind for one in meanings}
    assert set(model.meanings) <= ids
    assert {column for row in model.grams.values() for column in row} <= ids | kinds
    assert {column for row in model.relations.values() for column in row} == {one.manner for one in meanings}


@given(st.integers(0, 10**6), st.sampled_from(["%", "个", "吨", "公里", "户", "百分点", "家", "天", "微克/立方米"]))
def test_likelihoods_are_shares(value: int, unit: str) -> None:
    edition, model = EDITIONS[0], load_model()
    identity = Identity(title="情况报告", kind="summary")
    tags = tuple(
        Tag(indicator=one.number, indicator_id=one.id, relation="evidence", score=1, method="test")
        for one in edition.indicators
    )
    text = f"据统计，共计{value}{unit}，其中完成一半。"
    block = TextBlock(text=text, locator=ParagraphLocator(index=0), page=1)
    parsed = ParsedDocument(media_type="text/plain", pages=1, blocks=(block,))
    (passage,) = passages(parsed)
    assert isinstance(passage, Prose)
    scene = SceneReader(parsed, identity, tags, edition).at(passage)
    paragraph = read_paragraph(shadow(text), scene, has_topic=lambda: True)
    assert paragraph is not None
    numbers = numbers_of(paragraph, [])
    seen = seen_of(numbers, 0)
    meanings = [meaning for meaning in possible(numbers[0], scene) if meaning.id in model.meanings]
    assert all(0 <= likelihood <= 1 for likelihood in model.likelihoods(seen, meanings, numbers[0]))


def test_the_facts_that_only_the_model_names_can_be_told_apart() -> None:
    edition = EDITIONS[0]
    text = "2022年农村生活污水治理率为45.8%。区内67家企业的突发环境事件应急预案都已报备。"
    block = TextBlock(text=text, locator=ParagraphLocator(index=0), page=1)
    parsed = ParsedDocument(media_type="text/plain", pages=1, blocks=(block,))
    identity = Identity(title="情况报告", kind="summary")
    tags = tuple(
        Tag(indicator=one.number, indicator_id=one.id, relation="evidence", score=1, method="test")
        for one in edition.indicators
        if one.id in ("sewage_rural", "emergency")
    )
    facts = extract(parsed, identity, tags, edition)
    assert [(one.name, one.inferred) for one in facts] == [("农村生活污水治理率", False), ("应急预案备案企业数", True)]
