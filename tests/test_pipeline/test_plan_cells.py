"""The narrow languages of plan cells: targets, units, deadlines, names, lines."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.plan_import.deadlines import parse_deadline
from pipeline.plan_import.lines import paragraphs, printed_width_em, width_em
from pipeline.plan_import.name_cell import read_name_cell
from pipeline.plan_import.names import Names
from pipeline.plan_import.targets import parse_target, split_targets, unit_of_head
from pipeline.plan_import.units import labelled_units, split_units
from schemas.dossier import Target
from schemas.editions import load_edition

NAMES = Names(load_edition("2021"))


@pytest.mark.parametrize(
    ("text", "op", "value", "unit"),
    [
        ("≥41%", ">=", "41", "%"),
        ("100%", "=", "100", "%"),
        ("≥82%", ">=", "82", "%"),
        ("不低于25％", ">=", "25", "%"),
        ("85%以上", ">=", "85", "%"),
        ("95%及以上", ">=", "95", "%"),
        ("达到95%以上", ">=", "95", "%"),
        ("≧ 80 %", ">=", "80", "%"),
        ("≤0.6", "<=", "0.6", ""),
        ("不超过35微克/立方米", "<=", "35", "微克/立方米"),
        ("控制在60立方米/万元以内", "<=", "60", "立方米/万元"),
        ("＞60%", ">", "60", "%"),
        ("小于3.50%", "<", "3.50", "%"),
        ("≥90 (%)", ">=", "90", "%"),
        ("≥12,000亩", ">=", "12000", "亩"),
        ("≥69%，不降低", ">=", "69", "%"),
        ("100%（持续保持）", "=", "100", "%"),
        ("≥100%。", ">=", "100", "%"),
    ],
)
def test_a_target_that_is_one_comparison(text: str, op: str, value: str, unit: str) -> None:
    found = parse_target(text)
    assert (found.op, str(found.value), found.unit) == (op, value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "完成上级规定的考核任务",
        "面积不减少，性质不改变，功能不降低",
        "下降10%",
        "提高3个百分点",
        "较2020年下降18%",
        "90%-95%",
        "山区≥75%，平原≥18%",
        "Ⅲ类",
        "不超过90%以上",
        "2025年全面完成",
    ],
)
def test_a_target_that_is_words(text: str) -> None:
    assert parse_target(text) == Target(text=text)


def test_a_target_after_the_name_of_what_is_measured() -> None:
    measure = load_edition("2021").by_id("fert_pest").measure(1)
    found = parse_target("化肥利用率≥41%", measures=[measure])
    assert (found.text, found.value) == ("化肥利用率≥41%", Decimal(41))
    assert parse_target("农药利用率≥41%", measures=[measure]).value is None


@given(
    st.sampled_from([("≥", ">="), ("不低于", ">="), ("≤", "<="), ("不高于", "<="), ("＞", ">"), ("", "=")]),
    st.decimals(min_value=0, max_value=100000, places=2),
    st.sampled_from(["", "%", "亩", "吨标准煤/万元", "立方米/万元", "平方公里"]),
    st.sampled_from(["", " ", "\n"]),
)
def test_every_comparison_is_read_to_the_digit(sign: tuple[str, str], value: Decimal, unit: str, gap: str) -> None:
    found = parse_target(f"{sign[0]}{gap}{value}{unit}", unit="%")
    assert (found.op, str(found.value), found.unit) == (sign[1], str(value), unit or "%")


@pytest.mark.parametrize(
    ("text", "count", "full_em", "parts"),
    [
        ("≥41%\n≥43%", 2, None, ["≥41%", "≥43%"]),
        ("≥41%\n≥43%", 2, 3.0, ["≥41%", "≥43%"]),
        ("（1）≥41%（2）不降低", 2, None, ["≥41%", "不降低"]),
        ("1.不降低\n2.100%", 2, None, ["不降低", "100%"]),
        ("≥95%；不明显；不降低", 3, None, ["≥95%", "不明显", "不降低"]),
        ("≥41%、≥43%", 2, None, ["≥41%", "≥43%"]),
        ("完成上级规\n定的考核任\n务", 3, 5.0, None),
        ("完成上级规定的考核任务；保持稳定或持续改善", 2, None, None),
        ("完成上级规定的考核任务；\n保持稳定或持续改善", 2, None, None),
        ("面积不减少，性质不改变，功能不降低", 3, None, None),
        ("≥90%", 2, None, None),
        ("≥90%\n≥80%", 1, None, None),
    ],
)
def test_targets_of_several_subs(text: str, count: int, full_em: float | None, parts: list[str] | None) -> None:
    assert split_targets(text, (), count, full_em) == parts


def test_the_unit_of_a_head() -> None:
    assert unit_of_head("目标值（%）") == "%"
    assert unit_of_head("目标值（单位：立方米/万元）") == "立方米/万元"
    assert unit_of_head("目标值（2025年）") == ""


@pytest.mark.parametrize(
    ("text", "full_em", "units"),
    [
        ("县委办、县政府办", None, ["县委办", "县政府办"]),
        ("县自然资源和规划局", None, ["县自然资源和规划局"]),
        ("县住房和城乡建设局，县卫生和健康局", None, ["县住房和城乡建设局", "县卫生和健康局"]),
        ("县文化和旅游局和县水利局", None, ["县文化和旅游局", "县水利局"]),
        ("县农业农村局及各乡镇人民政府", None, ["县农业农村局", "各乡镇人民政府"]),
        ("县发展和改革局以及县统计局等", None, ["县发展和改革局", "县统计局"]),
        ("县水利局/县林业局；县财政局", None, ["县水利局", "县林业局", "县财政局"]),
        ("县水利局\n县林业局", None, ["县水利局", "县林业局"]),
        ("县水利局 县林业局", None, ["县水利局", "县林业局"]),
        (
            "县工业和信息化局（县商务局、县科技局）、县公安局",
            None,
            ["县工业和信息化局（县商务局、县科技局）", "县公安局"],
        ),
        ("县自然资源\n局、生态环\n境局云溪分\n局", 5.0, ["县自然资源局", "生态环境局云溪分局"]),
        ("生态环境局\n云溪分局", 5.0, ["生态环境局云溪分局"]),
        ("县住房和城\n乡建设局、\n各镇人民政\n府", 5.0, ["县住房和城乡建设局", "各镇人民政府"]),
        ("县农业农村局\n县林业局", 6.0, ["县农业农村局", "县林业局"]),
        ("县水利局、县水利局", None, ["县水利局"]),
        ("/", None, []),
        ("--", None, []),
    ],
)
def test_units_of_a_cell(text: str, full_em: float | None, units: list[str]) -> None:
    assert list(split_units(text, full_em)) == units


WHOLE_UNITS = [
    "县水利局",
    "县自然资源和规划局",
    "市生态环境局云溪分局",
    "县委宣传部",
    "各乡镇人民政府",
    "县卫生和健康局",
    "县发展改革委",
    "县公安局交警大队",
    "县城市管理综合执法局",
    "县文化和旅游局",
    "高新区管委会",
]


@given(st.lists(st.sampled_from(WHOLE_UNITS), min_size=1, unique=True), st.sampled_from("、，；;/\n"))
def test_units_joined_by_any_separator_are_split_again(units: list[str], separator: str) -> None:
    assert list(split_units(separator.join(units), None)) == units


@given(st.lists(st.sampled_from(WHOLE_UNITS), min_size=1, unique=True), st.integers(4, 12))
def test_units_broken_by_the_width_are_whole_again(units: list[str], width: int) -> None:
    text = "、".join(units)
    lines = [text[start : start + width] for start in range(0, len(text), width)]
    assert list(split_units("\n".join(lines), float(width))) == units


def test_labelled_units() -> None:
    assert labelled_units("牵头单位：县水利局；配合单位：县住建局、县财政局", None) == (
        ("县水利局",),
        ("县住建局", "县财政局"),
    )
    assert labelled_units("县水利局", None) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年12月", date(2023, 12, 31)),
        ("2023年12月底前", date(2023, 12, 31)),
        ("2024年2月", date(2024, 2, 29)),
        ("2023-12-31", date(2023, 12, 31)),
        ("2023.6.30", date(2023, 6, 30)),
        ("2023年6月30日前", date(2023, 6, 30)),
        ("2023年10月中旬", date(2023, 10, 20)),
        ("2023年5月前", date(2023, 4, 30)),
        ("2023年", date(2023, 12, 31)),
        ("2023年底前", date(2023, 12, 31)),
        ("2023年上半年", date(2023, 6, 30)),
        ("2023年第三季度", date(2023, 9, 30)),
        ("2022年1月-2023年11月", date(2023, 11, 30)),
        ("2023年1-9月", date(2023, 9, 30)),
        ("2021-2025年", date(2025, 12, 31)),
        ("二〇二三年十一月", date(2023, 11, 30)),
        ("2023 年 12 月", date(2023, 12, 31)),
        ("2023年12月，长期坚持", date(2023, 12, 31)),
        ("长期坚持", None),
        ("每年12月底前", None),
        ("", None),
        ("2023年2月30日", None),
    ],
)
def test_the_last_day_that_a_deadline_allows(text: str, day: date | None) -> None:
    assert parse_deadline(text) == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["{}年{}月{}日", "{}-{:02}-{:02}", "{}.{}.{}"]))
def test_every_day_is_read_in_every_form(day: date, form: str) -> None:
    assert parse_deadline(form.format(day.year, day.month, day.day)) == day


@pytest.mark.parametrize(
    ("text", "indicator", "subs"),
    [
        ("党委政府对生态文明建设重大目标任务部署情况", "deploy", 0),
        ("公众对生态文明建设满意度", "satisfaction", 0),
        ("7.环境空气质量\n（1）优良天数比例\n（2）PM2.5浓度下降幅度", "air", 2),
        ("环境空气质量优良天数比例PM2.5浓度下降幅度", "air", 2),
        ("环境空气质量（优良天数比例、PM2.5浓度下降幅度）", "air", 2),
        ("环境空气质量：①优良天数比例；②PM2.5浓度下降幅度", "air", 2),
        ("三大粮食作物化肥农药利用率\n1.化肥利用率\n2.农药利用率", "fert_pest", 2),
        ("城市生活垃圾无害化处理率", "garbage_town", 0),
        ("林草覆盖率（%）", "forest_grass", 0),
        ("森林覆盖率", None, 0),
        ("农村生活垃圾无害化处理率", None, 0),
        ("农村生活污水处理率", None, 0),
        ("公众对生态文明建设的知晓率", None, 0),
        ("全面推进乡村振兴", None, 0),
        ("", None, 0),
    ],
)
def test_names_mean_indicators(text: str, indicator: str | None, subs: int) -> None:
    cell = read_name_cell(text, NAMES, None)
    assert (cell.match.indicator.id if cell.match else None) == indicator
    assert len(cell.subs) == subs


def test_every_name_of_both_editions_means_itself() -> None:
    for edition in map(load_edition, ("2019", "2021")):
        names = Names(edition)
        for indicator in edition.indicators:
            match = names.find(indicator.name)
            assert match is not None
            assert (match.indicator.id, match.sub) == (indicator.id, None)
            for sub in indicator.subs:
                assert names.find_sub(sub.name, indicator) == sub.number


@given(st.sampled_from(NAMES.edition.indicators), st.integers(5, 14), st.booleans())
def test_a_name_cell_broken_anywhere_is_whole_again(indicator: object, width: int, marked: bool) -> None:
    known = next(each for each in NAMES.edition.indicators if each == indicator)
    parts = [known.name, *((f"（{sub.number}）" if marked else "") + sub.name for sub in known.subs)]
    lines = [part[start : start + width] for part in parts for start in range(0, len(part), width)]
    cell = read_name_cell("\n".join(lines), NAMES, float(width))
    assert cell.match is not None
    assert cell.match.indicator.id == known.id
    assert cell.name == known.name
    assert list(cell.subs) == [sub.name for sub in known.subs]


@given(st.lists(st.text("生态环境保护局建设", min_size=1, max_size=30), min_size=1, max_size=6), st.integers(4, 10))
def test_printed_lines_become_paragraphs_again(texts: list[str], width: int) -> None:
    texts = [text if len(text) % width else text[:-1] + "" for text in texts]
    texts = [text for text in texts if text and len(text) % width not in (0, width - 1)] or ["生"]
    lines = [text[start : start + width] for text in texts for start in range(0, len(text), width)]
    assert paragraphs("\n".join(lines), float(width)) == texts


def test_the_printed_width_shows_only_where_lines_reach_it() -> None:
    assert printed_width_em(["完成上级规\n定的考核任\n务", "100%"]) == 5.0
    assert printed_width_em(["建立", "≥90%\n≥80%\n≥80%", "≥41%\n≥43%"]) == 2.5
    assert printed_width_em(["全面实施生态文明建设规划", "≥41%\n≥43%"]) is None
    assert width_em("PM2.5浓度") == 4.5
