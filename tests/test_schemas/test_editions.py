"""The shipped editions, and the refusal of bad ones."""

import re
from collections.abc import Callable

import pytest

from schemas.edition import Edition
from schemas.editions import available_editions, load_crosswalk, load_edition, read_crosswalk, read_edition
from schemas.errors import EditionError
from schemas.formula import parse_formula

SOUND = """
id: "9999"
title: 试验指标体系
doc_number: 试〔2020〕1号
indicators:
  - id: first
    number: 1
    name: 第一项
    unit: "%"
    direction: at_least
    formula: 甲 / 乙 * 100
    components:
      - {name: 甲, unit: 吨}
      - {name: 乙, unit: 吨}
    requirements:
      - {title: 统计表, kinds: [statistics], numbers: [甲], grounding: M}
    grounding: M
  - id: second
    number: 2
    name: 第二项
    direction: qualitative
    subs:
      - {number: 1, name: 子项一, direction: qualitative}
    grounding: M
"""


@pytest.mark.parametrize("edition_id", ["2019", "2021"])
def test_shipped_edition_has_35_indicators_numbered_without_gap(edition_id: str) -> None:
    edition = load_edition(edition_id)
    assert [indicator.number for indicator in edition.indicators] == list(range(1, 36))
    assert edition.id == edition_id


def test_2021_attributes_are_19_binding_and_16_reference() -> None:
    attributes = [indicator.attribute for indicator in load_edition("2021").indicators]
    assert (attributes.count("约束性"), attributes.count("参考性")) == (19, 16)
    assert {indicator.attribute for indicator in load_edition("2019").indicators} == {None}


def test_the_numbers_that_changed_their_meaning() -> None:
    assert load_edition("2019").by_number(13).id == "hazwaste"
    assert load_edition("2021").by_number(13).id == "soil_list"
    assert load_edition("2019").by_number(22).id == "organic"
    assert load_edition("2021").by_number(22).id == "solid_waste"


@pytest.mark.parametrize("edition_id", available_editions())
def test_every_indicator_says_what_to_hand_in(edition_id: str) -> None:
    for indicator in load_edition(edition_id).indicators:
        assert indicator.requirements, indicator.id
        assert indicator.domain, indicator.id
        for requirement in indicator.requirements:
            grounded = any(mark in requirement.grounding for mark in ("S1", "S2", "D"))
            assert requirement.verified == grounded, (indicator.id, requirement.title)


@pytest.mark.parametrize("edition_id", available_editions())
def test_a_near_name_is_never_a_name_of_the_same_indicator(edition_id: str) -> None:
    for indicator in load_edition(edition_id).indicators:
        for _, measure in indicator.measures():
            assert not {measure.name, *measure.aliases} & set(measure.names_not_meant)


def test_crosswalk_closes_over_both_editions() -> None:
    rows = load_crosswalk()
    for edition_id in available_editions():
        listed = {row.id: row.numbers[edition_id] for row in rows if row.numbers[edition_id] is not None}
        assert listed == {indicator.id: indicator.number for indicator in load_edition(edition_id).indicators}
    changed = {row.id for row in rows if row.numbers["2019"] != row.numbers["2021"]}
    same = [row for row in rows if row.id not in changed]
    assert {row.numbers["2021"] for row in same} == {*range(1, 12), *range(29, 36)}


def test_straw_divides_by_what_was_produced_or_could_be_collected() -> None:
    straw = load_edition("2021").by_id("agri_waste").measure(1)
    assert parse_formula(straw.formula).names == {"秸秆综合利用量", "秸秆产生总量"}
    assert parse_formula(straw.other_formulas[0]).names == {"秸秆综合利用量", "秸秆可收集量"}


def test_unknown_edition_names_those_there_are() -> None:
    with pytest.raises(EditionError) as refused:
        load_edition("2099")
    assert "2099" in refused.value.message
    assert "2019、2021" in refused.value.advice


def test_sound_text_is_read() -> None:
    assert read_edition(SOUND, "ok.yaml").by_id("first").formula == "甲 / 乙 * 100"


def swap(old: str, new: str) -> Callable[[str], str]:
    assert old in SOUND
    return lambda text: text.replace(old, new, 1)


REFUSED = [
    (swap("number: 2", "number: 1"), ["编号1重复（first、second）", "缺少2"]),
    (swap("number: 2", "number: 3"), ["缺少2"]),
    (swap("id: second", "id: first"), ["id“first”重复2次"]),
    (swap("甲 / 乙 * 100", "甲 / 丙 * 100"), ["指标1（first）", "“丙”不在 components 中", "“乙”没有用在公式中"]),
    (swap("甲 / 乙 * 100", "甲 / 乙 *"), ["指标1（first）", "不完整"]),
    (swap("甲 / 乙 * 100", "甲 ÷ 乙"), ["指标1（first）", "第3个字符“÷”不能用"]),
    (swap("numbers: [甲]", "numbers: [丁]"), ["指标1（first）", "要求“统计表”的数据项“丁”不在 components 中"]),
    (swap("title: 统计表,", "title: 统计表, sub: 4,"), ["指标1（first）", "不存在的子指标4"]),
    (swap("direction: at_least", "direction: upwards"), ["指标1（first）", "“upwards”", "at_least、at_most"]),
    (swap("kinds: [statistics]", "kinds: [poem]"), ["指标1（first）", "“poem”"]),
    (swap('    unit: "%"\n    direction: at_least', '    unit: "%"\n    direction: qualitative'), ["定性指标不应有"]),
    (swap("{name: 甲, unit: 吨}", "{name: 甲/乙, unit: 吨}"), ["“甲/乙”的名称不能含"]),
    (swap("{name: 甲, unit: 吨}", "{name: 甲, unit: 吨, of: 戊, year: previous}"), ["of 所指“戊”不存在"]),
    (swap("{name: 甲, unit: 吨}", "{name: 甲, unit: 吨, year: previous}"), ["year 与 of 应同时填写"]),
    (swap("{name: 甲, unit: 吨}", "{name: 甲, unit: 吨, formula: 乙 + 甲}"), ["“甲”的公式绕回了自身"]),
    (swap("{name: 乙, unit: 吨}", "{name: 甲, unit: 吨}"), ["数据项名称重复"]),
    (swap("name: 第二项", "name: 第一项"), ["指标2（second）", "名称“第一项”与 first 重复"]),
    (swap("name: 第一项", "name: 第一项\n    aliases: [别名, 别名]"), ["别名“别名”重复"]),
    (swap("name: 第一项", "name: 第一项\n    aliases: [别名]\n    names_not_meant: [别名]"), ["names_not_meant"]),
    (swap("{number: 1, name: 子项一", "{number: 2, name: 子项一"), ["指标2（second）", "子指标编号"]),
    (swap("    name: 第二项\n", ""), ["指标2（second）", "name 缺少这一项"]),
    (swap("name: 第二项", "name: 第二项\n    colour: red"), ["指标2（second）", "colour 不认识这一项"]),
    (swap('id: "9999"', "id: 9999"), ["id 应为文字"]),
    (swap("indicators:", "indicators: [\n"), ["不是有效的 YAML"]),
    (lambda _: "- 只是列表", ["键: 值"]),
    (lambda _: "", ["键: 值"]),
    (lambda text: text + "\x00", ["YAML"]),
]


@pytest.mark.parametrize(("spoil", "expected"), REFUSED, ids=[expected[-1] for _, expected in REFUSED])
def test_bad_file_is_refused_with_place_and_reason(spoil: Callable[[str], str], expected: list[str]) -> None:
    with pytest.raises(EditionError) as refused:
        read_edition(spoil(SOUND), "bad.yaml")
    assert refused.value.message.startswith("bad.yaml：")
    assert refused.value.advice
    for words in expected:
        assert words in refused.value.message


CROSSWALK = (
    'rows:\n  - {id: first, numbers: {"9999": 1}, change: same}\n  - {id: second, numbers: {"9999": 2}, change: same}\n'
)


@pytest.fixture
def small_edition() -> Edition:
    return read_edition(SOUND, "ok.yaml")


def test_small_crosswalk_closes(small_edition: Edition) -> None:
    assert len(read_crosswalk(CROSSWALK, "cross.yaml", (small_edition,))) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (CROSSWALK.replace('"9999": 2', '"9999": 1'), "“second”在9999版应为2，写成了1"),
        (CROSSWALK.replace("id: second", "id: third"), "9999版的“second”没有对应行"),
        (CROSSWALK.replace("id: second", "id: first"), "不止一行"),
        (CROSSWALK.replace('"9999": 2', '"8888": 2'), "没有写明9999版"),
        ("rows: 3", "缺少 rows 列表"),
        ("rows: [{id: first}]", "numbers 缺少这一项"),
    ],
)
def test_crosswalk_that_does_not_close_is_refused(small_edition: Edition, text: str, words: str) -> None:
    with pytest.raises(EditionError, match=re.escape(words)):
        read_crosswalk(text, "cross.yaml", (small_edition,))
