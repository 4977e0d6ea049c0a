"""Sub-indicators in the name cell, in rows or in a column of their own."""

from collections.abc import Callable

from pipeline.plan_import import PlanReading
from schemas.dossier import IndicatorEntry

UP, LEFT = "^", "<"  # a place that belongs to the cell above it, or on its left
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


def entry(reading: PlanReading, indicator_id: str) -> IndicatorEntry:
    return next(each for each in reading.entries if each.id == indicator_id)


def targets(found: IndicatorEntry) -> list[str | None]:
    return [sub.target.text if sub.target else None for sub in found.subs]


def test_subs_in_a_column_of_their_own(read: Callable[..., PlanReading]) -> None:
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


def test_subs_in_a_column_with_the_name_repeated(read: Callable[..., PlanReading]) -> None:
    filled = [list(row) for row in SUB_ROWS]
    for number, row in enumerate(filled):
        for column, text in enumerate(row):
            if text == UP:
                row[column] = filled[number - 1][column]
    assert read(filled).entries == read(SUB_ROWS).entries


def test_one_target_for_all_subs_of_a_column(read: Callable[..., PlanReading]) -> None:
    rows = [list(row) for row in SUB_ROWS]
    rows[5][3] = rows[6][3] = UP
    waste = entry(read(rows), "agri_waste")
    assert targets(waste) == [None, None, None]
    assert waste.target is not None
    assert waste.target_of(2) == waste.target


def test_subs_in_rows_of_their_own_under_the_name(read: Callable[..., PlanReading]) -> None:
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


def test_subs_without_marks_and_words_broken_by_hand(read: Callable[..., PlanReading]) -> None:
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


def test_names_on_three_levels(read: Callable[..., PlanReading]) -> None:
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


def test_a_sub_that_does_not_apply(read: Callable[..., PlanReading]) -> None:
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
