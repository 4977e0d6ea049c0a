"""Columns in any order, under any head, more or fewer of them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.plan_import import PlanReading
from schemas.dossier import IndicatorEntry, Target

UP, LEFT = "^", "<"  # a place that belongs to the cell above it, or on its left
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
TITLE = "云溪县国家生态文明建设示范区复核任务分解表"


def entry(reading: PlanReading, indicator_id: str) -> IndicatorEntry:
    return next(each for each in reading.entries if each.id == indicator_id)


def test_the_plain_layout(read: Callable[..., PlanReading], plain: list[list[str]]) -> None:
    reading = read(plain)
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
@given(st.permutations(range(9)))
def test_the_order_of_columns_changes_nothing(
    read: Callable[..., PlanReading], plain: list[list[str]], order: list[int]
) -> None:
    assert read([[row[index] for index in order] for row in plain]).entries == read(plain).entries


@settings(max_examples=10, deadline=None)
@given(st.sets(st.sampled_from([0, 1, 2, 4, 5, 7, 8])))
def test_a_column_left_out_takes_only_its_own_field(
    read: Callable[..., PlanReading], plain: list[list[str]], dropped: set[int]
) -> None:
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
    reading = read([[text for index, text in enumerate(row) if index not in dropped] for row in plain])
    kept = set(IndicatorEntry.model_fields) - lost
    assert [e.model_dump(include=kept) for e in reading.entries] == [
        e.model_dump(include=kept) for e in read(plain).entries
    ]


@settings(max_examples=12, deadline=None)
@given(st.fixed_dictionaries({head: st.sampled_from(others) for head, others in HEADS.items()}))
def test_other_heads_mean_the_same(
    read: Callable[..., PlanReading], plain: list[list[str]], heads: dict[str, str]
) -> None:
    assert read([[heads[head] for head in plain[0]], *plain[1:]]).entries == read(plain).entries


def test_a_head_of_two_rows(read: Callable[..., PlanReading]) -> None:
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


def test_columns_that_are_no_task_are_left_alone(read: Callable[..., PlanReading]) -> None:
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


def test_a_table_without_any_head(read: Callable[..., PlanReading], plain: list[list[str]]) -> None:
    reading = read([row[2:] for row in plain[1:]])
    whole = read(plain)
    assert [each.lead_units for each in reading.entries] == [each.lead_units for each in whole.entries]
    assert [each.cooperating_units for each in reading.entries] == [each.cooperating_units for each in whole.entries]
    assert [each.attribute for each in reading.entries] == [each.attribute for each in whole.entries]
    assert [each.deadline for each in reading.entries] == [each.deadline for each in whole.entries]
