"""Numbers named by topic, words, unit together, over every thing of both editions."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.stages.extraction.context.choice import named_by_context
from pipeline.stages.extraction.context.parts import share_by_context
from pipeline.stages.extraction.context.pieces import joined, pieces, struck, without
from pipeline.stages.extraction.context.things import Matter, Thing, matters_of
from pipeline.stages.extraction.context.topics import matter_told
from pipeline.stages.extraction.context.wording import deeds_in, plain
from schemas.editions import load_edition

ReadFacts = Callable[..., list[str]]
EDITIONS = [load_edition("2021"), load_edition("2019")]
THINGS = [
    (matter, thing)
    for edition in EDITIONS
    for matter in matters_of(edition).of.values()
    for thing in matter.things
    if thing.name.unit and not thing.name.is_change
]
# what a number of official papers is often of instead
FOREIGN = ["投资", "新增", "规模养殖场", "示范村", "设备台套", "补助资金", "宣传", "镇级", "机械", "下属企业职工"]


def _head(matter: Matter, thing: Thing) -> str:
    """The plain name without the words for its matter: 使用农户数."""
    return struck(plain(thing.name.name), matter.about).replace("|", "")


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_the_full_name_of_every_thing_means_it_within_its_matter(edition) -> None:
    for matter in matters_of(edition).of.values():
        for thing in matter.things:
            if thing.name.unit and not thing.name.is_change:
                found = named_by_context(thing.name.name, thing.name.name, thing.name.unit, [matter])
                assert found is not None and found.name == thing.name.name


def test_what_every_deed_leaves_of_a_name_means_it_or_nothing() -> None:
    meant = told = 0
    for matter, thing in THINGS:
        head = _head(matter, thing)
        found = named_by_context(head, head, thing.name.unit, [matter])
        assert found is None or found.name == thing.name.name, (thing.name.name, head)
        if deeds_in(head):
            told += 1
            meant += found is not None
    assert meant >= 0.8 * told


@given(st.sampled_from(THINGS), st.sampled_from(FOREIGN), st.booleans())
def test_a_foreign_noun_means_nothing(case: tuple[Matter, Thing], noun: str, is_first: bool) -> None:
    matter, thing = case
    assume(not any(noun in one for one in thing.spellings))
    words = noun + thing.name.name if is_first else thing.name.name + noun
    assert named_by_context(words, words, thing.name.unit, [matter]) is None


@given(st.sampled_from(THINGS), st.sampled_from(["立方厘米", "千瓦时", "分贝", "蒸吨"]))
def test_another_unit_means_nothing(case: tuple[Matter, Thing], unit: str) -> None:
    matter, thing = case
    assert named_by_context(thing.name.name, "", unit, [matter]) is None


@pytest.mark.parametrize(
    ("topic", "words", "unit", "wanted"),
    [
        ("农村改厕", "现有农户共", "户", "农户总数"),
        ("农村改厕", "用上无害化卫生厕所的有", "户", "使用无害化卫生厕所的农户数"),
        ("农村改厕", "普及率", "%", "农村无害化卫生厕所普及率"),
        ("农村改厕", "这一比例", "%", "农村无害化卫生厕所普及率"),
        ("农村改厕", "改厕惠及农户", "户", None),
        ("农村改厕", "任务完成比例", "%", None),
        ("农作物秸秆", "产生量", "万吨", "秸秆产生总量"),
        ("农作物秸秆", "利用量", "万吨", "秸秆综合利用量"),
        ("农作物秸秆", "可收集", "万吨", "秸秆可收集量"),
        ("畜禽粪污", "通过堆肥还田等方式资源化利用", "万吨", "畜禽粪污综合利用量"),
        ("畜禽粪污", "规模养殖场利用", "万吨", None),
        ("农膜", "回收", "吨", "农膜回收利用量"),
        ("农膜", "使用", "吨", "农膜使用量"),
        ("林草覆盖", "加上草地", "平方公里", "草地面积"),
        ("林草覆盖", "面积", "平方公里", None),
        ("政府绿色采购", "采购规模", "万元", None),
        ("政府绿色采购", "其中绿色采购", "万元", "政府绿色采购规模"),
        ("危险废物", "年末贮存", "吨", "危险废物年末贮存量"),
        ("危险废物", "年初贮存", "吨", None),
        ("危险废物", "处置", "吨", "危险废物处置量"),
        ("人均生产总值", "人均地区生产总值", "元", None),
        ("土壤污染风险管控", "开展土壤污染状况调查的地块", "个", "调查地块数"),
    ],
)
def test_topic_words_unit(topic: str, words: str, unit: str, wanted: str | None) -> None:
    matters = matters_of(EDITIONS[0])
    told = [matters.of[key] for key in sorted(matter_told(topic, matters), key=str)]
    found = named_by_context(words, words, unit, told)
    assert (found.name if found else None) == wanted


@given(st.text("农户总数厕所ⅢⅡabi", max_size=12), st.lists(st.text("农户总数厕所ⅢⅡabi", max_size=8), max_size=3))
def test_pieces_stand_in_words_and_names(words: str, names: list[str]) -> None:
    found = list(pieces(words, joined(names)))
    assert all(len(piece) > 1 and piece in words and any(piece in name for name in names) for piece in found)
    assert sum(map(len, without(words, found))) + sum(map(len, found)) == len(words)


def test_a_paragraph_below_its_topic(read: ReadFacts) -> None:
    text = "（一）农村厕所。据统计，现有农户78624户，已用上无害化卫生厕所的有72413户，普及率92.1%。改厕惠及农户1350户。"
    facts = read(text, only="toilet")
    assert [fact.split(" ", 1)[1] for fact in facts] == [
        "农户总数 2022 78624户 component",
        "使用无害化卫生厕所的农户数 2022 72413户 component",
        "农村无害化卫生厕所普及率 2022 92.1% actual",
    ]


def test_another_thing_measured_before_keeps_bare_words_from_the_topic(read: ReadFacts) -> None:
    text = "（二）一般工业固体废物。建筑垃圾产生量12.8万吨，资源化利用率52.3%。"
    assert read(text, only="solid_waste") == []


def test_heads_that_only_together_with_the_caption_name_a_thing(read: ReadFacts) -> None:
    rows = "| 乡镇 | 现有农户（户） | 已用上无害化户厕（户） |\n| 枫岸镇 | 500 | 480 |\n| 全县合计 | 900 | 870 |"
    text = f"2022年农村户厕统计表\n{rows}"
    assert [fact for fact in read(text, only="toilet") if "[" not in fact] == [
        "toilet 农户总数 2022 900户 component",
        "toilet 使用无害化卫生厕所的农户数 2022 870户 component",
    ]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("绿色建筑占新建建筑的", "城镇新建绿色建筑比例"),
        ("新建建筑中绿色建筑占", "城镇新建绿色建筑比例"),
        ("装配式建筑占新建建筑的", None),
        ("新建建筑占", None),
    ],
)
def test_a_share_is_told_by_its_parts(words: str, wanted: str | None) -> None:
    matters = matters_of(EDITIONS[0])
    found = share_by_context(words, words, [matters.of["green_building", None]], "by topic")
    assert (found.name if found else None) == wanted


def test_a_count_beside_its_share_below_the_name_of_its_rate(read: ReadFacts) -> None:
    text = "农村生活垃圾无害化处理村占比。2021年131个村，占92.3%；2022年新增5个村。"
    facts = read(text, only="garbage_village")
    assert "garbage_village 生活垃圾无害化处理的行政村数 2021 131个 component" in facts
    assert "garbage_village 农村生活垃圾无害化处理村占比 2021 92.3% actual" in facts
    assert not any(" 5个" in fact for fact in facts)


def test_a_heading_that_names_the_counted_thing(read: ReadFacts) -> None:
    text = "（二）应急演练。2021年开展2次，2022年3次；投入资金3万元。"
    assert read(text, only="emergency") == [
        "emergency 应急演练次数 2021 2次 count",
        "emergency 应急演练次数 2022 3次 count",
    ]
