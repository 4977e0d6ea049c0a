"""`dossier.yaml`: what is saved is what is loaded; a person's words stay; faults are told in Chinese."""

import stat
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.dossier_file import find_dossier, load_dossier, new_dossier_text, save_dossier
from schemas.dossier import Dossier, IndicatorEntry, SubEntry, Target, Unit
from schemas.errors import DossierError

BY_HAND = """\
# 我的说明：请勿删除
county: 云溪县   # 新设县
edition: 2021
years: [2020, 2021, 2022]
units:
  # 下面两个是同一个局
  - name: 县卫生健康局
    aliases: [县卫健局]  # 机构改革前后
  - name: 县水利局
indicators:
  # 第一项
  - id: plan
    number: 1
    name: 生态文明建设规划
    lead_units: [县政府办]   # 已与县府办核对
    # 第二项：目标待定
  - id: forest_grass
    number: 10
    name: 林草覆盖率
    target: {text: ≥69%, op: '>=', value: 69, unit: '%'}  # 以规划为准
# 完
"""


def dossier(**changes: object) -> Dossier:
    base = Dossier(id="d1", county="云溪县", edition="2021", years=(2020, 2021, 2022))
    return base.model_copy(update=changes)


def entry(number: int, **fields: object) -> IndicatorEntry:
    return IndicatorEntry.model_validate({"id": f"i{number}", "number": number, "name": f"指标{number}", **fields})


def in_order(found: Dossier) -> Dossier:
    return found.model_copy(
        update={
            "indicators": tuple(
                each.model_copy(update={"subs": tuple(sorted(each.subs, key=lambda sub: sub.number))})
                for each in sorted(found.indicators, key=lambda each: each.id)
            ),
            "units": tuple(sorted(found.units, key=lambda each: each.name)),
        }
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "dossier.yaml"


def test_new_dossier_is_readable_chinese_with_explanations(file: Path) -> None:
    save_dossier(file, dossier())
    text = file.read_text(encoding="utf-8")
    assert text == new_dossier_text(dossier())
    assert text.startswith("# 复核档案")
    assert "county: 云溪县" in text
    assert "years: [2020, 2021, 2022]" in text
    assert "\\u" not in text
    assert load_dossier(file) == dossier()


def test_every_kind_of_field_comes_back(file: Path) -> None:
    full = dossier(
        aliases=("云溪",),
        baseline_year=2019,
        store="../共用库",
        units=(Unit(name="县水利局", aliases=("水利局", "县水务局")),),
        indicators=(
            entry(
                1,
                domain="生态制度",
                task="（1）第一项。\n（2）第二项：含冒号、# 号。",
                attribute="约束性",
                target=Target(text="≥41.50%", op=">=", value=Decimal("41.50"), unit="%", year=2023),
                lead_units=("县水利局", "县住房和城乡建设局"),
                cooperating_units=("各乡镇人民政府",),
                deadline=date(2023, 12, 31),
                deadline_text="2023年12月",
            ),
            entry(2, applicable=False, reason="任务分解表标注“/”"),
            entry(3, subs=(SubEntry(number=1, name="化肥利用率", target=Target(text="no")),)),
        ),
    )
    save_dossier(file, full)
    loaded = load_dossier(file)
    assert loaded == full
    assert loaded.indicators[0].target is not None
    assert str(loaded.indicators[0].target.value) == "41.50"
    save_dossier(file, full)
    assert load_dossier(file) == full


def test_saving_unchanged_changes_no_byte(file: Path) -> None:
    save_dossier(file, dossier(indicators=(entry(1, task="甲\n乙"),)))
    before = file.read_bytes()
    save_dossier(file, load_dossier(file))
    assert file.read_bytes() == before


def test_a_persons_comments_and_order_stay(file: Path) -> None:
    file.write_text(BY_HAND, encoding="utf-8")
    read = load_dossier(file)
    assert read.edition == "2021"
    changed = read.model_copy(
        update={
            "indicators": (
                read.indicators[0].model_copy(update={"deadline_text": "2023年", "lead_units": ("县政府办", "县委办")}),
                read.indicators[1].model_copy(update={"target": Target(text="≥70%", op=">=", value=Decimal(70))}),
                entry(11),
            ),
            "units": (*read.units, Unit(name="县林业局")),
        }
    )
    save_dossier(file, changed)
    text = file.read_text(encoding="utf-8")
    assert load_dossier(file) == changed
    for comment in (line.split("#", 1)[1].strip() for line in BY_HAND.splitlines() if "#" in line):
        assert comment in text, comment
    assert text.index("第二项：目标待定") < text.index("forest_grass")
    assert text.index("deadline_text") < text.index("第二项：目标待定")
    assert text.startswith("# 我的说明")


def test_removed_entries_go_and_the_others_stay(file: Path) -> None:
    file.write_text(BY_HAND, encoding="utf-8")
    read = load_dossier(file)
    save_dossier(file, read.model_copy(update={"indicators": read.indicators[1:], "units": ()}))
    assert [each.id for each in load_dossier(file).indicators] == ["forest_grass"]
    assert load_dossier(file).units == ()
    assert "以规划为准" in file.read_text(encoding="utf-8")


def test_windows_line_ends_and_byte_order_mark_are_read(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + BY_HAND.replace("\n", "\r\n").encode())
    assert load_dossier(file).county == "云溪县"
    save_dossier(file, load_dossier(file))
    assert load_dossier(file).units[0].aliases == ("县卫健局",)


def test_an_empty_field_counts_as_left_out(file: Path) -> None:
    file.write_text("county: 云溪县\nedition: '2021'\nyears: [2022]\nbaseline_year:\nunits:\n", encoding="utf-8")
    assert load_dossier(file) == Dossier(county="云溪县", edition="2021", years=(2022,))


def test_the_file_keeps_its_mode_and_leaves_nothing_beside(file: Path) -> None:
    save_dossier(file, dossier())
    file.chmod(0o640)
    save_dossier(file, dossier(county="另一县"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["dossier.yaml"]


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "real" / "dossier.yaml"
    real.parent.mkdir()
    save_dossier(real, dossier())
    file.symlink_to(real)
    save_dossier(file, dossier(county="另一县"))
    assert file.is_symlink()
    assert load_dossier(real).county == "另一县"


TASKS = """\
tasks:
  - number: 1
    name: 甲任务
  - number: 2
    name: 乙任务
    done: true
"""

FAULTS: dict[str, tuple[Callable[[str], str], tuple[str, ...]]] = {
    "unknown field": (
        lambda t: t.replace("lead_units:", "leed_units:"),
        ("第15行", "leed_units", "lead_units", "指标1"),
    ),
    "bad year": (lambda t: t.replace("2021, 2022]", "2o21, 2022]"), ("第4行", "years", "2o21", "整数")),
    "year out of range": (lambda t: t.replace("[2020,", "[202,"), ("第4行", "202", "四位数")),
    "year twice": (lambda t: t.replace("[2020,", "[2021,"), ("第4行", "2021", "两次")),
    "year no list": (lambda t: t.replace("[2020, 2021, 2022]", "2020-2022"), ("第4行", "列表", "[2020, 2021, 2022]")),
    "no years": (lambda t: t.replace("[2020, 2021, 2022]", "[]"), ("第4行", "至少要有一个复核年份")),
    "indicator twice": (lambda t: t.replace("id: forest_grass", "id: plan"), ("第17行", "plan", "两次")),
    "unit twice": (lambda t: t.replace("name: 县水利局", "name: 县卫生健康局"), ("第9行", "县卫生健康局", "两次")),
    "no reason": (lambda t: t.replace("number: 10\n", "number: 10\n    applicable: false\n"), ("指标10", "reason")),
    "no county": (lambda t: t.replace("county: 云溪县   # 新设县\n", ""), ("缺少字段“county”", "county: 某某县")),
    "bad number": (lambda t: t.replace("value: 69", "value: 六十九"), ("第20行", "target.value", "六十九", "数字")),
    "bad operator": (lambda t: t.replace("'>='", "≥"), ("第20行", "target.op", "≥", ">=")),
    "bad flag": (lambda t: t.replace("number: 1\n", "number: 1\n    applicable: 否\n"), ("true", "false", "否")),
    "bad day": (lambda t: t.replace("number: 1\n", "number: 1\n    deadline: 2023年底\n"), ("deadline", "2023-12-31")),
    "field twice": (
        lambda t: t.replace("edition: 2021\n", "edition: 2021\nedition: 2019\n"),
        ("第4行", "edition", "两次"),
    ),
    "task twice": (lambda t: t + TASKS.replace("number: 2", "number: 1"), ("任务1“乙任务”", "序号", "两次")),
    "task without name": (lambda t: t + TASKS.replace("name: 乙任务", "content: 乙"), ("任务2", "缺少字段“name”")),
    "unknown field of a task": (
        lambda t: t + TASKS.replace("done:", "finished:"),
        ("任务2“乙任务”", "cooperating_units"),
    ),
    "task of no number": (lambda t: t + TASKS.replace("number: 2", "number: 0"), ("任务0“乙任务”", "应不小于 1")),
    "day of the cutoff": (lambda t: t + "cutoff: 2023年底\n", ("cutoff", "2023年底", "2023-12-31")),
    "accepted issuers no list": (
        lambda t: t.replace("number: 1\n", "number: 1\n    accepted_issuers: 县妇联\n"),
        ("指标1", "accepted_issuers", "列表"),
    ),
    "no such engine": (lambda t: t + "search: {engine: lucene}\n", ("search.engine", "lucene", "tantivy")),
    "unknown field of the package": (lambda t: t + "package: {format: [pdf]}\n", ("package.format", "“formats”")),
    "too short a name": (lambda t: t + "package: {longest_name_chars: 5}\n", ("longest_name_chars", "应不小于 20")),
    "full-width colon": (lambda t: t.replace("county: 云溪县   # 新设县", "county：云溪县"), ("英文半角",)),
    "tab": (lambda t: t.replace("    number: 1\n", "\tnumber: 1\n"), ("制表符",)),
    "open bracket": (lambda t: t.replace("2022]", "2022"), ("附近格式有误",)),
    "not a mapping": (lambda _: "- 云溪县\n", ("字段: 值",)),
    "empty": (lambda _: "", ("字段: 值",)),
    "indicators no list": (lambda _: "county: 甲\nedition: a\nyears: [2022]\nindicators: 无\n", ("第4行", "列表")),
    "entry no mapping": (
        lambda _: "county: 甲\nedition: a\nyears: [2022]\nindicators: [plan]\n",
        ("第4行", "字段: 值"),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told_with_line_field_remedy(file: Path, name: str) -> None:
    break_it, words = FAULTS[name]
    text = break_it(BY_HAND)
    assert text != BY_HAND
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DossierError) as caught:
        load_dossier(file)
    for word in words:
        assert word in caught.value.message
    assert caught.value.advice
    assert "Input should" not in caught.value.message


def test_all_faults_are_told_at_once(file: Path) -> None:
    file.write_text(BY_HAND.replace("2021, 2022]", "2o21, 2022]").replace("lead_units", "x"), encoding="utf-8")
    with pytest.raises(DossierError) as caught:
        load_dossier(file)
    assert "第4行" in caught.value.message
    assert "第15行" in caught.value.message


def test_another_encoding_is_told(file: Path) -> None:
    file.write_bytes(BY_HAND.encode("gbk"))
    with pytest.raises(DossierError, match="UTF-8"):
        load_dossier(file)


def test_a_file_that_cannot_be_read_is_not_overwritten(file: Path) -> None:
    file.write_text("county: [", encoding="utf-8")
    with pytest.raises(DossierError):
        save_dossier(file, dossier())
    assert file.read_text(encoding="utf-8") == "county: ["


def test_the_dossier_is_found_from_below(file: Path, tmp_path: Path) -> None:
    save_dossier(file, dossier())
    below = tmp_path / "材料" / "指标1"
    below.mkdir(parents=True)
    assert find_dossier(below) == file
    assert find_dossier(tmp_path) == file


def test_no_dossier_advises_init(tmp_path: Path) -> None:
    with pytest.raises(DossierError) as caught:
        find_dossier(tmp_path)
    assert "zuozheng init" in caught.value.advice
    with pytest.raises(DossierError):
        load_dossier(tmp_path / "dossier.yaml")


words = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="\u2028\u2029"), max_size=12
)
names = words.map(lambda text: f"县{text}局")
targets = st.builds(
    Target,
    text=words,
    op=st.sampled_from([None, "=", ">=", "<="]),
    value=st.none() | st.decimals(-1000, 100000, places=2),
    unit=st.sampled_from(["", "%", "吨标准煤/万元"]),
    year=st.none() | st.integers(2000, 2030),
)
entries = st.builds(
    IndicatorEntry,
    id=st.sampled_from([f"i{n}" for n in range(6)]),
    number=st.integers(1, 40),
    name=words,
    task=st.lists(words, max_size=3).map("\n".join),
    subs=st.lists(st.builds(SubEntry, number=st.integers(1, 3), name=words, target=st.none() | targets), max_size=3,
                  unique_by=lambda sub: sub.number).map(tuple),
    target=st.none() | targets,
    lead_units=st.lists(names, max_size=3, unique=True).map(tuple),
    deadline=st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
)  # fmt: skip
dossiers = st.builds(
    Dossier,
    county=words.map(lambda text: f"{text}县"),
    edition=st.sampled_from(["2019", "2021"]),
    years=st.lists(st.integers(2015, 2030), min_size=1, max_size=4, unique=True).map(tuple),
    units=st.lists(st.builds(Unit, name=names, aliases=st.lists(words, max_size=2).map(tuple)), max_size=3,
                   unique_by=lambda unit: unit.name).map(tuple),
    indicators=st.lists(entries, max_size=4, unique_by=lambda each: each.id).map(tuple),
)  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=dossiers, second=dossiers)
def test_what_is_saved_is_what_is_loaded(tmp_path: Path, first: Dossier, second: Dossier) -> None:
    file = tmp_path / "dossier.yaml"
    file.unlink(missing_ok=True)
    save_dossier(file, first)
    assert load_dossier(file) == first
    file.write_text("# 手写说明\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    save_dossier(file, second)
    assert in_order(load_dossier(file)) == in_order(second)
