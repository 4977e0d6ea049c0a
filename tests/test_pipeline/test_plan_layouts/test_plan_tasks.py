"""Tables of key work tasks in the layouts that plans print them in."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from pipeline.plan_import import PlanReading
from pipeline.plan_import.tasks import TasksReading, read_tasks
from schemas.dossier import KeyTask
from schemas.errors import PlanError

UP, LEFT = "^", "<"
CAPTION = "附件2  2024年重点工作任务清单"
WATER = "完成九个村的污水处理设施建设，对已建成的设施开展一次全面检修，保证出水稳定。"
TRAINING = "举办两期专题班，把生态文明纳入主体班次，科级干部全部参加一次以上的学习。"
Rows = Sequence[Sequence[str]]
Make = Callable[..., Any]


def head(*texts: str) -> list[str]:
    return list(texts)


HEAD = head("序号", "任务名称", "主要内容", "完成时限", "责任单位")
FIRST = ["1", "村庄污水治理", WATER, "2024年10月底前", "县住房和城乡建设局、各镇人民政府"]
SECOND = ["2", "干部培训", TRAINING, "2024年6月", "县委组织部"]


@pytest.fixture
def tasks(word: Make) -> Callable[..., TasksReading]:
    """Read the tasks of a Word document with this caption and these tables."""

    def read(*tables: Rows, caption: str = CAPTION) -> TasksReading:
        return read_tasks(word(*(part for table in tables for part in (caption, table))))

    return read


def short(task: KeyTask) -> tuple[int, str, date | None, tuple[str, ...], tuple[str, ...]]:
    return task.number, task.name, task.deadline, task.lead_units, task.cooperating_units


EXPECTED = [
    (1, "村庄污水治理", date(2024, 10, 31), ("县住房和城乡建设局", "各镇人民政府"), ()),
    (2, "干部培训", date(2024, 6, 30), ("县委组织部",), ()),
]
LAYOUTS: dict[str, list[list[str]]] = {
    "plain": [HEAD, FIRST, SECOND],
    "title row over the whole width": [["重点任务", LEFT, LEFT, LEFT, LEFT], HEAD, FIRST, SECOND],
    "other words": [head("编号", "重点工作", "工作措施", "时间节点", "牵头部门"), FIRST, SECOND],
    "columns in another order": [
        head("序号", "责任单位", "时间要求", "工作任务", "具体要求"),
        *([row[0], row[4], row[3], row[1], row[2]] for row in (FIRST, SECOND)),
    ],
    "group in a merged first column": [
        ["类别", *HEAD],
        ["基础设施", *FIRST],
        [UP, *SECOND],
    ],
    "group under a head that says task": [
        ["重点任务", "序号", "工作事项", "工作内容", "完成时限", "责任单位"],
        ["一、补短板", *FIRST],
        [UP, *SECOND],
    ],
    "group rows over the whole width": [
        HEAD,
        ["一、基础设施", LEFT, LEFT, LEFT, LEFT],
        FIRST,
        ["二、能力建设", LEFT, LEFT, LEFT, LEFT],
        SECOND,
    ],
    "group rows that are not merged": [
        HEAD,
        ["一", "基础设施", "", "", ""],
        FIRST,
        ["二", "能力建设", "", "", ""],
        SECOND,
    ],
    "two rows of heads": [
        ["序号", "任务名称", "主要内容", "完成时限", "责任分工", LEFT],
        [UP, UP, UP, UP, "牵头单位", "配合单位"],
        [*FIRST, ""],
        [*SECOND, "/"],
    ],
    "other columns besides": [
        [*HEAD, "责任人", "进展情况", "备注"],
        [*FIRST, "张某", "正在推进", ""],
        [*SECOND, "李某", "已完成", "2023年起"],
    ],
    "notes under the table": [HEAD, FIRST, SECOND, ["注：时限以正式通知为准。", LEFT, LEFT, LEFT, LEFT]],
    "numbers in brackets": [HEAD, ["（1）", *FIRST[1:]], ["（2）", *SECOND[1:]]],
    "no numbers": [HEAD[1:], FIRST[1:], SECOND[1:]],
    "a row of column numbers": [HEAD, ["1", "2", "3", "4", "5"], FIRST, SECOND],
    "months without a year": [
        HEAD,
        [*FIRST[:3], "10月底前", FIRST[4]],
        [*SECOND[:3], "上半年", SECOND[4]],
    ],
    "the year in the head of the time": [
        [*HEAD[:3], "2024年完成时限", HEAD[4]],
        [*FIRST[:3], "10月底前", FIRST[4]],
        [*SECOND[:3], "6月", SECOND[4]],
    ],
    "merged deadlines": [
        [*HEAD, "备注"],
        [*FIRST, ""],
        [*SECOND[:3], "2024年6月", SECOND[4], UP],
    ],
    "a row parted in two": [
        HEAD,
        [*FIRST[:4], "县住房和城乡建设局"],
        [UP, UP, UP, UP, "各镇人民政府"],
        SECOND,
    ],
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(tasks: Callable[..., TasksReading], layout: str) -> None:
    found = tasks(LAYOUTS[layout]).tasks
    assert [short(task) for task in found] == EXPECTED
    assert [task.content for task in found] == [WATER, TRAINING]


@pytest.mark.parametrize(
    "caption", ["", "表三", "2024年工作任务分工表", "附表2 （续表）", "年度重点事项清单", "工作要点"]
)
def test_captions(tasks: Callable[..., TasksReading], caption: str) -> None:
    assert [short(task) for task in tasks([HEAD, FIRST, SECOND], caption=caption).tasks] == EXPECTED


def test_leading_and_cooperating_units(tasks: Callable[..., TasksReading]) -> None:
    heads = head("序号", "任务", "牵头单位", "责任单位", "完成时限")
    (task,) = tasks([heads, ["1", "湿地修复", "县林业局", "县水利局、县林业局", "2024年9月"]]).tasks
    assert (task.lead_units, task.cooperating_units) == (("县林业局",), ("县水利局",))


def test_labelled_units(tasks: Callable[..., TasksReading]) -> None:
    said = "牵头单位：县林业局\n配合单位：县水利局、县财政局"
    (task,) = tasks([head("序号", "任务", "责任单位"), ["1", "湿地修复", said]]).tasks
    assert (task.lead_units, task.cooperating_units) == (("县林业局",), ("县水利局", "县财政局"))


def test_measures_under_a_merged_task_are_tasks_of_their_own(tasks: Callable[..., TasksReading]) -> None:
    rows = [
        head("重点任务", "具体措施", "责任单位", "完成时限"),
        ["打好碧水保卫战", "（1）开展入河排污口排查。逐一建立台账，明确责任。", "县水利局", "2024年6月"],
        [UP, "（2）实施截污纳管工程", "县住建局", "2024年12月"],
    ]
    first, second = tasks(rows).tasks
    assert (first.number, first.name, first.lead_units) == (1, "开展入河排污口排查", ("县水利局",))
    assert "逐一建立台账" in first.content
    assert (second.number, second.name, second.deadline) == (2, "实施截污纳管工程", date(2024, 12, 31))


def test_a_numbered_task_with_several_measures_is_one(tasks: Callable[..., TasksReading]) -> None:
    rows = [
        HEAD,
        ["1", "碧水保卫战", "排查入河排污口", "2024年6月", "县水利局"],
        [UP, UP, "实施截污纳管", "2024年12月", "县住建局"],
        ["2", "干部培训", TRAINING, "2024年6月", "县委组织部"],
    ]
    first, second = tasks(rows).tasks
    assert first.content == "排查入河排污口\n实施截污纳管"
    assert (first.deadline, first.deadline_text) == (date(2024, 12, 31), "2024年6月、2024年12月")
    assert first.lead_units == ("县水利局", "县住建局")
    assert second.name == "干部培训"


def test_numbers_that_begin_again_are_counted_through(tasks: Callable[..., TasksReading]) -> None:
    group = ["二、能力", LEFT, LEFT, LEFT, LEFT]
    reading = tasks([HEAD, FIRST, group, ["1", *SECOND[1:]]])
    assert [task.number for task in reading.tasks] == [1, 2]
    assert any("重新编号" in remark for remark in reading.remarks)


def test_a_table_cut_by_a_page_end(pdf: Make) -> None:
    half = WATER.index("，") + 1
    pages = (
        [HEAD, ["1", "村庄污水治理", WATER[:half], "2024年10月底前", "县住房和城乡建设局、各镇人民政府"]],
        [HEAD, ["", "", WATER[half:], "", ""], SECOND],
    )
    assert [short(task) for task in read_tasks(pdf(*pages)).tasks] == EXPECTED
    assert read_tasks(pdf(*pages)).tasks[0].content.replace("\n", "") == WATER


def test_two_tables_of_one_list(tasks: Callable[..., TasksReading]) -> None:
    reading = tasks([HEAD, FIRST], [HEAD, SECOND])
    assert [short(task) for task in reading.tasks] == EXPECTED


@pytest.mark.parametrize("words", ["长期坚持", "每月10日前", "持续推进", "按上级要求", "每年12月底前"])
def test_a_deadline_without_a_day_stays_text(tasks: Callable[..., TasksReading], words: str) -> None:
    reading = tasks([HEAD, [*FIRST[:3], words, FIRST[4]]])
    (task,) = reading.tasks
    assert (task.deadline, task.deadline_text) == (None, words)
    assert not reading.remarks


def test_what_is_lacking_is_said(tasks: Callable[..., TasksReading]) -> None:
    reading = tasks([HEAD, [*FIRST[:3], "第三批", ""], SECOND])
    assert len(reading.tasks) == 2
    assert any("责任单位为空" in remark for remark in reading.remarks)
    assert any("读不出日期" in remark for remark in reading.remarks)


NO_TASKS: dict[str, tuple[str, list[list[str]]]] = {
    "members of a group": (
        "领导小组成员名单",
        [head("序号", "姓名", "职务", "单位"), ["1", "张某", "局长", "县水利局"]],
    ),
    "materials": (
        "证明材料清单",
        [head("序号", "材料名称", "提供单位", "报送时间"), ["1", "监测年报", "县水利局", "2024年3月"]],
    ),
    "works": (
        "重点工程投资表",
        [head("序号", "名称", "规模", "总投资（万元）", "单位"), ["1", "截污工程", "3公里", "500", "县住建局"]],
    ),
    "indicators": (
        "指标任务分解表",
        [head("序号", "指标名称", "目标值", "牵头单位", "完成时限"), ["1", "某率", "95%", "县水利局", "2024年12月"]],
    ),
    "faults": (
        "问题整改清单",
        [
            head("序号", "存在问题", "整改措施", "整改时限", "责任单位"),
            ["1", "台账不全", "补齐", "2024年3月", "县水利局"],
        ],
    ),
    "numbers": ("监测结果", [head("断面", "2022年", "2023年"), ["大桥", "Ⅱ类", "Ⅱ类"]]),
}


@pytest.mark.parametrize("table", NO_TASKS)
def test_tables_of_something_else(tasks: Callable[..., TasksReading], table: str) -> None:
    caption, rows = NO_TASKS[table]
    assert tasks(rows, caption=caption) == TasksReading()


def test_beside_an_indicator_table(read: Callable[..., PlanReading], plain: Rows) -> None:
    reading = read(plain, CAPTION, [HEAD, FIRST, SECOND])
    assert [short(task) for task in reading.tasks] == EXPECTED
    assert len(reading.entries) == 6
    assert [column.role for column in reading.task_columns] == ["序号", "任务名称", "任务内容", "完成时限", "牵头单位"]


def test_an_indicator_table_alone_has_no_tasks(read: Callable[..., PlanReading], plain: Rows) -> None:
    assert read(plain).tasks == ()


def test_tasks_named_like_indicators(read: Callable[..., PlanReading], plain: Rows) -> None:
    rows = [HEAD, ["1", "林草覆盖率提升", "造林三千亩", "2024年6月", "县林业局"], ["2", "河长制", *FIRST[2:]], SECOND]
    rows[-1] = ["3", *SECOND[1:]]
    assert [task.name for task in read(plain, CAPTION, rows).tasks] == ["林草覆盖率提升", "河长制", "干部培训"]


def test_a_list_of_tasks_alone(read: Callable[..., PlanReading]) -> None:
    reading = read(CAPTION, [HEAD, FIRST, SECOND])
    assert reading.entries == ()
    assert [short(task) for task in reading.tasks] == EXPECTED
    assert "只读入重点任务" in reading.remarks[0]


def test_neither_is_an_error(read: Callable[..., PlanReading]) -> None:
    with pytest.raises(PlanError):
        read("统计表", [["断面", "水质"], ["大桥", "Ⅱ类"]])
