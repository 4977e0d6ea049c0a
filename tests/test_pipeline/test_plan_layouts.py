"""Counties lay their task table out differently; what it says is read all the same."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.plan_import import PlanReading, read_plan
from schemas.dossier import IndicatorEntry, Target
from schemas.editions import load_edition
from schemas.errors import PlanError
from schemas.locator import CellLocator, PageLocator, ParagraphLocator
from schemas.parsed import Block, Cell, ParsedDocument, TableBlock, TextBlock

UP, LEFT = "^", "<"  # a place that belongs to the cell above it, or on its left
Rows = Sequence[Sequence[str]]
EDITION = load_edition("2021")
TITLE = "云溪县国家生态文明建设示范区复核任务分解表"


def table(rows: Rows, index: int = 0, page: int | None = None) -> TableBlock:
    cells = []
    for row, line in enumerate(rows):
        for column, text in enumerate(line):
            if text in (UP, LEFT):
                continue
            down = next((n for n in range(row + 1, len(rows)) if rows[n][column] != UP), len(rows)) - row
            right = next((n for n in range(column + 1, len(line)) if line[n] != LEFT), len(line)) - column
            locator = CellLocator(table=index, row=row, column=column, page=page)
            cells.append(Cell(row=row, column=column, row_span=down, column_span=right, text=text, locator=locator))
    return TableBlock(index=index, rows=len(rows), columns=len(rows[0]), cells=tuple(cells), page=page or 1)


def word(*parts: str | Rows) -> ParsedDocument:
    """A Word document: strings are paragraphs, rows are tables."""
    blocks: list[Block] = []
    for number, part in enumerate(parts):
        if isinstance(part, str):
            blocks.append(TextBlock(text=part, locator=ParagraphLocator(index=number), page=1))
        else:
            blocks.append(table(part, index=number))
    return ParsedDocument(media_type="application/msword", pages=1, blocks=tuple(blocks))


def pdf(*pages: Rows) -> ParsedDocument:
    """A PDF with one piece of the table on each page."""
    blocks: list[Block] = [TextBlock(text=TITLE, locator=PageLocator(page=1), page=1)]
    for number, rows in enumerate(pages, 1):
        blocks.append(table(rows, index=number - 1, page=number))
        foot = f"— {number} —"
        blocks.append(TextBlock(text=foot, locator=PageLocator(page=number), page=number, role="footer"))
    return ParsedDocument(media_type="application/pdf", pages=len(pages), blocks=tuple(blocks))


def read(*parts: str | Rows, years: tuple[int, ...] = ()) -> PlanReading:
    return read_plan(word(TITLE, *parts), EDITION, years)


def entry(reading: PlanReading, indicator_id: str) -> IndicatorEntry:
    return next(each for each in reading.entries if each.id == indicator_id)


def targets(found: IndicatorEntry) -> list[str | None]:
    return [sub.target.text if sub.target else None for sub in found.subs]


AIR = "环境空气质量\n（1）优良天数比例\n（2）PM2.5浓度下降幅度"
WATER = "水环境质量\n（1）水质达到或优于Ⅲ类比例提高幅度\n（2）劣Ⅴ类水体比例下降幅度\n（3）黑臭水体消除比例"
LIFE = "生物多样性保护\n（1）国家重点保护野生动植物保护率\n（2）外来物种入侵\n（3）特有性或指示性水生物种保持率"
GRAIN = "三大粮食作物化肥农药利用率\n（1）化肥利用率\n（2）农药利用率"
LAND_WRAPPED = "建设用地土壤\n污染风险管控\n和修复名录制\n度"
WASTE_WRAPPED = "农业废弃物综\n合利用率\n（1）秸秆综合\n利用率\n（2）畜禽粪污\n综合利用率\n（3）农膜回收\n利用率"
HEAD = ["领域", "任务", "序号", "指标名称", "2024年目标值", "指标属性", "牵头单位", "配合单位", "完成时限"]
PLAIN: list[list[str]] = [
    HEAD,
    [
        "生态\n制度",
        "（一）制度建设",
        "4",
        "河长制",
        "全面实施",
        "约束性",
        "县水利局",
        "县财政局、各镇人民政府",
        "长期坚持",
    ],
    [UP, UP, "5", "生态环境信息公开率", "100%", "约束性", "市生态环境局云溪分局", "/", "2024年12月"],
    [
        "生态安全",
        "（二）质量改善",
        "7",
        AIR,
        "≥92%\n≥3%",
        "约束性",
        "市生态环境局云溪分局",
        "县住房和城乡建设局和县城市管理局",
        "2024年底前",
    ],
    [UP, "（三）系统保护", "10", "林草覆盖率", "≥61.5%", "参考性", "县林业局", "县自然资源和规划局", "2024年6月"],
    ["生态经济", "（四）循环发展", "20", GRAIN, "≥40%\n≥42%", "参考性", "县农业农村局", "县供销社", "2024-11-30"],
    [
        "生态生活",
        "（五）人居环境",
        "25",
        "城镇污水处理率",
        "不低于96%",
        "约束性",
        "县住房和城乡建设局",
        "县水利局",
        "2024年",
    ],
]


def test_the_plain_layout() -> None:
    reading = read(PLAIN)
    assert reading.county == "云溪县"
    assert reading.title == TITLE
    assert reading.remarks == ()
    assert [each.number for each in reading.entries] == [4, 5, 7, 10, 20, 25]
    assert "forest_grass" not in reading.absent
    assert len(reading.absent) == 29
    river = entry(reading, "river_chief")
    assert (river.domain, river.task, river.attribute) == ("生态制度", "（一）制度建设", "约束性")
    assert river.lead_units == ("县水利局",)
    assert river.cooperating_units == ("县财政局", "各镇人民政府")
    assert (river.deadline, river.deadline_text) == (None, "长期坚持")
    assert river.target == Target(text="全面实施", year=2024)
    air = entry(reading, "air")
    assert air.name == "环境空气质量"
    assert [sub.name for sub in air.subs] == ["优良天数比例", "PM2.5浓度下降幅度"]
    assert air.subs[1].target == Target(text="≥3%", op=">=", value=Decimal(3), unit="%", year=2024)
    assert air.target is None
    assert air.cooperating_units == ("县住房和城乡建设局", "县城市管理局")
    assert entry(reading, "disclosure").cooperating_units == ()
    days = {each.id: each.deadline for each in reading.entries}
    assert days["air"] == date(2024, 12, 31)
    assert days["forest_grass"] == date(2024, 6, 30)
    assert days["fert_pest"] == date(2024, 11, 30)
    sewage = entry(reading, "sewage_town").target
    assert sewage is not None
    assert (sewage.op, sewage.value) == (">=", Decimal(96))
    assert {column.role for column in reading.columns} >= {"序号", "指标名称", "目标值", "牵头单位", "配合单位"}


@settings(max_examples=12, deadline=None)
@given(st.permutations(range(len(HEAD))))
def test_the_order_of_columns_changes_nothing(order: list[int]) -> None:
    assert read([[row[index] for index in order] for row in PLAIN]).entries == read(PLAIN).entries


@settings(max_examples=10, deadline=None)
@given(st.sets(st.sampled_from([0, 1, 2, 4, 5, 7, 8])))
def test_a_column_left_out_takes_only_its_own_field(dropped: set[int]) -> None:
    fields = {
        0: ("domain",),
        1: ("task",),
        2: (),
        4: ("target", "subs"),
        5: ("attribute",),
        7: ("cooperating_units",),
        8: ("deadline", "deadline_text"),
    }
    lost = {field for column in dropped for field in fields[column]}
    reading = read([[text for index, text in enumerate(row) if index not in dropped] for row in PLAIN])
    kept = set(IndicatorEntry.model_fields) - lost
    assert [e.model_dump(include=kept) for e in reading.entries] == [
        e.model_dump(include=kept) for e in read(PLAIN).entries
    ]


HEADS = {
    "序号": ["编号", "指标序号", "指标编号", "No."],
    "指标名称": ["考核指标", "建设指标", "名称", "指  标", "评价指标"],
    "2024年目标值": ["2024年指标值", "考核要求（2024年）", "2024年规划目标", "目标值\n（2024年）"],
    "指标属性": ["属性", "指标\n性质"],
    "牵头单位": ["责任单位", "主要责任单位", "牵头部门", "牵头责任单位", "负责部门"],
    "配合单位": ["协助单位", "协办单位", "参与部门", "配合责任单位"],
    "完成时限": ["完成时间", "时间节点", "完成期限"],
    "领域": ["体系", "类别", "指标领域"],
    "任务": ["工作任务", "建设任务", "重点任务"],
}


@settings(max_examples=12, deadline=None)
@given(st.fixed_dictionaries({head: st.sampled_from(others) for head, others in HEADS.items()}))
def test_other_heads_mean_the_same(heads: dict[str, str]) -> None:
    assert read([[heads[head] for head in HEAD], *PLAIN[1:]]).entries == read(PLAIN).entries


SUB_ROWS = [
    ["序号", "指标名称", "子指标", "目标值", "牵头单位"],
    ["11", "生物多样性保护", "国家重点保护野生动植物保护率", "≥95%", "县林业局"],
    [UP, UP, "外来物种入侵", "不明显", "县农业农村局"],
    [UP, UP, "特有性或指示性水生物种保持率", "不降低", "县农业农村局"],
    ["21", "农业废弃物综合利用率", "秸秆综合利用率", "≥90%", "县农业农村局"],
    [UP, UP, "畜禽粪污综合利用率", "≥80%", UP],
    [UP, UP, "农膜回收利用率", "≥82%", UP],
    ["32", "政府绿色采购比例", "/", "≥90%", "县财政局"],
]


def test_subs_in_a_column_of_their_own() -> None:
    reading = read(SUB_ROWS)
    assert len(reading.entries) == 3
    life = entry(reading, "biodiversity")
    assert [sub.number for sub in life.subs] == [1, 2, 3]
    assert targets(life) == ["≥95%", "不明显", "不降低"]
    assert life.lead_units == ("县林业局", "县农业农村局")
    assert targets(entry(reading, "agri_waste")) == ["≥90%", "≥80%", "≥82%"]
    assert entry(reading, "agri_waste").lead_units == ("县农业农村局",)
    assert entry(reading, "green_proc").subs == ()
    assert reading.remarks == ()


def test_subs_in_a_column_with_the_name_repeated() -> None:
    filled = [list(row) for row in SUB_ROWS]
    for number, row in enumerate(filled):
        for column, text in enumerate(row):
            if text == UP:
                row[column] = filled[number - 1][column]
    assert read(filled).entries == read(SUB_ROWS).entries


def test_one_target_for_all_subs_of_a_column() -> None:
    rows = [list(row) for row in SUB_ROWS]
    rows[5][3] = rows[6][3] = UP
    waste = entry(read(rows), "agri_waste")
    assert targets(waste) == [None, None, None]
    assert waste.target is not None
    assert waste.target_of(2) == waste.target


def test_subs_in_rows_of_their_own_under_the_name() -> None:
    reading = read(
        [
            ["序号", "指标名称", "指标值", "责任部门"],
            ["1", "生态文明建设规划", "制定实施", "县政府办"],
            ["7", "环境空气质量", "", "市生态环境局云溪分局"],
            ["", "（1）优良天数比例", "≥92%", ""],
            ["", "（2）PM2.5浓度下降幅度", "≥1%", ""],
            ["15", "自然生态空间", "", "县自然资源局"],
            ["15.1", "生态保护红线", "不减少", "县自然资源局"],
            ["15.2", "自然保护地", "不减少", "县林业局"],
            ["33", "党政领导干部参加生态文明培训的人数比例", "100%", "县委组织部"],
        ]
    )
    assert [each.number for each in reading.entries] == [1, 7, 15, 33]
    assert targets(entry(reading, "air")) == ["≥92%", "≥1%"]
    assert entry(reading, "eco_space").lead_units == ("县自然资源局", "县林业局")
    assert [sub.name for sub in entry(reading, "eco_space").subs] == ["生态保护红线", "自然保护地"]


def test_subs_without_marks_and_words_broken_by_hand() -> None:
    rows = [
        ["序号", "指标名称", "工作任务", "牵头单位"],
        [
            "8",
            "水环境质量\n水质达到或优于Ⅲ类比例提高幅度\n劣Ⅴ类水体比例下降幅度\n黑臭水体消除比例",
            "加强治理",
            "县水利局",
        ],
        ["14", "突发生态环境事件\n应急管理机制", "完善预案", "市生态环境局\n云溪分局"],
        ["30", "城镇新建\n绿色建筑比例", "执行标准", "县住房和城乡建设局"],
    ]
    reading = read(rows)
    assert len(entry(reading, "water").subs) == 3
    assert entry(reading, "emergency").name == "突发生态环境事件应急管理机制"
    assert entry(reading, "emergency").lead_units == ("市生态环境局云溪分局",)
    assert entry(reading, "green_building").name == "城镇新建绿色建筑比例"
    assert [each.task for each in reading.entries] == ["加强治理", "完善预案", "执行标准"]


def test_a_head_of_two_rows() -> None:
    reading = read(
        [
            ["序号", "指标名称", "目标值", LEFT, "责任单位", LEFT],
            [UP, UP, "2023年", "2025年", "牵头", "配合"],
            ["25", "城镇污水处理率", "≥95%", "≥98%", "县住建局", "县水利局"],
            ["27", "城镇生活垃圾无害化处理率", "100%", "100%", "县城管局", "各镇政府"],
            ["28", "农村生活垃圾无害化处理村占比", "≥80%", "≥85%", "县住建局", "各镇政府"],
        ],
        years=(2021, 2022, 2023),
    )
    sewage = entry(reading, "sewage_town")
    assert sewage.target == Target(text="≥95%", op=">=", value=Decimal(95), unit="%", year=2023)
    assert (sewage.lead_units, sewage.cooperating_units) == (("县住建局",), ("县水利局",))
    assert any("2023年、2025年" in remark for remark in reading.remarks)


@pytest.mark.parametrize(("years", "chosen"), [((), 2023), ((2020, 2021), 2023), ((2023, 2024), 2023), ((2025,), 2025)])
def test_targets_for_two_years(years: tuple[int, ...], chosen: int) -> None:
    rows = [
        ["指标名称", "2023年目标", "2025年目标", "牵头单位"],
        ["河长制", "全面实施", "全面实施", "县水利局"],
        ["林草覆盖率", "≥60%", "≥61%", "县林业局"],
        ["政府绿色采购比例", "≥80%", "≥90%", "县财政局"],
    ]
    found = entry(read(rows, years=years), "forest_grass").target
    assert found is not None
    assert (found.year, found.text) == (chosen, "≥60%" if chosen == 2023 else "≥61%")


def test_columns_that_are_no_task_are_left_alone() -> None:
    reading = read(
        [
            [
                "序号",
                "指标名称",
                "指标解释",
                "计算公式",
                "数据来源",
                "2022年现状值",
                "目标值",
                "责任单位",
                "责任人",
                "备注",
            ],
            [
                "10",
                "林草覆盖率",
                "森林与草地面积之和占比",
                "面积/总面积",
                "县林业局",
                "66%",
                "≥68%",
                "县林业局",
                "张三",
                "",
            ],
            [
                "12",
                "危险废物利用处置率",
                "利用与处置量占比",
                "量/总量",
                "企业申报",
                "99%",
                "100%",
                "市局云溪分局",
                "李四",
                "",
            ],
            [
                "16",
                "河湖岸线保护率",
                "保护岸段占比",
                "长度/总长",
                "县水利局",
                "不详",
                "完成管控目标",
                "县水利局",
                "王五",
                "",
            ],
        ]
    )
    assert [each.target.text for each in reading.entries if each.target] == ["≥68%", "100%", "完成管控目标"]
    assert [each.lead_units for each in reading.entries] == [("县林业局",), ("市局云溪分局",), ("县水利局",)]
    assert {column.head: column.role for column in reading.columns}["2022年现状值"] == "不导入"


def test_the_unit_in_a_column_or_in_the_head() -> None:
    rows = [
        ["序号", "指标名称", "单位", "目标", "牵头单位"],
        ["10", "林草覆盖率", "%", "≥68", "县林业局"],
        ["18", "单位地区生产总值用水量", "立方米/万元", "≤60.5", "县水利局"],
        ["4", "河长制", "—", "全面实施", "县水利局"],
        ["34", "公众对生态文明建设的满意度", "%", "≥90 (%)", "县统计局"],
    ]
    reading = read(rows)
    found = {each.id: each.target for each in reading.entries}
    assert found["forest_grass"] == Target(text="≥68", op=">=", value=Decimal(68), unit="%")
    assert found["water_gdp"] == Target(text="≤60.5", op="<=", value=Decimal("60.5"), unit="立方米/万元")
    assert found["river_chief"] == Target(text="全面实施")
    satisfied = found["satisfaction"]
    assert satisfied is not None
    assert (satisfied.value, satisfied.unit) == (Decimal(90), "%")
    in_head = read(
        [
            ["序号", "指标名称", "目标值（%）", "牵头单位"],
            *([a, b, d, e] for a, b, _, d, e in rows[1:2]),
            ["32", "政府绿色采购比例", "80以上", "县财政局"],
            ["25", "城镇污水处理率", "95", "县住建局"],
        ]
    )
    assert [each.target.unit for each in in_head.entries if each.target] == ["%", "%", "%"]


def test_one_target_cell_beside_several_indicators() -> None:
    reading = read(
        [
            ["序号", "指标名称", "目标值", "牵头单位"],
            ["17", "单位地区生产总值能耗", "完成上级规定的目标任务，保持稳定或持续改善", "县发改局"],
            ["18", "单位地区生产总值用水量", UP, "县水利局"],
            ["29", "农村无害化卫生厕所普及率", UP, "县农业农村局"],
        ]
    )
    assert {each.target.text for each in reading.entries if each.target} == {
        "完成上级规定的目标任务，保持稳定或持续改善"
    }
    assert [each.lead_units for each in reading.entries] == [("县发改局",), ("县水利局",), ("县农业农村局",)]


def test_names_on_three_levels() -> None:
    reading = read(
        [
            ["一级指标", "二级指标", "三级指标", "考核目标", "责任单位"],
            ["生态安全", "环境空气质量", "优良天数比例", "≥90%", "分局"],
            [UP, UP, "PM2.5浓度下降幅度", "≥2%", "市生态环境局分局"],
            [UP, "林草覆盖率", "林草覆盖率", "≥60%", "县林业局"],
            ["生态经济", "三大粮食作物化肥农药利用率", "化肥利用率", "≥41%", "县农业农村局"],
            [UP, UP, "农药利用率", "≥43%", UP],
        ]
    )
    assert [(each.id, each.domain) for each in reading.entries] == [
        ("air", "生态安全"),
        ("forest_grass", "生态安全"),
        ("fert_pest", "生态经济"),
    ]
    assert targets(entry(reading, "fert_pest")) == ["≥41%", "≥43%"]
    assert targets(entry(reading, "air")) == ["≥90%", "≥2%"]
    grass = entry(reading, "forest_grass")
    assert grass.subs == ()
    assert grass.target is not None


def test_domains_and_tasks_as_rows_over_the_whole_width() -> None:
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


def test_numbers_of_another_edition_do_not_mislead() -> None:
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


def test_the_number_in_the_name_cell_and_words_in_brackets() -> None:
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


def test_not_applicable_is_quoted_with_its_reason() -> None:
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


def test_a_sub_that_does_not_apply() -> None:
    rows = [
        ["指标名称", "目标值", "牵头单位"],
        [
            "水环境质量（1）水质达到或优于Ⅲ类比例提高幅度（2）劣Ⅴ类水体比例下降幅度（3）黑臭水体消除比例",
            "（1）≥2%（2）不涉及（3）100%",
            "县水利局",
        ],
        ["河长制", "全面实施", "县水利局"],
        ["政府绿色采购比例", "≥80%", "县财政局"],
    ]
    water = entry(read(rows), "water")
    assert [sub.applicable for sub in water.subs] == [True, False, True]
    assert "不涉及" in water.subs[1].reason
    assert targets(water) == ["≥2%", None, "100%"]


def test_units_labelled_in_one_cell_or_ordered_by_the_head() -> None:
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


def test_a_table_without_any_head() -> None:
    reading = read([row[2:] for row in PLAIN[1:]])
    plain = read(PLAIN)
    assert [each.lead_units for each in reading.entries] == [each.lead_units for each in plain.entries]
    assert [each.cooperating_units for each in reading.entries] == [each.cooperating_units for each in plain.entries]
    assert [each.attribute for each in reading.entries] == [each.attribute for each in plain.entries]
    assert [each.deadline for each in reading.entries] == [each.deadline for each in plain.entries]


def test_one_table_for_each_domain() -> None:
    head = PLAIN[0]
    first, second = [head, *PLAIN[1:5]], [head, *PLAIN[5:]]
    reading = read(first, "二、生态经济和生态生活", second)
    assert reading.entries == read(PLAIN).entries
    assert reading.absent == read(PLAIN).absent


def test_a_second_table_of_measures_is_not_the_task_table() -> None:
    measures = [
        ["序号", "任务名称", "主要内容", "责任单位"],
        ["1", "编制规划", "编制生态文明建设规划", "县发改局"],
        ["2", "宣传", "提高公众对生态文明建设的满意度", "县委宣传部"],
    ]
    assert read(measures, "说明文字一段。", PLAIN).entries == read(PLAIN).entries


def test_rows_cut_by_the_end_of_a_page() -> None:
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


def test_a_target_broken_by_the_width_is_one_target() -> None:
    rows = [
        ["序号", "指标名称", "目标值", "牵头单位"],
        ["7", AIR, "完成上级规\n定的任务", "县局"],
        ["8", WATER, "完成上级规\n定的考核任\n务", "县局"],
        ["11", LIFE, "≥95%\n不明显\n不降低", "县林业局"],
    ]
    reading = read_plan(pdf(rows), EDITION)
    assert [each.target.text for each in reading.entries if each.target] == [
        "完成上级规定的任务",
        "完成上级规定的考核任务",
    ]
    assert targets(entry(reading, "biodiversity")) == ["≥95%", "不明显", "不降低"]


def test_an_indicator_that_stands_twice_is_told() -> None:
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


def test_no_table_at_all_is_an_error() -> None:
    with pytest.raises(PlanError, match="没有表格"):
        read_plan(word(TITLE, "正文一段。"), EDITION)


def test_another_table_is_an_error_that_tells_its_heads() -> None:
    rows = [["序号", "项目名称", "投资（万元）"], ["1", "污水管网", "300"], ["2", "造林", "50"]]
    with pytest.raises(PlanError) as caught:
        read(rows)
    assert "项目名称" in caught.value.message
    assert "edition" in caught.value.advice


def test_what_is_empty_is_told() -> None:
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


def test_a_note_under_the_table_is_no_domain() -> None:
    rows = [*PLAIN, ["注：本表指标依据国家建设指标确定。", *[LEFT] * (len(HEAD) - 1)]]
    assert read(rows).entries == read(PLAIN).entries


def test_the_countys_own_target_goes_before_the_national_value() -> None:
    rows = [
        ["序号", "指标名称", "国家指标值", "2022年现状", "是否达标", "目标值", "牵头单位", "责任单位"],
        ["10", "林草覆盖率", "≥60%", "66%", "达标", "≥66%", "县林业局", "县财政局"],
        ["25", "城镇污水处理率", "≥85%", "94%", "达标", "≥95%", "县住建局", "县水利局"],
        ["32", "政府绿色采购比例", "≥80%", "85%", "达标", "≥90%", "县财政局", "各单位"],
    ]
    reading = read(rows)
    assert [each.target.text for each in reading.entries if each.target] == ["≥66%", "≥95%", "≥90%"]
    assert [each.lead_units for each in reading.entries] == [("县林业局",), ("县住建局",), ("县财政局",)]
    assert reading.entries[0].cooperating_units == ("县财政局",)
    without = read([[text for index, text in enumerate(row) if index != 5] for row in rows])
    assert [each.target.text for each in without.entries if each.target] == ["≥60%", "≥85%", "≥80%"]
