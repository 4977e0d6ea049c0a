"""Rows: which indicator each means, which say that it does not apply, which a page end cuts."""

from collections.abc import Callable
from datetime import date

import pytest

from pipeline.plan_import import PlanReading, read_plan
from schemas.dossier import IndicatorEntry
from schemas.editions import load_edition
from schemas.errors import PlanError
from schemas.parsed import ParsedDocument

UP, LEFT = "^", "<"  # a place that belongs to the cell above it, or on its left
LAND_WRAPPED = "建设用地土壤\n污染风险管控\n和修复名录制\n度"
WASTE_WRAPPED = "农业废弃物综\n合利用率\n（1）秸秆综合\n利用率\n（2）畜禽粪污\n综合利用率\n（3）农膜回收\n利用率"
TITLE = "云溪县国家生态文明建设示范区复核任务分解表"
EDITION = load_edition("2021")


def entry(reading: PlanReading, indicator_id: str) -> IndicatorEntry:
    return next(each for each in reading.entries if each.id == indicator_id)


def test_domains_and_tasks_as_rows_over_the_whole_width(read: Callable[..., PlanReading]) -> None:
    reading = read(
        [
            [TITLE, LEFT, LEFT, LEFT],
            ["序号", "指标名称", "目标值", "牵头单位"],
            ["1", "2", "3", "4"],
            ["一、生态制度", LEFT, LEFT, LEFT],
            ["（一）责任体系", LEFT, LEFT, LEFT],
            ["1", "生态文明建设规划", "制定实施", "县政府办"],
            ["4", "河长制", "全面实施", "县水利局"],
            ["二、生态生活", LEFT, LEFT, LEFT],
            ["32", "政府绿色采购比例", "≥80%", "县财政局"],
        ]
    )
    assert [(each.number, each.domain, each.task) for each in reading.entries] == [
        (1, "生态制度", "（一）责任体系"),
        (4, "生态制度", "（一）责任体系"),
        (32, "生态生活", ""),
    ]


def test_numbers_of_another_edition_do_not_mislead(read: Callable[..., PlanReading]) -> None:
    reading = read(
        [
            ["序号", "指标名称", "牵头单位"],
            ["13", "危险废物利用处置率", "市局云溪分局"],
            ["27", "城镇污水处理率", "县住建局"],
            ["22", "有机种植认证面积", "县农业农村局"],
            ["35", "公众生态文明建设参与度", "县统计局"],
            ["10", "森林覆盖率", "县林业局"],
        ]
    )
    assert [(each.id, each.number) for each in reading.entries] == [
        ("hazwaste", 12),
        ("sewage_town", 25),
        ("participation", 35),
    ]
    said = "\n".join(reading.remarks)
    assert "编号13与2021版（12）不符" in said
    assert "编号27与2021版（25）不符" in said
    assert "“有机种植认证面积”：2021版指标体系中没有这一指标" in said
    assert "“森林覆盖率”" in said
    assert entry(reading, "participation").name == "公众生态文明建设参与度"


def test_the_number_in_the_name_cell_and_words_in_brackets(read: Callable[..., PlanReading]) -> None:
    reading = read(
        [
            ["指标", "目标", "单位"],
            ["22.一般工业固体废物综合利用率提高幅度（云溪县属于综合利用率＞60%的地区）", "持续改善", "市局云溪分局"],
            ["23、集中式饮用水水源地水质优良比例（%）", "100%", "县水利局/县卫健局"],
            ["24 村镇饮用水卫生合格率", "100%", "县水利局；县疾控中心"],
        ]
    )
    assert reading.remarks == ()
    assert entry(reading, "solid_waste").name.endswith("（云溪县属于综合利用率＞60%的地区）")
    assert entry(reading, "drink_source").lead_units == ("县水利局", "县卫健局")
    assert entry(reading, "village_water").lead_units == ("县水利局", "县疾控中心")


def test_not_applicable_is_quoted_with_its_reason(word: Callable[..., ParsedDocument]) -> None:
    reading = read_plan(
        word(
            TITLE,
            [
                ["序号", "指标名称", "目标值", "工作任务", "牵头单位", "备注"],
                ["12", "海岸生态修复\n自然岸线修复长度\n滨海湿地修复面积", "/", "—", "/", ""],
                ["17", "自然岸线保有率", "—", "--", "", ""],
                ["22", "有机种植认证面积", "不涉及", "推进基地建设", "县农业农村局", ""],
                ["9", "生态环境状况指数（EI）", "/", "开展监测", "市局云溪分局", ""],
                ["10", "林草覆盖率", "≥60%", "造林", "县林业局", "本县不适用，内陆县"],
                ["4", "河长制", "全面实施", "巡河", "县水利局", ""],
            ],
        ),
        load_edition("2019"),
    )
    applicable = {each.id: each.applicable for each in reading.entries}
    assert applicable == {
        "coast_restore": False,
        "natural_shore": False,
        "organic": False,
        "ei": True,
        "forest_grass": False,
        "river_chief": True,
    }
    assert "“/”" in entry(reading, "coast_restore").reason
    assert "不涉及" in entry(reading, "organic").reason
    assert "内陆县" in entry(reading, "forest_grass").reason
    assert entry(reading, "ei").target is None
    assert any("EI" in remark and "按适用导入" in remark for remark in reading.remarks)


def test_units_labelled_in_one_cell_or_ordered_by_the_head(read: Callable[..., PlanReading]) -> None:
    rows = [
        ["指标名称", "责任单位（列第一位的为牵头单位）"],
        ["河长制", "县水利局、县财政局、各镇人民政府"],
        ["林草覆盖率", "县林业局"],
        ["政府绿色采购比例", "县财政局、县机关事务管理局"],
    ]
    found = entry(read([*rows]), "river_chief")
    assert (found.lead_units, found.cooperating_units) == (("县水利局",), ("县财政局", "各镇人民政府"))
    labelled = [["指标名称", "责任单位"], *rows[2:], ["河长制", "牵头单位：县水利局\n配合单位：县财政局、各镇人民政府"]]
    found = entry(read(labelled), "river_chief")
    assert (found.lead_units, found.cooperating_units) == (("县水利局",), ("县财政局", "各镇人民政府"))


def test_one_table_for_each_domain(read: Callable[..., PlanReading], plain: list[list[str]]) -> None:
    head = plain[0]
    first, second = [head, *plain[1:5]], [head, *plain[5:]]
    reading = read(first, "二、生态经济和生态生活", second)
    assert reading.entries == read(plain).entries
    assert reading.absent == read(plain).absent


def test_a_second_table_of_measures_is_not_the_task_table(
    read: Callable[..., PlanReading], plain: list[list[str]]
) -> None:
    measures = [
        ["序号", "任务名称", "主要内容", "责任单位"],
        ["1", "编制规划", "编制生态文明建设规划", "县发改局"],
        ["2", "宣传", "提高公众对生态文明建设的满意度", "县委宣传部"],
    ]
    assert read(measures, "说明文字一段。", plain).entries == read(plain).entries


def test_rows_cut_by_the_end_of_a_page(pdf: Callable[..., ParsedDocument]) -> None:
    head = ["领域", "任务", "序号", "指标名称", "目标值", "牵头单位", "完成时限"]
    reading = read_plan(
        pdf(
            [
                head,
                ["生态\n安全", "（一）\n系统保护", "10", "林草覆盖率", "≥60%", "县林业局", "2023年\n12月"],
                [UP, "（二）", "12", "危险废物利用\n处置", "100%", "市生态环境\n局云", "2023年"],
            ],
            [
                head,
                ["", "风险防范", "", "率", "", "溪分局", "12月"],
                [UP, UP, "13", LAND_WRAPPED, "建立", "县自然资源\n局、县住房\n和城乡建设\n局", "2023年\n12月"],
                [
                    "生态\n经济",
                    "（三）\n循环发展",
                    "21",
                    WASTE_WRAPPED,
                    "≥90%\n≥80%\n≥80%",
                    "县农业农村\n局",
                    "2023年\n12月",
                ],
            ],
        ),
        EDITION,
    )
    assert reading.remarks == ()
    assert [each.name for each in reading.entries] == [
        "林草覆盖率",
        "危险废物利用处置率",
        "建设用地土壤污染风险管控和修复名录制度",
        "农业废弃物综合利用率",
    ]
    assert [each.task for each in reading.entries] == [
        "（一）系统保护",
        "（二）风险防范",
        "（二）风险防范",
        "（三）循环发展",
    ]
    assert [each.domain for each in reading.entries] == ["生态安全"] * 3 + ["生态经济"]
    assert entry(reading, "hazwaste").lead_units == ("市生态环境局云溪分局",)
    assert entry(reading, "hazwaste").deadline == date(2023, 12, 31)
    assert entry(reading, "soil_list").lead_units == ("县自然资源局", "县住房和城乡建设局")
    assert [sub.name for sub in entry(reading, "agri_waste").subs] == [
        "秸秆综合利用率",
        "畜禽粪污综合利用率",
        "农膜回收利用率",
    ]


def test_an_indicator_that_stands_twice_is_told(read: Callable[..., PlanReading]) -> None:
    rows = [
        ["序号", "指标名称", "牵头单位"],
        ["10", "林草覆盖率", "县林业局"],
        ["4", "河长制", "县水利局"],
        ["10", "林草覆盖率", "县财政局"],
        ["32", "政府绿色采购比例", "县财政局"],
    ]
    reading = read(rows)
    assert entry(reading, "forest_grass").lead_units == ("县林业局",)
    assert any("第4行" in remark and "同一指标" in remark for remark in reading.remarks)


def test_no_table_at_all_is_an_error(word: Callable[..., ParsedDocument]) -> None:
    with pytest.raises(PlanError, match="没有表格"):
        read_plan(word(TITLE, "正文一段。"), EDITION)


def test_another_table_is_an_error_that_tells_its_heads(read: Callable[..., PlanReading]) -> None:
    rows = [["序号", "项目名称", "投资（万元）"], ["1", "污水管网", "300"], ["2", "造林", "50"]]
    with pytest.raises(PlanError) as caught:
        read(rows)
    assert "项目名称" in caught.value.message
    assert "edition" in caught.value.advice


def test_what_is_empty_is_told(read: Callable[..., PlanReading]) -> None:
    rows = [
        ["序号", "指标名称", "目标值", "牵头单位"],
        ["4", "河长制", "全面实施", ""],
        ["10", "林草覆盖率", "", "县林业局"],
        ["32", "政府绿色采购比例", "≥80%", "县财政局"],
    ]
    reading = read(rows)
    assert reading.remarks == (
        "第2行“河长制”：牵头单位为空，请补写。",
        "第3行“林草覆盖率”：目标值为空，请补写。",
    )


def test_a_note_under_the_table_is_no_domain(read: Callable[..., PlanReading], plain: list[list[str]]) -> None:
    rows = [*plain, ["注：本表指标依据国家建设指标确定。", *[LEFT] * (len(plain[0]) - 1)]]
    assert read(rows).entries == read(plain).entries
